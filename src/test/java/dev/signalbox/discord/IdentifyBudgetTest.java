package dev.signalbox.discord;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.testkit.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How often a session may begin, on a clock that only the test moves. */
class IdentifyBudgetTest {

  private static final Duration DAY = Duration.ofDays(1);

  private final ManualTime time = new ManualTime();
  private final IdentifyBudget budget = new IdentifyBudget(time);

  private static long within(List<Instant> begun, Instant from, Duration window) {
    return begun.stream()
        .filter(at -> !at.isBefore(from) && at.isBefore(from.plus(window)))
        .count();
  }

  /** A Discord that ends every session at once, for three days. */
  @Test
  void whatever_discord_does_a_day_and_a_quarter_of_an_hour_have_their_most() {
    List<Instant> begun = new ArrayList<>();
    Instant end = time.instant().plus(Duration.ofDays(3));
    while (time.instant().isBefore(end)) {
      Duration wait = budget.take();
      if (wait.isZero()) {
        begun.add(time.instant());
        time.pass(Duration.ofSeconds(5));
      } else {
        time.pass(wait);
      }
    }
    assertThat(begun).hasSizeGreaterThan(2 * IdentifyBudget.A_DAY);
    for (Instant from : begun) {
      assertThat(within(begun, from, DAY)).isLessThanOrEqualTo(IdentifyBudget.A_DAY);
      assertThat(within(begun, from, IdentifyBudget.SOON))
          .isLessThanOrEqualTo(IdentifyBudget.AT_ONCE);
    }
  }

  @Test
  void the_wait_that_is_told_is_exact() {
    for (int i = 0; i < IdentifyBudget.AT_ONCE; i++) {
      assertThat(budget.take()).isZero();
      time.pass(Duration.ofSeconds(10));
    }
    Duration wait = budget.take();
    assertThat(wait).isEqualTo(IdentifyBudget.SOON.minusSeconds(10L * IdentifyBudget.AT_ONCE));
    time.pass(wait.minusNanos(1));
    assertThat(budget.take()).isEqualTo(Duration.ofNanos(1));
    time.pass(Duration.ofNanos(1));
    assertThat(budget.take()).isZero();
  }

  @Test
  void when_discord_says_that_none_is_left_none_begins_until_it_has_some() {
    budget.closed(Duration.ofHours(5));
    budget.closed(Duration.ofMinutes(1));
    assertThat(budget.take()).isEqualTo(Duration.ofHours(5));
    time.pass(Duration.ofHours(5));
    assertThat(budget.take()).isZero();
  }
}
