package dev.signalbox.board;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who starts what, finishing before starting: first reviews, then work that waits for one agent,
 * then the line. What cannot start now is passed over and holds nobody up.
 */
final class Promoting {

  private Promoting() {}

  /** A task and the agent that gets it. */
  record Pick(Task task, AgentId agent, Hold.Kind kind) {

    /** A claim takes what its task needs. */
    List<Event> events(Board board, Instant now, boolean begun, boolean promoted) {
      int epoch = task.epoch() + 1;
      if (kind != Hold.Kind.REVIEW) {
        Event claimed = new HoldEvent.Claimed(task.id(), agent, epoch, kind, begun, promoted);
        return task.needs().isEmpty()
            ? List.of(claimed)
            : List.of(claimed, new Supply(board, now).start(task, agent, epoch));
      }
      Event assigned = new ReviewEvent.ReviewAssigned(task.id(), agent, epoch, task.round(), begun);
      return task.state() == State.STUCK
          ? List.of(new ReviewEvent.Healed(task.id()), assigned)
          : List.of(assigned);
    }
  }

  /**
   * The next grant of the system, or no events when there is nothing left to grant.
   *
   * @param asker the agent that is being answered, which so begins whatever it gets
   */
  static List<Event> next(Board board, Instant now, @Nullable AgentId asker) {
    return first(board, now, null)
        .map(pick -> pick.events(board, now, pick.agent().equals(asker), true))
        .orElse(List.of());
  }

  /**
   * The first grant that all limits allow.
   *
   * @param asking the place an agent would take, to see what it would get at once
   */
  static Optional<Pick> first(Board board, Instant now, @Nullable Place asking) {
    if (board.teamPaused() || board.index().holds() >= board.team().wip()) {
      return Optional.empty();
    }
    Supply supply = new Supply(board, now);
    return review(board, now, board.index().unreviewed(), asking)
        .or(() -> review(board, now, board.index().healing(), asking))
        .or(() -> reserved(board, now, supply, asking))
        .or(() -> Placing.pick(board, now, supply, asking));
  }

  private static Optional<Pick> review(
      Board board, Instant now, Iterable<TaskId> tasks, @Nullable Place asking) {
    for (TaskId id : tasks) {
      Task task = board.task(id);
      Optional<AgentId> reviewer = Reviewing.reviewer(
          board, task, now, agent -> free(board, agent, now) && willing(agent, id, asking));
      if (reviewer.isPresent()) {
        return Optional.of(new Pick(task, reviewer.get(), Hold.Kind.REVIEW));
      }
    }
    return Optional.empty();
  }

  private static Optional<Pick> reserved(
      Board board, Instant now, Supply supply, @Nullable Place asking) {
    for (TaskId id : board.index().reserved()) {
      Task task = board.task(id);
      Agent agent = board.agent(owner(task));
      if (willing(agent, id, asking)
          && free(board, agent, now)
          && mayStart(board, task)
          && supply.allows(task, agent.id())) {
        return Optional.of(new Pick(task, agent.id(), workKind(task)));
      }
    }
    return Optional.empty();
  }

  private static AgentId owner(Task task) {
    AgentId agent = task.reservedFor();
    if (agent == null) {
      throw new IllegalStateException(task.id() + " is not reserved");
    }
    return agent;
  }

  /** Whether the agent may be given the task: it did not let it lapse, or asks for work again. */
  static boolean willing(Agent agent, TaskId task, @Nullable Place asking) {
    boolean asks = asking != null && asking.agent().equals(agent.id());
    return asks || !agent.shunned().contains(task);
  }

  /** The task's own priority, one level higher for each full ageing it has waited. */
  static Priority effective(Board board, Task task, Instant now) {
    Stopwatch waiting = task.waiting();
    Duration waited = waiting == null ? Duration.ZERO : waiting.elapsed(now);
    return task.priority().raised(waited.dividedBy(board.team().aging()));
  }

  /** Whether the task could be given to anybody of its lane, slots apart. */
  static boolean startable(Task task) {
    return task.state() == State.TODO && task.waiting() != null && task.reservedFor() == null;
  }

  /** Whether so much of the lane waits for review that it starts nothing new. */
  static boolean mayStart(Board board, Task task) {
    return task.author() != null && task.reservedFor() != null
        || board.index().unreviewedIn(task.lane()) < board.lane(task.lane()).reviewLimit();
  }

  /** Whether the system may give this agent something now. */
  static boolean free(Board board, Agent agent, Instant now) {
    return !agent.removed()
        && !board.pausedFor(agent)
        && hasSlot(board, agent)
        && Liveness.fresh(board, agent, now);
  }

  /** Whether agent, lane and team each have a slot left. */
  static boolean hasSlot(Board board, Agent agent) {
    return !slotsFull(board, agent)
        && laneHasSlot(board, agent.lane())
        && board.index().holds() < board.team().wip();
  }

  private static boolean laneHasSlot(Board board, LaneId lane) {
    Integer wip = board.lane(lane).wip();
    return wip == null || board.index().holdsIn(lane) < wip;
  }

  /** Whether a lane may begin anything at all. */
  static boolean open(Board board, LaneId lane) {
    return !board.teamPaused() && !board.laneState(lane).paused() && laneHasSlot(board, lane);
  }

  /** Whether the agent itself holds all it may hold. */
  static boolean slotsFull(Board board, Agent agent) {
    return board.index().holdsOf(agent.id()).size() >= board.lane(agent.lane()).agentWip();
  }

  static Hold.Kind workKind(Task task) {
    return task.submitted() ? Hold.Kind.REWORK : Hold.Kind.WORK;
  }

  /** Every startable task of a lane, whatever its priority. */
  static boolean anyStartable(Board board, LaneId lane) {
    return !board.index().startable(lane).isEmpty();
  }
}
