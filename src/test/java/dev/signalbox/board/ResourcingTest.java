package dev.signalbox.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.board.Refusal.Code;
import dev.signalbox.board.ResourceEvent.BudgetFrozen;
import dev.signalbox.board.ResourceEvent.UnitsAwaited;
import dev.signalbox.board.ResourceEvent.UnitsForgone;
import dev.signalbox.board.ResourceEvent.UnitsReturned;
import dev.signalbox.board.ResourceEvent.UnitsTaken;
import dev.signalbox.testkit.AgentHand;
import dev.signalbox.testkit.BoardDriver;
import dev.signalbox.testkit.Outcome;
import dev.signalbox.testkit.TeamSetup;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Units beside a task: asked for, had, given back, lost, and never had twice. */
class ResourcingTest {

  private static final Need STAGING = Need.of("staging", 1);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final BoardDriver board = BoardDriver.of(TeamSetup.team()
      .lane("build", lane -> lane.agentWip(2))
      .resource("staging", Resource.units(1))
      .resource("slow", heldFor(Duration.ofMinutes(30)))
      .resource("gpu", Resource.units(3))
      .resource("disk", Resource.units(3))
      .resource("github", Resource.budget(3, MINUTE)));
  private final AgentHand ada = working("ada");
  private final AgentHand bob = working("bob");
  private final AgentHand cat = working("cat");

  private static Resource heldFor(Duration most) {
    return new Resource(1, null, Resource.USE_WITHIN, most, Resource.LOCK_DELAY);
  }

  private AgentHand working(String name) {
    AgentHand hand = board.agent(name, "build");
    return hand.starts(board.task("build"));
  }

  private TaskId taskOf(AgentHand agent) {
    return board.board().holdsOf(agent.id()).get(0).id();
  }

  // -- who may ask for what
  // -------------------------------------------------------------------------

  @Test
  void what_is_free_is_had_at_once_with_the_number_of_the_event_as_its_token() {
    ada.acquire(STAGING)
        .then(new UnitsTaken(
            ada.id(), taskOf(ada), 0, List.of(STAGING), 0, null, List.of(), List.of()));
    assertThat(ada.mailbox().grants())
        .extracting(Grant::token)
        .containsExactly(board.board().events());
  }

  @Test
  void tokens_only_grow() {
    long first = ada.takes(STAGING);
    ada.giveBack(first).accepted();
    assertThat(bob.takes(STAGING)).isGreaterThan(first);
  }

  @Test
  void only_who_holds_something_may_have_units_beside_it() {
    board.agent("idle", "build").acquire(STAGING).refused(Code.NO_HOLD);
  }

  @Test
  void a_reviewer_may_have_units_too() {
    AgentHand quill = board.agent("quill", "review");
    ada.submit(taskOf(ada)).accepted();
    quill.beat();
    assertThat(quill.takes(STAGING)).isPositive();
  }

  @Test
  void more_than_there_is_can_never_be_had_and_is_refused_at_once() {
    ada.acquire(Need.of("gpu", 4)).refused(Code.NEVER_SATISFIABLE, "3 units", "4");
    ada.acquire(Need.of("github", 4)).refused(Code.NEVER_SATISFIABLE);
  }

  @Test
  void what_the_team_does_not_have_is_named_with_what_it_has() {
    ada.acquire(Need.of("moon", 1)).refused(Code.BAD_VALUE, "moon", "staging");
  }

  @Test
  void nothing_twice_the_same_and_too_many_are_refused() {
    ada.acquire().refused(Code.BAD_VALUE);
    ada.acquire(Need.of("gpu", 1), Need.of("gpu", 2)).refused(Code.BAD_VALUE, "twice");
    ada.acquire(java.util.stream.IntStream.range(0, 11)
            .mapToObj(i -> Need.exclusive("a" + i))
            .toArray(Need[]::new))
        .refused(Code.TOO_MANY, "10", "11");
  }

  @Test
  void a_hold_has_its_bounds() {
    ada.acquireFor(Duration.ZERO, STAGING).refused(Code.BAD_VALUE, "1 to 86400");
    ada.acquireFor(Duration.ofDays(2), STAGING).refused(Code.BAD_VALUE);
  }

