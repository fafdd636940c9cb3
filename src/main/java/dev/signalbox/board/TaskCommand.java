package dev.signalbox.board;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Making tasks, and what the people who answer for them decide. */
public sealed interface TaskCommand extends Command {

  /**
   * Make a task.
   *
   * @param lane null for the lane of the agent that asks; a person must name one where there are
   *     several
   * @param owner null for the agent's person, the person who asks, or the team's owner
   * @param room where it was asked; null for the team's first room
   */
  record New(
      Actor by,
      String title,
      String brief,
      List<String> doneWhen,
      @Nullable LaneId lane,
      List<LaneId> route,
      @Nullable Priority priority,
      @Nullable PersonId owner,
      List<TaskId> after,
      @Nullable String room,
      List<Need> needs)
      implements TaskCommand {

    /** A task that needs no resources. */
    public New(
        Actor by,
        String title,
        String brief,
        List<String> doneWhen,
        @Nullable LaneId lane,
        List<LaneId> route,
        @Nullable Priority priority,
        @Nullable PersonId owner,
        List<TaskId> after,
        @Nullable String room) {
      this(by, title, brief, doneWhen, lane, route, priority, owner, after, room, List.of());
    }

    @Override
    public Decision decide(Board board, Instant now) {
      return Creating.create(board, this);
    }

    @Override
    public Set<TaskId> touches() {
      return new TreeSet<>(after);
    }
  }

  /** Change what is not null. */
  record Edit(
      Actor by,
      TaskId task,
      @Nullable String title,
      @Nullable String brief,
      @Nullable List<String> doneWhen,
      @Nullable Priority priority,
      @Nullable PersonId owner,
      @Nullable LaneId lane,
      @Nullable List<LaneId> route,
      @Nullable List<TaskId> after,
      @Nullable List<Need> needs)
      implements TaskCommand {

    /** The needs stay as they are. */
    public Edit(
        Actor by,
        TaskId task,
        @Nullable String title,
        @Nullable String brief,
        @Nullable List<String> doneWhen,
        @Nullable Priority priority,
        @Nullable PersonId owner,
        @Nullable LaneId lane,
        @Nullable List<LaneId> route,
        @Nullable List<TaskId> after) {
      this(by, task, title, brief, doneWhen, priority, owner, lane, route, after, null);
    }

    @Override
    public Decision decide(Board board, Instant now) {
      return Creating.edit(board, this);
    }

    @Override
    public Set<TaskId> touches() {
      Set<TaskId> named = after == null ? new TreeSet<>() : new TreeSet<>(after);
      named.add(task);
      return named;
    }

    @Override
    public boolean ties() {
      return after != null;
    }
  }

  /** Say something in the task's thread. */
  record Note(Actor by, TaskId task, String text) implements TaskCommand {
    @Override
    public Decision decide(Board board, Instant now) {
      return Creating.note(board, this);
    }

    @Override
    public Set<TaskId> touches() {
      return Set.of(task);
    }
  }

  /** Take the work as it is. */
  record Accept(Actor by, TaskId task) implements TaskCommand {
    @Override
    public Decision decide(Board board, Instant now) {
      return Deciding.accept(board, this);
    }

    @Override
    public Set<TaskId> touches() {
      return Set.of(task);
    }

    @Override
    public Weight weight() {
      return Weight.VERDICT;
    }
  }

  /** Send finished work back. */
  record Return(Actor by, TaskId task, String why) implements TaskCommand {
    @Override
    public Decision decide(Board board, Instant now) {
      return Deciding.sendBack(board, this, now);
    }

    @Override
    public Set<TaskId> touches() {
      return Set.of(task);
    }
  }

  /** Let a stuck task go on. */
  record Unblock(Actor by, TaskId task, String note) implements TaskCommand {
    @Override
    public Decision decide(Board board, Instant now) {
      return Sticking.unblock(board, this, now);
    }

    @Override
    public Set<TaskId> touches() {
      return Set.of(task);
    }
  }

  /** Give it to another agent. */
  record Reassign(Actor by, TaskId task, AgentId agent) implements TaskCommand {
    @Override
    public Decision decide(Board board, Instant now) {
      return Deciding.reassign(board, this, now);
    }

    @Override
    public Set<TaskId> touches() {
      return Set.of(task);
    }
  }

  /** Nobody shall do it. */
  record Cancel(Actor by, TaskId task, String reason) implements TaskCommand {
    @Override
    public Decision decide(Board board, Instant now) {
      return Deciding.cancel(board, this);
    }

    @Override
    public Set<TaskId> touches() {
      return Set.of(task);
    }
  }

  /**
   * Hide its ping for a while; then it mentions once more.
   *
   * @param length 30 minutes to 7 days
   */
  record Snooze(Actor by, TaskId task, Duration length) implements TaskCommand {
    @Override
    public Decision decide(Board board, Instant now) {
      return Pinging.snooze(board, this, now);
    }

    @Override
    public Set<TaskId> touches() {
      return Set.of(task);
    }
  }
}
