package dev.signalbox.talk.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Cuts what was typed into words, quoted texts and {@code key:value}. */
final class Tokens {

  private static final String QUOTES = "\"“”„‟«»＂";
  private static final Pattern KEY = Pattern.compile("([A-Za-z][A-Za-z_-]{0,31}):(?!//)(?=\\S)");

  /**
   * A piece of what was typed.
   *
   * @param key null where it has none
   * @param value without its quotes
   * @param start where it begins in the text
   * @param end where it ends
   */
  record Token(@Nullable String key, String value, int start, int end) {}

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private Tokens(String text) {
    this.text = text;
  }

  /** The pieces in order; empty if a quote is not closed. */
  static Optional<List<Token>> of(String text) {
    Tokens cut = new Tokens(text);
    while (cut.more()) {
      if (!cut.next()) {
        return Optional.empty();
      }
    }
    return Optional.of(cut.tokens);
  }

  /** A key or verb as it is kept: phones write capitals, people write hyphens. */
  static String plain(String word) {
    return word.toLowerCase(Locale.ROOT).replace('-', '_');
  }

  private boolean more() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at < text.length();
  }

  private boolean next() {
    int start = at;
    Matcher key = KEY.matcher(text).region(at, text.length());
    key.useTransparentBounds(true);
    String name = key.lookingAt() ? plain(key.group(1)) : null;
    if (name != null) {
      at = key.end();
    }
    String value = quote(at) ? quoted() : word();
    if (value == null) {
      return false;
    }
    tokens.add(new Token(name, value, start, at));
    return true;
  }

  private boolean quote(int index) {
    return index < text.length() && QUOTES.indexOf(text.charAt(index)) >= 0;
  }

  private @Nullable String quoted() {
    StringBuilder inside = new StringBuilder();
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '\\' && quote(at + 1)) {
        at++;
        inside.append(text.charAt(at));
      } else if (quote(at)) {
        at++;
        return inside.toString();
      } else {
        inside.append(c);
      }
    }
    return null;
  }

  private String word() {
    int start = at;
    while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at);
  }
}
