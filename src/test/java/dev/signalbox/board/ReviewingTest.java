package dev.signalbox.board;

import static dev.signalbox.board.Hold.Kind.REVIEW;
import static dev.signalbox.board.Hold.Kind.REWORK;
import static dev.signalbox.board.Hold.Kind.WORK;
import static dev.signalbox.testkit.TeamSetup.team;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.board.HoldEvent.Claimed;
import dev.signalbox.board.HoldEvent.HoldLapsed;
import dev.signalbox.board.HoldEvent.HoldLost;
import dev.signalbox.board.HoldEvent.HoldStopped;
import dev.signalbox.board.PersonEvent.Pinged;
import dev.signalbox.board.Refusal.Code;
import dev.signalbox.board.ReviewEvent.Failed;
import dev.signalbox.board.ReviewEvent.Healed;
import dev.signalbox.board.ReviewEvent.Passed;
import dev.signalbox.board.ReviewEvent.ReviewAssigned;
import dev.signalbox.board.TaskEvent.BecameStuck;
import dev.signalbox.board.TaskEvent.Done;
import dev.signalbox.board.TaskEvent.MovedOn;
import dev.signalbox.board.TaskEvent.Reserved;
import dev.signalbox.testkit.AgentHand;
import dev.signalbox.testkit.BoardDriver;
import dev.signalbox.testkit.PersonHand;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Peer review: who may look, who is chosen, what a verdict does, and when nobody can. */
class ReviewingTest {

  private static final Duration MILLI = Duration.ofMillis(1);
  private static final Duration REVIEW_WITHIN = Duration.ofMinutes(30);

  private final BoardDriver board =
      BoardDriver.of(team().lane("peer", lane -> lane.reviewByAnybodyElse()));
  private final PersonHand priya = board.person("priya");
  private final PersonHand omar = board.person("omar");
  private final PersonHand mia = board.person("mia");
  private final AgentHand ada = board.agent("ada", "build", mia);

  private TaskId submitted() {
    TaskId task = board.task("build");
    ada.starts(task).submit(task).accepted();
    return task;
  }

  private TaskId reviewedBy(AgentHand reviewer) {
    TaskId task = submitted();
    board.holds(reviewer, task, REVIEW);
    return task;
  }

  // -- verdicts ---------------------------------------------------------------------------------

  @Test
  void a_passed_review_in_the_last_lane_that_ships_is_done_and_its_owner_hears_once() {
    AgentHand rex = board.agent("rex", "review");
    TaskId task = reviewedBy(rex);
    rex.pass(task)
        .then(
            new Passed(task, rex.id(), 2, 1, "good"),
            new Done(task, true),
            new Pinged(Subject.of(task), 1, Pinged.Kind.READY, null, omar.id()));
  }

  @Test
  void a_failed_review_is_reserved_for_its_author_and_granted_at_once() {
    AgentHand rex = board.agent("rex", "review");
    TaskId task = reviewedBy(rex);
    rex.fail(task)
        .then(
            new Failed(task, rex.id(), 2, 1, "mend this", true),
            new Reserved(task, ada.id(), Reserved.Cause.REWORK),
            new Claimed(task, ada.id(), 3, REWORK, false, true));
    assertThat(board.task(task).round()).isEqualTo(2);
  }

  @Test
  void the_third_failed_round_is_stuck() {
    AgentHand rex = board.agent("rex", "review");
    TaskId task = reviewedBy(rex);
    for (int round = 1; round < 3; round++) {
      rex.fail(task).accepted();
      ada.submit(task).accepted();
    }
    rex.fail(task)
        .including(
            new Failed(task, rex.id(), 6, 3, "mend this", false),
            new BecameStuck(task, StuckReason.REVIEW_ROUNDS, State.REVIEW, "mend this", "", false));
    assertThat(board.task(task).round()).isEqualTo(3);
  }

  @Test
  void work_of_an_author_that_is_lost_goes_to_the_lane() {
    AgentHand rex = board.agent("rex", "review");
    TaskId task = reviewedBy(rex);
    rex.beat(task);
    board.laterWith(Duration.ofMinutes(5), rex);
    rex.fail(task).accepted().without(Reserved.class);
    board.waitsForLane(task);
  }

  @Test
  void work_of_an_author_that_is_alive_waits_for_it_though_it_is_not_fresh() {
    AgentHand rex = board.agent("rex", "review");
    TaskId task = reviewedBy(rex);
    rex.beat(task);
    board.laterWith(Duration.ofMinutes(5).minus(MILLI), rex);
    rex.fail(task).accepted();
    board.waitsFor(ada, task);
  }

