package dev.signalbox.timer;

import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;

/** Submits the look for grants left over; in a healthy system it finds none. */
@DisallowConcurrentExecution
final class PromotionJob implements Job {

  private final Runnable command;
  private final SweepWatch watch;

  PromotionJob(Runnable command, SweepWatch watch) {
    this.command = command;
    this.watch = watch;
  }

  @Override
  public void execute(JobExecutionContext context) {
    watch.check();
    command.run();
  }
}
