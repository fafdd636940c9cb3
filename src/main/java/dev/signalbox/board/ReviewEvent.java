package dev.signalbox.board;

import java.util.Collections;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Another agent, or a person, looks at submitted work. */
public sealed interface ReviewEvent extends Event {

  TaskId task();

  @Override
  default Optional<TaskId> subject() {
    return Optional.of(task());
  }

  /** An agent has the work to review. */
  record ReviewAssigned(TaskId task, AgentId agent, int epoch, int round, boolean begun)
      implements ReviewEvent {
    @Override
    public void applyTo(Board board, Entry entry) {
      LaneId lane = board.agent(agent).lane();
      board.change(task, entry.at(), draft -> {
        draft.epoch = epoch;
        draft.hold = Hold.granted(agent, epoch, Hold.Kind.REVIEW, lane, entry.at(), begun);
      });
      board
          .place(agent)
          .filter(place -> place.wish() == null)
          .ifPresent(place -> board.leaveLine(agent));
    }

    @Override
    public <R> R match(Match<R> cases) {
      return cases.reviewAssigned(this);
    }
  }

  /**
   * The work is good. Where it goes is the next event.
   *
   * @param reviewer the agent whose review it was; null for a person's word or no review at all
   */
  record Passed(TaskId task, @Nullable AgentId reviewer, int epoch, int round, String note)
      implements ReviewEvent {
    @Override
    public void applyTo(Board board, Entry entry) {
      board.endReview(task, entry.at());
    }

    @Override
    public <R> R match(Match<R> cases) {
      return cases.passed(this);
    }
  }

  /**
   * The work needs another round. Who gets it is the next event.
   *
   * @param again whether there is a next round; false where the limit of rounds is reached
   */
  record Failed(
      TaskId task, @Nullable AgentId reviewer, int epoch, int round, String feedback, boolean again)
      implements ReviewEvent {
    @Override
    public void applyTo(Board board, Entry entry) {
      board.endReview(task, entry.at());
      board.change(task, entry.at(), draft -> {
        if (reviewer == null) {
          draft.startAnew();
        } else if (again) {
          draft.round++;
        }
        draft.enter(State.TODO, entry.at());
        draft.out = Collections.emptySortedSet();
      });
    }

    @Override
    public <R> R match(Match<R> cases) {
      return cases.failed(this);
    }
  }

  /** A reviewer came free for a task that was stuck for want of one. */
  record Healed(TaskId task) implements ReviewEvent {
    @Override
    public void applyTo(Board board, Entry entry) {
      board.change(task, entry.at(), draft -> draft.enter(State.REVIEW, entry.at()));
    }

    @Override
    public <R> R match(Match<R> cases) {
      return cases.healed(this);
    }
  }
}
