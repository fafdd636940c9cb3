package dev.signalbox.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.board.Actor;
import dev.signalbox.board.Agent;
import dev.signalbox.board.AgentId;
import dev.signalbox.board.Hold;
import dev.signalbox.board.Need;
import dev.signalbox.board.Task;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.WorkCommand;
import dev.signalbox.web.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class FormTest {

  private static final AgentId ADA = new AgentId("ada");

  @ParameterizedTest
  @EnumSource(Verb.class)
  void every_example_is_read(Verb verb) {
    Ask ask = verb.form().read(Json.parse(verb.example()), ADA);

    assertThat(ask.command(Actor.of(ADA)).by()).isEqualTo(Actor.of(ADA));
  }

  @ParameterizedTest
  @EnumSource(Verb.class)
  void an_example_names_every_field_the_verb_has_but_defaults(Verb verb) {
    ObjectNode example = Json.parse(verb.example());

    List<String> left = verb.form().slots().stream()
        .map(Slot::name)
        .filter(name -> !example.has(name) && !name.equals("queue"))
        .toList();
    assertThat(left).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Verb.class)
  void a_body_that_names_another_actor_is_an_identity_mismatch(Verb verb) {
    for (String name : Form.IDENTITIES) {
      refused(verb, Json.parse(verb.example()).put(name, "kai"), "403 identity_mismatch", name);
      refused(verb, Json.parse(verb.example()).put(name, "ada"), "400 unknown_field", name);
    }
    refused(verb, Json.parse(verb.example()).put("Agent", "kai"), "403 identity_mismatch", "Agent");
  }

  @ParameterizedTest
  @EnumSource(Verb.class)
  void whatever_a_task_a_hold_or_an_agent_has_cannot_be_set_by_a_field(Verb verb) {
    Set<String> columns = new TreeSet<>(Set.of("needs", "id", "number", "team", "state", "done"));
    for (Class<?> row : List.of(Task.class, Hold.class, Agent.class)) {
      Slot.all(row).forEach(slot -> columns.add(slot.name()));
    }
    verb.form().slots().forEach(slot -> columns.remove(slot.name()));
    columns.removeAll(Form.IDENTITIES);

    for (String column : columns) {
      refused(verb, Json.parse(verb.example()).put(column, 1), "400 unknown_field", column);
    }
  }

  @Test
  void the_first_strange_field_is_named_before_any_value_is_looked_at() {
    ObjectNode body = Json.parse(
        "{\"type\":\"new\",\"title\":7,\"state\":\"done\",\"epoch\":99,\"author\":\"x\"}");

    refused(Verb.NEW, body, "400 unknown_field", "state");
  }

  @ParameterizedTest
  @MethodSource("required")
  void what_is_required_is_missed_by_its_name(Verb verb, Slot slot) {
    ObjectNode without = Json.parse(verb.example());
    without.remove(slot.name());
    refused(verb, without, "400 bad_value", slot.name() + " is needed");

    refused(
        verb,
        Json.parse(verb.example()).putNull(slot.name()),
        "400 bad_value",
        slot.name() + " is needed");
  }

  static Stream<Arguments> required() {
    return slots().filter(each -> ((Slot) each.get()[1]).required());
  }

  static Stream<Arguments> slots() {
    return Arrays.stream(Verb.values())
        .flatMap(verb -> verb.form().slots().stream().map(slot -> Arguments.of(verb, slot)));
  }

  @ParameterizedTest
  @MethodSource("slots")
  void nothing_is_taken_for_what_it_is_not(Verb verb, Slot slot) {
    String name = slot.name();
    List<ObjectNode> bodies = new ArrayList<>();
    if (slot.type() != Need.class) {
      bodies.add(Json.parse(verb.example()).set(name, Json.object()));
    }
    bodies.add(Json.parse(verb.example()).put(name, 1.5));
    if (slot.list()) {
      bodies.add(Json.parse(verb.example()).put(name, "T-1"));
      ObjectNode holed = Json.parse(verb.example());
      holed.putArray(name).addNull();
      bodies.add(holed);
    } else {
      ObjectNode listed = Json.parse(verb.example());
      listed.putArray(name).add("T-1");
      bodies.add(listed);
    }
    if (slot.type() != String.class) {
      bodies.add(Json.parse(verb.example()).put(name, "7 abc"));
      bodies.add(Json.parse(verb.example()).put(name, ""));
    }
    if (!List.of(int.class, Integer.class, long.class).contains(slot.type())) {
      bodies.add(Json.parse(verb.example()).put(name, 7));
    }
    bodies.forEach(body -> refused(verb, body, "400 bad_value", name + " must be"));
  }

  @ParameterizedTest
  @MethodSource("slots")
  void numbers_keep_to_their_range(Verb verb, Slot slot) {
    if (slot.type() != int.class && slot.type() != Integer.class) {
      return;
    }
    for (String wrong : List.of(
        "\"7abc\"",
        "\"7\"",
        "-1",
        "9223372036854775808",
        "1.5",
        "1e18",
        "true",
        "\"NaN\"",
        String.valueOf(slot.max() + 1L),
        String.valueOf(slot.min() - 1L))) {
      ObjectNode body = Json.parse(verb.example());
      body.set(slot.name(), Json.parse("{\"v\":" + wrong + "}").get("v"));
      refused(
          verb, body, "400 bad_value", "a whole number from " + slot.min() + " to " + slot.max());
    }
    for (int right : new int[] {slot.min(), slot.max()}) {
      verb.form().read(Json.parse(verb.example()).put(slot.name(), right), ADA);
    }
  }

  @Test
  void the_ranges_are_those_that_are_promised() {
    assertThat(range(Verb.NEXT, "wait")).isEqualTo("0..50");
    assertThat(range(Verb.HEARTBEAT, "progress")).isEqualTo("0..100");
    assertThat(range(Verb.HEARTBEAT, "quiet_for")).isEqualTo("1..86400");
    assertThat(range(Verb.SUBMIT, "epoch")).isEqualTo("1..2147483647");
  }

  @Test
  void a_heartbeat_becomes_its_command() {
    Ask ask = Verb.HEARTBEAT
        .form()
        .read(
            Json.parse(
                "{\"task\":\"t41\",\"epoch\":7,\"note\":\"x\",\"progress\":0,\"quiet_for\":60}"),
            ADA);

    assertThat(ask.command(Actor.of(ADA)))
        .isEqualTo(new WorkCommand.Heartbeat(
            Actor.of(ADA), new TaskId(41), 7, "x", 0, Duration.ofSeconds(60)));
  }

  @Test
  void a_mistyped_verb_is_guessed() {
    assertThat(Verb.nearest("submitt")).contains("submit");
    assertThat(Verb.nearest("heart-beat")).contains("heartbeat");
    assertThat(Verb.nearest("leaveline")).contains("leave_line");
  }

  /** Whoever means to create a task and is told to leave might do so. */
  @Test
  void a_word_that_is_none_of_ours_is_no_slip() {
    assertThat(Verb.nearest("create")).isEmpty();
    assertThat(Verb.nearest("nonsense")).isEmpty();
    assertThat(Verb.nearest("x".repeat(200_000))).isEmpty();
  }

  private static String range(Verb verb, String name) {
    Slot slot = verb.form().slots().stream()
        .filter(s -> s.name().equals(name))
        .findFirst()
        .orElseThrow();
    return slot.min() + ".." + slot.max();
  }

  private static void refused(Verb verb, ObjectNode body, String refusal, String detail) {
    assertThatThrownBy(() -> verb.form().read(body, ADA))
        .as("%s", body)
        .isInstanceOfSatisfying(ProblemException.class, e -> {
          assertThat(e).hasMessage(refusal);
          assertThat(e.problem().detail()).contains(detail);
        });
  }
}
