package dev.signalbox.board;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long something has waited, with the time it was paused left out.
 *
 * @param since when the waiting began, moved on by every pause that ended
 * @param halted when the present pause began; null while it runs
 */
public record Stopwatch(Instant since, @Nullable Instant halted) {

  static Stopwatch start(Instant at) {
    return new Stopwatch(at, null);
  }

  Stopwatch halt(Instant at) {
    return halted == null ? new Stopwatch(since, at) : this;
  }

  Stopwatch resume(Instant at) {
    return halted == null ? this : new Stopwatch(since.plus(Duration.between(halted, at)), null);
  }

  /** Waiting time so far, never negative. */
  public Duration elapsed(Instant now) {
    Duration waited = Duration.between(since, halted == null ? now : halted);
    return waited.isNegative() ? Duration.ZERO : waited;
  }

  /** When {@code length} will have passed, or empty while paused. */
  public Optional<Instant> reaches(Duration length) {
    return halted == null ? Optional.of(since.plus(length)) : Optional.empty();
  }
}
