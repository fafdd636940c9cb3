package dev.signalbox.discord;

import static dev.signalbox.discord.DiscordHall.MALLORY;
import static dev.signalbox.discord.DiscordHall.PRIYA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.board.AgentId;
import dev.signalbox.board.State;
import dev.signalbox.board.TaskCommand;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.TeamCommand;
import dev.signalbox.talk.Bench;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Buttons, menus and forms, through the real JDA to the real desk. */
@Timeout(60)
class PressingInDiscordTest {

  private static final TaskId TASK = new TaskId(1);
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir
  Path directory;

  private DiscordHall hall;

  @BeforeEach
  void open() throws Exception {
    hall = new DiscordHall(directory);
    hall.bench.joins("ada", "build");
    hall.bench.joins("bob", "build");
    hall.bench.joins("lex", "review");
    hall.bench.task("Retry failed webhooks", "build");
    hall.bench.claims("ada", TASK);
    hall.deliver();
  }

  @AfterEach
  void close() {
    hall.judge();
    hall.close();
  }

  private State state() {
    return hall.bench.taskNow(TASK).state();
  }

  private Seen opens(String user, Posted message, String label) {
    Seen form = hall.people.presses(user, message, label);
    assertThat(form.state()).as(form.toString()).isEqualTo(Seen.State.FORM);
    return form;
  }

  private String does(Posted message, String label, Map<String, String> fields) {
    Seen done = hall.people.submits(opens(PRIYA, message, label), fields);
    assertThat(done.ephemeral()).isTrue();
    return done.text();
  }

  private Posted submitted() throws Exception {
    hall.bench.submits("ada", TASK);
    hall.deliver();
    return hall.card("T-1");
  }

  private Posted stuck() throws Exception {
    hall.bench.stuck("ada", TASK, "no access");
    hall.deliver();
    return hall.ping("T-1");
  }

  @Test
  void a_button_that_only_looks_answers_whoever_pressed_it() {
    Seen shown = hall.people.presses(MALLORY, hall.card("T-1"), "Show");
    assertThat(shown.text()).contains("Retry failed webhooks");
    assertThat(shown.ephemeral()).isTrue();
    assertThat(shown.message().id).isNotEqualTo(hall.card("T-1").id);
  }

  @Test
  void a_form_asks_does_and_tells() {
    Seen form = opens(PRIYA, hall.card("T-1"), "Release…");
    assertThat(form.text()).isEqualTo("Release");
    assertThat(form.form().at("/components/0/label").asText())
        .isEqualTo("Note for whoever has it next");
    Seen done = hall.people.submits(form, Map.of("note", "half of it is on the branch"));
    assertThat(done.text()).contains("T-1", "todo");
    assertThat(done.ephemeral()).isTrue();
    assertThat(state()).isEqualTo(State.TODO);
  }

  @Test
  void a_refusal_gives_back_what_was_typed() {
    Seen form = opens(MALLORY, hall.card("T-1"), "Cancel…");
    Seen refused = hall.people.submits(form, Map.of("reason", "I *say* so\nand why"));
    assertThat(refused.text())
        .contains("I don't know you", "-# You wrote:", "> I \\*say\\* so\n> and why");
    assertThat(refused.ephemeral()).isTrue();
    assertThat(state()).isEqualTo(State.DOING);
    assertThat(does(hall.card("T-1"), "Cancel…", Map.of("reason", "   ")))
        .contains("Say why.")
        .doesNotContain("I don't know you");
    assertThat(does(hall.card("T-1"), "Cancel…", Map.of("reason", "not needed")))
        .contains("cancelled")
        .doesNotContain("You wrote");
    assertThat(state()).isEqualTo(State.CANCELLED);
  }

  @Test
  void choices_are_a_menu_in_the_form_of_a_card() {
    Seen form = opens(PRIYA, hall.card("T-1"), "Reassign…");
    JsonNode input = form.form().at("/components/0/component");
    assertThat(input.path("type").asInt()).isEqualTo(Widgets.SELECT);
    assertThat(input.path("options").findValuesAsText("value")).contains("bob");
    hall.people.submits(form, Map.of("agent", "bob"));
    assertThat(hall.bench.taskNow(TASK).reservedFor()).hasToString("bob");
  }

