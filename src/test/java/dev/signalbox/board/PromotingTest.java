package dev.signalbox.board;

import static dev.signalbox.board.Hold.Kind.REVIEW;
import static dev.signalbox.board.Hold.Kind.REWORK;
import static dev.signalbox.board.Hold.Kind.WORK;
import static dev.signalbox.testkit.TeamSetup.team;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.board.HoldEvent.Claimed;
import dev.signalbox.board.ReviewEvent.ReviewAssigned;
import dev.signalbox.board.TaskEvent.ReservationEnded;
import dev.signalbox.testkit.AgentHand;
import dev.signalbox.testkit.BoardDriver;
import dev.signalbox.testkit.PersonHand;
import dev.signalbox.testkit.TeamSetup;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Finish before start: limits at three levels, and who gets what first. */
class PromotingTest {

  private static final Duration MILLI = Duration.ofMillis(1);
  private static final Duration AGING = Duration.ofMinutes(30);

  private BoardDriver board;
  private PersonHand priya;
  private PersonHand omar;
  private AgentHand ada;
  private AgentHand bob;

  private void given(TeamSetup setup) {
    board = BoardDriver.of(setup);
    priya = board.person("priya");
    omar = board.person("omar");
    ada = board.agent("ada", "build");
    bob = board.agent("bob", "build");
  }

  private TaskId task(Priority priority) {
    return board.task(draft -> draft.lane("build").priority(priority));
  }

  // -- limits -----------------------------------------------------------------------------------

  @Test
  void no_more_is_held_than_the_team_may_hold() {
    given(team().wip(1));
    ada.starts(board.task("build"));
    TaskId second = board.task("build");
    bob.claim(second).accepted();
    board.waitsForLane(second);
    bob.claimNow(second).refused(Refusal.Code.WIP_FULL, "The team has 1 of 1 slots taken");
  }

  @Test
  void no_more_is_held_in_a_lane_than_it_may_hold() {
    given(team().lane("build", lane -> lane.wip(1).reviewBy("review")));
    ada.starts(board.task("build"));
    TaskId second = board.task("build");
    bob.claimNow(second).refused(Refusal.Code.WIP_FULL, "build has 1 of 1 slots taken");
    AgentHand dot = board.agent("dot", "docs");
    dot.starts(board.task("docs"));
  }

  @Test
  void an_agent_holds_as_many_as_agent_wip() {
    given(team().lane("build", lane -> lane.agentWip(2)));
    TaskId third = board.task("build");
    ada.starts(board.task("build")).starts(board.task("build"));
    ada.claimNow(third).refused(Refusal.Code.WIP_FULL, "ada holds 2 of 2 it may hold");
    assertThat(ada.mailbox().holds()).hasSize(2);
  }

  @Test
  void a_slot_that_is_freed_goes_to_the_line() {
    given(team().wip(1));
    TaskId first = board.task("build");
    TaskId second = board.task("build");
    ada.starts(first);
    bob.claim(second).accepted();
    ada.release(first).including(new Claimed(second, bob.id(), 1, WORK, false, true));
  }

  @Test
  void lowering_a_limit_revokes_nobody_and_blocks_new_grants() {
    given(team().wip(2));
    TaskId first = board.task("build");
    TaskId second = board.task("build");
    TaskId third = board.task("build");
    ada.starts(first);
    bob.starts(second);
    priya.configure(team().wip(1).done()).accepted();
    board.holds(ada, first);
    board.holds(bob, second);
    ada.release(first);
    ada.claim(third).accepted();
    board.waitsForLane(third);
    bob.release(second).including(new Claimed(third, ada.id(), 1, WORK, false, true));
  }

  @Test
  void raising_a_limit_grants_at_once() {
    given(team().wip(1));
    TaskId second = board.task("build");
    ada.starts(board.task("build"));
    bob.claim(second).accepted();
    priya
        .configure(team().wip(2).done())
        .including(new Claimed(second, bob.id(), 1, WORK, false, true));
  }

