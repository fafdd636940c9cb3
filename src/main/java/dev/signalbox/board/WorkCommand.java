package dev.signalbox.board;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What agents do with their work, and what a person may do in an agent's place. An epoch is null
 * only where a person acts: on the present.
 */
public sealed interface WorkCommand extends Command {

  /** Give me work, or a place in line. */
  record Next(Actor by) implements WorkCommand {
    @Override
    public Decision decide(Board board, Instant now) {
      return Claiming.next(board, this, now);
    }

    @Override
    public Weight weight() {
      return Weight.CLAIM;
    }
  }

  /**
   * Give this task to an agent.
   *
   * @param agent who is to have it; null where an agent asks for itself
   * @param queue whether to take a place in line where it may not start yet
   */
  record Claim(Actor by, TaskId task, @Nullable AgentId agent, boolean queue)
      implements WorkCommand {
    @Override
    public Decision decide(Board board, Instant now) {
      return Claiming.claim(board, this, now);
    }

    @Override
    public Set<TaskId> touches() {
      return Set.of(task);
    }

    @Override
    public Weight weight() {
      return Weight.CLAIM;
    }
  }

  /** I am alive, and perhaps there is news. */
  record Heartbeat(
      Actor by,
      @Nullable TaskId task,
      @Nullable Integer epoch,
      @Nullable String note,
      @Nullable Integer progress,
      @Nullable Duration quietFor)
      implements WorkCommand {
    /** A bare sign of life. */
    public static Heartbeat of(AgentId agent) {
      return new Heartbeat(Actor.of(agent), null, null, null, null, null);
    }

    @Override
    public Decision decide(Board board, Instant now) {
      return Liveness.heartbeat(board, this, now);
    }

    @Override
    public Set<TaskId> touches() {
      return task == null ? Set.of() : Set.of(task);
    }

    @Override
    public Weight weight() {
      return Weight.RELIEF;
    }
  }

  /** The desk hands a grant over in the answer to its agent's waiting request. */
  record Begin(Actor by, TaskId task, int epoch) implements WorkCommand {
    @Override
    public Decision decide(Board board, Instant now) {
      return Liveness.begin(board, this);
    }
  }

  /** Here is the result. */
  record Submit(
      Actor by, TaskId task, @Nullable Integer epoch, String link, String note, List<String> checks)
      implements WorkCommand {
    @Override
    public Decision decide(Board board, Instant now) {
      return Submitting.submit(board, this, now);
    }

    @Override
    public Set<TaskId> touches() {
      return Set.of(task);
    }

    @Override
    public Weight weight() {
      return Weight.RELIEF;
    }
  }

  /** I let go of it; with {@code after}, until those are done. */
  record Release(Actor by, TaskId task, @Nullable Integer epoch, String note, List<TaskId> after)
      implements WorkCommand {
    @Override
    public Decision decide(Board board, Instant now) {
      return Releasing.release(board, this, now);
    }

    @Override
    public Set<TaskId> touches() {
      Set<TaskId> named = new TreeSet<>(after);
      named.add(task);
      return named;
    }

    @Override
    public boolean ties() {
      return !after.isEmpty();
    }

    @Override
    public Weight weight() {
      return Weight.RELIEF;
    }
  }

  /** A person must help. */
  record AskForHelp(Actor by, TaskId task, @Nullable Integer epoch, String reason, String need)
      implements WorkCommand {
    @Override
    public Decision decide(Board board, Instant now) {
      return Sticking.ask(board, this, now);
    }

    @Override
    public Set<TaskId> touches() {
      return Set.of(task);
    }

    @Override
    public Weight weight() {
      return Weight.RELIEF;
    }
  }

  /** The review is passed. */
  record Pass(Actor by, TaskId task, @Nullable Integer epoch, String note) implements WorkCommand {
    @Override
    public Decision decide(Board board, Instant now) {
      return Reviewing.pass(board, this, now);
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

  /** The review is failed, and this is what to mend. */
  record Fail(Actor by, TaskId task, @Nullable Integer epoch, String feedback)
      implements WorkCommand {
    @Override
    public Decision decide(Board board, Instant now) {
      return Reviewing.fail(board, this, now);
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

  /**
   * No more waiting in line.
   *
   * @param agent whose place; null where an agent asks for itself
   */
  record LeaveLine(Actor by, @Nullable AgentId agent) implements WorkCommand {
    @Override
    public Decision decide(Board board, Instant now) {
      return Claiming.leaveLine(board, this);
    }

    @Override
    public Weight weight() {
      return Weight.RELIEF;
    }
  }

  /** An agent goes, and lets go of all it holds. */
  record Leave(Actor by) implements WorkCommand {
    @Override
    public Decision decide(Board board, Instant now) {
      return Releasing.leave(board, this, now);
    }

    @Override
    public Weight weight() {
      return Weight.RELIEF;
    }
  }
}
