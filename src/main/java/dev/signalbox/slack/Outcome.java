package dev.signalbox.slack;

import java.time.Duration;

/** How a call to Slack ended. */
sealed interface Outcome<T> {

  /** Slack did it. */
  record Done<T>(T answer) implements Outcome<T> {}

  /**
   * Slack says no; asking the same again gets the same answer.
   *
   * @param error Slack's word for it, such as {@code channel_not_found}
   */
  record Refused<T>(String error) implements Outcome<T> {}

  /** Too many calls: surely not done. */
  record Limited<T>(Duration retryAfter) implements Outcome<T> {}

  /** Slack was not reached: surely not done. */
  record Unreached<T>(String why) implements Outcome<T> {}

  /** Timeout, reset or a failure of Slack's: it may be done. */
  record Doubtful<T>(String why) implements Outcome<T> {}
}
