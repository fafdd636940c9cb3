package dev.signalbox.timer;

import java.time.Instant;
import java.util.function.Consumer;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;

/** Says that a team's digest is due, with the time at which it was to fire. */
@DisallowConcurrentExecution
final class DigestJob implements Job {

  private final Consumer<Instant> due;

  DigestJob(Consumer<Instant> due) {
    this.due = due;
  }

  @Override
  public void execute(JobExecutionContext context) {
    due.accept(context.getScheduledFireTime().toInstant());
  }
}
