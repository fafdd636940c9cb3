package dev.signalbox.settings;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of the table of keys.
 *
 * @param fallback what holds where the file says nothing, or null where that is not one value
 * @param fallbackText the same in words
 * @param example a value that is allowed
 * @param places full paths, the widest first, with {@code *} for a name; the narrower wins
 */
record Key<T>(
    Kind<T> kind, @Nullable T fallback, String fallbackText, String example, List<String> places) {

  /** A key whose default serves as its example. */
  static <T> Key<T> of(Kind<T> kind, T fallback, String... places) {
    String text = kind.print(fallback);
    return new Key<>(kind, fallback, text, text, List.of(places));
  }

  /** A key without one default for all. */
  static <T> Key<T> without(Kind<T> kind, String instead, String example, String... places) {
    return new Key<>(kind, null, instead, example, List.of(places));
  }

  /** The same row with a better example than its default. */
  Key<T> such(String better) {
    return new Key<>(kind, fallback, fallbackText, better, places);
  }

  String name() {
    return Keys.last(places.get(0));
  }

  /** Where the value is in force: the narrowest place it may stand. */
  String home() {
    return places.get(places.size() - 1);
  }
}
