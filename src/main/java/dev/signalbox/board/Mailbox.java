package dev.signalbox.board;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an agent has to know, handed to it with every answer: what it holds, what to stop, where it
 * waits, and when to report next.
 */
public record Mailbox(
    AgentId agent,
    LaneId lane,
    boolean paused,
    List<Held> holds,
    List<Agent.Stop> stops,
    @Nullable Line line,
    List<Grant> grants,
    @Nullable Request request,
    Duration nextBeat) {

  /** How long an ended hold is named. */
  public static final Duration STOPS_FOR = Duration.ofMinutes(10);

  /**
   * A hold and how long it lasts without another sign of life.
   *
   * @param changed no event after this one is about the task
   */
  public record Held(
      TaskId task, int epoch, Hold.Kind kind, String title, Instant leaseUntil, long changed) {}

  /**
   * A place in line.
   *
   * @param position from 1, among those of its lane
   */
  public record Line(int position, @Nullable TaskId wish, WaitingFor waitingFor) {}

  /**
   * Units of resources an agent waits for.
   *
   * @param position from 1, among those who wait for any of them
   * @param holders who has what it lacks
   * @param estimate about how long it will wait; null where nobody can tell
   */
  public record Request(
      List<Need> needs,
      int position,
      List<AgentId> holders,
      @Nullable Duration estimate) {}

  /** What keeps an agent in line. */
  public enum WaitingFor {
    SLOT,
    WORK,
    RESOURCE,
    PAUSED,
    DEPENDENCY;

    /** The word used in JSON. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Reads an agent's mailbox off the board.
   *
   * @throws IllegalStateException if the team has no such agent
   */
  public static Mailbox of(Board board, AgentId id, Instant now) {
    Agent agent = board.agent(id);
    List<Held> holds = board.holdsOf(id).stream()
        .map(task -> held(board, task, Board.known(task.hold())))
        .toList();
    List<Agent.Stop> stops =
        agent.stops().stream().filter(s -> s.at().plus(STOPS_FOR).isAfter(now)).toList();
    Line line = board.place(id).map(place -> Waiting.line(board, place, now)).orElse(null);
    return new Mailbox(
        id,
        agent.lane(),
        board.pausedFor(agent),
        holds,
        stops,
        line,
        board.stock().heldBy(id),
        board
            .stock()
            .waiter(id)
            .map(waiter -> Queue.request(board, waiter, now))
            .orElse(null),
        board.lane(agent.lane()).beat());
  }

  private static Held held(Board board, Task task, Hold hold) {
    return new Held(
        task.id(),
        hold.epoch(),
        hold.kind(),
        task.title(),
        Liveness.leaseUntil(board, hold),
        board.lastEvent(task.id()));
  }
}
