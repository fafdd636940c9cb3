package dev.signalbox.talk;

import static dev.signalbox.talk.Bench.PRIYA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.board.Actor;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.Need;
import dev.signalbox.board.Resource;
import dev.signalbox.board.ResourceCommand;
import dev.signalbox.board.ResourceEvent;
import dev.signalbox.board.ResourceId;
import dev.signalbox.board.TaskCommand;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.Team;
import dev.signalbox.board.TeamCommand;
import dev.signalbox.board.WorkCommand;
import dev.signalbox.desk.Chore;
import dev.signalbox.desk.Demand;
import dev.signalbox.desk.Reads;
import dev.signalbox.testkit.TeamSetup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cards of tasks that wait for what somebody else has: what they say, and that it stays true. */
class WaitingCardsTest {

  private static final Need STAGING = Need.of("staging", 1);
  private static final Need GPU = Need.of("gpu", 1);
  private static final Need CALL = Need.of("github-api", 1);

  @TempDir
  Path directory;

  private Team team;
  private Bench bench;
  private TaskId held;

  @BeforeEach
  void open() {
    Map<ResourceId, Resource> resources = new TreeMap<>();
    resources.put(
        new ResourceId("staging"),
        new Resource(1, null, Resource.USE_WITHIN, Duration.ofMinutes(5), Resource.LOCK_DELAY));
    resources.put(new ResourceId("gpu"), Resource.units(2));
    resources.put(new ResourceId("github-api"), Resource.budget(30, Duration.ofMinutes(1)));
    team = TeamSetup.team().lane("build", lane -> lane.wip(9)).done().withResources(resources);
    bench = new Bench(directory, team);
    bench.joins("ada", "build");
    bench.joins("bob", "build");
    bench.joins("lex", "review");
    held = task("Migrate");
    bench.claims("ada", held);
    bench.claims("bob", task("Train"));
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private TaskId task(String title, Need... needs) {
    return bench
        .yes(new TaskCommand.New(
            PRIYA,
            title,
            "",
            List.of(),
            new LaneId("build"),
            List.of(),
            null,
            null,
            List.of(),
            null,
            List.of(needs)))
        .answer()
        .task();
  }

  private long acquires(String agent, Need... needs) {
    return bench
        .yes(new ResourceCommand.Acquire(Bench.agent(agent), List.of(needs), null))
        .answer()
        .grant()
        .token();
  }

  private void waits(String agent, Need... needs) {
    bench.yes(new ResourceCommand.Acquire(Bench.agent(agent), List.of(needs), null));
  }

  private void givesBack(String agent, long token) {
    bench.yes(new ResourceCommand.GiveBack(Bench.agent(agent), token));
  }

  /** The rows of the outbox since it was last looked, as {@code kind subject}. */
  private List<String> told() {
    List<String> told = new ArrayList<>();
    for (Reads.OutboxRow row : bench.outbox()) {
      Demand demand = row.demand();
      told.add(demand.kind().word() + " " + demand.subject());
      bench.chore(new Chore.Sent(row.id(), "m" + row.id()));
    }
    return told;
  }

  private String card(TaskId task) {
    return Shown.text(bench.card(task));
  }

  @Test
  void it_names_who_has_what_it_waits_for_and_about_how_long() {
    TaskId waiting = task("Load test", STAGING);
    assertThat(card(waiting)).doesNotContain("Waits for");
    acquires("ada", STAGING);
    bench.minutesWith(3, "ada", "bob");
    assertThat(card(waiting)).isEqualTo("""
        T-3 Load test  ○ todo
        build · owner priya
        Waits for staging (ada, about 2 min).""");
    assertThat(bench.card(waiting).spoken()).doesNotContain("@");
  }

  @Test
  void without_an_end_in_sight_it_names_only_who() {
    TaskId waiting = task("Train more", Need.of("gpu", 2));
    acquires("ada", GPU);
    acquires("bob", GPU);
    assertThat(card(waiting)).endsWith("Waits for gpu:2 (ada, bob).");
  }

  @Test
  void what_may_be_free_any_moment_has_no_time() {
    TaskId waiting = task("Load test", STAGING);
    givesBack("ada", acquires("ada", STAGING));
    acquires("ada", STAGING);
    assertThat(card(waiting)).endsWith("Waits for staging (ada).");
  }

  @Test
  void what_is_locked_says_when_it_is_free() {
    TaskId waiting = task("Load test", STAGING);
    acquires("ada", STAGING);
    for (int minute = 0; minute < 5; minute++) {
      bench.minutesWith(1, "bob");
      bench.sweepAfter(Duration.ZERO);
    }
    assertThat(card(waiting)).endsWith("Waits for staging (free at 09:05).");
  }

  @Test
  void a_change_of_hands_edits_the_cards_of_others_that_wait_for_it() {
    TaskId waiting = task("Load test", STAGING);
    TaskId other = task("Train more", Need.of("gpu", 2));
    told();
    long token = acquires("ada", STAGING);
    assertThat(told()).containsExactly("card " + waiting);
    waits("bob", STAGING);
    assertThat(told()).containsExactly("card T-2");
    bench.minutesWith(2, "ada", "bob");
    givesBack("ada", token);
    assertThat(told()).containsExactlyInAnyOrder("card T-2", "card " + waiting);
    assertThat(card(waiting)).endsWith("Waits for staging (bob, about 2 min).");
    acquires("ada", GPU);
    assertThat(told()).containsExactly("card " + other);
  }

  @Test
  void paths_that_meet_count_as_the_same() {
    TaskId waiting = task("Docs", Need.exclusive("docs/**"));
    told();
    acquires("ada", Need.exclusive("docs/guide.md"));
    assertThat(told()).containsExactly("card " + waiting);
    acquires("bob", Need.exclusive("src/**"));
    assertThat(told()).isEmpty();
  }

  @Test
  void a_budget_edits_nothing_for_no_task_can_wait_for_one() {
    task("Load test", STAGING);
    told();
    givesBack("ada", acquires("ada", CALL));
    assertThat(told()).isEmpty();
  }

  @Test
  void of_many_that_wait_only_those_that_come_next_are_edited() {
    for (int i = 0; i < 3 * WhatToTell.OTHERS_MAX; i++) {
      task("Load test " + i, STAGING);
    }
    told();
    acquires("ada", STAGING);
    assertThat(told())
        .hasSize(WhatToTell.OTHERS_MAX)
        .startsWith("card T-3")
        .endsWith("card T-" + (2 + WhatToTell.OTHERS_MAX));
  }

  /** However often it changes hands before the room is told, each card is one row. */
  @Test
  void a_hundred_changes_of_hands_are_one_edit() {
    task("Load test", STAGING);
    told();
    for (int i = 0; i < 100; i++) {
      givesBack("ada", acquires("ada", STAGING));
    }
    assertThat(told()).containsExactly("card T-3");
  }

  @Test
  void a_hold_past_its_longest_is_returned_and_noted_in_the_thread() {
    acquires("ada", STAGING);
    told();
    for (int minute = 0; minute < 5; minute++) {
      bench.minutesWith(1, "ada", "bob");
      bench.sweepAfter(Duration.ZERO);
    }
    assertThat(told()).containsExactly("line " + held);
    assertThat(bench.line(ResourceEvent.UnitsReturned.class))
        .isEqualTo("09:05  ada had staging for as long as it may be had; others can have it now.");
    assertThat(bench.reads().openPings(Bench.TEAM)).isEmpty();
    assertThat(acquires("bob", STAGING)).isPositive();
  }

  @Test
  void whose_request_new_settings_made_hopeless_is_told_once_with_the_reason() {
    acquires("ada", STAGING);
    waits("bob", STAGING, Need.of("gpu", 2));
    told();
    Map<ResourceId, Resource> smaller = new TreeMap<>(team.resources());
    smaller.put(new ResourceId("gpu"), Resource.units(1));
    bench.yes(new TeamCommand.Configure(Actor.OPERATOR, team.withResources(smaller)));
    assertThat(told()).containsOnlyOnce("line agent:bob");
    assertThat(bench.line(ResourceEvent.UnitsForgone.class))
        .isEqualTo("09:00  bob would wait for ever for the resources it asked for, as the settings"
            + " are now; its request ended.");
  }

  @Test
  void who_lets_go_of_a_request_is_not_told() {
    acquires("ada", STAGING);
    waits("bob", STAGING);
    told();
    bench.yes(new WorkCommand.LeaveLine(Bench.agent("bob"), null));
    assertThat(told()).noneMatch(row -> row.startsWith("line"));
  }
}
