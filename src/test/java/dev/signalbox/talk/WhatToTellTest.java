package dev.signalbox.talk;

import static dev.signalbox.talk.Bench.OMAR;
import static dev.signalbox.talk.Bench.PRIYA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.board.Actor;
import dev.signalbox.board.AgentId;
import dev.signalbox.board.Subject;
import dev.signalbox.board.TaskCommand;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.TeamCommand;
import dev.signalbox.board.WorkCommand;
import dev.signalbox.desk.Chore;
import dev.signalbox.desk.Demand;
import dev.signalbox.desk.Reads;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each thing that happens asks a room to be told, one entry for each row of the outbox. */
class WhatToTellTest {

  @TempDir
  Path directory;

  private Bench bench;
  private TaskId task;

  @BeforeEach
  void open() {
    bench = new Bench(directory);
    bench.joins("ada", "build");
    bench.joins("kai", "build");
    bench.joins("lex", "review");
    task = bench.task("Retry failed webhooks", "build");
    told();
  }

  @AfterEach
  void close() {
    bench.close();
  }

  /** What was asked since it was last looked, as {@code kind subject}; then it counts as told. */
  private List<String> told() {
    List<String> told = new ArrayList<>();
    for (Reads.OutboxRow row : bench.outbox()) {
      Demand demand = row.demand();
      told.add(demand.kind().word() + " " + demand.subject());
      bench.chore(new Chore.Sent(row.id(), "m" + row.id()));
    }
    return told;
  }

  @Test
  void a_new_task_is_a_card() {
    bench.task("Park dead webhooks", "build");
    assertThat(told()).containsExactly("card T-2");
  }

  @Test
  void what_moves_a_task_edits_its_card_and_adds_a_line() {
    bench.claims("ada", task);
    assertThat(told()).containsExactly("card T-1", "line T-1");
    bench.submits("ada", task);
    assertThat(told()).containsExactly("card T-1", "line T-1", "line T-1");
    bench.fails("lex", task, "misses 429");
    assertThat(told()).containsExactly("card T-1", "line T-1", "line T-1");
    bench.yes(new WorkCommand.Release(PRIYA, task, null, "stop", List.of()));
    assertThat(told()).containsExactly("card T-1", "line T-1");
  }

  @Test
  void a_bare_heartbeat_tells_nobody_anything() {
    bench.claims("ada", task);
    told();
    bench.later(Duration.ofSeconds(50));
    bench.beats("ada");
    bench.yes(new WorkCommand.Next(Bench.agent("kai")));
    assertThat(told()).isEmpty();
  }

  @Test
  void a_new_note_edits_the_card_and_no_more() {
    bench.claims("ada", task);
    told();
    bench.says("ada", "back-off test 3/5");
    bench.says("ada", "back-off test 3/5");
    assertThat(told()).containsExactly("card T-1");
    bench.yes(new WorkCommand.Heartbeat(
        Bench.agent("ada"), null, null, null, null, Duration.ofMinutes(20)));
    assertThat(told()).isEmpty();
  }

  @Test
  void quiet_and_back_mention_nobody() {
    bench.claims("ada", task);
    told();
    bench.sweepAfter(Duration.ofSeconds(150));
    assertThat(told()).containsExactly("card T-1", "line T-1");
    bench.beats("ada");
    assertThat(told()).containsExactly("card T-1", "line T-1");
  }

  @Test
  void ready_calls_the_owner_once_and_settling_edits_that_ping() {
    bench.claims("ada", task);
    bench.submits("ada", task);
    told();
    bench.passes("lex", task);
    assertThat(told()).containsExactly("ping T-1", "card T-1", "line T-1", "line T-1");
    bench.yes(new TaskCommand.Return(PRIYA, task, "the README is missing"));
    assertThat(told()).containsOnlyOnce("ping_edit T-1").doesNotContain("ping T-1");
  }

  @Test
  void stuck_calls_the_owner_once_for_each_episode() {
    bench.claims("ada", task);
    told();
    bench.stuck("ada", task, "which key?");
    assertThat(told()).containsExactly("ping T-1", "card T-1", "line T-1");
    bench.yes(new TaskCommand.Unblock(PRIYA, task, "the new one"));
    assertThat(told()).contains("ping_edit T-1").doesNotContain("ping T-1");
    bench.stuck("ada", task, "which host?");
    assertThat(told()).containsOnlyOnce("ping T-1");
  }

  @Test
  void an_empty_lane_calls_once() {
    bench.sweepAfter(Duration.ofMinutes(36));
    assertThat(told()).containsExactly("ping lane:build");
    bench.beats("ada");
    bench.claims("ada", task);
    assertThat(told()).containsExactly("card T-1", "line T-1", "ping_edit lane:build");
  }

  @Test
  void cards_of_tasks_that_wait_for_another_follow_its_end() {
    bench.task("Park dead webhooks", "build", task);
    told();
    bench.finishes("ada", "lex", task);
    assertThat(told()).contains("card T-2");
  }

  @Test
  void cards_of_tasks_in_line_follow_the_line() {
    TaskId second = bench.task("Park dead webhooks", "build");
    TaskId third = bench.task("Count dead webhooks", "build");
    bench.claims("ada", task);
    bench.claims("kai", second);
    bench.claims("ada", third);
    told();
    bench.claims("kai", bench.task("Name dead webhooks", "build"));
    assertThat(told()).contains("card T-3", "card T-4", "line T-4").doesNotContain("line T-3");
  }

  @Test
  void a_note_in_the_thread_leaves_the_card_alone() {
    bench.yes(new TaskCommand.Note(OMAR, task, "see T-2"));
    assertThat(told()).containsExactly("line T-1");
  }

  @Test
  void what_happens_to_the_team_is_a_line_in_its_room() {
    bench.joins("dee", "docs");
    assertThat(told()).containsExactly("line agent:dee", "card team");
    bench.yes(new TeamCommand.IssueToken(PRIYA, new AgentId("dee"), "sbx_2"));
    assertThat(told()).containsExactly("line agent:dee");
    bench.yes(new TeamCommand.RevokeToken(Actor.OPERATOR, new AgentId("dee"), "sbx_1"));
    assertThat(told()).containsExactly("line agent:dee");
    bench.yes(new TeamCommand.RemoveAgent(PRIYA, new AgentId("dee")));
    assertThat(told()).containsExactly("line agent:dee", "card team");
    bench.yes(new TeamCommand.Pause(PRIYA, Subject.parse("lane:build")));
    assertThat(told()).containsExactly("line lane:build");
    bench.yes(new TeamCommand.Resume(PRIYA, Subject.parse("lane:build")));
    assertThat(told()).containsExactly("line lane:build");
    bench.yes(new TeamCommand.Pause(PRIYA, Subject.TEAM));
    assertThat(told()).containsExactly("line team");
  }

  @Test
  void a_start_of_the_server_tells_nobody_anything() {
    bench.restart();
    assertThat(told()).isEmpty();
  }

  @Test
  void everything_goes_to_the_room_where_the_task_was_made() {
    bench.claims("ada", task);
    assertThat(bench.outbox()).allMatch(row -> row.demand().room().equals("local"));
  }
}
