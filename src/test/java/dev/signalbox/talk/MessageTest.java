package dev.signalbox.talk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.board.PersonId;
import dev.signalbox.board.Subject;
import dev.signalbox.talk.Message.Kind;
import dev.signalbox.talk.Message.Line;
import dev.signalbox.talk.Message.Role;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTest {

  private static final List<Line> CALL =
      List.of(Line.of(Role.TITLE, new Span.Mention(new PersonId("priya"))));

  @ParameterizedTest
  @EnumSource(value = Kind.class, names = "PING", mode = EnumSource.Mode.EXCLUDE)
  void only_a_ping_may_mention_anybody(Kind kind) {
    assertThatThrownBy(() -> new Message(kind, CALL, List.of(), "priya"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_ping_mentions() {
    assertThat(new Message(Kind.PING, CALL, List.of(), "@priya").lines()).isEqualTo(CALL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//x.test", "x.test",
        "http://", "https:///path", "https://user:pass@x.test", "ht tp://x.test", "https://x test",
        "", "mailto:a@x.test", "HTTPS://"
      })
  void a_link_leads_to_the_web_or_nowhere(String url) {
    assertThatThrownBy(() -> new Span.Link(url, "here"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Say.link(url)).isInstanceOf(Span.Untrusted.class);
  }

  @Test
  void a_link_to_the_web_says_where_it_leads() {
    assertThat(Say.link("https://github.com/acme/api/pull/88"))
        .isEqualTo(
            new Span.Link("https://github.com/acme/api/pull/88", "github.com/acme/api/pull/88"));
  }

  @Test
  void what_is_written_as_json_is_read_as_it_was() {
    Message message = new Message(
        Kind.PING,
        List.of(
            Line.of(
                Role.TITLE,
                new Span.Mention(new PersonId("priya")),
                new Span.Plain(" calls "),
                new Span.Strong("T-1"),
                new Span.Untrusted("<b>\"x\" & \u2028 🤖")),
            Line.of(
                Role.WARNING,
                new Span.Link("https://x.test/?a=1&b=2", "x.test"),
                new Span.When(Instant.parse("2030-01-01T09:00:00.123Z")),
                new Span.State(Span.Sign.QUIET))),
        List.of(new Button(
            "sb:1:fail:T-1:n2",
            "Fail…",
            "Fail T-1",
            Button.Rank.MAIN,
            List.of(
                new Button.Field("feedback", "What to fix", true, 4_000, List.of()),
                new Button.Field("agent", "Agent", false, 32, List.of("ada", "cy"))))),
        "@priya calls");
    assertThat(MessageJson.read(MessageJson.write(message))).isEqualTo(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{}",
        "{\"kind\":\"shout\"}",
        "{\"kind\":\"line\",\"lines\":[{\"role\":\"body\",\"spans\":[{\"type\":\"html\"}]}]}",
        "{\"kind\":\"card\",\"lines\":[{\"role\":\"body\","
            + "\"spans\":[{\"type\":\"mention\",\"text\":\"priya\"}]}]}",
        "{\"kind\":\"card\",\"lines\":[{\"role\":\"body\","
            + "\"spans\":[{\"type\":\"link\",\"url\":\"javascript:x\",\"text\":\"x\"}]}]}"
      })
  void what_is_no_message_is_not_read_as_one(String json) {
    assertThatThrownBy(() -> MessageJson.read(json)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sb:1:return:T-41:e2", "sb:1:release:T-41:n7", "sb:1:board:lane:build:-"})
  void an_action_is_read_as_it_was_written(String action) {
    assertThat(Action.parse(action).orElseThrow()).hasToString(action);
  }

  @Test
  void an_action_names_its_subject_and_what_it_was_drawn_for() {
    assertThat(Action.parse("sb:1:board:lane:build:-"))
        .contains(new Action("board", Subject.parse("lane:build"), Action.Guard.NONE, 0));
    assertThat(Action.parse("sb:1:return:T-41:e2"))
        .contains(new Action("return", Subject.parse("T-41"), Action.Guard.EPISODE, 2));
    assertThat(Action.parse("sb:1:return:T-41:e")).isEmpty();
    assertThat(Action.parse("sb:1:return:T-41:-3")).isEmpty();
  }
}
