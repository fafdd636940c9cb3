package dev.signalbox.sim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** An API that counts the calls that reach it, by a clock that nobody sets. */
final class SimApi {

  private final int limit;
  private final Duration window;
  private final TreeMap<Long, Integer> calls = new TreeMap<>();
  private boolean fresh;

  SimApi(int limit, Duration window) {
    this.limit = limit;
    this.window = window;
  }

  /** Calls that reach it at a time of the monotonic clock. */
  void call(long nanos, int times) {
    calls.merge(nanos, times, Integer::sum);
    fresh = true;
  }

  /** No window, wherever it begins, has more than the limit. */
  void check() {
    if (!fresh) {
      return;
    }
    fresh = false;
    List<Long> all = new ArrayList<>();
    calls.forEach((at, times) -> {
      for (int i = 0; i < times; i++) {
        all.add(at);
      }
    });
    for (int i = 0; i + limit < all.size(); i++) {
      long apart = all.get(i + limit) - all.get(i);
      if (apart < window.toNanos()) {
        throw new AssertionError(limit + 1 + " calls within " + Duration.ofNanos(apart)
            + ", the limit is " + limit + " in " + window);
      }
    }
  }
}
