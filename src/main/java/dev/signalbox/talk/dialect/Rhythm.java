package dev.signalbox.talk.dialect;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * When a platform may be called: each route at its pace, none while the platform asked for patience,
 * and none for a while after it was not there. A short wait is waited here; a long one is told.
 * Thread-safe.
 */
public final class Rhythm {

  /** The longest wait that is waited here. */
  public static final Duration WAIT_MAX = Duration.ofSeconds(2);

  /** The pause when the platform was not there; twice as long each time, up to a minute. */
  private static final Duration OUTAGE = Duration.ofSeconds(1);

  private static final int DOUBLINGS = 6;
  private static final Duration OUTAGE_MAX = Duration.ofMinutes(1);

  /** A way to wait. */
  public interface Sleeper {
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
  public Rhythm(LongSupplier nanos, Sleeper sleeper) {
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
  public Optional<Duration> turn(String route, Duration spacing) {
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

  /** The platform asked to leave a route alone. */
  public synchronized void hold(String route, Duration time) {
    next.merge(route, nanos.getAsLong() + time.toNanos(), Math::max);
  }

  /** The clock's reading, in nanoseconds. */
  public long now() {
    return nanos.getAsLong();
  }

  /** How long the platform is left alone because it was not there; zero if it may be called. */
  public synchronized Duration away() {
    long left = closedUntil - nanos.getAsLong();
    return left > WAIT_MAX.toNanos() ? Duration.ofNanos(left) : Duration.ZERO;
  }

  /** The platform was there. */
  public synchronized void answered() {
    failures = 0;
  }

  /**
   * The platform was not there, or not itself.
   *
   * @return how long it is left alone
   */
  public synchronized Duration failed() {
    Duration pause = OUTAGE.multipliedBy(1L << Math.min(failures, DOUBLINGS));
    failures++;
    Duration bounded = pause.compareTo(OUTAGE_MAX) > 0 ? OUTAGE_MAX : pause;
    closedUntil = nanos.getAsLong() + bounded.toNanos();
    return bounded;
  }
}
