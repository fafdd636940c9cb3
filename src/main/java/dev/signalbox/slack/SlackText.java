package dev.signalbox.slack;

import dev.signalbox.talk.dialect.SafeText;

/** The plain text that stands beside the blocks. */
final class SlackText {

  private SlackText() {}

  /** What stands beside the blocks: tame, escaped, and cut so that it fits when escaped. */
  static String beside(String spoken, int most) {
    String text = SafeText.tame(spoken.replace('\n', ' '));
    StringBuilder out = new StringBuilder();
    for (int code : text.codePoints().toArray()) {
      String next = escaped(code);
      if (out.length() + next.length() > most - 1) {
        return out.append('…').toString();
      }
      out.append(next);
    }
    return out.toString();
  }

  private static String escaped(int code) {
    return switch (code) {
      case '&' -> "&amp;";
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      default -> Character.toString(code);
    };
  }
}
