package dev.signalbox.board;

import static dev.signalbox.board.Hold.Kind.WORK;
import static dev.signalbox.testkit.TeamSetup.team;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.board.HoldEvent.Claimed;
import dev.signalbox.board.HoldEvent.HoldLost;
import dev.signalbox.board.HoldEvent.PlaceTaken;
import dev.signalbox.board.Mailbox.WaitingFor;
import dev.signalbox.board.Refusal.Code;
import dev.signalbox.board.TaskEvent.BecameStuck;
import dev.signalbox.board.TaskEvent.ReservationEnded;
import dev.signalbox.board.TeamEvent.LaneEmptied;
import dev.signalbox.board.TeamEvent.Paused;
import dev.signalbox.board.TeamEvent.Resumed;
import dev.signalbox.testkit.AgentHand;
import dev.signalbox.testkit.BoardDriver;
import dev.signalbox.testkit.PersonHand;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A pause counts as no slot; what runs goes on, leases still end, waiting stands still. */
class PausingTest {

  private static final Duration MILLI = Duration.ofMillis(1);
  private static final Duration REVIEW_WITHIN = Duration.ofMinutes(30);
  private static final Subject BUILD = Subject.of(new LaneId("build"));
  private static final Subject REVIEW = Subject.of(new LaneId("review"));
  private static final Subject ADA = Subject.of(new AgentId("ada"));

  private final BoardDriver board = BoardDriver.of(team());
  private final PersonHand priya = board.person("priya");
  private final PersonHand omar = board.person("omar");
  private final AgentHand ada = board.agent("ada", "build");
  private final AgentHand rex = board.neverHeard("rex", "review");

  static Stream<Subject> levels() {
    return Stream.of(Subject.TEAM, BUILD, ADA);
  }

  @ParameterizedTest
  @MethodSource("levels")
  void claim_and_next_take_a_place_and_resume_grants(Subject level) {
    TaskId task = board.task("build");
    priya.pause(level).then(new Paused(level));
    ada.next().then(new PlaceTaken(ada.id(), null));
    assertThat(ada.line().waitingFor()).isEqualTo(WaitingFor.PAUSED);
    ada.claim(task).then(new PlaceTaken(ada.id(), task));
    ada.claimNow(task).refused(Code.PAUSED, "is paused. An admin can resume it");
    priya.resume(level).then(new Resumed(level), new Claimed(task, ada.id(), 1, WORK, false, true));
  }

  @ParameterizedTest
  @MethodSource("levels")
  void what_runs_goes_on(Subject level) {
    TaskId task = board.task("build");
    ada.starts(task);
    priya.pause(level).then(new Paused(level));
    ada.tells("still at it", 50).accepted();
    ada.submit(task).accepted();
  }

  @ParameterizedTest
  @MethodSource("levels")
  void leases_still_end(Subject level) {
    TaskId task = board.task("build");
    ada.starts(task);
    priya.pause(level).accepted();
    board
        .sweepAfter(Duration.ofMinutes(5))
        .including(new HoldLost(task, ada.id(), 1, BoardDriver.START));
  }

  @ParameterizedTest
  @MethodSource("levels")
  void pausing_twice_and_resuming_what_runs_change_nothing(Subject level) {
    priya.resume(level).nothing();
    priya.pause(level).accepted();
    priya.pause(level).nothing();
  }

  @Test
  void a_paused_lane_leaves_the_others_alone() {
    priya.pause(BUILD).accepted();
    AgentHand dot = board.agent("dot", "docs");
    dot.starts(board.task("docs"));
  }

  @Test
  void a_paused_reviewer_gets_no_review() {
    priya.pause(REVIEW).accepted();
    rex.beat();
    TaskId task = board.task("build");
    ada.starts(task).submit(task).accepted();
    board.waitsForReviewer(task);
    priya.resume(REVIEW).accepted();
    board.holds(rex, task);
  }

