package dev.signalbox.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.board.HoldEvent.Claimed;
import dev.signalbox.board.Mailbox.WaitingFor;
import dev.signalbox.board.Refusal.Code;
import dev.signalbox.board.ResourceEvent.UnitsReturned;
import dev.signalbox.board.ResourceEvent.UnitsTaken;
import dev.signalbox.testkit.AgentHand;
import dev.signalbox.testkit.BoardDriver;
import dev.signalbox.testkit.TeamSetup;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tasks that need resources: taken with the claim, all or none, and nobody starves. */
class NeedingTest {

  private static final Need STAGING = Need.of("staging", 1);
  private static final Need GPU = Need.of("gpu", 1);

  private final TeamSetup team = TeamSetup.team()
      .resource("staging", Resource.units(1))
      .resource("gpu", Resource.units(2))
      .resource("github", Resource.budget(3, Duration.ofMinutes(1)));
  private final BoardDriver board = BoardDriver.of(team);
  private final AgentHand ada = board.agent("ada", "build");
  private final AgentHand bob = board.agent("bob", "build");

  private TaskId needing(Need... needs) {
    return board.task(draft -> draft.lane("build").needs(needs));
  }

  @Test
  void a_claim_takes_what_its_task_needs() {
    TaskId task = needing(STAGING, GPU);
    ada.claim(task)
        .then(
            new Claimed(task, ada.id(), 1, Hold.Kind.WORK, true, false),
            new UnitsTaken(
                ada.id(), task, 1, List.of(GPU, STAGING), 0, null, List.of(), List.of()));
    assertThat(ada.has()).containsExactly(GPU, STAGING);
  }

  @Test
  void a_task_whose_resources_are_taken_waits_and_holds_nothing() {
    ada.starts(needing(STAGING));
    TaskId task = needing(STAGING, GPU);
    bob.claim(task).accepted();
    board.waitsForLane(task);
    assertThat(bob.line().waitingFor()).isEqualTo(WaitingFor.RESOURCE);
    assertThat(bob.has()).isEmpty();
  }

  @Test
  void it_starts_as_soon_as_they_come_back() {
    TaskId first = needing(STAGING);
    ada.starts(first);
    TaskId task = needing(STAGING);
    bob.claim(task).accepted();
    ada.submit(first).accepted();
    board.holds(bob, task);
    assertThat(bob.has()).containsExactly(STAGING);
  }

  @Test
  void who_will_not_queue_is_told_who_has_it() {
    ada.starts(needing(STAGING));
    bob.claimNow(needing(STAGING)).refused(Code.WIP_FULL, "staging", "ada");
  }

  @Test
  void what_cannot_start_holds_nobody_up() {
    ada.starts(needing(STAGING));
    needing(STAGING);
    TaskId free = board.task("build");
    bob.next().accepted();
    board.holds(bob, free);
  }

  @Test
  void next_waits_for_the_resource_and_says_so() {
    TaskId first = needing(STAGING);
    ada.starts(first);
    TaskId second = needing(STAGING);
    bob.next().accepted();
    assertThat(bob.line().waitingFor()).isEqualTo(WaitingFor.RESOURCE);
    ada.release(first).accepted();
    board.holds(bob, first);
    assertThat(second).isNotNull();
  }

  @Test
  void they_come_back_with_the_claim_and_not_before() {
    TaskId task = needing(STAGING);
    ada.starts(task);
    long token = ada.mailbox().grants().get(0).token();
    ada.giveBack(token).refused(Code.ILLEGAL_MOVE, task.toString());
    ada.submit(task)
        .including(new UnitsReturned(ada.id(), task, token, List.of(STAGING), Grant.How.RETURNED));
  }

  @Test
  void a_review_takes_none() {
    AgentHand quill = board.agent("quill", "review");
    TaskId task = needing(STAGING);
    ada.starts(task).submit(task).accepted();
    board.holds(quill, task);
    assertThat(quill.has()).isEmpty();
    bob.starts(needing(STAGING));
  }

  @Test
  void rework_takes_them_again() {
    AgentHand quill = board.agent("quill", "review");
    TaskId task = needing(STAGING);
    ada.starts(task).submit(task).accepted();
    quill.beat(task).accepted();
    quill.fail(task).accepted();
    board.holds(ada, task, Hold.Kind.REWORK);
    assertThat(ada.has()).containsExactly(STAGING);
  }

  @Test
  void after_a_loss_the_task_itself_waits_for_the_delay() {
    TaskId task = needing(STAGING);
    ada.starts(task);
    board.laterWith(Duration.ofMinutes(5), bob);
    board.sweep().accepted();
    board.waitsForLane(task);
    bob.next().accepted();
    assertThat(bob.line().waitingFor()).isEqualTo(WaitingFor.RESOURCE);
    board.sweepAfter(Duration.ofMillis(14_999)).accepted();
    board.waitsForLane(task);
    board.sweepAfter(Duration.ofMillis(1)).accepted();
    board.holds(bob, task);
  }

