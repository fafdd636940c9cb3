package dev.signalbox.board;

import static dev.signalbox.board.Hold.Kind.WORK;
import static dev.signalbox.testkit.TeamSetup.team;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.board.HoldEvent.Claimed;
import dev.signalbox.board.HoldEvent.HoldBegun;
import dev.signalbox.board.HoldEvent.PlaceLeft;
import dev.signalbox.board.HoldEvent.PlaceTaken;
import dev.signalbox.board.Mailbox.WaitingFor;
import dev.signalbox.board.Refusal.Code;
import dev.signalbox.board.TaskEvent.Reserved;
import dev.signalbox.testkit.AgentHand;
import dev.signalbox.testkit.BoardDriver;
import dev.signalbox.testkit.PersonHand;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Asking for work, by name or for any, and waiting for it. */
class ClaimingTest {

  private final BoardDriver board = BoardDriver.of(team());
  private final PersonHand priya = board.person("priya");
  private final PersonHand omar = board.person("omar");
  private final PersonHand mia = board.person("mia");
  private final AgentHand ada = board.agent("ada", "build", mia);
  private final AgentHand bob = board.agent("bob", "build");

  @Test
  void an_agent_claims_a_task_of_its_lane() {
    TaskId task = board.task("build");
    ada.claim(task).then(new Claimed(task, ada.id(), 1, WORK, true, false));
    board.holds(ada, task, WORK);
  }

  @Test
  void next_gives_the_startable_task() {
    TaskId task = board.task("build");
    ada.next().then(new Claimed(task, ada.id(), 1, WORK, true, false));
  }

  @Test
  void the_answer_to_a_claim_tells_who_holds_the_task() {
    TaskId task = board.task("build");
    Answer answer = ada.claim(task).ruling().answer();
    assertThat(answer.agent()).isEqualTo(ada.id());
    assertThat(answer.epoch()).isEqualTo(1);
    assertThat(answer.state()).isEqualTo(State.DOING);
  }

  @Test
  void claiming_what_one_already_holds_answers_the_existing_claim() {
    TaskId task = board.task("build");
    ada.starts(task);
    Ruling again = ada.claim(task).ruling();
    assertThat(again.entries()).isEmpty();
    assertThat(again.answer().epoch()).isEqualTo(1);
  }

  @Test
  void claiming_what_one_was_promoted_to_begins_it() {
    TaskId task = promoted();
    ada.claim(task).then(new HoldBegun(task, ada.id(), 1));
  }

  /** A task that ada got while nobody asked, and does not know of. */
  private TaskId promoted() {
    ada.next().then(new PlaceTaken(ada.id(), null));
    TaskId task = board.task("build");
    board.holds(ada, task);
    return task;
  }

  @Test
  void next_hands_over_what_the_agent_was_promoted_to_and_nothing_more() {
    TaskId task = promoted();
    board.task("build");
    ada.next().then(new HoldBegun(task, ada.id(), 1));
    assertThat(ada.mailbox().holds()).hasSize(1);
  }

  @Test
  void next_with_full_slots_changes_nothing_and_answers_the_holds() {
    TaskId task = board.task("build");
    board.task("build");
    ada.starts(task);
    ada.next().nothing();
    assertThat(ada.mailbox().holds()).extracting(Mailbox.Held::task).containsExactly(task);
  }

  @Test
  void next_without_work_waits_for_work_and_keeps_its_place_when_repeated() {
    ada.next().then(new PlaceTaken(ada.id(), null));
    ada.next().nothing();
    assertThat(ada.line()).isEqualTo(new Mailbox.Line(1, null, WaitingFor.WORK));
  }

  @Test
  void who_waits_for_work_gets_the_next_task_that_becomes_startable() {
    ada.next();
    omar.create(draft -> draft.lane("build"))
        .including(new Claimed(new TaskId(1), ada.id(), 1, WORK, false, true));
    assertThat(ada.line()).isNull();
  }

  @Test
  void a_task_of_another_lane_is_refused() {
    TaskId task = board.task("docs");
    ada.claim(task).refused(Code.WRONG_LANE, "T-1 is in lane docs", "ada works in build");
  }

  @Test
  void a_task_that_another_holds_is_refused_with_who_holds_it() {
    TaskId task = board.task("build");
    ada.starts(task);
    board.later(Duration.ofSeconds(40));
    Refusal no = bob.claim(task).refused(Code.HELD_BY_ANOTHER);
    assertThat(no.holder()).isEqualTo(ada.id());
    assertThat(no.heardAgo()).isEqualTo(Duration.ofSeconds(40));
    assertThat(no.code().advice()).isEqualTo(Refusal.Advice.STOP);
  }

