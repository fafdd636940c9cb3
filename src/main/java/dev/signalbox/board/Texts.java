package dev.signalbox.board;

import dev.signalbox.board.Refusal.Code;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What text may be. It is kept word for word and shown as data; refused is what could not be shown
 * honestly: control characters, characters that reorder or hide others, broken Unicode.
 */
public final class Texts {

  public static final int TITLE_MAX = 120;
  public static final int BRIEF_MAX = 16_000;
  public static final int NOTE_MAX = 500;
  public static final int FEEDBACK_MAX = 4_000;
  public static final int LINK_MAX = 2_000;
  public static final int DONE_WHEN_MAX = 200;
  public static final int DONE_WHEN_ITEMS_MAX = 20;
  public static final int AFTER_MAX = 50;
  public static final int ROUTE_MAX = 10;
  public static final int NEEDS_MAX = 10;

  private Texts() {}

  /** One look at an input. */
  interface Check extends Supplier<Optional<Refusal>> {}

  /** The first of several checks that refuses. */
  static Optional<Refusal> first(Check... checks) {
    return Stream.of(checks).map(Supplier::get).flatMap(Optional::stream).findFirst();
  }

  static Optional<Refusal> title(String title) {
    if (title.isBlank()) {
      return bad("A task needs a title of 1 to " + TITLE_MAX + " characters.");
    }
    int length = title.codePointCount(0, title.length());
    if (length > TITLE_MAX) {
      return bad("Titles are at most " + TITLE_MAX + " characters; this has " + length
          + ". Put the rest in the brief.");
    }
    return readable("title", title, false);
  }

  static Optional<Refusal> brief(String brief) {
    return optional("brief", brief, BRIEF_MAX);
  }

  /** A note, reason or need, which may be empty. */
  static Optional<Refusal> note(String field, String text) {
    return optional(field, text, NOTE_MAX);
  }

  static Optional<Refusal> requiredNote(String field, String text) {
    return required(field, text, NOTE_MAX);
  }

  static Optional<Refusal> feedback(String text) {
    return required("feedback", text, FEEDBACK_MAX);
  }

  static Optional<Refusal> doneWhen(@Nullable List<String> items) {
    if (items == null) {
      return Optional.empty();
    }
    if (items.size() > DONE_WHEN_ITEMS_MAX) {
      return bad("done_when has at most " + DONE_WHEN_ITEMS_MAX + " items; this has " + items.size()
          + ".");
    }
    return items.stream()
        .map(item -> required("done_when", item, DONE_WHEN_MAX))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** A link to a result: empty, or an absolute http or https address. */
  static Optional<Refusal> link(String link) {
    if (link.isEmpty()) {
      return Optional.empty();
    }
    if (link.length() > LINK_MAX) {
      return bad("link is at most " + LINK_MAX + " characters; this has " + link.length() + ".");
    }
    try {
      URI uri = new URI(link);
      boolean web =
          "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
      return web && uri.getHost() != null
          ? readable("link", link, false)
          : bad("link must start with http:// or https:// and name a host.");
    } catch (URISyntaxException e) {
      return bad("link is not an address; use https://host/path.");
    }
  }

  private static Optional<Refusal> required(String field, String text, int max) {
    return text.isBlank()
        ? bad(field + " is needed: 1 to " + max + " characters.")
        : optional(field, text, max);
  }

  private static Optional<Refusal> optional(String field, String text, int max) {
    int length = text.codePointCount(0, text.length());
    return length > max
        ? bad(field + " is at most " + max + " characters; this has " + length + ".")
        : readable(field, text, true);
  }

  static Optional<Refusal> bad(String message) {
    return Optional.of(Refusal.of(Code.BAD_VALUE, message));
  }

  private static Optional<Refusal> readable(String field, String text, boolean lines) {
    boolean visible = text.isEmpty();
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      if (!allowed(point, lines)) {
        return Optional.of(Refusal.of(
            Code.INVALID_TEXT,
            String.format(
                "%s holds U+%04X at position %d, which is not allowed in text.",
                field, point, i + 1)));
      }
      visible |= !Character.isWhitespace(point) && Character.getType(point) != Character.FORMAT;
      i += Character.charCount(point);
    }
    return visible
        ? Optional.empty()
        : Optional.of(Refusal.of(Code.INVALID_TEXT, field + " holds nothing that can be seen."));
  }

  private static boolean allowed(int point, boolean lines) {
    if (point == '\n' || point == '\t') {
      return lines;
    }
    boolean reorders = point >= 0x202A && point <= 0x202E || point >= 0x2066 && point <= 0x2069;
    boolean breaksLines = point == 0x2028 || point == 0x2029;
    boolean broken = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    return !(Character.isISOControl(point) || reorders || breaksLines || broken);
  }
}
