package dev.signalbox.settings;

import java.time.Duration;
import java.util.List;

/**
 * A bound that one key sets for another, judged on the values in force in a lane.
 *
 * @param times how often the other is taken
 */
record Relation(Key<Duration> key, Bound bound, int times, Key<Duration> other) {

  enum Bound {
    AT_LEAST("at least"),
    LONGER_THAN("longer than"),
    AT_MOST("at most");

    private final String words;

    Bound(String words) {
      this.words = words;
    }

    boolean admits(int comparison) {
      return switch (this) {
        case AT_LEAST -> comparison >= 0;
        case LONGER_THAN -> comparison > 0;
        case AT_MOST -> comparison <= 0;
      };
    }
  }

  static final List<Relation> ALL = List.of(
      new Relation(Keys.FIRST_BEAT, Bound.AT_LEAST, 1, Keys.BEAT),
      new Relation(Keys.FIRST_BEAT, Bound.AT_MOST, 1, Keys.LOST_AFTER),
      new Relation(Keys.QUIET_AFTER, Bound.AT_LEAST, 2, Keys.BEAT),
      new Relation(Keys.LOST_AFTER, Bound.AT_LEAST, 4, Keys.BEAT),
      new Relation(Keys.LOST_AFTER, Bound.LONGER_THAN, 1, Keys.QUIET_AFTER),
      new Relation(Keys.HOLD_MAX, Bound.AT_LEAST, 1, Keys.LOST_AFTER),
      new Relation(Keys.REVIEW_WITHIN, Bound.AT_LEAST, 1, Keys.FIRST_BEAT));

  /** Such as {@code at least 2 × beat}. */
  String allowed() {
    return bound.words + " " + (times == 1 ? "" : times + " × ") + other.name();
  }

  /** Says nothing where one of the two is itself wrong. */
  void check(Scope lane, Problems problems) {
    lane.find(key)
        .ifPresent(mine -> lane.find(other).ifPresent(theirs -> check(mine, theirs, problems)));
  }

  private void check(Scope.Found<Duration> mine, Scope.Found<Duration> theirs, Problems problems) {
    Duration limit = theirs.value().multipliedBy(times);
    if (bound.admits(mine.value().compareTo(limit))) {
      return;
    }
    Scope.Found<Duration> blame = theirs.depth() > mine.depth() ? theirs : mine;
    problems.add(
        blame.line(),
        blame.path(),
        "%s is %s (%s) and must be %s = %s"
            .formatted(
                key.name(),
                Durations.print(mine.value()),
                mine.origin().word(),
                allowed(),
                Durations.print(limit)));
  }
}
