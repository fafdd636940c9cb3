package dev.signalbox.local;

import java.util.regex.Pattern;

/** What was typed, without what people type before a command from habit. */
final class Said {

  /** The prefix that examples show, because it works in every room. */
  static final String PREFIX = "/signalbox ";

  private static final Pattern HABIT =
      Pattern.compile("^\\s*(?:[/@]signalbox\\b\\s*|/(?=\\p{L}))", Pattern.CASE_INSENSITIVE);

  private Said() {}

  static String command(String typed) {
    return HABIT.matcher(typed).replaceFirst("").strip();
  }
}
