package dev.signalbox.talk;

import dev.signalbox.board.AgentId;
import dev.signalbox.board.Board;
import dev.signalbox.board.Hold;
import dev.signalbox.board.Lane;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.Place;
import dev.signalbox.board.State;
import dev.signalbox.board.Task;
import dev.signalbox.desk.Reads;
import dev.signalbox.talk.Message.Kind;
import dev.signalbox.talk.Message.Role;
import dev.signalbox.talk.language.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The board at a glance: a line for each lane, and what waits for the one who looks. */
final class BoardView {

  private static final int IDS_MAX = 5;
  private static final List<State> SHOWN =
      List.of(State.DOING, State.REVIEW, State.READY, State.STUCK);

  private final Reads.Overview overview;
  private final Instant now;

  private BoardView(Reads.Overview overview, Instant now) {
    this.overview = overview;
    this.now = now;
  }

  /**
   * @param only the one lane to show; null for all
   * @param reader who looks, if that is a person of the team
   */
  static Message of(
      Reads.Overview overview, Instant now, @Nullable LaneId only, @Nullable PersonId reader) {
    BoardView view = new BoardView(overview, now);
    Draft draft = new Draft(Kind.ANSWER, overview.team().zone());
    draft.line(Role.TITLE, view.head());
    overview.team().lanes().values().stream()
        .filter(lane -> only == null || lane.id().equals(only))
        .forEach(lane -> draft.line(Role.BODY, view.lane(lane)));
    if (reader != null) {
      view.waitingFor(reader, draft);
    }
    return draft.asWritten();
  }

  private List<Span> head() {
    List<List<Span>> parts = new ArrayList<>();
    parts.add(Say.spans("board.title", "at", now));
    long holds =
        overview.agents().stream().mapToLong(agent -> agent.holds().size()).sum();
    parts.add(Say.spans("board.slots", "taken", holds, "wip", overview.team().wip()));
    if (overview.paused()) {
      parts.add(Say.spans("board.paused"));
    }
    for (State state : State.values()) {
      int number = overview.counts().values().stream()
          .mapToInt(states -> states.getOrDefault(state, 0))
          .sum();
      if (state.open() && number > 0) {
        parts.add(counted(state, number));
      }
    }
    return Say.joined(parts);
  }

  private static List<Span> counted(State state, int number) {
    return List.of(sign(state), Say.plain(" " + number));
  }

  private static Span sign(State state) {
    return new Span.State(Span.Sign.valueOf(state.name()));
  }

  private List<Span> lane(Lane lane) {
    List<List<Span>> parts = new ArrayList<>();
    long taken = overview.agents().stream()
        .flatMap(agent -> agent.holds().stream())
        .filter(task -> task.held().map(Hold::lane).filter(lane.id()::equals).isPresent())
        .count();
    Integer wip = lane.wip();
    parts.add(Say.spans(
        "board.lane",
        "lane",
        new Span.Strong(lane.id().name()),
        "taken",
        taken,
        "wip",
        wip == null ? "–" : wip));
    if (overview.lanes().getOrDefault(lane.id(), calm()).paused()) {
      parts.add(Say.spans("board.paused"));
    }
    for (State state : SHOWN) {
      List<Task> tasks = overview.active().stream()
          .filter(task -> task.lane().equals(lane.id()) && task.state() == state)
          .toList();
      if (!tasks.isEmpty()) {
        parts.add(cell(state, tasks));
      }
    }
    List<AgentId> queue = queue(lane.id());
    if (!queue.isEmpty()) {
      parts.add(Say.spans(
          "board.queued", "queued", new Span.State(Span.Sign.QUEUED), "agents", Say.list(queue)));
    }
    int todo = overview.counts().getOrDefault(lane.id(), Map.of()).getOrDefault(State.TODO, 0);
    if (todo > 0) {
      parts.add(counted(State.TODO, todo));
    }
    return Say.joined(parts);
  }

  private static Board.LaneState calm() {
    return new Board.LaneState(false, 0, 0, false);
  }

  private List<Span> cell(State state, List<Task> tasks) {
    List<Span> cell = new ArrayList<>(List.of(sign(state), Say.plain(" ")));
    List<List<Span>> ids = tasks.stream().limit(IDS_MAX).map(this::task).toList();
    cell.addAll(Say.joined(ids, ", "));
    if (tasks.size() > IDS_MAX) {
      cell.addAll(Say.spans("board.more", "number", tasks.size() - IDS_MAX));
    }
    return cell;
  }

  private List<Span> task(Task task) {
    List<Span> spans = new ArrayList<>(List.of(Say.plain(task.id().toString())));
    task.held().ifPresent(hold -> {
      spans.add(Say.plain(" "));
      spans.add(Say.untrusted(hold.agent().name()));
      Instant quiet = hold.quietSince();
      if (quiet != null) {
        spans.addAll(
            Say.spans("board.quiet", "quiet", new Span.State(Span.Sign.QUIET), "since", quiet));
      }
    });
    return spans;
  }

  private List<AgentId> queue(LaneId lane) {
    return overview.line().stream()
        .map(Place::agent)
        .filter(agent -> overview.agents().stream()
            .anyMatch(known ->
                known.agent().id().equals(agent) && known.agent().lane().equals(lane)))
        .toList();
  }

  private void waitingFor(PersonId reader, Draft draft) {
    List<Task> waiting = overview.active().stream()
        .filter(task -> task.state() == State.READY || task.state() == State.STUCK)
        .filter(task -> Objects.equals(task.owner(), reader))
        .toList();
    if (waiting.isEmpty()) {
      return;
    }
    List<List<Span>> items = waiting.stream()
        .limit(2L * IDS_MAX)
        .map(task -> Say.spans(
            "board.waits",
            "state",
            sign(task.state()),
            "task",
            task.id(),
            "time",
            Duration.between(task.since(), now)))
        .toList();
    draft.say(
        Role.WARNING,
        Words.counted("board.for_you", waiting.size()),
        "number",
        waiting.size(),
        "who",
        reader,
        "tasks",
        Say.joined(items, ", "));
  }
}
