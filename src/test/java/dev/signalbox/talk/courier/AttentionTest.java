package dev.signalbox.talk.courier;

import static dev.signalbox.talk.Bench.PRIYA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.board.Subject;
import dev.signalbox.board.TaskCommand;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.Team;
import dev.signalbox.board.WorkCommand;
import dev.signalbox.desk.Demand;
import dev.signalbox.talk.Bench;
import dev.signalbox.talk.Chat;
import dev.signalbox.talk.Message;
import dev.signalbox.talk.courier.PaperChat.Fault;
import dev.signalbox.testkit.TeamSetup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Six pings an hour for each person; what is held goes out as one message, and nothing is lost. */
class AttentionTest extends Delivering {

  private static final Duration HOUR = Duration.ofHours(1);

  @Override
  Team team() {
    return TeamSetup.team().rooms("local", "slack:C1").done();
  }

  /** One after the other, each told as far as it may be. */
  private List<TaskId> oneByOne(int number, String owner) throws InterruptedException {
    List<TaskId> tasks = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      tasks.add(stuck("Task of " + owner + " " + i, owner));
      drain();
      bench.later(Duration.ofSeconds(1));
    }
    return tasks;
  }

  @Test
  void the_seventh_waits_until_the_hour_has_room() throws InterruptedException {
    oneByOne(7, "omar");
    assertThat(pings()).hasSize(6);
    pass(HOUR.minusSeconds(8));
    assertThat(pings()).hasSize(6);
    pass(Duration.ofSeconds(1));
    assertThat(pings()).hasSize(7);
    assertThat(pings().get(6).text()).contains("T-7").contains("is ⛔ stuck");
    assertThat(bench.outbox()).isEmpty();
  }

  @Test
  void the_held_ones_are_one_message_that_counts_as_one() throws InterruptedException {
    List<TaskId> tasks = oneByOne(10, "omar");
    assertThat(pings()).hasSize(6);
    pass(HOUR);
    assertThat(pings()).hasSize(7);
    assertThat(pings().get(6).text()).isEqualTo("""
        🔔 @omar 4 tasks are ready or stuck.
        ⛔ stuck T-7 Task of omar 6 — unblock T-7, reassign T-7 or cancel T-7.
        ⛔ stuck T-8 Task of omar 7 — unblock T-8, reassign T-8 or cancel T-8.
        ⛔ stuck T-9 Task of omar 8 — unblock T-9, reassign T-9 or cancel T-9.
        ⛔ stuck T-10 Task of omar 9 — unblock T-10, reassign T-10 or cancel T-10.""");
    assertThat(pings().get(6).message.spoken())
        .startsWith("🔔 @omar 4 tasks are ready or stuck.")
        .contains("unblock T-7");
    assertThat(bench.outbox()).isEmpty();
    for (TaskId task : tasks.subList(6, 10)) {
      assertThat(message(task)).isEqualTo(pings().get(6).id);
    }
    oneByOne(6, "omar");
    assertThat(pings()).as("the collected one and five more").hasSize(12);
  }

  private String message(TaskId task) {
    return bench
        .reads()
        .message(Bench.TEAM, "local", Subject.of(task), Demand.Kind.PING, 1)
        .orElseThrow();
  }

  @Test
  void a_collected_message_loses_what_is_settled_and_ends_as_one_line()
      throws InterruptedException {
    List<TaskId> tasks = oneByOne(9, "omar");
    pass(HOUR);
    PaperChat.Stored collected = pings().get(6);
    bench.yes(new TaskCommand.Cancel(PRIYA, tasks.get(6), "not needed"));
    drain();
    assertThat(collected.text())
        .startsWith("🔔 @omar 2 tasks are ready or stuck.")
        .doesNotContain("T-7")
        .endsWith("1 other is settled or snoozed.");
    bench.yes(new TaskCommand.Snooze(PRIYA, tasks.get(7), HOUR));
    bench.yes(new TaskCommand.Cancel(PRIYA, tasks.get(8), "not needed"));
    drain();
    assertThat(collected.text()).isEqualTo("↺ All 3 tasks of this message are settled or snoozed.");
    assertThat(collected.message.buttons()).isEmpty();
    bench.sweepAfter(HOUR);
    drain();
    assertThat(pings()).hasSize(8);
    assertThat(pings().get(7).text()).contains("T-8").contains("is ⛔ stuck");
    assertThat(collected.text()).startsWith("↺ All 3");
  }

  @Test
  void what_is_settled_while_it_is_held_is_left_out() throws InterruptedException {
    List<TaskId> tasks = oneByOne(9, "omar");
    bench.yes(new TaskCommand.Cancel(PRIYA, tasks.get(6), "not needed"));
    bench.yes(new TaskCommand.Cancel(PRIYA, tasks.get(7), "not needed"));
    pass(HOUR);
    assertThat(pings()).hasSize(7);
    assertThat(pings().get(6).text()).contains("T-9").contains("is ⛔ stuck");
    assertThat(bench.outbox()).isEmpty();
  }

  @Test
  void of_more_at_once_than_the_hour_has_room_for_the_last_place_is_for_the_rest()
      throws InterruptedException {
    for (int i = 0; i < 9; i++) {
      stuck("Task " + i, "omar");
      bench.later(Duration.ofMillis(1));
    }
    drain();
    assertThat(mentions()).hasSize(6);
    assertThat(pings().get(4).text()).contains("T-5").contains("is ⛔ stuck");
    assertThat(pings().get(5).text()).startsWith("🔔 @omar 4 tasks are ready or stuck.");
    assertThat(bench.outbox()).isEmpty();
  }

  @Test
  void what_was_asked_for_at_one_moment_is_one_message() throws InterruptedException {
    IntStream.range(0, 4).forEach(i -> stuck("Task " + i, "omar"));
    stuck("Task 4", "mia");
    drain();
    assertThat(mentions()).hasSize(2);
    assertThat(pings().get(0).text()).startsWith("🔔 @omar 4 tasks are ready or stuck.");
    assertThat(pings().get(1).text()).contains("@mia").contains("T-5").contains("is ⛔ stuck");
    oneByOne(5, "omar");
    assertThat(pings()).as("one place of the hour was taken").hasSize(7);
  }

  @Test
  void nobody_waits_for_the_hour_of_another() throws InterruptedException {
    oneByOne(30, "omar");
    oneByOne(6, "mia");
    assertThat(mentions().stream().filter(text -> text.contains("@mia"))).hasSize(6);
    assertThat(mentions().stream().filter(text -> text.contains("@omar"))).hasSize(6);
    assertThat(chat.of(Message.Kind.CARD)).as("cards do not wait").hasSize(36);
  }

  @Test
  void a_restart_forgets_no_mention() throws InterruptedException {
    oneByOne(6, "omar");
    restart();
    oneByOne(2, "omar");
    assertThat(pings()).hasSize(6);
    pass(HOUR);
    assertThat(pings()).hasSize(7);
  }

  @Test
  void rooms_share_a_persons_hour() throws InterruptedException {
    PaperChat other = new PaperChat();
    Delivery second = delivery(other, new Chat.Room(Bench.TEAM, "elsewhere"));
    for (int i = 0; i < 5; i++) {
      TaskId there = owned("There " + i, "omar", "elsewhere");
      bench.yes(new WorkCommand.AskForHelp(PRIYA, there, null, "which key?", ""));
      stuck("Here " + i, "omar");
      drain();
      drain(second);
      bench.later(Duration.ofSeconds(1));
    }
    assertThat(pings().size() + other.of(Message.Kind.PING).size()).isEqualTo(6);
    bench.later(HOUR);
    drain();
    drain(second);
    assertThat(pings().size() + other.of(Message.Kind.PING).size()).isEqualTo(8);
  }

  @Test
  void a_refused_send_takes_nothing_from_the_hour() throws InterruptedException {
    chat.meets(Fault.LATER, Fault.LATER, Fault.LATER);
    stuck("Task", "omar");
    finish();
    oneByOne(5, "omar");
    assertThat(pings()).hasSize(6);
  }

  @Test
  void a_doubtful_send_counts_until_it_is_known() throws InterruptedException {
    chat.pace = new Chat.Pace(
        Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ofMinutes(10));
    chat.meets(Fault.NONE, Fault.STORED_UNSAID);
    owned("Card", "omar", null);
    stuck("Task", "omar");
    oneByOne(6, "omar");
    assertThat(pings()).hasSize(6);
  }

  /** Guarantees, threat model, "human attention". */
  @Test
  void a_thousand_stuck_tasks_in_a_minute_are_a_handful_of_messages_and_none_is_lost()
      throws InterruptedException {
    List<TaskId> tasks = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      tasks.add(stuck("Task " + i, i % 2 == 0 ? "omar" : "mia"));
      if (i % 100 == 0) {
        drain();
      }
      bench.later(Duration.ofMillis(60));
    }
    pass(HOUR);
    for (String person : List.of("omar", "mia")) {
      List<String> said =
          mentions().stream().filter(text -> text.contains("@" + person)).toList();
      assertThat(said.size()).as("mentions of %s", person).isBetween(1, 7);
      assertThat(said.stream()
              .filter(text -> text.contains("tasks are ready or stuck"))
              .count())
          .isBetween(1L, 2L);
    }
    assertThat(bench.outbox()).isEmpty();
    assertThat(chat.of(Message.Kind.CARD)).hasSize(1_000);
    assertThat(tasks).allSatisfy(task -> assertThat(message(task)).isNotEmpty());
    parked(0);
  }
}
