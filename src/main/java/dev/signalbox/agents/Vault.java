package dev.signalbox.agents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals signing secrets for the ledger, with AES-GCM and a key in a file of its own: a copy of the
 * database alone opens none of them. The file is made when the first secret is sealed, readable for
 * its owner only. A sealed secret opens only for the owner it was sealed for.
 *
 * <p>Thread-safe. The file is read each time, so one that is put back counts at once.
 */
public final class Vault {

  private static final String FILE = "signing.key";
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int HOOK_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final Path file;
  private final RandomGenerator random;

  /**
   * @param data the directory of the file
   * @param random must be unpredictable: a {@link java.security.SecureRandom}
   */
  public Vault(Path data, RandomGenerator random) {
    file = data.resolve(FILE);
    this.random = random;
  }

  /** Whose a secret is; a sealed one is bound to it. */
  public record Seat(String team, String agent, String hook) {
    private byte[] bytes() {
      return (team + "/" + agent + "/" + hook).getBytes(StandardCharsets.UTF_8);
    }
  }

  /**
   * Seals a secret, and makes the key where there is none.
   *
   * @return what only {@link #open} reads, as text
   * @throws UncheckedIOException if the key can be neither read nor made
   */
  public synchronized String seal(Secret secret, Seat seat) {
    byte[] key = key();
    byte[] nonce = random(NONCE_BYTES);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce, seat).doFinal(secret.bytes());
      return Base64.getEncoder()
          .encodeToString(ByteBuffer.allocate(nonce.length + sealed.length)
              .put(nonce)
              .put(sealed)
              .array());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + CIPHER, e);
    }
  }

  /**
   * The last part of an agent's address: always the same while the key is, and nobody guesses it.
   * Makes the key where there is none.
   *
   * @throws UncheckedIOException if the key can be neither read nor made
   */
  public synchronized String hook(String team, String agent) {
    byte[] name = ("hook " + team + "/" + agent).getBytes(StandardCharsets.UTF_8);
    byte[] whole = Secret.hmac(key(), name);
    return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(whole, HOOK_BYTES));
  }

  private byte[] key() {
    try {
      return Files.exists(file) ? read() : make();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The key of the signing secrets, " + file + ", cannot be used: " + why(e), e);
    }
  }

  /** A secret that was opened, or why it cannot be. */
  record Opened(Optional<Secret> secret, String trouble) {}

  /** Opens what {@link #seal} made. */
  synchronized Opened open(String sealed, Seat seat) {
    try {
      byte[] whole = Base64.getDecoder().decode(sealed);
      byte[] nonce = Arrays.copyOf(whole, NONCE_BYTES);
      byte[] bytes = cipher(Cipher.DECRYPT_MODE, read(), nonce, seat)
          .doFinal(whole, NONCE_BYTES, whole.length - NONCE_BYTES);
      return new Opened(Optional.of(Secret.of(bytes)), "");
    } catch (NoSuchFileException e) {
      return closed(file + " is missing");
    } catch (AEADBadTagException e) {
      return closed(file + " is another key than the one it was sealed with");
    } catch (IOException e) {
      return closed(file + " cannot be read: " + why(e));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return closed("it is damaged");
    }
  }

  private static Opened closed(String trouble) {
    return new Opened(Optional.empty(), trouble);
  }

  private static Cipher cipher(int mode, byte[] key, byte[] nonce, Seat seat)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(seat.bytes());
    return cipher;
  }

  private byte[] read() throws IOException {
    try {
      byte[] key = Base64.getDecoder().decode(Files.readString(file).strip());
      if (key.length == KEY_BYTES) {
        return key;
      }
    } catch (IllegalArgumentException e) {
      throw new IOException("it is no key; put the right one back", e);
    }
    throw new IOException("it is no key; put the right one back");
  }

  /** It is on the disk before anything is sealed with it. */
  private byte[] make() throws IOException {
    byte[] key = random(KEY_BYTES);
    Path fresh = file.resolveSibling(FILE + ".new");
    Files.deleteIfExists(fresh);
    try (FileChannel out = FileChannel.open(
        fresh,
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      out.write(StandardCharsets.US_ASCII.encode(Base64.getEncoder().encodeToString(key) + "\n"));
      out.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel directory = FileChannel.open(file.toAbsolutePath().getParent())) {
      directory.force(true);
    }
    return key;
  }

  private byte[] random(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static String why(IOException e) {
    return String.valueOf(e.getMessage());
  }

  /** Never the key. */
  @Override
  public String toString() {
    return "the vault of " + file;
  }
}
