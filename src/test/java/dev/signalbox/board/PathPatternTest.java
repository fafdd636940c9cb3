package dev.signalbox.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which paths a pattern is, and whether two have one in common. */
class PathPatternTest {

  private static final long SEED = 20_260_301;

  @ParameterizedTest
  @CsvSource(textBlock = """
          README.md,           README.md,           true
          README.md,           readme.md,           false
          README.md,           docs/README.md,      false
          README.md,           *.md,                true
          README.md,           *.txt,               false
          README.md,           *,                   true
          README.md,           **,                  true
          README.md,           **/README.md,        true
          README.md,           README.md/**,        true
          README.md,           README??md,          false
          README.md,           README?md,           true
          README.md,           READ?E*,             true
          *.md,                docs/*.md,           false
          *.md,                **/*.md,             true
          *.md,                *.mdx,               false
          *.md,                README*,             true
          src/api/**,          src/api/Users.java,  true
          src/api/**,          src/api/a/b/c/d,     true
          src/api/**,          src/api,             true
          src/api/**,          src/apis/x,          false
          src/api/**,          src/web/**,          false
          src/api/**,          src/*/Users.java,    true
          src/api/**,          src/**,              true
          src/api/**,          src,                 false
          src/api/**,          **/test/*.java,      true
          src/api/**,          *,                   false
          src/api/**,          */web/**,            false
          src/**/test/*.java,  src/test/A.java,     true
          src/**/test/*.java,  src/a/b/test/A.java, true
          src/**/test/*.java,  src/a/test/b/A.java, false
          src/**/test/*.java,  **/a/**/A.java,      true
          **/test/*.java,      test/A.java,         true
          **/test/*.java,      test/A.kt,           false
          **/a/**,             **/b/**,             true
          **/a/**,             b/*,                 true
          **/a,                **/b,                false
          **/a/b,              a/**/b,              true
          **/a/b,              a/**/c,              false
          a/**/b,              a/**/b,              true
          a/**/b,              a/b,                 true
          a/**/b,              a/x,                 false
          a/*/b,               a/b,                 false
          a/*/b,               a/**/x/b,            true
          a/*/b,               a/x/y/b,             false
          docs/?x/a*,          docs/ax/abc,         true
          docs/?x/a*,          docs/x/abc,          false
          docs/?x/a*,          docs/*/?b*,          true
          docs/?x/a*,          docs/x?/a,           true
          docs/?x/a*,          docs/y?/a,           true
          docs/?x/a*,          docs/?y/a,           false
          a*b*c,               *ab*,                true
          a*b*c,               a?c,                 true
          a*b*c,               a?d,                 false
          a*b*c,               abc,                 true
          a*b*c,               ac,                  false
          *a?,                 ?b*,                 true
          app/[id]/page.tsx,   app/x/page.tsx,      false
          app/[id]/page.tsx,   app/*/page.tsx,      true
          ???,                 ??,                  false
          **,                  **,                  true
          **/**,               a,                   true
          über/*,              ?ber/x,              true
          😀.md,               ?.md,                true
          😀.md,               ??.md,               false
          """)
  void two_patterns_meet_if_some_path_is_in_both(String one, String other, boolean meet) {
    assertEquals(meet, pattern(one).meets(pattern(other)));
    assertEquals(meet, pattern(other).meets(pattern(one)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/etc/passwd",
        "src/",
        "src//api",
        "..",
        "../x",
        "src/../x",
        "./src",
        ".",
        "src/**x",
        "x**/a",
        "***",
        "src\\api",
        "a\nb",
        "a\tb",
        "a\u0000b",
        "a\u202Eb",
        "a\uD800b",
        " "
      })
  void what_is_no_path_of_a_repository_is_no_pattern(String text) {
    assertEquals(Optional.empty(), PathPattern.parse(text));
    assertThrows(IllegalArgumentException.class, () -> new PathPattern(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a..b", ".github/**", "a b/c", "...", "*", "**", "{x}/[y]", "a/*/?"})
  void what_only_looks_odd_is_one(String text) {
    assertEquals(text, pattern(text).toString());
  }

  @Test
  void a_pattern_has_at_most_two_hundred_characters() {
    assertTrue(PathPattern.parse("a".repeat(200)).isPresent());
    assertEquals(Optional.empty(), PathPattern.parse("a".repeat(201)));
  }

  @Test
  void the_worst_pattern_costs_no_more_than_its_length_squared() {
    var stars = pattern("*a".repeat(99) + "*");
    var others = pattern("*b".repeat(99) + "c");
    var deep = pattern("**/a/".repeat(40));
    var deeper = pattern("**/*/".repeat(40));

    assertTimeout(Duration.ofSeconds(20), () -> {
      for (int i = 0; i < 200; i++) {
        assertTrue(stars.meets(others));
        assertTrue(deep.meets(deeper));
      }
    });
  }

  /** Every segment of up to four characters against every other: 81 000 pairs, no sample. */
  @Test
  void segments_meet_exactly_if_a_short_name_is_in_both() {
    var patterns = valid(words("ab*?", 4));
    compare(patterns, patterns, words("ab", 6));
  }

  /**
   * Two of these patterns that meet do so in a path of at most six segments out of these three: of
   * two with {@code **}, each brings at most three others.
   */
  @Test
  void paths_meet_exactly_if_a_short_path_is_in_both() {
    var random = new Random(SEED);
    var segments = List.of("a", "b", "*", "?", "a*", "*b", "**", "**");
    var patterns = Stream.generate(() -> sample(random, segments, 1 + random.nextInt(4)))
        .limit(400)
        .map(PathPatternTest::pattern)
        .toList();
    compare(patterns, patterns, paths(List.of("a", "b", "ab"), 6));
  }

  private static void compare(List<PathPattern> some, List<PathPattern> others, List<String> all) {
    var inSome = some.stream().map(each -> matching(each, all)).toList();
    var inOthers = others.stream().map(each -> matching(each, all)).toList();
    for (int i = 0; i < some.size(); i++) {
      for (int j = 0; j < others.size(); j++) {
        assertEquals(
            inSome.get(i).intersects(inOthers.get(j)),
            some.get(i).meets(others.get(j)),
            some.get(i) + " and " + others.get(j));
      }
    }
  }

  private static BitSet matching(PathPattern pattern, List<String> paths) {
    var regex = regex(pattern);
    return IntStream.range(0, paths.size())
        .filter(i -> regex.matcher(paths.get(i)).matches())
        .collect(BitSet::new, BitSet::set, BitSet::or);
  }

  /** A second opinion: what the pattern says as a regular expression over {@code path + "/"}. */
  private static Pattern regex(PathPattern pattern) {
    var parts = Stream.of(pattern.text().split("/"))
        .map(segment -> segment.equals("**")
            ? "([^/]+/)*"
            : segment.replace("*", "[^/]*").replace("?", "[^/]") + "/")
        .collect(Collectors.joining());
    return Pattern.compile(parts);
  }

  private static List<PathPattern> valid(List<String> words) {
    return words.stream()
        .map(word -> PathPattern.parse(word.substring(0, word.length() - 1)))
        .flatMap(Optional::stream)
        .filter(pattern -> !pattern.text().equals("**"))
        .toList();
  }

  /** Every word of 1 to {@code longest} of these letters, with the slash that ends it. */
  private static List<String> words(String letters, int longest) {
    return combinations(List.of(letters.split("")), "", longest).stream()
        .map(word -> word + "/")
        .toList();
  }

  private static List<String> paths(List<String> segments, int deepest) {
    return combinations(segments, "/", deepest);
  }

  private static List<String> combinations(List<String> parts, String after, int most) {
    var all = new ArrayList<String>();
    var last = List.of("");
    for (int i = 0; i < most; i++) {
      var next = new ArrayList<String>();
      last.forEach(head -> parts.forEach(part -> next.add(head + part + after)));
      all.addAll(next);
      last = next;
    }
    return all;
  }

  private static String sample(Random random, List<String> from, int count) {
    return random.ints(count, 0, from.size()).mapToObj(from::get).collect(Collectors.joining("/"));
  }

  private static PathPattern pattern(String text) {
    return PathPattern.parse(text.replaceAll("/$", "")).orElseThrow();
  }
}
