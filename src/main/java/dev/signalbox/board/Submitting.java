package dev.signalbox.board;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Handing in work, in time or too late; and where good work goes. */
final class Submitting {

  private Submitting() {}

  static Decision submit(Board board, WorkCommand.Submit ask, Instant now) {
    Optional<Refusal> bad = Texts.first(
        () -> Texts.requiredNote("note", ask.note()),
        () -> Texts.link(ask.link()),
        () -> Texts.doneWhen(ask.checks()));
    if (bad.isPresent()) {
      return Decision.refuse(bad.get());
    }
    Task task = board.find(ask.task()).orElse(null);
    if (task == null) {
      return Decision.refuse(Refusals.noTask(board, ask.task()));
    }
    Fencing.Standing standing = Fencing.own(board, task, ask.by(), ask.epoch(), "submitted");
    Refusal no = standing.no();
    if (no != null) {
      return Decision.refuse(no, late(task, ask).toArray(Event[]::new));
    }
    Hold hold = Board.known(standing.hold());
    if (hold.review()) {
      return Decision.refuse(Refusals.illegal(task, "submitted"));
    }
    List<Event> events = new ArrayList<>();
    events.add(new HoldEvent.Submitted(
        task.id(), hold.agent(), hold.epoch(), ask.link(), ask.note(), ask.checks(), task.round()));
    if (board.lane(task.lane()).reviewBy().nobody()) {
      events.addAll(onward(board, task));
    }
    return Decision.accept(events).about(task.id());
  }

  /** Work that came too late, kept once for the epoch that was taken from its holder. */
  private static List<Event> late(Task task, WorkCommand.Submit ask) {
    Integer epoch = ask.epoch();
    Optional<AgentId> agent = ask.by().agent();
    if (epoch == null || agent.isEmpty() || !agent.get().equals(task.owed().get(epoch))) {
      return List.of();
    }
    return List.of(new HoldEvent.LateWork(task.id(), agent.get(), epoch, ask.link(), ask.note()));
  }

  /** Where work goes that is good: the next lane, or its end. */
  static List<Event> onward(Board board, Task task) {
    if (!task.lastLane()) {
      return List.of(new TaskEvent.MovedOn(task.id(), task.route().get(0)));
    }
    return board.lane(task.lane()).finish() == Lane.Finish.ACCEPT
        ? List.of(new TaskEvent.BecameReady(task.id()))
        : List.of(new TaskEvent.Done(task.id(), true));
  }
}
