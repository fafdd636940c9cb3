package dev.signalbox.talk;

import dev.signalbox.board.State;
import dev.signalbox.board.Task;
import dev.signalbox.board.TaskId;
import dev.signalbox.desk.Glance;
import dev.signalbox.desk.Reads;
import dev.signalbox.talk.Message.Kind;
import dev.signalbox.talk.Message.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What waits for a person, what is stuck, what was done and what goes on. Mentions nobody. */
final class DigestView {

  private static final int ITEMS_MAX = 20;
  private static final int QUOTE_MAX = 60;

  private final Glance glance;
  private final Function<TaskId, Optional<Reads.TaskDetails>> details;

  private DigestView(Glance glance, Function<TaskId, Optional<Reads.TaskDetails>> details) {
    this.glance = glance;
    this.details = details;
  }

  /** Whether anything waits for a person. Otherwise there is no digest. */
  static boolean worthwhile(Reads.Overview overview) {
    return overview.active().stream()
        .anyMatch(task -> task.state() == State.READY || task.state() == State.STUCK);
  }

  /**
   * @param since what was done after this is told
   * @param done oldest first
   */
  static Message of(
      Kind kind,
      Glance glance,
      Instant since,
      List<Reads.TaskDetails> done,
      Function<TaskId, Optional<Reads.TaskDetails>> details) {
    DigestView view = new DigestView(glance, details);
    Draft draft = new Draft(kind, glance.team().zone());
    draft.say(
        Role.TITLE, "digest.since", "since", since, "zone", glance.team().zone().getId());
    view.section(draft, State.READY, "digest.waiting", view::waits);
    view.section(draft, State.STUCK, "digest.stuck", view::stuck);
    done(draft, done);
    draft.say(
        Role.META,
        "digest.rest",
        "running",
        glance.count(State.DOING),
        "review",
        glance.count(State.REVIEW),
        "queued",
        glance.overview().line().size(),
        "todo",
        glance.count(State.TODO));
    return draft.button(BoardView.open()).asWritten();
  }

  private void section(Draft draft, State state, String key, Function<Task, List<Span>> item) {
    List<Task> tasks = glance.overview().active().stream()
        .filter(task -> task.state() == state)
        .toList();
    if (!tasks.isEmpty()) {
      List<List<Span>> items = tasks.stream().limit(ITEMS_MAX).map(item).toList();
      draft.say(Role.BODY, key, "number", glance.count(state), "tasks", Say.joined(items));
    }
  }

  private List<Span> waits(Task task) {
    return Say.spans(
        "digest.waits",
        "state",
        new Span.State(Span.Sign.READY),
        "task",
        task.id(),
        "who",
        task.owner(),
        "time",
        Duration.between(task.since(), glance.now()));
  }

  private List<Span> stuck(Task task) {
    String said = details
        .apply(task.id())
        .map(Reads.TaskDetails::stuck)
        .map(Reads.Word::text)
        .filter(text -> !text.isBlank())
        .orElse("");
    return Say.spans(
        "digest.stuck_task",
        "state",
        new Span.State(Span.Sign.STUCK),
        "task",
        task.id(),
        "who",
        task.owner(),
        "why",
        said.isEmpty() ? List.of() : Say.spans("digest.why", "text", Say.quote(said, QUOTE_MAX)),
        "time",
        Duration.between(task.since(), glance.now()));
  }

  private static void done(Draft draft, List<Reads.TaskDetails> done) {
    if (done.isEmpty()) {
      return;
    }
    List<Duration> took = done.stream()
        .map(task -> Duration.between(task.createdAt(), task.task().since()))
        .sorted()
        .toList();
    double reviews =
        done.stream().mapToInt(Reads.TaskDetails::reviews).average().orElse(0);
    List<TaskId> ids = new ArrayList<>();
    done.stream().limit(ITEMS_MAX).forEach(task -> ids.add(task.task().id()));
    draft.say(
        Role.BODY,
        "digest.done",
        "number",
        done.size(),
        "tasks",
        Say.list(ids),
        "median",
        took.get(took.size() / 2),
        "reviews",
        Math.round(reviews * 10) / 10.0);
  }
}
