package dev.signalbox.talk.dialect;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Remembers for a while what was there already, as much as fits. Thread-safe. */
public final class Once {

  private final Duration time;
  private final int most;
  private final LongSupplier nanos;
  private final Map<String, Long> seen = new LinkedHashMap<>();

  /**
   * @param time how long something is remembered
   * @param most how much; beyond that the oldest is forgotten
   * @param nanos a clock that never goes backwards
   */
  public Once(Duration time, int most, LongSupplier nanos) {
    this.time = time;
    this.most = most;
    this.nanos = nanos;
  }

  /** Whether this is here for the first time; it is remembered from now on. */
  public synchronized boolean first(String key) {
    long now = nanos.getAsLong();
    Iterator<Long> oldest = seen.values().iterator();
    while (oldest.hasNext() && now - oldest.next() > time.toNanos()) {
      oldest.remove();
    }
    if (seen.containsKey(key)) {
      return false;
    }
    seen.put(key, now);
    if (seen.size() > most) {
      seen.remove(seen.keySet().iterator().next());
    }
    return true;
  }

  public synchronized int size() {
    return seen.size();
  }
}