  @Test
  void all_or_nothing() {
    bob.takes(STAGING);
    ada.waitsFor(Need.of("gpu", 1), STAGING);
    assertThat(ada.has()).isEmpty();
    assertThat(cat.takes(Need.of("gpu", 3))).isPositive();
  }

  @Test
  void the_same_mutex_twice_is_the_same_grant() {
    long token = ada.takes(STAGING);
    ada.acquire(STAGING).nothing();
    assertThat(ada.takes(STAGING)).isEqualTo(token);
  }

  @Test
  void the_same_paths_twice_are_the_same_grant_and_some_of_the_units_are_more() {
    long token = ada.takes(Need.exclusive("src/**"));
    assertThat(ada.takes(Need.exclusive("src/**"))).isEqualTo(token);
    assertThat(ada.takes(Need.of("gpu", 1))).isLessThan(ada.takes(Need.of("gpu", 1)));
  }

  // -- waiting
  // --------------------------------------------------------------------------------------

  @Test
  void what_is_taken_is_waited_for_and_had_when_it_is_given_back() {
    long token = ada.takes(STAGING);
    bob.acquire(STAGING).then(new UnitsAwaited(bob.id(), taskOf(bob), List.of(STAGING), null));
    long asked = board.board().events();
    ada.giveBack(token)
        .then(
            new UnitsReturned(ada.id(), taskOf(ada), token, List.of(STAGING), Grant.How.GIVEN_BACK),
            new UnitsTaken(
                bob.id(), taskOf(bob), 0, List.of(STAGING), asked, null, List.of(), List.of()));
    assertThat(bob.mailbox().request()).isNull();
  }

  @Test
  void the_mailbox_tells_the_position_and_who_has_it() {
    ada.takes(STAGING);
    bob.waitsFor(STAGING);
    cat.waitsFor(STAGING);
    assertThat(cat.mailbox().request().position()).isEqualTo(2);
    assertThat(cat.mailbox().request().holders()).containsExactly(ada.id());
  }

  @Test
  void first_come_first_served() {
    long token = ada.takes(STAGING);
    bob.waitsFor(STAGING);
    cat.waitsFor(STAGING);
    ada.giveBack(token).accepted();
    assertThat(bob.has()).containsExactly(STAGING);
    assertThat(cat.has()).isEmpty();
  }

  @Test
  void a_second_request_is_answered_with_the_place_of_the_first() {
    ada.takes(STAGING);
    bob.waitsFor(STAGING);
    bob.acquire(Need.of("gpu", 1)).nothing();
    assertThat(bob.mailbox().request().needs()).containsExactly(STAGING);
    bob.acquire(STAGING).nothing();
  }

  @Test
  void who_waits_for_many_is_not_overtaken_by_those_who_want_few() {
    long token = ada.takes(Need.of("gpu", 2));
    bob.waitsFor(Need.of("gpu", 3));
    cat.waitsFor(Need.of("gpu", 1));
    ada.giveBack(token).accepted();
    assertThat(bob.has()).containsExactly(Need.of("gpu", 3));
  }

  @Test
  void what_the_first_in_line_does_not_lack_is_free_to_others() {
    ada.takes(STAGING);
    bob.waitsFor(STAGING, Need.of("gpu", 1));
    assertThat(cat.takes(Need.of("gpu", 3))).isPositive();
  }

  @Test
  void urgent_work_comes_first_and_waiting_ages() {
    long token = ada.takes(STAGING);
    bob.waitsFor(STAGING);
    TaskId urgent = board.task(draft -> draft.lane("build").priority(Priority.URGENT));
    AgentHand dan = board.agent("dan", "build").starts(urgent);
    board.laterWith(Duration.ofMinutes(10), ada, bob, dan);
    dan.waitsFor(STAGING);
    ada.giveBack(token).accepted();
    assertThat(dan.has()).containsExactly(STAGING);
  }

  @Test
  void who_waited_long_enough_is_as_urgent_as_the_urgent() {
    long token = ada.takes(STAGING);
    bob.waitsFor(STAGING);
    board.laterWith(Duration.ofMinutes(61), ada, bob);
    TaskId urgent = board.task(draft -> draft.lane("build").priority(Priority.URGENT));
    AgentHand dan = board.agent("dan", "build").starts(urgent);
    dan.waitsFor(STAGING);
    ada.giveBack(token).accepted();
    assertThat(bob.has()).containsExactly(STAGING);
  }

