package dev.signalbox.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BudgetTest {

  private final SharedTime time = new SharedTime();
  private final Budget budget = new Budget(2, 4, time);

  @Test
  void a_rested_name_may_take_its_burst_and_then_waits() {
    for (int i = 0; i < 4; i++) {
      assertThat(budget.take("ada")).isZero();
    }
    assertThat(budget.take("ada")).isEqualTo(1);
  }

  @Test
  void it_fills_up_at_its_rate_and_not_above_the_burst() {
    drain("ada");

    time.pass(Duration.ofMillis(499));
    assertThat(budget.take("ada")).isEqualTo(1);
    time.pass(Duration.ofMillis(1));
    assertThat(budget.take("ada")).isZero();

    time.pass(Duration.ofHours(1));
    assertThat(drain("ada")).isEqualTo(4);
  }

  @Test
  void looking_takes_nothing() {
    assertThat(budget.look("ada")).isZero();
    assertThat(drain("ada")).isEqualTo(4);
    assertThat(budget.look("ada")).isEqualTo(1);
  }

  @Test
  void names_do_not_share() {
    drain("ada");

    assertThat(budget.take("kai")).isZero();
  }

  @Test
  void the_wait_is_in_whole_seconds_and_long_enough() {
    var slow = new Budget(1, 1, time);
    slow.take("ada");
    time.pass(Duration.ofMillis(1));

    assertThat(slow.take("ada")).isEqualTo(1);
    time.pass(Duration.ofSeconds(1));
    assertThat(slow.take("ada")).isZero();
  }

  @Test
  void names_are_forgotten_when_there_are_too_many() {
    drain("ada");
    for (int i = 0; i < Budget.NAMES_MAX; i++) {
      budget.take("name-" + i);
    }

    assertThat(budget.look("ada")).isZero();
  }

  private int drain(String name) {
    int taken = 0;
    while (budget.take(name) == 0) {
      taken++;
    }
    return taken;
  }
}
