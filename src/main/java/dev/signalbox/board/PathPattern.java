package dev.signalbox.board;

import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * Paths of a repository, such as {@code src/api/**}, {@code *.md} or a plain path. {@code *} is any
 * run of characters within a segment, {@code ?} is one character, and {@code **} any number of whole
 * segments, none included: {@code src/**} is {@code src} and everything under it, for whoever takes
 * a directory must not meet somebody who writes a file of that name. Every other character is
 * itself, brackets and braces too, and case counts.
 *
 * <p>A path has one spelling here, or two patterns of the same file would pass each other: no empty
 * segments, no {@code .} and {@code ..}, no slash at either end, no backslash.
 */
public record PathPattern(String text) {

  public static final int LENGTH_MAX = 200;

  private static final String ANY_SEGMENTS = "**";
  private static final int ANY_CHARACTERS = '*';
  private static final int ONE_CHARACTER = '?';

  public PathPattern {
    if (!valid(text)) {
      throw new IllegalArgumentException("no pattern of paths: \"" + text + "\"");
    }
  }

  /** Reads what somebody wrote; empty when it is no pattern. */
  public static Optional<PathPattern> parse(String text) {
    return valid(text) ? Optional.of(new PathPattern(text)) : Optional.empty();
  }

  /**
   * Whether some path matches both. Exact, and the same from either side. Costs at most the product
   * of the two lengths.
   */
  public boolean meets(PathPattern other) {
    return overlap(segments(text), segments(other.text), ANY_SEGMENTS, PathPattern::segmentsMeet);
  }

  @Override
  public String toString() {
    return text;
  }

  private static boolean segmentsMeet(String one, String other) {
    return overlap(
        one.codePoints().boxed().toList(),
        other.codePoints().boxed().toList(),
        ANY_CHARACTERS,
        (a, b) -> a.equals(b) || a == ONE_CHARACTER || b == ONE_CHARACTER);
  }

  /**
   * Walks both patterns at once, from their ends: {@code ahead[j]} says whether what is left of the
   * first from {@code i + 1} on and of the second from {@code j} on have something in common.
   * Segments of a path and characters of a segment are the same question; neither needs to be told
   * that a segment is never empty, as no two patterns have only the empty one in common.
   */
  private static <T> boolean overlap(
      List<T> first, List<T> second, T any, BiPredicate<T, T> single) {
    boolean[] ahead = new boolean[second.size() + 1];
    for (int i = first.size(); i >= 0; i--) {
      boolean[] here = new boolean[second.size() + 1];
      for (int j = second.size(); j >= 0; j--) {
        boolean ended = i == first.size();
        boolean otherEnded = j == second.size();
        if (ended && otherEnded) {
          here[j] = true;
        } else if (!ended && first.get(i).equals(any)) {
          here[j] = ahead[j] || !otherEnded && here[j + 1];
        } else if (!otherEnded && second.get(j).equals(any)) {
          here[j] = here[j + 1] || !ended && ahead[j];
        } else {
          here[j] =
              !ended && !otherEnded && ahead[j + 1] && single.test(first.get(i), second.get(j));
        }
      }
      ahead = here;
    }
    return ahead[0];
  }

  private static boolean valid(String text) {
    return !text.isEmpty()
        && text.length() <= LENGTH_MAX
        && Texts.note("path", text).isEmpty()
        && text.chars().noneMatch(c -> Character.isISOControl(c) || c == '\\')
        && segments(text).stream().allMatch(PathPattern::validSegment);
  }

  private static boolean validSegment(String segment) {
    boolean elsewhere = segment.isEmpty() || segment.equals(".") || segment.equals("..");
    return !elsewhere && (segment.equals(ANY_SEGMENTS) || !segment.contains(ANY_SEGMENTS));
  }

  private static List<String> segments(String text) {
    return List.of(text.split("/", -1));
  }
}