  @Test
  void one_that_is_passed_over_ten_times_is_passed_no_more() {
    ada.takes(STAGING);
    bob.waitsFor(STAGING, Need.of("gpu", 1));
    for (int i = 0; i < Supply.BARRIER; i++) {
      cat.giveBack(cat.takes(Need.of("gpu", 1))).accepted();
    }
    cat.waitsFor(Need.of("gpu", 1));
    assertThat(cat.has()).isEmpty();
  }

  @Test
  void leaving_the_line_ends_the_request() {
    ada.takes(STAGING);
    bob.waitsFor(STAGING);
    bob.leaveLine().then(new UnitsForgone(bob.id()));
    assertThat(bob.mailbox().request()).isNull();
  }

  @Test
  void the_wait_is_guessed_from_how_long_units_are_usually_held() {
    long token = ada.takes(STAGING);
    board.laterWith(Duration.ofMinutes(4), ada, bob, cat);
    ada.giveBack(token).accepted();
    ada.takes(STAGING);
    bob.waitsFor(STAGING);
    cat.waitsFor(STAGING);
    assertThat(bob.mailbox().request().estimate()).isEqualTo(Duration.ofMinutes(4));
    assertThat(cat.mailbox().request().estimate()).isEqualTo(Duration.ofMinutes(8));
  }

  @Test
  void nobody_guesses_without_knowing_anything() {
    ada.takes(STAGING);
    bob.waitsFor(STAGING);
    assertThat(bob.mailbox().request().estimate()).isNull();
  }

  // -- circles
  // --------------------------------------------------------------------------------------

  @Test
  void two_that_would_wait_for_each_other_are_told_the_circle() {
    ada.takes(STAGING);
    bob.takes(Need.of("gpu", 3));
    ada.waitsFor(Need.of("gpu", 1));
    bob.acquire(STAGING).refused(Code.WOULD_DEADLOCK, "bob waits for ada waits for bob");
  }

  @Test
  void a_circle_of_three_is_found() {
    ada.takes(STAGING);
    bob.takes(Need.of("gpu", 3));
    cat.takes(Need.of("disk", 3));
    ada.waitsFor(Need.of("gpu", 1));
    bob.waitsFor(Need.of("disk", 1));
    cat.acquire(STAGING).refused(Code.WOULD_DEADLOCK, "cat waits for ada waits for bob");
  }

  @Test
  void who_would_wait_for_what_it_has_itself_is_told_so() {
    ada.takes(Need.of("gpu", 2));
    ada.acquire(Need.of("gpu", 2)).refused(Code.WOULD_DEADLOCK, "ada waits for ada");
  }

  @Test
  void two_who_share_paths_and_both_want_them_alone_are_told_the_circle() {
    ada.takes(Need.shared("src/**"));
    bob.takes(Need.shared("src/**"));
    ada.waitsFor(Need.exclusive("src/**"));
    bob.acquire(Need.exclusive("src/**")).refused(Code.WOULD_DEADLOCK);
  }

  @Test
  void nobody_is_kept_back_by_one_who_waits_for_it() {
    long token = ada.takes(Need.of("gpu", 1));
    cat.takes(Need.of("gpu", 1));
    bob.waitsFor(Need.of("gpu", 3));
    assertThat(ada.takes(Need.of("gpu", 1))).as("bob waits for ada").isGreaterThan(token);
  }

  @Test
  void an_agent_that_waits_for_units_is_given_no_task_that_needs_some() {
    ada.takes(STAGING);
    bob.waitsFor(STAGING);
    TaskId task = board.task(draft -> draft.lane("build").needs(Need.of("gpu", 1)));
    bob.claim(task).accepted();
    board.waitsForLane(task);
  }

  // -- coming back
  // ----------------------------------------------------------------------------------

  @Test
  void giving_back_twice_has_no_effect() {
    long token = ada.takes(STAGING);
    ada.giveBack(token).accepted();
    ada.giveBack(token).nothing();
  }

