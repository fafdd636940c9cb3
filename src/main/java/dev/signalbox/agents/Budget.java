package dev.signalbox.agents;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * So many a second, and so many at once after a rest, for each of many names. Thread-safe. Names
 * that were not seen for longest are forgotten when there are too many, which fills theirs up.
 */
final class Budget {

  static final int NAMES_MAX = 10_000;

  private static final double NANOS = Duration.ofSeconds(1).toNanos();

  private final double perSecond;
  private final double burst;
  private final LongSupplier nanos;
  private final Map<String, Bucket> buckets = new LinkedHashMap<>(64, 0.75f, true);

  private static final class Bucket {
    private double left;
    private long at;

    Bucket(double left, long at) {
      this.left = left;
      this.at = at;
    }
  }

  /**
   * @param burst how many at once; at least 1
   * @param nanos the monotonic clock
   */
  Budget(int perSecond, int burst, LongSupplier nanos) {
    this.perSecond = perSecond;
    this.burst = burst;
    this.nanos = nanos;
  }

  /**
   * Takes one if there is one.
   *
   * @return 0 if it was taken, else after how many whole seconds to try again, at least 1
   */
  synchronized int take(String name) {
    Bucket bucket = filled(name);
    int wait = wait(bucket);
    if (wait == 0) {
      bucket.left -= 1;
    }
    return wait;
  }

  /** As {@link #take}, but leaves it there. */
  synchronized int look(String name) {
    return buckets.containsKey(name) ? wait(filled(name)) : 0;
  }

  private int wait(Bucket bucket) {
    return bucket.left >= 1 ? 0 : Math.max(1, (int) Math.ceil((1 - bucket.left) / perSecond));
  }

  private Bucket filled(String name) {
    long now = nanos.getAsLong();
    Bucket bucket = buckets.computeIfAbsent(name, key -> new Bucket(burst, now));
    bucket.left = Math.min(burst, bucket.left + (now - bucket.at) / NANOS * perSecond);
    bucket.at = now;
    if (buckets.size() > NAMES_MAX) {
      buckets.remove(buckets.keySet().iterator().next());
    }
    return bucket;
  }
}
