package dev.signalbox.talk;

import static dev.signalbox.talk.Bench.PRIYA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.board.AgentId;
import dev.signalbox.board.Subject;
import dev.signalbox.board.TaskCommand;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.TeamCommand;
import dev.signalbox.testkit.TeamSetup;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a task waits for, down to a holder, a limit, a time or a person. */
class ChainTest {

  @TempDir
  Path directory;

  private Bench bench;

  @BeforeEach
  void open() {
    bench =
        new Bench(directory, TeamSetup.team().lane("build", lane -> lane.wip(1)).done());
  }

  @AfterEach
  void close() {
    bench.close();
  }

  /** Joins, and its sign of life is written down. */
  private void joins(String agent, String lane) {
    bench.joins(agent, lane);
    bench.later(Duration.ofSeconds(1));
    bench.beats(agent);
  }

  private String why(TaskId task) {
    return Shown.text(bench.hears(PRIYA, "why " + task));
  }

  @Test
  void a_chain_of_dependencies_ends_at_the_living_holder_of_the_slot() {
    joins("ada", "build");
    joins("cy", "build");
    TaskId first = bench.task("First", "build");
    TaskId second = bench.task("Second", "build");
    TaskId third = bench.task("Third", "docs", second);
    TaskId fourth = bench.task("Fourth", "docs", third, first);
    bench.claims("ada", first);
    bench.says("ada", "on it");
    assertThat(why(fourth)).isEqualTo("""
        T-4 Fourth comes after T-3, T-1.
        T-3 Third comes after T-2.
        T-2 Second waits for an agent of build.
        build has 1 of 1 slots taken:
        ada has T-1 First since 09:00, last heard 09:00.""");
  }

  @Test
  void in_a_thread_the_id_is_known_and_the_noun_may_be_there() {
    TaskId task = bench.task("First", "build");
    assertThat(Shown.text(bench.hears(PRIYA, task, "task why"))).startsWith("T-1 First waits for");
  }

  @Test
  void a_quiet_holder_and_one_that_did_not_begin_come_with_their_time() {
    joins("ada", "build");
    TaskId task = bench.task("First", "build");
    bench.claims("ada", task);
    bench.sweepAfter(Duration.ofSeconds(150));
    assertThat(why(task))
        .isEqualTo("ada has T-1 First since 09:00, is quiet since 09:00 and loses it at 09:05.");
    joins("cy", "build");
    bench.yes(new TaskCommand.Reassign(PRIYA, task, new AgentId("cy")));
    assertThat(why(task)).isEqualTo("cy has T-1 First since 09:02, and must begin by 09:05.");
  }

  @Test
  void a_pause_names_who_ends_it() {
    joins("ada", "build");
    TaskId task = bench.task("First", "build");
    bench.yes(new TeamCommand.Pause(PRIYA, Subject.parse("lane:build")));
    assertThat(why(task))
        .isEqualTo("T-1 First waits: lane build is paused, until an admin says lane resume build.");
    bench.yes(new TeamCommand.Pause(PRIYA, Subject.TEAM));
    assertThat(why(task))
        .isEqualTo("T-1 First waits: the team is paused, until an admin says team resume.");
  }

  @Test
  void the_slots_of_the_team_are_a_limit_too() {
    bench.close();
    bench = new Bench(directory.resolve("two"), TeamSetup.team().wip(1).done());
    joins("ada", "build");
    joins("dora", "docs");
    bench.claims("dora", bench.task("Guide", "docs"));
    assertThat(why(bench.task("First", "build"))).isEqualTo("""
        T-2 First waits for an agent of build.
        The team has 1 of 1 slots taken:
        dora has T-1 Guide since 09:00, last heard 09:00.""");
  }

  @Test
  void without_agents_it_ends_at_who_can_add_or_start_them() {
    TaskId task = bench.task("First", "build");
    assertThat(why(task)).isEqualTo("""
        T-1 First waits for an agent of build.
        No agent works in build. An admin adds one: agent add ada lane:build""");
    joins("ada", "build");
    assertThat(why(task)).isEqualTo("""
        T-1 First waits for an agent of build.
        ada could begin at once, but did not ask. Give it: claim T-1 agent:ada""");
    bench.minutes(10);
    assertThat(why(task)).isEqualTo("""
        T-1 First waits for an agent of build.
        No agent of build is alive.
        ada was last heard 09:00.
        At 09:30 priya is called.""");
  }

  @Test
  void a_reservation_waits_for_its_agent_and_has_an_end() {
    joins("ada", "build");
    joins("cy", "build");
    TaskId first = bench.task("First", "build");
    TaskId second = bench.task("Second", "build");
    bench.claims("ada", first);
    bench.hears(PRIYA, "claim T-2 agent:ada");
    assertThat(why(second)).isEqualTo("""
        T-2 Second is kept for ada.
        ada has T-1 First since 09:00, last heard 09:00.
        At 09:30 all of build can take it.""");
  }

  @Test
  void submissions_that_wait_stop_their_lane_and_lead_to_the_reviewers() {
    bench.close();
    bench = new Bench(
        directory.resolve("two"),
        TeamSetup.team().lane("build", lane -> lane.reviewLimit(1)).done());
    joins("ada", "build");
    joins("lex", "review");
    bench.minutes(6);
    bench.beats("ada");
    TaskId first = bench.task("First", "build");
    bench.claims("ada", first);
    bench.submits("ada", first);
    assertThat(why(bench.task("Second", "build"))).isEqualTo("""
        T-2 Second waits for an agent of build.
        build starts nothing new while 1 submissions wait for a reviewer (limit 1).
        T-1 First waits for a reviewer.
        lex was last heard 09:00.
        At 09:36 it is stuck, and priya is called.""");
  }

  @Test
  void what_waits_for_a_person_names_them() {
    joins("dora", "docs");
    TaskId guide = bench.task("Guide", "docs");
    TaskId next = bench.task("Next", "docs", guide);
    bench.claims("dora", guide);
    bench.submits("dora", guide);
    assertThat(why(next)).isEqualTo("""
        T-2 Next comes after T-1.
        T-1 Guide waits for priya to accept it.""");
    bench.yes(new TaskCommand.Return(PRIYA, guide, "too long"));
    bench.stuck("dora", guide, "which colours?");
    assertThat(why(guide))
        .isEqualTo("T-1 Guide is stuck and waits for priya. Why: dora says “which colours?”.");
    bench.yes(new TaskCommand.Cancel(PRIYA, guide, "not needed"));
    assertThat(why(guide)).isEqualTo("T-1 Guide is ✕ cancelled and waits for nothing.");
    assertThat(Shown.text(bench.hears(PRIYA, "why T-9"))).isEqualTo("There is no T-9.");
  }

  @Test
  void a_long_chain_ends() {
    TaskId last = bench.task("Task 0", "build");
    for (int i = 1; i < 40; i++) {
      last = bench.task("Task " + i, "build", last);
    }
    assertThat(why(last).lines().count()).isBetween(3L, 20L);
    assertThat(why(last)).endsWith("… and so on with T-28.");
  }
}
