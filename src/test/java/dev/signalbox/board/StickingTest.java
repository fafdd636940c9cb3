package dev.signalbox.board;

import static dev.signalbox.board.Hold.Kind.REWORK;
import static dev.signalbox.board.Hold.Kind.WORK;
import static dev.signalbox.testkit.TeamSetup.team;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.board.HoldEvent.Claimed;
import dev.signalbox.board.HoldEvent.HoldStopped;
import dev.signalbox.board.PersonEvent.Accepted;
import dev.signalbox.board.PersonEvent.Pinged;
import dev.signalbox.board.PersonEvent.Unblocked;
import dev.signalbox.board.Refusal.Code;
import dev.signalbox.board.TaskEvent.BecameStuck;
import dev.signalbox.board.TaskEvent.Done;
import dev.signalbox.board.TaskEvent.MovedOn;
import dev.signalbox.board.TaskEvent.Reserved;
import dev.signalbox.testkit.AgentHand;
import dev.signalbox.testkit.BoardDriver;
import dev.signalbox.testkit.PersonHand;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Every reason to be stuck, and its way out. */
class StickingTest {

  private final BoardDriver board = BoardDriver.of(team());
  private final PersonHand priya = board.person("priya");
  private final PersonHand omar = board.person("omar");
  private final PersonHand mia = board.person("mia");
  private final AgentHand ada = board.agent("ada", "build", mia);
  private final AgentHand rex = board.neverHeard("rex", "review");

  private static BecameStuck asked(TaskId task, State from) {
    return new BecameStuck(task, StuckReason.ASKED, from, "which key?", "a decision", false);
  }

  private TaskId stuckFromDoing() {
    TaskId task = board.task("build");
    ada.starts(task).stuck(task).accepted();
    return task;
  }

  // -- asked ------------------------------------------------------------------------------------

  @Test
  void a_holder_asks_its_hold_ends_and_the_owner_is_pinged() {
    TaskId task = board.task("build");
    ada.starts(task)
        .stuck(task)
        .then(
            asked(task, State.DOING),
            new Pinged(Subject.of(task), 1, Pinged.Kind.STUCK, StuckReason.ASKED, omar.id()));
    assertThat(ada.mailbox().holds()).isEmpty();
    assertThat(ada.mailbox().stops()).isEmpty();
  }

  @Test
  void an_owner_asks_in_doing_and_the_holder_is_stopped() {
    TaskId task = board.task("build");
    ada.starts(task);
    omar.stuck(task).including(new HoldStopped(task, ada.id(), 1, "stuck"));
    board.stands(task, State.STUCK);
  }

  @Test
  void what_a_holder_asked_goes_back_to_it_with_the_answer() {
    TaskId task = stuckFromDoing();
    omar.unblock(task)
        .including(
            new Unblocked(task, State.TODO, "use the new key"),
            new Reserved(task, ada.id(), Reserved.Cause.UNBLOCKED),
            new Claimed(task, ada.id(), 2, WORK, false, true));
  }

  @Test
  void what_goes_back_to_a_holder_needs_a_note() {
    TaskId task = stuckFromDoing();
    omar.unblock(task, "").refused(Code.BAD_VALUE, "goes back to ada");
    priya.pause(Subject.of(ada.id())).accepted();
    omar.unblock(task, "").accepted();
    board.waitsForLane(task);
  }

  @Test
  void what_a_reviewer_asked_goes_back_to_review_and_everyone_is_eligible() {
    TaskId task = board.task("build");
    rex.beat();
    ada.starts(task).submit(task).accepted();
    rex.stuck(task).including(asked(task, State.REVIEW));
    omar.unblock(task).including(new Unblocked(task, State.REVIEW, "use the new key"));
    board.holds(rex, task);
  }

  @Test
  void what_was_asked_in_todo_goes_back_to_the_lane() {
    TaskId task = board.task("build");
    omar.stuck(task)
        .including(
            new BecameStuck(task, StuckReason.ASKED, State.TODO, "wait for legal", "", false));
    omar.unblock(task, "").including(new Unblocked(task, State.TODO, ""));
    board.waitsForLane(task);
  }

  @Test
  void a_reason_is_needed() {
    TaskId task = board.task("build");
    ada.starts(task);
    board
        .when(new WorkCommand.AskForHelp(ada.actor(), task, 1, "", ""))
        .refused(Code.BAD_VALUE, "reason is needed: 1 to 500 characters");
  }

  // -- the others -------------------------------------------------------------------------------

