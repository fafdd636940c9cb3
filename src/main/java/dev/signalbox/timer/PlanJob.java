package dev.signalbox.timer;

import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;

/** Looks whether the teams want their digests at other times than before. */
@DisallowConcurrentExecution
final class PlanJob implements Job {

  private final DigestPlans plans;

  PlanJob(DigestPlans plans) {
    this.plans = plans;
  }

  @Override
  public void execute(JobExecutionContext context) {
    plans.follow(context.getScheduler());
  }
}
