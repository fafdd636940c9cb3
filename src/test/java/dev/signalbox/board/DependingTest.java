package dev.signalbox.board;

import static dev.signalbox.board.Hold.Kind.WORK;
import static dev.signalbox.testkit.TeamSetup.team;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.board.HoldEvent.Claimed;
import dev.signalbox.board.Mailbox.WaitingFor;
import dev.signalbox.board.Refusal.Code;
import dev.signalbox.board.TaskEvent.BecameStuck;
import dev.signalbox.testkit.AgentHand;
import dev.signalbox.testkit.BoardDriver;
import dev.signalbox.testkit.PersonHand;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What comes after what: it starts when all of it is done, and never in a circle. */
class DependingTest {

  private final BoardDriver board =
      BoardDriver.of(team().lane("build", lane -> lane.notReviewed()));
  private final PersonHand omar = board.person("omar");
  private final AgentHand ada = board.agent("ada", "build");
  private final AgentHand bob = board.agent("bob", "build");

  private TaskId after(TaskId... tasks) {
    return board.task(draft -> draft.lane("build").after(tasks));
  }

  private void finish(TaskId task) {
    ada.starts(task).submit(task).accepted();
    board.stands(task, State.DONE);
  }

  @Test
  void a_task_starts_when_the_last_of_those_before_it_is_done() {
    TaskId first = board.task("build");
    TaskId second = board.task("build");
    TaskId task = after(first, second);
    finish(first);
    bob.claim(task).refused(Code.BLOCKED_BY_DEPENDENCY, "T-3 comes after T-2, which is not done");
    bob.next().accepted();
    bob.submit(second).accepted();
    bob.starts(task);
  }

  @Test
  void who_waits_for_any_task_gets_one_that_is_unblocked() {
    TaskId first = board.task("build");
    TaskId task = after(first);
    ada.starts(first);
    bob.next().accepted();
    ada.submit(first).including(new Claimed(task, bob.id(), 1, WORK, false, true));
  }

  @Test
  void a_place_for_a_task_that_is_blocked_again_waits_for_a_dependency() {
    TaskId held = board.task("build");
    TaskId task = board.task("build");
    ada.starts(held).claim(task).accepted();
    omar.edit(task, edit -> edit.after(held)).accepted();
    assertThat(ada.line()).isEqualTo(new Mailbox.Line(1, task, WaitingFor.DEPENDENCY));
    ada.submit(held).including(new Claimed(task, ada.id(), 1, WORK, false, true));
  }

  @Test
  void what_is_done_already_blocks_nothing() {
    TaskId first = board.task("build");
    finish(first);
    TaskId task = after(first);
    ada.starts(task);
  }

  @Test
  void naming_one_twice_is_naming_it_once() {
    TaskId first = board.task("build");
    assertThat(board.task(after(first, first)).after()).containsExactly(first);
  }

  // -- edits ------------------------------------------------------------------------------------

  @Test
  void an_edit_that_takes_the_dependency_away_lets_it_start() {
    TaskId first = board.task("build");
    TaskId task = after(first);
    ada.starts(first);
    bob.next();
    omar.edit(task, edit -> edit.after())
        .including(new Claimed(task, bob.id(), 1, WORK, false, true));
  }

  @Test
  void dependencies_are_edited_only_in_todo_and_stuck() {
    TaskId first = board.task("build");
    TaskId task = board.task("build");
    ada.starts(task);
    omar.edit(task, edit -> edit.after(first)).refused(Code.ILLEGAL_MOVE);
    ada.stuck(task).accepted();
    omar.edit(task, edit -> edit.after(first)).accepted();
    omar.unblock(task).accepted();
    board.waitsFor(ada, task);
  }

  // -- refusals ---------------------------------------------------------------------------------

  @Test
  void a_circle_is_refused_with_the_way_round() {
    TaskId first = board.task("build");
    TaskId second = after(first);
    TaskId third = after(second);
    omar.edit(first, edit -> edit.after(third))
        .refused(Code.CYCLE, "T-1 after T-3 after T-2 after T-1");
    omar.edit(first, edit -> edit.after(first)).refused(Code.CYCLE, "T-1 after T-1");
  }

  @Test
  void what_does_not_exist_or_is_cancelled_cannot_come_before() {
    omar.create(draft -> draft.lane("build").after(new TaskId(9)))
        .refused(Code.UNKNOWN_DEPENDENCY, "There is no T-9");
    TaskId gone = board.task("build");
    omar.cancel(gone).accepted();
    omar.create(draft -> draft.lane("build").after(gone))
        .refused(Code.UNKNOWN_DEPENDENCY, "T-1 is cancelled");
  }

  @Test
  void at_most_fifty_come_before() {
    List<TaskId> many =
        IntStream.rangeClosed(1, 51).mapToObj(i -> board.task("build")).toList();
    omar.create(draft -> draft.lane("build").after(many))
        .refused(Code.TOO_MANY, "at most 50 others; this names 51");
    omar.create(draft -> draft.lane("build").after(many.subList(0, 50))).accepted();
  }

  @Test
  void release_after_counts_those_it_waits_for_already() {
    List<TaskId> many =
        IntStream.rangeClosed(1, 50).mapToObj(i -> board.task("build")).toList();
    many.forEach(this::finish);
    TaskId task = board.task(draft -> draft.lane("build").after(many));
    TaskId more = board.task("docs");
    ada.starts(task).releaseUntil(task, more).refused(Code.TOO_MANY);
  }

  // -- cancel and return ------------------------------------------------------------------------

  @Test
  void only_direct_dependants_in_todo_get_stuck_by_a_cancel() {
    TaskId first = board.task("build");
    TaskId second = after(first);
    TaskId third = after(second);
    omar.cancel(first)
        .including(new BecameStuck(
            second, StuckReason.DEPENDENCY_CANCELLED, State.TODO, "T-1", "", false));
    board.stands(third, State.TODO);
  }

  @Test
  void return_blocks_dependants_in_todo_again_and_leaves_those_that_run() {
    TaskId first = board.task("build");
    TaskId running = after(first);
    TaskId waiting = after(first);
    finish(first);
    bob.starts(running);
    omar.sendBack(first).accepted();
    board.holds(bob, running);
    board.agent("cyd", "build").claim(waiting).refused(Code.BLOCKED_BY_DEPENDENCY);
    ada.submit(first).accepted();
    board.agent("dee", "build").starts(waiting);
  }

  @Test
  void a_running_dependant_whose_dependency_is_cancelled_gets_stuck_when_it_comes_back() {
    TaskId first = board.task("build");
    TaskId running = after(first);
    finish(first);
    bob.starts(running);
    omar.sendBack(first).accepted();
    omar.cancel(first).accepted();
    board.holds(bob, running);
    bob.release(running).accepted();
    board.stands(running, State.STUCK);
  }

  @Test
  void a_dependency_of_another_lane_that_moves_on_is_not_done_yet() {
    TaskId first = board.task(draft -> draft.lane("build").route("docs"));
    TaskId task = after(first);
    ada.starts(first).submit(first).accepted();
    ada.claim(task).refused(Code.BLOCKED_BY_DEPENDENCY);
  }
}
