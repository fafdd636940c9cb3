package dev.signalbox.timer;

import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;

/** Looks whether the teams want digests and tasks at other times than before, and what was missed. */
@DisallowConcurrentExecution
final class PlanJob implements Job {

  private final DigestPlans digests;
  private final SchedulePlans schedules;

  PlanJob(DigestPlans digests, SchedulePlans schedules) {
    this.digests = digests;
    this.schedules = schedules;
  }

  @Override
  public void execute(JobExecutionContext context) {
    digests.follow(context.getScheduler());
    schedules.follow(context.getScheduler());
  }
}