  @Test
  void on_the_ping_of_what_is_stuck_the_menu_stands_open() throws Exception {
    Posted ping = stuck();
    assertThat(ping.selects()).hasSize(1);
    assertThat(ping.selects().get(0).placeholder()).isEqualTo("Reassign…");
    assertThat(ping.selects().get(0).options())
        .extracting(Widgets.Option::label)
        .contains("bob");
    assertThat(ping.buttons()).extracting(Widgets.Button::label).doesNotContain("Reassign…");
    Seen refused = hall.people.chooses(MALLORY, ping, "Reassign…", "bob");
    assertThat(refused.text()).contains("I don't know you");
    assertThat(hall.people.chooses(PRIYA, ping, "Reassign…", "bob").text()).contains("bob");
    assertThat(hall.bench.taskNow(TASK).reservedFor()).hasToString("bob");
    assertThat(hall.people.chooses(PRIYA, ping, "Reassign…", "bob").text())
        .contains("Already handled");
    hall.deliver();
    assertThat(hall.ping("T-1").selects()).isEmpty();
    assertThat(hall.ping("T-1").buttons()).isEmpty();
  }

  @Test
  void of_many_who_could_have_it_the_form_asks_for_a_name() throws Exception {
    String[] many = IntStream.range(0, 30).mapToObj(i -> "agent-" + i).toArray(String[]::new);
    for (String agent : many) {
      hall.bench.joins(agent, "build");
    }
    hall.bench.minutesWith(1, many);
    Posted ping = stuck();
    assertThat(ping.selects()).isEmpty();
    Seen form = opens(PRIYA, ping, "Reassign…");
    assertThat(form.form().at("/components/0/component/type").asInt()).isEqualTo(Widgets.INPUT);
    assertThat(hall.people.submits(form, Map.of("agent", "agent-7")).text()).contains("agent-7");
    assertThat(hall.bench.taskNow(TASK).reservedFor()).hasToString("agent-7");
  }

  @Test
  void where_nobody_is_free_there_is_no_menu_of_nobody() throws Exception {
    hall.bench.yes(new TeamCommand.RemoveAgent(Bench.PRIYA, new AgentId("bob")));
    hall.bench.stuck("ada", TASK, "no access");
    hall.bench.minutes(60);
    hall.deliver();
    Posted ping = hall.ping("T-1");
    assertThat(ping.selects()).allMatch(select -> !select.options().isEmpty());
  }

  @Test
  void every_button_there_is_does_nothing_for_a_stranger() throws Exception {
    Set<String> pressed = new TreeSet<>();
    pressAll(hall.card("T-1"), pressed);
    pressAll(submitted(), pressed);
    hall.bench.passes("lex", TASK);
    hall.deliver();
    pressAll(hall.ping("T-1"), pressed);
    TaskId other = hall.bench.task("Migrate the database", "build");
    hall.bench.claims("ada", other);
    hall.bench.stuck("ada", other, "no access");
    hall.deliver();
    pressAll(hall.ping("T-2"), pressed);
    hall.bench.joins("dora", "docs");
    TaskId guide = hall.bench.task("Write the guide", "docs");
    hall.bench.claims("dora", guide);
    hall.bench.submits("dora", guide);
    hall.deliver();
    pressAll(hall.ping("T-3"), pressed);
    assertThat(pressed)
        .containsExactly(
            "accept",
            "cancel",
            "fail",
            "pass",
            "reassign",
            "release",
            "return",
            "show",
            "snooze",
            "stuck",
            "unblock");
  }

  private void pressAll(Posted message, Set<String> pressed) {
    int before = hall.bench.log().size();
    for (Widgets.Button button : message.buttons()) {
      pressed.add(button.customId().split(":", -1)[2]);
      Seen seen = hall.people.presses(MALLORY, message, button.label());
      if (seen.state() == Seen.State.FORM) {
        seen = hall.people.submits(seen, typedInto(seen.form()));
      }
      if (!button.label().equals("Show")) {
        assertThat(seen.text()).as(button.label()).contains("I don't know you");
      }
    }
    for (Widgets.Select select : message.selects()) {
      pressed.add(select.customId().split(":", -1)[2]);
      String first = select.options().get(0).label();
      assertThat(hall.people.chooses(MALLORY, message, select.customId(), first).text())
          .contains("I don't know you");
    }
    assertThat(hall.bench.log()).hasSize(before);
  }

  private static Map<String, String> typedInto(JsonNode form) {
    JsonNode input = form.at("/components/0/component");
    String choice = input.at("/options/0/value").asText();
    return Map.of(input.path("custom_id").asText(), choice.isEmpty() ? "some text" : choice);
  }

