package dev.signalbox.timer;

import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;

/** Runs something of the house at times that were written down. */
@DisallowConcurrentExecution
final class CronJob implements Job {

  private final Runnable work;

  CronJob(Runnable work) {
    this.work = work;
  }

  @Override
  public void execute(JobExecutionContext context) {
    work.run();
  }
}
