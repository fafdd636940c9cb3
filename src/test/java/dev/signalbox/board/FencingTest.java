package dev.signalbox.board;

import static dev.signalbox.testkit.TeamSetup.team;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.board.HoldEvent.LateWork;
import dev.signalbox.board.Refusal.Code;
import dev.signalbox.testkit.AgentHand;
import dev.signalbox.testkit.BoardDriver;
import dev.signalbox.testkit.Outcome;
import dev.signalbox.testkit.PersonHand;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A stale epoch changes nothing; work that comes too late is kept once, as a fact. */
class FencingTest {

  private final BoardDriver board = BoardDriver.of(team());
  private final PersonHand priya = board.person("priya");
  private final PersonHand mia = board.person("mia");
  private final AgentHand ada = board.agent("ada", "build", mia);
  private final AgentHand bob = board.agent("bob", "build");
  private final AgentHand rex = board.neverHeard("rex", "review");
  private final TaskId task = board.task("build");

  private void takenOverByBob() {
    ada.starts(task);
    board.sweepAfter(Duration.ofMinutes(5));
    bob.starts(task);
  }

  private LateWork late() {
    return new LateWork(task, ada.id(), 1, "https://ci.test/1", "here it is");
  }

  @Test
  void every_verb_with_a_stale_epoch_is_refused_with_the_truth() {
    takenOverByBob();
    Refusal no = ada.beat(task, 1).refused(Code.STALE_CLAIM);
    assertThat(no.message()).contains("held by bob at epoch 2", "Stop working on it");
    assertThat(no.code().advice()).isEqualTo(Refusal.Advice.STOP);
    ada.release(task, 1).refused(Code.STALE_CLAIM);
    ada.stuck(task, 1).refused(Code.STALE_CLAIM);
    board.holds(bob, task);
  }

  @Test
  void the_right_agent_with_the_wrong_epoch_and_the_wrong_agent_with_the_right_one_are_stale() {
    takenOverByBob();
    bob.submit(task, 1).refused(Code.STALE_CLAIM);
    bob.submit(task, 3).refused(Code.STALE_CLAIM);
    ada.submit(task, 2).refused(Code.STALE_CLAIM);
    bob.submit(task, 2).accepted();
  }

  @Test
  void who_never_held_it_is_stale() {
    bob.submit(task, 1).refused(Code.STALE_CLAIM, "nobody holds it; it is todo");
    bob.submit(task, 0).refused(Code.STALE_CLAIM);
  }

  @Test
  void a_late_submit_is_kept_once_and_never_applied() {
    takenOverByBob();
    ada.submit(task, 1).refusedBut(Code.STALE_CLAIM, late());
    ada.submit(task, 1).refused(Code.STALE_CLAIM);
    board.holds(bob, task);
  }

  @Test
  void late_work_of_an_epoch_that_a_person_took_is_kept() {
    ada.starts(task);
    priya.reassign(task, bob).accepted();
    ada.submit(task, 1).refusedBut(Code.STALE_CLAIM, late());
  }

  @Test
  void late_work_of_a_hold_that_lapsed_is_kept() {
    ada.next();
    ada.release(task).accepted();
    priya.claim(task, ada).accepted();
    board.laterWith(Duration.ofMinutes(3), ada);
    board.sweep();
    Outcome tooLate = ada.submit(task, 2);
    tooLate.refusedBut(
        Code.STALE_CLAIM, new LateWork(task, ada.id(), 2, "https://ci.test/1", "here it is"));
  }

  @Test
  void work_is_not_late_where_the_holder_let_go_itself() {
    ada.starts(task);
    ada.release(task).accepted();
    ada.submit(task, 1).refused(Code.STALE_CLAIM);
  }

  @Test
  void late_work_is_kept_for_each_epoch_that_was_taken() {
    takenOverByBob();
    board.sweepAfter(Duration.ofMinutes(5));
    bob.submit(task, 2)
        .refusedBut(
            Code.STALE_CLAIM, new LateWork(task, bob.id(), 2, "https://ci.test/1", "here it is"));
    ada.submit(task, 1).refusedBut(Code.STALE_CLAIM, late());
  }

  @Test
  void late_work_of_a_closed_task_is_kept_too() {
    ada.starts(task);
    priya.cancel(task).accepted();
    ada.submit(task, 1).refusedBut(Code.STALE_CLAIM, late());
    ada.submit(task, 1).refused(Code.STALE_CLAIM, "it is cancelled");
  }

  @Test
  void bad_input_is_refused_before_work_is_looked_at() {
    takenOverByBob();
    board
        .when(new WorkCommand.Submit(ada.actor(), task, 1, "ftp://x", "note", List.of()))
        .refused(Code.BAD_VALUE, "http");
  }

  @Test
  void epochs_are_never_used_again() {
    ada.starts(task);
    ada.release(task);
    bob.starts(task);
    bob.release(task);
    ada.starts(task);
    assertThat(board.task(task).epoch()).isEqualTo(3);
  }

  @Test
  void a_review_takes_the_next_epoch_too() {
    ada.starts(task);
    rex.beat();
    ada.submit(task).accepted();
    board.holds(rex, task);
    assertThat(board.task(task).epoch()).isEqualTo(2);
    ada.beat(task, 1).refused(Code.STALE_CLAIM);
  }

  @Test
  void a_persons_command_acts_on_the_present() {
    takenOverByBob();
    priya.release(task).accepted();
    board.waitsForLane(task);
  }

  @Test
  void a_person_acts_only_for_its_own_agent() {
    takenOverByBob();
    mia.submit(task).refused(Code.NOT_ALLOWED, "Only bob itself can do that");
    mia.stuck(task).refused(Code.NOT_ALLOWED);
    mia.release(task).refused(Code.NOT_ALLOWED);
  }

  @Test
  void who_is_not_of_the_team_may_do_nothing() {
    PersonHand eve = board.person("eve");
    eve.submit(task).refused(Code.NOT_ALLOWED, "You are not a person of this team");
    eve.stuck(task).refused(Code.NOT_ALLOWED);
    eve.release(task).refused(Code.NOT_ALLOWED);
    eve.pass(task).refused(Code.NOT_ALLOWED);
    eve.note(task, "hello").refused(Code.NOT_ALLOWED);
    eve.create(draft -> draft.lane("build")).refused(Code.NOT_ALLOWED);
  }

  @Test
  void an_agents_person_hands_in_for_it_and_the_agent_is_told_to_stop() {
    ada.starts(task);
    mia.submit(task).accepted();
    board.stands(task, State.REVIEW);
    assertThat(ada.mailbox().stops()).extracting(Agent.Stop::reason).containsExactly("submitted");
  }

  @Test
  void an_agents_person_asks_for_help_for_it_and_the_agent_is_told_to_stop() {
    ada.starts(task);
    mia.stuck(task).accepted();
    board.stands(task, State.STUCK);
    assertThat(ada.mailbox().stops()).extracting(Agent.Stop::reason).containsExactly("stuck");
  }
}
