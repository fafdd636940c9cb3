package dev.signalbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.board.Actor;
import dev.signalbox.board.Agent;
import dev.signalbox.board.AgentId;
import dev.signalbox.board.Board;
import dev.signalbox.board.Entry;
import dev.signalbox.board.Event;
import dev.signalbox.board.Hold;
import dev.signalbox.board.HoldEvent;
import dev.signalbox.board.Lane;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.PersonEvent;
import dev.signalbox.board.ReviewEvent;
import dev.signalbox.board.State;
import dev.signalbox.board.Task;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.Team;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A second board that knows nothing but the log, and what every line of a log must keep to. */
final class Followed {

  private final Board board;
  private final Set<String> pings = new HashSet<>();

  Followed(Team team) {
    board = Board.empty(team);
  }

  Board board() {
    return board;
  }

  void follow(List<Entry> entries) {
    for (Entry entry : entries) {
      assertThat(entry.number()).as("numbering").isEqualTo(board.events() + 1);
      Event event = entry.event();
      if (event instanceof HoldEvent.Claimed claimed) {
        granted(claimed.task(), claimed.agent(), claimed.epoch());
        started(claimed);
      }
      if (event instanceof ReviewEvent.ReviewAssigned review) {
        granted(review.task(), review.agent(), review.epoch());
        assertThat(board.task(review.task()).touchedBy(Actor.of(review.agent())))
            .as("reviews own work: %s", review)
            .isFalse();
      }
      if (event instanceof PersonEvent.Pinged ping) {
        assertThat(pings.add(ping.on() + " " + ping.episode()))
            .as("pinged once")
            .isTrue();
      }
      board.apply(entry);
    }
    board.tasks().forEach(Followed::sound);
  }

  private void granted(TaskId id, AgentId to, int epoch) {
    Task task = board.task(id);
    assertThat(task.held()).as("hold before a grant of %s", id).isEmpty();
    assertThat(epoch).as("epoch of %s", id).isEqualTo(task.epoch() + 1);
    Agent agent = board.agent(to);
    Lane lane = board.lane(agent.lane());
    assertThat(agent.removed() || agent.paused()).as("%s removed or paused", to).isFalse();
    assertThat(board.laneState(lane.id()).paused()).as("%s paused", lane.id()).isFalse();
    assertThat(board.snapshot().paused()).as("team paused").isFalse();
    assertThat(board.holdsOf(to).size()).as("holds of %s", to).isLessThan(lane.agentWip());
    assertThat(holds(null)).as("holds of the team").isLessThan(board.team().wip());
    if (lane.wip() != null) {
      assertThat(holds(lane.id())).as("holds of %s", lane.id()).isLessThan(lane.wip());
    }
  }

  private int holds(LaneId lane) {
    return (int) board.tasks().stream()
        .map(Task::held)
        .flatMap(Optional::stream)
        .filter(hold -> lane == null || hold.lane().equals(lane))
        .count();
  }

  private void started(HoldEvent.Claimed claimed) {
    Task task = board.task(claimed.task());
    assertThat(board.agent(claimed.agent()).lane()).as("lane").isEqualTo(task.lane());
    assertThat(task.reservedFor()).as("reserved for").isIn(null, claimed.agent());
    for (TaskId before : task.after()) {
      assertThat(board.task(before).state()).as("before %s", task.id()).isEqualTo(State.DONE);
    }
  }

  private static void sound(Task task) {
    assertThat(task.state() == State.DOING)
        .as("%s is doing exactly while it is claimed", task.id())
        .isEqualTo(task.claimed());
    assertThat(task.held().filter(Hold::review).isEmpty() || task.state() == State.REVIEW)
        .as("%s is reviewed only in review", task.id())
        .isTrue();
    boolean calls = task.state() == State.READY || task.state() == State.STUCK;
    if (task.state().open()) {
      assertThat(task.ping()).as("ping of %s", task.id()).isEqualTo(calls ? task.episode() : 0);
    }
  }
}