  @Test
  void an_owner_passes_at_any_time_and_ends_the_agents_review() {
    AgentHand rex = board.agent("rex", "review");
    TaskId task = reviewedBy(rex);
    omar.pass(task)
        .including(
            new HoldStopped(task, rex.id(), 2, "decided"),
            new Passed(task, null, 2, 1, "good"),
            new Done(task, true));
    assertThat(rex.mailbox().stops()).extracting(Agent.Stop::reason).containsExactly("decided");
  }

  @Test
  void a_persons_fail_sets_the_rounds_back() {
    AgentHand rex = board.agent("rex", "review");
    TaskId task = reviewedBy(rex);
    rex.fail(task);
    ada.submit(task);
    priya.fail(task).including(new Reserved(task, ada.id(), Reserved.Cause.REWORK));
    assertThat(board.task(task).round()).isEqualTo(1);
  }

  @Test
  void a_reviewers_person_gives_its_verdict_and_the_reviewer_is_told() {
    AgentHand rex = board.agent("rex", "review", board.person("mia"));
    TaskId task = board.task("build");
    AgentHand bob = board.agent("bob", "build");
    bob.starts(task).submit(task).accepted();
    mia.pass(task).including(new Passed(task, rex.id(), 2, 1, "good"));
    assertThat(rex.mailbox().stops()).hasSize(1);
  }

  // -- independence -----------------------------------------------------------------------------

  @Test
  void who_held_the_task_never_reviews_it() {
    AgentHand pam = board.agent("pam", "peer");
    TaskId task = board.task("peer");
    pam.starts(task).submit(task).accepted();
    board.holds(ada, task, REVIEW);
    pam.pass(task).refused(Code.SELF_REVIEW, "pam had a hand in T-1", "Who can: ada");
    pam.fail(task).refused(Code.SELF_REVIEW);
  }

  @Test
  void a_former_holder_never_reviews_through_requeues_and_recoveries() {
    AgentHand pam = board.agent("pam", "peer");
    AgentHand pia = board.agent("pia", "peer");
    priya.pause(Subject.of(ada.id())).accepted();
    TaskId task = board.task("peer");
    pam.starts(task).release(task).accepted();
    pia.starts(task).submit(task).accepted();
    board.waitsForReviewer(task);
    pam.pass(task).refused(Code.SELF_REVIEW);
    priya.fail(task).accepted();
    pia.submit(task).accepted();
    board.waitsForReviewer(task);
  }

  @Test
  void a_person_who_handed_in_for_an_agent_never_reviews_that_work() {
    board.neverHeard("rex", "review");
    TaskId task = board.task(draft -> draft.lane("build").owner("mia"));
    ada.starts(task);
    mia.submit(task).accepted();
    mia.pass(task).refused(Code.SELF_REVIEW);
    mia.fail(task).refused(Code.SELF_REVIEW);
    priya.fail(task).accepted();
    ada.submit(task).accepted();
    mia.pass(task).refused(Code.SELF_REVIEW);
  }

  @Test
  void an_owner_that_did_not_act_for_the_agent_may_review_its_work() {
    board.neverHeard("rex", "review");
    TaskId task = board.task(draft -> draft.lane("build").owner("mia"));
    ada.starts(task).submit(task).accepted();
    mia.pass(task).accepted();
  }

  @Test
  void the_lanes_of_a_route_are_separate() {
    AgentHand pam = board.agent("pam", "peer");
    board.neverHeard("rex", "review");
    TaskId task = board.task(draft -> draft.lane("build").route("peer"));
    ada.starts(task).submit(task).accepted();
    priya.pass(task).including(new MovedOn(task, new LaneId("peer")));
    pam.starts(task).submit(task).accepted();
    board.holds(ada, task, REVIEW);
  }

  @Test
  void nobody_else_gives_a_verdict() {
    AgentHand rex = board.agent("rex", "review");
    AgentHand rio = board.agent("rio", "review");
    TaskId task = reviewedBy(rex);
    rio.pass(task).refused(Code.STALE_CLAIM);
    mia.pass(task).refused(Code.NOT_ALLOWED, "Only omar (owner) or an admin (priya)");
    rex.pass(task, 1).refused(Code.STALE_CLAIM);
    rex.pass(task, 2).accepted();
  }

  // -- choice -----------------------------------------------------------------------------------

  @Test
  void the_one_whose_last_review_ended_longest_ago_is_chosen() {
    AgentHand rex = board.agent("rex", "review");
    AgentHand rio = board.agent("rio", "review");
    TaskId first = reviewedBy(rex);
    board.later(MILLI);
    rex.pass(first).accepted();
    TaskId second = reviewedBy(rio);
    board.later(MILLI);
    rio.pass(second).accepted();
    reviewedBy(rex);
  }

