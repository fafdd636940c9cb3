package dev.signalbox.timer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When schedules fire, over every change of the clocks, leap days and the ends of months. */
class FiringsTest {

  private static final String BERLIN = "Europe/Berlin";
  private static final String NEW_YORK = "America/New_York";
  private static final String LORD_HOWE = "Australia/Lord_Howe";

  private static List<String> times(String cron, String zone, String after, int count) {
    Firings firings = new Firings(cron, ZoneId.of(zone));
    List<String> times = new ArrayList<>();
    Instant at = OffsetDateTime.parse(after).toInstant();
    for (int i = 0; i < count; i++) {
      at = firings.after(at).orElseThrow();
      times.add(at.atZone(ZoneId.of(zone)).toOffsetDateTime().toString());
    }
    return times;
  }

  static Stream<Arguments> changes() {
    return Stream.of(
        // The skipped hour: once, later by what was skipped. In Lord Howe that is half an hour.
        day("0 30 2 * * ?", BERLIN, "2026-03-29", "03:30+02:00"),
        day("0 0 2 * * ?", BERLIN, "2026-03-29", "03:00+02:00"),
        day("0 30 2 * * ?", NEW_YORK, "2026-03-08", "03:30-04:00"),
        day("0 0 2 * * ?", NEW_YORK, "2026-03-08", "03:00-04:00"),
        day("0 15 2 * * ?", LORD_HOWE, "2026-10-04", "02:45+11:00"),
        day("0 0 2 * * ?", LORD_HOWE, "2026-10-04", "02:30+11:00"),
        // Just before and just after it nothing is different.
        day("0 59 1 * * ?", BERLIN, "2026-03-29", "01:59+01:00"),
        day("0 0 3 * * ?", BERLIN, "2026-03-29", "03:00+02:00"),
        day("0 30 2 * * ?", LORD_HOWE, "2026-10-04", "02:30+11:00"),
        // The repeated hour: once, the first time it comes.
        day("0 30 2 * * ?", BERLIN, "2026-10-25", "02:30+02:00"),
        day("0 0 2 * * ?", BERLIN, "2026-10-25", "02:00+02:00"),
        day("0 0 3 * * ?", BERLIN, "2026-10-25", "03:00+01:00"),
        day("0 30 1 * * ?", NEW_YORK, "2026-11-01", "01:30-04:00"),
        day("0 0 1 * * ?", NEW_YORK, "2026-11-01", "01:00-04:00"),
        day("0 0 2 * * ?", NEW_YORK, "2026-11-01", "02:00-05:00"),
        day("0 45 1 * * ?", LORD_HOWE, "2026-04-05", "01:45+11:00"),
        day("0 15 1 * * ?", LORD_HOWE, "2026-04-05", "01:15+11:00"),
        day("0 0 2 * * ?", LORD_HOWE, "2026-04-05", "02:00+10:30"),
        // Nine o'clock is nine o'clock on every such day.
        day("0 0 9 * * ?", BERLIN, "2026-03-29", "09:00+02:00"),
        day("0 0 9 * * ?", BERLIN, "2026-10-25", "09:00+01:00"),
        day("0 0 9 * * ?", NEW_YORK, "2026-03-08", "09:00-04:00"),
        day("0 0 9 * * ?", LORD_HOWE, "2026-04-05", "09:00+10:30"));
  }

  private static Arguments day(String cron, String zone, String day, String time) {
    return Arguments.of(cron, zone, day, day + "T" + time);
  }

  /** Every second from midnight to midnight: what is due on that day, asked from each of them. */
  @ParameterizedTest
  @MethodSource("changes")
  void a_day_on_which_the_clocks_change_has_one_firing(
      String cron, String zone, String day, String expected) {
    Firings firings = new Firings(cron, ZoneId.of(zone));
    Instant from = LocalDate.parse(day).atStartOfDay(ZoneId.of(zone)).toInstant();
    Instant to = LocalDate.parse(day).plusDays(1).atStartOfDay(ZoneId.of(zone)).toInstant();
    Instant only = OffsetDateTime.parse(expected).toInstant();

    for (Instant at = from; at.isBefore(to); at = at.plusSeconds(60)) {
      Instant next = firings.after(at).orElseThrow();
      if (at.isBefore(only)) {
        assertThat(next).as("after %s", at).isEqualTo(only);
      } else {
        assertThat(next).as("after %s", at).isAfterOrEqualTo(to);
      }
    }
  }

  /** Skipped times that fall on one that is due anyway are one firing with it. */
  @Test
  void every_hour_is_twenty_three_times_on_the_short_day_and_twenty_four_on_the_long() {
    assertThat(times("0 0 * * * ?", BERLIN, "2026-03-28T23:59:59+01:00", 24))
        .hasSize(24)
        .doesNotHaveDuplicates()
        .contains("2026-03-29T01:00+01:00", "2026-03-29T03:00+02:00", "2026-03-29T23:00+02:00")
        .endsWith("2026-03-30T00:00+02:00");
    assertThat(times("0 0 * * * ?", BERLIN, "2026-10-24T23:59:59+02:00", 25))
        .contains("2026-10-25T02:00+02:00", "2026-10-25T03:00+01:00")
        .doesNotContain("2026-10-25T02:00+01:00")
        .endsWith("2026-10-26T00:00+01:00");
  }

