package dev.signalbox.desk;

import dev.signalbox.board.Command;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What the desk has done since it started. Thread-safe. */
public final class DeskMeter {

  private final LongAdder commits = new LongAdder();
  private final LongAdder events = new LongAdder();

  private final LongAdder leftovers = new LongAdder();
  private final LongAdder stepsAhead = new LongAdder();
  private final LongAdder stepsBack = new LongAdder();
  private final LongAdder stalls = new LongAdder();

  private volatile DeskWatch watch = DeskWatch.NONE;

  /** From now on it is told, too. */
  public void tell(DeskWatch other) {
    watch = other;
  }

  void answered(Command command, @Nullable Reply reply) {
    if (reply != null) {
      watch.answered(command, reply);
    }
  }

  void foundLeftovers(int grants) {
    leftovers.add(grants);
  }

  void wrote(Batch batch, int commands, long nanos) {
    watch.committed(batch, commands, nanos);
    commits.increment();
    batch.parts().forEach(part -> events.add(part.entries().size()));
  }

  void jolted(Jolt.Kind kind) {
    switch (kind) {
      case LEAPT, PUT_RIGHT -> stepsAhead.increment();
      case STALLED -> stalls.increment();
      case SET_BACK -> stepsBack.increment();
    }
  }

  /** How often the wall clock stepped ahead: the machine slept, or somebody set it. */
  public long stepsAhead() {
    return stepsAhead.sum();
  }

  /** How often the wall clock was set back. */
  public long stepsBack() {
    return stepsBack.sum();
  }

  /** How often the process stood still, or the desk had to wait, so long that leases were paused. */
  public long stalls() {
    return stalls.sum();
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
