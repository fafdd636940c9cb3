package dev.signalbox.board;

import static dev.signalbox.testkit.TeamSetup.team;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.board.HoldEvent.Claimed;
import dev.signalbox.board.PersonEvent.PingSettled;
import dev.signalbox.board.PersonEvent.Pinged;
import dev.signalbox.board.TeamEvent.LaneEmptied;
import dev.signalbox.board.TeamEvent.LaneServed;
import dev.signalbox.testkit.AgentHand;
import dev.signalbox.testkit.BoardDriver;
import dev.signalbox.testkit.Outcome;
import dev.signalbox.testkit.PersonHand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** People are mentioned for ready and stuck only: once for each episode, settled with its cause. */
class PingingTest {

  private static final Duration MILLI = Duration.ofMillis(1);
  private static final Duration REVIEW_WITHIN = Duration.ofMinutes(30);

  private final BoardDriver board = BoardDriver.of(
      team().lane("ship", lane -> {}).lane("build", lane -> lane.reviewBy("review")));
  private final PersonHand priya = board.person("priya");
  private final PersonHand omar = board.person("omar");
  private final LaneId build = new LaneId("build");
  private final Subject onBuild = Subject.of(build);

  private static Pinged ready(TaskId task, int episode, PersonHand person) {
    return new Pinged(Subject.of(task), episode, Pinged.Kind.READY, null, person.id());
  }

  // -- tasks ------------------------------------------------------------------------------------

  @Test
  void everyday_work_mentions_nobody() {
    AgentHand ada = board.agent("ada", "build");
    AgentHand rex = board.agent("rex", "review");
    TaskId task = board.task("build");
    List<Outcome> all = new ArrayList<>(List.of(ada.claim(task), ada.release(task)));
    all.add(ada.claim(task));
    all.add(board.sweepAfter(Duration.ofSeconds(150)));
    all.add(board.sweepAfter(Duration.ofSeconds(150)));
    ada.claim(task).accepted();
    rex.beat();
    all.add(ada.submit(task));
    all.add(rex.fail(task));
    all.forEach(outcome -> outcome.without(Pinged.class).without(PingSettled.class));
  }

  @Test
  void the_ping_goes_to_the_present_owner() {
    AgentHand dot = board.agent("dot", "docs");
    TaskId task = board.task("docs");
    omar.edit(task, edit -> edit.owner("mia")).accepted();
    dot.starts(task).submit(task).including(ready(task, 1, board.person("mia")));
  }

  @Test
  void a_thousand_ways_in_and_out_are_a_thousand_episodes_each_pinged_and_settled_once() {
    AgentHand dot = board.agent("dot", "docs");
    TaskId task = board.task("docs");
    dot.starts(task);
    List<Event> pings = new ArrayList<>();
    for (int episode = 1; episode <= 1_000; episode++) {
      pings.addAll((episode % 2 == 0 ? dot.stuck(task) : dot.submit(task)).events());
      pings.addAll((episode % 2 == 0 ? omar.unblock(task) : omar.sendBack(task)).events());
    }
    assertThat(pings.stream().filter(Pinged.class::isInstance).map(Pinged.class::cast))
        .extracting(Pinged::episode)
        .doesNotHaveDuplicates()
        .hasSize(1_000);
    assertThat(pings.stream().filter(PingSettled.class::isInstance)).hasSize(1_000);
    assertThat(board.task(task).ping()).isZero();
  }

  @Test
  void stuck_again_in_the_same_breath_is_a_new_episode() {
    AgentHand ada = board.agent("ada", "build");
    TaskId task = board.task("build");
    ada.starts(task).submit(task).accepted();
    omar.unblock(task)
        .including(
            new PingSettled(Subject.of(task), 1),
            new Pinged(Subject.of(task), 2, Pinged.Kind.STUCK, StuckReason.NO_REVIEWER, omar.id()));
  }

  @Test
  void a_ping_of_shipped_work_settles_when_it_is_returned() {
    AgentHand sol = board.agent("sol", "ship");
    board.when(new TeamCommand.Configure(Actor.OPERATOR, notReviewed())).accepted();
    TaskId task = board.task("ship");
    sol.starts(task).submit(task).including(ready(task, 1, omar));
    omar.sendBack(task).including(new PingSettled(Subject.of(task), 1));
    sol.submit(task).including(ready(task, 2, omar));
  }

  private static Team notReviewed() {
    return team().lane("ship", lane -> lane.notReviewed()).done();
  }

  @Test
  void an_edit_of_a_stuck_task_pings_nobody_again() {
    AgentHand dot = board.agent("dot", "docs");
    TaskId task = board.task("docs");
    dot.starts(task).stuck(task).accepted();
    omar.edit(task, edit -> edit.title("Another title")).without(Pinged.class);
  }

  // -- lane_empty -------------------------------------------------------------------------------

  private Pinged empty(int episode) {
    return new Pinged(onBuild, episode, Pinged.Kind.STUCK, StuckReason.LANE_EMPTY, priya.id());
  }

  @Test
  void a_lane_with_startable_work_and_nobody_alive_calls_for_the_teams_owner() {
    TaskId task = board.task("build");
    board.sweepAfter(REVIEW_WITHIN.minus(MILLI)).nothing();
    board.sweepAfter(MILLI).then(new LaneEmptied(build, task), empty(1));
    board.sweepAfter(Duration.ofDays(1)).nothing();
  }

  @Test
  void as_long_as_somebody_was_alive_within_review_within_it_is_not_empty() {
    AgentHand ada = board.agent("ada", "build");
    priya.pause(Subject.of(ada.id())).accepted();
    TaskId task = board.task("build");
    Duration dead = Duration.ofMinutes(5).plus(REVIEW_WITHIN);
    board.sweepAfter(dead.minus(MILLI)).nothing();
    board.sweepAfter(MILLI).then(new LaneEmptied(build, task), empty(1));
  }

  @Test
  void an_agent_that_is_alive_keeps_the_lane_from_being_empty() {
    AgentHand ada = board.agent("ada", "build");
    board.task("build");
    board.laterWith(Duration.ofHours(2), ada);
    board.sweep().nothing();
  }

  @Test
  void it_ends_when_a_task_of_the_lane_is_granted_and_its_ping_settles() {
    TaskId task = board.task("build");
    board.sweepAfter(REVIEW_WITHIN);
    AgentHand ada = board.agent("ada", "build");
    assertThat(board.board().laneState(build).empty()).isTrue();
    ada.next()
        .then(
            new Claimed(task, ada.id(), 1, Hold.Kind.WORK, true, false),
            new LaneServed(build),
            new PingSettled(onBuild, 1));
  }

  @Test
  void it_ends_when_nothing_startable_is_left() {
    TaskId task = board.task("build");
    board.sweepAfter(REVIEW_WITHIN);
    omar.cancel(task).including(new LaneServed(build), new PingSettled(onBuild, 1));
  }

  @Test
  void emptied_again_it_is_a_new_episode() {
    TaskId task = board.task("build");
    board.sweepAfter(REVIEW_WITHIN);
    omar.cancel(task).accepted();
    board.task("build");
    board.sweepAfter(REVIEW_WITHIN).including(empty(2));
  }

  @Test
  void a_blocked_task_leaves_no_lane_empty() {
    AgentHand dot = board.agent("dot", "docs");
    TaskId first = board.task("docs");
    board.task(draft -> draft.lane("build").after(first));
    dot.starts(first);
    board.laterWith(Duration.ofHours(2), dot);
    board.sweep().nothing();
  }
}