  @Test
  void nobody_gives_back_what_is_anothers() {
    long token = ada.takes(STAGING);
    bob.giveBack(token).refused(Code.NOT_ALLOWED);
    bob.giveBack(token + 1_000).refused(Code.NOT_FOUND);
    assertThat(ada.has()).containsExactly(STAGING);
  }

  @Test
  void units_go_back_with_the_last_hold_and_not_before() {
    TaskId second = board.task("build");
    ada.starts(second);
    long token = ada.takes(STAGING);
    ada.submit(second).without(UnitsReturned.class);
    TaskId first = taskOf(ada);
    ada.release(first)
        .including(
            new UnitsReturned(ada.id(), second, token, List.of(STAGING), Grant.How.RETURNED));
    assertThat(bob.takes(STAGING)).isPositive();
  }

  @Test
  void a_request_ends_with_the_last_hold() {
    ada.takes(STAGING);
    bob.waitsFor(STAGING);
    bob.release(taskOf(bob)).including(new UnitsForgone(bob.id()));
  }

  @Test
  void the_units_of_a_lost_holder_are_locked_for_exactly_the_delay() {
    ada.takes(STAGING);
    board.laterWith(Duration.ofMinutes(5), bob, cat);
    bob.waitsFor(STAGING);
    board.sweep().accepted();
    assertThat(ada.has()).as("lost").isEmpty();
    bob.beat();
    board.sweepAfter(Duration.ofMillis(14_999)).accepted();
    assertThat(bob.has()).isEmpty();
    assertThat(board.board().due()).contains(board.now().plusMillis(1));
    board.sweepAfter(Duration.ofMillis(1)).accepted();
    assertThat(bob.has()).containsExactly(STAGING);
  }

  @Test
  void what_a_person_takes_away_is_locked_as_well() {
    ada.takes(STAGING);
    board.person("priya").release(taskOf(ada)).accepted();
    bob.waitsFor(STAGING);
    board.sweepAfter(Duration.ofSeconds(15)).accepted();
    assertThat(bob.has()).containsExactly(STAGING);
  }

  @Test
  void nothing_is_unlocked_before_agents_could_be_heard_again() {
    ada.takes(STAGING);
    board.person("priya").release(taskOf(ada)).accepted();
    bob.waitsFor(STAGING);
    board.awaken(Duration.ofHours(1)).accepted();
    board.sweepAfter(Duration.ofSeconds(16)).nothing();
    board.laterWith(Duration.ofSeconds(284), bob);
    board.sweep().accepted();
    assertThat(bob.has()).containsExactly(STAGING);
  }

  @Test
  void units_come_back_when_they_may_be_held_no_longer() {
    Need slow = Need.of("slow", 1);
    long token = ada.takes(slow);
    board.laterWith(Duration.ofMinutes(29), ada, bob);
    bob.waitsFor(slow);
    assertThat(bob.mailbox().request().estimate()).isEqualTo(MINUTE);
    board
        .sweepAfter(MINUTE)
        .including(
            new UnitsReturned(ada.id(), taskOf(ada), token, List.of(slow), Grant.How.EXPIRED));
    assertThat(bob.has()).containsExactly(slow);
  }

  @Test
  void a_shorter_hold_may_be_asked_for_and_a_longer_one_is_cut() {
    Need slow = Need.of("slow", 1);
    ada.acquireFor(Duration.ofMinutes(1), slow).accepted();
    assertThat(ada.mailbox().grants().get(0).until()).isEqualTo(board.now().plus(MINUTE));
    board.sweepAfter(MINUTE).accepted();
    ada.beat();
    ada.acquireFor(Duration.ofHours(2), slow).accepted();
    assertThat(ada.mailbox().grants().get(0).until())
        .isEqualTo(board.now().plus(Duration.ofMinutes(30)));
  }

  // -- paths
  // ----------------------------------------------------------------------------------------

  @Test
  void paths_that_meet_exclude_each_other_and_others_do_not() {
    ada.takes(Need.exclusive("src/api/**"));
    assertThat(bob.takes(Need.exclusive("src/web/**"))).isPositive();
    cat.waitsFor(Need.exclusive("src/**/*.java"));
  }

