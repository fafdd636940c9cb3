package dev.signalbox.timer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.signalbox.board.Actor;
import dev.signalbox.board.Board;
import dev.signalbox.board.Rules;
import dev.signalbox.board.Team;
import dev.signalbox.board.TeamCommand;
import dev.signalbox.board.TeamId;
import dev.signalbox.desk.Reply;
import dev.signalbox.desk.Request;
import dev.signalbox.testkit.ManualTime;
import dev.signalbox.testkit.TeamSetup;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quartz.JobExecutionContext;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.impl.matchers.GroupMatcher;

/** Triggers as the settings want them, in a scheduler that is never started. */
class SchedulePlansTest {

  private static final TeamId TEAM = new TeamId("reflectt");

  private final ManualTime time = new ManualTime();
  private final Board board = Board.empty(TeamSetup.team().done());
  private final List<Request> asked = new ArrayList<>();
  private final SchedulePlans plans = new SchedulePlans(
      List.of(TEAM), new Recurring(team -> Optional.of(board.team()), this::ask), time);
  private Scheduler scheduler;

  private CompletableFuture<Reply> ask(Request request) {
    asked.add(request);
    return new CompletableFuture<>();
  }

  @BeforeEach
  void open() throws SchedulerException {
    Properties properties = new Properties();
    properties.setProperty("org.quartz.scheduler.instanceName", "plans-" + System.nanoTime());
    properties.setProperty("org.quartz.threadPool.class", "org.quartz.simpl.ZeroSizeThreadPool");
    scheduler = new StdSchedulerFactory(properties).getScheduler();
  }

  @AfterEach
  void close() throws SchedulerException {
    scheduler.shutdown();
  }

  private void configure(TeamSetup next) {
    Team team = next.done();
    Rules.decide(board, new TeamCommand.Configure(Actor.OPERATOR, team), time.instant());
    plans.follow(scheduler);
  }

  private Set<String> jobs() throws SchedulerException {
    return scheduler.getJobKeys(GroupMatcher.anyGroup()).stream()
        .map(JobKey::getName)
        .collect(Collectors.toSet());
  }

  private Instant next(String job, Instant after) throws SchedulerException {
    Trigger trigger = scheduler.getTriggersOfJob(JobKey.jobKey(job, "schedule")).get(0);
    return trigger.getFireTimeAfter(Date.from(after)).toInstant();
  }

  @Test
  void there_is_a_trigger_for_each_schedule_and_none_without() throws SchedulerException {
    configure(TeamSetup.team().schedule("0 0 9 * * ?", "docs", "Triage"));
    assertThat(jobs()).containsExactly("reflectt docs 0 0 9 * * ? Z");
    configure(TeamSetup.team()
        .schedule("0 0 9 * * ?", "docs", "Sort")
        .schedule("0 0 9 * * ?", "docs", "Water"));
    assertThat(jobs())
        .containsExactlyInAnyOrder("reflectt docs 0 0 9 * * ? Z", "reflectt docs 0 0 9 * * ? Z #2");
    configure(TeamSetup.team().zone("America/New_York").schedule("0 0 9 * * ?", "docs", "Sort"));
    assertThat(jobs()).containsExactly("reflectt docs 0 0 9 * * ? America/New_York");
    configure(TeamSetup.team());
    assertThat(jobs()).isEmpty();
  }

  @Test
  void quartz_is_told_of_the_hour_that_is_skipped() throws SchedulerException {
    configure(TeamSetup.team().zone("Europe/Berlin").schedule("0 30 2 * * ?", "docs", "Night"));
    Instant noon = Instant.parse("2035-03-24T12:00:00Z");
    assertThat(next("reflectt docs 0 30 2 * * ? Europe/Berlin", noon))
        .isEqualTo(Instant.parse("2035-03-25T01:30:00Z"));
  }

  @Test
  void what_was_missed_is_asked_for_when_the_plans_are_looked_at() {
    configure(TeamSetup.team().schedule("0 0 9 * * ?", "docs", "Triage"));
    assertThat(asked).isEmpty();
    time.pass(Duration.ofDays(1));
    plans.follow(scheduler);
    assertThat(asked).hasSize(1);
  }

  @Test
  void a_job_that_quartz_fires_a_moment_early_asks_for_what_it_was_fired_for()
      throws SchedulerException {
    configure(TeamSetup.team().schedule("0 0 9 * * ?", "docs", "Triage"));
    time.pass(Duration.ofDays(1).minusMillis(2));
    JobExecutionContext context = mock(JobExecutionContext.class);
    when(context.getScheduledFireTime())
        .thenReturn(Date.from(time.instant().plus(Duration.ofMillis(2))));
    plans
        .job(scheduler.getJobDetail(JobKey.jobKey("reflectt docs 0 0 9 * * ? Z", "schedule")))
        .execute(context);
    assertThat(asked)
        .extracting(request -> request.key().value())
        .containsExactly("2030-01-02T09:00:00Z");
  }
}
