package dev.signalbox.talk.dialect;

import java.util.regex.Pattern;

/** Somebody's words made safe for any platform, and cut to what one takes. */
public final class SafeText {

  /** What other parsers might take for a mention or a link is broken by this, which nobody sees. */
  private static final String BREAK = "\u200B";

  private static final Pattern CALLS =
      Pattern.compile("@(?=here|channel|everyone|group)", Pattern.CASE_INSENSITIVE);

  private static final Pattern MARKS =
      Pattern.compile("<(?=[!@#/:]|[a-z][a-z0-9+.-]*:)", Pattern.CASE_INSENSITIVE);

  /** What turns the direction of the text around it, and characters that are no text. */
  private static final Pattern INVISIBLE =
      Pattern.compile("[\\p{Cc}&&[^\n]]|[\u202A-\u202E\u2066-\u2069\u200E\u200F]");

  private SafeText() {}

  /** Somebody's words: nothing in them calls, links, or turns the text around. */
  public static String tame(String text) {
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
  public static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = most - 1;
    boolean halved = Character.isHighSurrogate(text.charAt(end - 1));
    return text.substring(0, halved ? end - 1 : end) + "…";
  }
}
