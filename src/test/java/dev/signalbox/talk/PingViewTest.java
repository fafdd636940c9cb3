package dev.signalbox.talk;

import static dev.signalbox.talk.Bench.PRIYA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.board.AgentId;
import dev.signalbox.board.TaskCommand;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.TeamCommand;
import dev.signalbox.desk.Demand;
import dev.signalbox.desk.Reads;
import dev.signalbox.testkit.TeamSetup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PingViewTest {

  @TempDir
  Path directory;

  private Bench bench;
  private TaskId task;

  @BeforeEach
  void open() {
    bench = new Bench(
        directory,
        TeamSetup.team().lane("build", lane -> lane.maxAttempts(2).maxRounds(1)).done());
    bench.joins("ada", "build");
    bench.joins("bob", "build");
    bench.joins("lex", "review");
    task = bench.task("Retry failed webhooks", "build");
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private String shown() {
    return Shown.text(bench.ping(task));
  }

  @Test
  void ready_and_shipped() {
    bench.claims("ada", task);
    bench.minutesWith(61, "ada", "lex");
    bench.submits("ada", task);
    bench.passes("lex", task);
    assertThat(shown()).isEqualTo("""
        🔔 @priya T-1 Retry failed webhooks is ✔ ready. It shipped.
        Passed review by lex · 1 review · 1 h 01 m · <github.com/acme/api/pull/88>
        What changed: retries with jitter""");
    assertThat(bench.ping(task).spoken())
        .isEqualTo("@priya T-1 Retry failed webhooks is ready and shipped. Passed review by lex.");
    assertThat(Shown.buttons(bench.ping(task))).containsExactly("Send back…");
    assertThat(Shown.button(bench.ping(task), "Send back…").fields())
        .containsExactly(new Button.Field("why", "What is missing", true, 500, List.of()));
  }

  @Test
  void ready_to_be_accepted() {
    bench.joins("dora", "docs");
    TaskId guide = bench.task("Write the guide", "docs");
    bench.claims("dora", guide);
    bench.submits("dora", guide);
    assertThat(Shown.text(bench.ping(guide))).isEqualTo("""
        🔔 @priya T-2 Write the guide is ✔ ready for you.
        Not reviewed · 0 s · <github.com/acme/api/pull/88>
        What changed: retries with jitter""");
    assertThat(Shown.buttons(bench.ping(guide))).containsExactly("Accept", "Send back…");
    assertThat(Shown.button(bench.ping(guide), "Accept").accessible()).isEqualTo("Accept T-2");
    assertThat(Shown.button(bench.ping(guide), "Accept").action()).isEqualTo("sb:1:accept:T-2:e1");
  }

  @Test
  void stuck_because_an_agent_asked() {
    TaskId after = bench.task("Park dead webhooks", "build", task);
    bench.claims("ada", task);
    bench.stuck("ada", task, "need write access to acme/api");
    assertThat(shown()).isEqualTo("""
        🔔 @priya T-1 Retry failed webhooks is ⛔ stuck.
        Why: ada says “need write access to acme/api”.
        It holds no slot; T-2 comes after it and waits.""");
    assertThat(bench.ping(task).spoken())
        .isEqualTo("@priya T-1 Retry failed webhooks is stuck."
            + " Why: ada says “need write access to acme/api”."
            + " It holds no slot; T-2 comes after it and waits.");
    assertThat(Shown.buttons(bench.ping(task)))
        .containsExactly("Reassign…", "Snooze 1 h", "Unblock…", "Cancel…");
    assertThat(Shown.button(bench.ping(task), "Reassign…").fields().get(0).choices())
        .containsExactly("ada", "bob");
    assertThat(Shown.button(bench.ping(task), "Unblock…").fields().get(0).required())
        .isTrue();
    assertThat(bench.taskNow(after).state().word()).isEqualTo("todo");
  }

  @Test
  void stuck_because_too_many_attempts_ended_without_a_result() {
    bench.claims("ada", task);
    bench.says("ada", "reading");
    bench.sweepAfter(Duration.ofMinutes(5));
    bench.beats("bob");
    bench.claims("bob", task);
    bench.says("bob", "back-off test 3/5");
    bench.sweepAfter(Duration.ofMinutes(5));
    assertThat(shown()).isEqualTo("""
        🔔 @priya T-1 Retry failed webhooks is ⛔ stuck.
        Why: 2 attempts ended without a result (ada, bob; limit 2).\
         Last note: bob 09:10 “back-off test 3/5”.
        It holds no slot; nothing else waits for it.""");
    assertThat(Shown.button(bench.ping(task), "Unblock…").fields().get(0).required())
        .isFalse();
  }

  @Test
  void stuck_because_review_failed_too_often() {
    bench.claims("ada", task);
    bench.submits("ada", task);
    bench.fails("lex", task, "429 still missing");
    assertThat(shown()).contains("Why: failed review once (limit 1). Last: “429 still missing”.");
    assertThat(Shown.buttons(bench.ping(task)))
        .containsExactly("Reassign…", "Snooze 1 h", "Unblock…", "Accept as it is", "Cancel…");
  }

  @Test
  void stuck_because_nobody_can_review() {
    bench.yes(new TeamCommand.RemoveAgent(PRIYA, new AgentId("lex")));
    bench.claims("ada", task);
    bench.submits("ada", task);
    assertThat(shown())
        .contains("Why: nobody could review it. It goes on by itself when somebody can.");
    bench.joins("mel", "review");
    assertThat(shown())
        .isEqualTo("↺ Resolved by itself: mel is back 09:00 and reviews it."
            + " — T-1 Retry failed webhooks");
  }

  @Test
  void stuck_because_what_it_comes_after_was_cancelled() {
    TaskId after = bench.task("Park dead webhooks", "build", task);
    bench.yes(new TaskCommand.Cancel(PRIYA, task, "nobody needs it"));
    assertThat(Shown.text(bench.ping(after)))
        .contains("Why: it comes after T-1, which was cancelled.");
  }

  @Test
  void stuck_because_it_was_held_too_long() {
    bench.claims("ada", task);
    bench.minutesWith(24 * 60, "ada");
    bench.sweepAfter(Duration.ZERO);
    assertThat(shown()).contains("Why: ada reports but does not finish (limit 1 d).");
  }

  @Test
  void an_empty_lane_calls_the_teams_owner() {
    bench.sweepAfter(Duration.ofMinutes(36));
    Reads.OutboxRow row = bench.outbox().stream()
        .filter(one -> one.demand().kind() == Demand.Kind.PING)
        .findFirst()
        .orElseThrow();
    assertThat(Shown.text(bench.told(row))).isEqualTo("""
        🔔 @priya Lane build is ⛔ stuck: it has work and nobody to do it.
        Why: 1 task waits, and no agent of the lane was alive for 30 min.
        Start an agent of build, or move the work; this settles itself when one begins.""");
    assertThat(Shown.buttons(bench.told(row))).containsExactly("Board");
    bench.beats("ada");
    bench.claims("ada", task);
    Reads.OutboxRow edit = bench.outbox().stream()
        .filter(one -> one.demand().kind() == Demand.Kind.PING_EDIT)
        .findFirst()
        .orElseThrow();
    assertThat(Shown.text(bench.told(edit)))
        .isEqualTo("↺ Lane build: somebody works there again since 09:36.");
  }

  @Test
  void what_was_decided_takes_the_place_of_the_buttons() {
    bench.claims("ada", task);
    bench.stuck("ada", task, "which key?");
    bench.minutes(1);
    bench.yes(new TaskCommand.Unblock(PRIYA, task, "the new one"));
    assertThat(shown())
        .isEqualTo("↪ Unblocked by priya 09:01: “the new one”. — T-1 Retry failed webhooks");
    assertThat(bench.ping(task).buttons()).isEmpty();
    assertThat(bench.ping(task).lines().get(0).spans()).noneMatch(Span.Mention.class::isInstance);
    bench.stuck("ada", task, "and which host?");
    bench.yes(new TaskCommand.Reassign(PRIYA, task, new AgentId("bob")));
    assertThat(shown())
        .isEqualTo("↪ Reassigned to bob by priya 09:01. — T-1 Retry failed webhooks");
  }

  @Test
  void work_sent_back_and_accepted_and_cancelled() {
    bench.joins("dora", "docs");
    TaskId guide = bench.task("Write the guide", "docs");
    bench.claims("dora", guide);
    bench.submits("dora", guide);
    bench.yes(new TaskCommand.Return(PRIYA, guide, "the README is missing"));
    assertThat(Shown.text(bench.ping(guide)))
        .isEqualTo("↩ Sent back by priya 09:00: “the README is missing”. — T-2 Write the guide");
    bench.submits("dora", guide);
    bench.yes(new TaskCommand.Accept(PRIYA, guide));
    assertThat(Shown.text(bench.ping(guide)))
        .isEqualTo("✔ Accepted by priya 09:00. — T-2 Write the guide");
    bench.claims("ada", task);
    bench.stuck("ada", task, "which key?");
    bench.yes(new TaskCommand.Cancel(PRIYA, task, "nobody needs it"));
    assertThat(shown())
        .isEqualTo("✕ Cancelled by priya 09:00: “nobody needs it”. — T-1 Retry failed webhooks");
  }
}
