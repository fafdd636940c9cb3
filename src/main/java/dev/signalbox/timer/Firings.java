package dev.signalbox.timer;

import java.text.ParseException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.Date;
import java.util.Optional;
import java.util.TimeZone;
import org.quartz.CronExpression;

/**
 * When a cron expression fires in a zone. Quartz tells the times of day, as on a clock that nobody
 * sets; the zone's rules make instants of them. Left to itself, Quartz leaves out the hour that is
 * skipped in spring, so that whatever is due in it is not done that day. Here it fires once, as much
 * later as was skipped, and the hour that comes twice in autumn fires the first time it comes.
 */
final class Firings {

  private final CronExpression local;
  private final ZoneId zone;

  /**
   * @throws IllegalArgumentException for what Quartz does not take
   */
  Firings(String cron, ZoneId zone) {
    try {
      this.local = new CronExpression(cron);
    } catch (ParseException e) {
      throw new IllegalArgumentException("no time: " + cron, e);
    }
    local.setTimeZone(TimeZone.getTimeZone(ZoneOffset.UTC));
    this.zone = zone;
  }

  /** The first after {@code instant}; empty if it never comes again. */
  Optional<Instant> after(Instant instant) {
    long at = beforeSkipped(instant);
    while (true) {
      Date next = local.getNextValidTimeAfter(Date.from(Instant.ofEpochSecond(at)));
      if (next == null) {
        return Optional.empty();
      }
      at = next.toInstant().getEpochSecond();
      Instant firing =
          LocalDateTime.ofEpochSecond(at, 0, ZoneOffset.UTC).atZone(zone).toInstant();
      if (firing.isAfter(instant)) {
        return Optional.of(firing);
      }
    }
  }

  /**
   * The time of day to look from, as seconds that would be these in UTC: counted in numbers, because
   * the compiler of Java 25 at times loses the date of a {@link LocalDateTime} here. Soon after hours
   * were skipped, what was due in them may still be to come, so it is looked for from before them.
   */
  private long beforeSkipped(Instant instant) {
    ZoneOffsetTransition last = zone.getRules().previousTransition(instant.plusNanos(1));
    boolean recent = last != null
        && last.isGap()
        && instant.isBefore(last.getInstant().plus(last.getDuration()));
    return recent
        ? last.toEpochSecond() + last.getOffsetBefore().getTotalSeconds() - 1
        : instant.getEpochSecond() + zone.getRules().getOffset(instant).getTotalSeconds();
  }

  /** The last that is after {@code since} and not after {@code now}. */
  Optional<Instant> last(Instant since, Instant now) {
    Optional<Instant> last = Optional.empty();
    Optional<Instant> next = after(since);
    while (next.isPresent() && !next.get().isAfter(now)) {
      last = next;
      next = after(next.get());
    }
    return last;
  }
}
