package dev.signalbox.slack;

import static dev.signalbox.slack.SlackHall.MALLORY;
import static dev.signalbox.slack.SlackHall.PRIYA;
import static dev.signalbox.slack.SlackHall.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.board.State;
import dev.signalbox.board.TaskId;
import dev.signalbox.slack.Line.Mode;
import dev.signalbox.talk.Bench;
import dev.signalbox.talk.language.Catalogue;
import dev.signalbox.talk.language.Verb;
import dev.signalbox.talk.language.Verb.Who;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Commands and calls, through the real Bolt both ways. */
class TalkingInSlackTest {

  @TempDir
  Path directory;

  private SlackHall hall;

  private void open(Mode mode) throws Exception {
    hall = new SlackHall(directory, mode);
    hall.all.bench.joins("ada", "build");
    hall.all.bench.joins("lex", "review");
  }

  @AfterEach
  void close() throws Exception {
    hall.judge();
    hall.close();
  }

  private JsonNode whisper(int before) {
    await().until(() -> hall.all.slack.whispers().size() > before);
    return hall.all.slack.whispers().get(before).get("text");
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void a_command_is_answered_in_its_acknowledgement_and_seen_in_the_channel(Mode mode)
      throws Exception {
    open(mode);
    JsonNode answer =
        hall.types(PRIYA, "new “Retry failed webhooks” lane:build owner:<@U0PRIYA00>");
    assertThat(text(answer)).contains("T-1", "Retry failed webhooks");
    assertThat(answer.path("response_type").asText()).isEqualTo("ephemeral");
    hall.deliver();
    assertThat(hall.card("T-1").shown()).contains("Retry failed webhooks", "owner priya");
    assertThat(hall.all.slack.responses()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void nothing_typed_is_a_call_for_help(Mode mode) throws Exception {
    open(mode);
    assertThat(text(hall.types(MALLORY, ""))).contains("claim", "board");
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void whoever_is_not_linked_may_look_and_nothing_else(Mode mode) throws Exception {
    open(mode);
    TaskId task = hall.all.bench.task("Retry failed webhooks", "build");
    long before = hall.all.bench.log().size();
    for (Verb verb : Catalogue.verbs()) {
      for (String example : verb.examples()) {
        String typed = example.replace("T-41", task.toString()).replace("t41", "t1");
        String answer = text(hall.types(MALLORY, typed));
        assertThat(answer).as(typed).isNotBlank();
        if (verb.who() != Who.ANYONE) {
          assertThat(hall.all.bench.log()).as(typed).hasSize((int) before);
        }
      }
    }
    assertThat(text(hall.types(MALLORY, "cancel T-1 because"))).contains("I don't know you");
    assertThat(text(hall.types(MALLORY, "show T-1"))).contains("Retry failed webhooks");
    assertThat(text(hall.types(MALLORY, "config show"))).doesNotContain("wip");
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void every_command_of_a_life_is_done_for_who_may(Mode mode) throws Exception {
    open(mode);
    TaskId task = new TaskId(1);
    hall.types(PRIYA, "new Retry failed webhooks lane:build");
    assertThat(text(hall.types(PRIYA, "claim T-1 agent:ada"))).contains("T-1", "ada");
    hall.all.bench.claims("ada", task);
    assertThat(text(hall.types(PRIYA, "note T-1 the key changed"))).contains("T-1");
    assertThat(text(hall.types(PRIYA, "edit T-1 priority:high"))).contains("T-1");
    assertThat(text(hall.types(PRIYA, "release T-1 half of it"))).contains("T-1");
    assertThat(text(hall.types(PRIYA, "stuck T-1 no access"))).contains("stuck");
    assertThat(text(hall.types(PRIYA, "unblock T-1 you have it"))).contains("T-1");
    assertThat(text(hall.types(PRIYA, "reassign T-1 ada"))).contains("ada");
    hall.all.bench.beats("ada");
    hall.all.bench.claims("ada", task);
    hall.all.bench.submits("ada", task);
    assertThat(text(hall.types(PRIYA, "fail T-1 429 is missing"))).contains("T-1");
    hall.all.bench.submits("ada", task);
    assertThat(text(hall.types(PRIYA, "pass T-1 good"))).contains("done");
    assertThat(text(hall.types(PRIYA, "return T-1 the README"))).contains("doing with ada");
    assertThat(text(hall.types(PRIYA, "cancel T-1 not needed"))).contains("cancelled");
    assertThat(hall.all.bench.taskNow(task).state()).isEqualTo(State.CANCELLED);
    for (String admin : List.of(
        "team pause",
        "team resume",
        "lane pause build",
        "lane resume build",
        "agent pause ada",
        "agent resume ada",
        "lane set build wip:3",
        "setup",
        "config show",
        "config export",
        "reload",
        "person set mia slack:U0MIA0000")) {
      assertThat(text(hall.types(PRIYA, admin))).as(admin).doesNotContain("I don't know");
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void in_a_channel_of_no_team_everybody_is_told_how_it_becomes_one(Mode mode) throws Exception {
    open(mode);
    JsonNode answer = hall.types(PRIYA, "C0ELSEWHERE", "board");
    assertThat(text(answer))
        .contains(
            "no team",
            "teams.<team>.rooms: [\"slack:C0ELSEWHERE\"]"
                .replace("<", "&lt;")
                .replace(">", "&gt;"));
    assertThat(text(hall.types(PRIYA, "D0DIRECT1", "new something"))).contains("no team");
    assertThat(hall.all.bench.reads().task(Bench.TEAM, new TaskId(1))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void in_a_tasks_thread_the_id_is_left_out(Mode mode) throws Exception {
    open(mode);
    hall.types(PRIYA, "new Retry failed webhooks lane:build");
    hall.deliver();
    String thread = hall.card("T-1").ts;
    hall.mentions(PRIYA, thread, "note the staging key changed &amp; more");
    assertThat(whisper(0).asText()).contains("T-1");
    assertThat(hall.all.slack.whispers().get(0).get("thread_ts").asText()).isEqualTo(thread);
    hall.deliver();
    assertThat(hall.all.inThreads())
        .anyMatch(line -> line.shown().contains("the staging key changed & more"));
    hall.mentions(MALLORY, thread, "show");
    assertThat(whisper(1).asText()).contains("Retry failed webhooks");
    hall.mentions(MALLORY, thread, "cancel I say so");
    assertThat(whisper(2).asText()).contains("I don't know you");
    hall.mentions(PRIYA, null, "cancel");
    assertThat(whisper(3).asText()).contains("Which task?");
    hall.mentions(PRIYA, "1.000009", "cancel");
    assertThat(whisper(4).asText()).contains("Which task?");
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void the_bot_does_not_talk_to_bots(Mode mode) throws Exception {
    open(mode);
    hall.happens(SlackHall.JSON
        .createObjectNode()
        .put("type", "app_mention")
        .put("bot_id", "B1")
        .put("user", FakeSlack.BOT_USER)
        .put("text", "<@UBOT00001> help")
        .put("ts", "1.1")
        .put("channel", SlackBench.CHANNEL));
    hall.mentions(PRIYA, null, "help");
    assertThat(whisper(0).asText()).contains("claim");
    assertThat(hall.all.slack.whispers()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void when_the_bot_is_invited_the_room_is_let_in_or_the_inviter_is_told(Mode mode)
      throws Exception {
    open(mode);
    for (String user : List.of(PRIYA, FakeSlack.BOT_USER)) {
      hall.happens(SlackHall.JSON
          .createObjectNode()
          .put("type", "member_joined_channel")
          .put("user", user)
          .put("channel", SlackBench.CHANNEL)
          .put("channel_type", "C")
          .put("team", FakeSlack.WORKSPACE)
          .put("inviter", PRIYA));
    }
    assertThat(hall.letIn).containsExactly("reflectt slack:" + SlackBench.CHANNEL);
    hall.happens(SlackHall.JSON
        .createObjectNode()
        .put("type", "member_joined_channel")
        .put("user", FakeSlack.BOT_USER)
        .put("channel", "C0ELSEWHERE")
        .put("inviter", PRIYA));
    assertThat(whisper(0).asText()).contains("no team");
    assertThat(hall.all.slack.whispers().get(0).get("user").asText()).isEqualTo(PRIYA);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void home_shows_what_waits_for_one_and_how_a_stranger_is_linked(Mode mode) throws Exception {
    open(mode);
    TaskId stuck = hall.all.bench.task("Migrate the database", "build");
    hall.all.bench.claims("ada", stuck);
    hall.all.bench.stuck("ada", stuck, "no access");
    hall.all.bench.task("Write the changelog", "build");
    opensHome(PRIYA);
    assertThat(hall.view(0).toString())
        .contains("Waiting for you", "Migrate the database", "Write the changelog", "mentioned in");
    assertThat(hall.all.slack.views().get(0).get("user_id").asText()).isEqualTo(PRIYA);
    opensHome(MALLORY);
    assertThat(hall.view(1).toString())
        .contains("slack:U0MALLORY", "claim")
        .doesNotContain("Migrate the database");
  }

  private void opensHome(String user) {
    hall.happens(SlackHall.JSON
        .createObjectNode()
        .put("type", "app_home_opened")
        .put("user", user)
        .put("channel", "D0HOME")
        .put("tab", "home"));
  }
}
