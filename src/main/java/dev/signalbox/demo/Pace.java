package dev.signalbox.demo;

import java.time.Duration;

/**
 * How fast the story is told. Work gets shorter with speed; the times by which silence is judged
 * get no shorter than a busy machine can keep.
 *
 * @param speed 0.1 to 100; 1 is for watching
 */
public record Pace(double speed) {

  private static final Duration BEAT = Duration.ofSeconds(1);
  private static final Duration BEAT_MIN = Duration.ofMillis(500);
  private static final Duration WINDOW = Duration.ofSeconds(3);
  private static final int BEATS_UNTIL_QUIET = 3;
  private static final int BEATS_UNTIL_LOST = 6;

  Duration of(Duration work) {
    return Duration.ofMillis(Math.max(1, Math.round(work.toMillis() / speed)));
  }

  public Duration beat() {
    Duration beat = of(BEAT);
    return beat.compareTo(BEAT_MIN) < 0 ? BEAT_MIN : beat;
  }

  /** The window of the API that some tasks call. Whole seconds, at least one. */
  public Duration window() {
    return Duration.ofSeconds(Math.max(1, of(WINDOW).toSeconds()));
  }

  public Duration quiet() {
    return beat().multipliedBy(BEATS_UNTIL_QUIET);
  }

  public Duration lost() {
    return beat().multipliedBy(BEATS_UNTIL_LOST);
  }
}
