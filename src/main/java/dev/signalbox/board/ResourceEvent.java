package dev.signalbox.board;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Units of resources are taken, come back, are waited for; a budget stands still. */
public sealed interface ResourceEvent extends Event {

  /**
   * An agent has all the units it needs. The number of this event is their token.
   *
   * @param task what they are for
   * @param epoch of the claim that needs them; 0 where they were asked for beside it
   * @param asked the event by which they were waited for; 0 where they were not
   * @param until when they come back by themselves, if they do
   * @param passedTasks tasks that came earlier and need something of it
   * @param passedAgents agents that asked earlier for something of it
   */
  record UnitsTaken(
      AgentId agent,
      TaskId task,
      int epoch,
      List<Need> needs,
      long asked,
      @Nullable Instant until,
      List<TaskId> passedTasks,
      List<AgentId> passedAgents)
      implements ResourceEvent {
    @Override
    public void applyTo(Board board, Entry entry) {
      long token = entry.number();
      board
          .stock()
          .take(new Grant(
              token,
              agent,
              task,
              epoch,
              needs,
              asked == 0 ? token : asked,
              entry.at(),
              until,
              null,
              null));
      passedAgents.forEach(board.stock()::passOver);
      for (TaskId id : passedTasks) {
        board.change(id, entry.at(), draft -> draft.passed++);
      }
    }

    @Override
    public Optional<TaskId> subject() {
      return Optional.of(task);
    }

    @Override
    public <R> R match(Match<R> cases) {
      return cases.unitsTaken(this);
    }
  }

  /** Units came back. */
  record UnitsReturned(AgentId agent, TaskId task, long token, List<Need> needs, Grant.How how)
      implements ResourceEvent {
    @Override
    public void applyTo(Board board, Entry entry) {
      board.stock().end(token, how, entry.at());
    }

    @Override
    public Optional<TaskId> subject() {
      return Optional.of(task);
    }

    @Override
    public <R> R match(Match<R> cases) {
      return cases.unitsReturned(this);
    }
  }

  /** An agent waits for units. */
  record UnitsAwaited(
      AgentId agent,
      TaskId task,
      List<Need> needs,
      @Nullable Duration hold) implements ResourceEvent {
    @Override
    public void applyTo(Board board, Entry entry) {
      board.stock().wait(new Waiter(agent, needs, hold, entry.number(), entry.at(), 0));
    }

    @Override
    public Optional<TaskId> subject() {
      return Optional.of(task);
    }

    @Override
    public <R> R match(Match<R> cases) {
      return cases.unitsAwaited(this);
    }
  }

  /**
   * An agent waits for units no longer, without having got them.
   *
   * @param why what new settings made of its request; null where it let go of it
   */
  record UnitsForgone(AgentId agent, @Nullable Why why) implements ResourceEvent {

    /** What would have kept a request waiting for ever. */
    public enum Why {
      NEVER_SATISFIABLE,
      WOULD_DEADLOCK
    }

    /** Its agent let go of it, or of all it held. */
    public UnitsForgone(AgentId agent) {
      this(agent, null);
    }

    @Override
    public void applyTo(Board board, Entry entry) {
      board.stock().forgo(agent);
    }

    @Override
    public <R> R match(Match<R> cases) {
      return cases.unitsForgone(this);
    }
  }

  /** An agent met the limit of a budget, so nobody gets a unit of it for a while. */
  record BudgetFrozen(ResourceId resource, AgentId agent, Instant until) implements ResourceEvent {
    @Override
    public void applyTo(Board board, Entry entry) {
      board.stock().freeze(resource, until);
    }

    @Override
    public <R> R match(Match<R> cases) {
      return cases.budgetFrozen(this);
    }
  }
}
