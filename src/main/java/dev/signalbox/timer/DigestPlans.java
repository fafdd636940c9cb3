package dev.signalbox.timer;

import dev.signalbox.board.TeamId;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import java.util.TreeMap;
import org.quartz.CronScheduleBuilder;
import org.quartz.CronTrigger;
import org.quartz.JobBuilder;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerUtils;
import org.quartz.impl.triggers.CronTriggerImpl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a trigger for each team that wants a digest, in the team's zone, as its settings say now. A
 * digest that was missed, because the machine slept, fires once when it wakes. Thread-safe.
 */
final class DigestPlans {

  static final String GROUP = "digest";
  private static final Logger LOG = LoggerFactory.getLogger(DigestPlans.class);

  private final List<TeamId> teams;
  private final Timer.Digests digests;
  private final Map<TeamId, Timer.Plan> kept = new TreeMap<>();

  DigestPlans(List<TeamId> teams, Timer.Digests digests) {
    this.teams = teams;
    this.digests = digests;
  }

  Timer.Digests digests() {
    return digests;
  }

  /** Takes over what changed since it was last looked at; what breaks is tried again next time. */
  synchronized void follow(Scheduler scheduler) {
    for (TeamId team : teams) {
      try {
        follow(scheduler, team);
      } catch (SchedulerException | RuntimeException e) {
        LOG.warn("When the digest of {} is due could not be looked up.", team, e);
      }
    }
  }

  private void follow(Scheduler scheduler, TeamId team) throws SchedulerException {
    Optional<Timer.Plan> plan = digests.plan(team);
    if (plan.equals(Optional.ofNullable(kept.get(team)))) {
      return;
    }
    JobKey key = JobKey.jobKey(team.name(), GROUP);
    scheduler.deleteJob(key);
    if (plan.isEmpty()) {
      kept.remove(team);
      return;
    }
    Optional<CronTrigger> trigger = trigger(team, plan.get());
    if (trigger.isPresent()) {
      scheduler.scheduleJob(
          JobBuilder.newJob(DigestJob.class).withIdentity(key).build(), trigger.get());
    }
    kept.put(team, plan.get());
  }

  /** Empty, and said once, for what Quartz does not take, or what never comes. */
  private static Optional<CronTrigger> trigger(TeamId team, Timer.Plan plan) {
    Optional<String> wrong = wrong(plan.cron());
    if (wrong.isPresent()) {
      LOG.warn(
          "The digest of {} never comes: \"{}\" is no time: {}", team, plan.cron(), wrong.get());
      return Optional.empty();
    }
    return Optional.of(TriggerBuilder.newTrigger()
        .withIdentity(team.name(), GROUP)
        .withSchedule(CronScheduleBuilder.cronSchedule(plan.cron())
            .inTimeZone(TimeZone.getTimeZone(plan.zone()))
            .withMisfireHandlingInstructionFireAndProceed())
        .build());
  }

  static Optional<String> wrong(String cron) {
    try {
      CronTriggerImpl trigger = new CronTriggerImpl();
      trigger.setCronExpression(cron);
      boolean comes = !TriggerUtils.computeFireTimes(trigger, null, 1).isEmpty();
      return comes ? Optional.empty() : Optional.of("it never comes");
    } catch (ParseException | RuntimeException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }
}
