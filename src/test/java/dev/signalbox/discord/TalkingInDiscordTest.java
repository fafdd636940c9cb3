package dev.signalbox.discord;

import static dev.signalbox.discord.DiscordHall.MALLORY;
import static dev.signalbox.discord.DiscordHall.PRIYA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.State;
import dev.signalbox.board.TaskId;
import dev.signalbox.talk.Bench;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Commands, through the real JDA to the real desk. */
@Timeout(60)
class TalkingInDiscordTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir
  Path directory;

  private DiscordHall hall;

  @BeforeEach
  void open() {
    hall = new DiscordHall(directory);
    hall.bench.joins("ada", "build");
    hall.bench.joins("lex", "review");
  }

  @AfterEach
  void close() {
    hall.judge();
    hall.close();
  }

  private String uses(String command, Map<String, ?> options) {
    return hall.uses(PRIYA, command, options).text();
  }

  private TaskId task() {
    return hall.bench.task("Retry failed webhooks", "build");
  }

  @Test
  void a_command_is_answered_to_who_used_it_and_seen_in_the_channel() throws Exception {
    Seen made =
        hall.uses(PRIYA, "task new", Map.of("title", "Retry failed webhooks", "lane", "build"));
    assertThat(made.text()).contains("T-1", "Retry failed webhooks");
    assertThat(made.ephemeral()).isTrue();
    hall.deliver();
    assertThat(hall.card("T-1").shown()).contains("Retry failed webhooks", "owner priya");
    assertThat(hall.inChannel()).allMatch(Posted::silent);
  }

  @Test
  void every_command_of_a_life_is_done_for_who_may() {
    TaskId task = task();
    assertThat(uses("task claim", Map.of("id", "T-1", "agent", "ada"))).contains("T-1", "ada");
    hall.bench.claims("ada", task);
    assertThat(uses("task note", Map.of("id", "T-1", "text", "the key changed")))
        .contains("T-1");
    assertThat(uses("task edit", Map.of("id", "T-1", "priority", "high"))).contains("T-1");
    assertThat(uses("task release", Map.of("id", "t1", "note", "half of it"))).contains("T-1");
    assertThat(uses("task stuck", Map.of("id", "T-1", "reason", "no access"))).contains("stuck");
    assertThat(uses("task unblock", Map.of("id", "T-1", "note", "you have it"))).contains("T-1");
    assertThat(uses("task reassign", Map.of("id", "T-1", "agent", "ada"))).contains("ada");
    hall.bench.beats("ada");
    hall.bench.claims("ada", task);
    hall.bench.submits("ada", task);
    assertThat(uses("task fail", Map.of("id", "T-1", "feedback", "429 is missing")))
        .contains("T-1");
    hall.bench.submits("ada", task);
    assertThat(uses("task pass", Map.of("id", "T-1", "note", "good"))).contains("done");
    assertThat(uses("task return", Map.of("id", "T-1", "why", "the README")))
        .contains("doing with ada");
    assertThat(uses("task cancel", Map.of("id", "T-1", "reason", "not needed")))
        .contains("cancelled");
    assertThat(hall.bench.taskNow(task).state()).isEqualTo(State.CANCELLED);
  }

  @Test
  void in_a_tasks_thread_the_id_is_left_out() throws Exception {
    TaskId task = task();
    hall.bench.claims("ada", task);
    hall.deliver();
    String thread = hall.card("T-1").id;
    Seen noted = hall.uses(PRIYA, thread, "task note", Map.of("text", "the staging key changed"));
    assertThat(noted.text()).contains("T-1");
    assertThat(noted.ephemeral()).isTrue();
    hall.deliver();
    assertThat(hall.discord.messages(thread))
        .anyMatch(line -> line.shown().contains("the staging key changed"));
    assertThat(hall.uses(MALLORY, thread, "task show", Map.of()).text())
        .contains("Retry failed webhooks");
    assertThat(hall.uses(MALLORY, thread, "task cancel", Map.of("reason", "I say so"))
            .text())
        .contains("I don't know you");
    assertThat(uses("task cancel", Map.of("reason", "not needed"))).contains("Which task?", "T-1");
  }

  @Test
  void an_id_that_is_none_is_refused_and_is_never_the_one_of_the_thread() throws Exception {
    TaskId task = task();
    hall.bench.claims("ada", task);
    hall.deliver();
    String thread = hall.card("T-1").id;
    for (String channel : List.of(FakeDiscord.CHANNEL, thread)) {
      for (String id : List.of("41x", "T-", "T-99", "the first one", "T-1 T-2")) {
        Seen refused =
            hall.uses(PRIYA, channel, "task cancel", Map.of("id", id, "reason", "not needed"));
        assertThat(refused.text()).as(id).containsAnyOf("is not a task id", "There is no");
      }
    }
    assertThat(hall.bench.taskNow(task).state()).isEqualTo(State.DOING);
  }

  @Test
  void in_a_thread_that_is_no_tasks_the_id_is_asked_for() {
    Posted chat = hall.discord.rooms.says(PRIYA, FakeDiscord.CHANNEL, "shall we talk about it?");
    hall.discord.rooms.threads.begin(chat, JSON.createObjectNode().put("name", "talk"));
    String thread = chat.id;
    assertThat(hall.uses(PRIYA, thread, "task pass", Map.of()).text()).contains("Which task?");
    assertThat(hall.uses(PRIYA, thread, "board", Map.of()).text()).contains("Board");
  }

  @Test
  void a_refusal_shows_the_command_as_discord_has_it() {
    task();
    hall.bench.task("Write the changelog", "build");
    assertThat(uses("task claim", Map.of("id", "T-1", "agent", "adda")))
        .contains("`/task claim id:T-41 agent:ada`")
        .doesNotContain("/signalbox");
    assertThat(uses("help", Map.of("topic", "claim")))
        .contains("/task claim \\[id:…\\] \\[agent:…\\]", "`/task claim id:T-41 agent:ada`")
        .doesNotContain("/signalbox");
    assertThat(uses("help", Map.of())).contains("/task claim", "/board").doesNotContain("/signal");
    assertThat(uses("task edit", Map.of("id", "T-1"))).contains("Say what to change");
    assertThat(uses("task list", Map.of("lane", "bild"))).contains("Did you mean build?");
  }

  @Test
  void somebody_of_the_team_who_is_not_linked_is_a_stranger_until_an_admin_links_them() {
    TaskId task = task();
    String omar = "2200000000000000002";
    hall.discord.guild.person(omar, "omar");
    assertThat(
            hall.uses(omar, "task note", Map.of("id", "T-1", "text", "hello")).text())
        .contains("I don't know you");
    Seen linked = hall.uses(PRIYA, "person set", Map.of("name", "omar", "discord", omar));
    assertThat(linked.text()).doesNotContain("⚠");
    assertThat(hall.bench.offices.changes)
        .containsExactly("person:priya people.omar.discord=" + omar);
    assertThat(hall.bench.taskNow(task).owner()).isEqualTo(new PersonId("priya"));
  }

  @Test
  void in_a_channel_of_no_team_everybody_is_told_how_it_becomes_one() {
    String elsewhere = hall.discord.guild.channel("elsewhere");
    Seen answer = hall.uses(PRIYA, elsewhere, "board", Map.of());
    assertThat(answer.text())
        .contains("no team", "`teams.<team>.rooms: [\"discord:" + elsewhere + "\"]`");
    assertThat(answer.ephemeral()).isTrue();
    assertThat(hall.uses(PRIYA, elsewhere, "task new", Map.of("title", "something"))
            .text())
        .contains("no team");
    assertThat(hall.bench.reads().task(Bench.TEAM, new TaskId(1))).isEmpty();
  }

  @Test
  void a_command_that_comes_twice_is_done_once() {
    Seen made = hall.uses(PRIYA, "task new", Map.of("title", "Only one", "lane", "build"));
    hall.people.replay(made);
    hall.people.replay(made);
    assertThat(uses("task show", Map.of("id", "T-1"))).contains("Only one");
    assertThat(uses("task show", Map.of("id", "T-2"))).contains("no T-2");
    assertThat(hall.discord.calls("callback")).isEqualTo(3);
  }

  @Test
  void who_is_called_in_a_text_is_named_in_it() {
    String text = "ask <@" + PRIYA + "> or <@!" + MALLORY + ">, not <@&1> & <#2>";
    assertThat(uses("task new", Map.of("title", text, "lane", "build"))).contains("T-1");
    assertThat(hall.bench.taskNow(new TaskId(1)).title())
        .isEqualTo("ask @priya or @" + MALLORY + ", not <@&1> & <#2>");
    assertThat(uses("task edit", Map.of("id", "T-1", "owner", "<@" + PRIYA + ">")))
        .doesNotContain("No person");
  }

  @Test
  void what_is_needed_must_be_filled_in_and_the_task_need_not() {
    task();
    assertThatThrownBy(() -> uses("task new", Map.of("lane", "build")))
        .hasMessageContaining("option is needed");
    assertThatThrownBy(() -> uses("task fail", Map.of("id", "T-1")))
        .hasMessageContaining("option is needed");
    assertThat(uses("task show", Map.of())).contains("Which task?");
    assertThatThrownBy(() -> uses("task edit", Map.of("id", "T-1", "priority", "soon")))
        .hasMessageContaining("no choice");
    assertThat(uses("task list", Map.of("mine", false, "state", "todo"))).contains("T-1");
    assertThat(uses("task list", Map.of("mine", true))).contains("T-1");
    assertThat(hall.uses(MALLORY, "task list", Map.of("mine", true)).text()).doesNotContain("T-1");
  }
}
