package dev.signalbox.board;

import static dev.signalbox.testkit.TeamSetup.team;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.board.HoldEvent.Submitted;
import dev.signalbox.board.PersonEvent.Pinged;
import dev.signalbox.board.Refusal.Code;
import dev.signalbox.board.TaskEvent.BecameReady;
import dev.signalbox.board.TaskEvent.Done;
import dev.signalbox.board.TaskEvent.MovedOn;
import dev.signalbox.testkit.AgentHand;
import dev.signalbox.testkit.BoardDriver;
import dev.signalbox.testkit.Outcome;
import dev.signalbox.testkit.PersonHand;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Handing in, and where good work goes: the route, and each lane's own finish and review. */
class SubmittingTest {

  private final BoardDriver board = BoardDriver.of(team().lane("ship", lane -> {}));
  private final PersonHand priya = board.person("priya");
  private final PersonHand omar = board.person("omar");
  private final AgentHand ada = board.agent("ada", "build");
  private final AgentHand rex = board.neverHeard("rex", "review");

  private Submitted handedIn(TaskId task, AgentHand agent) {
    return new Submitted(task, agent.id(), 1, "https://ci.test/1", "here it is", List.of(), 1);
  }

  @Test
  void submitted_work_waits_for_review_and_the_slot_is_free() {
    TaskId task = board.task("build");
    ada.starts(task).submit(task).then(handedIn(task, ada));
    board.waitsForReviewer(task);
    assertThat(ada.mailbox().holds()).isEmpty();
    ada.starts(board.task("build"));
  }

  @Test
  void submitting_sets_the_attempts_back() {
    TaskId task = board.task("build");
    ada.starts(task).release(task).accepted();
    ada.starts(task);
    assertThat(board.task(task).attempts()).isEqualTo(1);
    ada.submit(task).accepted();
    assertThat(board.task(task).attempts()).isZero();
  }

  @Test
  void without_review_work_that_ships_is_done_at_once() {
    AgentHand sol = board.agent("sol", "ship");
    TaskId task = board.task("ship");
    sol.starts(task)
        .submit(task)
        .then(
            handedIn(task, sol),
            new Done(task, true),
            new Pinged(Subject.of(task), 1, Pinged.Kind.READY, null, omar.id()));
  }

  @Test
  void without_review_work_that_is_accepted_is_ready_and_its_owner_is_asked() {
    AgentHand dot = board.agent("dot", "docs");
    TaskId task = board.task("docs");
    dot.starts(task)
        .submit(task)
        .then(
            handedIn(task, dot),
            new BecameReady(task),
            new Pinged(Subject.of(task), 1, Pinged.Kind.READY, null, omar.id()));
  }

  @Test
  void a_route_goes_lane_by_lane_and_the_last_ones_finish_decides() {
    TaskId task = board.task(draft -> draft.lane("ship").route("build", "docs"));
    AgentHand sol = board.agent("sol", "ship");
    AgentHand dot = board.agent("dot", "docs");
    sol.starts(task).submit(task).including(new MovedOn(task, new LaneId("build")));
    ada.starts(task).submit(task).accepted();
    board.waitsForReviewer(task);
    omar.pass(task).including(new MovedOn(task, new LaneId("docs")));
    dot.starts(task).submit(task).including(new BecameReady(task));
    assertThat(board.task(task).epoch()).isEqualTo(3);
  }

  @Test
  void attempts_and_rounds_start_anew_in_each_lane() {
    TaskId task = board.task(draft -> draft.lane("build").route("docs"));
    ada.starts(task).release(task).accepted();
    ada.starts(task).submit(task).accepted();
    rex.beat();
    rex.fail(task).accepted();
    ada.submit(task).accepted();
    rex.pass(task).accepted();
    assertThat(board.task(task).round()).isEqualTo(1);
    assertThat(board.task(task).attempts()).isZero();
    assertThat(board.task(task).route()).isEmpty();
  }

  @Test
  void the_next_lane_is_free_for_anybody_in_it() {
    TaskId task = board.task(draft -> draft.lane("ship").route("ship"));
    AgentHand sol = board.agent("sol", "ship");
    sol.starts(task).submit(task).including(new MovedOn(task, new LaneId("ship")));
    board.waitsForLane(task);
  }

  @Test
  void a_claim_not_begun_may_be_handed_in_at_once() {
    ada.next();
    TaskId task = board.task("build");
    ada.submit(task).then(handedIn(task, ada));
  }

  @Test
  void a_reviewer_cannot_submit_what_it_reviews() {
    TaskId task = board.task("build");
    ada.starts(task).submit(task).accepted();
    rex.beat();
    board.holds(rex, task);
    rex.submit(task).refused(Code.ILLEGAL_MOVE, "not submitted");
  }

  @Test
  void only_the_agents_person_submits_for_it_not_even_an_admin() {
    TaskId task = board.task("build");
    ada.starts(task);
    priya.submit(task).refused(Code.NOT_ALLOWED, "no person acts for it");
  }

  @Test
  void a_note_is_needed_and_the_checks_are_limited() {
    TaskId task = board.task("build");
    ada.starts(task);
    submit(task, " ", List.of()).refused(Code.BAD_VALUE, "note is needed: 1 to 500 characters");
    List<String> many = IntStream.range(0, 21).mapToObj(Integer::toString).toList();
    submit(task, "ok", many).refused(Code.BAD_VALUE, "at most 20 items; this has 21");
    submit(task, "ok", many.subList(0, 20)).accepted();
  }

  private Outcome submit(TaskId task, String note, List<String> checks) {
    return board.when(new WorkCommand.Submit(ada.actor(), task, 1, "", note, checks));
  }

  @Test
  void refusals_come_in_their_order() {
    TaskId task = board.task("build");
    ada.starts(task);
    board.later(Duration.ofSeconds(1));
    board
        .when(new WorkCommand.Submit(ada.actor(), new TaskId(9), 9, "", "", List.of()))
        .refused(Code.BAD_VALUE);
    ada.beat(new TaskId(9), 9).refused(Code.NOT_FOUND);
    ada.submit(task, 9).refused(Code.STALE_CLAIM);
  }
}
