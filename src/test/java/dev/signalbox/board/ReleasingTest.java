package dev.signalbox.board;

import static dev.signalbox.board.Hold.Kind.WORK;
import static dev.signalbox.testkit.TeamSetup.team;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.board.HoldEvent.AgentLeft;
import dev.signalbox.board.HoldEvent.Claimed;
import dev.signalbox.board.HoldEvent.HoldReleased;
import dev.signalbox.board.HoldEvent.HoldReleased.How;
import dev.signalbox.board.HoldEvent.PlaceLeft;
import dev.signalbox.board.Refusal.Code;
import dev.signalbox.board.TaskEvent.BecameStuck;
import dev.signalbox.board.TaskEvent.Reserved;
import dev.signalbox.testkit.AgentHand;
import dev.signalbox.testkit.BoardDriver;
import dev.signalbox.testkit.PersonHand;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Letting go: by the holder, by a person, by leaving, by being removed. */
class ReleasingTest {

  private final BoardDriver board = BoardDriver.of(team());
  private final PersonHand priya = board.person("priya");
  private final PersonHand omar = board.person("omar");
  private final PersonHand mia = board.person("mia");
  private final AgentHand ada = board.agent("ada", "build", mia);
  private final AgentHand bob = board.agent("bob", "build");
  private final TaskId task = board.task("build");

  @Test
  void the_holders_own_release_counts_as_an_attempt() {
    ada.starts(task)
        .release(task)
        .then(new HoldReleased(task, ada.id(), 1, "no time", How.HOLDER, true, List.of()));
    board.waitsForLane(task);
    assertThat(board.task(task).attempts()).isEqualTo(1);
  }

  @Test
  void the_third_release_is_stuck() {
    ada.starts(task).release(task);
    bob.starts(task).release(task);
    ada.starts(task)
        .release(task)
        .including(new BecameStuck(task, StuckReason.ATTEMPTS, State.TODO, "", "", false));
  }

  @Test
  void a_persons_release_counts_none_and_sets_the_attempts_back() {
    ada.starts(task).release(task);
    bob.starts(task);
    omar.release(task)
        .then(new HoldReleased(task, bob.id(), 2, "let it go", How.PERSON, false, List.of()));
    assertThat(board.task(task).attempts()).isZero();
    assertThat(bob.mailbox().stops()).extracting(Agent.Stop::reason).containsExactly("released");
  }

  @Test
  void an_agents_person_releases_for_it() {
    ada.starts(task);
    mia.release(task).accepted();
    board.waitsForLane(task);
  }

  @Test
  void a_note_is_needed() {
    ada.starts(task);
    board
        .when(new WorkCommand.Release(ada.actor(), task, 1, "", List.of()))
        .refused(Code.BAD_VALUE, "note is needed: 1 to 500 characters");
  }

  // -- release after ----------------------------------------------------------------------------

  @Test
  void released_until_others_are_done_it_waits_for_them_and_counts_no_attempt() {
    TaskId needed = board.task("docs");
    ada.starts(task)
        .releaseUntil(task, needed)
        .then(
            new HoldReleased(task, ada.id(), 1, "needs those", How.HOLDER, false, List.of(needed)),
            new Reserved(task, ada.id(), Reserved.Cause.AWAITED));
    board.waitsFor(ada, task);
    assertThat(board.task(task).attempts()).isZero();
    assertThat(board.task(task).after()).containsExactly(needed);
  }

  @Test
  void what_it_waited_for_is_done_and_it_is_given_back() {
    TaskId needed = board.task("docs");
    ada.starts(task).releaseUntil(task, needed).accepted();
    AgentHand dot = board.agent("dot", "docs");
    dot.starts(needed).submit(needed).accepted();
    omar.accept(needed).including(new Claimed(task, ada.id(), 2, WORK, false, true));
  }

  @Test
  void the_slot_is_free_while_it_waits() {
    TaskId needed = board.task("build");
    ada.starts(task).releaseUntil(task, needed).accepted();
    ada.starts(needed);
  }

  @Test
  void what_is_done_already_gives_it_back_at_once() {
    TaskId done = board.task("docs");
    AgentHand dot = board.agent("dot", "docs");
    dot.starts(done).submit(done).accepted();
    omar.accept(done).accepted();
    ada.starts(task)
        .releaseUntil(task, done)
        .including(new Claimed(task, ada.id(), 2, WORK, false, true));
  }

  @Test
  void waiting_for_itself_for_nothing_known_or_in_a_circle_is_refused() {
    ada.starts(task);
    ada.releaseUntil(task, task).refused(Code.CYCLE, "T-1 after T-1");
    ada.releaseUntil(task, new TaskId(77)).refused(Code.UNKNOWN_DEPENDENCY, "There is no T-77");
    TaskId later = board.task(draft -> draft.lane("build").after(task));
    ada.releaseUntil(task, later).refused(Code.CYCLE, "T-1 after T-2 after T-1");
    board.holds(ada, task);
  }

  @Test
  void a_review_waits_for_nothing() {
    AgentHand rex = board.agent("rex", "review");
    ada.starts(task).submit(task).accepted();
    TaskId other = board.task("docs");
    rex.releaseUntil(task, other).refused(Code.BAD_VALUE, "A review cannot wait");
  }

  @Test
  void the_reservation_ends_if_the_agent_is_lost_while_the_task_is_blocked() {
    TaskId needed = board.task("docs");
    ada.starts(task).releaseUntil(task, needed).accepted();
    board
        .sweepAfter(Duration.ofMinutes(5))
        .then(new TaskEvent.ReservationEnded(task, ada.id(), TaskEvent.ReservationEnded.Why.LOST));
    board.waitsForLane(task);
  }

  // -- leave and remove -------------------------------------------------------------------------

  @Test
  void leave_releases_everything_and_counts_as_the_agents_own_release() {
    TaskId other = board.task("build");
    ada.starts(task).claim(other).accepted();
    ada.leave()
        .then(
            new HoldReleased(task, ada.id(), 1, "", How.LEFT, true, List.of()),
            new PlaceLeft(ada.id(), other, PlaceLeft.Why.LEFT),
            new AgentLeft(ada.id()));
    assertThat(board.task(task).attempts()).isEqualTo(1);
  }

  @Test
  void the_last_note_is_handed_over() {
    ada.starts(task).tells("half of it is in branch x", 50).accepted();
    ada.leave()
        .including(new HoldReleased(
            task, ada.id(), 1, "half of it is in branch x", How.LEFT, true, List.of()));
  }

  @Test
  void who_left_is_given_nothing_until_it_is_heard_again() {
    ada.leave().accepted();
    priya.claim(task, ada).accepted();
    board.waitsFor(ada, task);
    ada.beat().including(new Claimed(task, ada.id(), 1, WORK, false, true));
  }

  @Test
  void who_leaves_before_it_began_keeps_no_reservation() {
    priya.claim(task, ada).accepted();
    board.holds(ada, task);
    ada.leave().accepted();
    board.waitsForLane(task);
  }

  @Test
  void what_a_removed_agent_held_goes_to_the_lane_without_an_attempt() {
    ada.starts(task);
    priya
        .remove(ada)
        .including(new HoldReleased(task, ada.id(), 1, "", How.REMOVED, false, List.of()));
    board.waitsForLane(task);
    assertThat(board.task(task).attempts()).isZero();
  }
}