  @Test
  void the_owner_decides_by_button_from_review_to_the_end() throws Exception {
    assertThat(does(submitted(), "Fail with feedback…", Map.of("feedback", "429 is missing")))
        .contains("T-1");
    assertThat(state()).isEqualTo(State.DOING);
    assertThat(hall.people.presses(PRIYA, submitted(), "Pass").text()).contains("done");
    hall.deliver();
    does(hall.ping("T-1"), "Send back…", Map.of("why", "the README is missing"));
    assertThat(state()).isEqualTo(State.DOING);
    hall.deliver();
    does(hall.card("T-1"), "Stuck…", Map.of("reason", "no access"));
    hall.deliver();
    assertThat(hall.people.presses(PRIYA, hall.ping("T-1"), "Snooze 1 h").text())
        .contains("T-1");
    hall.bench.sweepAfter(Duration.ofHours(2));
    hall.deliver();
    does(hall.ping("T-1"), "Unblock…", Map.of("note", "you have access now"));
    assertThat(state()).isNotEqualTo(State.STUCK);
    hall.deliver();
    does(hall.card("T-1"), "Cancel…", Map.of("reason", "not needed"));
    assertThat(state()).isEqualTo(State.CANCELLED);
  }

  @Test
  void what_is_to_be_accepted_is_accepted_by_its_button() throws Exception {
    hall.bench.joins("dora", "docs");
    TaskId guide = hall.bench.task("Write the guide", "docs");
    hall.bench.claims("dora", guide);
    hall.bench.submits("dora", guide);
    hall.deliver();
    assertThat(hall.people.presses(PRIYA, hall.ping("T-2"), "Accept").text()).contains("done");
    hall.deliver();
    assertThat(hall.ping("T-2").buttons()).isEmpty();
    assertThat(hall.ping("T-2").content).contains("Accepted by priya").doesNotContain("<@");
  }

  @Test
  void a_button_from_another_time_says_what_happened_since() throws Exception {
    Posted card = submitted();
    hall.bench.passes("lex", TASK);
    int before = hall.bench.log().size();
    for (String late : List.of("Pass", "Fail with feedback…")) {
      Seen seen = hall.people.presses(PRIYA, card, late);
      assertThat(seen.text()).contains("Already handled", "lex");
    }
    assertThat(hall.bench.log()).hasSize(before);
  }

  @Test
  void a_form_that_was_open_too_long_says_what_happened_since_and_gives_back_the_text()
      throws Exception {
    Seen form = opens(PRIYA, submitted(), "Fail with feedback…");
    hall.bench.passes("lex", TASK);
    Seen late = hall.people.submits(form, Map.of("feedback", "429 is missing"));
    assertThat(late.text()).contains("Already handled", "lex", "> 429 is missing");
    assertThat(state()).isEqualTo(State.DONE);
  }

  @Test
  void the_ping_of_another_episode_does_nothing() throws Exception {
    Posted first = stuck();
    hall.bench.yes(new TaskCommand.Unblock(Bench.PRIYA, TASK, "you have it"));
    hall.bench.beats("ada");
    hall.bench.stuck("ada", TASK, "no access, still");
    int before = hall.bench.log().size();
    for (String label : List.of("Unblock…", "Cancel…", "Snooze 1 h")) {
      assertThat(hall.people.presses(PRIYA, first, label).text())
          .as(label)
          .contains("Already handled");
    }
    assertThat(hall.people.chooses(PRIYA, first, "Reassign…", "bob").text())
        .contains("Already handled");
    assertThat(hall.bench.log()).hasSize(before);
  }

  @Test
  void of_two_who_press_at_once_one_does_it_and_the_other_is_told() throws Exception {
    Posted card = submitted();
    hall.gate = new CompletableFuture<>();
    DiscordPeople hasty = hall.people.hasty();
    Seen one = hasty.presses(PRIYA, card, "Pass");
    Seen other = hasty.presses(PRIYA, card, "Pass");
    await().until(() -> one.waiting() && other.waiting());
    hall.gate.complete(null);
    List<String> told =
        List.of(hall.people.settled(one).text(), hall.people.settled(other).text());
    assertThat(told).anyMatch(text -> text.contains("Retry failed webhooks is ■ done"));
    assertThat(told).anyMatch(text -> text.contains("Already handled"));
    assertThat(state()).isEqualTo(State.DONE);
  }

