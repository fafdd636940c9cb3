package dev.signalbox.talk.language;

import dev.signalbox.talk.language.Tokens.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A command that is still being typed: what stands before the cursor, cut as {@link Grammar} cuts
 * it, and the piece the cursor is in.
 *
 * @param words the finished pieces without a key, in order
 * @param keys the keys of the finished pieces
 * @param key of the piece under the cursor; null where it has none
 * @param typed what of its value stands before the cursor, without a quote
 * @param begin where that piece begins, its key included
 * @param start where its value begins
 * @param end where it ends, at the cursor or behind it
 */
public record Unfinished(
    List<String> words,
    Set<String> keys,
    @Nullable String key,
    String typed,
    int begin,
    int start,
    int end) {

  private static final Pattern BARE_KEY = Pattern.compile("([A-Za-z][A-Za-z_-]{0,31}):");

  /**
   * Cuts what is typed.
   *
   * @param cursor between 0 and the length of the text
   */
  public static Unfinished of(String text, int cursor) {
    String head = text.substring(0, cursor);
    Optional<List<Token>> closed = Tokens.of(head);
    List<Token> tokens = new ArrayList<>(closed.or(() -> Tokens.of(head + "\"")).orElse(List.of()));
    boolean between =
        closed.isPresent() && (head.isEmpty() || Character.isWhitespace(head.charAt(cursor - 1)));
    Token last = between || tokens.isEmpty()
        ? new Token(null, "", cursor, cursor)
        : tokens.remove(tokens.size() - 1);
    int end = between || closed.isEmpty() ? cursor : wordEnd(text, cursor);
    return of(head, tokens, last, end);
  }

  private static Unfinished of(String head, List<Token> before, Token last, int end) {
    List<String> words =
        before.stream().filter(token -> token.key() == null).map(Token::value).toList();
    Set<String> keys = new TreeSet<>();
    for (Token token : before) {
      if (token.key() != null) {
        keys.add(token.key());
      }
    }
    Matcher bare = BARE_KEY.matcher(last.value());
    if (last.key() == null && bare.matches()) {
      String key = Tokens.plain(bare.group(1));
      return new Unfinished(words, keys, key, "", last.start(), head.length(), end);
    }
    int start = last.key() == null ? last.start() : head.indexOf(':', last.start()) + 1;
    return new Unfinished(words, keys, last.key(), last.value(), last.start(), start, end);
  }

  private static int wordEnd(String text, int from) {
    int end = from;
    while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /** A finished word as verbs, nouns and keys are kept; empty where there is none. */
  public String word(int index) {
    return index < words.size() ? Tokens.plain(words.get(index)) : "";
  }

  /** Whether nothing but the piece under the cursor is there. */
  public boolean first() {
    return words.isEmpty() && keys.isEmpty() && key == null;
  }
}