  @Test
  void a_review_occupies_a_slot_of_the_reviewers_lane() {
    given(team().lane("review", lane -> lane.wip(1)));
    AgentHand rex = board.agent("rex", "review");
    AgentHand rio = board.agent("rio", "review");
    TaskId first = board.task("build");
    TaskId second = board.task("build");
    ada.starts(first).submit(first).including(new ReviewAssigned(first, rex.id(), 2, 1, false));
    bob.starts(second).submit(second).accepted();
    board.waitsForReviewer(second);
    rex.pass(first).including(new ReviewAssigned(second, rio.id(), 2, 1, false));
  }

  @Test
  void a_review_by_a_person_occupies_no_slot() {
    given(team().wip(1));
    board.neverHeard("rex", "review");
    TaskId first = board.task("build");
    ada.starts(first).submit(first).accepted();
    bob.starts(board.task("build"));
    omar.pass(first).accepted();
  }

  // -- order ------------------------------------------------------------------------------------

  @Test
  void reviews_come_before_reserved_tasks_and_those_before_the_line() {
    given(team().wip(1).lane("build", lane -> lane.reviewByAnybodyElse()));
    TaskId held = board.task("build");
    TaskId reviewed = board.task("build");
    ada.starts(reviewed).submit(reviewed).accepted();
    board.holds(bob, reviewed, REVIEW);
    bob.fail(reviewed).accepted();
    board.holds(ada, reviewed, REWORK);
    bob.claim(held).accepted();
    TaskId reserved = task(Priority.LOW);
    priya.claim(reserved, bob).accepted();
    ada.submit(reviewed).including(new ReviewAssigned(reviewed, bob.id(), 4, 2, false));
    bob.pass(reviewed).including(new Claimed(reserved, bob.id(), 1, WORK, false, true));
    board.waitsForLane(held);
  }

  @Test
  void submissions_get_their_reviewer_oldest_first() {
    given(team());
    board.neverHeard("rio", "review");
    TaskId first = board.task("build");
    TaskId second = board.task("build");
    bob.starts(second);
    ada.starts(first).submit(first).accepted();
    board.later(MILLI);
    bob.submit(second).accepted();
    AgentHand rex = board.agent("rex", "review");
    board.holds(rex, first, REVIEW);
    rex.pass(first).including(new ReviewAssigned(second, rex.id(), 2, 1, false));
  }

  @Test
  void reserved_tasks_go_oldest_first_and_only_to_a_fresh_agent() {
    given(team());
    AgentHand cyd = board.neverHeard("cyd", "build");
    TaskId first = board.task("build");
    TaskId second = board.task("build");
    priya.claim(second, cyd).accepted();
    board.later(MILLI);
    priya.claim(first, cyd).accepted();
    cyd.beat().then(new Claimed(second, cyd.id(), 1, WORK, false, true));
  }

  @Test
  void the_most_urgent_task_goes_first() {
    given(team());
    task(Priority.LOW);
    TaskId high = task(Priority.HIGH);
    task(Priority.NORMAL);
    ada.next().then(new Claimed(high, ada.id(), 1, WORK, true, false));
  }

  @Test
  void equal_priorities_go_by_age() {
    given(team());
    TaskId first = task(Priority.NORMAL);
    board.later(MILLI);
    task(Priority.NORMAL);
    ada.next().then(new Claimed(first, ada.id(), 1, WORK, true, false));
  }

  @Test
  void a_more_urgent_wish_goes_before_an_older_place() {
    given(team().wip(1));
    TaskId held = board.task("build");
    TaskId normal = task(Priority.NORMAL);
    TaskId urgent = task(Priority.URGENT);
    AgentHand cyd = board.agent("cyd", "build");
    cyd.starts(held);
    ada.claim(normal).accepted();
    bob.claim(urgent).accepted();
    cyd.release(held).including(new Claimed(urgent, bob.id(), 1, WORK, false, true));
    board.waitsForLane(normal);
  }

