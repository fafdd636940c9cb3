package dev.signalbox.board;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A person decides, or is asked to. */
public sealed interface PersonEvent extends Event {

  /**
   * A person took the work as it is; what follows tells where it goes.
   *
   * @param unreviewed whether that stood in for a review that was not passed
   */
  record Accepted(TaskId task, boolean unreviewed) implements PersonEvent {
    @Override
    public void applyTo(Board board, Entry entry) {
      board.change(task, entry.at(), Task.Draft::startAnew);
    }

    @Override
    public Optional<TaskId> subject() {
      return Optional.of(task);
    }

    @Override
    public <R> R match(Match<R> cases) {
      return cases.accepted(this);
    }
  }

  /** A person sent finished work back. */
  record Returned(TaskId task, String why) implements PersonEvent {
    @Override
    public void applyTo(Board board, Entry entry) {
      board.change(task, entry.at(), draft -> {
        draft.enter(State.TODO, entry.at());
        draft.startAnew();
      });
    }

    @Override
    public Optional<TaskId> subject() {
      return Optional.of(task);
    }

    @Override
    public <R> R match(Match<R> cases) {
      return cases.returned(this);
    }
  }

  /**
   * A person lets a stuck task go on.
   *
   * @param to todo or review
   */
  record Unblocked(TaskId task, State to, String note) implements PersonEvent {
    @Override
    public void applyTo(Board board, Entry entry) {
      board.change(task, entry.at(), draft -> {
        draft.enter(to, entry.at());
        draft.startAnew();
        draft.out = Collections.emptySortedSet();
        draft.forgetDropped();
      });
      if (to == State.REVIEW) {
        board.agents().forEach(agent -> board.forgive(agent.id(), task));
      }
    }

    @Override
    public Optional<TaskId> subject() {
      return Optional.of(task);
    }

    @Override
    public <R> R match(Match<R> cases) {
      return cases.unblocked(this);
    }
  }

  /** Nobody wants it any more. */
  record Cancelled(TaskId task, String reason) implements PersonEvent {
    @Override
    public void applyTo(Board board, Entry entry) {
      board.change(task, entry.at(), draft -> draft.enter(State.CANCELLED, entry.at()));
    }

    @Override
    public Optional<TaskId> subject() {
      return Optional.of(task);
    }

    @Override
    public <R> R match(Match<R> cases) {
      return cases.cancelled(this);
    }
  }

  /**
   * A person is asked, once for each subject and episode.
   *
   * @param reason why, where the kind is stuck; null for ready
   */
  record Pinged(
      Subject on, int episode, Kind kind, @Nullable StuckReason reason, PersonId person)
      implements PersonEvent {
    /** The two reasons there are to mention somebody. */
    public enum Kind {
      READY,
      STUCK
    }

    @Override
    public void applyTo(Board board, Entry entry) {
      board.pinged(on, episode, entry.at());
    }

    @Override
    public Optional<TaskId> subject() {
      return on.taskId();
    }

    @Override
    public <R> R match(Match<R> cases) {
      return cases.pinged(this);
    }
  }

  /** What a person was asked about is settled. */
  record PingSettled(Subject on, int episode) implements PersonEvent {
    @Override
    public void applyTo(Board board, Entry entry) {
      board.settled(on, entry.at());
    }

    @Override
    public Optional<TaskId> subject() {
      return on.taskId();
    }

    @Override
    public <R> R match(Match<R> cases) {
      return cases.pingSettled(this);
    }
  }

  /** A person put a ping aside; it is hidden until then. Again while it is hidden: until then. */
  record Snoozed(TaskId task, int episode, Instant until) implements PersonEvent {
    @Override
    public void applyTo(Board board, Entry entry) {
      board.change(task, entry.at(), draft -> draft.snoozedUntil = until);
    }

    @Override
    public Optional<TaskId> subject() {
      return Optional.of(task);
    }

    @Override
    public <R> R match(Match<R> cases) {
      return cases.snoozed(this);
    }
  }

  /**
   * A ping that was put aside is not settled: it mentions once more.
   *
   * @param person who is mentioned: the present owner
   */
  record SnoozeEnded(TaskId task, int episode, PersonId person) implements PersonEvent {
    @Override
    public void applyTo(Board board, Entry entry) {
      board.change(task, entry.at(), draft -> {
        draft.snoozedUntil = null;
        draft.mentions++;
      });
    }

    @Override
    public Optional<TaskId> subject() {
      return Optional.of(task);
    }

    @Override
    public <R> R match(Match<R> cases) {
      return cases.snoozeEnded(this);
    }
  }
}
