package dev.signalbox.board;

import static dev.signalbox.board.Hold.Kind.WORK;
import static dev.signalbox.testkit.TeamSetup.team;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.board.HoldEvent.Claimed;
import dev.signalbox.board.HoldEvent.HoldBack;
import dev.signalbox.board.HoldEvent.HoldBegun;
import dev.signalbox.board.HoldEvent.HoldLapsed;
import dev.signalbox.board.HoldEvent.HoldLost;
import dev.signalbox.board.HoldEvent.HoldQuiet;
import dev.signalbox.board.HoldEvent.HoldStopped;
import dev.signalbox.board.HoldEvent.PlaceLeft;
import dev.signalbox.board.HoldEvent.Progressed;
import dev.signalbox.board.HoldEvent.Willing;
import dev.signalbox.board.Refusal.Code;
import dev.signalbox.board.TaskEvent.ReservationEnded;
import dev.signalbox.testkit.AgentHand;
import dev.signalbox.testkit.BoardDriver;
import dev.signalbox.testkit.PersonHand;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Heartbeats are leases: quiet is a flag, lost ends what is held, and only events do either. */
class LivenessTest {

  private static final Duration MILLI = Duration.ofMillis(1);
  private static final Duration FIRST_BEAT = Duration.ofMinutes(3);
  private static final Duration QUIET = Duration.ofSeconds(150);
  private static final Duration LOST = Duration.ofMinutes(5);

  private final BoardDriver board =
      BoardDriver.of(team().lane("solo", lane -> lane.holdMax(Duration.ofHours(1))));
  private final PersonHand priya = board.person("priya");
  private final AgentHand ada = board.agent("ada", "build");

  private TaskId held() {
    TaskId task = board.task("build");
    ada.starts(task);
    return task;
  }

  /** A task that ada got while nobody asked, and does not know of. */
  private TaskId promoted() {
    ada.next();
    TaskId task = board.task("build");
    board.holds(ada, task);
    return task;
  }

  // -- quiet ------------------------------------------------------------------------------------

  @Test
  void a_silent_holder_is_flagged_at_quiet_after_and_not_before() {
    TaskId task = held();
    board.sweepAfter(QUIET.minus(MILLI)).nothing();
    board.sweepAfter(MILLI).then(new HoldQuiet(task, ada.id(), 1, BoardDriver.START));
    board.sweep().nothing();
    board.holds(ada, task);
  }

  @Test
  void any_sign_of_life_brings_a_quiet_holder_back_also_a_refused_one() {
    TaskId task = held();
    board.sweepAfter(QUIET);
    ada.claim(new TaskId(9))
        .refusedBut(Code.NOT_FOUND, new HoldBack(task, ada.id(), 1, BoardDriver.START));
    board.sweepAfter(QUIET.minus(MILLI)).nothing();
  }

  @Test
  void nothing_is_given_to_an_agent_that_is_not_fresh() {
    ada.next();
    board.later(QUIET);
    TaskId task = board.task("build");
    board.waitsForLane(task);
    ada.beat().then(new Claimed(task, ada.id(), 1, WORK, false, true));
  }

  @Test
  void an_agent_is_fresh_until_just_before_quiet_after() {
    ada.next();
    board.later(QUIET.minus(MILLI));
    board.holds(ada, board.task("build"));
  }

  @Test
  void an_agent_with_nothing_comes_and_goes_without_an_event() {
    board.sweepAfter(LOST).nothing();
    ada.beat().nothing();
  }

  // -- lost -------------------------------------------------------------------------------------

  @Test
  void a_silent_holder_is_lost_at_lost_after_and_not_before() {
    TaskId task = held();
    board.sweepAfter(QUIET);
    board.sweepAfter(LOST.minus(QUIET).minus(MILLI)).nothing();
    board.sweepAfter(MILLI).then(new HoldLost(task, ada.id(), 1, BoardDriver.START));
    board.waitsForLane(task);
    assertThat(board.task(task).attempts()).isEqualTo(1);
  }

  @Test
  void a_lease_ends_by_an_event_and_never_by_the_clock_alone() {
    TaskId task = held();
    board.later(LOST.plusHours(1));
    board.neverHeard("rex", "review");
    ada.submit(task).accepted();
    board.stands(task, State.REVIEW);
  }

  @Test
  void acting_renews() {
    TaskId task = held();
    board.later(LOST.minus(MILLI));
    ada.beat().accepted();
    board.sweepAfter(QUIET.minus(MILLI)).nothing();
    board.holds(ada, task);
  }

  @Test
  void lost_ends_holds_place_and_reservations() {
    TaskId held = held();
    TaskId kept = board.task("build");
    ada.next().nothing();
    ada.claim(kept);
    TaskId reserved = board.task("build");
    priya.claim(reserved, ada).accepted();
    board
        .sweepAfter(LOST)
        .then(
            new HoldLost(held, ada.id(), 1, BoardDriver.START),
            new PlaceLeft(ada.id(), kept, PlaceLeft.Why.LOST),
            new ReservationEnded(reserved, ada.id(), ReservationEnded.Why.LOST));
    board.waitsForLane(reserved);
  }

