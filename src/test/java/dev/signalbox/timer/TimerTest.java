package dev.signalbox.timer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;

import dev.signalbox.board.Actor;
import dev.signalbox.board.Board;
import dev.signalbox.board.Command;
import dev.signalbox.board.Rules;
import dev.signalbox.board.TaskCommand;
import dev.signalbox.board.Team;
import dev.signalbox.board.TeamCommand;
import dev.signalbox.board.TeamId;
import dev.signalbox.desk.Chore;
import dev.signalbox.desk.Reply;
import dev.signalbox.desk.Request;
import dev.signalbox.testkit.ManualTime;
import dev.signalbox.testkit.TeamSetup;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
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

  /** Settings ask for no time this often; the clockwork does not mind. */
  @Test
  void a_schedule_is_followed_and_given_up_without_a_start() {
    AtomicReference<Team> team =
        new AtomicReference<>(TeamSetup.team().done().withWritten(Map.of()));
    Timer timer = Timer.start(
        Duration.ofMillis(50),
        List.of(team.get().id()),
        this::desk,
        this::chore,
        Timer.Digests.NONE,
        any -> Optional.of(team.get()),
        Clock.systemUTC());
    try {
      await().during(Duration.ofMillis(200)).until(() -> keys().isEmpty());
      team.set(everySecond("docs"));
      await().until(() -> keys().size() >= 2);
      team.set(TeamSetup.team().done());
      await().until(() -> sent.size() > 2);
    } finally {
      timer.close();
    }
    assertThat(keys())
        .allMatch(key -> {
          Instant at = Instant.parse(key.value());
          return at.equals(at.truncatedTo(ChronoUnit.SECONDS));
        })
        .allMatch(key -> key.value().equals(key.hash()));
  }

  private List<Request.Key> keys() {
    return sent.stream()
        .filter(request -> request.command() instanceof TaskCommand.New)
        .map(Request::key)
        .distinct()
        .toList();
  }

  private static Team everySecond(String lane) {
    Team team = TeamSetup.team().schedule("* * * * * ?", lane, "Tick").done();
    Board board = Board.empty(team);
    Rules.decide(board, new TeamCommand.Configure(Actor.OPERATOR, team), Instant.EPOCH);
    return board.team();
  }

  @Test
  void nothing_fires_after_close() {
    Timer timer = Timer.start(
        Duration.ofMillis(10),
        List.of(MAIN),
        this::desk,
        this::chore,
        Timer.Digests.NONE,
        team -> Optional.empty(),
        time);
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
    assertThat(List.of(
            SweepJob.class, PromotionJob.class, TidyJob.class, PlanJob.class, ScheduleJob.class))
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
