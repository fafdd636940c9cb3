package dev.signalbox.board;

/** The one form of every short name a team gives: lanes, agents, people and teams. */
public final class Names {

  /** What a name may be: lower case, starts with a letter, at most 32 characters. */
  public static final String FORM = "a letter, then up to 31 of a-z 0-9 _ -, all lower case";

  private static final int LENGTH_MAX = 32;

  private Names() {}

  public static boolean valid(String name) {
    boolean valid = !name.isEmpty() && name.length() <= LENGTH_MAX && letter(name.charAt(0));
    for (int i = 1; valid && i < name.length(); i++) {
      char c = name.charAt(i);
      valid = letter(c) || c >= '0' && c <= '9' || c == '_' || c == '-';
    }
    return valid;
  }

  private static boolean letter(char c) {
    return c >= 'a' && c <= 'z';
  }

  static void check(String what, String name) {
    if (!valid(name)) {
      throw new IllegalArgumentException(what + " \"" + name + "\" is not a name; use " + FORM);
    }
  }
}
