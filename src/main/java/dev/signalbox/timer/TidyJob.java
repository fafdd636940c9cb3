package dev.signalbox.timer;

import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;

/** Submits the tidying up of what is too old to be of use. */
@DisallowConcurrentExecution
final class TidyJob implements Job {

  private final Runnable chore;

  TidyJob(Runnable chore) {
    this.chore = chore;
  }

  @Override
  public void execute(JobExecutionContext context) {
    chore.run();
  }
}
