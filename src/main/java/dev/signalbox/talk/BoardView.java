package dev.signalbox.talk;

import dev.signalbox.board.AgentId;
import dev.signalbox.board.Lane;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.Place;
import dev.signalbox.board.State;
import dev.signalbox.board.Subject;
import dev.signalbox.board.Task;
import dev.signalbox.board.TaskId;
import dev.signalbox.desk.Glance;
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

/** The board at a glance: a line for each lane, and what waits for whom. */
final class BoardView {

  private static final int IDS_MAX = 5;
  private static final int BUTTONS_MAX = 4;
  private static final List<State> SHOWN =
      List.of(State.DOING, State.REVIEW, State.READY, State.STUCK);

  private final Glance glance;

  private BoardView(Glance glance) {
    this.glance = glance;
  }

  /**
   * For the one who looks.
   *
   * @param only the one lane to show; null for all
   * @param reader who looks, if that is a person of the team
   */
  static Message of(Glance glance, @Nullable LaneId only, @Nullable PersonId reader) {
    BoardView view = new BoardView(glance);
    Draft draft = new Draft(Kind.ANSWER, glance.team().zone());
    view.lanes(draft, only);
    if (reader != null) {
      view.waitingFor(reader, draft);
    }
    if (only == null) {
      view.buttons(draft);
    }
    if (reader != null && only == null) {
      draft.button(button("list", Subject.TEAM, "button.mine", "button.mine.aloud", ""));
    }
    return draft.asWritten();
  }

  /** For everybody in a room. It is edited with the board, so it tells times and no durations. */
  static Message shared(Glance glance) {
    BoardView view = new BoardView(glance);
    Draft draft = new Draft(Kind.BOARD, glance.team().zone());
    view.lanes(draft, null);
    view.waitingForPeople(draft);
    view.buttons(draft);
    return draft.asWritten();
  }

  /** Opens the board. */
  static Button open() {
    return button("board", Subject.TEAM, "button.board", "button.board_all.aloud", "");
  }

  private void lanes(Draft draft, @Nullable LaneId only) {
    draft.line(Role.TITLE, head());
    glance.team().lanes().values().stream()
        .filter(lane -> only == null || lane.id().equals(only))
        .forEach(lane -> draft.line(Role.BODY, lane(lane)));
  }

  private void buttons(Draft draft) {
    glance.team().lanes().keySet().stream()
        .limit(BUTTONS_MAX)
        .forEach(lane -> draft.button(
            button("board", Subject.of(lane), "button.lane", "button.board.aloud", lane.name())));
  }

  private static Button button(
      String verb, Subject subject, String label, String aloud, String lane) {
    return new Button(
        Action.look(verb, subject).toString(),
        Words.text(label, name -> lane),
        Words.text(aloud, name -> lane),
        Button.Rank.OTHER,
        List.of());
  }

  private List<Span> head() {
    List<List<Span>> parts = new ArrayList<>();
    parts.add(Say.spans("board.title", "at", glance.now()));
    parts.add(Say.spans(
        "board.slots", "taken", glance.holds().size(), "wip", glance.team().wip()));
    if (glance.overview().paused()) {
      parts.add(Say.spans("board.paused"));
    }
    for (State state : State.values()) {
      int number = glance.count(state);
      if (state.open() && number > 0) {
        parts.add(state == State.TODO ? todo(number) : counted(state, number));
      }
    }
    return Say.joined(parts);
  }

  /** How many tasks nobody has begun, and how many of them an agent waits for. */
  private List<Span> todo(int number) {
    long queued = glance.overview().line().stream()
        .map(Place::wish)
        .filter(Objects::nonNull)
        .distinct()
        .count();
    List<Span> todo = new ArrayList<>(counted(State.TODO, number));
    if (queued > 0) {
      todo.addAll(
          Say.spans("board.of_them", "queued", new Span.State(Span.Sign.QUEUED), "number", queued));
    }
    return todo;
  }

  private static List<Span> counted(State state, int number) {
    return List.of(sign(state), Say.plain(" " + number));
  }

  private static Span sign(State state) {
    return new Span.State(Span.Sign.valueOf(state.name()));
  }

  private List<Span> lane(Lane lane) {
    List<List<Span>> parts = LanesView.slots(glance, lane);
    for (State state : SHOWN) {
      List<List<Span>> tasks =
          glance.active(lane.id(), state).map(BoardView::task).toList();
      if (!tasks.isEmpty()) {
        parts.add(cell(sign(state), tasks));
      }
    }
    List<List<Span>> line =
        glance.line(lane.id()).stream().map(BoardView::waiting).toList();
    if (!line.isEmpty()) {
      parts.add(cell(new Span.State(Span.Sign.QUEUED), line));
    }
    int todo =
        glance.overview().counts().getOrDefault(lane.id(), Map.of()).getOrDefault(State.TODO, 0);
    if (todo > 0) {
      parts.add(counted(State.TODO, todo));
    }
    return Say.joined(parts);
  }

  private static List<Span> cell(Span sign, List<List<Span>> all) {
    List<Span> cell = new ArrayList<>(List.of(sign, Say.plain(" ")));
    cell.addAll(Say.joined(all.subList(0, Math.min(IDS_MAX, all.size())), ", "));
    if (all.size() > IDS_MAX) {
      cell.addAll(Say.spans("board.more", "number", all.size() - IDS_MAX));
    }
    return cell;
  }

  private static List<Span> task(Task task) {
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
    AgentId author = task.author();
    if (task.state() == State.STUCK) {
      spans.addAll(
          author == null ? List.of() : List.of(Say.plain(" "), Say.untrusted(author.name())));
      spans.addAll(Say.spans("board.since", "since", task.since()));
    }
    return spans;
  }

  /** Who waits, and for what where that is one task. */
  private static List<Span> waiting(Place place) {
    TaskId wish = place.wish();
    Span agent = Say.untrusted(place.agent().name());
    return wish == null ? List.of(agent) : List.of(Say.plain(wish + " "), agent);
  }

  private List<Task> waiting() {
    return glance.overview().active().stream()
        .filter(task -> task.state() == State.READY || task.state() == State.STUCK)
        .toList();
  }

  private void waitingFor(PersonId reader, Draft draft) {
    List<Task> waiting =
        waiting().stream().filter(task -> task.owner().equals(reader)).toList();
    if (waiting.isEmpty()) {
      return;
    }
    List<List<Span>> items = waiting.stream()
        .map(task -> Say.spans(
            "board.waits",
            "state",
            sign(task.state()),
            "task",
            task.id(),
            "time",
            Duration.between(task.since(), glance.now())))
        .toList();
    draft.say(
        Role.WARNING,
        Words.counted("board.for_you", waiting.size()),
        "number",
        waiting.size(),
        "who",
        reader,
        "tasks",
        cut(items));
  }

  private void waitingForPeople(Draft draft) {
    List<List<Span>> items = waiting().stream()
        .map(task -> Say.spans(
            "board.waits_for_person",
            "state",
            sign(task.state()),
            "task",
            task.id(),
            "who",
            task.owner(),
            "since",
            task.since()))
        .toList();
    if (!items.isEmpty()) {
      draft.say(Role.META, "board.for_people", "tasks", cut(items));
    }
  }

  private static List<Span> cut(List<List<Span>> items) {
    int most = 2 * IDS_MAX;
    List<Span> all =
        new ArrayList<>(Say.joined(items.subList(0, Math.min(most, items.size())), ", "));
    if (items.size() > most) {
      all.addAll(Say.spans("board.more", "number", items.size() - most));
    }
    return all;
  }
}