  @Test
  void for_equal_tasks_the_oldest_place_goes_first() {
    given(team().wip(1));
    TaskId held = board.task("build");
    TaskId wished = board.task("build");
    AgentHand cyd = board.agent("cyd", "build");
    cyd.starts(held);
    ada.next();
    bob.claim(wished);
    cyd.release(held).accepted();
    assertThat(ada.mailbox().holds()).hasSize(1);
    assertThat(bob.mailbox().holds()).isEmpty();
  }

  @Test
  void what_cannot_start_now_is_passed_over() {
    given(team().wip(1));
    TaskId held = board.task("build");
    TaskId wished = task(Priority.URGENT);
    AgentHand cyd = board.agent("cyd", "build");
    cyd.starts(held);
    ada.claim(wished).accepted();
    bob.next();
    priya.pause(Subject.of(ada.id())).accepted();
    cyd.submit(held);
    priya.cancel(held).accepted();
    board.holds(bob, wished);
  }

  // -- ageing -----------------------------------------------------------------------------------

  @Test
  void a_task_rises_one_level_with_each_full_ageing_and_not_before() {
    given(team());
    TaskId old = task(Priority.LOW);
    board.later(AGING.minus(MILLI));
    TaskId normal = task(Priority.NORMAL);
    assertThat(next(ada)).isEqualTo(normal);
    ada.release(normal);
    board.later(MILLI);
    bob.beat();
    assertThat(next(bob)).isEqualTo(old);
  }

  private TaskId next(AgentHand agent) {
    agent.next().accepted();
    return agent.mailbox().holds().get(0).task();
  }

  @Test
  void a_task_rises_at_most_to_urgent_and_then_goes_by_age() {
    given(team());
    TaskId old = task(Priority.LOW);
    board.later(AGING.multipliedBy(50));
    TaskId urgent = task(Priority.URGENT);
    assertThat(next(ada)).isEqualTo(old);
    assertThat(next(bob)).isEqualTo(urgent);
  }

  @Test
  void ageing_counts_from_when_the_task_became_startable() {
    given(team());
    TaskId first = board.task("build");
    TaskId blocked = board.task(draft -> draft.lane("build").after(first));
    board.later(AGING.multipliedBy(3));
    TaskId high = task(Priority.HIGH);
    ada.beat();
    ada.starts(first);
    priya.edit(blocked, edit -> edit.after()).accepted();
    bob.beat();
    assertThat(next(bob)).isEqualTo(high);
  }

  // -- review_limit -----------------------------------------------------------------------------

  private void oneWaitsForReview() {
    given(team().lane("build", lane -> lane.reviewBy("review").reviewLimit(1)));
    board.neverHeard("rex", "review");
    TaskId waiting = board.task("build");
    ada.starts(waiting).submit(waiting).accepted();
    board.waitsForReviewer(waiting);
  }

  @Test
  void a_lane_with_too_much_to_review_starts_nothing_new_on_any_path() {
    oneWaitsForReview();
    TaskId fresh = board.task("build");
    bob.claimNow(fresh).refused(Refusal.Code.WIP_FULL, "build has 1 submissions waiting");
    bob.claim(fresh).accepted();
    ada.next().accepted();
    priya.claim(fresh, bob).accepted();
    board.waitsFor(bob, fresh);
  }

  @Test
  void other_lanes_are_untouched_by_a_lanes_review_limit() {
    oneWaitsForReview();
    AgentHand dot = board.agent("dot", "docs");
    dot.starts(board.task("docs"));
  }

  @Test
  void a_review_that_is_taken_up_lets_the_lane_start_again() {
    oneWaitsForReview();
    TaskId fresh = board.task("build");
    bob.next().accepted();
    board.waitsForLane(fresh);
    board.agent("rio", "review");
    board.holds(bob, fresh);
  }

  @Test
  void rework_is_nothing_new() {
    oneWaitsForReview();
    TaskId second = board.task("build");
    omar.fail(new TaskId(1)).accepted();
    board.holds(ada, new TaskId(1), REWORK);
    bob.starts(second).submit(second).accepted();
    ada.release(new TaskId(1)).accepted();
    priya.reassign(new TaskId(1), ada).accepted();
    board.holds(ada, new TaskId(1), REWORK);
  }