  @Test
  void pausing_an_agent_ends_its_reservations() {
    TaskId held = board.task("build");
    TaskId reserved = board.task("build");
    ada.starts(held);
    priya.claim(reserved, ada).accepted();
    priya
        .pause(ADA)
        .then(
            new Paused(ADA), new ReservationEnded(reserved, ada.id(), ReservationEnded.Why.PAUSED));
  }

  @Test
  void work_of_a_paused_author_goes_to_the_lane() {
    TaskId task = board.task("build");
    ada.starts(task).submit(task).accepted();
    priya.pause(ADA).accepted();
    omar.fail(task).accepted();
    board.waitsForLane(task);
  }

  // -- standing still ---------------------------------------------------------------------------

  @ParameterizedTest
  @MethodSource("reviewPauses")
  void review_within_stands_still(Subject level) {
    TaskId task = board.task("build");
    ada.starts(task).submit(task).accepted();
    board.later(Duration.ofMinutes(10));
    priya.pause(level).accepted();
    board.sweepAfter(Duration.ofHours(5)).nothing();
    priya.resume(level).accepted();
    board.sweepAfter(Duration.ofMinutes(20).minus(MILLI)).nothing();
    board
        .sweepAfter(MILLI)
        .including(new BecameStuck(task, StuckReason.NO_REVIEWER, State.REVIEW, "", "", true));
  }

  static Stream<Subject> reviewPauses() {
    return Stream.of(Subject.TEAM, REVIEW);
  }

  @ParameterizedTest
  @MethodSource("lanePauses")
  void lane_empty_stands_still(Subject level) {
    TaskId task = board.task("build");
    priya.remove(ada).accepted();
    board.later(Duration.ofMinutes(10));
    priya.pause(level).accepted();
    board.sweepAfter(Duration.ofHours(5)).nothing();
    priya.resume(level).accepted();
    board.sweepAfter(Duration.ofMinutes(20).minus(MILLI)).nothing();
    board.sweepAfter(MILLI).including(new LaneEmptied(new LaneId("build"), task));
  }

  static Stream<Subject> lanePauses() {
    return Stream.of(Subject.TEAM, BUILD);
  }

  @Test
  void a_reservation_stands_still() {
    TaskId task = board.task("build");
    AgentHand bob = board.neverHeard("bob", "build");
    priya.claim(task, bob).accepted();
    priya.pause(BUILD).accepted();
    board.sweepAfter(REVIEW_WITHIN.multipliedBy(3)).nothing();
    priya.resume(BUILD).accepted();
    board.sweepAfter(REVIEW_WITHIN.minus(MILLI)).nothing();
    board
        .sweepAfter(MILLI)
        .then(new ReservationEnded(task, bob.id(), ReservationEnded.Why.TOO_LATE));
  }

  @Test
  void what_becomes_startable_during_a_pause_begins_to_wait_when_it_ends() {
    priya.pause(BUILD).accepted();
    TaskId task = board.task("build");
    priya.remove(ada).accepted();
    board.sweepAfter(Duration.ofHours(2)).nothing();
    priya.resume(BUILD).accepted();
    board.sweepAfter(REVIEW_WITHIN.minus(MILLI)).nothing();
    board.sweepAfter(MILLI).including(new LaneEmptied(new LaneId("build"), task));
  }

  // -- who --------------------------------------------------------------------------------------

  @Test
  void only_an_admin_pauses_and_only_what_exists() {
    omar.pause(BUILD).refused(Code.NOT_ALLOWED, "Only an admin can pause lane:build");
    omar.resume(BUILD).refused(Code.NOT_ALLOWED);
    priya.pause(Subject.of(new AgentId("eve"))).refused(Code.NOT_FOUND, "No agent \"eve\"");
    priya.pause(Subject.of(new LaneId("art"))).refused(Code.BAD_VALUE, "No lane \"art\"");
    priya.pause(Subject.of(new TaskId(1))).refused(Code.BAD_VALUE, "not a task");
  }
}
