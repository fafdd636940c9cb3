package dev.signalbox.slack;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * When Slack may be called: each route at its pace, none while Slack asked for patience, and none
 * for a while after it was not there. A short wait is waited here; a long one is told. Thread-safe.
 */
final class Rhythm {

  /** Posts in one channel; Slack allows one a second. */
  static final Duration POST = Duration.ofSeconds(1);

  /** Edits in the workspace: 40 a minute, where Slack allows 50 and more. */
  static final Duration EDIT = Duration.ofMillis(1_500);

  /** Looks at a history: likewise. */
  static final Duration LOOK = Duration.ofMillis(1_500);

  /** The longest wait that is waited here. */
  static final Duration WAIT_MAX = Duration.ofSeconds(2);

  /** The pause when Slack was not there; twice as long each time, up to a minute. */
  private static final Duration OUTAGE = Duration.ofSeconds(1);

  private static final int DOUBLINGS = 6;
  private static final Duration OUTAGE_MAX = Duration.ofMinutes(1);

  /** A way to wait. */
  interface Sleeper {
    void sleep(Duration time) throws InterruptedException;
  }

  private final LongSupplier nanos;
  private final Sleeper sleeper;
  private final Map<String, Long> next = new HashMap<>();
  private int failures;
  private long closedUntil;

  /**
   * @param nanos a clock that never goes backwards
   */
  Rhythm(LongSupplier nanos, Sleeper sleeper) {
    this.nanos = nanos;
    this.sleeper = sleeper;
    this.closedUntil = nanos.getAsLong();
  }

  /**
   * Waits for the turn of a route, if that is soon.
   *
   * @param spacing from one call of the route to the next
   * @return empty when it is its turn, else how long it is not
   */
  Optional<Duration> turn(String route, Duration spacing) {
    Duration wait;
    synchronized (this) {
      long now = nanos.getAsLong();
      long slot = Math.max(Math.max(now, closedUntil), next.getOrDefault(route, now));
      wait = Duration.ofNanos(slot - now);
      if (wait.compareTo(WAIT_MAX) > 0) {
        return Optional.of(wait);
      }
      next.put(route, slot + spacing.toNanos());
    }
    return slept(wait) ? Optional.empty() : Optional.of(WAIT_MAX);
  }

  private boolean slept(Duration wait) {
    try {
      if (!wait.isZero()) {
        sleeper.sleep(wait);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Slack asked to leave a route alone. */
  synchronized void hold(String route, Duration time) {
    next.merge(route, nanos.getAsLong() + time.toNanos(), Math::max);
  }

  /** The clock's reading, in nanoseconds. */
  long now() {
    return nanos.getAsLong();
  }

  /** How long Slack is left alone because it was not there; zero if it may be called. */
  synchronized Duration away() {
    long left = closedUntil - nanos.getAsLong();
    return left > WAIT_MAX.toNanos() ? Duration.ofNanos(left) : Duration.ZERO;
  }

  /** Slack was there. */
  synchronized void answered() {
    failures = 0;
  }

  /**
   * Slack was not there, or not itself.
   *
   * @return how long it is left alone
   */
  synchronized Duration failed() {
    Duration pause = OUTAGE.multipliedBy(1L << Math.min(failures, DOUBLINGS));
    failures++;
    Duration bounded = pause.compareTo(OUTAGE_MAX) > 0 ? OUTAGE_MAX : pause;
    closedUntil = nanos.getAsLong() + bounded.toNanos();
    return bounded;
  }
}
