package dev.signalbox.desk;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;

/**
 * Time that never goes back: the wall clock, but at least the last reading plus what the monotonic
 * clock says has passed since. In whole milliseconds. Confined to one thread.
 */
final class LogicalTime {

  /** How far the wall clock may run ahead of the monotonic one before that means sleep. */
  static final Duration LEAP = Duration.ofSeconds(30);

  private final InstantSource wall;
  private final LongSupplier nanos;
  private Instant last;
  private long lastNanos;
  private Duration leapt = Duration.ZERO;

  /**
   * @param floor the time reached before the last stop; readings are never before it
   */
  LogicalTime(InstantSource wall, LongSupplier nanos, Instant floor) {
    this.wall = wall;
    this.nanos = nanos;
    this.last = floor;
    this.lastNanos = nanos.getAsLong();
    Instant first = wall.instant().truncatedTo(ChronoUnit.MILLIS);
    this.last = first.isAfter(floor) ? first : floor;
  }

  Instant now() {
    long reading = nanos.getAsLong();
    Instant expected = last.plusNanos(reading - lastNanos);
    Instant shown = wall.instant();
    if (shown.isAfter(expected.plus(LEAP))) {
      leapt = leapt.plus(Duration.between(expected, shown));
    }
    Instant now = (shown.isAfter(expected) ? shown : expected).truncatedTo(ChronoUnit.MILLIS);
    if (now.isAfter(last)) {
      last = now;
      lastNanos = reading;
    }
    return last;
  }

  /** How far the wall clock has leapt ahead since it was last asked: the machine slept. */
  Duration takeLeap() {
    Duration slept = leapt;
    leapt = Duration.ZERO;
    return slept;
  }
}
