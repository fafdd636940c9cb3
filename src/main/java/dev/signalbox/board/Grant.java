package dev.signalbox.board;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Units of resources that an agent has, or had a moment ago: it stays on the board until none of
 * its units counts any more.
 *
 * @param token the number of the event that granted it, so it only ever grows
 * @param task what it is for: the claim that needs it, or for an ad-hoc one the agent's latest hold
 * @param epoch of the claim that needs it; 0 for an ad-hoc one
 * @param asked the number of the event by which it was waited for; its own where it was not
 * @param until when an ad-hoc one ends by itself, if it does
 * @param ended when it ended; null while it is held
 * @param how what ended it; null while it is held
 */
public record Grant(
    long token,
    AgentId agent,
    TaskId task,
    int epoch,
    List<Need> needs,
    long asked,
    Instant since,
    @Nullable Instant until,
    @Nullable Instant ended,
    @Nullable How how) {

  /** How units come back. */
  public enum How {
    /** Their holder gave them back: it uses them no longer. */
    GIVEN_BACK,
    /** Their holder let go of its hold, and so of them. */
    RETURNED,
    /** They were taken from their holder, or it was lost: it may still be at it. */
    LOST,
    /** They were granted for so long. */
    EXPIRED
  }

  public boolean held() {
    return ended == null;
  }

  /** Whether it was asked for beside what a task needs. */
  public boolean adHoc() {
    return epoch == 0;
  }

  Grant end(How way, Instant at) {
    return new Grant(token, agent, task, epoch, needs, asked, since, until, at, way);
  }

  /** Until when its units of a resource count; null while that is open, because they are held. */
  @Nullable
  Instant countsUntil(Resource resource) {
    Duration window = resource.window();
    if (window != null) {
      Instant used = since.plus(resource.useWithin());
      boolean early = how == How.GIVEN_BACK && ended != null && ended.isBefore(used);
      return (early && ended != null ? ended : used).plus(window);
    }
    if (ended == null) {
      return null;
    }
    return how == How.LOST ? ended.plus(resource.lockDelay()) : ended;
  }
}
