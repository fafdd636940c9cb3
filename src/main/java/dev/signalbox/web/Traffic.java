package dev.signalbox.web;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts requests: all that are not fully answered, waiting ones included, and those that look
 * something up, of which only so many are at work at once. Thread-safe.
 */
final class Traffic {

  private final AtomicInteger unanswered = new AtomicInteger();
  private final AtomicInteger atWork = new AtomicInteger();
  private final int places;
  private final CountDownLatch quiet = new CountDownLatch(1);
  private volatile boolean draining;

  Traffic(int atWorkMax) {
    places = atWorkMax;
  }

  /** A request is here. To be called before {@link #draining()} is asked about it. */
  void came() {
    unanswered.incrementAndGet();
  }

  /** Its answer is written, or its connection is gone. */
  void left() {
    if (unanswered.decrementAndGet() == 0 && draining) {
      quiet.countDown();
    }
  }

  /** Takes a place, if there is one. */
  boolean startWork() {
    int taken = atWork.get();
    while (taken < places) {
      if (atWork.compareAndSet(taken, taken + 1)) {
        return true;
      }
      taken = atWork.get();
    }
    return false;
  }

  void endWork() {
    atWork.decrementAndGet();
  }

  int unanswered() {
    return unanswered.get();
  }

  int placesFree() {
    return places - atWork.get();
  }

  boolean draining() {
    return draining;
  }

  /** From now on new requests are refused; those already here go on. */
  void drain() {
    draining = true;
    if (unanswered.get() == 0) {
      quiet.countDown();
    }
  }

  /** Waits until nothing is unanswered. Only after {@link #drain()}. */
  boolean awaitQuiet(Duration atMost) throws InterruptedException {
    return quiet.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }
}
