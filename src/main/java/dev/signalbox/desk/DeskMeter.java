package dev.signalbox.desk;

import java.util.concurrent.atomic.LongAdder;

/** What the desk has done since it started. Thread-safe. */
public final class DeskMeter {

  private final LongAdder commits = new LongAdder();
  private final LongAdder events = new LongAdder();

  void wrote(Batch batch) {
    commits.increment();
    batch.parts().forEach(part -> events.add(part.entries().size()));
  }

  public long commits() {
    return commits.sum();
  }

  public long events() {
    return events.sum();
  }
}
