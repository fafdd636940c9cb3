package dev.signalbox.local;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What was typed, without what people type before a command from habit. */
final class Said {

  /** The prefix that examples show, because it works in every room. */
  static final String PREFIX = "/signalbox ";

  private static final Pattern HABIT =
      Pattern.compile("^\\s*(?:[/@]signalbox\\b\\s*|/(?=\\p{L}|$))", Pattern.CASE_INSENSITIVE);

  private Said() {}

  /** Where the command begins in what was typed. */
  static int start(String typed) {
    Matcher habit = HABIT.matcher(typed);
    return habit.find() ? habit.end() : 0;
  }

  static String command(String typed) {
    return HABIT.matcher(typed).replaceFirst("").strip();
  }
}