  @Test
  void a_place_alone_ends_when_its_agent_is_lost() {
    ada.next();
    board.sweepAfter(LOST.minus(MILLI)).nothing();
    board.sweepAfter(MILLI).then(new PlaceLeft(ada.id(), null, PlaceLeft.Why.LOST));
  }

  @Test
  void a_hold_that_is_lost_before_it_was_begun_reserves_nothing() {
    TaskId task = board.task("build");
    board.later(QUIET.minus(MILLI));
    priya.claim(task, ada).accepted();
    board.holds(ada, task);
    board.sweepAfter(LOST.minus(QUIET).plus(MILLI));
    board.waitsForLane(task);
  }

  @Test
  void the_third_loss_is_stuck() {
    TaskId task = board.task("build");
    for (int attempt = 1; attempt < 3; attempt++) {
      ada.starts(task);
      board.sweepAfter(LOST);
      board.waitsForLane(task);
    }
    ada.starts(task);
    board
        .sweepAfter(LOST)
        .including(
            new TaskEvent.BecameStuck(task, StuckReason.ATTEMPTS, State.TODO, "", "", false));
    assertThat(board.task(task).attempts()).isEqualTo(3);
  }

  @Test
  void what_was_lost_is_named_among_the_stops_for_ten_minutes() {
    TaskId task = held();
    board.sweepAfter(LOST);
    assertThat(ada.mailbox().stops()).containsExactly(new Agent.Stop(task, 1, "lost", board.now()));
    board.later(Duration.ofMinutes(10).minus(MILLI));
    assertThat(ada.mailbox().stops()).hasSize(1);
    board.later(MILLI);
    assertThat(ada.mailbox().stops()).isEmpty();
  }

  @Test
  void the_work_goes_on_elsewhere_with_the_next_epoch() {
    TaskId task = held();
    AgentHand bob = board.agent("bob", "build");
    bob.next();
    board.laterWith(LOST, bob);
    board.sweep().including(new Claimed(task, bob.id(), 2, WORK, false, true));
  }

  // -- begun ------------------------------------------------------------------------------------

  @Test
  void a_hold_not_begun_lapses_at_first_beat_and_counts_no_attempt() {
    TaskId task = promoted();
    board.laterWith(FIRST_BEAT.minus(MILLI), ada);
    board.sweep().nothing();
    board.sweepAfter(MILLI).then(new HoldLapsed(task, ada.id(), 1));
    board.waitsForLane(task);
    assertThat(board.task(task).attempts()).isZero();
  }

  @Test
  void a_hold_is_begun_when_its_agent_names_task_and_epoch() {
    TaskId task = promoted();
    ada.beat().nothing();
    ada.beat(task).then(new HoldBegun(task, ada.id(), 1));
    ada.beat(task).nothing();
    board.laterWith(FIRST_BEAT, ada);
    board.sweep().nothing();
  }

  @Test
  void the_desk_begins_what_it_hands_over_to_a_waiting_request() {
    TaskId task = promoted();
    board.when(new WorkCommand.Begin(Actor.SYSTEM, task, 1)).then(new HoldBegun(task, ada.id(), 1));
    board.when(new WorkCommand.Begin(Actor.SYSTEM, task, 1)).nothing();
  }

  @Test
  void an_agent_that_let_it_lapse_loses_its_place_and_is_not_given_it_until_it_asks() {
    TaskId task = promoted();
    TaskId other = board.task("build");
    ada.claim(other).accepted();
    board.laterWith(FIRST_BEAT, ada);
    board.sweep().then(new HoldLapsed(task, ada.id(), 1));
    assertThat(ada.line()).isNull();
    ada.next().then(new Willing(ada.id()), new Claimed(other, ada.id(), 1, WORK, true, false));
  }

  @Test
  void who_let_a_task_lapse_is_passed_over_for_it() {
    TaskId task = promoted();
    board.laterWith(FIRST_BEAT, ada);
    board.sweep();
    TaskId other = board.task("build");
    ada.claim(other).accepted();
    ada.release(other);
    board.waitsForLane(task);
    ada.next().including(new Claimed(task, ada.id(), 2, WORK, true, false));
  }

  @Test
  void a_reservation_outlives_a_hold_that_was_not_begun_but_gives_nothing_until_next() {
    TaskId task = board.task("build");
    priya.claim(task, ada).accepted();
    board.laterWith(FIRST_BEAT, ada);
    board.sweep().then(new HoldLapsed(task, ada.id(), 1));
    board.waitsFor(ada, task);
    ada.next().including(new Claimed(task, ada.id(), 2, WORK, true, false));
  }

  // -- news -------------------------------------------------------------------------------------

  @Test
  void a_bare_heartbeat_only_renews() {
    held();
    ada.beat().nothing();
  }

