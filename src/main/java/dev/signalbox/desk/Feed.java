package dev.signalbox.desk;

import dev.signalbox.board.TeamId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells whoever follows a team that something is new, and no more: followers read on from the
 * ledger, each at its own pace, so nobody can slow the desk down and nobody misses anything.
 *
 * <p>Thread-safe.
 */
public final class Feed {

  private final Map<TeamId, Long> latest = new HashMap<>();

  /** The desk committed something: events up to {@code event}, or only chores. */
  synchronized void publish(TeamId team, long event) {
    latest.merge(team, event, Math::max);
    changes++;
    notifyAll();
  }

  private long changes;

  /** The number of changes published so far, to wait for the next. */
  public synchronized long changes() {
    return changes;
  }

  /** The number of the team's last committed event known to be so since the start, or 0. */
  public synchronized long latest(TeamId team) {
    return latest.getOrDefault(team, 0L);
  }

  /**
   * Waits until something is published after {@code seen}.
   *
   * @param seen an earlier value of {@link #changes}
   * @return the present value, equal to {@code seen} if {@code most} passed without a change
   */
  public synchronized long await(long seen, Duration most) throws InterruptedException {
    long deadline = System.nanoTime() + most.toNanos();
    while (changes == seen) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return seen;
      }
      wait(left / 1_000_000, (int) (left % 1_000_000));
    }
    return changes;
  }
}
