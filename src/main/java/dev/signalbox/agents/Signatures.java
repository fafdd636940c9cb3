package dev.signalbox.agents;

import dev.signalbox.desk.Reads;
import dev.signalbox.web.Problem;
import dev.signalbox.web.Problem.Advice;
import dev.signalbox.web.ProblemException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who signed a request, after Standard Webhooks. The address says which secrets to try and proves
 * nothing; a signature over id, time and the very bytes of the body does. Thread-safe.
 *
 * <p>Secrets are looked up for each request, so one that has ended is refused at once.
 */
final class Signatures {

  static final String ID = "webhook-id";
  static final String TIMESTAMP = "webhook-timestamp";
  static final String SIGNATURE = "webhook-signature";

  /** How far its timestamp may be from now, before or behind. */
  static final Duration SKEW_MAX = Duration.ofMinutes(5);

  /** How many signatures of a request are looked at. */
  static final int READ_MAX = 16;

  private static final String VERSION = "v1,";
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,11}");
  private static final Pattern HOOK = Pattern.compile("[A-Za-z0-9_-]{16}");
  private static final Logger LOG = LoggerFactory.getLogger(Signatures.class);

  private final Reads reads;
  private final Vault vault;
  private final InstantSource now;
  private final InstantSource wall;

  /**
   * @param now the desk's time, by which secrets end
   * @param wall what the clock on the wall says, which senders go by
   */
  Signatures(Reads reads, Vault vault, InstantSource now, InstantSource wall) {
    this.reads = reads;
    this.vault = vault;
    this.now = now;
    this.wall = wall;
  }

  /**
   * Whose secret signed the request.
   *
   * @param headers all the values that a request has of a header
   * @param body as it came
   * @return empty for an address that is not there, and for one whose secrets did not sign this
   * @throws ProblemException {@code bad_signature} for what cannot be a signed request, {@code
   *     internal} if the secrets cannot be read
   */
  Optional<Caller> signer(String hook, Function<String, List<String>> headers, byte[] body) {
    String id = one(headers, ID, Keys.FORM);
    String timestamp = one(headers, TIMESTAMP, SECONDS);
    fresh(timestamp);
    List<byte[]> shown = read(one(headers, SIGNATURE, null));
    if (shown.isEmpty()) {
      throw bad("No " + SIGNATURE + " is of version v1.");
    }
    List<Reads.SecretOwner> owners =
        HOOK.matcher(hook).matches() ? reads.secrets(hook, now.instant()) : List.of();
    String trouble = "";
    for (Reads.SecretOwner owner : owners) {
      Vault.Opened opened = vault.open(owner.sealed(), seat(owner));
      if (opened.secret().isEmpty()) {
        trouble = opened.trouble();
      } else if (any(shown, opened.secret().get().sign(id, timestamp, body))) {
        return Optional.of(new Caller(owner.team(), owner.agent(), owner.hash(), null));
      }
    }
    if (!trouble.isEmpty()) {
      throw unreadable(owners.get(0), trouble);
    }
    return Optional.empty();
  }

  private static Vault.Seat seat(Reads.SecretOwner owner) {
    return new Vault.Seat(owner.team().name(), owner.agent().name(), owner.hook());
  }

  private void fresh(String timestamp) {
    Instant sent = Instant.ofEpochSecond(Long.parseLong(timestamp));
    Duration off = Duration.between(sent, wall.instant()).abs();
    if (off.compareTo(SKEW_MAX) > 0) {
      throw bad(TIMESTAMP + " is " + off.toSeconds() + " s from this server's time; at most "
          + SKEW_MAX.toSeconds() + " s are allowed, both ways.");
    }
  }

  /** The signatures of the one version there is, of the first few of all. */
  static List<byte[]> read(String header) {
    List<byte[]> found = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < READ_MAX && from < header.length(); i++) {
      int space = header.indexOf(' ', from);
      int end = space < 0 ? header.length() : space;
      if (header.startsWith(VERSION, from)) {
        decoded(header.substring(from + VERSION.length(), end)).ifPresent(found::add);
      }
      from = end + 1;
    }
    return found;
  }

  private static Optional<byte[]> decoded(String text) {
    try {
      return Optional.of(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Each is compared to its end, whichever fits. */
  private static boolean any(List<byte[]> shown, byte[] right) {
    boolean fits = false;
    for (byte[] each : shown) {
      fits |= MessageDigest.isEqual(each, right);
    }
    return fits;
  }

  private static String one(
      Function<String, List<String>> headers, String name, @Nullable Pattern form) {
    List<String> values = headers.apply(name);
    if (values.size() != 1) {
      throw bad("There must be one header " + name + "; there are " + values.size() + ".");
    }
    String value = values.get(0);
    if (value.isEmpty() || form != null && !form.matcher(value).matches()) {
      throw bad(name + " is not well-formed.");
    }
    return value;
  }

  private static ProblemException unreadable(Reads.SecretOwner owner, String trouble) {
    LOG.error(
        "A signature of {} cannot be checked, because {}. Put the file back, or make a new secret:"
            + " signalbox agent sign {}",
        owner.agent(),
        trouble,
        owner.agent());
    return new ProblemException(
        Problem.of(500, "internal", "Something went wrong in the server.", Advice.RETRY)
            .withDetail("The secrets of this address cannot be read; the server's log tells why."
                + " Its operator has to mend it.")
            .withRetryAfter(30));
  }

  private static ProblemException bad(String detail) {
    return new ProblemException(problem().withDetail(detail));
  }

  /** The same for an unknown address and for a signature that does not fit. */
  static Problem problem() {
    return Problem.of(
        401, "bad_signature", "The signature is missing or not valid.", Advice.ASK_PERSON);
  }
}