  @Test
  void a_task_reserved_for_another_is_refused_with_until_when() {
    TaskId task = board.task("build");
    AgentHand cyd = board.neverHeard("cyd", "build");
    priya.claim(task, cyd).accepted();
    bob.claim(task).refused(Code.HELD_BY_ANOTHER, "waits for cyd until 2030-01-01T09:30:00Z");
  }

  @Test
  void a_task_that_waits_for_another_is_refused() {
    TaskId first = board.task("build");
    TaskId second = board.task(draft -> draft.lane("build").after(first));
    ada.claim(second).refused(Code.BLOCKED_BY_DEPENDENCY, "T-2 comes after T-1");
  }

  @Test
  void a_task_that_does_not_exist_is_refused_with_the_newest() {
    board.task("build");
    ada.claim(new TaskId(9)).refused(Code.NOT_FOUND, "There is no T-9", "newest task is T-1");
  }

  // -- places -----------------------------------------------------------------------------------

  @Test
  void a_claim_without_a_free_slot_takes_a_place_for_that_task() {
    TaskId held = board.task("build");
    TaskId wished = board.task("build");
    ada.starts(held);
    ada.claim(wished).then(new PlaceTaken(ada.id(), wished));
    assertThat(ada.line()).isEqualTo(new Mailbox.Line(1, wished, WaitingFor.SLOT));
  }

  @Test
  void the_same_wish_keeps_the_place() {
    TaskId wished = twoInLineFor();
    long before = board.board().place(ada.id()).orElseThrow().order();
    ada.claim(wished).nothing();
    assertThat(board.board().place(ada.id()).orElseThrow().order()).isEqualTo(before);
    assertThat(ada.line().position()).isEqualTo(1);
  }

  @Test
  void another_wish_replaces_the_place_at_the_end() {
    TaskId wished = twoInLineFor();
    TaskId other = board.task("build");
    ada.claim(other).then(new PlaceTaken(ada.id(), other));
    assertThat(ada.line().position()).isEqualTo(2);
    assertThat(bob.line()).isEqualTo(new Mailbox.Line(1, wished, WaitingFor.SLOT));
  }

  /** Ada, then bob, wait for a task while both have their hands full. */
  private TaskId twoInLineFor() {
    ada.starts(board.task("build"));
    bob.starts(board.task("build"));
    TaskId wished = board.task("build");
    ada.claim(wished).accepted();
    bob.claim(wished).accepted();
    return wished;
  }

  @Test
  void next_instead_of_a_wish_replaces_the_place_at_the_end() {
    priya.pause(Subject.of(new LaneId("build")));
    TaskId wished = board.task("build");
    ada.claim(wished).accepted();
    bob.claim(wished).accepted();
    ada.next().then(new PlaceTaken(ada.id(), null));
    assertThat(ada.line()).isEqualTo(new Mailbox.Line(2, null, WaitingFor.PAUSED));
  }

  @Test
  void a_wish_reserves_nothing_and_widens_when_its_task_is_gone() {
    AgentHand cyd = board.agent("cyd", "build");
    TaskId wished = twoInLineFor();
    cyd.starts(wished);
    assertThat(ada.line()).isEqualTo(new Mailbox.Line(1, null, WaitingFor.WORK));
    assertThat(bob.line()).isEqualTo(new Mailbox.Line(2, null, WaitingFor.WORK));
  }

  @Test
  void a_wish_widens_when_its_task_is_cancelled_or_moves_to_another_lane() {
    TaskId wished = twoInLineFor();
    priya.edit(wished, edit -> edit.lane("docs")).accepted();
    assertThat(ada.line().wish()).isNull();
    TaskId other = board.task("build");
    ada.claim(other).accepted();
    priya.cancel(other).accepted();
    assertThat(ada.line().wish()).isNull();
  }

  @Test
  void a_place_ends_with_leave_line() {
    ada.next();
    ada.leaveLine().then(new PlaceLeft(ada.id(), null, PlaceLeft.Why.LEFT));
    ada.leaveLine().nothing();
  }

  @Test
  void an_agents_place_is_given_up_by_its_person_and_by_no_other_member() {
    ada.next();
    omar.leaveLine(ada).refused(Code.NOT_ALLOWED, "Only ada or its person mia");
    mia.leaveLine(ada).then(new PlaceLeft(ada.id(), null, PlaceLeft.Why.LEFT));
    mia.leaveLine(board.stranger("eve")).refused(Code.NOT_FOUND, "No agent \"eve\"");
  }

  @Test
  void places_are_counted_within_the_lane() {
    board.agent("dot", "docs").next();
    ada.next();
    bob.next();
    assertThat(ada.line().position()).isEqualTo(1);
    assertThat(bob.line().position()).isEqualTo(2);
  }

  // -- queue: false -----------------------------------------------------------------------------

