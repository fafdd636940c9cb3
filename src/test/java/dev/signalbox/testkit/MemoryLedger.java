package dev.signalbox.testkit;

import dev.signalbox.board.Agent;
import dev.signalbox.board.AgentId;
import dev.signalbox.board.Board;
import dev.signalbox.board.Entry;
import dev.signalbox.board.Grant;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.Place;
import dev.signalbox.board.ResourceId;
import dev.signalbox.board.Stock;
import dev.signalbox.board.Task;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.TeamId;
import dev.signalbox.board.Waiter;
import dev.signalbox.desk.Batch;
import dev.signalbox.desk.Chore;
import dev.signalbox.desk.Demand;
import dev.signalbox.desk.Ledger;
import dev.signalbox.desk.LedgerException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A ledger in memory that keeps rows as the real one does, from what a batch says changed, and
 * fails on command. What it holds is what was committed; a crash is simply a new desk on it.
 */
public final class MemoryLedger implements Ledger {

  /** What goes wrong with a write. */
  public enum Fault {
    NONE,
    /** Refused, nothing written. */
    BROKEN,
    FULL,
    LOCKED,
    /** Reported as failed although it was written. */
    LIED,
    /** The process dies before the write. */
    CRASH_BEFORE,
    /** The process dies after the write. */
    CRASH_AFTER
  }

  /** The process died: neither an error nor an exception, so nothing in the process lives on. */
  public static final class Crash extends Throwable {
    private static final long serialVersionUID = 1;

    /** Whether the process dies of some work. */
    public static boolean ends(Runnable work) {
      try {
        work.run();
        return false;
      } catch (RuntimeException | Error e) {
        throw e;
      } catch (Throwable e) {
        return true;
      }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void now() throws T {
      throw (T) new Crash();
    }
  }

  /** The rows of one team. */
  private static final class Rows {
    private final TreeMap<TaskId, Task> tasks = new TreeMap<>();
    private final TreeMap<AgentId, Agent> agents = new TreeMap<>();
    private final TreeMap<AgentId, Place> places = new TreeMap<>();
    private final TreeMap<Long, Grant> grants = new TreeMap<>();
    private final TreeMap<AgentId, Waiter> waiters = new TreeMap<>();
    private final TreeMap<ResourceId, Stock.Mark> marks = new TreeMap<>();
    private final TreeMap<AgentId, Instant> heard = new TreeMap<>();
    private final List<Entry> log = new ArrayList<>();
    private final List<Demand> outbox = new ArrayList<>();
    private final Map<String, Batch.Remembered> outcomes = new HashMap<>();
    private Board.Snapshot saved;
  }

  private final Map<TeamId, Rows> teams = new TreeMap<>();
  private Instant clock = Instant.EPOCH;
  private Duration slept = Duration.ZERO;
  private Fault next = Fault.NONE;

  /** What the next write meets. A full disk stays full until it is told otherwise. */
  public void meets(Fault fault) {
    next = fault;
  }

  public List<Entry> log(TeamId team) {
    return rows(team).log;
  }

  public List<Demand> outbox(TeamId team) {
    return rows(team).outbox;
  }

  @Override
  public Instant clock() {
    return clock;
  }

  @Override
  public Optional<Board> load(TeamId team) {
    Rows rows = rows(team);
    Board.Snapshot saved = rows.saved;
    if (saved == null) {
      return Optional.empty();
    }
    Map<LaneId, Board.LaneState> lanes = new TreeMap<>(saved.lanes());
    List<Task> open = rows.tasks.values().stream().filter(t -> t.state().open()).toList();
    List<Place> line = rows.places.values().stream()
        .sorted(Comparator.comparingLong(Place::order))
        .toList();
    return Optional.of(Board.of(
        new Board.Snapshot(
            saved.team(),
            open,
            List.copyOf(rows.agents.values()),
            line,
            lanes,
            saved.paused(),
            saved.awoke(),
            saved.events(),
            saved.newest(),
            new Stock.Saved(
                List.copyOf(rows.grants.values()),
                rows.waiters.values().stream()
                    .sorted(Comparator.comparingLong(Waiter::order))
                    .toList(),
                new TreeMap<>(rows.marks))),
        rows.heard,
        clock));
  }

  @Override
  public List<Task> fetch(TeamId team, Set<TaskId> ids) {
    Map<TaskId, Task> found = new TreeMap<>();
    ids.forEach(id -> fetch(rows(team), id, found));
    return List.copyOf(found.values());
  }

