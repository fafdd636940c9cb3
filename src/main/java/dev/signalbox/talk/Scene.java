package dev.signalbox.talk;

import dev.signalbox.board.AgentId;
import dev.signalbox.board.Hold;
import dev.signalbox.board.Lane;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.Place;
import dev.signalbox.board.Shortage;
import dev.signalbox.board.State;
import dev.signalbox.board.Task;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.TeamId;
import dev.signalbox.board.Vitality;
import dev.signalbox.desk.Glance;
import dev.signalbox.desk.Reads;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A task and what stands around it, as it is now: all that a view of it looks at.
 *
 * @param waitsFor what it comes after and is not done
 * @param waiting what comes after it and has not begun
 * @param muted whether its thread hears no lines
 */
record Scene(
    Reads.TaskDetails details,
    Reads.Overview overview,
    List<TaskId> waitsFor,
    List<TaskId> waiting,
    boolean muted) {

  static Optional<Scene> of(Reads reads, TeamId team, TaskId id) {
    return reads.task(team, id).map(details -> of(reads, reads.overview(team), details));
  }

  /** Likewise, with an overview that was read already. */
  static Optional<Scene> of(Reads reads, Reads.Overview overview, TaskId id) {
    return reads.task(overview.team().id(), id).map(details -> of(reads, overview, details));
  }

  private static Scene of(Reads reads, Reads.Overview overview, Reads.TaskDetails details) {
    TeamId team = overview.team().id();
    Task task = details.task();
    boolean waits = task.state() == State.TODO;
    return new Scene(
        details,
        overview,
        waits
            ? task.after().stream().filter(other -> open(reads, team, other)).toList()
            : List.of(),
        task.state() == State.STUCK ? dependants(reads, team, task.id()) : List.of(),
        reads.muted(team, task.id()));
  }

  private static boolean open(Reads reads, TeamId team, TaskId id) {
    return reads.task(team, id).filter(found -> found.task().state().open()).isPresent();
  }

  private static List<TaskId> dependants(Reads reads, TeamId team, TaskId id) {
    Reads.TaskFilter todo =
        new Reads.TaskFilter(Set.of(State.TODO), null, null, null, 0, Reads.PAGE_MAX);
    return reads.tasks(team, todo).stream()
        .filter(task -> task.after().contains(id))
        .map(Task::id)
        .toList();
  }

  Task task() {
    return details.task();
  }

  /** What it needs and cannot have, as of the last thing that happened in the team. */
  List<Shortage> lacking() {
    return task().state() == State.TODO
        ? new Glance(overview, seen()).shortages(task())
        : List.of();
  }

  /** The latest time that is known of in here. */
  private Instant seen() {
    Stream<Instant> heard =
        overview.agents().stream().flatMap(known -> Stream.ofNullable(known.heard()));
    Stream<Instant> had = overview.stock().grants().stream()
        .map(grant -> Optional.ofNullable(grant.ended()).orElse(grant.since()));
    return Stream.of(Stream.of(overview.awoke()), heard, had)
        .flatMap(times -> times)
        .max(Instant::compareTo)
        .orElseThrow();
  }

  ZoneId zone() {
    return overview.team().zone();
  }

  /** The settings of its lane; empty for a closed task whose lane is gone. */
  Optional<Lane> lane() {
    return overview.team().lane(task().lane());
  }

  Optional<Hold> hold() {
    return task().held();
  }

  Optional<Instant> heard(AgentId agent) {
    return overview.agents().stream()
        .filter(known -> known.agent().id().equals(agent))
        .findFirst()
        .map(Reads.AgentDetails::heard);
  }

  /** Who waits in line for just this task, first come first. */
  List<AgentId> queued() {
    return overview.line().stream()
        .filter(place -> task().id().equals(place.wish()))
        .map(Place::agent)
        .toList();
  }

  /** An agent's position in its lane's line, from 1; 0 for none. */
  int position(AgentId agent) {
    List<AgentId> line = overview.line().stream()
        .map(Place::agent)
        .filter(other -> laneOf(other).equals(laneOf(agent)))
        .toList();
    return line.indexOf(agent) + 1;
  }

  private Optional<LaneId> laneOf(AgentId agent) {
    return overview.agents().stream()
        .filter(known -> known.agent().id().equals(agent))
        .findFirst()
        .map(known -> known.agent().lane());
  }

  /** The other agents of its lane. */
  List<AgentId> colleagues() {
    return overview.agents().stream()
        .filter(this::ofLane)
        .map(known -> known.agent().id())
        .filter(id -> hold().map(Hold::agent).filter(id::equals).isEmpty())
        .toList();
  }

  /** The agents of its lane that could start at once; all of its lane where none could. */
  List<AgentId> free(Instant now) {
    List<AgentId> free = overview.agents().stream()
        .filter(this::ofLane)
        .filter(known -> !known.agent().paused() && hasTime(known, now))
        .map(known -> known.agent().id())
        .toList();
    return free.isEmpty() ? colleagues() : free;
  }

  private boolean ofLane(Reads.AgentDetails known) {
    return !known.agent().removed() && known.agent().lane().equals(task().lane());
  }

  private boolean hasTime(Reads.AgentDetails known, Instant now) {
    return lane()
        .filter(lane -> known.holds().size() < lane.agentWip()
            && Vitality.of(lane, known.heard(), now) == Vitality.FRESH)
        .isPresent();
  }
}
