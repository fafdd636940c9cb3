package dev.signalbox.timer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;

import dev.signalbox.board.Command;
import dev.signalbox.board.TeamCommand;
import dev.signalbox.board.TeamId;
import dev.signalbox.desk.Chore;
import dev.signalbox.desk.Reply;
import dev.signalbox.desk.Request;
import dev.signalbox.testkit.ManualTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.JobExecutionContext;

class TimerTest {

  private static final TeamId MAIN = new TeamId("main");
  private static final TeamId OTHER = new TeamId("other");
  private final ConcurrentLinkedQueue<Request> sent = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Chore> chores = new ConcurrentLinkedQueue<>();
  private final ManualTime time = new ManualTime();

  private CompletableFuture<Reply> desk(Request request) {
    sent.add(request);
    return new CompletableFuture<>();
  }

  private CompletableFuture<Void> chore(Chore chore) {
    chores.add(chore);
    return new CompletableFuture<>();
  }

  @Test
  void sweeps_and_promotions_go_to_every_team() {
    try (Timer timer = Timer.start(
        Duration.ofMillis(20),
        List.of(MAIN, OTHER),
        this::desk,
        this::chore,
        Timer.Digests.NONE,
        team -> Optional.empty(),
        time)) {
      await().until(() -> sent.size() > 7);
      assertThat(timer.lateSweeps()).isZero();
    }
    Request[] all = sent.toArray(Request[]::new);
    assertThat(all).extracting(Request::team).contains(MAIN, OTHER);
    assertThat(all)
        .extracting(Request::command)
        .contains((Command) TeamCommand.Sweep.NOW, TeamCommand.Promote.NOW);
  }

  @Test
  void nothing_fires_after_close() {
    Timer timer = Timer.start(
        Duration.ofMillis(10), List.of(MAIN), this::desk, this::chore, Timer.Digests.NONE,
        team -> Optional.empty(), time);
    await().until(() -> !sent.isEmpty());
    timer.close();
    int before = sent.size();
    await().during(Duration.ofMillis(80)).until(() -> sent.size() == before);
  }

  @Test
  void a_job_submits_its_one_command_and_returns() {
    JobExecutionContext context = mock(JobExecutionContext.class);
    new TidyJob(() -> chores.add(new Chore.Tidy())).execute(context);
    assertThat(chores).containsExactly(new Chore.Tidy());
  }

  @Test
  void no_job_runs_twice_at_a_time() {
    assertThat(List.of(SweepJob.class, PromotionJob.class, TidyJob.class))
        .allMatch(job -> job.isAnnotationPresent(DisallowConcurrentExecution.class));
  }

  @Test
  void a_sweep_that_is_more_than_three_intervals_late_is_counted_once() {
    SweepWatch watch = new SweepWatch(Duration.ofSeconds(15), time);
    time.pass(Duration.ofSeconds(60));
    watch.check();
    assertThat(watch.late()).isZero();
    time.pass(Duration.ofMillis(1));
    watch.check();
    watch.check();
    assertThat(watch.late()).isEqualTo(1);
    watch.sweeping();
    watch.check();
    assertThat(watch.late()).isEqualTo(1);
  }
}
