package dev.signalbox.board;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A task comes, changes, waits, moves and ends. */
public sealed interface TaskEvent extends Event {

  TaskId task();

  @Override
  default Optional<TaskId> subject() {
    return Optional.of(task());
  }

  /** A new task. Its brief and done-when list live in the ledger. */
  record Created(
      TaskId task,
      String title,
      String brief,
      List<String> doneWhen,
      LaneId lane,
      List<LaneId> route,
      Priority priority,
      PersonId owner,
      List<TaskId> after,
      String room,
      List<Need> needs)
      implements TaskEvent {

    /** The log has tasks from before there were needs. */
    public Created {
      needs = needs == null ? List.of() : needs;
    }

    /** A task that needs no resources. */
    public Created(
        TaskId task,
        String title,
        String brief,
        List<String> doneWhen,
        LaneId lane,
        List<LaneId> route,
        Priority priority,
        PersonId owner,
        List<TaskId> after,
        String room) {
      this(task, title, brief, doneWhen, lane, route, priority, owner, after, room, List.of());
    }

    @Override
    public void applyTo(Board board, Entry entry) {
      board.create(
          new Task(
              task,
              title,
              lane,
              route,
              priority,
              owner,
              after,
              Collections.emptySortedSet(),
              room,
              State.TODO,
              entry.at(),
              0,
              null,
              null,
              null,
              0,
              1,
              null,
              false,
              Collections.emptySortedSet(),
              Map.of(),
              Collections.emptySortedMap(),
              null,
              0,
              0,
              0,
              null,
              false,
              needs,
              0),
          entry.at());
    }

    @Override
    public <R> R match(Match<R> cases) {
      return cases.created(this);
    }
  }

  /** What a person changed; null where it stays. */
  record Edited(
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
      implements TaskEvent {

    /** The needs stay as they are. */
    public Edited(
        TaskId task,
        @Nullable String title,
        @Nullable String brief,
        @Nullable List<String> doneWhen,
        @Nullable Priority priority,
        @Nullable PersonId owner,
        @Nullable LaneId lane,
        @Nullable List<LaneId> route,
        @Nullable List<TaskId> after) {
      this(task, title, brief, doneWhen, priority, owner, lane, route, after, null);
    }

    @Override
    public void applyTo(Board board, Entry entry) {
      board.change(task, entry.at(), draft -> {
        draft.startAnew();
        draft.title = title == null ? draft.title : title;
        draft.priority = priority == null ? draft.priority : priority;
        draft.owner = owner == null ? draft.owner : owner;
        draft.route = route == null ? draft.route : route;
        if (lane != null && !lane.equals(draft.lane)) {
          draft.enterLane(lane);
          draft.reservedFor = null;
          draft.waiting = null;
          draft.stuck = draft.stuck == null ? null : draft.stuck.elsewhere();
        }
        if (after != null) {
          draft.after = after;
          draft.dropped = Collections.emptySortedSet();
        }
        if (needs != null) {
          draft.needs = needs;
          draft.passed = 0;
        }
      });
    }

    @Override
    public <R> R match(Match<R> cases) {
      return cases.edited(this);
    }
  }

  /** Somebody said something about it. */
  record Noted(TaskId task, String text) implements TaskEvent {
    @Override
    public void applyTo(Board board, Entry entry) {
      // Words for its readers; the board is as before.
    }

    @Override
    public <R> R match(Match<R> cases) {
      return cases.noted(this);
    }
  }

  /** It is todo and waits for one agent. */
  record Reserved(TaskId task, AgentId agent, Cause why) implements TaskEvent {
    /** What the agent gets it for. */
    public enum Cause {
      REWORK,
      RETURNED,
      UNBLOCKED,
      REASSIGNED,
      CLAIMED_FOR,
      AWAITED
    }

    @Override
    public void applyTo(Board board, Entry entry) {
      board.change(task, entry.at(), draft -> {
        draft.enter(State.TODO, entry.at());
        draft.reservedFor = agent;
        if (why == Cause.REASSIGNED || why == Cause.CLAIMED_FOR) {
          draft.startAnew();
          draft.forgetDropped();
        }
      });
      board.forgive(agent, task);
    }

    @Override
    public <R> R match(Match<R> cases) {
      return cases.reserved(this);
    }
  }

  /** It waits for that agent no longer; its lane has it. */
  record ReservationEnded(TaskId task, AgentId agent, Why why) implements TaskEvent {
    /** What ended it. */
    public enum Why {
      LOST,
      LEFT,
      PAUSED,
      REMOVED,
      TOO_LATE
    }

    @Override
    public void applyTo(Board board, Entry entry) {
      board.change(task, entry.at(), draft -> {
        draft.reservedFor = null;
        draft.waiting = null;
      });
    }

    @Override
    public <R> R match(Match<R> cases) {
      return cases.reservationEnded(this);
    }
  }

  /** It goes on to the next lane of its route. */
  record MovedOn(TaskId task, LaneId to) implements TaskEvent {
    @Override
    public void applyTo(Board board, Entry entry) {
      board.change(task, entry.at(), draft -> {
        draft.enter(State.TODO, entry.at());
        draft.enterLane(to);
        draft.route = draft.route.subList(1, draft.route.size());
      });
    }

    @Override
    public <R> R match(Match<R> cases) {
      return cases.movedOn(this);
    }
  }

  /** All reviews are passed; a person must accept it. */
  record BecameReady(TaskId task) implements TaskEvent {
    @Override
    public void applyTo(Board board, Entry entry) {
      board.change(task, entry.at(), draft -> {
        draft.enter(State.READY, entry.at());
        draft.episode++;
      });
    }

    @Override
    public <R> R match(Match<R> cases) {
      return cases.becameReady(this);
    }
  }

  /** It is done. Shipped means: without a person, who hears of it now. */
  record Done(TaskId task, boolean shipped) implements TaskEvent {
    @Override
    public void applyTo(Board board, Entry entry) {
      board.change(task, entry.at(), draft -> {
        draft.enter(State.DONE, entry.at());
        draft.shipped = shipped;
        draft.episode += shipped ? 1 : 0;
      });
    }

    @Override
    public <R> R match(Match<R> cases) {
      return cases.done(this);
    }
  }

  /**
   * It needs a person. Ends a hold that asked for it.
   *
   * @param from where it was when it got stuck, which decides where it goes on
   * @param text what was said, or empty
   * @param need what would help, or empty
   * @param heals see {@link Task.Stuck#heals}
   */
  record BecameStuck(
      TaskId task, StuckReason reason, State from, String text, String need, boolean heals)
      implements TaskEvent {
    @Override
    public void applyTo(Board board, Entry entry) {
      board.endReview(task, entry.at());
      board.change(task, entry.at(), draft -> {
        draft.stuck = new Task.Stuck(reason, from, heals);
        draft.hold = null;
        draft.enter(State.STUCK, entry.at());
        draft.episode++;
      });
    }

    @Override
    public <R> R match(Match<R> cases) {
      return cases.becameStuck(this);
    }
  }
}
