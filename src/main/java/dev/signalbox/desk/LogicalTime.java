package dev.signalbox.desk;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Time that never goes back. It runs by the monotonic clock and is drawn towards the wall clock so
 * slowly that no length of time is wrong by more than one part in {@link #SLEW}. Only where the wall
 * clock is ahead by more than {@link #LEAP} it follows at once: the machine slept. In whole
 * milliseconds. Confined to one thread, but for {@link #glance}.
 */
final class LogicalTime {

  /** How far the wall clock may run ahead of this one before that means sleep. */
  static final Duration LEAP = Duration.ofSeconds(30);

  /** How long nobody may look before that is worth a word; the desk looks every second. */
  static final Duration STALL = Duration.ofSeconds(3);

  /** Half a millisecond each second: as fast as {@code adjtime} and {@code ntpd} slew a clock. */
  static final long SLEW = 2_000;

  private final InstantSource wall;
  private final LongSupplier nanos;
  private final Duration patience;
  private final List<Jolt> jolts = new ArrayList<>();

  private volatile Reading last;
  private Duration ahead;

  /** What this clock said when the monotonic one said that. */
  private record Reading(Instant at, long nanos) {}

  /**
   * @param floor the time reached before the last stop; readings are never before it
   */
  LogicalTime(InstantSource wall, LongSupplier nanos, Instant floor) {
    this(wall, nanos, floor, STALL);
  }

  /**
   * Likewise.
   *
   * @param patience how long nobody may look
   */
  LogicalTime(InstantSource wall, LongSupplier nanos, Instant floor, Duration patience) {
    this.wall = wall;
    this.nanos = nanos;
    this.patience = patience;
    Instant shown = wall.instant().truncatedTo(ChronoUnit.MILLIS);
    boolean first = shown.isAfter(floor);
    last = new Reading(first ? shown : floor, nanos.getAsLong());
    ahead = first ? Duration.ZERO : Duration.between(floor, shown);
    if (ahead.compareTo(LEAP.negated()) < 0) {
      jolts.add(new Jolt(Jolt.Kind.SET_BACK, ahead.negated()));
    }
  }

  Instant now() {
    long reading = nanos.getAsLong();
    Duration passed = Duration.ofNanos(reading - last.nanos());
    Instant expected = last.at().plus(passed);
    if (passed.compareTo(patience) > 0) {
      jolts.add(new Jolt(Jolt.Kind.STALLED, passed));
    }
    Duration off = Duration.between(expected, wall.instant());
    Duration follow = off.compareTo(LEAP) > 0 ? leap(off) : slew(off, passed);
    last = new Reading(expected.plus(follow), reading);
    ahead = off.minus(follow);
    return last.at().truncatedTo(ChronoUnit.MILLIS);
  }

  private Duration leap(Duration off) {
    jolts.add(new Jolt(Jolt.Kind.LEAPT, off));
    return off;
  }

  private Duration slew(Duration off, Duration passed) {
    Duration step = off.minus(ahead);
    if (step.abs().compareTo(LEAP) > 0) {
      jolts.add(new Jolt(step.isNegative() ? Jolt.Kind.SET_BACK : Jolt.Kind.PUT_RIGHT, step.abs()));
    }
    Duration most = passed.dividedBy(SLEW);
    if (off.abs().compareTo(most) <= 0) {
      return off;
    }
    return off.isNegative() ? most.negated() : most;
  }

  /** The time now without looking at the wall clock; at most a slew off. Thread-safe. */
  Instant glance() {
    Reading known = last;
    return known.at().plusNanos(nanos.getAsLong() - known.nanos()).truncatedTo(ChronoUnit.MILLIS);
  }

  /** What happened to time since this was last asked, oldest first. */
  List<Jolt> takeJolts() {
    List<Jolt> taken = List.copyOf(jolts);
    jolts.clear();
    return taken;
  }
}
