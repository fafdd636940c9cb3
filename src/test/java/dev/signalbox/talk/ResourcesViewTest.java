package dev.signalbox.talk;

import static dev.signalbox.talk.Bench.PRIYA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.board.LaneId;
import dev.signalbox.board.Need;
import dev.signalbox.board.Resource;
import dev.signalbox.board.ResourceCommand;
import dev.signalbox.board.ResourceId;
import dev.signalbox.board.TaskCommand;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.Team;
import dev.signalbox.desk.Reads;
import dev.signalbox.testkit.TeamSetup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who has which resource since when, who waits, and what is used of a budget. */
class ResourcesViewTest {

  private static final Need STAGING = Need.of("staging", 1);

  @TempDir
  Path directory;

  private Bench bench;

  @BeforeEach
  void open() {
    Map<ResourceId, Resource> resources = new TreeMap<>();
    resources.put(new ResourceId("staging"), Resource.units(1));
    resources.put(
        new ResourceId("gpu"),
        new Resource(4, null, Resource.USE_WITHIN, Duration.ofMinutes(30), Resource.LOCK_DELAY));
    resources.put(new ResourceId("github-api"), Resource.budget(30, Duration.ofMinutes(1)));
    open(TeamSetup.team().lane("build", lane -> lane.wip(9)).done().withResources(resources));
  }

