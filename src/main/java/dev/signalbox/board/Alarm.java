package dev.signalbox.board;

import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * When time alone next changes something, kept up to date with every change, so that a batch costs
 * what it touches and not what is on the board. What a change puts off is not looked at: the sweep
 * at the time that was thought of finds it out. So nothing is ever due before this says.
 */
final class Alarm {

  private final Board board;

  private boolean known;
  private Optional<Instant> at = Optional.empty();
  private final Set<TaskId> tasks = new HashSet<>();
  private final Set<AgentId> agents = new HashSet<>();
  private final Set<LaneId> lanes = new HashSet<>();
  private boolean grants;

  Alarm(Board board) {
    this.board = board;
  }

  /** Anything may be due earlier than was thought, or what was due has been done. */
  void setAnew() {
    known = false;
  }

  /** What concerns a task may be due earlier than was thought. */
  void set(TaskId task) {
    tasks.add(task);
  }

  /** What concerns an agent and its lane may be due earlier than was thought. */
  void set(AgentId agent) {
    agents.add(agent);
  }

  /** A lane may be empty earlier than was thought. */
  void set(LaneId lane) {
    lanes.add(lane);
  }

  /** A grant may end earlier than was thought. */
  void setForGrants() {
    grants = true;
  }

  /** The next instant at which something may be due. */
  Optional<Instant> at() {
    Stream<Deadline> more = known ? touched() : Deadline.all(board);
    Optional<Instant> first = more.map(Deadline::at).min(Instant::compareTo);
    at = known ? earlier(at, first) : first;
    known = true;
    tasks.clear();
    agents.clear();
    lanes.clear();
    grants = false;
    return at;
  }

  private Stream<Deadline> touched() {
    Deadline.Gathering all = new Deadline.Gathering(board);
    for (TaskId id : tasks) {
      board.find(id).ifPresent(task -> touched(task, all));
    }
    for (AgentId id : agents) {
      Agent agent = board.agent(id);
      if (!agent.removed()) {
        all.ofAgent(agent);
        lanes.add(agent.lane());
      }
    }
    lanes.stream().filter(this::soon).forEach(all::emptyLane);
    if (grants) {
      all.grants();
    }
    all.relief();
    return all.deadlines();
  }

  private void touched(Task task, Deadline.Gathering all) {
    all.ofTask(task);
    all.snooze(task);
    task.held().map(Hold::agent).ifPresent(agents::add);
    if (task.reservedFor() != null) {
      agents.add(task.reservedFor());
    } else if (Promoting.startable(task)) {
      lanes.add(task.lane());
    }
  }

  /** Whether its oldest task alone does not rule out that a lane is next. */
  private boolean soon(LaneId lane) {
    return board.team().lane(lane).isPresent()
        && Deadline.waited(board, lane)
            .filter(waited -> at.filter(next -> !waited.isBefore(next)).isEmpty())
            .isPresent();
  }

  private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
    return Stream.of(one, other).flatMap(Optional::stream).min(Instant::compareTo);
  }
}
