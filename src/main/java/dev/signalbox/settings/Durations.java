package dev.signalbox.settings;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The one way durations are written: a whole number and s, m, h or d, such as {@code 90s}. */
public final class Durations {

  private static final long MINUTE = 60;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  /** Nine digits: even as days far from any overflow of a date. */
  private static final Pattern FORM = Pattern.compile("([0-9]{1,9})([smhd])");

  private Durations() {}

  /**
   * Reads {@code 60s}, {@code 5m}, {@code 2h} or {@code 7d}; {@code 0s} is a duration too.
   *
   * @return empty when the text is anything else, such as a number without a unit
   */
  public static Optional<Duration> parse(String text) {
    Matcher m = FORM.matcher(text);
    return m.matches()
        ? Optional.of(Duration.ofSeconds(Long.parseLong(m.group(1)) * seconds(m.group(2))))
        : Optional.empty();
  }

  /**
   * Prints what {@link #parse} reads back, in the largest unit that needs no fraction: {@code 1m},
   * {@code 90s}, {@code 1d}. What is shorter than a second is cut off.
   */
  public static String print(Duration duration) {
    long seconds = duration.toSeconds();
    for (String unit : new String[] {"d", "h", "m"}) {
      if (seconds != 0 && seconds % seconds(unit) == 0) {
        return seconds / seconds(unit) + unit;
      }
    }
    return seconds + "s";
  }

  private static long seconds(String unit) {
    return switch (unit) {
      case "m" -> MINUTE;
      case "h" -> HOUR;
      case "d" -> DAY;
      default -> 1;
    };
  }
}
