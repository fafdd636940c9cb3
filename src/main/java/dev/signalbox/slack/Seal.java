package dev.signalbox.slack;

import dev.signalbox.talk.dialect.Once;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Whether a request is Slack's: signed over its time and its very bytes, sent just now, and not here
 * before. Thread-safe.
 */
final class Seal {

  static final String TIMESTAMP = "X-Slack-Request-Timestamp";
  static final String SIGNATURE = "X-Slack-Signature";

  /** How far its time may be from now, before or behind. */
  static final Duration SKEW_MAX = Duration.ofMinutes(5);

  /** A request stays good for as long as its time may be ahead and then behind. */
  private static final Duration REMEMBERED = SKEW_MAX.multipliedBy(2).plusSeconds(1);

  private static final int REMEMBERED_MAX = 50_000;
  private static final String ALGORITHM = "HmacSHA256";
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,11}");
  private static final Pattern FORM = Pattern.compile("v0=[0-9a-f]{64}");

  /** What a request is. */
  enum Verdict {
    GOOD,
    /** Not signed, wrongly signed, or too far from now. */
    BAD,
    /** The same request once more. */
    REPLAYED
  }

  private final SecretKeySpec key;
  private final InstantSource wall;
  private final Once seen;

  /**
   * @param wall what the clock on the wall says, which Slack goes by
   * @param nanos a clock that never goes backwards
   */
  Seal(String secret, InstantSource wall, LongSupplier nanos) {
    key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    this.wall = wall;
    seen = new Once(REMEMBERED, REMEMBERED_MAX, nanos);
  }

  /**
   * Looks at a request.
   *
   * @param timestamps all that the request has of that header
   * @param signatures likewise
   * @param body as it came
   */
  Verdict check(List<String> timestamps, List<String> signatures, byte[] body) {
    if (timestamps.size() != 1 || signatures.size() != 1) {
      return Verdict.BAD;
    }
    String timestamp = timestamps.get(0);
    String signature = signatures.get(0);
    boolean formed =
        SECONDS.matcher(timestamp).matches() && FORM.matcher(signature).matches();
    if (!formed || !fresh(timestamp) || !signed(timestamp, signature, body)) {
      return Verdict.BAD;
    }
    return seen.first(timestamp + signature) ? Verdict.GOOD : Verdict.REPLAYED;
  }

  private boolean fresh(String timestamp) {
    Instant sent = Instant.ofEpochSecond(Long.parseLong(timestamp));
    return Duration.between(sent, wall.instant()).abs().compareTo(SKEW_MAX) <= 0;
  }

  private boolean signed(String timestamp, String signature, byte[] body) {
    byte[] right = sign(timestamp, body).getBytes(StandardCharsets.US_ASCII);
    return MessageDigest.isEqual(right, signature.getBytes(StandardCharsets.US_ASCII));
  }

  /** What Slack writes into the header of the signature. */
  String sign(String timestamp, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(("v0:" + timestamp + ":").getBytes(StandardCharsets.UTF_8));
      return "v0=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java lacks " + ALGORITHM, e);
    }
  }
}
