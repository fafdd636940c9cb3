package dev.signalbox.agents;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * An agent's secret: {@code sbx_}, 32 random bytes, and a checksum by which a mistyped one is known
 * without a look at the ledger. It is shown once, by {@link #reveal}, and kept as {@link #hash}
 * only. Immutable.
 */
public final class Token {

  private static final String MARK = "sbx_";
  private static final int RANDOM_BYTES = 32;
  private static final int PREFIX_CHARS = 8;
  private static final int CHECK_CHARS = 6;
  private static final Pattern FORM = Pattern.compile(MARK + "[A-Za-z0-9_-]{49}");
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final String text;

  private Token(String text) {
    this.text = text;
  }

  /**
   * A new one.
   *
   * @param random must be unpredictable: a {@link java.security.SecureRandom}
   */
  public static Token mint(RandomGenerator random) {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    String body = BASE64.encodeToString(bytes);
    return new Token(MARK + body + checksum(body));
  }

  /** Reads what a caller showed; empty for anything that {@link #mint} cannot have made. */
  static Optional<Token> parse(String text) {
    if (!FORM.matcher(text).matches()) {
      return Optional.empty();
    }
    int end = text.length() - CHECK_CHARS;
    return same(checksum(text.substring(MARK.length(), end)), text.substring(end))
        ? Optional.of(new Token(text))
        : Optional.empty();
  }

  /** The secret itself, for the one time it is shown. */
  public String reveal() {
    return text;
  }

  /** Its first characters, by which a person tells it from others. */
  public String prefix() {
    return text.substring(MARK.length(), MARK.length() + PREFIX_CHARS);
  }

  /** The lower-case hex of its SHA-256. A fast hash will do for 256 random bits. */
  public String hash() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Whether two texts are equal, in a time that does not tell where they differ. */
  static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  private static String checksum(String body) {
    CRC32 sum = new CRC32();
    sum.update(body.getBytes(StandardCharsets.US_ASCII));
    byte[] bytes =
        ByteBuffer.allocate(Integer.BYTES).putInt((int) sum.getValue()).array();
    return BASE64.encodeToString(bytes);
  }

  /** Never the secret. */
  @Override
  public String toString() {
    return MARK + prefix() + "…";
  }
}
