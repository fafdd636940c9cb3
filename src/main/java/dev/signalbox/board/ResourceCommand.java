package dev.signalbox.board;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What agents want of the team's resources beside what their tasks need. */
public sealed interface ResourceCommand extends Command {

  /**
   * Give me these units, all or none, or a place in line for them.
   *
   * @param hold for how long; null for as long as they may be held
   */
  record Acquire(Actor by, List<Need> needs, @Nullable Duration hold) implements ResourceCommand {
    @Override
    public Decision decide(Board board, Instant now) {
      return Resourcing.acquire(board, this, now);
    }

    @Override
    public Weight weight() {
      return Weight.CLAIM;
    }
  }

  /** Here they are again. */
  record GiveBack(Actor by, long token) implements ResourceCommand {
    @Override
    public Decision decide(Board board, Instant now) {
      return Resourcing.giveBack(board, this);
    }

    @Override
    public Weight weight() {
      return Weight.RELIEF;
    }
  }

  /** Whoever owns the thing told me to wait so long. */
  record ReportLimit(Actor by, ResourceId resource, Duration retryAfter)
      implements ResourceCommand {
    @Override
    public Decision decide(Board board, Instant now) {
      return Resourcing.reportLimit(board, this, now);
    }

    @Override
    public Weight weight() {
      return Weight.RELIEF;
    }
  }
}
