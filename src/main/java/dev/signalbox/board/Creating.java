package dev.signalbox.board;

import dev.signalbox.board.Refusal.Code;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Making a task, changing what it says, and talking about it. */
final class Creating {

  static final int OPEN_TASKS_MAX = 100_000;

  private Creating() {}

  static Decision create(Board board, TaskCommand.New ask) {
    LaneId lane = lane(board, ask).orElse(null);
    PersonId owner = ask.owner() == null ? owner(board, ask.by()) : ask.owner();
    Optional<Refusal> no = Texts.first(
        () -> Texts.title(ask.title()),
        () -> Texts.brief(ask.brief()),
        () -> Texts.doneWhen(ask.doneWhen()),
        () -> lane != null ? known(board, lane) : whichLane(board),
        () -> route(board, ask.route()),
        () -> person(board, owner),
        () -> mayCreate(board, ask.by()),
        () -> Depending.refusal(board, null, ask.after()),
        () -> Resourcing.refusal(board, ask.needs(), true),
        () -> room(board));
    if (no.isPresent() || lane == null) {
      return Decision.refuse(no.orElseThrow());
    }
    TaskId id = new TaskId(board.newest() + 1);
    String room = ask.room();
    return Decision.accept(new TaskEvent.Created(
            id,
            ask.title().strip(),
            ask.brief(),
            ask.doneWhen(),
            lane,
            ask.route(),
            ask.priority() == null ? Priority.NORMAL : ask.priority(),
            owner,
            Board.union(List.of(), ask.after()),
            room == null ? board.team().rooms().get(0) : room,
            ask.needs().stream().sorted().toList()))
        .about(id);
  }

  private static Optional<LaneId> lane(Board board, TaskCommand.New ask) {
    if (ask.lane() != null) {
      return Optional.of(ask.lane());
    }
    Optional<LaneId> own = ask.by().agent().flatMap(board::find).map(Agent::lane);
    boolean only = board.team().lanes().size() == 1;
    return own.isPresent() || !only
        ? own
        : board.team().lanes().keySet().stream().findFirst();
  }

  private static PersonId owner(Board board, Actor by) {
    PersonId person =
        by.agent().flatMap(board::find).map(Agent::person).or(by::person).orElse(null);
    return person != null && board.team().people().containsKey(person)
        ? person
        : board.team().owner();
  }

  private static Optional<Refusal> mayCreate(Board board, Actor by) {
    boolean may =
        by.agent().isPresent() || by.kind() == Actor.Kind.SCHEDULE || Authority.member(board, by);
    return may ? Optional.empty() : Optional.of(Refusals.onlyMembers());
  }

  private static Optional<Refusal> room(Board board) {
    return board.index().open() < OPEN_TASKS_MAX
        ? Optional.empty()
        : Optional.of(Refusal.of(
            Code.TOO_MANY,
            "The team has " + OPEN_TASKS_MAX + " open tasks, the most there may be."));
  }

  private static Optional<Refusal> whichLane(Board board) {
    return Texts.bad("Which lane? Name one with lane: "
        + String.join(
            ", ", board.team().lanes().keySet().stream().map(LaneId::name).toList())
        + ".");
  }

  private static Optional<Refusal> known(Board board, LaneId lane) {
    return board.team().lane(lane).isPresent()
        ? Optional.empty()
        : Optional.of(Refusals.noLane(board, lane));
  }

  private static Optional<Refusal> route(Board board, @Nullable List<LaneId> route) {
    if (route == null) {
      return Optional.empty();
    }
    if (route.size() > Texts.ROUTE_MAX) {
      return Texts.bad(
          "A route has at most " + Texts.ROUTE_MAX + " lanes; this has " + route.size() + ".");
    }
    return route.stream()
        .map(lane -> known(board, lane))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<Refusal> person(Board board, @Nullable PersonId person) {
    return person == null || board.team().people().containsKey(person)
        ? Optional.empty()
        : Optional.of(Refusals.noPerson(board, person));
  }

  static Decision edit(Board board, TaskCommand.Edit ask) {
    Optional<Refusal> bad = Texts.first(
        () -> ask.title() == null ? Optional.empty() : Texts.title(ask.title()),
        () -> ask.brief() == null ? Optional.empty() : Texts.brief(ask.brief()),
        () -> Texts.doneWhen(ask.doneWhen()),
        () -> ask.lane() == null ? Optional.empty() : known(board, ask.lane()),
        () -> route(board, ask.route()),
        () -> person(board, ask.owner()));
    if (bad.isPresent()) {
      return Decision.refuse(bad.get());
    }
    Task task = board.find(ask.task()).orElse(null);
    if (task == null) {
      return Decision.refuse(Refusals.noTask(board, ask.task()));
    }
    if (!Authority.decides(board, ask.by(), task)) {
      return Decision.refuse(Refusals.onlyDeciders(board, task, "edit"));
    }
    List<Need> needs = ask.needs();
    boolean moves =
        ask.lane() != null || ask.route() != null || ask.after() != null || needs != null;
    boolean still = task.state() == State.TODO || task.state() == State.STUCK;
    if (!task.state().open() || moves && !still) {
      return Decision.refuse(Refusals.illegal(task, moves ? "moved" : "edited"));
    }
    List<TaskId> after = ask.after();
    Optional<Refusal> wrong = Texts.first(
        () -> after == null ? Optional.empty() : Depending.refusal(board, task.id(), after),
        () -> needs == null ? Optional.empty() : Resourcing.refusal(board, needs, true));
    return wrong
        .<Decision>map(Decision::refuse)
        .orElseGet(() -> Decision.accept(edited(ask)).about(task.id()));
  }

  private static Event edited(TaskCommand.Edit ask) {
    String title = ask.title();
    List<TaskId> after = ask.after();
    List<Need> needs = ask.needs();
    return new TaskEvent.Edited(
        ask.task(),
        title == null ? null : title.strip(),
        ask.brief(),
        ask.doneWhen(),
        ask.priority(),
        ask.owner(),
        ask.lane(),
        ask.route(),
        after == null ? null : Board.union(List.of(), after),
        needs == null ? null : needs.stream().sorted().toList());
  }

  static Decision note(Board board, TaskCommand.Note ask) {
    Optional<Refusal> bad = Texts.requiredNote("text", ask.text());
    if (bad.isPresent()) {
      return Decision.refuse(bad.get());
    }
    Task task = board.find(ask.task()).orElse(null);
    if (task == null) {
      return Decision.refuse(Refusals.noTask(board, ask.task()));
    }
    return ask.by().agent().isPresent() || Authority.member(board, ask.by())
        ? Decision.accept(new TaskEvent.Noted(task.id(), ask.text())).about(task.id())
        : Decision.refuse(Refusals.onlyMembers());
  }
}
