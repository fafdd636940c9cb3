package dev.signalbox.discord;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Discord's own program makes of a text: the marks that take effect, in order, and the words
 * that are left to read. Written from Discord's help pages, and not from our escaping.
 */
final class Markup {

  private static final Pattern BLOCK =
      Pattern.compile("^ *(#{1,3} |-# |>>> |> |[-*+] |\\d{1,9}\\. )");

  private static final Pattern ANGLE =
      Pattern.compile("^<(@!?\\d+|@&\\d+|#\\d+|t:-?\\d+(:\\w)?|/[^:>\\n]+:\\d+|a?:\\w+:\\d+|id:\\w+"
          + "|(?:https?|steam|discord)://[^\\s>]+|(?:mailto|tel|sms):[^\\s>]+)>");

  private static final Pattern BARE =
      Pattern.compile("^(?:https?|steam|discord)://[^\\s<]+", Pattern.CASE_INSENSITIVE);

  private static final Pattern MASKED =
      Pattern.compile("^\\[((?:\\\\.|[^\\]\\\\])+)\\]\\(<?([^\\s>)]+)>?\\)");

  private static final Pattern EVERYBODY = Pattern.compile("^@(everyone|here)\\b");

  /** Longer ones first. */
  private static final List<String> PAIRS = List.of("***", "**", "__", "~~", "||", "*", "_");

  private final List<String> effects = new ArrayList<>();
  private final StringBuilder words = new StringBuilder();

  private Markup(String text) {
    fences(text);
  }

  static Markup of(String text) {
    return new Markup(text);
  }

  /** Such as {@code bold}, {@code link https://x.test}, {@code call @123}. */
  List<String> effects() {
    return effects;
  }

  /** What is read, without marks. */
  String words() {
    return words.toString();
  }

  /** A block of code is one wherever it stands; the rest is lines. */
  private void fences(String text) {
    int open = unescaped(text, "```", 0);
    int close = open < 0 ? -1 : text.indexOf("```", open + 3);
    if (close < 0 || close == open + 3) {
      lines(text);
      return;
    }
    lines(text.substring(0, open));
    effects.add("block");
    words.append(text, open + 3, close);
    fences(text.substring(close + 3));
  }

  private void lines(String text) {
    String[] all = text.split("\n", -1);
    for (int i = 0; i < all.length; i++) {
      if (i > 0) {
        words.append('\n');
      }
      line(all[i]);
    }
  }

  private void line(String line) {
    Matcher block = BLOCK.matcher(line);
    if (block.find()) {
      effects.add(block.group(1).strip().replaceAll("\\d+\\.", "1."));
      line(line.substring(block.end()));
    } else {
      inline(line);
    }
  }

  private void inline(String text) {
    int at = 0;
    while (at < text.length()) {
      at += one(text, at);
    }
  }

  /** Takes what stands there; tells how long that is. */
  private int one(String text, int at) {
    String rest = text.substring(at);
    if (rest.length() > 1
        && rest.charAt(0) == '\\'
        && !Character.isLetterOrDigit(rest.charAt(1))
        && !Character.isWhitespace(rest.charAt(1))) {
      words.append(rest.charAt(1));
      return 2;
    }
    Matcher angle = ANGLE.matcher(rest);
    if (angle.find()) {
      effects.add(angle.group(1).startsWith("t:") ? "time" : "call " + angle.group(1));
      return angle.end();
    }
    Matcher masked = MASKED.matcher(rest);
    if (masked.find()) {
      effects.add("link " + masked.group(2));
      inline(masked.group(1));
      return masked.end();
    }
    Matcher bare = BARE.matcher(rest);
    if (bare.find()) {
      effects.add("link " + bare.group());
      words.append(bare.group());
      return bare.end();
    }
    Matcher everybody = EVERYBODY.matcher(rest);
    if (everybody.find()) {
      effects.add("call " + everybody.group());
    }
    if (rest.charAt(0) == '`') {
      int ticks = rest.length() - rest.replaceFirst("^`+", "").length();
      int close = rest.indexOf("`".repeat(ticks), ticks);
      if (close > ticks) {
        effects.add("code");
        words.append(rest, ticks, close);
        return close + ticks;
      }
    }
    return paired(rest);
  }

  private int paired(String rest) {
    for (String mark : PAIRS) {
      int close = rest.startsWith(mark) ? unescaped(rest, mark, mark.length()) : -1;
      if (close > mark.length()) {
        effects.add(mark);
        inline(rest.substring(mark.length(), close));
        return close + mark.length();
      }
    }
    words.append(rest.charAt(0));
    return 1;
  }

  private static int unescaped(String text, String mark, int from) {
    for (int i = from; i <= text.length() - mark.length(); i++) {
      if (text.charAt(i) == '\\') {
        i++;
      } else if (text.startsWith(mark, i)) {
        return i;
      }
    }
    return -1;
  }
}
