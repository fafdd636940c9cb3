package dev.signalbox.discord;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/**
 * How often a new session may begin. Discord takes a thousand beginnings a day and then makes the
 * token void, so fewer are made here; a session that goes on is none. Thread-safe.
 */
final class IdentifyBudget {

  /** Beginnings of one day. */
  static final int A_DAY = 900;

  /** Beginnings without a pause, and the time in which so many are made at most. */
  static final int AT_ONCE = 10;

  static final Duration SOON = Duration.ofMinutes(10);

  private static final Duration DAY = Duration.ofDays(1);

  private final LongSupplier nanos;
  private final Deque<Long> begun = new ArrayDeque<>();
  private long closedUntil;

  /**
   * @param nanos a clock that never goes backwards
   */
  IdentifyBudget(LongSupplier nanos) {
    this.nanos = nanos;
    this.closedUntil = nanos.getAsLong();
  }

  /** Begins one if that may be now, and says how long it may not; zero if it is begun. */
  synchronized Duration take() {
    long now = nanos.getAsLong();
    while (!begun.isEmpty() && now - begun.peekFirst() >= DAY.toNanos()) {
      begun.removeFirst();
    }
    long from = Math.max(now, closedUntil);
    from = Math.max(from, after(AT_ONCE, SOON, now));
    from = Math.max(from, after(A_DAY, DAY, now));
    if (from > now) {
      return Duration.ofNanos(from - now);
    }
    begun.addLast(now);
    return Duration.ZERO;
  }

  /** When the window again holds fewer than so many. */
  private long after(int most, Duration window, long now) {
    if (begun.size() < most) {
      return now;
    }
    int index = 0;
    for (long at : begun) {
      if (index++ == begun.size() - most) {
        return at + window.toNanos();
      }
    }
    return now;
  }

  /** Discord says that none may begin for so long. */
  synchronized void closed(Duration time) {
    closedUntil = Math.max(closedUntil, nanos.getAsLong() + time.toNanos());
  }
}
