package dev.signalbox.board;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An agent waits, holds, reports, hands in, falls silent and lets go. */
public sealed interface HoldEvent extends Event {

  AgentId agent();

  /** An agent has a task to work on. */
  record Claimed(
      TaskId task, AgentId agent, int epoch, Hold.Kind kind, boolean begun, boolean promoted)
      implements HoldEvent {
    @Override
    public void applyTo(Board board, Entry entry) {
      LaneId lane = board.agent(agent).lane();
      board.change(task, entry.at(), draft -> {
        AgentId reserved = draft.reservedFor;
        draft.enter(State.DOING, entry.at());
        draft.reservedFor = begun ? null : reserved;
        draft.epoch = epoch;
        draft.hold = Hold.granted(agent, epoch, kind, lane, entry.at(), begun);
        draft.author = agent;
        draft.touchedBy(Actor.of(agent));
      });
      board.leaveLine(agent);
    }

    @Override
    public Optional<TaskId> subject() {
      return Optional.of(task);
    }

    @Override
    public <R> R match(Match<R> cases) {
      return cases.claimed(this);
    }
  }

  /** The agent knows of its hold. */
  record HoldBegun(TaskId task, AgentId agent, int epoch) implements HoldEvent {
    @Override
    public void applyTo(Board board, Entry entry) {
      board.change(task, entry.at(), draft -> {
        draft.hold = Board.known(draft.hold).withBegun();
        draft.reservedFor = null;
      });
    }

    @Override
    public Optional<TaskId> subject() {
      return Optional.of(task);
    }

    @Override
    public <R> R match(Match<R> cases) {
      return cases.begun(this);
    }
  }

  /** The agent said something new; the task is null where it only announced a silence. */
  record Progressed(
      AgentId agent,
      @Nullable TaskId task,
      int epoch,
      @Nullable String note,
      @Nullable Integer progress,
      @Nullable Instant quietUntil)
      implements HoldEvent {
    @Override
    public void applyTo(Board board, Entry entry) {
      if (quietUntil != null) {
        board.change(agent, old -> old.withQuiet(new Agent.Quiet(entry.at(), quietUntil)));
      }
      if (task != null) {
        board.change(
            task,
            entry.at(),
            draft -> draft.hold = Board.known(draft.hold).withProgress(note, progress));
      }
    }

    @Override
    public Optional<TaskId> subject() {
      return Optional.ofNullable(task);
    }

    @Override
    public <R> R match(Match<R> cases) {
      return cases.progressed(this);
    }
  }

  /** The holder is silent for too long; nothing is taken from it yet. */
  record HoldQuiet(TaskId task, AgentId agent, int epoch, Instant heard) implements HoldEvent {
    @Override
    public void applyTo(Board board, Entry entry) {
      board.change(
          task, entry.at(), draft -> draft.hold = Board.known(draft.hold).withQuiet(heard));
    }

    @Override
    public Optional<TaskId> subject() {
      return Optional.of(task);
    }

    @Override
    public <R> R match(Match<R> cases) {
      return cases.quiet(this);
    }
  }

  /** The quiet holder reports again, after the silence that began at {@code heard}. */
  record HoldBack(TaskId task, AgentId agent, int epoch, Instant heard) implements HoldEvent {
    @Override
    public void applyTo(Board board, Entry entry) {
      board.change(
          task, entry.at(), draft -> draft.hold = Board.known(draft.hold).withQuiet(null));
    }

    @Override
    public Optional<TaskId> subject() {
      return Optional.of(task);
    }

    @Override
    public <R> R match(Match<R> cases) {
      return cases.back(this);
    }
  }

  /** The holder is given up; the work goes on without it. */
  record HoldLost(TaskId task, AgentId agent, int epoch, Instant heard) implements HoldEvent {
    @Override
    public void applyTo(Board board, Entry entry) {
      board.endHold(task, entry.at(), true, false);
      board.stop(agent, new Agent.Stop(task, epoch, "lost", entry.at()));
    }

    @Override
    public Optional<TaskId> subject() {
      return Optional.of(task);
    }

    @Override
    public <R> R match(Match<R> cases) {
      return cases.lost(this);
    }
  }

  /** The holder never began; no attempt is counted. */
  record HoldLapsed(TaskId task, AgentId agent, int epoch) implements HoldEvent {
    @Override
    public void applyTo(Board board, Entry entry) {
      AgentId reserved = board.task(task).reservedFor();
      board.endHold(task, entry.at(), false, false);
      board.change(task, entry.at(), draft -> {
        if (draft.state == State.TODO) {
          draft.reservedFor = reserved;
        }
      });
      board.shun(agent, task);
      board.leaveLine(agent);
      board.stop(agent, new Agent.Stop(task, epoch, "not_begun", entry.at()));
    }

    @Override
    public Optional<TaskId> subject() {
      return Optional.of(task);
    }

    @Override
    public <R> R match(Match<R> cases) {
      return cases.lapsed(this);
    }
  }

