package dev.signalbox.board;

import static dev.signalbox.testkit.TeamSetup.team;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.board.HoldEvent.Claimed;
import dev.signalbox.board.HoldEvent.HoldLapsed;
import dev.signalbox.board.HoldEvent.HoldLost;
import dev.signalbox.board.HoldEvent.HoldStopped;
import dev.signalbox.board.TaskEvent.BecameStuck;
import dev.signalbox.board.TaskEvent.ReservationEnded;
import dev.signalbox.board.TeamEvent.Awoke;
import dev.signalbox.board.TeamEvent.LaneEmptied;
import dev.signalbox.testkit.AgentHand;
import dev.signalbox.testkit.BoardDriver;
import dev.signalbox.testkit.PersonHand;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A start, or a machine that slept: nothing ends before everyone could be heard again. */
class TimeTest {

  private static final Duration MILLI = Duration.ofMillis(1);
  private static final Duration LOST = Duration.ofMinutes(5);
  private static final Duration AWAY = Duration.ofHours(9);

  private final BoardDriver board =
      BoardDriver.of(team().lane("docs", lane -> lane.accepted().holdMax(Duration.ofHours(1))));
  private final PersonHand priya = board.person("priya");
  private final AgentHand ada = board.agent("ada", "build");

  private Instant sleep() {
    board.later(AWAY);
    board.awaken(AWAY).including(new Awoke(AWAY));
    return board.now();
  }

  @Test
  void no_lease_ends_before_awoke_plus_lost_after() {
    TaskId task = board.task("build");
    ada.starts(task);
    Instant awoke = sleep();
    board
        .sweepAfter(Duration.ofSeconds(150))
        .including(new HoldEvent.HoldQuiet(task, ada.id(), 1, awoke));
    board.sweepAfter(Duration.ofSeconds(150).minus(MILLI)).nothing();
    board.sweepAfter(MILLI).then(new HoldLost(task, ada.id(), 1, awoke));
  }

  @Test
  void a_holder_that_is_heard_after_the_sleep_keeps_what_it_holds() {
    TaskId task = board.task("build");
    ada.starts(task);
    sleep();
    board.later(Duration.ofSeconds(60));
    ada.beat().nothing();
    board.sweepAfter(LOST.minus(MILLI)).accepted();
    board.holds(ada, task);
  }

  @Test
  void no_hold_lapses_before_awoke_plus_lost_after() {
    ada.next();
    TaskId task = board.task("build");
    sleep();
    board.laterWith(LOST.minus(MILLI), ada);
    board.sweep().nothing();
    board.sweepAfter(MILLI).then(new HoldLapsed(task, ada.id(), 1));
  }

  @Test
  void no_submission_is_stuck_before_awoke_plus_lost_after() {
    board.neverHeard("rex", "review");
    TaskId task = board.task("build");
    ada.starts(task).submit(task).accepted();
    sleep();
    board.sweepAfter(LOST.minus(MILLI)).nothing();
    board
        .sweepAfter(MILLI)
        .including(new BecameStuck(task, StuckReason.NO_REVIEWER, State.REVIEW, "", "", true));
  }

  @Test
  void no_reservation_ends_before_awoke_plus_lost_after() {
    AgentHand bob = board.neverHeard("bob", "build");
    TaskId task = board.task("build");
    priya.claim(task, bob).accepted();
    sleep();
    board.sweepAfter(LOST.minus(MILLI)).nothing();
    board.sweepAfter(MILLI).accepted();
    board.waitsForLane(task);
  }

  @Test
  void no_lane_is_empty_before_awoke_plus_lost_after() {
    TaskId task = board.task("docs");
    sleep();
    board.sweepAfter(LOST.minus(MILLI)).nothing();
    board.sweepAfter(MILLI).including(new LaneEmptied(new LaneId("docs"), task));
  }

  @Test
  void no_claim_is_too_long_before_awoke_plus_lost_after() {
    AgentHand dot = board.agent("dot", "docs");
    TaskId task = board.task("docs");
    dot.starts(task);
    sleep();
    board.laterWith(LOST.minus(MILLI), dot);
    board.sweep().nothing();
    board.sweepAfter(MILLI).including(new HoldStopped(task, dot.id(), 1, "too_long"));
  }

  @Test
  void who_was_fresh_when_the_server_stopped_is_fresh_when_it_starts() {
    sleep();
    ada.next();
    TaskId task = board.task("build");
    board.holds(ada, task);
  }

  @Test
  void a_place_is_served_right_after_the_start_to_who_was_fresh_before() {
    priya.pause(Subject.TEAM).accepted();
    ada.next();
    TaskId task = board.task("build");
    sleep();
    priya
        .resume(Subject.TEAM)
        .including(new Claimed(task, ada.id(), 1, Hold.Kind.WORK, false, true));
  }

  @Test
  void a_start_makes_nobody_fresh_that_was_silent_before() {
    ada.next();
    board.later(Duration.ofSeconds(150));
    board.sweep().nothing();
    sleep();
    board.waitsForLane(board.task("build"));
    ada.beat().accepted();
    board.holds(ada, new TaskId(1));
  }

  @Test
  void a_declared_silence_goes_on_over_a_start() {
    TaskId task = board.task("build");
    ada.starts(task);
    ada.quietFor(Duration.ofMinutes(30)).accepted();
    board.later(Duration.ofMinutes(1));
    board.awaken(Duration.ofSeconds(20)).accepted();
    board.sweepAfter(Duration.ofMinutes(29)).nothing();
    board.holds(ada, task);
  }

  @Test
  void a_loaded_board_goes_on_where_the_saved_one_was() {
    TaskId task = board.task("build");
    ada.starts(task);
    Board.Snapshot saved = board.board().snapshot();
    Map<AgentId, Instant> heard = Map.of(ada.id(), board.now());
    Board loaded = Board.of(saved, heard, board.now());
    assertThat(loaded.snapshot()).isEqualTo(saved);
    assertThat(loaded.due()).isEqualTo(board.board().due());
    Ruling again = Rules.decide(loaded, new WorkCommand.Next(ada.actor()), board.now());
    assertThat(again.entries()).isEmpty();
  }

  @Test
  void a_reservation_made_after_the_agent_fell_silent_is_not_lost_with_it() {
    board.sweepAfter(LOST.plusSeconds(1));
    TaskId task = board.task("build");
    priya.claim(task, ada).accepted();
    board.sweep().nothing();
    board.waitsFor(ada, task);
    board
        .sweepAfter(Duration.ofMinutes(30))
        .including(new ReservationEnded(task, ada.id(), ReservationEnded.Why.TOO_LATE));
  }
}
