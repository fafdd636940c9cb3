package dev.signalbox.talk;

import dev.signalbox.board.Entry;
import dev.signalbox.board.Task;
import dev.signalbox.desk.Reads;
import dev.signalbox.talk.Message.Kind;
import dev.signalbox.talk.Message.Role;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything about one task, for the one who asks. */
final class TaskView {

  private static final int BRIEF_MAX = 3_000;
  private static final int HISTORY_MAX = 12;

  private TaskView() {}

  /**
   * @param history oldest first
   */
  static Message of(Scene scene, List<Entry> history) {
    Reads.TaskDetails details = scene.details();
    Task task = scene.task();
    Draft draft = new Draft(Kind.ANSWER, scene.zone());
    CardView.body(scene, draft);
    if (!details.brief().isBlank()) {
      draft.say(Role.META, "show.brief");
      draft.quote(cut(details.brief()));
    }
    int number = 1;
    for (String item : details.doneWhen()) {
      draft.say(Role.BODY, "show.done_when", "number", number++, "text", Say.untrusted(item));
    }
    if (!task.after().isEmpty()) {
      draft.say(Role.META, "show.after", "tasks", Say.list(task.after()));
    }
    if (!task.route().isEmpty()) {
      draft.say(Role.META, "show.route", "lanes", Say.list(task.route()));
    }
    word(draft, "show.feedback", details.feedback());
    draft.say(Role.META, "show.created", "who", details.createdBy(), "at", details.createdAt());
    history(scene, history).forEach(line -> draft.line(line.role(), line.spans()));
    Buttons.ofCard(task, scene.colleagues()).stream().skip(1).forEach(draft::button);
    return draft.asWritten();
  }

  private static String cut(String text) {
    int length = text.codePointCount(0, text.length());
    return length <= BRIEF_MAX
        ? text
        : text.substring(0, text.offsetByCodePoints(0, BRIEF_MAX)) + "…";
  }

  private static void word(Draft draft, String key, Reads.@Nullable Word word) {
    if (word != null && !word.text().isBlank()) {
      draft.say(Role.META, key, "who", word.by(), "at", word.at());
      draft.quote(word.text());
    }
  }

  private static List<Message.Line> history(Scene scene, List<Entry> history) {
    List<Message.Line> lines = new ArrayList<>();
    for (Entry entry : history) {
      lines.addAll(Lines.of(entry, scene.overview().team(), scene));
    }
    return lines.subList(Math.max(0, lines.size() - HISTORY_MAX), lines.size());
  }
}
