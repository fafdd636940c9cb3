package dev.signalbox.timer;

import dev.signalbox.board.Team;
import dev.signalbox.board.TeamCommand;
import dev.signalbox.board.TeamId;
import dev.signalbox.desk.Chore;
import dev.signalbox.desk.Reply;
import dev.signalbox.desk.Request;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TimeZone;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.quartz.CronExpression;
import org.quartz.CronScheduleBuilder;
import org.quartz.DateBuilder;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDataMap;
import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;

/**
 * The clockwork: sweeps, looks for grants left over, tidies up, asks for digests and for the tasks
 * that are made on schedule. Thread-safe.
 */
public final class Timer implements AutoCloseable {

  /** How often what is too old is dropped. */
  static final Duration TIDY = Duration.ofHours(1);

  /**
   * When a digest comes.
   *
   * @param cron as Quartz has it
   * @param zone in which it is meant
   */
  public record Plan(String cron, ZoneId zone) {}

  /** The digests that teams want. Asked again and again, so that a change needs no start. */
  public interface Digests {

    /** Nobody wants any. */
    Digests NONE = new Digests() {
      @Override
      public Optional<Plan> plan(TeamId team) {
        return Optional.empty();
      }

      @Override
      public void due(TeamId team, Instant firing) {
        // Nobody wants it.
      }
    };

    Optional<Plan> plan(TeamId team);

    /** It is time; the same firing may be told twice. */
    void due(TeamId team, Instant firing);
  }

  private static final String WORK = "work";
  private static final TimeZone UTC = TimeZone.getTimeZone("UTC");
  private static final AtomicInteger STARTED = new AtomicInteger();

  private final Scheduler scheduler;
  private final SweepWatch watch;

  private Timer(Scheduler scheduler, SweepWatch watch) {
    this.scheduler = scheduler;
    this.watch = watch;
  }

  /** Why Quartz does not take a cron expression; empty where it does. */
  public static Optional<String> wrong(String cron) {
    return DigestPlans.wrong(cron);
  }

  /**
   * Starts to fire.
   *
   * @param sweep how often to sweep and to look for grants
   * @param desk where commands go
   * @param chores where chores go
   * @param settings of a team, in force; asked again and again, so that a change needs no start
   * @throws IllegalStateException if Quartz does not start
   */
  public static Timer start(
      Duration sweep,
      List<TeamId> teams,
      Function<Request, CompletableFuture<Reply>> desk,
      Function<Chore, ? extends CompletableFuture<?>> chores,
      Digests digests,
      Function<TeamId, Optional<Team>> settings,
      InstantSource clock) {
    SweepWatch watch = new SweepWatch(sweep, clock);
    DigestPlans plans = new DigestPlans(teams, digests);
    SchedulePlans schedules = new SchedulePlans(teams, new Recurring(settings, desk), clock);
    try {
      Scheduler scheduler = new StdSchedulerFactory(properties()).getScheduler();
      scheduler.setJobFactory((bundle, of) -> {
        JobDetail detail = bundle.getJobDetail();
        Class<? extends Job> kind = detail.getJobClass();
        if (kind == DigestJob.class) {
          return digest(detail.getKey(), digests);
        }
        if (kind == ScheduleJob.class) {
          return schedules.job(detail);
        }
        if (kind == CronJob.class) {
          return work(detail);
        }
        return kind == PlanJob.class
            ? new PlanJob(plans, schedules)
            : job(kind, teams, desk, chores, watch);
      });
      schedule(scheduler, SweepJob.class, sweep);
      schedule(scheduler, PromotionJob.class, sweep);
      schedule(scheduler, TidyJob.class, TIDY);
      schedule(scheduler, PlanJob.class, sweep);
      plans.follow(scheduler);
      schedules.follow(scheduler);
      scheduler.start();
      return new Timer(scheduler, watch);
    } catch (SchedulerException e) {
      throw new IllegalStateException("Quartz did not start", e);
    }
  }

  private static Job work(JobDetail detail) {
    return new CronJob((Runnable) Objects.requireNonNull(detail.getJobDataMap().get(WORK)));
  }

  /**
   * Runs something on a thread of the clockwork whenever the expression says so, in UTC. What was
   * missed, because the machine slept, runs once when it wakes.
   *
   * @param soon also once, a minute from now
   * @throws IllegalArgumentException if Quartz does not take the expression
   */
  public void plan(String cron, boolean soon, Runnable work) {
    JobDataMap with = new JobDataMap();
    with.put(WORK, work);
    JobDetail job = JobBuilder.newJob(CronJob.class).usingJobData(with).build();
    Trigger trigger = TriggerBuilder.newTrigger()
        .withSchedule(CronScheduleBuilder.cronSchedule(cron)
            .inTimeZone(UTC)
            .withMisfireHandlingInstructionFireAndProceed())
        .build();
    try {
      scheduler.scheduleJob(job, trigger);
      if (soon) {
        scheduler.scheduleJob(TriggerBuilder.newTrigger()
            .forJob(job)
            .startAt(DateBuilder.futureDate(1, DateBuilder.IntervalUnit.MINUTE))
            .build());
      }
    } catch (SchedulerException e) {
      throw new IllegalArgumentException("\"" + cron + "\" cannot be planned", e);
    }
  }

