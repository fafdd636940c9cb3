package dev.signalbox.slack;

import java.util.regex.Pattern;

/** Text made safe for Slack, and cut to what Slack takes. */
final class SlackText {

  /** What other parsers might take for a mention or a link is broken by this, which nobody sees. */
  private static final String BREAK = "\u200B";

  private static final Pattern CALLS =
      Pattern.compile("@(?=here|channel|everyone|group)", Pattern.CASE_INSENSITIVE);

  private static final Pattern MARKS =
      Pattern.compile("<(?=[!@#]|[a-z][a-z0-9+.-]*:)", Pattern.CASE_INSENSITIVE);

  /** What turns the direction of the text around it, and characters that are no text. */
  private static final Pattern INVISIBLE =
      Pattern.compile("[\\p{Cc}&&[^\n]]|[\u202A-\u202E\u2066-\u2069\u200E\u200F]");

  private SlackText() {}

  /** Somebody's words: nothing in them calls, links, or turns the text around. */
  static String tame(String text) {
    String plain = INVISIBLE.matcher(text.replace('\t', ' ')).replaceAll("");
    String calm = CALLS.matcher(plain).replaceAll("@" + BREAK);
    String broken = MARKS.matcher(calm).replaceAll("<" + BREAK);
    return turns(broken) ? "\u2068" + broken + "\u2069" : broken;
  }

  private static boolean turns(String text) {
    return text.codePoints()
        .map(Character::getDirectionality)
        .anyMatch(direction -> direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
            || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC);
  }

  /** Cut to so many characters, never through the middle of one, with "…" for what is missing. */
  static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = most - 1;
    boolean halved = Character.isHighSurrogate(text.charAt(end - 1));
    return text.substring(0, halved ? end - 1 : end) + "…";
  }

  /** What stands beside the blocks: tame, escaped, and cut so that it fits when escaped. */
  static String beside(String spoken, int most) {
    String text = tame(spoken.replace('\n', ' '));
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