  private void open(Team team) {
    bench = new Bench(directory, team);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private String shows(String text) {
    return Shown.text(bench.hears(PRIYA, text));
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

  private void acquires(String agent, Need... needs) {
    bench.yes(new ResourceCommand.Acquire(Bench.agent(agent), List.of(needs), null));
  }

  /** Ada has staging and paths for T-1, bob and a task wait for staging, bob has two gpus. */
  private void busy() {
    bench.joins("ada", "build");
    bench.joins("bob", "build");
    bench.claims("ada", task("Migrate", STAGING, Need.exclusive("db/**")));
    bench.claims("bob", task("Train", Need.of("gpu", 2)));
    bench.minutes(2);
    bench.beats("ada", "bob");
    acquires("bob", STAGING);
    task("Load test", STAGING);
  }

  @Test
  void the_list_has_a_line_for_each() {
    assertThat(shows("resources")).isEqualTo("""
        3 resources
        github-api ▱▱▱▱▱▱▱▱▱▱ 0 of 30 in 1 min
        gpu 0/4
        staging 0/1""");
    busy();
    assertThat(shows("resource list")).isEqualTo("""
        4 resources
        files:db/** · ada for T-1 since 09:00
        github-api ▱▱▱▱▱▱▱▱▱▱ 0 of 30 in 1 min
        gpu 2/4 · bob has 2 for T-2 since 09:00
        staging 1/1 · ada for T-1 since 09:00 · bob, T-3 wait""");
  }

  @Test
  void one_says_all_of_it() {
    busy();
    assertThat(shows("resource show staging")).isEqualTo("""
        staging 1/1
        ada for T-1 since 09:00
        bob waits for staging since 09:02
        T-3 needs it and waits""");
    assertThat(shows("resource show gpu")).isEqualTo("""
        gpu 2/4
        bob has 2 for T-2 since 09:00
        Beside what a task needs, it may be had for 30 min.""");
    assertThat(shows("resource show \"files:db/**\"")).isEqualTo("""
        files:db/**
        ada for T-1 since 09:00""");
    assertThat(shows("resource show \"files:web/**\"")).isEqualTo("""
        files:web/**
        Nobody has it.""");
  }

  @Test
  void what_is_had_beside_a_task_says_until_when() {
    busy();
    acquires("ada", Need.of("gpu", 1));
    assertThat(shows("resource show gpu")).isEqualTo("""
        gpu 3/4
        bob has 2 for T-2 since 09:00
        ada for T-1 since 09:02 · until 09:32
        Beside what a task needs, it may be had for 30 min.""");
  }

  @Test
  void a_budget_shows_what_is_used_of_it_and_until_when_it_is_frozen() {
    bench.joins("ada", "build");
    bench.claims("ada", task("Sync"));
    for (int i = 0; i < 4; i++) {
      acquires("ada", Need.of("github-api", 1));
      giveBackAll();
    }
    assertThat(shows("resource show github-api")).isEqualTo("""
        github-api ▰▰▱▱▱▱▱▱▱▱ 4 of 30 in 1 min
        Nobody has it.""");
    bench.minutes(2);
    bench.beats("ada");
    assertThat(shows("resource show github-api")).startsWith("github-api ▱▱▱▱▱▱▱▱▱▱ 0 of 30");
    bench.yes(new ResourceCommand.ReportLimit(
        Bench.agent("ada"), new ResourceId("github-api"), Duration.ofMinutes(3)));
    assertThat(shows("resource show github-api"))
        .isEqualTo("github-api frozen until 09:05 · 30 in 1 min");
  }

  private void giveBackAll() {
    Reads.Overview overview = bench.reads().overview(Bench.TEAM);
    overview.stock().grants().stream()
        .filter(grant -> grant.held() && grant.adHoc())
        .forEach(
            grant -> bench.yes(new ResourceCommand.GiveBack(Bench.agent("ada"), grant.token())));
  }

  @Test
  void the_bar_shows_anything_that_is_used_and_is_full_only_when_nothing_is_left() {
    assertThat(ResourcesView.bar(0, 30)).isEqualTo("▱▱▱▱▱▱▱▱▱▱");
    assertThat(ResourcesView.bar(1, 1_000)).isEqualTo("▰▱▱▱▱▱▱▱▱▱");
    assertThat(ResourcesView.bar(15, 30)).isEqualTo("▰▰▰▰▰▱▱▱▱▱");
    assertThat(ResourcesView.bar(999, 1_000)).isEqualTo("▰▰▰▰▰▰▰▰▰▱");
    assertThat(ResourcesView.bar(30, 30)).isEqualTo("▰▰▰▰▰▰▰▰▰▰");
    assertThat(ResourcesView.bar(31, 30)).isEqualTo("▰▰▰▰▰▰▰▰▰▰");
  }

  @Test
  void a_name_that_is_none_gets_the_nearest_or_all() {
    assertThat(shows("resource show stagign"))
        .startsWith("No resource “stagign”. Did you mean staging?");
    assertThat(shows("resource show moon"))
        .startsWith("No resource “moon”. There are: github-api, gpu, staging.");
    assertThat(shows("resource show Moon!"))
        .startsWith("“Moon!” is no name of a resource. They are like staging, or files:src/**.");
    assertThat(Shown.text(bench.hears(null, "resources"))).startsWith("3 resources");
  }

  @Test
  void a_team_without_resources_says_where_they_stand() {
    bench.close();
    open(TeamSetup.team().done());
    assertThat(shows("resources"))
        .isEqualTo("This team has no resources. They stand in its settings, under resources.");
    assertThat(shows("resource show moon"))
        .startsWith("No resource “moon”: this team has none. They stand in its settings.");
  }

  @Test
  void names_are_completed_with_what_they_are() {
    assertThat(completed("resource show g"))
        .containsExactly("resource show github-api | 30 in 1 min", "resource show gpu | 4 units");
    assertThat(completed("new \"Load test\" needs:sta"))
        .containsExactly("new \"Load test\" needs:staging | 1 unit");
    assertThat(completed("edit T-1 needs:gpu:2,st"))
        .containsExactly("edit T-1 needs:gpu:2,staging | 1 unit");
  }

  /** A budget is spent, not held, so no task can need one. */
  @Test
  void needs_offers_what_a_task_can_need() {
    assertThat(completed("new \"Load test\" needs:"))
        .containsExactly(
            "new \"Load test\" needs:gpu | 4 units", "new \"Load test\" needs:staging | 1 unit");
    assertThat(completed("new \"Load test\" needs:github")).isEmpty();
  }

  private List<String> completed(String text) {
    return Completion.of(
            bench.reads(), new Completion.Asked(Bench.TEAM, PRIYA, null, text, text.length()))
        .stream()
        .map(s -> text.substring(0, s.from()) + s.insert().strip() + " | " + s.hint())
        .toList();
  }

  /** Waiting is not READY and not STUCK: whatever becomes of it, nobody is called. */
  @Test
  void waiting_for_a_resource_calls_nobody() {
    busy();
    for (int i = 0; i < 20; i++) {
      bench.minutesWith(1, "ada", "bob");
      bench.sweepAfter(Duration.ofSeconds(1));
    }
    assertThat(bench.reads().openPings(Bench.TEAM)).isEmpty();
    assertThat(bench.reads().events(Bench.TEAM, 0, 200))
        .noneMatch(entry -> entry.event().getClass().getSimpleName().equals("Pinged"));
    assertThat(shows("show T-3")).contains("staging").contains("ada");
  }
}