  @Test
  void without_queueing_full_slots_are_refused_with_the_numbers() {
    TaskId held = board.task("build");
    TaskId wished = board.task("build");
    ada.starts(held);
    Refusal no = ada.claimNow(wished).refused(Code.WIP_FULL);
    assertThat(no.message()).isEqualTo("ada holds 1 of 1 it may hold.");
    assertThat(no.retryAfter()).isEqualTo(Duration.ofSeconds(60));
    assertThat(board.board().line()).isEmpty();
  }

  @Test
  void without_queueing_a_pause_is_refused_before_full_slots() {
    TaskId held = board.task("build");
    TaskId wished = board.task("build");
    ada.starts(held);
    priya.pause(Subject.TEAM);
    ada.claimNow(wished).refused(Code.PAUSED, "The team is paused");
  }

  // -- the order of refusals --------------------------------------------------------------------

  @Test
  void not_found_comes_before_not_allowed_and_that_before_illegal_move() {
    TaskId task = board.task("build");
    mia.claim(new TaskId(9), bob).refused(Code.NOT_FOUND);
    omar.cancel(task).accepted();
    mia.claim(task, bob).refused(Code.NOT_ALLOWED);
    bob.claim(task).refused(Code.ILLEGAL_MOVE);
  }

  @Test
  void illegal_move_comes_before_wrong_lane_and_that_before_held_by_another() {
    TaskId task = board.task("docs");
    AgentHand dot = board.agent("dot", "docs");
    dot.starts(task);
    ada.claim(task).refused(Code.WRONG_LANE);
    dot.submit(task).accepted();
    ada.claim(task).refused(Code.ILLEGAL_MOVE);
  }

  @Test
  void held_by_another_comes_before_blocked_and_that_before_paused_and_full() {
    TaskId held = board.task("build");
    TaskId task = board.task(draft -> draft.lane("build").after(held));
    ada.starts(held);
    priya.pause(Subject.TEAM).accepted();
    ada.claimNow(task).refused(Code.BLOCKED_BY_DEPENDENCY);
    priya.reassign(task, bob).accepted();
    ada.claimNow(task).refused(Code.HELD_BY_ANOTHER);
    priya.edit(task, edit -> edit.after()).accepted();
    bob.claimNow(task).refused(Code.PAUSED);
  }

  @Test
  void self_review_comes_before_stale_claim_and_that_before_illegal_move() {
    TaskId task = board.task("build");
    ada.starts(task);
    ada.pass(task).refused(Code.SELF_REVIEW);
    bob.pass(task).refused(Code.STALE_CLAIM);
    priya.pass(task).refused(Code.ILLEGAL_MOVE);
  }

  // -- for an agent -----------------------------------------------------------------------------

  @Test
  void a_persons_claim_for_its_agent_reserves_and_promotes_it_when_fresh() {
    TaskId task = board.task("build");
    mia.claim(task, ada)
        .then(
            new Reserved(task, ada.id(), Reserved.Cause.CLAIMED_FOR),
            new Claimed(task, ada.id(), 1, WORK, false, true));
  }

  @Test
  void owner_and_admin_may_claim_for_any_agent_and_other_members_may_not() {
    TaskId task = board.task("build");
    mia.claim(task, bob).refused(Code.NOT_ALLOWED, "Only omar (owner) or an admin (priya)");
    AgentHand cyd = board.neverHeard("cyd", "build");
    omar.claim(task, cyd).then(new Reserved(task, cyd.id(), Reserved.Cause.CLAIMED_FOR));
    omar.claim(task, cyd).nothing();
    board.waitsFor(cyd, task);
  }

  @Test
  void an_agent_claims_only_for_itself() {
    TaskId task = board.task("build");
    ada.claimFor(bob, task).refused(Code.NOT_ALLOWED, "An agent acts only for itself");
    ada.claimFor(ada, task).accepted();
  }

  @Test
  void a_person_claims_only_for_an_agent_of_the_lane_that_exists() {
    TaskId task = board.task("docs");
    priya.claim(task, ada).refused(Code.WRONG_LANE);
    priya.claim(task, board.stranger("eve")).refused(Code.NOT_FOUND, "Agents: ada, bob");
    board
        .when(new WorkCommand.Claim(priya.actor(), task, null, true))
        .refused(Code.BAD_VALUE, "Which agent");
  }

  @Test
  void a_person_claims_nothing_that_another_agent_holds() {
    TaskId task = board.task("build");
    ada.starts(task);
    priya.claim(task, bob).refused(Code.HELD_BY_ANOTHER);
    priya.claim(task, ada).nothing();
  }

  @Test
  void an_agent_that_was_removed_does_nothing_any_more() {
    priya.remove(ada).accepted();
    ada.next().refused(Code.NOT_ALLOWED);
    ada.claim(board.task("build")).refused(Code.NOT_ALLOWED);
    ada.quietFor(Duration.ofMinutes(5)).refused(Code.NOT_ALLOWED);
  }
}
