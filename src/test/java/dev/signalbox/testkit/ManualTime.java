package dev.signalbox.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** Time that moves only when a test says so. Not thread-safe; tests drive it from one thread. */
public final class ManualTime implements InstantSource, LongSupplier {

  private Instant wall = Instant.parse("2030-01-01T09:00:00Z");
  private long nanos;

  @Override
  public Instant instant() {
    return wall;
  }

  /** The monotonic clock. */
  @Override
  public long getAsLong() {
    return nanos;
  }

  public void pass(Duration amount) {
    wall = wall.plus(amount);
    nanos += amount.toNanos();
  }

  /** Moves the wall clock alone: somebody set it, or the machine slept. */
  public void step(Duration amount) {
    wall = wall.plus(amount);
  }
}
