package dev.signalbox.timer;

import dev.signalbox.board.Schedule;
import dev.signalbox.board.TeamId;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.TriggerKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a trigger for each schedule of each team, as the settings in force say now. What a trigger
 * missed is found by looking again. Thread-safe.
 */
final class SchedulePlans {

  private static final String GROUP = "schedule";
  private static final String TEAM = "team";
  private static final Logger LOG = LoggerFactory.getLogger(SchedulePlans.class);

  private final List<TeamId> teams;
  private final Recurring recurring;
  private final InstantSource clock;
  private final Set<Recurring.Name> kept = new HashSet<>();

  SchedulePlans(List<TeamId> teams, Recurring recurring, InstantSource clock) {
    this.teams = teams;
    this.recurring = recurring;
    this.clock = clock;
  }

  /** Takes over what changed, and makes what was missed; what breaks is tried again next time. */
  synchronized void follow(Scheduler scheduler) {
    for (TeamId team : teams) {
      try {
        follow(scheduler, team);
        recurring.look(team, clock.instant());
      } catch (SchedulerException | RuntimeException e) {
        LOG.warn("What is due by the schedules of {} could not be looked up.", team, e);
      }
    }
  }

  private void follow(Scheduler scheduler, TeamId team) throws SchedulerException {
    Map<String, Schedule> wanted = recurring.of(team);
    for (Recurring.Name name : List.copyOf(kept)) {
      if (name.team().equals(team) && !wanted.containsKey(name.name())) {
        scheduler.deleteJob(key(name));
        kept.remove(name);
      }
    }
    for (var one : wanted.entrySet()) {
      Recurring.Name name = new Recurring.Name(team, one.getKey());
      if (!kept.contains(name)) {
        begin(scheduler, name, one.getValue());
        kept.add(name);
      }
    }
  }

  /** A name stands for a time and a zone, so a trigger never changes. */
  private static void begin(Scheduler scheduler, Recurring.Name name, Schedule schedule)
      throws SchedulerException {
    ScheduleTrigger trigger =
        new ScheduleTrigger(schedule.cron(), Objects.requireNonNull(schedule.zone()));
    trigger.setKey(TriggerKey.triggerKey(key(name).getName(), GROUP));
    scheduler.scheduleJob(
        JobBuilder.newJob(ScheduleJob.class)
            .withIdentity(key(name))
            .usingJobData(TEAM, name.team().name())
            .build(),
        trigger);
  }

  private static JobKey key(Recurring.Name name) {
    return JobKey.jobKey(name.team() + " " + name.name(), GROUP);
  }

  ScheduleJob job(JobDetail detail) {
    return new ScheduleJob(recurring, new TeamId(detail.getJobDataMap().getString(TEAM)), clock);
  }
}
