package dev.signalbox.timer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.board.TeamId;
import dev.signalbox.testkit.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.quartz.CronExpression;

class DigestPlansTest {

  private static final TeamId MAIN = new TeamId("main");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private final AtomicReference<Optional<Timer.Plan>> plan =
      new AtomicReference<>(Optional.empty());
  private final ConcurrentLinkedQueue<Instant> fired = new ConcurrentLinkedQueue<>();

  private final class Wanted implements Timer.Digests {
    @Override
    public Optional<Timer.Plan> plan(TeamId team) {
      return plan.get();
    }

    @Override
    public void due(TeamId team, Instant firing) {
      fired.add(firing);
    }
  }

  private Timer start() {
    return Timer.start(
        Duration.ofMillis(50),
        List.of(MAIN),
        request -> new CompletableFuture<>(),
        chore -> new CompletableFuture<>(),
        new Wanted(),
        team -> Optional.empty(),
        new ManualTime());
  }

  @Test
  void a_plan_is_followed_given_up_and_taken_up_without_a_start() {
    try (Timer timer = start()) {
      assertThat(timer.lateSweeps()).isZero();
      plan.set(Optional.of(new Timer.Plan("* * * * * ?", BERLIN)));
      await().until(() -> fired.size() >= 2);
      assertThat(fired)
          .allMatch(firing -> firing.equals(firing.truncatedTo(ChronoUnit.SECONDS)))
          .doesNotHaveDuplicates();
      plan.set(Optional.of(new Timer.Plan("no such time", BERLIN)));
      await().pollDelay(Duration.ofMillis(300)).until(() -> true);
      fired.clear();
      await().during(Duration.ofMillis(1_500)).until(fired::isEmpty);
      plan.set(Optional.of(new Timer.Plan("* * * * * ?", BERLIN)));
      await().until(() -> !fired.isEmpty());
      plan.set(Optional.empty());
      await().pollDelay(Duration.ofMillis(300)).until(() -> true);
      fired.clear();
      await().during(Duration.ofMillis(1_500)).until(fired::isEmpty);
    }
  }

  @Test
  void what_is_no_time_or_never_comes_is_said_with_its_reason() {
    assertThat(Timer.wrong("0 0 9 ? * MON-FRI")).isEmpty();
    assertThat(Timer.wrong("0 0 9 * * *")).isPresent();
    assertThat(Timer.wrong("nine o'clock")).isPresent();
    assertThat(Timer.wrong("0 0 9 31 2 ?")).contains("it never comes");
  }

  /** Nine is nine on both sides of a change of the clocks, once a day. */
  @Test
  void the_zone_decides_over_a_change_of_the_clocks() throws Exception {
    CronExpression nine = new CronExpression("0 0 9 ? * *");
    nine.setTimeZone(TimeZone.getTimeZone(BERLIN));
    Instant at = Instant.parse("2026-10-24T00:00:00Z");
    for (String expected :
        List.of("2026-10-24T07:00:00Z", "2026-10-25T08:00:00Z", "2026-10-26T08:00:00Z")) {
      at = nine.getNextValidTimeAfter(Date.from(at)).toInstant();
      assertThat(at).isEqualTo(Instant.parse(expected));
    }
  }
}