  /** Wherever one starts to ask, the same instants come, in order. */
  @ParameterizedTest
  @ValueSource(
      strings = {BERLIN, NEW_YORK, LORD_HOWE, "UTC", "Asia/Kathmandu", "Africa/Casablanca"})
  void a_year_of_firings_is_the_same_from_wherever_it_is_asked(String zone) {
    Firings firings = new Firings("0 0/20 1-3 * * ?", ZoneId.of(zone));
    Instant start = Instant.parse("2026-01-01T00:00:00Z");
    Instant end = Instant.parse("2027-01-01T00:00:00Z");
    TreeSet<Instant> all = new TreeSet<>();
    for (Instant at = firings.after(start).orElseThrow();
        at.isBefore(end);
        at = firings.after(at).orElseThrow()) {
      assertThat(all.add(at)).isTrue();
    }
    assertThat(all).hasSizeBetween(365 * 9 - 9, 365 * 9);
    for (Instant at = start; at.isBefore(all.last()); at = at.plus(Duration.ofMinutes(37))) {
      assertThat(firings.after(at)).contains(all.higher(at));
    }
  }

  /** The expected instants by the rules of java.time alone, for a whole year of days. */
  @ParameterizedTest
  @ValueSource(strings = {BERLIN, NEW_YORK, LORD_HOWE})
  void a_time_of_day_comes_once_on_every_day_of_the_year(String zone) {
    ZoneId place = ZoneId.of(zone);
    for (LocalTime time : List.of(LocalTime.of(1, 30), LocalTime.of(2, 0), LocalTime.of(2, 15))) {
      Firings firings =
          new Firings("0 %d %d * * ?".formatted(time.getMinute(), time.getHour()), place);
      Instant at = LocalDate.of(2026, 1, 1).atStartOfDay(place).toInstant();
      for (LocalDate day = LocalDate.of(2026, 1, 1); day.getYear() == 2026; day = day.plusDays(1)) {
        at = firings.after(at).orElseThrow();
        assertThat(at).isEqualTo(day.atTime(time).atZone(place).toInstant());
      }
    }
  }

  @Test
  void a_leap_day_comes_when_there_is_one() {
    assertThat(times("0 0 9 29 2 ?", BERLIN, "2026-01-01T00:00:00Z", 2))
        .containsExactly("2028-02-29T09:00+01:00", "2032-02-29T09:00+01:00");
    assertThat(times("0 0 9 L 2 ?", NEW_YORK, "2027-01-01T00:00:00Z", 2))
        .containsExactly("2027-02-28T09:00-05:00", "2028-02-29T09:00-05:00");
    assertThat(times("0 0 9 29 2 ?", BERLIN, "2096-03-01T00:00:00Z", 1))
        .as("2100 is no leap year")
        .isNotEmpty()
        .noneMatch(time -> time.startsWith("2100"));
  }

  @ParameterizedTest
  @CsvSource({
    "0 0 9 ? * MON-FRI, 2026-03-27T09:00:00+01:00, 2026-03-30T09:00+02:00",
    "0 0 9 ? * MON-FRI, 2026-03-30T08:59:59+02:00, 2026-03-30T09:00+02:00",
    "0 0 9 31 * ?, 2026-03-31T09:00:00+02:00, 2026-05-31T09:00+02:00",
    "0 0 0 1 1 ?, 2026-06-01T00:00:00+02:00, 2027-01-01T00:00+01:00"
  })
  void after_an_instant_means_later_than_it(String cron, String after, String next) {
    assertThat(times(cron, BERLIN, after, 1)).containsExactly(next);
  }

  @Test
  void the_last_is_after_the_one_end_and_at_the_other_at_most() {
    Firings nine = new Firings("0 0 9 * * ?", ZoneId.of("UTC"));
    Instant first = Instant.parse("2026-06-01T09:00:00Z");
    Instant third = Instant.parse("2026-06-03T09:00:00Z");
    assertThat(nine.last(first.minusMillis(1), first.minusMillis(1))).isEmpty();
    assertThat(nine.last(first.minusMillis(1), first)).contains(first);
    assertThat(nine.last(first, first)).isEmpty();
    assertThat(nine.last(first, third)).contains(third);
    assertThat(nine.last(first, third.minusMillis(1))).contains(third.minus(Duration.ofDays(1)));
  }

  @Test
  void what_is_no_time_is_refused() {
    assertThatThrownBy(() -> new Firings("0 0 9 * * *", ZoneId.of("UTC")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 0 9 * * *");
  }
}
