package dev.signalbox.board;

import dev.signalbox.board.Refusal.Code;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asking for work: by name, or for any of one's lane; and waiting for it. */
final class Claiming {

  private Claiming() {}

  static Decision next(Board board, WorkCommand.Next ask, Instant now) {
    Agent agent = board.agent(ask.by().agent().orElseThrow());
    List<Event> events = new ArrayList<>(handOver(board, agent));
    if (!events.isEmpty() || Promoting.slotsFull(board, agent)) {
      return Decision.accept(events);
    }
    if (!agent.shunned().isEmpty()) {
      events.add(new HoldEvent.Willing(agent.id()));
    }
    Optional<Place> standing = board.place(agent.id()).filter(place -> place.wish() == null);
    Place asking = standing.orElse(new Place(agent.id(), null, Long.MAX_VALUE, now));
    Optional<Promoting.Pick> pick =
        Promoting.first(board, now, asking).filter(p -> p.agent().equals(agent.id()));
    if (pick.isPresent()) {
      events.addAll(pick.get().events(board, now, true, false));
    } else if (standing.isEmpty()) {
      events.add(new HoldEvent.PlaceTaken(agent.id(), null));
    }
    return Decision.accept(events);
  }

  private static List<Event> handOver(Board board, Agent agent) {
    List<Event> events = new ArrayList<>();
    for (Task task : board.holdsOf(agent.id())) {
      Hold hold = Board.known(task.hold());
      if (!hold.begun()) {
        events.add(new HoldEvent.HoldBegun(task.id(), agent.id(), hold.epoch()));
      }
    }
    return events;
  }

  static Decision claim(Board board, WorkCommand.Claim ask, Instant now) {
    Task task = board.find(ask.task()).orElse(null);
    if (task == null) {
      return Decision.refuse(Refusals.noTask(board, ask.task()));
    }
    AgentId named = ask.agent();
    Optional<AgentId> self = ask.by().agent();
    if (named == null && self.isEmpty()) {
      return Decision.refuse(Refusal.of(
          Code.BAD_VALUE, "Which agent is to have " + task.id() + "? Name it with agent:handle."));
    }
    AgentId handle = named == null ? self.orElseThrow() : named;
    Agent agent = board.find(handle).orElse(null);
    if (agent == null) {
      return Decision.refuse(Refusals.noAgent(board, handle));
    }
    if (!Authority.actsFor(board, ask.by(), agent)
        && !(self.isEmpty() && Authority.decides(board, ask.by(), task))) {
      return Decision.refuse(Refusals.notForThem(board, ask.by(), agent, task));
    }
    Optional<Refusal> no = startRefusal(board, task, agent, now);
    if (no.isPresent()) {
      return Decision.refuse(no.get());
    }
    if (holds(task, agent.id())) {
      return Decision.accept(self.isPresent() ? handOver(board, agent) : List.of())
          .about(task.id());
    }
    return self.isPresent()
        ? byItself(board, ask, task, agent, now)
        : reserve(task, agent).about(task.id());
  }

  private static Decision.Accepted reserve(Task task, Agent agent) {
    return agent.id().equals(task.reservedFor())
        ? Decision.accept()
        : Decision.accept(
            new TaskEvent.Reserved(task.id(), agent.id(), TaskEvent.Reserved.Cause.CLAIMED_FOR));
  }

  /** Why this agent may not have this task even with every slot free, in the order given to all. */
  private static Optional<Refusal> startRefusal(Board board, Task task, Agent agent, Instant now) {
    if (holds(task, agent.id())) {
      return Optional.empty();
    }
    if (task.state() != State.TODO && task.state() != State.DOING) {
      return Optional.of(Refusals.illegal(task, "claimed"));
    }
    if (!task.lane().equals(agent.lane())) {
      return Optional.of(Refusals.wrongLane(task, agent));
    }
    AgentId reserved = task.reservedFor();
    if (task.state() == State.DOING || reserved != null && !reserved.equals(agent.id())) {
      return Optional.of(Refusals.heldByAnother(board, task, now));
    }
    return board.blocked(task) ? Optional.of(Refusals.blocked(board, task)) : Optional.empty();
  }

  private static Decision byItself(
      Board board, WorkCommand.Claim ask, Task task, Agent agent, Instant now) {
    List<Event> events = new ArrayList<>();
    if (agent.shunned().contains(task.id())) {
      events.add(new HoldEvent.Willing(agent.id()));
    }
    boolean paused = board.pausedFor(agent);
    boolean slot = Promoting.hasSlot(board, agent) && Promoting.mayStart(board, task);
    if (!paused && slot && new Supply(board, now).allows(task, agent.id())) {
      Promoting.Pick pick = new Promoting.Pick(task, agent.id(), Promoting.workKind(task));
      events.addAll(pick.events(board, now, true, false));
      return Decision.accept(events).about(task.id());
    }
    if (!ask.queue()) {
      return Decision.refuse(
          paused
              ? Refusals.paused(board, agent)
              : slot
                  ? Refusals.resourcesTaken(board, task, agent, now)
                  : Refusals.wipFull(board, task, agent));
    }
    boolean waits =
        board.place(agent.id()).filter(place -> task.id().equals(place.wish())).isPresent();
    if (!waits) {
      events.add(new HoldEvent.PlaceTaken(agent.id(), task.id()));
    }
    return Decision.accept(events).about(task.id());
  }

  private static boolean holds(Task task, AgentId agent) {
    return task.claimed() && Board.known(task.hold()).agent().equals(agent);
  }

  static Decision leaveLine(Board board, WorkCommand.LeaveLine ask) {
    AgentId named = ask.agent();
    Optional<AgentId> self = ask.by().agent();
    if (named == null && self.isEmpty()) {
      return Decision.refuse(
          Refusal.of(Code.BAD_VALUE, "Whose place? Name the agent with agent:handle."));
    }
    AgentId handle = named == null ? self.orElseThrow() : named;
    Agent agent = board.find(handle).orElse(null);
    if (agent == null) {
      return Decision.refuse(Refusals.noAgent(board, handle));
    }
    if (!Authority.actsFor(board, ask.by(), agent)) {
      return Decision.refuse(Refusals.onlyFor(agent));
    }
    List<Event> events = new ArrayList<>();
    board
        .place(agent.id())
        .ifPresent(place -> events.add(
            new HoldEvent.PlaceLeft(agent.id(), place.wish(), HoldEvent.PlaceLeft.Why.LEFT)));
    if (board.stock().waiter(agent.id()).isPresent()) {
      events.add(new ResourceEvent.UnitsForgone(agent.id()));
    }
    return Decision.accept(events);
  }
}
