package dev.signalbox.discord;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The reader of Discord's Markdown sees the marks that it is to miss in our messages. */
class MarkupTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "**a**;**;a",
        "*a* and _b_;* _;a and b",
        "||a|| ~~b~~ __c__;|| ~~ __;a b c",
        "`a *b*`;code;a *b*",
        "# a;#;a",
        "> - a;> -;a",
        "-# a;-#;a",
        "12. a;1.;a",
        "[a](<https://x.test>);link https://x.test;a",
        "see https://x.test/a;link https://x.test/a;see https://x.test/a",
        "<@1><@&2><#3>;call @1 call @&2 call #3;''",
        "<t:1:R> ago;time;' ago'",
        "<:tada:1> </task new:1>;call :tada:1 call /task new:1;' '",
        "@everyone;call @everyone;@everyone",
        "\\*a\\* \\# \\<@1> https\\://x;'';*a* # <@1> https://x",
        "a_b * c;'';a_b * c"
      })
  void it_sees_what_takes_effect(String text, String effects, String words) {
    Markup seen = Markup.of(text);
    assertThat(String.join(" ", seen.effects())).isEqualTo(effects);
    assertThat(seen.words()).isEqualTo(words);
  }

  @Test
  void it_sees_blocks_of_code_over_lines() {
    Markup seen = Markup.of("a\n```\n*b*\n# c\n```\n> d");
    assertThat(seen.effects()).containsExactly("block", ">");
    assertThat(seen.words()).contains("*b*\n# c", "d");
  }
}
