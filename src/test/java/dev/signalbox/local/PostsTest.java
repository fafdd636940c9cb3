package dev.signalbox.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.board.Subject;
import dev.signalbox.board.TaskId;
import dev.signalbox.desk.Reads;
import dev.signalbox.talk.Button;
import dev.signalbox.talk.Message;
import dev.signalbox.talk.Message.Line;
import dev.signalbox.talk.Message.Role;
import dev.signalbox.talk.MessageJson;
import dev.signalbox.talk.Span;
import dev.signalbox.testkit.HostileStrings;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PostsTest {

  private static final Pattern TAG = Pattern.compile("<[^<>\"]*(?:\"[^\"]*\"[^<>\"]*)*>");
  private static final Instant NOW = Instant.parse("2030-01-01T09:00:00Z");

  private final Html html = new Html();
  private final Words say = new Words(NOW);

  private static View.Post post(String parent, String body) {
    String id = parent == null ? "p1" : parent + ".2";
    Subject subject = Subject.of(new TaskId(41));
    return new Posts(Sample.RYAN).one(new Reads.Post(7, id, parent, subject, body, NOW, 9));
  }

  private static View.Post post(Message message) {
    return post(null, MessageJson.write(message));
  }

  private String html(Message message) {
    return html.post(post(message), "reflectt");
  }

  private static Message of(Message.Kind kind) {
    Message.Line line = Message.Line.of(Message.Role.TITLE, new Span.Plain("Board"));
    return new Message(kind, List.of(line), List.of(), "Board");
  }

  static List<String> hostile() {
    return HostileStrings.ALL;
  }

  @Test
  void a_task_has_one_place_in_the_document() {
    assertThat(post(say.todo(41, "x")).dom()).isEqualTo("card-T-41");
    assertThat(post(say.note("x")).dom()).isEqualTo("post-p1");
  }

  @Test
  void each_kind_has_its_shape() {
    assertThat(post(say.todo(41, "x")).shape()).isEqualTo("card");
    assertThat(post(say.finished(41, "x", "done", "ada", "lex", "1 h")).shape())
        .isEqualTo("card-done");
    assertThat(post(say.cancelled(41, "x", "ryan")).shape()).isEqualTo("card-done");
    assertThat(post(say.readyPing()).shape()).isEqualTo("ping");
    assertThat(post(say.settled()).shape()).isEqualTo("ping-done");
    assertThat(post(say.note("x")).shape()).isEqualTo("note");
    assertThat(post(of(Message.Kind.BOARD)).shape()).isEqualTo("board");
    assertThat(post(of(Message.Kind.DIGEST)).shape()).isEqualTo("digest");
    assertThat(post("p1", MessageJson.write(say.line(1, "x"))).shape()).isEqualTo("reply");
  }

  @Test
  void a_card_carries_the_colour_of_its_state_and_says_it_in_words() {
    assertThat(post(say.stuck(41, "x")).state()).isEqualTo("stuck");
    assertThat(html(say.stuck(41, "x"))).contains("#sign-stuck").contains("</svg>stuck</span>");
  }

  @Test
  void only_whom_a_ping_calls_sees_it_as_their_own() {
    assertThat(post(say.readyPing()).mine()).isTrue();
    assertThat(post(say.settled()).mine()).isFalse();
  }

  @Test
  void what_a_button_asks_for_is_drawn_with_it() {
    assertThat(html(say.readyPing()))
        .contains("data-action=\"sb:1:return:T-35:e2\"")
        .contains("aria-label=\"Send back T-35\"")
        .contains("<template data-for=\"sb:1:return:T-35:e2\">")
        .contains("maxlength=\"500\" required");
  }

  @Test
  void a_message_that_cannot_be_read_is_said_to_be_so() {
    assertThat(html.post(post(null, "{\"kind\":\"nonsense\"}"), "reflectt"))
        .contains("This message cannot be shown.");
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void hostile_text_changes_no_markup_wherever_it_stands(String text) {
    String harmless = text.contains("\n") ? "harm\nless" : "harmless";
    assertThat(tags(html(everywhere(text)))).isEqualTo(tags(html(everywhere(harmless))));
  }

  /** One message with the text in every place a message has. */
  static Message everywhere(String text) {
    Button button = new Button(
        text,
        text,
        text,
        Button.Rank.MAIN,
        List.of(
            new Button.Field(text, text, true, 500, List.of()),
            new Button.Field(text, text, false, 20, List.of(text))));
    return new Message(
        Message.Kind.CARD,
        List.of(
            Line.of(Role.TITLE, new Span.Untrusted(text), new Span.State(Span.Sign.DOING)),
            Line.of(Role.BODY, new Span.Link("https://github.com/", text)),
            Line.of(Role.QUOTE, new Span.Untrusted(text)),
            Line.of(Role.EXAMPLE, new Span.Plain("/signalbox " + text))),
        List.of(button),
        text);
  }

  /** The tags and the names of their attributes, without any value. */
  private static List<String> tags(String html) {
    return TAG.matcher(html)
        .results()
        .map(tag -> tag.group().replaceAll("\"[^\"]*\"", "\"\""))
        .toList();
  }
}
