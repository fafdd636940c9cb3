package dev.signalbox.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.board.PersonId;
import dev.signalbox.talk.Bench;
import dev.signalbox.talk.Button;
import dev.signalbox.talk.Message;
import dev.signalbox.talk.Message.Kind;
import dev.signalbox.talk.Message.Line;
import dev.signalbox.talk.Message.Role;
import dev.signalbox.talk.Said;
import dev.signalbox.talk.Span;
import dev.signalbox.testkit.HostileStrings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing that agents or people write mentions, links or breaks the layout in Slack. */
class HostileSlackTest {

  /** What the board does not store. */
  private static final Pattern REFUSED = Pattern.compile("[\\p{Cc}\u202A-\u202E\u2066-\u2069]");

  @TempDir
  Path directory;

  static Stream<String> strings() {
    return Stream.concat(
        HostileStrings.ALL.stream(),
        Stream.of(
            "<mailto:a@evil.test|x> <tel:1|y> <!date^1^{time}|z> <#C012AB3CD|general>",
            "*bold* _it_ ~no~ `code` ```pre``` &gt; quote &lt;!here&gt;",
            "@group @Channel :tada: <!everyone>",
            "line\nbreak\r\nand\ttab \u0007 bell"));
  }

  static Stream<String> storable() {
    return strings().filter(text -> !REFUSED.matcher(text).find());
  }

  /** Every kind of message with the text in every place, by every role. */
  @ParameterizedTest
  @MethodSource("strings")
  void text_of_others_is_text_wherever_it_stands(String text) {
    for (Kind kind : Kind.values()) {
      SlackView view = SlackView.of(synthetic(kind, text), SlackBench.team());
      check(view, kind == Kind.PING ? 1 : 0);
    }
  }

  private static Message synthetic(Kind kind, String text) {
    List<Line> lines = new ArrayList<>();
    for (Role role : Role.values()) {
      lines.add(Line.of(
          role,
          new Span.Plain("a "),
          new Span.Untrusted(text),
          new Span.Link("https://x.test/1", text),
          new Span.When(Instant.EPOCH),
          new Span.State(Span.Sign.DOING)));
      lines.add(Line.of(role, new Span.Untrusted(text)));
    }
    if (kind == Kind.PING) {
      lines.add(Line.of(Role.BODY, new Span.Mention(new PersonId("priya"))));
    }
    Button button = new Button("sb:1:show:T-1:-", text, text, Button.Rank.MAIN, List.of());
    return new Message(kind, lines, List.of(button), text);
  }

  /** The same through the real rules and words, for what the board takes. */
  @Tag("slow")
  @ParameterizedTest
  @MethodSource("storable")
  void nor_does_it_in_anything_that_is_really_said(String text) {
    try (Bench bench = new Bench(directory, SlackBench.team())) {
      for (Message message : Said.everything(bench, text)) {
        boolean calls = message.lines().stream()
            .flatMap(line -> line.spans().stream())
            .anyMatch(Span.Mention.class::isInstance);
        check(SlackView.of(message, SlackBench.team()), calls ? 1 : 0);
      }
    }
  }

  private static void check(SlackView view, int mentions) {
    List<String> wrong = new ArrayList<>();
    Judge.escaped("text", view.text(), wrong);
    BlockJudge.of(view.blocks(), wrong);
    assertThat(wrong).isEmpty();
    String all = view.text() + view.blocks();
    assertThat(all).doesNotContain("<!", "<@", "<#", "<http", "<mailto");
    assertThat(all).doesNotContainPattern("(?i)@(here|channel|everyone|group)");
    assertThat(Judge.mentions(view.text(), view.blocks())).isEqualTo(mentions);
    assertThat(view.blocks().findValuesAsText("url"))
        .allMatch(url -> url.matches("https://(x\\.test|github\\.com/acme)/.*"));
    assertThat(view.blocks().findValuesAsText("type"))
        .doesNotContain("mrkdwn", "usergroup", "broadcast", "channel");
  }

  @Test
  void a_mention_calls_who_is_known_to_slack_and_names_who_is_not() {
    List<Line> lines = List.of(Line.of(
        Role.TITLE,
        new Span.Mention(new PersonId("priya")),
        new Span.Plain(" "),
        new Span.Mention(new PersonId("omar")),
        new Span.Mention(new PersonId("nobody"))));
    JsonNode blocks = SlackView.of(
            new Message(Kind.PING, lines, List.of(), "@priya"), SlackBench.team())
        .blocks();
    assertThat(blocks.findValuesAsText("user_id")).containsExactly(SlackBench.PRIYA);
    assertThat(String.join("", blocks.findValuesAsText("text"))).contains("@omar", "@nobody");
  }
}
