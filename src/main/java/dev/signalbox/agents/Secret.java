package dev.signalbox.agents;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What an agent signs its webhooks with, after Standard Webhooks: 32 random bytes, written as {@code
 * whsec_} and their base64. It is shown once, by {@link #reveal}, and kept sealed by a {@link
 * Vault}. Immutable.
 */
public final class Secret {

  static final int BYTES = 32;

  private static final String MARK = "whsec_";
  private static final int PREFIX_CHARS = 8;
  private static final String MAC = "HmacSHA256";

  private final byte[] bytes;

  private Secret(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * A new one.
   *
   * @param random must be unpredictable: a {@link java.security.SecureRandom}
   */
  public static Secret mint(RandomGenerator random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new Secret(bytes);
  }

  static Secret of(byte[] bytes) {
    return new Secret(bytes.clone());
  }

  /** The secret itself, for the one time it is shown. */
  public String reveal() {
    return MARK + Base64.getEncoder().encodeToString(bytes);
  }

  /** What a person tells it from others by: the first characters of its hash. */
  public String prefix() {
    return hash().substring(0, PREFIX_CHARS);
  }

  /** The lower-case hex of its SHA-256. A fast hash will do for 256 random bits. */
  public String hash() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  byte[] bytes() {
    return bytes.clone();
  }

  /** The signature of a message: over its id, a dot, its timestamp, a dot, and its body. */
  byte[] sign(String id, String timestamp, byte[] body) {
    byte[] head = (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
    return hmac(bytes, head, body);
  }

  static byte[] hmac(byte[] key, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(new SecretKeySpec(key, MAC));
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + MAC, e);
    }
  }

  /** Never the secret. */
  @Override
  public String toString() {
    return MARK + "…(" + prefix() + ")";
  }
}