  @Test
  void who_was_never_asked_comes_before_who_was() {
    AgentHand rio = board.agent("rio", "review");
    TaskId first = reviewedBy(rio);
    rio.pass(first).accepted();
    AgentHand zoe = board.agent("zoe", "review");
    reviewedBy(zoe);
  }

  @Test
  void only_the_lanes_of_review_by_review() {
    board.agent("dot", "docs");
    board.neverHeard("rex", "review");
    board.waitsForReviewer(submitted());
  }

  @Test
  void any_other_agent_of_the_team_reviews_where_no_lane_is_named() {
    AgentHand pam = board.agent("pam", "peer");
    TaskId task = board.task("peer");
    pam.starts(task).submit(task).accepted();
    board.holds(ada, task, REVIEW);
  }

  @Test
  void only_a_fresh_agent_with_a_free_slot_is_chosen() {
    AgentHand rex = board.agent("rex", "review");
    TaskId other = board.task("review");
    rex.starts(other);
    TaskId task = submitted();
    board.waitsForReviewer(task);
    rex.submit(other).including(new ReviewAssigned(task, rex.id(), 2, 1, false));
  }

  // -- dropping out -----------------------------------------------------------------------------

  @Test
  void a_lost_reviewer_is_out_for_this_round_and_the_attempts_are_untouched() {
    AgentHand rex = board.agent("rex", "review");
    TaskId task = reviewedBy(rex);
    rex.beat(task).accepted();
    board.later(Duration.ofMinutes(4));
    AgentHand rio = board.agent("rio", "review");
    board
        .sweepAfter(Duration.ofMinutes(1))
        .including(
            new HoldLost(task, rex.id(), 2, BoardDriver.START),
            new ReviewAssigned(task, rio.id(), 3, 1, false));
    assertThat(board.task(task).attempts()).isZero();
    assertThat(board.task(task).out()).containsExactly(rex.id());
  }

  @Test
  void a_reviewer_that_does_not_begin_is_out_for_this_round() {
    AgentHand rex = board.agent("rex", "review");
    board.neverHeard("rio", "review");
    TaskId task = reviewedBy(rex);
    board.laterWith(Duration.ofMinutes(3), rex);
    board.sweep().then(new HoldLapsed(task, rex.id(), 2));
    rex.next();
    board.waitsForReviewer(task);
  }

  @Test
  void a_reviewer_that_did_not_begin_is_given_the_next_round_only_when_it_asks() {
    AgentHand rex = board.agent("rex", "review");
    TaskId task = reviewedBy(rex);
    board.neverHeard("rio", "review");
    board.laterWith(Duration.ofMinutes(3), rex);
    board.sweep().then(new HoldLapsed(task, rex.id(), 2));
    ada.beat();
    priya.fail(task).accepted();
    ada.submit(task).accepted();
    board.waitsForReviewer(task);
    rex.next().including(new ReviewAssigned(task, rex.id(), 4, 1, true));
  }

  @Test
  void a_reviewer_may_release_or_leave_and_be_removed() {
    AgentHand rex = board.agent("rex", "review");
    TaskId task = reviewedBy(rex);
    AgentHand rio = board.agent("rio", "review");
    rex.release(task).including(new ReviewAssigned(task, rio.id(), 3, 1, false));
    board.neverHeard("sue", "review");
    rio.leave().accepted();
    board.waitsForReviewer(task);
    assertThat(board.task(task).out()).containsExactly(rex.id(), rio.id());
    assertThat(board.task(task).attempts()).isZero();
  }

  @Test
  void who_dropped_out_is_eligible_again_in_the_next_round() {
    AgentHand rex = board.agent("rex", "review");
    board.neverHeard("rio", "review");
    TaskId task = reviewedBy(rex);
    rex.release(task).accepted();
    priya.fail(task).accepted();
    ada.submit(task).including(new ReviewAssigned(task, rex.id(), 4, 1, false));
  }

  // -- no reviewer ------------------------------------------------------------------------------

  @Test
  void with_nobody_registered_who_could_ever_review_it_is_stuck_at_once() {
    TaskId task = board.task("build");
    ada.starts(task).submit(task).including(noReviewer(task, true));
  }

  private static BecameStuck noReviewer(TaskId task, boolean heals) {
    return new BecameStuck(task, StuckReason.NO_REVIEWER, State.REVIEW, "", "", heals);
  }

  @Test
  void the_last_possible_reviewer_that_is_removed_leaves_it_stuck_at_once() {
    AgentHand rex = board.neverHeard("rex", "review");
    TaskId task = submitted();
    board.waitsForReviewer(task);
    priya.remove(rex).including(noReviewer(task, true));
  }

