package dev.signalbox.board;

import java.util.Locale;

/** Where a task stands. Queued and quiet are flags, not states. */
public enum State {
  TODO,
  DOING,
  REVIEW,
  READY,
  STUCK,
  DONE,
  CANCELLED;

  /** Whether the task still wants something; done and cancelled tasks leave the live board. */
  public boolean open() {
    return this != DONE && this != CANCELLED;
  }

  /** The word used in chat, JSON and SQL. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
