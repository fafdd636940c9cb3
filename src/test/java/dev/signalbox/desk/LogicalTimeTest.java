package dev.signalbox.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.desk.Jolt.Kind;
import dev.signalbox.testkit.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The desk's own clock against one on the wall that is set, and a machine that sleeps. */
class LogicalTimeTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MILLI = Duration.ofMillis(1);

  private final ManualTime machine = new ManualTime();
  private final Instant start = machine.instant();
  private final LogicalTime time = new LogicalTime(machine, machine, Instant.EPOCH);

  /** As the desk does: it looks every second. */
  private Instant seconds(long number) {
    Instant now = time.now();
    for (long i = 0; i < number; i++) {
      machine.pass(SECOND);
      now = time.now();
    }
    return now;
  }

  @Test
  void clocks_that_agree_make_nothing_of_it() {
    assertThat(seconds(3_600)).isEqualTo(start.plusSeconds(3_600));
    assertThat(time.takeJolts()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 30})
  void a_small_step_ahead_shortens_no_length_of_time_by_more_than_a_two_thousandth(int step) {
    Instant before = time.now();
    machine.step(Duration.ofSeconds(step));
    assertThat(time.now()).isEqualTo(before);
    assertThat(Duration.between(before, seconds(60)))
        .isBetween(Duration.ofSeconds(60), Duration.ofSeconds(60).plusMillis(30));
    assertThat(time.takeJolts()).isEmpty();
  }

  @Test
  void it_has_caught_up_with_a_small_step_after_two_thousand_times_its_length() {
    machine.step(Duration.ofSeconds(3));
    Instant then = seconds(5_990);
    assertThat(then).isBefore(machine.instant());
    assertThat(seconds(11)).isEqualTo(machine.instant());
    assertThat(seconds(1_000)).isEqualTo(machine.instant());
  }

  @Test
  void it_slows_down_as_little_for_a_small_step_back() {
    Instant before = time.now();
    machine.step(Duration.ofSeconds(-3));
    assertThat(Duration.between(before, seconds(1_000)))
        .isEqualTo(Duration.ofSeconds(1_000).minusMillis(500));
    seconds(5_001);
    assertThat(time.now()).isEqualTo(machine.instant());
    assertThat(time.takeJolts()).isEmpty();
  }

  @Test
  void a_monotonic_clock_that_is_a_little_fast_or_slow_is_followed() {
    for (int i = 0; i < 100_000; i++) {
      machine.pass(SECOND);
      machine.step(Duration.ofNanos(i < 50_000 ? 100_000 : -100_000));
      time.now();
    }
    assertThat(Duration.between(machine.instant(), time.now()).abs()).isLessThan(MILLI.plus(MILLI));
    assertThat(time.takeJolts()).isEmpty();
  }

  @Test
  void a_large_step_ahead_is_followed_at_once_and_told_once() {
    seconds(5);
    machine.step(Duration.ofHours(8));
    assertThat(time.now()).isEqualTo(machine.instant());
    seconds(5);
    assertThat(time.takeJolts()).containsExactly(new Jolt(Kind.LEAPT, Duration.ofHours(8)));
    assertThat(time.takeJolts()).isEmpty();
  }

  @Test
  void small_steps_that_add_up_are_a_large_one() {
    machine.step(Duration.ofSeconds(20));
    seconds(1);
    machine.step(Duration.ofSeconds(20));
    assertThat(seconds(1)).isEqualTo(machine.instant());
    assertThat(time.takeJolts()).extracting(Jolt::kind).containsExactly(Kind.LEAPT);
  }

  @Test
  void a_step_back_is_told_once_and_time_goes_on_by_the_monotonic_clock() {
    Instant before = time.now();
    machine.step(Duration.ofHours(-1));
    assertThat(Duration.between(before, seconds(3_600)))
        .isBetween(Duration.ofSeconds(3_598), Duration.ofSeconds(3_600));
    assertThat(time.takeJolts()).containsExactly(new Jolt(Kind.SET_BACK, Duration.ofHours(1)));
  }

  @Test
  void one_that_is_put_right_later_is_told_and_moves_nothing() {
    Instant before = time.now();
    machine.step(Duration.ofDays(-1));
    seconds(1);
    machine.step(Duration.ofDays(1));
    assertThat(Duration.between(before, seconds(10)))
        .isBetween(Duration.ofSeconds(11).minusMillis(2), Duration.ofSeconds(11));
    assertThat(time.takeJolts())
        .extracting(Jolt::kind)
        .containsExactly(Kind.SET_BACK, Kind.PUT_RIGHT);
  }

  @Test
  void nobody_looking_for_more_than_half_a_minute_is_a_stall() {
    time.now();
    machine.pass(LogicalTime.STALL);
    time.now();
    assertThat(time.takeJolts()).isEmpty();
    machine.pass(LogicalTime.STALL.plusNanos(1));
    assertThat(time.now()).isEqualTo(machine.instant().truncatedTo(ChronoUnit.MILLIS));
    assertThat(time.takeJolts()).extracting(Jolt::kind).containsExactly(Kind.STALLED);
  }

  @Test
  void a_clock_that_was_set_back_while_nothing_ran_is_told_at_the_start() {
    Instant floor = start.plus(Duration.ofHours(1));
    LogicalTime later = new LogicalTime(machine, machine, floor);
    assertThat(later.now()).isEqualTo(floor);
    assertThat(later.takeJolts()).containsExactly(new Jolt(Kind.SET_BACK, Duration.ofHours(1)));
  }

  @Test
  void a_glance_goes_on_between_looks_and_disturbs_nothing() {
    Instant before = time.now();
    machine.pass(Duration.ofMillis(250));
    assertThat(time.glance()).isEqualTo(before.plusMillis(250));
    machine.pass(Duration.ofMinutes(1));
    assertThat(time.glance()).isEqualTo(before.plusMillis(60_250));
    assertThat(time.takeJolts()).isEmpty();
  }

  /** A hundred thousand looks at a clock on which somebody turns all the time. */
  @Test
  void it_never_goes_back_and_is_never_further_behind_than_a_leap() {
    SplittableRandom random = new SplittableRandom(3);
    Instant last = time.now();
    for (int i = 0; i < 100_000; i++) {
      machine.pass(Duration.ofNanos(random.nextLong(2_000_000_000)));
      if (random.nextInt(20) == 0) {
        machine.step(Duration.ofMillis(random.nextLong(-90_000, 90_000)));
      }
      Instant now = time.now();
      assertThat(now).isAfterOrEqualTo(last);
      assertThat(Duration.between(now, machine.instant()))
          .isLessThanOrEqualTo(LogicalTime.LEAP.plus(MILLI));
      last = now;
    }
    List<Jolt> jolts = time.takeJolts();
    assertThat(jolts).extracting(Jolt::kind).contains(Kind.LEAPT, Kind.SET_BACK, Kind.PUT_RIGHT);
  }
}
