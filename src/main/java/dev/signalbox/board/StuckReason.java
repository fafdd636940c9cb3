package dev.signalbox.board;

import java.util.Locale;

/** Why a task, or a lane, needs a person. */
public enum StuckReason {
  /** Somebody who held it or answers for it said so. */
  ASKED,
  /** Too many attempts ended without a result. */
  ATTEMPTS,
  /** The review sent it back too often. */
  REVIEW_ROUNDS,
  /** Nobody can, could or did review it. */
  NO_REVIEWER,
  /** Its holder reports but does not finish. */
  TOO_LONG,
  /** Something it comes after was cancelled. */
  DEPENDENCY_CANCELLED,
  /** A lane has startable work and nobody alive to do it. The only reason of a lane. */
  LANE_EMPTY;

  /** The word used in chat, JSON and SQL. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