  @Test
  void shared_paths_are_shared() {
    ada.takes(Need.shared("src/**"));
    assertThat(bob.takes(Need.shared("src/api/**"))).isPositive();
    cat.waitsFor(Need.exclusive("src/api/A.java"));
  }

  @Test
  void paths_need_no_setting_and_lock_like_everything_else() {
    ada.takes(Need.exclusive("src/**"));
    board.person("priya").release(taskOf(ada)).accepted();
    bob.waitsFor(Need.shared("src/api/**"));
    board.sweepAfter(Duration.ofSeconds(15)).accepted();
    assertThat(bob.has()).containsExactly(Need.shared("src/api/**"));
  }

  // -- budgets
  // --------------------------------------------------------------------------------------

  private final Need call = Need.of("github", 1);

  @Test
  void a_unit_that_is_given_back_counts_until_a_window_later() {
    ada.takes(Need.of("github", 2));
    long token = ada.takes(call);
    board.later(Duration.ofSeconds(2));
    ada.giveBack(token).accepted();
    bob.listens(Duration.ofMinutes(2)).waitsFor(call);
    board.sweepAfter(Duration.ofMillis(59_999)).accepted();
    assertThat(bob.has()).as("a millisecond before").isEmpty();
    board.sweepAfter(Duration.ofMillis(1)).accepted();
    assertThat(bob.has()).as("62 s after its grant").containsExactly(call);
  }

  @Test
  void a_unit_that_is_not_given_back_counts_until_its_use_and_a_window_are_over() {
    ada.takes(Need.of("github", 3));
    bob.listens(Duration.ofMinutes(2)).waitsFor(call);
    assertThat(bob.mailbox().request().estimate()).isEqualTo(Duration.ofSeconds(65));
    board.sweepAfter(Duration.ofSeconds(5)).accepted();
    assertThat(ada.has()).as("spent").isEmpty();
    board.sweepAfter(Duration.ofMillis(59_999)).accepted();
    assertThat(bob.has()).isEmpty();
    board.sweepAfter(Duration.ofMillis(1)).accepted();
    assertThat(bob.has()).containsExactly(call);
  }

  @Test
  void giving_back_late_does_not_make_a_unit_count_longer() {
    long token = ada.takes(Need.of("github", 3));
    board.later(Duration.ofSeconds(20));
    ada.giveBack(token).accepted();
    bob.listens(Duration.ofMinutes(2)).waitsFor(call);
    board.sweepAfter(Duration.ofSeconds(45)).accepted();
    assertThat(bob.has()).containsExactly(call);
  }

  @Test
  void a_unit_of_a_budget_goes_to_nobody_who_is_not_there_to_use_it() {
    ada.takes(Need.of("github", 3));
    bob.waitsFor(call);
    board.sweepAfter(Duration.ofSeconds(65)).accepted();
    assertThat(bob.has()).as("its request is not open").isEmpty();
    assertThat(cat.takes(call)).as("it keeps nobody back").isPositive();
    assertThat(bob.takes(call)).as("it asks again").isPositive();
  }

  @Test
  void who_lets_go_of_its_work_or_loses_it_may_be_calling_still() {
    ada.takes(Need.of("github", 2));
    cat.takes(call);
    board.person("priya").release(taskOf(ada)).accepted();
    cat.submit(taskOf(cat)).accepted();
    bob.listens(Duration.ofMinutes(2)).waitsFor(call);
    board.sweepAfter(Duration.ofMillis(64_999)).accepted();
    assertThat(bob.has()).isEmpty();
    board.sweepAfter(Duration.ofMillis(1)).accepted();
    assertThat(bob.has()).containsExactly(call);
  }

  @Test
  void who_met_the_limit_freezes_the_budget_for_everyone() {
    ada.reportLimit("github", Duration.ofSeconds(30))
        .then(new BudgetFrozen(new ResourceId("github"), ada.id(), board.now().plusSeconds(30)));
    bob.listens(MINUTE).waitsFor(call);
    ada.reportLimit("github", Duration.ofSeconds(10)).nothing();
    board.sweepAfter(Duration.ofMillis(29_999)).accepted();
    assertThat(bob.has()).isEmpty();
    board.sweepAfter(Duration.ofMillis(1)).accepted();
    assertThat(bob.has()).containsExactly(call);
  }

