package dev.signalbox.discord;

import java.time.Instant;
import java.time.InstantSource;

/** Discord's ids: unique, rising, and they say when. */
final class Snowflakes {

  private static final long EPOCH_MILLIS = 1_420_070_400_000L;
  private static final int LOW_BITS = 22;

  private final InstantSource clock;
  private long last;

  Snowflakes(InstantSource clock) {
    this.clock = clock;
  }

  synchronized String next() {
    last = Math.max(first(clock.instant()), last + 1);
    return Long.toString(last);
  }

  /** The smallest id of a moment. */
  static long first(Instant at) {
    return (at.toEpochMilli() - EPOCH_MILLIS) << LOW_BITS;
  }

  static Instant time(String id) {
    return Instant.ofEpochMilli((Long.parseLong(id) >> LOW_BITS) + EPOCH_MILLIS);
  }
}
