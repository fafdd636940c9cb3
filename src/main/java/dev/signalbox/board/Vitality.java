package dev.signalbox.board;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How an agent seems to be, from its silence alone. */
public enum Vitality {
  FRESH,
  QUIET,
  LOST,
  NEVER_HEARD;

  /** Judges silence; both limits are inclusive. */
  public static Vitality of(Lane lane, @Nullable Instant heard, Instant now) {
    if (heard == null) {
      return NEVER_HEARD;
    }
    Duration silence = Duration.between(heard, now);
    if (silence.compareTo(lane.lostAfter()) >= 0) {
      return LOST;
    }
    return silence.compareTo(lane.quietAfter()) >= 0 ? QUIET : FRESH;
  }

  /** The word used in chat and JSON. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
