package dev.signalbox.talk;

import dev.signalbox.board.AgentId;
import dev.signalbox.board.Task;
import dev.signalbox.talk.Message.Kind;
import dev.signalbox.talk.Message.Role;
import dev.signalbox.talk.language.Words;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Tasks, one in a line. */
final class ListView {

  static final int TASKS_MAX = 20;

  private ListView() {}

  /**
   * @param tasks one more than are shown, where there are more
   */
  static Message of(List<Task> tasks, ZoneId zone) {
    Draft draft = new Draft(Kind.ANSWER, zone);
    if (tasks.isEmpty()) {
      return draft.say(Role.BODY, "list.none").asWritten();
    }
    boolean more = tasks.size() > TASKS_MAX;
    List<Task> shown = tasks.subList(0, Math.min(TASKS_MAX, tasks.size()));
    if (more) {
      draft.say(Role.TITLE, "list.first", "number", shown.size());
    } else {
      draft.say(Role.TITLE, Words.counted("list.title", shown.size()), "number", shown.size());
    }
    shown.forEach(task -> draft.line(Role.BODY, line(task)));
    if (more) {
      draft.say(Role.META, "list.narrow");
    }
    return draft.asWritten();
  }

  static List<Span> line(Task task) {
    List<List<Span>> parts = new ArrayList<>();
    parts.add(Say.spans(
        "list.task",
        "state",
        new Span.State(Span.Sign.valueOf(task.state().name())),
        "task",
        Say.named(task)));
    parts.add(Say.spans("list.lane", "lane", task.lane()));
    AgentId reserved = task.reservedFor();
    task.held().ifPresent(hold -> parts.add(Say.spans("list.agent", "agent", hold.agent())));
    if (reserved != null && task.held().isEmpty()) {
      parts.add(Say.spans("list.reserved", "agent", reserved));
    }
    parts.add(Say.spans("list.owner", "owner", task.owner()));
    return Say.joined(parts);
  }
}
