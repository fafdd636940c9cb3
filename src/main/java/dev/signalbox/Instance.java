package dev.signalbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * The name of this installation, made once and kept beside the database: messages in chat carry it,
 * so that two installations in one channel do not take each other's for their own.
 */
final class Instance {

  private static final String FILE = "instance";
  private static final int BYTES = 8;
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{16}");

  private Instance() {}

  /**
   * Reads the name, or makes it.
   *
   * @throws UncheckedIOException if it can be neither read nor written
   */
  static String in(Path data, RandomGenerator random) {
    Path file = data.resolve(FILE);
    try {
      String known = Files.exists(file) ? Files.readString(file).strip() : "";
      if (FORM.matcher(known).matches()) {
        return known;
      }
      byte[] bytes = new byte[BYTES];
      random.nextBytes(bytes);
      String name = HexFormat.of().formatHex(bytes);
      Files.writeString(file, name + System.lineSeparator());
      return name;
    } catch (IOException e) {
      throw new UncheckedIOException("the name of this installation, " + file, e);
    }
  }
}
