package dev.signalbox.board;

import static dev.signalbox.board.Hold.Kind.REWORK;
import static dev.signalbox.testkit.TeamSetup.team;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.board.HoldEvent.Claimed;
import dev.signalbox.board.HoldEvent.HoldStopped;
import dev.signalbox.board.PersonEvent.Accepted;
import dev.signalbox.board.PersonEvent.Cancelled;
import dev.signalbox.board.PersonEvent.PingSettled;
import dev.signalbox.board.PersonEvent.Returned;
import dev.signalbox.board.Refusal.Code;
import dev.signalbox.board.TaskEvent.Done;
import dev.signalbox.board.TaskEvent.Reserved;
import dev.signalbox.testkit.AgentHand;
import dev.signalbox.testkit.BoardDriver;
import dev.signalbox.testkit.PersonHand;
import org.junit.jupiter.api.Test;

/** What only the people who answer for a task may do. */
class DecidingTest {

  private final BoardDriver board = BoardDriver.of(team());
  private final PersonHand priya = board.person("priya");
  private final PersonHand omar = board.person("omar");
  private final PersonHand mia = board.person("mia");
  private final AgentHand dot = board.agent("dot", "docs");
  private final AgentHand dan = board.neverHeard("dan", "docs");
  private final TaskId task = board.task("docs");

  private void ready() {
    dot.starts(task).submit(task).accepted();
    board.stands(task, State.READY);
  }

  private void done() {
    ready();
    omar.accept(task).accepted();
    board.stands(task, State.DONE);
  }

  // -- accept and return ------------------------------------------------------------------------

  @Test
  void an_owner_accepts_what_is_ready_and_the_ping_settles() {
    ready();
    omar.accept(task)
        .then(
            new Accepted(task, false), new Done(task, false), new PingSettled(Subject.of(task), 1));
  }

  @Test
  void who_answers_is_the_owner_or_an_admin_and_no_agent() {
    ready();
    mia.accept(task)
        .refused(Code.NOT_ALLOWED, "Only omar (owner) or an admin (priya) can accept T-1");
    board.when(new TaskCommand.Accept(dot.actor(), task)).refused(Code.NOT_ALLOWED);
    priya.accept(task).accepted();
  }

  @Test
  void the_operator_may_do_what_an_admin_may() {
    ready();
    board.when(new TaskCommand.Accept(Actor.OPERATOR, task)).accepted();
  }

  @Test
  void what_is_ready_goes_back_to_its_last_holder() {
    ready();
    omar.sendBack(task)
        .then(
            new Returned(task, "not yet"),
            new Reserved(task, dot.id(), Reserved.Cause.RETURNED),
            new Claimed(task, dot.id(), 2, REWORK, false, true),
            new PingSettled(Subject.of(task), 1));
  }

  @Test
  void what_is_done_goes_back_too() {
    done();
    omar.sendBack(task)
        .including(
            new Returned(task, "not yet"), new Reserved(task, dot.id(), Reserved.Cause.RETURNED));
    board.holds(dot, task, REWORK);
  }

  @Test
  void without_its_last_holder_it_goes_back_to_the_lane() {
    done();
    priya.remove(dot).accepted();
    omar.sendBack(task).then(new Returned(task, "not yet"));
    board.waitsForLane(task);
  }

  @Test
  void it_goes_back_to_the_last_holder_of_the_last_lane() {
    AgentHand ada = board.agent("ada", "build");
    TaskId routed = board.task(draft -> draft.lane("build").route("docs"));
    board.neverHeard("rex", "review");
    ada.starts(routed).submit(routed).accepted();
    omar.pass(routed).accepted();
    dot.starts(routed).submit(routed).accepted();
    omar.sendBack(routed).including(new Reserved(routed, dot.id(), Reserved.Cause.RETURNED));
  }

  @Test
  void what_is_cancelled_never_comes_back() {
    omar.cancel(task).accepted();
    omar.sendBack(task).refused(Code.ILLEGAL_MOVE, "Nothing can be done with it any more");
  }

