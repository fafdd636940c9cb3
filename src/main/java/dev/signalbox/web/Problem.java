package dev.signalbox.web;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A refusal as an RFC 9457 problem document. Agents read it literally, so it always says what to do
 * next.
 *
 * @param status the HTTP status, 400..599
 * @param code stable, snake_case; never reworded
 * @param title one short sentence for a person
 * @param detail what exactly was wrong here, with the actual value and what is allowed
 * @param advice what the caller should do
 * @param retryAfterS whole seconds, at least 1; also sent as {@code Retry-After}
 * @param more further members of the document in this order, such as {@code legal} or {@code
 *     holder}; anything Jackson can write
 */
public record Problem(
    int status,
    String code,
    String title,
    @Nullable String detail,
    Advice advice,
    @Nullable Integer retryAfterS,
    Map<String, Object> more) {

  private static final String TYPES = "https://signalbox.dev/problems/";

  /** What the caller should do; {@code do} in the document. */
  public enum Advice {
    RETRY,
    FIX,
    WAIT,
    STOP,
    ASK_PERSON;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Problem {
    if (status < 400 || status > 599) {
      throw new IllegalArgumentException("a problem's status must be 400..599, not " + status);
    }
    if (retryAfterS != null && retryAfterS < 1) {
      throw new IllegalArgumentException("retryAfterS must be at least 1, not " + retryAfterS);
    }
    more = Collections.unmodifiableMap(new LinkedHashMap<>(more));
  }

  public static Problem of(int status, String code, String title, Advice advice) {
    return new Problem(status, code, title, null, advice, null, Map.of());
  }

  /** What {@code type} says for a code. */
  public static String type(String code) {
    return TYPES + code;
  }

  public static Problem badJson(String detail) {
    return of(400, "bad_json", "The body is not the JSON expected.", Advice.FIX).withDetail(detail);
  }

  public static Problem badValue(String detail) {
    return of(400, "bad_value", "A value is not allowed.", Advice.FIX).withDetail(detail);
  }

  /** Names the first field that nobody knows. */
  public static Problem unknownField(String name) {
    return of(400, "unknown_field", "There is no such field.", Advice.FIX)
        .withDetail(Words.quoted(name) + " is not a field of this request.");
  }

  public static Problem invalidText(String detail) {
    return of(400, "invalid_text", "The text has characters that are not allowed.", Advice.FIX)
        .withDetail(detail);
  }

  /** The same for a missing, malformed, unknown and revoked token. */
  public static Problem badToken() {
    return of(401, "bad_token", "The token is missing or not valid.", Advice.ASK_PERSON);
  }

  /** The same for what does not exist and what the caller may not see. */
  public static Problem notFound() {
    return of(404, "not_found", "There is no such thing here.", Advice.FIX);
  }

  /** The server has too much to do; the caller did nothing wrong. */
  public static Problem overloaded(int retryAfterS) {
    return of(503, "overloaded", "The server is busy.", Advice.RETRY).withRetryAfter(retryAfterS);
  }

  public static Problem shuttingDown() {
    return of(503, "shutting_down", "The server is stopping.", Advice.RETRY).withRetryAfter(5);
  }

  public Problem withDetail(String text) {
    return new Problem(status, code, title, text, advice, retryAfterS, more);
  }

  public Problem withRetryAfter(int seconds) {
    return new Problem(status, code, title, detail, advice, seconds, more);
  }

  /** Adds a further member at the end. */
  public Problem with(String name, Object value) {
    var all = new LinkedHashMap<>(more);
    all.put(name, value);
    return new Problem(status, code, title, detail, advice, retryAfterS, all);
  }
}
