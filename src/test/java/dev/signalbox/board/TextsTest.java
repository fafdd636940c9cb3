package dev.signalbox.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.board.Refusal.Code;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What text may be: shown as it is, or refused with the place that cannot be shown honestly. */
class TextsTest {

  static Stream<Arguments> hostile() {
    return Stream.of(
        Arguments.of("NUL", "a\u0000b", "U+0000 at position 2"),
        Arguments.of("bell", "\u0007", "U+0007 at position 1"),
        Arguments.of("escape", "red\u001b[31m", "U+001B at position 4"),
        Arguments.of("delete", "x\u007f", "U+007F"),
        Arguments.of("C1 control", "x\u0085", "U+0085"),
        Arguments.of("carriage return", "x\r\n{\"level\":\"ERROR\"}", "U+000D at position 2"),
        Arguments.of("line separator", "x\u2028y", "U+2028"),
        Arguments.of("paragraph separator", "x\u2029y", "U+2029"),
        Arguments.of("right-to-left override", "gpj.\u202Eexe", "U+202E at position 5"),
        Arguments.of("left-to-right embedding", "x\u202A", "U+202A"),
        Arguments.of("isolate", "x\u2066y\u2069", "U+2066"),
        Arguments.of("lone high surrogate", "x\ud83d", "U+D83D"),
        Arguments.of("lone low surrogate", "\ude00x", "U+DE00"),
        Arguments.of("only zero-width", "\u200b\u200d\ufeff", "nothing that can be seen"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostile")
  void what_could_not_be_shown_honestly_is_refused(String what, String text, String words) {
    Stream.of(
            Texts.title(text),
            Texts.brief(text),
            Texts.note("note", text),
            Texts.requiredNote("note", text),
            Texts.feedback(text),
            Texts.doneWhen(List.of(text)))
        .map(refusal -> refusal.orElseThrow())
        .forEach(refusal -> {
          assertThat(refusal.code()).as(what).isEqualTo(Code.INVALID_TEXT);
          assertThat(refusal.message()).contains(words);
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!channel> <!here> <@U123> <!subteam^S1> @everyone @here <@&1>",
        "<img src=x onerror=alert(1)>",
        "[ok](javascript:alert(1)) ```",
        "'; DROP TABLE task; --",
        "über 日本語 \ud83d\ude00 e\u0301",
        "family \ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67"
      })
  void what_is_only_text_is_kept_word_for_word(String text) {
    assertThat(Texts.title(text)).isEmpty();
    assertThat(Texts.brief(text)).isEmpty();
    assertThat(Texts.requiredNote("note", text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"two\nlines", "a\ttab"})
  void lines_and_tabs_are_for_texts_and_not_for_titles(String text) {
    assertThat(Texts.brief(text)).isEmpty();
    assertThat(Texts.feedback(text)).isEmpty();
    assertThat(Texts.title(text).orElseThrow().code()).isEqualTo(Code.INVALID_TEXT);
  }

  @Test
  void lengths_count_characters_and_not_their_halves() {
    assertThat(Texts.title("\ud83d\ude00".repeat(120))).isEmpty();
    assertThat(Texts.title("\ud83d\ude00".repeat(121)).orElseThrow().message())
        .contains("this has 121");
  }

  @Test
  void each_text_has_its_limit() {
    assertThat(Texts.note("need", "x".repeat(500))).isEmpty();
    assertThat(Texts.note("need", "x".repeat(501)).orElseThrow().message())
        .isEqualTo("need is at most 500 characters; this has 501.");
    assertThat(Texts.feedback("x".repeat(4_000))).isEmpty();
    assertThat(Texts.feedback("x".repeat(4_001))).isPresent();
    assertThat(Texts.doneWhen(Collections.nCopies(20, "x".repeat(200)))).isEmpty();
  }

  @Test
  void what_is_optional_may_be_empty_and_what_is_needed_may_not() {
    assertThat(Texts.brief("")).isEmpty();
    assertThat(Texts.note("need", "")).isEmpty();
    assertThat(Texts.link("")).isEmpty();
    assertThat(Texts.doneWhen(null)).isEmpty();
    assertThat(Texts.requiredNote("note", "").orElseThrow().code()).isEqualTo(Code.BAD_VALUE);
    assertThat(Texts.feedback(" \n").orElseThrow().code()).isEqualTo(Code.BAD_VALUE);
    assertThat(Texts.title("\t").orElseThrow().code()).isEqualTo(Code.BAD_VALUE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://github.com/a/b/pull/7?x=1#top",
        "http://localhost:8080/",
        "HTTPS://EXAMPLE.org",
        "https://example.org/%E6%97%A5"
      })
  void a_link_is_an_absolute_web_address(String link) {
    assertThat(Texts.link(link)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "ftp://example.org/x",
        "file:///etc/passwd",
        "//example.org/x",
        "example.org/x",
        "https:",
        "https:///x",
        "https://exa mple.org",
        "https://example.org/|https://evil.test",
        "https://example.org/<x>",
        "https://example.org/\u202Egpj",
        "https://example.org/\u0000"
      })
  void anything_else_is_no_link(String link) {
    assertThat(Texts.link(link)).isPresent();
  }

  @Test
  void a_link_has_its_limit() {
    String longest = "https://example.org/" + "x".repeat(1_980);
    assertThat(Texts.link(longest)).isEmpty();
    assertThat(Texts.link(longest + "x").orElseThrow().message()).contains("this has 2001");
  }
}
