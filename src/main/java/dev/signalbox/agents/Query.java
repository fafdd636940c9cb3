package dev.signalbox.agents;

import dev.signalbox.web.Problem;
import dev.signalbox.web.ProblemException;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The query parameters of a read: known ones only, each once. Values are read on demand. */
final class Query {

  private static final Pattern BROKEN = Pattern.compile("%(?![0-9A-Fa-f]{2})");
  private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");

  private final Map<String, String> values;

  private Query(Map<String, String> values) {
    this.values = values;
  }

  /**
   * Reads a request's parameters.
   *
   * @throws ProblemException {@code unknown_field} for one that is not in {@code known}, {@code
   *     bad_value} for one that is there twice or not well encoded
   */
  static Query of(Context ctx, String... known) {
    String raw = ctx.queryString();
    // Servers differ in what they make of these, and ours would leave the whole parameter out.
    if (raw != null && BROKEN.matcher(raw).find()) {
      throw Values.bad("The query has a % that is not followed by two hexadecimal digits.");
    }
    Map<String, String> values = new HashMap<>();
    for (Map.Entry<String, List<String>> each : ctx.queryParamMap().entrySet()) {
      if (!Arrays.asList(known).contains(each.getKey())) {
        throw new ProblemException(Problem.unknownField(each.getKey()));
      }
      if (each.getValue().size() != 1) {
        throw Values.bad(
            each.getKey() + " may stand once, not " + each.getValue().size() + " times.");
      }
      values.put(each.getKey(), each.getValue().get(0));
    }
    return new Query(values);
  }

  /** As it stands there. */
  Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** A whole number in a range, both ends inclusive, or {@code otherwise} if it is not given. */
  long number(String name, long min, long max, long otherwise) {
    String allowed = "a whole number from " + min + " to " + max;
    return value(name, allowed, text -> number(text, min, max)).orElse(otherwise);
  }

  static Optional<Long> number(String text, long min, long max) {
    return Optional.of(text)
        .filter(digits -> NUMBER.matcher(digits).matches())
        .map(Long::valueOf)
        .filter(number -> number >= min && number <= max);
  }

  /**
   * A value read by {@code reader}; empty if it is not given.
   *
   * @param allowed what may be there, in words
   * @throws ProblemException {@code bad_value} where the reader finds nothing
   */
  <T> Optional<T> value(String name, String allowed, Function<String, Optional<T>> reader) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(reader
        .apply(text.get())
        .orElseThrow(() -> Values.bad(
            name + " must be " + allowed + ", not \"" + Values.shown(text.get()) + "\".")));
  }
}
