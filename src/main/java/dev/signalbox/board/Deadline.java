package dev.signalbox.board;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An instant at which time alone changes something. The sweep passes those that are due, and the
 * desk waits for the next: both read this one list, so they cannot disagree.
 *
 * @param agent whose silence it is; null for what concerns only a task or a lane
 * @param task the task it concerns, or for an empty lane the one that waits longest
 * @param token of the grant that is over; 0 where it is none
 */
record Deadline(
    Instant at,
    What what,
    @Nullable AgentId agent,
    @Nullable TaskId task,
    long token) {

  Deadline(Instant at, What what, @Nullable AgentId agent, @Nullable TaskId task) {
    this(at, what, agent, task, 0);
  }

  /** What happens then, in the order in which one sweep does it. */
  enum What {
    LOST,
    LAPSED,
    TOO_LONG,
    QUIET,
    REVIEW_LATE,
    RESERVATION_LATE,
    LANE_EMPTY,
    SNOOZE_OVER,
    GRANT_OVER,
    RELIEF
  }

  /** What one sweep has ended already, so that nothing ends twice. */
  static final class Ended {
    private final Set<TaskId> tasks = new HashSet<>();
  }

  static Stream<Deadline> all(Board board) {
    Gathering all = new Gathering(board);
    board.agents().forEach(all::ofAgent);
    board.index().unreviewed().forEach(id -> all.ofTask(board.task(id)));
    board.index().reserved().forEach(id -> all.ofTask(board.task(id)));
    board.index().snoozed().forEach(id -> all.snooze(board.task(id)));
    board.team().lanes().keySet().forEach(all::emptyLane);
    all.grants();
    all.relief();
    return all.deadlines();
  }

  /** The deadlines of some of what is on a board. */
  static final class Gathering {
    private final Board board;
    private final List<Deadline> all = new ArrayList<>();

    Gathering(Board board) {
      this.board = board;
    }

    Stream<Deadline> deadlines() {
      return all.stream();
    }

    private void add(Instant at, What what, @Nullable AgentId agent, @Nullable TaskId task) {
      all.add(new Deadline(at, what, agent, task));
    }

    /** Its silence, and what it holds. */
    void ofAgent(Agent agent) {
      List<Task> holds = board.holdsOf(agent.id());
      if (!holds.isEmpty()
          || board.place(agent.id()).isPresent()
          || losesReservation(board, agent)) {
        add(Liveness.lostAt(board, agent), What.LOST, agent.id(), null);
      }
      for (Task task : holds) {
        ofHold(agent, task, Board.known(task.hold()));
      }
    }

    private void ofHold(Agent agent, Task task, Hold hold) {
      Lane lane = board.lane(hold.lane());
      if (hold.quietSince() == null) {
        Instant quiet = Liveness.countsFrom(board, agent).plus(lane.quietAfter());
        add(quiet, What.QUIET, agent.id(), task.id());
      }
      if (!hold.begun()) {
        add(Liveness.lapsesAt(board, hold), What.LAPSED, agent.id(), task.id());
      }
      add(Liveness.tooLongAt(board, hold), What.TOO_LONG, agent.id(), task.id());
    }

    /** Its wait for a reviewer or for the one agent it is reserved for. */
    void ofTask(Task task) {
      Stopwatch waiting = task.waiting();
      boolean review = task.state() == State.REVIEW;
      if (waiting != null && task.hold() == null && (review || task.reservedFor() != null)) {
        Lane lane = board.lane(task.lane());
        waiting
            .reaches(lane.reviewWithin())
            .map(at -> board.notBeforeAwake(at, lane.id()))
            .ifPresent(
                at -> add(at, review ? What.REVIEW_LATE : What.RESERVATION_LATE, null, task.id()));
      }
    }

    /** The end of the time for which its ping is hidden, if it is. */
    void snooze(Task task) {
      Instant until = task.snoozedUntil();
      if (until != null) {
        add(until, What.SNOOZE_OVER, null, task.id());
      }
    }

    /** A lane is empty when a task has waited, and for as long nobody of the lane was alive. */
    void emptyLane(LaneId id) {
      Optional<Instant> waited = waited(board, id);
      if (waited.isEmpty()) {
        return;
      }
      Instant dead = board.agents().stream()
          .filter(agent -> agent.lane().equals(id))
          .filter(agent -> board.pulse().silentSince(agent) != null)
          .map(agent -> Liveness.lostAt(board, agent).plus(board.lane(id).reviewWithin()))
          .max(Instant::compareTo)
          .orElse(Instant.EPOCH);
      Instant both = dead.isAfter(waited.get()) ? dead : waited.get();
      add(
          board.notBeforeAwake(both, id),
          What.LANE_EMPTY,
          null,
          oldest(board, id).orElseThrow());
    }

    void grants() {
      for (Grant grant : board.stock().grants().expiring()) {
        Instant at = board.stock().expires(grant);
        all.add(new Deadline(at, What.GRANT_OVER, grant.agent(), grant.task(), grant.token()));
      }
    }

    void relief() {
      Deadline.relief(board).ifPresent(at -> add(at, What.RELIEF, null, null));
    }
  }

  /** Whether the agent has a reservation from before it fell silent for good. */
  private static boolean losesReservation(Board board, Agent agent) {
    Instant lost = Liveness.lostAt(board, agent);
    return board.index().reservedFor(agent.id()).stream()
        .anyMatch(id -> board.task(id).since().isBefore(lost));
  }

  /** When the task of a lane that waits longest has waited as long as one may, if it will. */
  static Optional<Instant> waited(Board board, LaneId id) {
    return board.laneState(id).empty()
        ? Optional.empty()
        : oldest(board, id)
            .map(task -> board.task(task).waiting())
            .flatMap(watch -> watch.reaches(board.lane(id).reviewWithin()));
  }

  private static Optional<TaskId> oldest(Board board, LaneId id) {
    return board.index().startable(id).values().stream()
        .filter(turns -> !turns.isEmpty())
        .map(turns -> turns.first())
        .min(Index.Turn::compareTo)
        .map(Index.Turn::task);
  }

  /** When time alone gives those who wait for resources something, or takes a barrier away. */
  static Optional<Instant> relief(Board board) {
    if (board.stock().waiters().none() && board.index().needy().isEmpty()) {
      return Optional.empty();
    }
    Stream<Instant> gone = board.index().barriers().stream()
        .map(turn -> board.task(turn.task()).lane())
        .distinct()
        .flatMap(lane -> board.agents().stream().filter(agent -> agent.lane().equals(lane)))
        .flatMap(agent -> Stream.ofNullable(board.pulse().silentSince(agent))
            .map(since -> since.plus(board.lane(agent.lane()).quietAfter())))
        .filter(board.stock()::notLookedAt);
    return Stream.concat(board.stock().nextRelief().stream(), gone).min(Instant::compareTo);
  }

  /** What happens now that it is due. */
  List<Event> pass(Board board, Ended ended) {
    return switch (what) {
      case LOST -> lost(board, board.agent(known(agent)), ended);
      case LAPSED -> once(ended, () -> lapsed(board));
      case TOO_LONG -> once(ended, () -> tooLong(board));
      case QUIET -> ended.tasks.contains(known(task)) ? List.of() : List.of(quiet(board));
      case REVIEW_LATE ->
        List.of(new TaskEvent.BecameStuck(
            known(task), StuckReason.NO_REVIEWER, State.REVIEW, "", "", true));
      case RESERVATION_LATE -> once(ended, () -> List.of(reservationLate(board)));
      case LANE_EMPTY ->
        List.of(new TeamEvent.LaneEmptied(board.task(known(task)).lane(), known(task)));
      case SNOOZE_OVER -> List.of(Pinging.snoozeEnded(board.task(known(task))));
      case GRANT_OVER -> over(board, ended);
      case RELIEF -> List.of();
    };
  }

  private List<Event> once(Ended ended, Supplier<List<Event>> events) {
    return ended.tasks.add(known(task)) ? events.get() : List.of();
  }

  private static List<Event> lost(Board board, Agent agent, Ended ended) {
    List<Event> events = new ArrayList<>();
    Instant heard = Liveness.countsFrom(board, agent);
    for (Task task : board.holdsOf(agent.id())) {
      Hold hold = Board.known(task.hold());
      ended.tasks.add(task.id());
      events.add(new HoldEvent.HoldLost(task.id(), agent.id(), hold.epoch(), heard));
      events.addAll(Releasing.attemptsSpent(board, task, hold, true));
    }
    board
        .place(agent.id())
        .ifPresent(place -> events.add(
            new HoldEvent.PlaceLeft(agent.id(), place.wish(), HoldEvent.PlaceLeft.Why.LOST)));
    for (TaskId id : board.index().reservedFor(agent.id())) {
      if (board.task(id).since().isBefore(Liveness.lostAt(board, agent))) {
        ended.tasks.add(id);
        events.add(
            new TaskEvent.ReservationEnded(id, agent.id(), TaskEvent.ReservationEnded.Why.LOST));
      }
    }
    return events;
  }

  /** Unless it goes with a hold that this very sweep ends. */
  private List<Event> over(Board board, Ended ended) {
    boolean holds =
        board.holdsOf(known(agent)).stream().anyMatch(held -> !ended.tasks.contains(held.id()));
    return holds
        ? board.stock().grant(token).stream()
            .map(grant -> Resourcing.returned(grant, Grant.How.EXPIRED))
            .toList()
        : List.of();
  }

  private List<Event> lapsed(Board board) {
    Hold hold = hold(board);
    return List.of(new HoldEvent.HoldLapsed(known(task), hold.agent(), hold.epoch()));
  }

  private List<Event> tooLong(Board board) {
    Hold hold = hold(board);
    Event stopped = new HoldEvent.HoldStopped(known(task), hold.agent(), hold.epoch(), "too_long");
    return hold.review()
        ? List.of(stopped)
        : List.of(
            stopped,
            new TaskEvent.BecameStuck(
                known(task), StuckReason.TOO_LONG, State.DOING, "", "", false));
  }

  private Event quiet(Board board) {
    Hold hold = hold(board);
    Instant heard = Liveness.countsFrom(board, board.agent(hold.agent()));
    return new HoldEvent.HoldQuiet(known(task), hold.agent(), hold.epoch(), heard);
  }

  private Event reservationLate(Board board) {
    AgentId agentWaitedFor = known(board.task(known(task)).reservedFor());
    return new TaskEvent.ReservationEnded(
        known(task), agentWaitedFor, TaskEvent.ReservationEnded.Why.TOO_LATE);
  }

  private Hold hold(Board board) {
    return Board.known(board.task(known(task)).hold());
  }

  private static <T> T known(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("a deadline without its subject");
    }
    return value;
  }
}
