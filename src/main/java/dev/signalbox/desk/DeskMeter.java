package dev.signalbox.desk;

import java.util.concurrent.atomic.LongAdder;

/** What the desk has done since it started. Thread-safe. */
public final class DeskMeter {

  private final LongAdder commits = new LongAdder();
  private final LongAdder events = new LongAdder();

  private final LongAdder leftovers = new LongAdder();

  void foundLeftovers(int grants) {
    leftovers.add(grants);
  }

  void wrote(Batch batch) {
    commits.increment();
    batch.parts().forEach(part -> events.add(part.entries().size()));
  }

  /** What the safety net found to grant; in a healthy system nothing, ever. */
  public long leftovers() {
    return leftovers.sum();
  }

  public long commits() {
    return commits.sum();
  }

  public long events() {
    return events.sum();
  }
}
