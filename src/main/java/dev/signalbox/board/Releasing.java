package dev.signalbox.board;

import dev.signalbox.board.HoldEvent.HoldReleased.How;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Letting go of what is held: by its holder, by a person, by leaving, by being removed. */
final class Releasing {

  private Releasing() {}

  static Decision release(Board board, WorkCommand.Release ask, Instant now) {
    Optional<Refusal> bad = Texts.requiredNote("note", ask.note());
    if (bad.isPresent()) {
      return Decision.refuse(bad.get());
    }
    Task task = board.find(ask.task()).orElse(null);
    if (task == null) {
      return Decision.refuse(Refusals.noTask(board, ask.task()));
    }
    boolean decides = Authority.decides(board, ask.by(), task);
    Hold hold = task.hold();
    if (!decides) {
      Fencing.Standing standing = Fencing.own(board, task, ask.by(), ask.epoch(), "released");
      Refusal no = standing.no();
      if (no != null) {
        return Decision.refuse(no);
      }
    }
    if (hold == null) {
      return Decision.refuse(Refusals.illegal(task, "released"));
    }
    Optional<Refusal> wrong = awaits(board, task, hold, ask);
    if (wrong.isPresent()) {
      return Decision.refuse(wrong.get());
    }
    return Decision.accept(released(board, task, hold, ask, now)).about(task.id());
  }

  private static List<Event> released(
      Board board, Task task, Hold hold, WorkCommand.Release ask, Instant now) {
    How how = ask.by().agent().isPresent() ? How.HOLDER : How.PERSON;
    boolean attempt = how == How.HOLDER && !hold.review() && ask.after().isEmpty();
    List<Event> events = new ArrayList<>();
    events.add(new HoldEvent.HoldReleased(
        task.id(), hold.agent(), hold.epoch(), ask.note(), how, attempt, ask.after()));
    events.addAll(attemptsSpent(board, task, hold, attempt));
    if (!ask.after().isEmpty() && Liveness.alive(board, board.agent(hold.agent()), now)) {
      events.add(new TaskEvent.Reserved(task.id(), hold.agent(), TaskEvent.Reserved.Cause.AWAITED));
    }
    return events;
  }

  private static Optional<Refusal> awaits(
      Board board, Task task, Hold hold, WorkCommand.Release ask) {
    if (ask.after().isEmpty()) {
      return Optional.empty();
    }
    if (hold.review()) {
      return Texts.bad("A review cannot wait for other tasks; leave out after.");
    }
    return Depending.refusal(board, task.id(), Board.union(task.after(), ask.after()));
  }

  /** What follows when a claim ends without a result once too often. */
  static List<Event> attemptsSpent(Board board, Task task, Hold hold, boolean attempt) {
    boolean spent = attempt
        && !hold.review()
        && task.attempts() + 1 >= board.lane(task.lane()).maxAttempts();
    return spent
        ? List.of(new TaskEvent.BecameStuck(
            task.id(), StuckReason.ATTEMPTS, State.TODO, hold.note(), "", false))
        : List.of();
  }

  static Decision leave(Board board, WorkCommand.Leave ask, Instant now) {
    Agent agent = board.agent(ask.by().agent().orElseThrow());
    List<Event> events = new ArrayList<>(letGo(board, agent, How.LEFT));
    events.add(new HoldEvent.AgentLeft(agent.id()));
    return Decision.accept(events);
  }

  /** Everything an agent has goes back. */
  static List<Event> letGo(Board board, Agent agent, How how) {
    boolean left = how == How.LEFT;
    List<Event> events = new ArrayList<>();
    for (Task task : board.holdsOf(agent.id())) {
      Hold hold = Board.known(task.hold());
      boolean attempt = left && !hold.review();
      events.add(new HoldEvent.HoldReleased(
          task.id(), agent.id(), hold.epoch(), hold.note(), how, attempt, List.of()));
      events.addAll(attemptsSpent(board, task, hold, attempt));
    }
    board
        .place(agent.id())
        .ifPresent(place -> events.add(new HoldEvent.PlaceLeft(
            agent.id(),
            place.wish(),
            left ? HoldEvent.PlaceLeft.Why.LEFT : HoldEvent.PlaceLeft.Why.REMOVED)));
    events.addAll(reservationsEnd(
        board,
        agent,
        left ? TaskEvent.ReservationEnded.Why.LEFT : TaskEvent.ReservationEnded.Why.REMOVED));
    return events;
  }

  static List<Event> reservationsEnd(Board board, Agent agent, TaskEvent.ReservationEnded.Why why) {
    List<Event> events = new ArrayList<>();
    for (TaskId id : board.index().reservedFor(agent.id())) {
      events.add(new TaskEvent.ReservationEnded(id, agent.id(), why));
    }
    return events;
  }
}