  private static void fetch(Rows rows, TaskId id, Map<TaskId, Task> found) {
    Task task = rows.tasks.get(id);
    if (task != null && found.put(id, task) == null) {
      task.after().forEach(before -> fetch(rows, before, found));
    }
  }

  @Override
  public Optional<Batch.Remembered> recall(TeamId team, String caller, String key, Instant now) {
    return Optional.ofNullable(rows(team).outcomes.get(caller + " " + key))
        .filter(outcome -> outcome.at().plus(REMEMBERED_FOR).isAfter(now.minus(slept)));
  }

  @Override
  public void write(Batch batch) {
    Fault fault = next;
    next = fault == Fault.FULL ? Fault.FULL : Fault.NONE;
    switch (fault) {
      case BROKEN -> throw failure(LedgerException.Kind.BROKEN);
      case FULL -> throw failure(LedgerException.Kind.FULL);
      case LOCKED -> throw failure(LedgerException.Kind.LOCKED);
      case CRASH_BEFORE -> Crash.<RuntimeException>now();
      case NONE, LIED, CRASH_AFTER -> keep(batch);
    }
    if (fault == Fault.CRASH_AFTER) {
      Crash.<RuntimeException>now();
    }
    if (fault == Fault.LIED) {
      throw failure(LedgerException.Kind.BROKEN);
    }
  }

  private void keep(Batch batch) {
    clock = batch.clock();
    for (Batch.Part part : batch.parts()) {
      Rows rows = rows(part.team());
      Board.Snapshot now = part.board().snapshot();
      Map<LaneId, Board.LaneState> lanes = new TreeMap<>();
      now.team()
          .lanes()
          .keySet()
          .forEach(lane -> lanes.put(
              lane,
              part.changes().lanes().contains(lane) || rows.saved == null
                  ? now.lanes().get(lane)
                  : rows.saved.lanes().getOrDefault(lane, now.lanes().get(lane))));
      rows.saved = new Board.Snapshot(
          now.team(),
          List.of(),
          List.of(),
          List.of(),
          lanes,
          now.paused(),
          now.awoke(),
          now.events(),
          now.newest(),
          Stock.Saved.NOTHING);
      part.changes().tasks().forEach(task -> rows.tasks.put(task.id(), task));
      part.changes().agents().forEach(agent -> rows.agents.put(agent.id(), agent));
      part.changes()
          .places()
          .forEach((agent, place) -> place.ifPresentOrElse(
              p -> rows.places.put(agent, p), () -> rows.places.remove(agent)));
      keep(rows, part.changes().stock());
      rows.log.addAll(part.entries());
      rows.outbox.addAll(part.demands());
      part.outcomes().forEach(o -> rows.outcomes.put(o.caller() + " " + o.key(), awake(o)));
    }
    for (Chore chore : batch.chores()) {
      if (chore instanceof Chore.Slept more) {
        slept = slept.plus(more.length());
      }
      if (chore instanceof Chore.Heard heard) {
        heard
            .heard()
            .forEach((agent, at) -> at.ifPresentOrElse(
                t -> rows(heard.team()).heard.put(agent, t),
                () -> rows(heard.team()).heard.remove(agent)));
      }
    }
  }

  private Batch.Remembered awake(Batch.Remembered outcome) {
    return new Batch.Remembered(
        outcome.caller(),
        outcome.key(),
        outcome.hash(),
        outcome.answer(),
        outcome.at().minus(slept));
  }

  private static void keep(Rows rows, Stock.Changes changes) {
    changes
        .grants()
        .forEach((token, grant) ->
            grant.ifPresentOrElse(g -> rows.grants.put(token, g), () -> rows.grants.remove(token)));
    changes
        .waiters()
        .forEach((agent, waiter) -> waiter.ifPresentOrElse(
            w -> rows.waiters.put(agent, w), () -> rows.waiters.remove(agent)));
    rows.marks.putAll(changes.marks());
  }

  private static LedgerException failure(LedgerException.Kind kind) {
    return new LedgerException(kind, "as the test asked", new IllegalStateException(kind.name()));
  }

  @Override
  public boolean happened(TeamId team, long event) {
    return rows(team).log.size() >= event;
  }

  @Override
  public void probe() {
    if (next == Fault.FULL) {
      throw failure(LedgerException.Kind.FULL);
    }
  }

  @Override
  public void close() {
    // Nothing to let go of.
  }

  private Rows rows(TeamId team) {
    return teams.computeIfAbsent(team, t -> new Rows());
  }
}