  @Test
  void with_no_review_begun_in_review_within_it_is_stuck() {
    board.neverHeard("rex", "review");
    TaskId task = submitted();
    board.sweepAfter(REVIEW_WITHIN.minus(MILLI)).nothing();
    board.sweepAfter(MILLI).including(noReviewer(task, true));
  }

  @Test
  void a_review_that_was_begun_stops_the_clock() {
    AgentHand rex = board.agent("rex", "review");
    TaskId task = reviewedBy(rex);
    rex.beat(task).accepted();
    board.laterWith(REVIEW_WITHIN.plusHours(1), rex);
    board.sweep().nothing();
    board.holds(rex, task);
  }

  @Test
  void three_reviewers_that_dropped_out_leave_it_stuck_until_a_person_helps() {
    AgentHand rex = board.agent("rex", "review");
    AgentHand rio = board.agent("rio", "review");
    AgentHand sue = board.agent("sue", "review");
    board.neverHeard("tim", "review");
    TaskId task = reviewedBy(rex);
    rex.release(task);
    rio.release(task);
    sue.release(task).including(noReviewer(task, false));
    board.agent("tom", "review");
    board.stands(task, State.STUCK);
    omar.unblock(task).including(new PersonEvent.Unblocked(task, State.REVIEW, "use the new key"));
    assertThat(board.task(task).out()).isEmpty();
    assertThat(board.task(task).held()).isPresent();
  }

  @Test
  void it_heals_when_a_reviewer_becomes_eligible_and_its_ping_settles() {
    TaskId task = submitted();
    board.stands(task, State.STUCK);
    AgentHand rex = board.neverHeard("rex", "review");
    board.stands(task, State.STUCK);
    rex.beat()
        .then(
            new Healed(task),
            new ReviewAssigned(task, rex.id(), 2, 1, false),
            new PersonEvent.PingSettled(Subject.of(task), 1));
  }

  @Test
  void it_heals_after_review_within_as_well() {
    AgentHand rex = board.neverHeard("rex", "review");
    TaskId task = submitted();
    board.sweepAfter(REVIEW_WITHIN);
    rex.beat().including(new Healed(task));
    board.holds(rex, task, REVIEW);
  }

  @Test
  void unblocking_makes_everyone_eligible_again_also_who_did_not_begin() {
    AgentHand rex = board.agent("rex", "review");
    TaskId task = reviewedBy(rex);
    board.laterWith(Duration.ofMinutes(3), rex);
    board.sweep().including(new HoldLapsed(task, rex.id(), 2), noReviewer(task, true));
    omar.unblock(task).including(new ReviewAssigned(task, rex.id(), 3, 1, false));
  }

  @Test
  void a_reviewer_that_hangs_is_out_after_hold_max() {
    BoardDriver short_ =
        BoardDriver.of(team().lane("review", lane -> lane.holdMax(Duration.ofHours(1))));
    AgentHand bob = short_.agent("bob", "build");
    AgentHand rex = short_.agent("rex", "review");
    short_.neverHeard("rio", "review");
    TaskId task = short_.task("build");
    bob.starts(task).submit(task).accepted();
    rex.beat(task).accepted();
    short_.laterWith(Duration.ofHours(1), rex);
    short_.sweep().then(new HoldStopped(task, rex.id(), 2, "too_long"));
    short_.waitsForReviewer(task);
  }

  @Test
  void settings_that_let_nobody_review_leave_what_waits_stuck() {
    board.neverHeard("rex", "review");
    TaskId task = submitted();
    priya
        .configure(team()
            .lane("build", lane -> lane.reviewBy("docs"))
            .lane("peer", lane -> lane.reviewByAnybodyElse())
            .done())
        .including(noReviewer(task, true));
  }

  @Test
  void settings_that_let_somebody_review_heal_what_is_stuck() {
    TaskId task = submitted();
    board.stands(task, State.STUCK);
    AgentHand dot = board.agent("dot", "docs");
    priya
        .configure(team()
            .lane("build", lane -> lane.reviewBy("docs"))
            .lane("peer", lane -> lane.reviewByAnybodyElse())
            .done())
        .including(new Healed(task), new ReviewAssigned(task, dot.id(), 2, 1, false));
  }

  @Test
  void work_that_was_not_reviewed_is_claimed_as_work_and_after_a_fail_as_rework() {
    AgentHand rex = board.agent("rex", "review");
    TaskId task = reviewedBy(rex);
    rex.fail(task).accepted();
    board.holds(ada, task, REWORK);
    ada.release(task).accepted();
    AgentHand bob = board.agent("bob", "build");
    bob.claim(task).accepted();
    board.holds(bob, task, REWORK);
    TaskId other = board.task("build");
    ada.claim(other).accepted();
    board.holds(ada, other, WORK);
  }
}