  @Test
  void spent_attempts_go_back_to_the_lane_and_start_anew() {
    TaskId task = board.task("build");
    for (int attempt = 0; attempt < 3; attempt++) {
      ada.starts(task).release(task).accepted();
    }
    board.stands(task, State.STUCK);
    omar.unblock(task).including(new Unblocked(task, State.TODO, "use the new key"));
    board.waitsForLane(task);
    assertThat(board.task(task).attempts()).isZero();
  }

  @Test
  void spent_rounds_go_back_to_the_author_and_start_anew() {
    TaskId task = board.task("build");
    ada.starts(task);
    rex.beat();
    for (int round = 0; round < 3; round++) {
      ada.submit(task).accepted();
      rex.fail(task).accepted();
    }
    board.stands(task, State.STUCK);
    omar.unblock(task).including(new Reserved(task, ada.id(), Reserved.Cause.UNBLOCKED));
    board.holds(ada, task, REWORK);
    assertThat(board.task(task).round()).isEqualTo(1);
  }

  @Test
  void what_took_too_long_goes_back_to_the_lane() {
    TaskId task = board.task("build");
    ada.starts(task);
    board.laterWith(Duration.ofDays(1), ada);
    board.sweep().accepted();
    assertThat(board.task(task).stuck().reason()).isEqualTo(StuckReason.TOO_LONG);
    omar.unblock(task).accepted();
    board.waitsForLane(task);
  }

  @Test
  void a_cancelled_dependency_is_dropped_when_it_is_unblocked() {
    TaskId gone = board.task("build");
    TaskId other = board.task("build");
    TaskId task = board.task(draft -> draft.lane("build").after(gone, other));
    omar.cancel(gone)
        .including(new BecameStuck(
            task, StuckReason.DEPENDENCY_CANCELLED, State.TODO, gone.toString(), "", false));
    omar.unblock(task).accepted();
    board.waitsForLane(task);
    assertThat(board.task(task).after()).containsExactly(other);
  }

  // -- accept and reassign ----------------------------------------------------------------------

  @Test
  void stuck_with_submitted_work_may_be_accepted_without_a_review() {
    TaskId task = board.task("build");
    priya.remove(rex).accepted();
    ada.starts(task).submit(task).accepted();
    board.stands(task, State.STUCK);
    omar.accept(task).including(new Accepted(task, true), new Done(task, false));
    board.stands(task, State.DONE);
  }

  @Test
  void accepted_from_stuck_it_goes_on_in_its_route() {
    TaskId task = board.task(draft -> draft.lane("build").route("docs"));
    ada.starts(task).submit(task).accepted();
    omar.stuck(task).accepted();
    omar.accept(task).including(new Accepted(task, true), new MovedOn(task, new LaneId("docs")));
    board.waitsForLane(task);
  }

  @Test
  void who_handed_it_in_for_its_agent_does_not_accept_it_unreviewed() {
    TaskId task = board.task(draft -> draft.lane("build").owner("mia"));
    ada.starts(task);
    mia.submit(task).accepted();
    priya.stuck(task).accepted();
    mia.accept(task).refused(Code.SELF_REVIEW);
    priya.accept(task).accepted();
  }

  @Test
  void any_stuck_task_may_be_given_to_another_agent() {
    TaskId task = stuckFromDoing();
    AgentHand bob = board.neverHeard("bob", "build");
    omar.reassign(task, bob).including(new Reserved(task, bob.id(), Reserved.Cause.REASSIGNED));
    board.waitsFor(bob, task);
  }

  // -- moved to another lane while stuck --------------------------------------------------------

  @Test
  void moved_to_another_lane_it_has_nothing_to_review_and_goes_to_that_lane() {
    TaskId task = board.task("build");
    priya.remove(rex).accepted();
    ada.starts(task).submit(task).accepted();
    omar.edit(task, edit -> edit.lane("docs")).accepted();
    omar.accept(task).refused(Code.ILLEGAL_MOVE);
    omar.unblock(task).including(new Unblocked(task, State.TODO, "use the new key"));
    board.waitsForLane(task);
  }

  @Test
  void moved_to_another_lane_it_does_not_heal_into_review() {
    TaskId task = board.task("build");
    priya.remove(rex).accepted();
    ada.starts(task).submit(task).accepted();
    omar.edit(task, edit -> edit.lane("docs")).accepted();
    board.agent("rio", "review");
    board.stands(task, State.STUCK);
  }

  @Test
  void moved_to_another_lane_what_was_asked_is_for_anybody_there() {
    TaskId task = stuckFromDoing();
    omar.edit(task, edit -> edit.lane("docs")).accepted();
    omar.unblock(task).accepted();
    board.waitsForLane(task);
  }
}
