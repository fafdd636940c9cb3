package dev.signalbox.board;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who is alive: heartbeats renew, silence is first flagged and then ends what is held. */
final class Liveness {

  private Liveness() {}

  /** Silence below {@code quiet_after}, and nothing of the agent's flagged: it is given work. */
  static boolean fresh(Board board, Agent agent, Instant now) {
    Instant since = board.pulse().silentSince(agent);
    return since != null
        && now.isBefore(since.plus(board.lane(agent.lane()).quietAfter()))
        && board.holdsOf(agent.id()).stream()
            .allMatch(task -> Board.known(task.hold()).quietSince() == null);
  }

  /** Silence below {@code lost_after}. */
  static boolean alive(Board board, Agent agent, Instant now) {
    Instant since = board.pulse().silentSince(agent);
    return since != null && now.isBefore(since.plus(board.lane(agent.lane()).lostAfter()));
  }

  /** From when the agent's silence counts against what it holds: not while nobody could hear. */
  static Instant countsFrom(Board board, Agent agent) {
    Instant since = board.pulse().silentSince(agent);
    return since == null || since.isBefore(board.awoke()) ? board.awoke() : since;
  }

  /** Until when a hold surely lasts, if its agent is not heard again. */
  static Instant leaseUntil(Board board, Hold hold) {
    Instant lost = lostAt(board, board.agent(hold.agent()));
    Instant until = earlier(lost, tooLongAt(board, hold));
    return hold.begun() ? until : earlier(until, lapsesAt(board, hold));
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  static Instant lostAt(Board board, Agent agent) {
    return countsFrom(board, agent).plus(board.lane(agent.lane()).lostAfter());
  }

  static Instant lapsesAt(Board board, Hold hold) {
    return board.notBeforeAwake(
        hold.since().plus(board.lane(hold.lane()).firstBeat()), hold.lane());
  }

  static Instant tooLongAt(Board board, Hold hold) {
    return board.notBeforeAwake(hold.since().plus(board.lane(hold.lane()).holdMax()), hold.lane());
  }

  /** An agent is heard: its quiet holds are quiet no longer. */
  static List<Event> signOfLife(Board board, AgentId id, Instant now) {
    if (!board.known(id)) {
      return List.of();
    }
    boolean wasFresh = fresh(board, board.agent(id), now);
    board.hear(id, now);
    if (!wasFresh) {
      board.disturb();
    }
    List<Event> back = new ArrayList<>();
    for (Task task : board.holdsOf(id)) {
      Hold hold = Board.known(task.hold());
      Instant quiet = hold.quietSince();
      if (quiet != null) {
        back.add(new HoldEvent.HoldBack(task.id(), id, hold.epoch(), quiet));
      }
    }
    return back;
  }

  static Decision heartbeat(Board board, WorkCommand.Heartbeat ask, Instant now) {
    Agent agent = board.agent(ask.by().agent().orElseThrow());
    Optional<Refusal> bad = badNews(board, ask, agent);
    if (bad.isPresent()) {
      return Decision.refuse(bad.get());
    }
    Duration quietFor = ask.quietFor();
    Instant quietUntil = quietFor == null ? null : now.plus(quietFor);
    TaskId named = ask.task();
    Integer epoch = ask.epoch();
    if (named == null || epoch == null) {
      return Decision.accept(news(board.holdsOf(agent.id()), agent, ask, quietUntil));
    }
    Task task = board.find(named).orElse(null);
    if (task == null) {
      return Decision.refuse(Refusals.noTask(board, named));
    }
    Hold hold = task.hold();
    if (!Fencing.holds(hold, agent.id(), epoch)) {
      return Decision.refuse(Refusals.stale(task, epoch));
    }
    List<Event> events = new ArrayList<>();
    if (!Board.known(hold).begun()) {
      events.add(new HoldEvent.HoldBegun(named, agent.id(), epoch));
    }
    events.addAll(news(List.of(task), agent, ask, quietUntil));
    return Decision.accept(events).about(named);
  }

  private static Optional<Refusal> badNews(Board board, WorkCommand.Heartbeat ask, Agent agent) {
    String note = ask.note();
    Integer progress = ask.progress();
    Duration quietFor = ask.quietFor();
    long longest = board.lane(agent.lane()).longMax().toSeconds();
    return Texts.first(
        () -> note == null ? Optional.empty() : Texts.note("note", note),
        () -> progress == null || progress >= 0 && progress <= 100
            ? Optional.empty()
            : Texts.bad("progress is 0 to 100, not " + progress + "."),
        () -> quietFor == null || quietFor.toSeconds() >= 1 && quietFor.toSeconds() <= longest
            ? Optional.empty()
            : Texts.bad(
                "quiet_for is 1 to " + longest + " seconds, not " + quietFor.toSeconds() + "."),
        () -> (ask.task() == null) == (ask.epoch() == null)
            ? Optional.empty()
            : Texts.bad("task and epoch go together: name both or neither."));
  }

  /** Only what is new is an event; a bare heartbeat is none. */
  private static List<Event> news(
      List<Task> holds, Agent agent, WorkCommand.Heartbeat ask, @Nullable Instant quietUntil) {
    List<Event> events = new ArrayList<>();
    if (quietUntil != null) {
      events.add(new HoldEvent.Progressed(agent.id(), null, 0, null, null, quietUntil));
    }
    for (Task task : holds) {
      Hold hold = Board.known(task.hold());
      String note = hold.note().equals(ask.note()) ? null : ask.note();
      Integer progress =
          Integer.valueOf(hold.progress()).equals(ask.progress()) ? null : ask.progress();
      if (note != null || progress != null) {
        events.add(
            new HoldEvent.Progressed(agent.id(), task.id(), hold.epoch(), note, progress, null));
      }
    }
    return events;
  }

  static Decision begin(Board board, WorkCommand.Begin ask) {
    Task task = board.find(ask.task()).orElse(null);
    Hold hold = task == null ? null : task.hold();
    return hold != null && hold.epoch() == ask.epoch() && !hold.begun()
        ? Decision.accept(new HoldEvent.HoldBegun(ask.task(), hold.agent(), ask.epoch()))
        : Decision.accept();
  }

  static Decision sweep(Board board, Instant now) {
    board.sweeps();
    List<Deadline> due =
        Deadline.all(board).filter(deadline -> !deadline.at().isAfter(now)).toList();
    List<Event> events = new ArrayList<>();
    Deadline.Ended ended = new Deadline.Ended();
    for (Deadline.What what : Deadline.What.values()) {
      due.stream()
          .filter(deadline -> deadline.what() == what)
          .forEach(deadline -> events.addAll(deadline.pass(board, ended)));
    }
    return Decision.accept(events);
  }
}
