package dev.signalbox.talk.dialect;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** How long each look has been put off by the platform: some day it has to do without. Thread-safe. */
public final class Patience {

  /** A message that could not be looked for during this time is one that nobody can look for. */
  public static final Duration MAX = Duration.ofMinutes(15);

  private static final int REMEMBERED_MAX = 1_000;

  private final Rhythm rhythm;
  private final Map<Object, Long> since = new LinkedHashMap<>() {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<Object, Long> eldest) {
      return size() > REMEMBERED_MAX;
    }
  };

  public Patience(Rhythm rhythm) {
    this.rhythm = rhythm;
  }

  public synchronized void seen(Object sought) {
    since.remove(sought);
  }

  /** Notes that a look was put off, and tells whether that has gone on for too long. */
  public synchronized boolean over(Object sought) {
    long now = rhythm.now();
    Long first = since.putIfAbsent(sought, now);
    return first != null && now - first > MAX.toNanos();
  }
}