  @Test
  void a_new_note_or_progress_is_an_ordinary_change_and_a_repeated_one_is_none() {
    TaskId task = held();
    ada.tells("tests 3/5", 60).then(new Progressed(ada.id(), task, 1, "tests 3/5", 60, null));
    ada.tells("tests 3/5", 60).nothing();
    ada.tells("tests 3/5", 80).then(new Progressed(ada.id(), task, 1, null, 80, null));
  }

  @Test
  void a_declared_silence_holds_off_quiet_and_lost() {
    TaskId task = held();
    Duration build = Duration.ofMinutes(20);
    ada.quietFor(build)
        .then(new Progressed(ada.id(), null, 0, null, null, board.now().plus(build)));
    board.sweepAfter(build.plus(QUIET).minus(MILLI)).nothing();
    board.sweepAfter(MILLI).then(new HoldQuiet(task, ada.id(), 1, BoardDriver.START.plus(build)));
    board
        .sweepAfter(LOST.minus(QUIET))
        .including(new HoldLost(task, ada.id(), 1, BoardDriver.START.plus(build)));
  }

  @Test
  void the_next_sign_of_life_ends_a_declared_silence() {
    TaskId task = held();
    ada.quietFor(Duration.ofMinutes(20));
    board.later(Duration.ofSeconds(1));
    ada.beat();
    board
        .sweepAfter(QUIET)
        .then(new HoldQuiet(task, ada.id(), 1, BoardDriver.START.plusSeconds(1)));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, 3601, 999_999_999_999L})
  void a_declared_silence_is_one_second_to_long_max(long seconds) {
    ada.quietFor(Duration.ofSeconds(seconds)).refused(Code.BAD_VALUE, "1 to 3600 seconds");
    ada.quietFor(Duration.ofHours(1)).accepted();
    ada.quietFor(Duration.ofSeconds(1)).accepted();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 101})
  void progress_is_0_to_100(int progress) {
    ada.tells(null, progress).refused(Code.BAD_VALUE, "progress is 0 to 100, not " + progress);
    ada.tells(null, 0).accepted();
    ada.tells(null, 100).accepted();
  }

  @Test
  void a_heartbeat_names_task_and_epoch_or_neither() {
    TaskId task = held();
    board
        .when(new WorkCommand.Heartbeat(ada.actor(), task, null, null, null, null))
        .refused(Code.BAD_VALUE, "name both or neither");
  }

  // -- an open request --------------------------------------------------------------------------

  @Test
  void an_open_request_counts_as_heard_until_its_end() {
    ada.next();
    board.board().listens(ada.id(), board.now().plus(QUIET));
    board.later(QUIET.multipliedBy(2).minus(MILLI));
    board.holds(ada, board.task("build"));
  }

  @Test
  void an_answered_request_counts_as_heard_when_it_was_answered() {
    ada.next();
    board.board().listens(ada.id(), board.now().plus(QUIET));
    board.later(Duration.ofSeconds(10));
    board.board().answered(ada.id(), board.now());
    board.later(QUIET);
    board.waitsForLane(board.task("build"));
  }

  // -- hold_max ---------------------------------------------------------------------------------

  @Test
  void a_beating_but_hung_agent_is_stopped_at_hold_max() {
    AgentHand sol = board.agent("sol", "solo");
    TaskId task = board.task("solo");
    sol.starts(task);
    board.laterWith(Duration.ofHours(1).minus(MILLI), sol);
    board.sweep().nothing();
    board
        .sweepAfter(MILLI)
        .including(
            new HoldStopped(task, sol.id(), 1, "too_long"),
            new TaskEvent.BecameStuck(task, StuckReason.TOO_LONG, State.DOING, "", "", false));
  }

  @Test
  void a_lease_is_never_promised_beyond_hold_max() {
    AgentHand sol = board.agent("sol", "solo");
    sol.starts(board.task("solo"));
    board.laterWith(Duration.ofMinutes(58), sol);
    assertThat(sol.mailbox().holds().get(0).leaseUntil())
        .isEqualTo(BoardDriver.START.plus(Duration.ofHours(1)));
  }

  @Test
  void the_mailbox_tells_until_when_the_lease_lasts() {
    held();
    assertThat(ada.mailbox().holds().get(0).leaseUntil()).isEqualTo(board.now().plus(LOST));
    assertThat(ada.mailbox().nextBeat()).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void the_lease_of_a_hold_not_begun_lasts_until_first_beat() {
    promoted();
    assertThat(ada.mailbox().holds().get(0).leaseUntil()).isEqualTo(board.now().plus(FIRST_BEAT));
  }

  @Test
  void an_agent_that_was_never_heard_is_given_nothing() {
    AgentHand cyd = board.neverHeard("cyd", "build");
    TaskId task = board.task("build");
    priya.claim(task, cyd).accepted();
    board.waitsFor(cyd, task);
    cyd.beat().including(new Claimed(task, cyd.id(), 1, WORK, false, true));
  }
}
