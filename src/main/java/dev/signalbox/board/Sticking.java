package dev.signalbox.board;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every way into stuck that somebody asks for or a dead end leads to, and the way out. */
final class Sticking {

  private Sticking() {}

  static Decision ask(Board board, WorkCommand.AskForHelp ask, Instant now) {
    Optional<Refusal> bad = Texts.first(
        () -> Texts.requiredNote("reason", ask.reason()), () -> Texts.note("need", ask.need()));
    if (bad.isPresent()) {
      return Decision.refuse(bad.get());
    }
    Task task = board.find(ask.task()).orElse(null);
    if (task == null) {
      return Decision.refuse(Refusals.noTask(board, ask.task()));
    }
    Hold hold = task.hold();
    if (!Authority.decides(board, ask.by(), task)) {
      Refusal no =
          Fencing.own(board, task, ask.by(), ask.epoch(), "marked stuck").no();
      if (no != null) {
        return Decision.refuse(no);
      }
    }
    State state = task.state();
    if (state != State.DOING && state != State.REVIEW && state != State.TODO) {
      return Decision.refuse(Refusals.illegal(task, "marked stuck"));
    }
    List<Event> events = new ArrayList<>();
    if (hold != null && ask.by().agent().isEmpty()) {
      events.add(new HoldEvent.HoldStopped(task.id(), hold.agent(), hold.epoch(), "stuck"));
    }
    events.add(new TaskEvent.BecameStuck(
        task.id(), StuckReason.ASKED, state, ask.reason(), ask.need(), false));
    return Decision.accept(events).about(task.id());
  }

  /** What a task that just changed cannot get out of without a person. */
  static List<Event> deadEnd(Board board, TaskId id) {
    Task task = board.find(id).orElse(null);
    if (task == null) {
      return List.of();
    }
    if (task.state() == State.TODO && !task.dropped().isEmpty()) {
      return List.of(new TaskEvent.BecameStuck(
          id,
          StuckReason.DEPENDENCY_CANCELLED,
          State.TODO,
          task.dropped().first().toString(),
          "",
          false));
    }
    return Reviewing.hopeless(board, task);
  }

  static Decision unblock(Board board, TaskCommand.Unblock ask, Instant now) {
    Optional<Refusal> bad = Texts.note("note", ask.note());
    if (bad.isPresent()) {
      return Decision.refuse(bad.get());
    }
    Task task = board.find(ask.task()).orElse(null);
    if (task == null) {
      return Decision.refuse(Refusals.noTask(board, ask.task()));
    }
    if (!Authority.decides(board, ask.by(), task)) {
      return Decision.refuse(Refusals.onlyDeciders(board, task, "unblock"));
    }
    Task.Stuck stuck = task.stuck();
    if (stuck == null) {
      return Decision.refuse(Refusals.illegal(task, "unblocked"));
    }
    if (backToReview(stuck)) {
      return Decision.accept(new PersonEvent.Unblocked(task.id(), State.REVIEW, ask.note()))
          .about(task.id());
    }
    Optional<Agent> author = backToHolder(stuck) ? Reviewing.author(board, task) : Optional.empty();
    if (author.isPresent() && ask.note().isBlank()) {
      return Decision.refuse(
          Texts.bad(task.id() + " goes back to " + author.get().id() + ": tell it how to go on.")
              .orElseThrow());
    }
    List<Event> events = new ArrayList<>();
    events.add(new PersonEvent.Unblocked(task.id(), State.TODO, ask.note()));
    author.ifPresent(agent -> events.add(
        new TaskEvent.Reserved(task.id(), agent.id(), TaskEvent.Reserved.Cause.UNBLOCKED)));
    return Decision.accept(events).about(task.id());
  }

  private static boolean backToReview(Task.Stuck stuck) {
    return stuck.from() == State.REVIEW
        && (stuck.reason() == StuckReason.NO_REVIEWER || stuck.reason() == StuckReason.ASKED);
  }

  private static boolean backToHolder(Task.Stuck stuck) {
    return stuck.reason() == StuckReason.REVIEW_ROUNDS
        || stuck.reason() == StuckReason.ASKED && stuck.from() == State.DOING;
  }
}
