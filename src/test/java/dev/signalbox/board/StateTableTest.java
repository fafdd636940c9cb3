package dev.signalbox.board;

import static dev.signalbox.testkit.TeamSetup.team;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.board.Refusal.Code;
import dev.signalbox.testkit.AgentHand;
import dev.signalbox.testkit.BoardDriver;
import dev.signalbox.testkit.Outcome;
import dev.signalbox.testkit.PersonHand;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every verb in every state: what the table allows happens, everything else is refused. */
class StateTableTest {

  private final BoardDriver board =
      BoardDriver.of(team().lane("docs", lane -> lane.reviewBy("review").accepted()));
  private final PersonHand priya = board.person("priya");
  private final AgentHand ada = board.agent("ada", "docs", priya);
  private final AgentHand bob = board.agent("bob", "docs", priya);
  private final AgentHand rex = board.neverHeard("rex", "review", priya);

  /** Where a task may be, and what may be done with it there. */
  enum Where {
    TODO("claim reassign edit move stuck cancel"),
    DOING("submit release stuck reassign edit cancel"),
    REVIEW("pass fail stuck edit cancel"),
    REVIEWED("release pass fail stuck edit cancel"),
    READY("accept return snooze edit cancel"),
    STUCK("unblock reassign snooze edit move cancel"),
    STUCK_SUBMITTED("unblock accept reassign snooze edit move cancel"),
    DONE("return"),
    CANCELLED("");

    private final String allowed;

    Where(String verbs) {
      allowed = verbs;
    }

    List<String> allowed() {
      return List.of(allowed.split(" "));
    }
  }

  /** What a person who may do everything can ask for. */
  enum Verb {
    CLAIM("claim"),
    SUBMIT("submit"),
    RELEASE("release"),
    STUCK("stuck"),
    PASS("pass"),
    FAIL("fail"),
    ACCEPT("accept"),
    RETURN("return"),
    UNBLOCK("unblock"),
    REASSIGN("reassign"),
    SNOOZE("snooze"),
    CANCEL("cancel"),
    EDIT("edit"),
    MOVE("move");

    private final String word;

    Verb(String word) {
      this.word = word;
    }

    Outcome on(TaskId task, PersonHand by, AgentHand other) {
      return switch (this) {
        case CLAIM -> by.claim(task, other);
        case SUBMIT -> by.submit(task);
        case RELEASE -> by.release(task);
        case STUCK -> by.stuck(task);
        case PASS -> by.pass(task);
        case FAIL -> by.fail(task);
        case ACCEPT -> by.accept(task);
        case RETURN -> by.sendBack(task);
        case UNBLOCK -> by.unblock(task);
        case REASSIGN -> by.reassign(task, other);
        case SNOOZE -> by.snooze(task);
        case CANCEL -> by.cancel(task);
        case EDIT -> by.edit(task, edit -> edit.title("Better"));
        case MOVE -> by.edit(task, edit -> edit.route("build"));
      };
    }
  }

  static Stream<Arguments> everyVerbEverywhere() {
    return Stream.of(Where.values())
        .flatMap(where -> Stream.of(Verb.values()).map(verb -> Arguments.of(where, verb)));
  }

  @ParameterizedTest
  @MethodSource("everyVerbEverywhere")
  void what_the_table_allows_is_done_and_the_rest_is_refused(Where where, Verb verb) {
    TaskId task = taskIn(where);
    Outcome outcome = verb.on(task, priya, bob);
    if (where.allowed().contains(verb.word)) {
      outcome.accepted();
    } else if (where == Where.DOING && verb == Verb.CLAIM) {
      outcome.refused(Code.HELD_BY_ANOTHER);
    } else {
      Refusal no = outcome.refused(Code.ILLEGAL_MOVE);
      assertThat(no.legal()).hasSameElementsAs(told(where));
      assertThat(no.message()).startsWith("T-1 is ");
    }
  }

  /** Moving a task to another lane is an edit. */
  private static List<String> told(Where where) {
    return where.allowed().stream()
        .filter(verb -> !verb.equals("move") && !verb.isEmpty())
        .toList();
  }

  static Stream<Arguments> whereNobodyHoldsIt() {
    return Stream.of(Where.values())
        .filter(where -> where != Where.DOING && where != Where.REVIEWED)
        .map(Arguments::of);
  }

  @ParameterizedTest
  @MethodSource("whereNobodyHoldsIt")
  void an_agent_that_does_not_hold_it_has_a_stale_claim(Where where) {
    TaskId task = taskIn(where);
    bob.submit(task).refused(Code.STALE_CLAIM);
    bob.release(task).refused(Code.STALE_CLAIM);
    bob.stuck(task).refused(Code.STALE_CLAIM);
    bob.pass(task).refused(Code.STALE_CLAIM);
    bob.fail(task).refused(Code.STALE_CLAIM);
    bob.beat(task).refused(Code.STALE_CLAIM);
    if (where != Where.TODO) {
      bob.claim(task).refused(Code.ILLEGAL_MOVE);
    }
  }

  @ParameterizedTest
  @MethodSource("whereNobodyHoldsIt")
  void who_answers_for_nothing_decides_nothing(Where where) {
    TaskId task = taskIn(where);
    PersonHand mia = board.person("mia");
    Stream.of(
            mia.pass(task),
            mia.fail(task),
            mia.accept(task),
            mia.sendBack(task),
            mia.unblock(task),
            mia.reassign(task, bob),
            mia.snooze(task),
            mia.cancel(task),
            mia.edit(task, edit -> edit.title("Mine")),
            mia.claim(task, bob))
        .forEach(outcome -> outcome.refused(Code.NOT_ALLOWED));
  }

  private TaskId taskIn(Where where) {
    TaskId task = board.task("docs");
    switch (where) {
      case TODO -> {}
      case DOING -> ada.starts(task);
      case REVIEW -> handedIn(task);
      case REVIEWED -> {
        handedIn(task);
        rex.beat();
        board.holds(rex, task);
      }
      case READY -> ready(task);
      case STUCK -> ada.starts(task).stuck(task).accepted();
      case STUCK_SUBMITTED -> {
        handedIn(task);
        priya.stuck(task).accepted();
      }
      case DONE -> {
        ready(task);
        priya.accept(task).accepted();
      }
      case CANCELLED -> priya.cancel(task).accepted();
    }
    return task;
  }

  private void handedIn(TaskId task) {
    ada.starts(task).submit(task).accepted();
    board.waitsForReviewer(task);
  }

  private void ready(TaskId task) {
    handedIn(task);
    priya.pass(task).accepted();
    board.stands(task, State.READY);
  }
}
