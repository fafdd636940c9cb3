package dev.signalbox.agents;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Time that moves only when a test says so, and may be read from any thread. */
final class SharedTime implements InstantSource, LongSupplier {

  private static final Instant START = Instant.parse("2030-01-01T09:00:00Z");

  private final AtomicLong nanos = new AtomicLong();

  @Override
  public Instant instant() {
    return START.plusNanos(nanos.get());
  }

  @Override
  public long getAsLong() {
    return nanos.get();
  }

  void pass(Duration amount) {
    nanos.addAndGet(amount.toNanos());
  }
}
