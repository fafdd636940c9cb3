package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.board.Actor;
import dev.signalbox.board.Schedule;
import dev.signalbox.desk.Request;
import dev.signalbox.talk.Bench;
import dev.signalbox.talk.Offices.Finding;
import dev.signalbox.testkit.TeamSetup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the doctor says of schedules, from the ledger alone. It is nine o'clock on a Tuesday. */
class ScheduleCheckupTest {

  private static final String NOON = "“Lunch” in docs, scheduled at “0 0 12 * * ?”, ";

  @TempDir
  Path directory;

  private static TeamSetup lunch() {
    return TeamSetup.team().schedule("0 0 12 * * ?", "docs", "Lunch");
  }

  private static List<Finding> findings(Bench bench) {
    return new ScheduleCheckup(bench.reads(), Bench.TEAM, bench.time.instant()).findings();
  }

  /** As the clockwork does it. */
  private static void make(Bench bench, String firing) {
    Map.Entry<String, Schedule> one = bench
        .reads()
        .team(Bench.TEAM)
        .orElseThrow()
        .scheduled()
        .entrySet()
        .iterator()
        .next();
    assertThat(bench
            .serve(Request.of(Bench.TEAM, one.getValue().task(one.getKey()))
                .keyed(new Request.Key(firing, firing)))
            .join()
            .accepted())
        .isTrue();
  }

  @Test
  void one_that_was_never_due_comes_next_in_the_zone_of_its_team() {
    try (Bench bench = new Bench(directory, lunch().zone("Europe/Berlin").done())) {
      assertThat(findings(bench))
          .containsExactly(Checkup.well(NOON + "comes next Tue 1 Jan 12:00:00 Europe/Berlin."));
    }
  }

  @Test
  void one_that_was_made_says_for_when() {
    try (Bench bench = new Bench(directory, lunch().done())) {
      bench.later(Duration.ofHours(3));
      make(bench, "2030-01-01T12:00:00Z");
      bench.later(Duration.ofHours(1));
      assertThat(findings(bench))
          .containsExactly(Checkup.well(NOON + "comes next Wed 2 Jan 12:00:00 Z."
              + " It was last made for Tue 1 Jan 12:00:00 Z."));
    }
  }

  @Test
  void one_that_was_due_and_is_not_made_is_ill_until_it_is() {
    try (Bench bench = new Bench(directory, lunch().done())) {
      bench.later(Duration.ofHours(3).plus(ScheduleCheckup.LATE_MAX).minusMillis(1));
      assertThat(findings(bench)).allMatch(Finding::well);
      bench.later(Duration.ofMillis(1));
      assertThat(findings(bench))
          .extracting(Finding::what)
          .containsExactly(NOON + "was due Tue 1 Jan 12:00:00 Z and is not made.");
      make(bench, "2030-01-01T12:00:00Z");
      assertThat(findings(bench)).allMatch(Finding::well);
      bench.later(Duration.ofHours(24));
      assertThat(findings(bench)).as("of the next day").noneMatch(Finding::well);
    }
  }

  @Test
  void one_that_never_comes_or_goes_to_no_lane_is_ill() {
    TeamSetup setup = TeamSetup.team()
        .schedule("0 0 9 31 2 ?", "docs", "Never")
        .schedule("0 0 9 * * ?", "gone", "Nowhere");
    try (Bench bench = new Bench(directory, setup.done())) {
      assertThat(findings(bench)).noneMatch(Finding::well);
      assertThat(findings(bench))
          .extracting(Finding::what)
          .containsExactly(
              "“Never” in docs, scheduled at “0 0 9 31 2 ?”, never comes: that is no time"
                  + " (it never comes).",
              "“Nowhere” in gone, scheduled at “0 0 9 * * ?”, cannot be made: there is no lane"
                  + " gone.");
      assertThat(findings(bench)).allMatch(finding -> finding.fix().contains("reload"));
    }
  }

  /** One that has a year may have been there. */
  @Test
  void one_whose_last_time_is_over_says_so() {
    try (Bench bench = new Bench(
        directory,
        TeamSetup.team().schedule("0 0 12 1 1 ? 2030", "docs", "Lunch").done())) {
      bench.later(Duration.ofHours(3));
      make(bench, "2030-01-01T12:00:00Z");
      bench.later(Duration.ofDays(1));
      assertThat(findings(bench).get(0).what())
          .contains("does not come any more. It was last made");
      assertThat(bench.reads().lastMade(Bench.TEAM, Actor.schedule("another"))).isEmpty();
    }
  }
}
