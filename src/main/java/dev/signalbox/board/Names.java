package dev.signalbox.board;

import java.util.regex.Pattern;

/** The one form of every short name a team gives: lanes, agents, people and teams. */
public final class Names {

  /** What a name may be: lower case, starts with a letter, at most 32 characters. */
  public static final String FORM = "a letter, then up to 31 of a-z 0-9 _ -, all lower case";

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,31}");

  private Names() {}

  public static boolean valid(String name) {
    return NAME.matcher(name).matches();
  }

  static void check(String what, String name) {
    if (!valid(name)) {
      throw new IllegalArgumentException(what + " \"" + name + "\" is not a name; use " + FORM);
    }
  }
}
