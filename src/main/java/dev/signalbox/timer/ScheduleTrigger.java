package dev.signalbox.timer;

import java.text.ParseException;
import java.time.ZoneId;
import java.util.Date;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;
import org.quartz.CronTrigger;
import org.quartz.impl.triggers.CronTriggerImpl;

/** A cron trigger that fires when {@link Firings} says, also where the clocks change. */
final class ScheduleTrigger extends CronTriggerImpl {

  private static final long serialVersionUID = 1;

  private final transient Firings firings;

  /**
   * @throws IllegalArgumentException for what Quartz does not take
   */
  ScheduleTrigger(String cron, ZoneId zone) {
    this.firings = new Firings(cron, zone);
    try {
      setCronExpression(cron);
    } catch (ParseException e) {
      throw new IllegalArgumentException("no time: " + cron, e);
    }
    setTimeZone(TimeZone.getTimeZone(zone));
    setMisfireInstruction(CronTrigger.MISFIRE_INSTRUCTION_FIRE_ONCE_NOW);
  }

  @Override
  protected @Nullable Date getTimeAfter(Date instant) {
    return firings.after(instant.toInstant()).map(Date::from).orElse(null);
  }
}
