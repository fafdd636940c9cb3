package dev.signalbox.board;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Something agents compete for, as the settings have it: units that are held and come back, or a
 * rate budget whose units are spent.
 *
 * @param capacity how many units may be held at once, or spent in any {@code window}
 * @param window of a rate budget; null where units are held
 * @param useWithin of a rate budget: how soon after its grant a call is over
 * @param maxHold how long units may be held that no claim needs; null for as long as their holder
 *     holds anything
 * @param lockDelay how long the units of a lost holder are given to nobody
 */
public record Resource(
    int capacity,
    @Nullable Duration window,
    Duration useWithin,
    @Nullable Duration maxHold,
    Duration lockDelay) {

  public static final Duration LOCK_DELAY = Duration.ofSeconds(15);
  public static final Duration USE_WITHIN = Duration.ofSeconds(5);

  /** Paths of files that are held by one agent, or shared. */
  static final Resource FILES = units(1);

  /** Units that are held, with the usual lock-delay and no longest hold. */
  public static Resource units(int capacity) {
    return new Resource(capacity, null, USE_WITHIN, null, LOCK_DELAY);
  }

  /** A rate budget with the usual time to use a unit. */
  public static Resource budget(int limit, Duration window) {
    return new Resource(limit, window, USE_WITHIN, null, LOCK_DELAY);
  }

  /** Whether its units are spent, not held. */
  public boolean spent() {
    return window != null;
  }
}
