package dev.signalbox.board;

import dev.signalbox.board.PersonEvent.Pinged.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * When a person is mentioned: once for each episode of a task or lane, once more after each snooze,
 * and settled when the cause is gone. Derived from the state alone, so no way into ready or stuck can forget its ping.
 */
final class Pinging {

  private static final Duration SNOOZE_MIN = Duration.ofMinutes(30);
  private static final Duration SNOOZE_MAX = Duration.ofDays(7);

  private Pinging() {}

  static List<Event> task(Board board, TaskId id) {
    Task task = board.find(id).orElse(null);
    if (task == null) {
      return List.of();
    }
    Subject on = Subject.of(id);
    List<Event> events = new ArrayList<>();
    boolean calls = calls(task);
    if (task.ping() != 0 && (!calls || task.ping() != task.episode())) {
      events.add(new PersonEvent.PingSettled(on, task.ping()));
    }
    if (calls && task.ping() != task.episode()) {
      Task.Stuck stuck = task.stuck();
      events.add(new PersonEvent.Pinged(
          on,
          task.episode(),
          stuck == null ? Kind.READY : Kind.STUCK,
          stuck == null ? null : stuck.reason(),
          task.owner()));
    }
    return events;
  }

  static Decision snooze(Board board, TaskCommand.Snooze ask, Instant now) {
    Duration length = ask.length();
    if (length.compareTo(SNOOZE_MIN) < 0 || length.compareTo(SNOOZE_MAX) > 0) {
      return Decision.refuse(Texts.bad("A snooze lasts 30m to 7d, not "
              + ask.length().toMinutes() + "m. Use 30m, 2h or 3d (at most 7d).")
          .orElseThrow());
    }
    Task task = board.find(ask.task()).orElse(null);
    if (task == null) {
      return Decision.refuse(Refusals.noTask(board, ask.task()));
    }
    if (!Authority.decides(board, ask.by(), task)) {
      return Decision.refuse(Refusals.onlyDeciders(board, task, "snooze"));
    }
    if (task.state() != State.READY && task.state() != State.STUCK) {
      return Decision.refuse(Refusals.illegal(task, "snoozed"));
    }
    return Decision.accept(new PersonEvent.Snoozed(task.id(), task.episode(), now.plus(length)))
        .about(task.id());
  }

  static Event snoozeEnded(Task task) {
    return new PersonEvent.SnoozeEnded(task.id(), task.episode(), task.owner());
  }

  /** Whether the task's present state is one that a person hears of. */
  private static boolean calls(Task task) {
    return switch (task.state()) {
      case READY, STUCK -> true;
      case DONE -> task.shipped();
      case TODO, DOING, REVIEW, CANCELLED -> false;
    };
  }

  static List<Event> lanes(Board board) {
    List<Event> events = new ArrayList<>();
    for (LaneId id : board.team().lanes().keySet()) {
      Board.LaneState state = board.laneState(id);
      Subject on = Subject.of(id);
      if (state.empty() && served(board, id)) {
        events.add(new TeamEvent.LaneServed(id));
        if (state.ping() != 0) {
          events.add(new PersonEvent.PingSettled(on, state.ping()));
        }
      } else if (state.empty() && state.ping() != state.episode()) {
        events.add(new PersonEvent.Pinged(
            on,
            state.episode(),
            Kind.STUCK,
            StuckReason.LANE_EMPTY,
            board.team().owner()));
      }
    }
    return events;
  }

  private static boolean served(Board board, LaneId lane) {
    return board.index().holdsIn(lane) > 0 || !Promoting.anyStartable(board, lane);
  }
}
