package dev.signalbox.board;

import static dev.signalbox.testkit.TeamSetup.team;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.board.Refusal.Code;
import dev.signalbox.board.TeamEvent.AgentAdded;
import dev.signalbox.board.TeamEvent.AgentRemoved;
import dev.signalbox.board.TeamEvent.Configured;
import dev.signalbox.board.TeamEvent.TokenIssued;
import dev.signalbox.board.TeamEvent.TokenRevoked;
import dev.signalbox.board.TeamEvent.TokenRotated;
import dev.signalbox.board.TeamEvent.TokenRotated.Kind;
import dev.signalbox.testkit.AgentHand;
import dev.signalbox.testkit.BoardDriver;
import dev.signalbox.testkit.Outcome;
import dev.signalbox.testkit.PersonHand;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Settings, agents and their tokens. */
class EnrollingTest {

  private static final LaneId BUILD = new LaneId("build");

  private final BoardDriver board = BoardDriver.of(team());
  private final PersonHand priya = board.person("priya");
  private final PersonHand omar = board.person("omar");
  private final PersonHand mia = board.person("mia");
  private final AgentHand ada = board.agent("ada", "build", mia);

  // -- agents -----------------------------------------------------------------------------------

  @Test
  void an_agent_is_added_with_its_first_token() {
    AgentId bob = new AgentId("bob");
    board
        .when(new TeamCommand.AddAgent(priya.actor(), bob, BUILD, mia.id(), "sbx_2"))
        .then(new AgentAdded(bob, BUILD, mia.id()), new TokenIssued(bob, "sbx_2"));
    assertThat(board.board().agent(bob).tokens()).isEqualTo(1);
  }

  @Test
  void only_an_admin_adds_removes_and_issues() {
    AgentHand bob = board.stranger("bob");
    omar.add(bob, "build").refused(Code.NOT_ALLOWED, "Only an admin can add an agent");
    board.person("eve").add(bob, "build").refused(Code.NOT_ALLOWED);
    omar.remove(ada).refused(Code.NOT_ALLOWED, "Only an admin");
    omar.issueToken(ada).refused(Code.NOT_ALLOWED);
    omar.revokeTokens(ada).refused(Code.NOT_ALLOWED);
    priya.add(bob, "art").refused(Code.BAD_VALUE, "No lane \"art\"");
    priya.remove(bob).refused(Code.NOT_FOUND, "No agent \"bob\". Agents: ada");
  }

  @Test
  void the_same_agent_again_gets_one_more_token() {
    priya.add(ada, "build").then(new TokenIssued(ada.id(), "sbx_9"));
    assertThat(ada.onBoard().tokens()).isEqualTo(2);
    assertThat(ada.onBoard().person()).isEqualTo(mia.id());
  }

  @Test
  void an_agent_changes_its_lane_only_with_empty_hands() {
    TaskId task = board.task("build");
    ada.starts(task);
    priya.add(ada, "docs").refused(Code.ILLEGAL_MOVE, "ada holds work in build");
    ada.release(task).accepted();
    ada.next();
    ada.release(task).accepted();
    ada.leaveLine();
    priya.add(ada, "docs").accepted();
    assertThat(ada.onBoard().lane()).isEqualTo(new LaneId("docs"));
  }

  @Test
  void changing_its_lane_ends_its_place_and_its_reservations() {
    priya.pause(Subject.of(BUILD)).accepted();
    TaskId task = board.task("build");
    ada.next();
    priya.claim(task, ada).accepted();
    priya.add(ada, "docs").accepted();
    assertThat(ada.line()).isNull();
    board.waitsForLane(task);
  }

  @Test
  void a_paused_agent_that_changes_its_lane_stays_paused() {
    priya.pause(Subject.of(ada.id())).accepted();
    priya.add(ada, "docs").accepted();
    assertThat(ada.onBoard().paused()).isTrue();
    assertThat(ada.onBoard().person()).isEqualTo(mia.id());
  }

  @Test
  void a_removed_agent_is_gone_with_all_its_tokens() {
    priya.remove(ada).then(new AgentRemoved(ada.id()), new TokenRevoked(ada.id(), null));
    assertThat(board.board().agents()).isEmpty();
    assertThat(ada.onBoard().tokens()).isZero();
  }

  @Test
  void added_again_it_is_the_same_agent() {
    TaskId task = board.task("build");
    AgentHand rex = board.agent("rex", "review");
    ada.starts(task).submit(task).accepted();
    rex.pass(task).accepted();
    priya.remove(rex).accepted();
    priya.add(rex, "review").accepted();
    assertThat(rex.onBoard().removed()).isFalse();
    assertThat(rex.onBoard().tokens()).isEqualTo(1);
    assertThat(rex.onBoard().reviewEnded()).isEqualTo(board.now());
  }

  @Test
  void who_held_a_task_and_comes_back_in_another_lane_still_does_not_review_it() {
    TaskId task = board.task("build");
    AgentHand bob = board.agent("bob", "build");
    ada.starts(task).release(task).accepted();
    priya.remove(ada).accepted();
    priya.add(ada, "review").accepted();
    ada.beat();
    bob.starts(task).submit(task).accepted();
    board.stands(task, State.STUCK);
  }

  @Test
  void a_team_has_at_most_a_thousand_agents() {
    Board many = Board.empty(team().done());
    for (int agent = 0; agent < 1_000; agent++) {
      assertThat(added(many, "agent" + agent).accepted()).isTrue();
    }
    assertThat(added(many, "one-more").refusal().code()).isEqualTo(Code.TOO_MANY);
    assertThat(added(many, "agent7").accepted()).isTrue();
  }

