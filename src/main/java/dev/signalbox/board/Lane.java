package dev.signalbox.board;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One kind of work and the numbers that hold in it, every one already resolved from lane, team and
 * default.
 *
 * @param wip how many holds its agents may have together, or null for no limit of its own
 * @param agentWip how many holds one of its agents may have
 * @param beat how often an agent promises to report
 * @param firstBeat how long a new hold may go without being begun
 * @param quietAfter silence before a hold is flagged
 * @param lostAfter silence before holds end
 * @param longMax the longest silence an agent may declare
 * @param holdMax the longest a claim may last
 * @param maxAttempts attempts that may end without a result
 * @param maxRounds reviews that may fail
 * @param reviewWithin how long a submission, a reservation or an empty lane may wait
 * @param reviewLimit submissions waiting for a reviewer that stop new starts
 */
public record Lane(
    LaneId id,
    @Nullable Integer wip,
    int agentWip,
    Duration beat,
    Duration firstBeat,
    Duration quietAfter,
    Duration lostAfter,
    Duration longMax,
    Duration holdMax,
    int maxAttempts,
    int maxRounds,
    Duration reviewWithin,
    int reviewLimit,
    Finish finish,
    ReviewBy reviewBy) {

  /** What the last passed review means: done at once, or ready until a person accepts. */
  public enum Finish {
    SHIP,
    ACCEPT
  }

  /**
   * Who reviews this lane's work.
   *
   * @param nobody true where work is not reviewed by agents
   * @param lanes the lanes whose agents review; empty for any other agent of the team
   */
  public record ReviewBy(boolean nobody, List<LaneId> lanes) {

    public static final ReviewBy NOBODY = new ReviewBy(true, List.of());
    public static final ReviewBy ANYBODY_ELSE = new ReviewBy(false, List.of());

    public static ReviewBy lanes(List<LaneId> lanes) {
      return new ReviewBy(false, List.copyOf(lanes));
    }

    /** Whether agents of {@code lane} may review. */
    public boolean includes(LaneId lane) {
      return !nobody && (lanes.isEmpty() || lanes.contains(lane));
    }
  }
}
