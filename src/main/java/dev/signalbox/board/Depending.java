package dev.signalbox.board;

import dev.signalbox.board.Refusal.Code;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What comes after what: known tasks only, never in a circle. */
final class Depending {

  private Depending() {}

  /**
   * Why a task may not come after these.
   *
   * @param task the task that would wait; null for one that does not exist yet
   */
  static Optional<Refusal> refusal(Board board, @Nullable TaskId task, List<TaskId> after) {
    if (after.size() > Texts.AFTER_MAX) {
      return refuse(
          Code.TOO_MANY,
          "A task comes after at most " + Texts.AFTER_MAX + " others; this names " + after.size()
              + ".");
    }
    for (TaskId id : after) {
      Task found = board.find(id).orElse(null);
      if (found == null) {
        return refuse(Code.UNKNOWN_DEPENDENCY, "There is no " + id + " to come after.");
      }
      if (found.state() == State.CANCELLED) {
        return refuse(Code.UNKNOWN_DEPENDENCY, id + " is cancelled and will never be done.");
      }
    }
    return task == null ? Optional.empty() : cycle(board, task, after);
  }

  /** Whether {@code task} would, over others, wait for itself; with the way round. */
  private static Optional<Refusal> cycle(Board board, TaskId task, List<TaskId> after) {
    Map<TaskId, TaskId> cameFrom = new HashMap<>();
    Set<TaskId> seen = new HashSet<>();
    Deque<TaskId> open = new ArrayDeque<>();
    for (TaskId id : after) {
      cameFrom.putIfAbsent(id, task);
      open.add(id);
    }
    while (!open.isEmpty()) {
      TaskId id = open.poll();
      if (id.equals(task)) {
        return refuse(Code.CYCLE, "That would be a circle: " + way(cameFrom, task) + ".");
      }
      if (seen.add(id)) {
        for (TaskId next : board.find(id).map(Task::after).orElse(List.of())) {
          cameFrom.putIfAbsent(next, id);
          open.add(next);
        }
      }
    }
    return Optional.empty();
  }

  private static String way(Map<TaskId, TaskId> cameFrom, TaskId task) {
    Deque<TaskId> way = new ArrayDeque<>(List.of(task));
    TaskId id = cameFrom.get(task);
    while (id != null && !id.equals(task)) {
      way.addFirst(id);
      id = cameFrom.get(id);
    }
    way.addFirst(task);
    return way.stream().map(TaskId::toString).collect(Collectors.joining(" after "));
  }

  private static Optional<Refusal> refuse(Code code, String message) {
    return Optional.of(Refusal.of(code, message));
  }
}