  @Test
  void one_press_and_one_form_that_come_twice_are_one() throws Exception {
    Seen form = opens(PRIYA, hall.card("T-1"), "Release…");
    Seen done = hall.people.submits(form, Map.of("note", "half of it"));
    int before = hall.bench.log().size();
    hall.people.replay(form);
    hall.people.replay(done);
    Seen shown = hall.people.presses(PRIYA, hall.card("T-1"), "Show");
    hall.people.replay(shown);
    assertThat(hall.uses(PRIYA, "task show", Map.of("id", "T-1")).text()).contains("T-1");
    assertThat(hall.bench.log()).hasSize(before);
    assertThat(hall.discord.calls("callback")).isEqualTo(4);
  }

  @Test
  void buttons_and_forms_outlive_the_process() throws Exception {
    Posted card = hall.card("T-1");
    Seen form = opens(PRIYA, card, "Release…");
    hall.restart();
    assertThat(hall.people.submits(form, Map.of("note", "half of it")).text()).contains("todo");
    assertThat(hall.people.presses(PRIYA, card, "Show").text()).contains("Retry failed webhooks");
    assertThat(hall.people.presses(PRIYA, card, "Release…").text()).contains("Already handled");
    hall.deliver();
    does(hall.card("T-1"), "Cancel…", Map.of("reason", "not needed"));
    assertThat(state()).isEqualTo(State.CANCELLED);
    assertThat(hall.inChannel()).filteredOn(one -> one.shown().contains("T-1")).hasSize(1);
  }

  @Test
  void a_message_becomes_a_task_that_leads_back_to_it() throws Exception {
    Posted said = hall.discord.rooms.says(
        MALLORY, FakeDiscord.CHANNEL, "The webhooks <5xx> fail\nsince <@" + PRIYA + "> changed it");
    Seen form = hall.people.usesOn(PRIYA, said, "Make a task");
    assertThat(form.state()).isEqualTo(Seen.State.FORM);
    assertThat(form.prefilled("title")).isEqualTo("The webhooks <5xx> fail");
    String link = "https://discord.com/channels/" + FakeDiscord.GUILD + "/" + FakeDiscord.CHANNEL
        + "/" + said.id;
    assertThat(form.prefilled("brief")).contains("since @priya changed it", link);
    Seen which = hall.people.submits(form, Map.of("lane", ""));
    assertThat(which.text()).contains("Which lane?", "> The webhooks", "<5xx\\> fail");
    Seen made = hall.people.submits(form, Map.of("lane", "build", "done_when", "5xx is retried"));
    assertThat(made.text()).contains("T-2");
    hall.deliver();
    assertThat(hall.card("T-2").shown()).contains("The webhooks", "Done when: 5xx is retried");
    assertThat(hall.people.usesOn(MALLORY, said, "Make a task").state()).isEqualTo(Seen.State.FORM);
  }

  @Test
  void a_message_elsewhere_becomes_no_task() {
    String elsewhere = hall.discord.guild.channel("elsewhere");
    Posted said = hall.discord.rooms.says(MALLORY, elsewhere, "hello");
    assertThat(hall.people.usesOn(PRIYA, said, "Make a task").text()).contains("no team");
  }

  @Test
  void a_form_that_discord_does_not_open_changes_nothing() {
    hall.discord.on("callback", FakeDiscord.Fault.UNAVAILABLE);
    Seen nothing = hall.people.presses(PRIYA, hall.card("T-1"), "Cancel…");
    assertThat(nothing.state()).isIn(Seen.State.ASKED, Seen.State.FORM);
    assertThat(state()).isEqualTo(State.DOING);
    does(hall.card("T-1"), "Cancel…", Map.of("reason", "not needed"));
    assertThat(state()).isEqualTo(State.CANCELLED);
  }

  @Test
  void what_is_no_button_of_ours_does_nothing() {
    Posted card = hall.card("T-1");
    int before = hall.bench.log().size();
    for (String forged : List.of(
        "sb:1:cancel:T-1:-",
        "sb:1:nothing:T-1:n1",
        "sb:9",
        "x",
        "sb:1:cancel:T-999:n1",
        "sb:1:accept:team:-")) {
      var data = JSON.createObjectNode().put("component_type", 2).put("custom_id", forged);
      Seen seen =
          hall.people.sends(PRIYA, FakeDiscord.CHANNEL, FakeInteractions.COMPONENT, data, card);
      assertThat(seen.text()).as(forged).isNotBlank();
      assertThat(seen.state()).as(forged).isEqualTo(Seen.State.ANSWERED);
    }
    assertThat(hall.bench.log()).hasSize(before);
  }
}
