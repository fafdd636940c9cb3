package dev.signalbox.board;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An agent's claim on a task or its assigned review of one. It occupies a slot of its agent, of
 * {@code lane} and of the team, and lasts until an event ends it.
 *
 * @param epoch the task's epoch that this hold was granted; never used again
 * @param lane the holder's lane: for a review, the reviewer's
 * @param begun whether the agent knows of it: handed over in an answer, or named by the agent
 * @param quietSince set while the holder is flagged quiet
 * @param note what the holder last said, or empty
 * @param progress 0 to 100, or -1 where the holder never said
 */
public record Hold(
    AgentId agent,
    int epoch,
    Kind kind,
    LaneId lane,
    Instant since,
    boolean begun,
    @Nullable Instant quietSince,
    String note,
    int progress) {

  /** What the holder is asked to do. */
  public enum Kind {
    WORK,
    REWORK,
    REVIEW;

    /** The word used in chat, JSON and SQL. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Hold granted(AgentId agent, int epoch, Kind kind, LaneId lane, Instant at, boolean begun) {
    return new Hold(agent, epoch, kind, lane, at, begun, null, "", -1);
  }

  public boolean review() {
    return kind == Kind.REVIEW;
  }

  Hold withBegun() {
    return new Hold(agent, epoch, kind, lane, since, true, quietSince, note, progress);
  }

  Hold withQuiet(@Nullable Instant quiet) {
    return new Hold(agent, epoch, kind, lane, since, begun, quiet, note, progress);
  }

  Hold withProgress(@Nullable String said, @Nullable Integer reached) {
    return new Hold(
        agent,
        epoch,
        kind,
        lane,
        since,
        begun,
        quietSince,
        said == null ? note : said,
        reached == null ? progress : reached);
  }
}
