package dev.signalbox.timer;

import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;

/** Submits the sweep: the desk's safety net for what time alone changes. */
@DisallowConcurrentExecution
final class SweepJob implements Job {

  private final Runnable command;
  private final SweepWatch watch;

  SweepJob(Runnable command, SweepWatch watch) {
    this.command = command;
    this.watch = watch;
  }

  @Override
  public void execute(JobExecutionContext context) {
    watch.sweeping();
    command.run();
  }
}