  /** When a cron expression comes next, in UTC; empty where never again. */
  public static Optional<Instant> next(String cron, Instant after) {
    try {
      CronExpression expression = new CronExpression(cron);
      expression.setTimeZone(UTC);
      return Optional.ofNullable(expression.getNextValidTimeAfter(Date.from(after)))
          .map(Date::toInstant);
    } catch (ParseException e) {
      return Optional.empty();
    }
  }

  /**
   * When a schedule fires next in its zone, as the clockwork does it; empty where never again.
   *
   * @throws IllegalArgumentException if Quartz does not take the expression
   */
  public static Optional<Instant> next(String cron, ZoneId zone, Instant after) {
    return new Firings(cron, zone).after(after);
  }

  /**
   * The last firing of a schedule that is still made up for, if there was one after {@code since}.
   *
   * @throws IllegalArgumentException if Quartz does not take the expression
   */
  public static Optional<Instant> last(String cron, ZoneId zone, Instant since, Instant now) {
    Instant oldest = now.minus(Recurring.MADE_UP);
    return new Firings(cron, zone).last(since.isAfter(oldest) ? since : oldest, now);
  }

  private static Job digest(JobKey key, Digests digests) {
    TeamId team = new TeamId(key.getName());
    return new DigestJob(firing -> digests.due(team, firing));
  }

  private static Job job(
      Class<? extends Job> kind,
      List<TeamId> teams,
      Function<Request, CompletableFuture<Reply>> desk,
      Function<Chore, ? extends CompletableFuture<?>> chores,
      SweepWatch watch) {
    if (kind == SweepJob.class) {
      return new SweepJob(() -> forAll(teams, desk, TeamCommand.Sweep.NOW), watch);
    }
    if (kind == PromotionJob.class) {
      return new PromotionJob(() -> forAll(teams, desk, TeamCommand.Promote.NOW), watch);
    }
    return new TidyJob(() -> {
      var unused = chores.apply(new Chore.Tidy());
    });
  }

  private static void forAll(
      List<TeamId> teams, Function<Request, CompletableFuture<Reply>> desk, TeamCommand command) {
    for (TeamId team : teams) {
      var unused = desk.apply(Request.of(team, command));
    }
  }

  private static void schedule(Scheduler scheduler, Class<? extends Job> kind, Duration every)
      throws SchedulerException {
    Trigger trigger = TriggerBuilder.newTrigger()
        .withIdentity(kind.getSimpleName())
        .startAt(DateBuilder.futureDate(
            Math.toIntExact(every.toMillis()), DateBuilder.IntervalUnit.MILLISECOND))
        .withSchedule(SimpleScheduleBuilder.simpleSchedule()
            .withIntervalInMilliseconds(every.toMillis())
            .repeatForever()
            .withMisfireHandlingInstructionNowWithRemainingCount())
        .build();
    scheduler.scheduleJob(
        JobBuilder.newJob(kind).withIdentity(kind.getSimpleName()).build(), trigger);
  }

  private static Properties properties() {
    Properties properties = new Properties();
    properties.setProperty(
        "org.quartz.scheduler.instanceName", "signalbox-" + STARTED.incrementAndGet());
    properties.setProperty("org.quartz.scheduler.makeSchedulerThreadDaemon", "true");
    properties.setProperty("org.quartz.scheduler.skipUpdateCheck", "true");
    properties.setProperty("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool");
    properties.setProperty("org.quartz.threadPool.threadCount", "2");
    properties.setProperty("org.quartz.threadPool.makeThreadsDaemons", "true");
    properties.setProperty("org.quartz.jobStore.class", "org.quartz.simpl.RAMJobStore");
    properties.setProperty("org.quartz.jobStore.misfireThreshold", "1000");
    return properties;
  }

  /** How many sweeps came more than three intervals late. */
  public long lateSweeps() {
    return watch.late();
  }

  /** Whether the last sweep is too long ago now. */
  public boolean sweepOverdue() {
    return watch.overdue();
  }

  /** Fires no more; a job that runs is waited for. */
  @Override
  public void close() {
    try {
      scheduler.shutdown(true);
    } catch (SchedulerException e) {
      throw new IllegalStateException("Quartz did not stop", e);
    }
  }
}