  @Test
  void returned_work_is_ready_again_with_the_next_episode() {
    ready();
    omar.sendBack(task).accepted();
    dot.submit(task).accepted();
    assertThat(board.task(task).episode()).isEqualTo(2);
    assertThat(board.task(task).ping()).isEqualTo(2);
  }

  // -- reassign ---------------------------------------------------------------------------------

  @Test
  void reassigning_stops_the_holder_and_reserves_for_the_other() {
    dot.starts(task);
    omar.reassign(task, dan)
        .then(
            new HoldStopped(task, dot.id(), 1, "reassigned"),
            new Reserved(task, dan.id(), Reserved.Cause.REASSIGNED));
    assertThat(dot.mailbox().stops()).extracting(Agent.Stop::task).containsExactly(task);
    assertThat(board.task(task).attempts()).isZero();
  }

  @Test
  void a_todo_task_is_reserved_for_the_other() {
    omar.reassign(task, dan).then(new Reserved(task, dan.id(), Reserved.Cause.REASSIGNED));
    omar.reassign(task, dan).nothing();
    board.waitsFor(dan, task);
  }

  @Test
  void reassigning_to_the_holder_changes_nothing() {
    dot.starts(task);
    omar.reassign(task, dot).nothing();
  }

  @Test
  void only_an_agent_of_the_lane_gets_it() {
    AgentHand ada = board.agent("ada", "build");
    omar.reassign(task, ada).refused(Code.WRONG_LANE, "T-1 is in lane docs");
    omar.reassign(task, board.stranger("eve")).refused(Code.NOT_FOUND);
    mia.reassign(task, dan).refused(Code.NOT_ALLOWED);
  }

  @Test
  void a_persons_act_sets_the_attempts_back() {
    dot.starts(task).release(task).accepted();
    omar.reassign(task, dan).accepted();
    assertThat(board.task(task).attempts()).isZero();
  }

  @Test
  void a_blocked_task_that_is_reassigned_waits_for_both() {
    TaskId blocked = board.task(draft -> draft.lane("docs").after(task));
    omar.reassign(blocked, dot).accepted();
    board.waitsFor(dot, blocked);
    dot.starts(task).submit(task).accepted();
    omar.accept(task).accepted();
    board.holds(dot, blocked);
  }

  // -- cancel -----------------------------------------------------------------------------------

  @Test
  void cancelling_ends_the_hold_and_the_holder_gets_stop() {
    dot.starts(task);
    omar.cancel(task)
        .then(new HoldStopped(task, dot.id(), 1, "cancelled"), new Cancelled(task, "not needed"));
    assertThat(dot.mailbox().stops())
        .containsExactly(new Agent.Stop(task, 1, "cancelled", board.now()));
  }

  @Test
  void cancelling_ends_a_review_and_settles_a_ping() {
    dot.starts(task).stuck(task).accepted();
    omar.cancel(task).then(new Cancelled(task, "not needed"), new PingSettled(Subject.of(task), 1));
  }

  @Test
  void cancelling_needs_a_reason() {
    board
        .when(new TaskCommand.Cancel(omar.actor(), task, " "))
        .refused(Code.BAD_VALUE, "reason is needed");
    board
        .when(new TaskCommand.Return(omar.actor(), task, ""))
        .refused(Code.BAD_VALUE, "why is needed");
  }

  @Test
  void an_unknown_task_is_not_found_whatever_is_wanted() {
    TaskId none = new TaskId(404);
    omar.accept(none).refused(Code.NOT_FOUND);
    omar.sendBack(none).refused(Code.NOT_FOUND);
    omar.unblock(none).refused(Code.NOT_FOUND);
    omar.reassign(none, dot).refused(Code.NOT_FOUND);
    omar.cancel(none).refused(Code.NOT_FOUND);
    omar.pass(none).refused(Code.NOT_FOUND);
    omar.release(none).refused(Code.NOT_FOUND);
    omar.stuck(none).refused(Code.NOT_FOUND);
    omar.edit(none, edit -> edit.title("x")).refused(Code.NOT_FOUND);
    omar.note(none, "x").refused(Code.NOT_FOUND);
  }
}