  private Ruling added(Board many, String name) {
    return Rules.decide(
        many,
        new TeamCommand.AddAgent(Actor.OPERATOR, new AgentId(name), BUILD, null, "sbx_1"),
        board.now());
  }

  // -- tokens -----------------------------------------------------------------------------------

  @Test
  void an_agent_has_at_most_ten_tokens() {
    for (int token = 2; token <= 10; token++) {
      priya.issueToken(ada).then(new TokenIssued(ada.id(), "sbx_9"));
    }
    priya.issueToken(ada).refused(Code.TOO_MANY, "ada has 10 tokens");
    priya.add(ada, "build").refused(Code.TOO_MANY);
    revoke("sbx_9").then(new TokenRevoked(ada.id(), "sbx_9"));
    priya.issueToken(ada).accepted();
  }

  private Outcome revoke(String prefix) {
    return board.when(new TeamCommand.RevokeToken(priya.actor(), ada.id(), prefix));
  }

  @Test
  void all_tokens_may_be_revoked_at_once_and_none_is_less_than_none() {
    priya.issueToken(ada).accepted();
    priya.revokeTokens(ada).then(new TokenRevoked(ada.id(), null));
    assertThat(ada.onBoard().tokens()).isZero();
    revoke("sbx_9").accepted();
    assertThat(ada.onBoard().tokens()).isZero();
  }

  @Test
  void a_new_token_takes_the_place_of_all_older_ones_after_a_grace() {
    for (int token = 2; token <= 10; token++) {
      priya.issueToken(ada).accepted();
    }
    rotate(priya, Duration.ofHours(1))
        .then(new TokenRotated(ada.id(), Kind.TOKEN, "new", board.now().plus(Duration.ofHours(1))));
    assertThat(ada.onBoard().tokens()).isEqualTo(1);
    rotate(priya, Duration.ZERO).then(new TokenRotated(ada.id(), Kind.TOKEN, "new", board.now()));
    rotate(priya, Duration.ofDays(7)).accepted();
  }

  @Test
  void a_signing_secret_counts_among_no_tokens() {
    var ask =
        new TeamCommand.RotateToken(priya.actor(), ada.id(), Kind.SECRET, "new", Duration.ZERO);
    board.when(ask).then(new TokenRotated(ada.id(), Kind.SECRET, "new", board.now()));
    priya.issueToken(ada).accepted();
    board.when(ask).accepted();
    assertThat(ada.onBoard().tokens()).isEqualTo(2);
  }

  @Test
  void only_an_admin_rotates_and_within_the_range_only() {
    rotate(omar, Duration.ZERO).refused(Code.NOT_ALLOWED, "rotate tokens");
    rotate(priya, Duration.ofSeconds(-1)).refused(Code.BAD_VALUE, "-1 s");
    rotate(priya, Duration.ofDays(7).plusSeconds(1)).refused(Code.BAD_VALUE, "7 days");
    priya.remove(ada).accepted();
    rotate(priya, Duration.ZERO).refused(Code.NOT_FOUND);
  }

  private Outcome rotate(PersonHand who, Duration grace) {
    return board.when(new TeamCommand.RotateToken(who.actor(), ada.id(), Kind.TOKEN, "new", grace));
  }

  // -- settings ---------------------------------------------------------------------------------

  @Test
  void settings_in_force_change_nothing_when_asked_for_again() {
    priya.configure(team().done()).nothing();
    priya.configure(team().wip(5).done()).then(new Configured(team().wip(5).done(), List.of()));
    assertThat(board.board().team().wip()).isEqualTo(5);
  }

  @Test
  void only_an_admin_changes_settings() {
    omar.configure(team().wip(5).done()).refused(Code.NOT_ALLOWED, "change settings");
  }

  @Test
  void a_lane_with_agents_does_not_vanish() {
    priya
        .configure(team().withoutLane("build").done())
        .refused(Code.ILLEGAL_MOVE, "Lane build", "agent ada works in it");
  }

  @Test
  void a_lane_with_open_work_or_work_to_come_does_not_vanish() {
    board.task(draft -> draft.lane("review").route("docs"));
    priya
        .configure(team().withoutLane("docs").done())
        .refused(Code.ILLEGAL_MOVE, "Lane docs", "T-1 is to go there");
    board.task("docs");
    priya.cancel(new TaskId(1)).accepted();
    priya
        .configure(team().withoutLane("docs").done())
        .refused(Code.ILLEGAL_MOVE, "T-2 is open in it");
    priya.cancel(new TaskId(2)).accepted();
    priya.configure(team().withoutLane("docs").done()).accepted();
  }

  @Test
  void a_person_with_agents_or_open_tasks_does_not_vanish() {
    priya
        .configure(team().withoutPerson("mia").done())
        .refused(Code.ILLEGAL_MOVE, "Person mia", "agent ada is theirs");
    TaskId task = board.task("docs");
    priya
        .configure(team().withoutPerson("omar").done())
        .refused(Code.ILLEGAL_MOVE, "Person omar", "T-1 is theirs");
    priya.cancel(task).accepted();
    priya.configure(team().withoutPerson("omar").done()).accepted();
  }

  @Test
  void work_of_a_lane_that_is_gone_does_not_come_back() {
    AgentHand dot = board.agent("dot", "docs");
    TaskId task = board.task("docs");
    dot.starts(task).submit(task).accepted();
    priya.accept(task).accepted();
    priya.remove(dot).accepted();
    priya.configure(team().withoutLane("docs").done()).accepted();
    priya.sendBack(task).refused(Code.BAD_VALUE, "No lane \"docs\"");
  }
}