  // -- reservations -----------------------------------------------------------------------------

  @Test
  void a_reservation_ends_after_review_within_and_the_lane_has_the_task() {
    given(team());
    AgentHand cyd = board.neverHeard("cyd", "build");
    TaskId task = board.task("build");
    priya.claim(task, cyd).accepted();
    board.sweepAfter(Duration.ofMinutes(30).minus(MILLI)).nothing();
    board
        .sweepAfter(MILLI)
        .then(new ReservationEnded(task, cyd.id(), ReservationEnded.Why.TOO_LATE));
    ada.beat();
    ada.starts(task);
  }

  @Test
  void a_reservation_ends_when_its_agent_begins_is_paused_leaves_or_is_removed() {
    given(team().wip(1));
    TaskId held = board.task("build");
    ada.starts(held);
    TaskId task = board.task("build");
    priya.claim(task, bob).accepted();
    priya
        .pause(Subject.of(bob.id()))
        .including(new ReservationEnded(task, bob.id(), ReservationEnded.Why.PAUSED));
    priya.resume(Subject.of(bob.id())).accepted();
    priya.claim(task, bob).accepted();
    bob.leave().including(new ReservationEnded(task, bob.id(), ReservationEnded.Why.LEFT));
    priya.claim(task, bob).accepted();
    priya.remove(bob).including(new ReservationEnded(task, bob.id(), ReservationEnded.Why.REMOVED));
    board.waitsForLane(task);
  }

  @Test
  void a_reservation_is_over_when_its_agent_has_begun() {
    given(team());
    TaskId task = board.task("build");
    priya.claim(task, ada).accepted();
    ada.beat(task).accepted();
    ada.release(task).accepted();
    board.waitsForLane(task);
  }

  @Test
  void what_is_released_before_it_was_begun_is_not_kept_for_its_agent() {
    given(team());
    TaskId task = board.task("build");
    priya.claim(task, ada).accepted();
    omar.release(task).without(Claimed.class);
    board.waitsForLane(task);
  }

  @Test
  void a_place_of_its_own_does_not_hinder_a_reservation() {
    given(team());
    TaskId held = board.task("build");
    TaskId task = board.task("build");
    ada.starts(held);
    priya.claim(task, ada).accepted();
    ada.claim(task).accepted();
    ada.release(held).including(new Claimed(task, ada.id(), 1, WORK, false, true));
    assertThat(ada.line()).isNull();
  }

  @Test
  void a_wish_outlives_a_review_and_then_comes_true() {
    reviewWaitsForBob();
    TaskId wished = board.task("build");
    bob.claim(wished)
        .then(
            new HoldEvent.PlaceTaken(bob.id(), wished),
            new ReviewAssigned(new TaskId(1), bob.id(), 2, 1, true));
    assertThat(bob.line().wish()).isEqualTo(wished);
    bob.pass(new TaskId(1)).including(new Claimed(wished, bob.id(), 1, WORK, false, true));
  }

  @Test
  void next_may_be_answered_with_a_review() {
    reviewWaitsForBob();
    bob.next().then(new ReviewAssigned(new TaskId(1), bob.id(), 2, 1, true));
    assertThat(bob.line()).isNull();
  }

  @Test
  void a_place_for_any_task_ends_with_a_review() {
    reviewWaitsForBob();
    AgentHand rex = board.agent("rex", "review");
    board.holds(rex, new TaskId(1));
    bob.next().accepted();
    rex.release(new TaskId(1)).including(new ReviewAssigned(new TaskId(1), bob.id(), 3, 1, false));
    assertThat(bob.line()).isNull();
  }

  private void reviewWaitsForBob() {
    given(team().lane("build", lane -> lane.reviewByAnybodyElse().reviewLimit(1)));
    TaskId waiting = board.task("build");
    board.later(Duration.ofSeconds(150));
    ada.starts(waiting).submit(waiting).accepted();
    board.waitsForReviewer(waiting);
  }
}