  /**
   * The holder lets go, or leaves, or is removed, or a person lets go for it.
   *
   * @param attempt whether it counts as an attempt
   * @param after what the task now waits for as well
   */
  record HoldReleased(
      TaskId task,
      AgentId agent,
      int epoch,
      String note,
      How how,
      boolean attempt,
      List<TaskId> after)
      implements HoldEvent {
    /** Who or what let go. */
    public enum How {
      HOLDER,
      PERSON,
      LEFT,
      REMOVED
    }

    @Override
    public void applyTo(Board board, Entry entry) {
      board.endHold(task, entry.at(), attempt, how != How.PERSON);
      board.change(task, entry.at(), draft -> {
        if (how == How.PERSON) {
          draft.startAnew();
        }
        if (!after.isEmpty()) {
          draft.after = Board.union(draft.after, after);
        }
      });
      if (how == How.PERSON) {
        board.stop(agent, new Agent.Stop(task, epoch, "released", entry.at()));
      }
    }

    @Override
    public Optional<TaskId> subject() {
      return Optional.of(task);
    }

    @Override
    public <R> R match(Match<R> cases) {
      return cases.released(this);
    }
  }

  /** Somebody else ended the hold, for the reason that the next event tells. */
  record HoldStopped(TaskId task, AgentId agent, int epoch, String reason) implements HoldEvent {
    @Override
    public void applyTo(Board board, Entry entry) {
      board.endHold(task, entry.at(), false, false);
      board.stop(agent, new Agent.Stop(task, epoch, reason, entry.at()));
    }

    @Override
    public Optional<TaskId> subject() {
      return Optional.of(task);
    }

    @Override
    public <R> R match(Match<R> cases) {
      return cases.stopped(this);
    }
  }

  /** Work is handed in; the slot is free. */
  record Submitted(
      TaskId task,
      AgentId agent,
      int epoch,
      String link,
      String note,
      List<String> checks,
      int round)
      implements HoldEvent {
    @Override
    public void applyTo(Board board, Entry entry) {
      board.change(task, entry.at(), draft -> {
        draft.hold = null;
        draft.enter(State.REVIEW, entry.at());
        draft.attempts = 0;
        draft.submitted = true;
        draft.author = agent;
        draft.out = Collections.emptySortedSet();
        entry.by().person().ifPresent(person -> draft.touchedBy(entry.by()));
      });
      if (entry.by().agent().isEmpty()) {
        board.stop(agent, new Agent.Stop(task, epoch, "submitted", entry.at()));
      }
    }

    @Override
    public Optional<TaskId> subject() {
      return Optional.of(task);
    }

    @Override
    public <R> R match(Match<R> cases) {
      return cases.submitted(this);
    }
  }

  /** A former holder's work came too late: kept, shown to the present holder, never applied. */
  record LateWork(TaskId task, AgentId agent, int epoch, String link, String note)
      implements HoldEvent {
    @Override
    public void applyTo(Board board, Entry entry) {
      board.change(task, entry.at(), draft -> draft.keepLate(epoch));
    }

    @Override
    public Optional<TaskId> subject() {
      return Optional.of(task);
    }

    @Override
    public <R> R match(Match<R> cases) {
      return cases.lateWork(this);
    }
  }

  /** The agent waits in line, for one task or (null) for any of its lane. */
  record PlaceTaken(AgentId agent, @Nullable TaskId wish) implements HoldEvent {
    @Override
    public void applyTo(Board board, Entry entry) {
      board.standInLine(new Place(agent, wish, entry.number(), entry.at()));
    }

    @Override
    public Optional<TaskId> subject() {
      return Optional.ofNullable(wish);
    }

    @Override
    public <R> R match(Match<R> cases) {
      return cases.placeTaken(this);
    }
  }

  /** The agent waits no longer, without having got anything. */
  record PlaceLeft(AgentId agent, @Nullable TaskId wish, Why why) implements HoldEvent {
    /** What ended the waiting. */
    public enum Why {
      LEFT,
      LOST,
      REMOVED
    }

    @Override
    public void applyTo(Board board, Entry entry) {
      board.leaveLine(agent);
    }

    @Override
    public Optional<TaskId> subject() {
      return Optional.ofNullable(wish);
    }

    @Override
    public <R> R match(Match<R> cases) {
      return cases.placeLeft(this);
    }
  }

  /** The agent asked for work again, so what it let lapse may be given to it once more. */
  record Willing(AgentId agent) implements HoldEvent {
    @Override
    public void applyTo(Board board, Entry entry) {
      board.change(agent, old -> old.withShunned(Set.of()));
    }

    @Override
    public <R> R match(Match<R> cases) {
      return cases.willing(this);
    }
  }

  /** The agent said goodbye; it is given nothing until it is heard again. */
  record AgentLeft(AgentId agent) implements HoldEvent {
    @Override
    public void applyTo(Board board, Entry entry) {
      board.forget(agent);
      if (board.agent(agent).quiet() != null) {
        board.change(agent, old -> old.withQuiet(null));
      }
    }

    @Override
    public <R> R match(Match<R> cases) {
      return cases.left(this);
    }
  }
}
