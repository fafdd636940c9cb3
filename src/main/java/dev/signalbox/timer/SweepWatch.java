package dev.signalbox.timer;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices when sweeps come late: a scheduler that looks healthy may have stopped firing. Looked at
 * by every job, so one trigger that froze is noticed by another. Thread-safe.
 */
final class SweepWatch {

  /** How many intervals late is too late. */
  static final int PATIENCE = 3;

  private static final Logger LOG = LoggerFactory.getLogger(SweepWatch.class);

  private final Duration interval;
  private final InstantSource clock;
  private Instant last;
  private boolean told;
  private long late;

  SweepWatch(Duration interval, InstantSource clock) {
    this.interval = interval;
    this.clock = clock;
    this.last = clock.instant();
  }

  /** A sweep begins. */
  synchronized void sweeping() {
    check();
    last = clock.instant();
    told = false;
  }

  /** Counts and tells once when the last sweep is too long ago. */
  synchronized void check() {
    Duration since = Duration.between(last, clock.instant());
    if (!told && since.compareTo(interval.multipliedBy(PATIENCE + 1L)) > 0) {
      told = true;
      late++;
      LOG.warn(
          "The last sweep was {} s ago; one is due every {} s.",
          since.toSeconds(),
          interval.toSeconds());
    }
  }

  /** Whether the next sweep is too late already. */
  synchronized boolean overdue() {
    check();
    return told;
  }

  synchronized long late() {
    return late;
  }
}
