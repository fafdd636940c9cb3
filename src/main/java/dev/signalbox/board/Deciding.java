package dev.signalbox.board;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What only the people who answer for a task may do: accept, send back, reassign, cancel. */
final class Deciding {

  private Deciding() {}

  static Decision accept(Board board, TaskCommand.Accept ask) {
    Task task = board.find(ask.task()).orElse(null);
    if (task == null) {
      return Decision.refuse(Refusals.noTask(board, ask.task()));
    }
    if (!Authority.decides(board, ask.by(), task)) {
      return Decision.refuse(Refusals.onlyDeciders(board, task, "accept"));
    }
    boolean ready = task.state() == State.READY;
    boolean unreviewed = task.state() == State.STUCK && task.submitted();
    if (unreviewed && task.touchedBy(ask.by())) {
      return Decision.refuse(Refusals.selfReview(board, task, ask.by().name()));
    }
    if (!ready && !unreviewed) {
      return Decision.refuse(Refusals.illegal(task, "accepted"));
    }
    Event onward = task.lastLane()
        ? new TaskEvent.Done(task.id(), false)
        : new TaskEvent.MovedOn(task.id(), task.route().get(0));
    return Decision.accept(new PersonEvent.Accepted(task.id(), unreviewed), onward)
        .about(task.id());
  }

  static Decision sendBack(Board board, TaskCommand.Return ask, Instant now) {
    Optional<Refusal> bad = Texts.requiredNote("why", ask.why());
    if (bad.isPresent()) {
      return Decision.refuse(bad.get());
    }
    Task task = board.find(ask.task()).orElse(null);
    if (task == null) {
      return Decision.refuse(Refusals.noTask(board, ask.task()));
    }
    if (!Authority.decides(board, ask.by(), task)) {
      return Decision.refuse(Refusals.onlyDeciders(board, task, "return"));
    }
    if (task.state() != State.READY && task.state() != State.DONE) {
      return Decision.refuse(Refusals.illegal(task, "returned"));
    }
    if (board.team().lane(task.lane()).isEmpty()) {
      return Decision.refuse(Refusals.noLane(board, task.lane()));
    }
    List<Event> events = new ArrayList<>();
    events.add(new PersonEvent.Returned(task.id(), ask.why()));
    Reviewing.author(board, task)
        .ifPresent(agent -> events.add(
            new TaskEvent.Reserved(task.id(), agent.id(), TaskEvent.Reserved.Cause.RETURNED)));
    return Decision.accept(events).about(task.id());
  }

  static Decision reassign(Board board, TaskCommand.Reassign ask, Instant now) {
    Task task = board.find(ask.task()).orElse(null);
    if (task == null) {
      return Decision.refuse(Refusals.noTask(board, ask.task()));
    }
    Agent agent = board.find(ask.agent()).orElse(null);
    if (agent == null) {
      return Decision.refuse(Refusals.noAgent(board, ask.agent()));
    }
    if (!Authority.decides(board, ask.by(), task)) {
      return Decision.refuse(Refusals.onlyDeciders(board, task, "reassign"));
    }
    State state = task.state();
    if (state != State.TODO && state != State.DOING && state != State.STUCK) {
      return Decision.refuse(Refusals.illegal(task, "reassigned"));
    }
    if (!agent.lane().equals(task.lane())) {
      return Decision.refuse(Refusals.wrongLane(task, agent));
    }
    Hold hold = task.hold();
    if (hold != null && hold.agent().equals(agent.id()) || agent.id().equals(task.reservedFor())) {
      return Decision.accept().about(task.id());
    }
    List<Event> events = new ArrayList<>();
    if (hold != null) {
      events.add(new HoldEvent.HoldStopped(task.id(), hold.agent(), hold.epoch(), "reassigned"));
    }
    events.add(new TaskEvent.Reserved(task.id(), agent.id(), TaskEvent.Reserved.Cause.REASSIGNED));
    return Decision.accept(events).about(task.id());
  }

  static Decision cancel(Board board, TaskCommand.Cancel ask) {
    Optional<Refusal> bad = Texts.requiredNote("reason", ask.reason());
    if (bad.isPresent()) {
      return Decision.refuse(bad.get());
    }
    Task task = board.find(ask.task()).orElse(null);
    if (task == null) {
      return Decision.refuse(Refusals.noTask(board, ask.task()));
    }
    if (!Authority.decides(board, ask.by(), task)) {
      return Decision.refuse(Refusals.onlyDeciders(board, task, "cancel"));
    }
    if (!task.state().open()) {
      return Decision.refuse(Refusals.illegal(task, "cancelled"));
    }
    List<Event> events = new ArrayList<>();
    Hold hold = task.hold();
    if (hold != null) {
      events.add(new HoldEvent.HoldStopped(task.id(), hold.agent(), hold.epoch(), "cancelled"));
    }
    events.add(new PersonEvent.Cancelled(task.id(), ask.reason()));
    return Decision.accept(events).about(task.id());
  }
}