  @Test
  void a_limit_is_reported_within_bounds_and_only_of_a_budget() {
    ada.reportLimit("github", Duration.ZERO).refused(Code.BAD_VALUE, "1 to 3600");
    ada.reportLimit("github", Duration.ofSeconds(3_601)).refused(Code.BAD_VALUE);
    ada.reportLimit("staging", MINUTE).refused(Code.BAD_VALUE, "no rate budget");
    ada.reportLimit("moon", MINUTE).refused(Code.BAD_VALUE, "moon");
  }

  // -- settings that change while agents wait
  // ---------------------------------------------------------------

  private Outcome gpus(int units) {
    return board.when(new TeamCommand.Configure(
        Actor.OPERATOR, board.board().team().withResources(with("gpu", Resource.units(units)))));
  }

  private Map<ResourceId, Resource> with(String name, Resource settings) {
    Map<ResourceId, Resource> all = new TreeMap<>(board.board().team().resources());
    all.put(new ResourceId(name), settings);
    return all;
  }

  @Test
  void a_request_for_more_than_there_is_now_ends_and_is_refused_from_then_on() {
    long token = ada.takes(Need.of("gpu", 2));
    bob.waitsFor(Need.of("gpu", 3));
    cat.waitsFor(Need.of("gpu", 2));
    gpus(2).including(new UnitsForgone(bob.id(), UnitsForgone.Why.NEVER_SATISFIABLE));
    assertThat(bob.mailbox().request()).isNull();
    bob.acquire(Need.of("gpu", 3)).refused(Code.NEVER_SATISFIABLE, "2 units", "3");
    assertThat(cat.mailbox().request()).isNotNull();
    ada.giveBack(token).accepted();
    assertThat(cat.has()).containsExactly(Need.of("gpu", 2));
  }

  @Test
  void who_waits_for_what_the_team_has_no_longer_waits_no_longer() {
    ada.takes(STAGING, Need.of("disk", 1));
    bob.waitsFor(Need.of("gpu", 1), Need.of("disk", 3));
    Map<ResourceId, Resource> fewer = new TreeMap<>(board.board().team().resources());
    fewer.remove(new ResourceId("gpu"));
    board
        .when(new TeamCommand.Configure(Actor.OPERATOR, board.board().team().withResources(fewer)))
        .including(new UnitsForgone(bob.id(), UnitsForgone.Why.NEVER_SATISFIABLE));
  }

  /** Bob needed one of three; of one, ada has it, and she waits for bob. */
  @Test
  void of_a_circle_that_fewer_units_close_the_latest_request_ends() {
    ada.takes(Need.of("gpu", 1));
    bob.takes(Need.of("disk", 2));
    cat.takes(STAGING);
    bob.waitsFor(Need.of("gpu", 1), STAGING);
    ada.waitsFor(Need.of("disk", 2));
    gpus(2).without(UnitsForgone.class);
    gpus(1).including(new UnitsForgone(ada.id(), UnitsForgone.Why.WOULD_DEADLOCK));
    assertThat(bob.mailbox().request()).isNotNull();
    ada.acquire(Need.of("disk", 2)).refused(Code.WOULD_DEADLOCK, "ada waits for bob");
  }

  /** Two of four are its own: of three there is none left for it to wait for. */
  @Test
  void who_has_so_much_itself_that_the_rest_is_too_little_now_waits_no_longer() {
    ada.takes(Need.of("gpu", 2));
    bob.takes(Need.of("gpu", 1));
    gpus(4).accepted();
    ada.waitsFor(Need.of("gpu", 2));
    gpus(3).including(new UnitsForgone(ada.id(), UnitsForgone.Why.WOULD_DEADLOCK));
  }

  @Test
  void fewer_units_take_nothing_from_who_has_them() {
    long token = ada.takes(Need.of("gpu", 3));
    bob.waitsFor(Need.of("gpu", 1));
    gpus(1).without(UnitsReturned.class).without(UnitsForgone.class);
    ada.giveBack(token).accepted();
    assertThat(bob.has()).containsExactly(Need.of("gpu", 1));
  }
}
