package dev.signalbox.settings;

import static dev.signalbox.settings.SettingsFixture.team;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.board.Lane;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.TeamId;
import dev.signalbox.settings.Settings.Origin;
import dev.signalbox.settings.Settings.Value;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The narrower place wins: lane, then team, then default. */
class MergeTest {

  private static final LaneId BUILD = new LaneId("build");

  @TempDir
  Path folder;

  /** One key at its three levels, and where it arrives. */
  record Row(
      String key,
      Function<Lane, Object> arrives,
      Object byDefault,
      String atTeam,
      Object fromTeam,
      String atLane,
      Object fromLane) {
    @Override
    public String toString() {
      return key;
    }
  }

  static Stream<Row> rows() {
    return Stream.of(
        new Row("agent_wip", Lane::agentWip, 1, "2", 2, "3", 3),
        new Row("beat", Lane::beat, seconds(60), "50s", seconds(50), "40s", seconds(40)),
        new Row(
            "first_beat", Lane::firstBeat, seconds(180), "2m", seconds(120), "90s", seconds(90)),
        new Row(
            "quiet_after",
            Lane::quietAfter,
            seconds(150),
            "160s",
            seconds(160),
            "120s",
            seconds(120)),
        new Row(
            "lost_after", Lane::lostAfter, seconds(300), "6m", seconds(360), "7m", seconds(420)),
        new Row("long_max", Lane::longMax, seconds(3600), "2h", seconds(7200), "0s", seconds(0)),
        new Row(
            "hold_max", Lane::holdMax, seconds(86_400), "2h", seconds(7200), "1h", seconds(3600)),
        new Row("max_attempts", Lane::maxAttempts, 3, "4", 4, "10", 10),
        new Row("max_rounds", Lane::maxRounds, 3, "1", 1, "5", 5),
        new Row(
            "review_within",
            Lane::reviewWithin,
            seconds(1800),
            "1h",
            seconds(3600),
            "3m",
            seconds(180)),
        new Row("review_limit", Lane::reviewLimit, 4, "1", 1, "100", 100),
        new Row(
            "finish",
            Lane::finish,
            Lane.Finish.SHIP,
            "accept",
            Lane.Finish.ACCEPT,
            "ship",
            Lane.Finish.SHIP),
        new Row(
            "review_by",
            Lane::reviewBy,
            by("review"),
            "none",
            Lane.ReviewBy.NOBODY,
            "[review, build]",
            by("review", "build")));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void lane_overrides_team_overrides_default(Row row) {
    String teamKey = row.key() + ": " + row.atTeam();
    String laneKeys = "build: {" + row.key() + ": " + row.atLane() + "}, review: {}";
    String path = "teams.t.lanes.build." + row.key();

    assertArrives(team(""), row, row.byDefault(), path, Origin.DEFAULT);
    assertArrives(team(teamKey), row, row.fromTeam(), path, Origin.FILE);
    assertArrives(team(teamKey, laneKeys), row, row.fromLane(), path, Origin.FILE);
    assertArrives(team("", laneKeys), row, row.fromLane(), path, Origin.FILE);
  }

  @Test
  void the_table_of_this_test_has_every_key_that_lane_and_team_share() {
    assertThat(rows().map(Row::key))
        .containsExactlyElementsOf(Keys.ALL.stream()
            .filter(key -> key.places().size() == 2)
            .map(Key::name)
            .toList());
  }

  @Test
  void the_wip_of_a_team_is_not_the_wip_of_its_lanes() {
    var settings = new SettingsFixture(folder).read(team("wip: 9", "build: {}, review: {wip: 2}"));
    var team = settings.teams().get(new TeamId("t"));
    assertThat(team.wip()).isEqualTo(9);
    assertThat(team.lane(BUILD).orElseThrow().wip()).isNull();
    assertThat(team.lane(new LaneId("review")).orElseThrow().wip()).isEqualTo(2);
  }

  @Test
  void review_by_of_itself_looks_at_the_lanes_there_are() {
    assertThat(lane("build", team("")).reviewBy()).isEqualTo(by("review"));
    assertThat(lane("review", team("")).reviewBy()).isEqualTo(Lane.ReviewBy.NOBODY);
    assertThat(lane("build", team("", "build: {}, docs: {}")).reviewBy())
        .isEqualTo(Lane.ReviewBy.ANYBODY_ELSE);
    assertThat(lane("review", team("review_by: [build]")).reviewBy()).isEqualTo(by("build"));
    assertThat(lane("build", team("review_by: any")).reviewBy())
        .isEqualTo(Lane.ReviewBy.ANYBODY_ELSE);
  }

  private void assertArrives(String yaml, Row row, Object value, String path, Origin origin) {
    Settings settings = new SettingsFixture(folder).read(yaml);
    Lane build = settings.teams().get(new TeamId("t")).lane(BUILD).orElseThrow();
    assertThat(row.arrives().apply(build)).isEqualTo(value);
    assertThat(settings.values())
        .filteredOn(v -> v.key().equals(path))
        .extracting(Value::origin)
        .containsExactly(origin);
  }

  private Lane lane(String name, String yaml) {
    Settings settings = new SettingsFixture(folder).read(yaml);
    return settings.teams().get(new TeamId("t")).lane(new LaneId(name)).orElseThrow();
  }

  private static Lane.ReviewBy by(String... lanes) {
    return Lane.ReviewBy.lanes(Stream.of(lanes).map(LaneId::new).toList());
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }
}
