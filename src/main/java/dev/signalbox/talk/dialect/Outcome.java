package dev.signalbox.talk.dialect;

import java.time.Duration;

/** How a call to a platform ended. */
public sealed interface Outcome<T> {

  /** It is done. */
  record Done<T>(T answer) implements Outcome<T> {}

  /**
   * The platform says no; asking the same again gets the same answer.
   *
   * @param error the platform's word for it, such as {@code channel_not_found}
   */
  record Refused<T>(String error) implements Outcome<T> {}

  /** Too many calls: surely not done. */
  record Limited<T>(Duration retryAfter) implements Outcome<T> {}

  /** The platform was not reached: surely not done. */
  record Unreached<T>(String why) implements Outcome<T> {}

  /** Timeout, reset or a failure of the platform's: it may be done. */
  record Doubtful<T>(String why) implements Outcome<T> {}
}
