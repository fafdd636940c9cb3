package dev.signalbox.timer;

import dev.signalbox.board.TeamId;
import java.time.Instant;
import java.time.InstantSource;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;

/** Has what is due by a team's schedules made. */
@DisallowConcurrentExecution
final class ScheduleJob implements Job {

  private final Recurring recurring;
  private final TeamId team;
  private final InstantSource clock;

  ScheduleJob(Recurring recurring, TeamId team, InstantSource clock) {
    this.recurring = recurring;
    this.team = team;
    this.clock = clock;
  }

  /** Quartz fires up to 2 ms early, when by the clock nothing is due yet. */
  @Override
  public void execute(JobExecutionContext context) {
    Instant due = context.getScheduledFireTime().toInstant();
    Instant now = clock.instant();
    recurring.look(team, due.isAfter(now) ? due : now);
  }
}