  @Test
  void a_budget_cannot_be_needed_nor_what_is_not_there_nor_more_than_there_is() {
    board
        .person("omar")
        .create(draft -> draft.lane("build").needs(Need.of("github", 1)))
        .refused(Code.BAD_VALUE, "github", "acquire");
    board
        .person("omar")
        .create(draft -> draft.lane("build").needs(Need.of("moon", 1)))
        .refused(Code.BAD_VALUE, "moon");
    board
        .person("omar")
        .create(draft -> draft.lane("build").needs(Need.of("gpu", 3)))
        .refused(Code.NEVER_SATISFIABLE);
  }

  @Test
  void needs_can_be_edited_while_nobody_works_on_it() {
    TaskId task = needing(STAGING);
    board.person("omar").edit(task, edit -> edit.needs(GPU)).accepted();
    assertThat(board.task(task).needs()).containsExactly(GPU);
    ada.starts(task);
    board.person("omar").edit(task, edit -> edit.needs()).refused(Code.ILLEGAL_MOVE);
  }

  @Test
  void settings_that_leave_out_what_a_task_needs_are_refused() {
    TaskId task = needing(GPU, Need.of("staging", 1));
    board
        .when(new TeamCommand.Configure(
            Actor.OPERATOR, TeamSetup.team().resource("gpu", Resource.units(2)).done()))
        .refused(Code.ILLEGAL_MOVE, "staging", task.toString());
  }

  @Test
  void who_asks_beside_its_work_comes_before_those_who_would_start_some() {
    AgentHand cat = board.agent("cat", "build").starts(board.task("build"));
    TaskId first = needing(STAGING);
    ada.starts(first);
    TaskId task = needing(STAGING);
    bob.claim(task).accepted();
    cat.waitsFor(STAGING);
    ada.submit(first).accepted();
    assertThat(cat.has()).containsExactly(STAGING);
    board.waitsForLane(task);
  }

  // -- barriers
  // -------------------------------------------------------------------------------------

  @Test
  void one_that_is_passed_over_ten_times_starts_before_anything_later() {
    AgentHand eve = board.agent("eve", "docs");
    AgentHand dan = board.agent("dan", "docs");
    TaskId held = board.task(draft -> draft.lane("docs").needs(STAGING, GPU));
    eve.starts(held);
    TaskId poor =
        board.task(draft -> draft.lane("docs").priority(Priority.LOW).needs(STAGING, GPU));
    dan.claim(poor).accepted();
    for (int i = 1; i <= Supply.BARRIER; i++) {
      TaskId rich =
          board.task(draft -> draft.lane("build").priority(Priority.URGENT).needs(GPU));
      ada.starts(rich);
      assertThat(board.task(poor).passed()).as("passed over").isEqualTo(i);
      ada.release(rich).accepted();
      board.person("priya").cancel(rich).accepted();
    }
    TaskId rich =
        board.task(draft -> draft.lane("build").priority(Priority.URGENT).needs(GPU));
    ada.claim(rich).accepted();
    board.waitsForLane(rich);
    eve.submit(held).accepted();
    board.holds(dan, poor);
    board.holds(ada, rich);
  }

  @Test
  void an_adversary_with_ever_more_urgent_tasks_keeps_nobody_waiting_for_ever() {
    TaskId poor = board.task(draft -> draft.lane("build").priority(Priority.LOW).needs(STAGING));
    TaskId running =
        board.task(draft -> draft.lane("build").priority(Priority.URGENT).needs(STAGING));
    ada.starts(running);
    bob.claim(poor).accepted();
    int urgent = 0;
    while (board.task(poor).state() == State.TODO) {
      TaskId more =
          board.task(draft -> draft.lane("build").priority(Priority.URGENT).needs(STAGING));
      AgentHand helper = board.agent("helper" + urgent, "build");
      helper.claim(more).accepted();
      AgentId holder = board.task(running).held().orElseThrow().agent();
      new Holder(holder).submit(running);
      running = more;
      urgent++;
      assertThat(urgent).isLessThanOrEqualTo(Supply.BARRIER);
    }
    assertThat(board.task(poor).passed()).as("since it started").isZero();
    assertThat(urgent).as("and one by ada before").isEqualTo(Supply.BARRIER);
    board.holds(bob, poor);
  }

  /** Whoever holds a task now. */
  private final class Holder {
    private final AgentId id;

    Holder(AgentId id) {
      this.id = id;
    }

    void submit(TaskId task) {
      board
          .when(new WorkCommand.Submit(
              Actor.of(id),
              task,
              board.task(task).held().orElseThrow().epoch(),
              "https://ci.test/1",
              "done",
              List.of()))
          .accepted();
    }
  }

  @Test
  void a_barrier_that_nobody_could_start_keeps_nothing_idle() {
    AgentHand dan = board.agent("dan", "docs");
    AgentHand cat = board.agent("cat", "build").starts(needing(STAGING));
    TaskId poor = board.task(draft -> draft.lane("docs").needs(STAGING, GPU));
    dan.claim(poor).accepted();
    for (int i = 0; i < Supply.BARRIER; i++) {
      TaskId rich = needing(GPU);
      ada.starts(rich).release(rich).accepted();
      board.person("priya").cancel(rich).accepted();
    }
    TaskId rich = needing(GPU);
    ada.claim(rich).accepted();
    board.waitsForLane(rich);
    board.laterWith(Duration.ofMinutes(5), ada, bob, cat);
    board.sweep().accepted();
    board.holds(ada, rich);
  }
}
