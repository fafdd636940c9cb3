package dev.signalbox.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The SHA-256 of a copy in a file beside it, as {@code sha256sum} writes and checks it. SQLite
 * itself does not notice a letter that changed inside a text.
 */
final class Checksum {

  private static final int CHUNK_BYTES = 1 << 16;

  private Checksum() {}

  /** Where the sum of a file stands. */
  static Path of(Path file) {
    return file.resolveSibling(file.getFileName() + ".sha256");
  }

  /** Writes the sum of {@code content}, which will be called {@code file}. */
  static void write(Path content, Path file) throws IOException {
    Path sum = of(file);
    Files.writeString(sum, sum(content) + "  " + file.getFileName() + "\n");
    Shelf.sync(sum);
  }

  /** Whether a file is what its sum says; true where there is no sum. */
  static boolean holds(Path file) throws IOException {
    Path sum = of(file);
    return !Files.exists(sum) || Files.readString(sum).startsWith(sum(file) + "  ");
  }

  private static String sum(Path file) throws IOException {
    MessageDigest digest = sha256();
    byte[] chunk = new byte[CHUNK_BYTES];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        digest.update(chunk, 0, read);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
