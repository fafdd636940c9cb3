package dev.signalbox.slack;

import static dev.signalbox.slack.SlackHall.MALLORY;
import static dev.signalbox.slack.SlackHall.PRIYA;
import static dev.signalbox.slack.SlackHall.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.board.State;
import dev.signalbox.board.TaskId;
import dev.signalbox.slack.Line.Kind;
import dev.signalbox.slack.Line.Mode;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Buttons, menus and forms, through the real Bolt both ways. */
class PressingInSlackTest {

  private static final TaskId TASK = new TaskId(1);

  @TempDir
  Path directory;

  private SlackHall hall;

  private void open(Mode mode) throws Exception {
    hall = new SlackHall(directory, mode);
    hall.all.bench.joins("ada", "build");
    hall.all.bench.joins("bob", "build");
    hall.all.bench.joins("lex", "review");
    hall.all.bench.task("Retry failed webhooks", "build");
    hall.all.bench.claims("ada", TASK);
    hall.deliver();
  }

  @AfterEach
  void close() throws Exception {
    hall.judge();
    hall.close();
  }

  private State state() {
    return hall.all.bench.taskNow(TASK).state();
  }

  private JsonNode opens(String user, Posted message, String label) {
    int before = hall.all.slack.views().size();
    hall.presses(user, message, label);
    return hall.view(before);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void a_button_that_only_looks_answers_whoever_pressed_it(Mode mode) throws Exception {
    open(mode);
    assertThat(hall.told(MALLORY, hall.card("T-1"), "Show")).contains("Retry failed webhooks");
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void a_form_asks_does_and_tells(Mode mode) throws Exception {
    open(mode);
    JsonNode form = opens(PRIYA, hall.card("T-1"), "Release…");
    assertThat(form.at("/blocks/0/label/text").asText()).contains("next");
    int before = hall.all.slack.responses().size();
    assertThat(
            hall.submits(PRIYA, Map.of("note", "half of it is on the branch")).toString())
        .doesNotContain("errors");
    assertThat(text(hall.response(before))).contains("T-1", "todo");
    assertThat(state()).isEqualTo(State.TODO);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void a_refusal_keeps_the_form_open_with_what_was_typed(Mode mode) throws Exception {
    open(mode);
    opens(MALLORY, hall.card("T-1"), "Cancel…");
    JsonNode refused = hall.submits(MALLORY, Map.of("reason", "I say so"));
    assertThat(refused.path("response_action").asText()).isEqualTo("errors");
    assertThat(refused.at("/errors/reason").asText()).contains("I don't know you");
    assertThat(state()).isEqualTo(State.DOING);
    JsonNode empty = hall.submits(PRIYA, Map.of("reason", "  "));
    assertThat(empty.at("/errors/reason").asText()).isNotBlank();
    assertThat(
            hall.submits(PRIYA, Map.of("reason", "not needed")).path("errors").isMissingNode())
        .isTrue();
    assertThat(state()).isEqualTo(State.CANCELLED);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void choices_are_a_menu(Mode mode) throws Exception {
    open(mode);
    JsonNode form = opens(PRIYA, hall.card("T-1"), "Reassign…");
    assertThat(form.at("/blocks/0/element/type").asText()).isEqualTo("static_select");
    assertThat(form.at("/blocks/0/element/options").findValuesAsText("value")).contains("bob");
    hall.submits(PRIYA, Map.of("agent", "bob"));
    assertThat(hall.all.bench.taskNow(TASK).reservedFor()).hasToString("bob");
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void every_button_there_is_does_something_for_the_owner_and_nothing_for_a_stranger(Mode mode)
      throws Exception {
    open(mode);
    Set<String> pressed = new HashSet<>();
    pressAll(hall.card("T-1"), pressed);
    hall.all.bench.submits("ada", TASK);
    hall.deliver();
    pressAll(hall.card("T-1"), pressed);
    hall.all.bench.passes("lex", TASK);
    hall.deliver();
    pressAll(hall.ping("T-1"), pressed);
    TaskId other = hall.all.bench.task("Migrate the database", "build");
    hall.all.bench.claims("ada", other);
    hall.all.bench.stuck("ada", other, "no access");
    hall.deliver();
    pressAll(hall.ping(other.toString()), pressed);
    assertThat(pressed)
        .contains("show", "pass", "fail", "release", "reassign", "stuck", "cancel", "return")
        .contains("unblock");
  }

  /** As a stranger: whatever it is, nothing happens. */
  private void pressAll(Posted message, Set<String> pressed) {
    long before = hall.all.bench.log().size();
    for (ObjectNode element : SlackHall.elements(message)) {
      String action = element.has("selected_option")
          ? element.at("/selected_option/value").asText()
          : element.path("value").asText();
      pressed.add(action.split(":", -1)[2]);
      int views = hall.all.slack.views().size();
      int responses = hall.all.slack.responses().size();
      hall.press(hall.click(MALLORY, message, element));
      await()
          .until(() -> hall.all.slack.views().size() > views
              || hall.all.slack.responses().size() > responses);
      if (hall.all.slack.views().size() > views) {
        JsonNode refused = hall.submits(MALLORY, typedInto(hall.view()));
        assertThat(refused.path("response_action").asText()).as(action).isEqualTo("errors");
      }
    }
    assertThat(hall.all.bench.log()).hasSize((int) before);
  }

  private static Map<String, String> typedInto(JsonNode view) {
    JsonNode block = view.at("/blocks/0");
    String choice = block.at("/element/options/0/value").asText();
    return Map.of(block.path("block_id").asText(), choice.isEmpty() ? "some text" : choice);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void the_owner_decides_by_button_from_review_to_the_end(Mode mode) throws Exception {
    open(mode);
    hall.all.bench.submits("ada", TASK);
    hall.deliver();
    opens(PRIYA, hall.card("T-1"), "Fail with feedback…");
    hall.submits(PRIYA, Map.of("feedback", "429 is missing"));
    assertThat(state()).isEqualTo(State.DOING);
    hall.all.bench.submits("ada", TASK);
    hall.deliver();
    assertThat(hall.told(PRIYA, hall.card("T-1"), "Pass")).contains("done");
    hall.deliver();
    opens(PRIYA, hall.ping("T-1"), "Send back…");
    hall.submits(PRIYA, Map.of("why", "the README is missing"));
    assertThat(state()).isEqualTo(State.DOING);
    hall.types(PRIYA, "stuck T-1 no access");
    hall.deliver();
    opens(PRIYA, hall.ping("T-1"), "Unblock…");
    hall.submits(PRIYA, Map.of("note", "you have access now"));
    assertThat(state()).isNotEqualTo(State.STUCK);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void a_button_from_another_time_says_what_happened_since(Mode mode) throws Exception {
    open(mode);
    hall.all.bench.submits("ada", TASK);
    hall.deliver();
    Posted card = hall.card("T-1");
    ObjectNode pass = SlackHall.element(card, "Pass");
    ObjectNode fail = SlackHall.element(card, "Fail with feedback…");
    hall.all.bench.passes("lex", TASK);
    long before = hall.all.bench.log().size();
    for (ObjectNode late : List.of(pass, fail)) {
      int responses = hall.all.slack.responses().size();
      hall.press(hall.click(PRIYA, card, late));
      assertThat(text(hall.response(responses))).contains("Already handled", "lex");
    }
    assertThat(hall.all.slack.views()).isEmpty();
    assertThat(hall.all.bench.log()).hasSize((int) before);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void of_two_who_press_at_once_one_does_it_and_the_other_is_told(Mode mode) throws Exception {
    open(mode);
    hall.all.bench.submits("ada", TASK);
    hall.deliver();
    Posted card = hall.card("T-1");
    ObjectNode pass = SlackHall.element(card, "Pass");
    ObjectNode one = hall.click(PRIYA, card, pass);
    ObjectNode other = hall.click(PRIYA, card, pass);
    hall.gate = new CompletableFuture<>();
    hall.press(one);
    hall.press(other);
    hall.gate.complete(null);
    List<String> told = List.of(text(hall.response(0)), text(hall.response(1)));
    assertThat(told).anyMatch(text -> text.contains("T-1 Retry failed webhooks is done"));
    assertThat(told).anyMatch(text -> text.contains("Already handled"));
    assertThat(state()).isEqualTo(State.DONE);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void one_click_that_comes_twice_is_one_click(Mode mode) throws Exception {
    open(mode);
    ObjectNode click =
        hall.click(PRIYA, hall.card("T-1"), SlackHall.element(hall.card("T-1"), "Show"));
    hall.press(click);
    hall.press(click);
    ObjectNode typed = hall.command(PRIYA, SlackBench.CHANNEL, "new Only one lane:build");
    assertThat(text(hall.line.tell(Kind.COMMAND, typed).body())).contains("T-2");
    assertThat(text(hall.line.tell(Kind.COMMAND, typed).body())).doesNotContain("T-3");
    assertThat(text(hall.types(PRIYA, "show T-3"))).contains("no T-3");
    hall.response(0);
    assertThat(hall.all.slack.responses()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void one_event_that_comes_twice_is_one_event(Mode mode) throws Exception {
    open(mode);
    ObjectNode call = SlackHall.callback(
        SlackHall.JSON
            .createObjectNode()
            .put("type", "app_mention")
            .put("user", PRIYA)
            .put("text", "<@UBOT00001> new Only one lane:build")
            .put("ts", "1.5")
            .put("channel", SlackBench.CHANNEL),
        "Ev-same");
    for (int i = 0; i < 3; i++) {
      assertThat(hall.line.tell(Kind.EVENT, call).status()).isEqualTo(200);
    }
    hall.mentions(PRIYA, null, "show T-3");
    await().until(() -> hall.all.slack.whispers().size() == 2);
    assertThat(hall.all.slack.whispers().toString()).contains("T-2", "no T-3");
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void a_message_becomes_a_task_that_leads_back_to_it(Mode mode) throws Exception {
    open(mode);
    hall.makesTaskOf(
        PRIYA, "The webhooks &lt;5xx&gt; fail\nsince <@U0PRIYA00> changed <https://a.b/c|it>");
    JsonNode form = hall.view(0);
    assertThat(form.at("/blocks/0/element/initial_value").asText())
        .isEqualTo("The webhooks <5xx> fail");
    assertThat(form.at("/blocks/2/element/initial_value").asText())
        .contains("since @priya changed https://a.b/c")
        .contains("https://acme.slack.com/archives/C0123ABC/p1700000000000100");
    assertThat(hall.submits(PRIYA, Map.of("title", "")).toString()).contains("errors");
    JsonNode which = hall.submits(PRIYA, Map.of());
    assertThat(which.at("/errors/lane").asText()).contains("Which lane?").doesNotContain("/");
    JsonNode done = hall.submits(PRIYA, Map.of("lane", "build", "done_when", "5xx is retried"));
    assertThat(done.toString()).doesNotContain("errors");
    assertThat(text(hall.response(0))).contains("T-2");
    hall.deliver();
    assertThat(hall.card("T-2").shown()).contains("The webhooks", "Done when: 5xx is retried");
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void a_form_that_slack_does_not_open_says_so(Mode mode) throws Exception {
    open(mode);
    hall.all.slack.on("views.open", FakeSlack.Fault.UNAVAILABLE);
    assertThat(hall.told(PRIYA, hall.card("T-1"), "Cancel…")).contains("did not open");
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void what_is_no_button_of_ours_does_nothing(Mode mode) throws Exception {
    open(mode);
    Posted card = hall.card("T-1");
    long before = hall.all.bench.log().size();
    ObjectNode link = SlackHall.JSON
        .createObjectNode()
        .put("type", "button")
        .put("action_id", "x")
        .put("block_id", "b")
        .put("url", "https://example.com");
    hall.press(hall.click(PRIYA, card, link));
    for (String forged : List.of(
        "sb:1:cancel:T-1:-",
        "sb:1:nothing:T-1:n1",
        "sb:9",
        "sb:1:cancel:T-999:n1",
        "sb:1:accept:team:-")) {
      int responses = hall.all.slack.responses().size();
      hall.press(hall.click(PRIYA, card, link.deepCopy().put("value", forged)));
      assertThat(text(hall.response(responses))).as(forged).isNotBlank();
    }
    assertThat(hall.all.bench.log()).hasSize((int) before);
  }
}
