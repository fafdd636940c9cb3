package dev.signalbox.talk;

import static dev.signalbox.talk.Bench.PRIYA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.board.AgentId;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.Subject;
import dev.signalbox.board.TaskCommand;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.Team;
import dev.signalbox.board.TeamCommand;
import dev.signalbox.testkit.TeamSetup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LooksTest {

  @TempDir
  Path directory;

  private Bench bench;

  @BeforeEach
  void open() {
    Team team = TeamSetup.team().wip(4).lane("build", lane -> lane.wip(2)).done();
    bench = new Bench(directory, inOrder(team));
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private static Team inOrder(Team team) {
    return Team.of(
        team.id(),
        team.zone(),
        team.owner(),
        team.people(),
        team.rooms(),
        team.wip(),
        team.aging(),
        new TreeMap<>(team.lanes()));
  }

  private String shows(String text) {
    return Shown.text(bench.hears(PRIYA, text));
  }

  /** Two at work, one of them quiet, one in review, one stuck, one in line. */
  private void busyTeam() {
    bench.joins("ada", "build");
    bench.joins("bob", "build");
    bench.joins("kai", "build");
    bench.joins("lex", "review");
    bench.joins("dora", "docs");
    TaskId reviewed = bench.task("Port the tests", "build");
    bench.claims("ada", reviewed);
    bench.submits("ada", reviewed);
    bench.claims("ada", bench.task("Retry failed webhooks", "build"));
    bench.says("ada", "back-off test 3/5");
    bench.minutes(2);
    bench.beats("bob", "kai", "lex", "dora");
    bench.claims("bob", bench.task("Park dead webhooks", "build"));
    bench.claims("kai", bench.task("Count dead webhooks", "build"));
    TaskId guide = bench.task("Write the guide", "docs");
    bench.claims("dora", guide);
    bench.submits("dora", guide);
    TaskId stuck = bench.task("Draw the map", "docs");
    bench.claims("dora", stuck);
    bench.stuck("dora", stuck, "which colours?");
    bench.sweepAfter(Duration.ofSeconds(30));
  }

  @Test
  void the_board_has_a_line_for_each_lane_and_what_waits_for_the_reader() {
    busyTeam();
    assertThat(shows("board")).isEqualTo("""
        Board · 09:02 · 3 of 4 slots · ○ todo 1 (◔ queued 1) · ▶ doing 2 · ◆ review 1 · ✔ ready 1 · ⛔ stuck 1
        build 2/2 · ▶ doing T-2 ada ⚠ quiet since 09:00, T-3 bob · ◆ review T-1 lex\
         · ◔ queued T-4 kai · ○ todo 1
        docs 0/– · ✔ ready T-5 · ⛔ stuck T-6 dora since 09:02
        review 1/–
        2 are waiting for you, priya: ✔ ready T-5 (30 s), ⛔ stuck T-6 (30 s)""");
    assertThat(shows("board docs")).doesNotContain("build 2/2").contains("docs 0/–");
  }

  @Test
  void a_full_cell_is_cut() {
    for (int i = 0; i < 7; i++) {
      TaskId task = bench.task("Task " + i, "docs");
      bench.joins("d" + i, "docs");
      bench.claims("d" + i, task);
      bench.submits("d" + i, task);
    }
    assertThat(shows("board docs")).contains("✔ ready T-1, T-2, T-3, T-4, T-5 +2");
  }

  @Test
  void the_agents_say_what_they_do_and_when_they_were_heard() {
    busyTeam();
    bench.yes(
        new TeamCommand.AddAgent(PRIYA, new AgentId("new"), new LaneId("docs"), null, "sbx_1"));
    assertThat(shows("agents")).isEqualTo("""
        Agents · 6 known, 3 running, 1 in line, 1 idle, 1 not here
        ada 🤖 build · ⚠ quiet T-2 · heard 09:00 · “back-off test 3/5”
        bob 🤖 build · ▶ doing T-3 · heard 09:02
        dora 🤖 docs · idle · heard 09:02
        kai 🤖 build · ◔ queued #1 for T-4 · heard 09:02
        lex 🤖 review · ◆ review T-1 · heard 09:02
        new 🤖 docs · not here""");
    bench.sweepAfter(Duration.ofMinutes(10));
    assertThat(shows("agent list lane:docs")).contains("dora 🤖 docs · lost since 09:02");
  }

  @Test
  void no_agents_are_said_to_be_none() {
    assertThat(shows("agents")).isEqualTo("Agents · 0 known\nNo agents yet. An admin adds them.");
  }

  @Test
  void a_list_can_be_narrowed() {
    busyTeam();
    assertThat(shows("list state:stuck")).isEqualTo("""
        1 task
        ⛔ stuck T-6 Draw the map · docs · owner priya""");
    assertThat(shows("list agent:bob")).isEqualTo("""
        1 task
        ▶ doing T-3 Park dead webhooks · build · agent bob · owner priya""");
    assertThat(shows("list lane:docs")).startsWith("2 tasks\n");
    assertThat(shows("list owner:@omar")).isEqualTo("No such tasks.");
    assertThat(Shown.text(bench.hears(Bench.OMAR, "list mine"))).isEqualTo("No such tasks.");
    assertThat(shows("list mine")).startsWith("6 tasks\n");
  }

  @Test
  void a_long_list_is_cut() {
    for (int i = 0; i < 25; i++) {
      bench.task("Task " + i, "build");
    }
    assertThat(shows("list"))
        .startsWith("The first 20\n")
        .endsWith("There are more. Narrow it down with lane:, state:, owner: or agent:.");
  }

  @Test
  void a_task_is_shown_with_its_brief_and_its_history() {
    bench.joins("ada", "build");
    bench.hears(
        PRIYA,
        "new \"Retry failed webhooks\" lane:build route:docs brief:\"Why\nand how\""
            + " done_when:\"5xx is retried; then parked\"");
    bench.claims("ada", new TaskId(1));
    bench.hears(PRIYA, "note T-1 mind the 429s");
    assertThat(shows("show T-1")).isEqualTo("""
        T-1 Retry failed webhooks  ▶ doing
        build · agent ada 🤖 · owner priya · round 1
        Started 09:00
        Done when: 5xx is retried; then parked
        Brief:
        Why
        and how
        Done when 1) 5xx is retried
        Done when 2) then parked
        Then: docs
        Made by priya 09:00
        09:00  ada claimed this. First heartbeat due by 09:01.
        09:00  priya: “mind the 429s”""");
  }

  @Test
  void a_closed_task_is_shown_too() {
    TaskId task = bench.task("Retry failed webhooks", "build");
    bench.yes(new TaskCommand.Cancel(PRIYA, task, "nobody needs it"));
    assertThat(shows("show T-1")).startsWith("✕ T-1 Retry failed webhooks · cancelled 09:00");
  }

  @Test
  void a_pause_shows_on_the_board() {
    bench.joins("ada", "build");
    bench.yes(new TeamCommand.Pause(PRIYA, Subject.parse("lane:build")));
    assertThat(shows("board")).contains("build 0/2 · paused");
    bench.yes(new TeamCommand.Pause(PRIYA, Subject.parse("agent:ada")));
    assertThat(shows("agents")).contains("ada 🤖 build · paused");
  }

  @Test
  void help_fits_on_one_screen() {
    String help = shows("help");
    assertThat(help).startsWith("Signalbox – tasks for agent teams.\nStart  new ");
    assertThat(help.lines().count()).isLessThanOrEqualTo(20);
    assertThat(help).contains("○ todo ▶ doing ◆ review ✔ ready ■ done ⛔ stuck ✕ cancelled");
  }

  @Test
  void help_for_a_command_says_how_who_and_what_is_seen() {
    assertThat(shows("help claim")).isEqualTo("""
        Gives a task to an agent, at once or as soon as it has a slot.
        Usage: /signalbox claim T-41 [<agent>]
        /signalbox claim T-41 agent:ada
        /signalbox claim T-41
        Who may: an agent for itself; for it, its person, the task's owner and admins.
        The channel sees: the card changes, and a line in the thread.""");
    for (String noun : List.of("task", "agent", "lane", "person", "team", "config")) {
      assertThat(shows("help")).contains("help " + noun);
      assertThat(shows("help " + noun)).contains("/signalbox ");
    }
    assertThat(shows("help agent")).startsWith("/signalbox agent list [<lane>]\nShows the agents");
    assertThat(shows("help clam")).isEqualTo("There is no help about “clam”. Try: help claim");
  }
}
