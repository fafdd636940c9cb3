package dev.signalbox.talk;

import static dev.signalbox.talk.Bench.OMAR;
import static dev.signalbox.talk.Bench.PRIYA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.board.Actor;
import dev.signalbox.board.AgentId;
import dev.signalbox.board.HoldEvent;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.PersonEvent;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.Priority;
import dev.signalbox.board.ReviewEvent;
import dev.signalbox.board.Subject;
import dev.signalbox.board.TaskCommand;
import dev.signalbox.board.TaskEvent;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.TeamCommand;
import dev.signalbox.board.TeamEvent;
import dev.signalbox.board.TeamEvent.TokenRotated.Kind;
import dev.signalbox.board.WorkCommand;
import dev.signalbox.desk.Demand;
import dev.signalbox.desk.Reads;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinesTest {

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
  }

  /** Whoever speaks about events agrees: a line is asked for where there is one to tell. */
  @AfterEach
  void every_line_that_was_asked_for_says_something() {
    for (Reads.OutboxRow row : bench.outbox()) {
      if (row.demand().kind() == Demand.Kind.LINE) {
        assertThat(Shown.text(bench.told(row))).as(row.demand().toString()).isNotBlank();
      }
    }
    bench.close();
  }

  @Test
  void a_claim_and_when_it_must_be_heard_of() {
    bench.claims("ada", task);
    assertThat(bench.line(HoldEvent.Claimed.class))
        .isEqualTo("09:00  ada claimed this. First heartbeat due by 09:01.");
  }

  @Test
  void a_claim_by_a_person_and_its_start() {
    bench.yes(new WorkCommand.Claim(PRIYA, task, new AgentId("ada"), true));
    assertThat(bench.line(TaskEvent.Reserved.class)).isEqualTo("09:00  priya keeps this for ada.");
    assertThat(bench.line(HoldEvent.Claimed.class))
        .isEqualTo("09:00  ada starts this now. First heartbeat due by 09:03.");
  }

  @Test
  void waiting_in_line_and_leaving_it() {
    TaskId second = bench.task("Park dead webhooks", "build");
    bench.claims("ada", task);
    bench.claims("ada", second);
    assertThat(bench.line(HoldEvent.PlaceTaken.class))
        .isEqualTo("09:00  ada is #1 in line for this.");
    bench.yes(new WorkCommand.LeaveLine(Bench.agent("ada"), null));
    assertThat(bench.line(HoldEvent.PlaceLeft.class))
        .isEqualTo("09:00  ada is in line for this no longer.");
    assertThat(bench.line(HoldEvent.PlaceTaken.class)).isEqualTo("09:00  ada is in line for this.");
  }

  @Test
  void an_edit_names_what_changed() {
    bench.yes(new TaskCommand.Edit(
        PRIYA,
        task,
        "Retry webhooks",
        "Why and how",
        List.of("it works"),
        Priority.HIGH,
        new PersonId("omar"),
        null,
        List.of(new LaneId("docs")),
        List.of()));
    assertThat(bench.line(TaskEvent.Edited.class))
        .isEqualTo("09:00  priya changed title, brief, done_when, priority, owner, route, after.");
  }

  @Test
  void a_note_is_told_word_for_word() {
    bench.yes(new TaskCommand.Note(OMAR, task, "the staging key changed"));
    assertThat(bench.line(TaskEvent.Noted.class))
        .isEqualTo("09:00  omar: “the staging key changed”");
  }

  @Test
  void silence_return_and_loss() {
    bench.claims("ada", task);
    bench.says("ada", "back-off test 3/5");
    bench.sweepAfter(Duration.ofSeconds(150));
    assertThat(bench.line(HoldEvent.HoldQuiet.class))
        .isEqualTo("09:02  Nothing from ada since 09:00. At 09:05 this goes back to build.");
    bench.beats("ada");
    assertThat(bench.line(HoldEvent.HoldBack.class)).isEqualTo("09:02  ada is back after 2 min.");
    bench.sweepAfter(Duration.ofMinutes(5));
    assertThat(bench.line(HoldEvent.HoldLost.class))
        .isEqualTo("09:07  ada is lost after 5 min of silence.");
    bench.beats("kai");
    bench.claims("kai", task);
    assertThat(bench.line(HoldEvent.Claimed.class))
        .isEqualTo("09:07  kai takes over from ada, at “back-off test 3/5” (attempt 2 of 3)."
            + " First heartbeat due by 09:08.");
  }

  @Test
  void work_that_comes_too_late_is_kept() {
    bench.claims("ada", task);
    bench.sweepAfter(Duration.ofMinutes(6));
    bench.ask(new WorkCommand.Submit(
        Bench.agent("ada"), task, 1, "https://x.test/1", "nearly done", List.of()));
    assertThat(bench.line(HoldEvent.LateWork.class))
        .isEqualTo("09:06  ada handed this in too late;"
            + " it is kept for whoever works on it: “nearly done”");
  }

  @Test
  void a_hold_that_never_began() {
    bench.yes(new TaskCommand.Reassign(PRIYA, task, new AgentId("ada")));
    assertThat(bench.line(TaskEvent.Reserved.class))
        .isEqualTo("09:00  priya reassigned this to ada.");
    bench.minutesWith(4, "ada");
    bench.sweepAfter(Duration.ofMinutes(1));
    assertThat(bench.line(HoldEvent.HoldLapsed.class))
        .isEqualTo("09:05  ada did not begin within 3 min, so others can take this.");
  }

  @Test
  void every_way_to_let_go() {
    bench.claims("ada", task);
    bench.yes(new WorkCommand.Release(Bench.agent("ada"), task, 1, "no access", List.of()));
    assertThat(bench.line(HoldEvent.HoldReleased.class))
        .isEqualTo("09:00  ada let go of this: “no access”");
    bench.claims("kai", task);
    bench.yes(new WorkCommand.Release(PRIYA, task, null, "urgent work first", List.of()));
    assertThat(bench.line(HoldEvent.HoldReleased.class))
        .isEqualTo("09:00  priya took this from kai: “urgent work first”");
    TaskId other = bench.task("Add a table", "build");
    bench.claims("kai", task);
    bench.yes(
        new WorkCommand.Release(Bench.agent("kai"), task, 3, "needs the table", List.of(other)));
    assertThat(bench.line(HoldEvent.HoldReleased.class))
        .isEqualTo("09:00  kai let go of this until T-2 is done: “needs the table”");
  }

  @Test
  void leaving_and_being_removed() {
    bench.claims("ada", task);
    bench.yes(new WorkCommand.Leave(Bench.agent("ada")));
    assertThat(bench.line(HoldEvent.HoldReleased.class)).isEqualTo("09:00  ada left.");
    assertThat(bench.line(HoldEvent.AgentLeft.class)).isEmpty();
    bench.claims("kai", task);
    bench.says("kai", "half way");
    bench.yes(new TeamCommand.RemoveAgent(PRIYA, new AgentId("kai")));
    assertThat(bench.line(HoldEvent.HoldReleased.class))
        .isEqualTo("09:00  kai was removed. Last note: “half way”");
    assertThat(bench.line(TeamEvent.AgentRemoved.class)).isEqualTo("09:00  priya removed kai.");
  }

  @Test
  void a_reservation_that_ends() {
    bench.claims("ada", bench.task("Something else", "build"));
    bench.yes(new TaskCommand.Reassign(PRIYA, task, new AgentId("ada")));
    bench.yes(new TeamCommand.Pause(PRIYA, Subject.of(new AgentId("ada"))));
    assertThat(bench.line(TaskEvent.ReservationEnded.class))
        .isEqualTo("09:00  ada is paused, so all of build can take this.");
  }

  @Test
  void a_review_that_fails_and_then_passes() {
    bench.claims("ada", task);
    bench.submits("ada", task);
    assertThat(bench.line(HoldEvent.Submitted.class)).isEqualTo("""
        09:00  ada asks for review: <github.com/acme/api/pull/88> — “retries with jitter”
        1) 5xx retried 5 times
        2) no test sleeps""");
    assertThat(bench.line(ReviewEvent.ReviewAssigned.class))
        .isEqualTo("09:00  lex reviews this, round 1.");
    bench.fails("lex", task, "1. retryable list misses 429\n2. RetryTest sleeps 2 s");
    assertThat(bench.line(ReviewEvent.Failed.class)).isEqualTo("""
        09:00  lex: not yet (round 1).
        1. retryable list misses 429
        2. RetryTest sleeps 2 s
        ada gets this with its next heartbeat.""");
    assertThat(bench.line(HoldEvent.Claimed.class))
        .isEqualTo("09:00  ada goes on with this, round 2. First heartbeat due by 09:03.");
    bench.submits("ada", task);
    bench.yes(new WorkCommand.Pass(Bench.agent("lex"), task, 4, "all three hold"));
    assertThat(bench.line(ReviewEvent.Passed.class))
        .isEqualTo("09:00  lex passed this: “all three hold”");
    assertThat(bench.line(TaskEvent.Done.class)).isEqualTo("09:00  Ready, and shipped.");
  }

  @Test
  void work_that_goes_on_to_the_next_lane() {
    bench.yes(new TaskCommand.Edit(
        PRIYA, task, null, null, null, null, null, null, List.of(new LaneId("docs")), null));
    bench.finishes("ada", "lex", task);
    assertThat(bench.line(TaskEvent.MovedOn.class)).isEqualTo("09:00  This goes on to docs.");
  }

  @Test
  void what_a_person_decides() {
    bench.joins("dora", "docs");
    TaskId guide = bench.task("Write the guide", "docs");
    bench.claims("dora", guide);
    bench.submits("dora", guide);
    assertThat(bench.line(HoldEvent.Submitted.class)).startsWith("09:00  dora handed this in: <");
    assertThat(bench.line(TaskEvent.BecameReady.class))
        .isEqualTo("09:00  Ready: priya is asked to accept it.");
    bench.yes(new TaskCommand.Return(PRIYA, guide, "the README is missing"));
    assertThat(bench.line(PersonEvent.Returned.class))
        .isEqualTo("09:00  priya sent this back: “the README is missing”");
    bench.submits("dora", guide);
    bench.yes(new TaskCommand.Accept(PRIYA, guide));
    assertThat(bench.line(PersonEvent.Accepted.class)).isEqualTo("09:00  priya accepted this.");
    bench.yes(new TaskCommand.Cancel(PRIYA, task, "nobody needs it"));
    assertThat(bench.line(PersonEvent.Cancelled.class))
        .isEqualTo("09:00  priya cancelled this: “nobody needs it”");
  }

  @Test
  void stuck_and_unblocked() {
    bench.claims("ada", task);
    bench.stuck("ada", task, "need write access");
    assertThat(bench.line(TaskEvent.BecameStuck.class))
        .isEqualTo("09:00  ada asks for help: “need write access”");
    bench.yes(new TaskCommand.Unblock(PRIYA, task, "you have it now"));
    assertThat(bench.line(PersonEvent.Unblocked.class))
        .isEqualTo("09:00  priya unblocked this: “you have it now”");
  }

  @Test
  void a_dependency_that_is_cancelled() {
    TaskId second = bench.task("Park dead webhooks", "build", task);
    bench.yes(new TaskCommand.Cancel(PRIYA, task, "nobody needs it"));
    assertThat(bench.line(TaskEvent.BecameStuck.class))
        .isEqualTo("09:00  Stuck: T-1, which it comes after, was cancelled.");
    assertThat(bench.taskNow(second).state().word()).isEqualTo("stuck");
  }

  @Test
  void nobody_to_review_and_somebody_after_all() {
    bench.yes(new TeamCommand.RemoveAgent(PRIYA, new AgentId("lex")));
    bench.claims("ada", task);
    bench.submits("ada", task);
    assertThat(bench.line(TaskEvent.BecameStuck.class))
        .isEqualTo("09:00  Stuck: nobody could review it.");
    bench.joins("mel", "review");
    assertThat(bench.line(ReviewEvent.Healed.class))
        .isEqualTo("09:00  Somebody can review this again.");
  }

  @Test
  void what_happens_to_the_team() {
    assertThat(bench.line(TeamEvent.AgentAdded.class))
        .isEqualTo("09:00  lex 🤖 works in review now.");
    bench.yes(new TeamCommand.IssueToken(PRIYA, new AgentId("ada"), "sbx_2"));
    assertThat(bench.line(TeamEvent.TokenIssued.class))
        .isEqualTo("09:00  priya issued a new token for ada.");
    bench.yes(new TeamCommand.RevokeToken(Actor.OPERATOR, new AgentId("ada"), "sbx_2"));
    assertThat(bench.line(TeamEvent.TokenRevoked.class))
        .isEqualTo("09:00  the operator revoked a token of ada.");
    bench.yes(new TeamCommand.RotateToken(
        PRIYA, new AgentId("ada"), Kind.TOKEN, "3", Duration.ofHours(1)));
    assertThat(bench.line(TeamEvent.TokenRotated.class))
        .isEqualTo("09:00  priya issued a new token for ada; the older ones end.");
    bench.yes(
        new TeamCommand.RotateToken(PRIYA, new AgentId("ada"), Kind.SECRET, "4", Duration.ZERO));
    assertThat(bench.line(TeamEvent.TokenRotated.class))
        .isEqualTo("09:00  priya issued a new signing secret for ada; the older ones end.");
    bench.yes(new TeamCommand.Pause(PRIYA, Subject.TEAM));
    assertThat(bench.line(TeamEvent.Paused.class))
        .isEqualTo("09:00  priya paused the team: no new work starts.");
    bench.yes(new TeamCommand.Resume(PRIYA, Subject.TEAM));
    assertThat(bench.line(TeamEvent.Resumed.class)).isEqualTo("09:00  priya resumed the team.");
    bench.yes(new TeamCommand.Pause(PRIYA, Subject.of(new LaneId("build"))));
    assertThat(bench.line(TeamEvent.Paused.class))
        .isEqualTo("09:00  priya paused lane build: no new work starts.");
  }

  @Test
  void what_the_card_or_a_ping_tells_has_no_line() {
    bench.claims("ada", task);
    bench.says("ada", "back-off test 3/5");
    bench.stuck("ada", task, "which key?");
    bench.yes(new TaskCommand.Unblock(PRIYA, task, "the new one"));
    assertThat(bench.line(TaskEvent.Created.class)).isEmpty();
    assertThat(bench.line(HoldEvent.Progressed.class)).isEmpty();
    assertThat(bench.line(PersonEvent.Pinged.class)).isEmpty();
    assertThat(bench.line(PersonEvent.PingSettled.class)).isEmpty();
    assertThat(bench.line(TeamEvent.Awoke.class)).isEmpty();
    assertThat(bench.line(TeamEvent.Configured.class)).contains("changed the settings");
  }
}
