package dev.signalbox.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.board.PersonId;
import dev.signalbox.talk.Span;
import dev.signalbox.testkit.HostileStrings;
import gg.jte.output.StringOutput;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SpanHtmlTest {

  private static String html(Span span) {
    StringOutput out = new StringOutput();
    new SpanHtml(new PersonId("ryan")).all(List.of(span)).writeTo(out);
    return out.toString();
  }

  static List<String> hostile() {
    return HostileStrings.ALL;
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void text_of_any_kind_opens_no_tag(String text) {
    for (Span span :
        List.of(new Span.Plain(text), new Span.Strong(text), new Span.Untrusted(text))) {
      assertThat(html(span).replaceAll("</?(strong|bdi)>", "")).doesNotContain("<");
    }
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void a_label_stays_inside_its_link(String text) {
    String html = html(new Span.Link("https://github.com/acme", text));
    assertThat(html).startsWith("<a class=\"out\" target=\"_blank\" rel=\"noopener noreferrer\"");
    assertThat(html.replaceAll("</?(a|bdi|span)( [^<>]*)?>", "")).doesNotContain("<");
  }

  @Test
  void an_address_cannot_leave_its_attribute() {
    assertThat(html(new Span.Link("https://github.com/a?b='c'&d=e", "x")))
        .contains("href=\"https://github.com/a?b=&#39;c&#39;&amp;d=e\"");
  }

  @Test
  void a_link_says_where_it_leads_unless_its_label_does() {
    assertThat(html(new Span.Link("https://evil.test/x", "github.com/ok")))
        .contains("<span class=\"host\">evil.test</span>");
    assertThat(html(new Span.Link("https://evil.test/x", "evil.test.github.com/ok")))
        .contains("<span class=\"host\">evil.test</span>");
    assertThat(html(new Span.Link("https://github.com/ok", "github.com/ok")))
        .doesNotContain("host");
  }

  @Test
  void the_reader_is_called_louder_than_others() {
    assertThat(html(new Span.Mention(new PersonId("ryan"))))
        .isEqualTo("<span class=\"mention mine\">@ryan</span>");
    assertThat(html(new Span.Mention(new PersonId("sam"))))
        .isEqualTo("<span class=\"mention\">@sam</span>");
  }

  @Test
  void a_time_is_utc_for_those_without_the_script() {
    assertThat(html(new Span.When(Instant.parse("2030-01-02T03:04:05Z"))))
        .isEqualTo("<time datetime=\"2030-01-02T03:04:05Z\">2 Jan 03:04 UTC</time>");
  }

  @ParameterizedTest
  @EnumSource(Span.Sign.class)
  void a_sign_never_stands_without_its_word(Span.Sign sign) {
    assertThat(html(new Span.State(sign)))
        .contains("#sign-" + sign.word())
        .endsWith("</svg>" + sign.word() + "</span>");
  }
}
