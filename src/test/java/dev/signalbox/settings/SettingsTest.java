package dev.signalbox.settings;

import static dev.signalbox.settings.SettingsFixture.team;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.board.LaneId;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.Team;
import dev.signalbox.board.TeamId;
import dev.signalbox.settings.Settings.Origin;
import dev.signalbox.settings.Settings.Value;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

  private static final TeamId MAIN = new TeamId("main");

  @TempDir
  Path folder;

  @Test
  void without_a_file_there_is_one_team_on_the_local_channel() {
    Settings settings = Settings.defaults();
    assertThat(settings.server())
        .isEqualTo(new Settings.Server(
            "127.0.0.1", 7070, Duration.ofSeconds(15), new Settings.Requests(20, 40), List.of()));
    assertThat(settings.data()).isEqualTo(Path.of("data").toAbsolutePath());
    assertThat(settings.databasePagesMax()).isEqualTo(OptionalInt.empty());
    assertThat(settings.teams()).containsOnlyKeys(MAIN);
    Team main = settings.teams().get(MAIN);
    assertThat(main.lanes().keySet())
        .containsExactly(new LaneId("build"), new LaneId("docs"), new LaneId("review"));
    assertThat(main.people()).isEqualTo(Map.of(new PersonId("you"), Team.Person.ADMIN));
    assertThat(main.owner()).isEqualTo(new PersonId("you"));
    assertThat(main.rooms()).containsExactly("local");
    assertThat(main.zone()).isEqualTo(ZoneId.of("UTC"));
    assertThat(main.wip()).isEqualTo(3);
    assertThat(main.aging()).isEqualTo(Duration.ofMinutes(30));
    assertThat(settings.values())
        .extracting(Value::origin)
        .containsOnly(Origin.DEFAULT, Origin.BUILT_IN);
  }

  @Test
  void a_file_without_teams_serves_the_same_team() {
    Settings settings = fixture().read("server: {port: 8080}\n");
    assertThat(settings.server().port()).isEqualTo(8080);
    assertThat(settings.teams()).isEqualTo(Settings.defaults().teams());
    assertThat(settings.values())
        .filteredOn(value -> value.origin() == Origin.FILE)
        .containsExactly(new Value("server.port", "8080", Origin.FILE));
  }

  @Test
  void reads_every_key_of_the_server() {
    Settings settings = fixture().read("""
                server:
                  host: "::1"
                  port: 0
                  sweep: 1m
                  requests: {rate: 5, burst: 6}
                  hosts: [a.example.com, b]
                data: ../elsewhere
                database: {max_pages: 64}
                """);
    assertThat(settings.server())
        .isEqualTo(new Settings.Server(
            "::1",
            0,
            Duration.ofMinutes(1),
            new Settings.Requests(5, 6),
            List.of("a.example.com", "b")));
    assertThat(settings.data()).isEqualTo(folder.resolveSibling("elsewhere").toAbsolutePath());
    assertThat(settings.databasePagesMax()).hasValue(64);
  }

  @Test
  void data_lies_beside_the_file_unless_it_says_otherwise() {
    assertThat(fixture().read(team("")).data()).isEqualTo(folder.resolve("data"));
    assertThat(fixture().read("data: /srv/box\n").data()).isEqualTo(Path.of("/srv/box"));
    Settings told = fixture().read(team("")).withData(Path.of("/mnt/box"));
    assertThat(told.data()).isEqualTo(Path.of("/mnt/box"));
    assertThat(told.describe()).contains("data = /mnt/box   (option)\n");
  }

  @Test
  void two_teams_do_not_touch_each_other() {
    Settings settings = fixture().read("""
                teams:
                  one:
                    owner: ryan
                    people: {ryan: {role: admin}}
                    beat: 20s
                    lanes: {build: {}, review: {}}
                  two:
                    owner: sam
                    people: {sam: {role: admin}, ryan: }
                    lanes: {build: {wip: 1}}
                """);
    assertThat(settings.teams().keySet()).containsExactly(new TeamId("one"), new TeamId("two"));
    Team one = settings.teams().get(new TeamId("one"));
    Team two = settings.teams().get(new TeamId("two"));
    var build = new LaneId("build");
    assertThat(one.lane(build).orElseThrow().beat()).isEqualTo(Duration.ofSeconds(20));
    assertThat(two.lane(build).orElseThrow().beat()).isEqualTo(Duration.ofSeconds(60));
    assertThat(one.lane(build).orElseThrow().wip()).isNull();
    assertThat(two.people().get(new PersonId("ryan"))).isEqualTo(Team.Person.MEMBER);
    assertThat(two.lane(new LaneId("review"))).isEmpty();
  }

  @Test
  void describes_every_value_in_force() {
    String yaml = """
        data: /srv/box
        teams:
          main:
            owner: you
            people: {you: {role: admin}}
            beat: 30s
            lanes: {build: {wip: 2}}
        """;
    assertThat(fixture().read(yaml).describe()).isEqualTo("""
            server.host = 127.0.0.1   (default)
            server.port = 7070   (default)
            server.sweep = 15s   (default)
            server.requests.rate = 20   (default)
            server.requests.burst = 40   (default)
            server.hosts = []   (default)
            data = /srv/box   (file)
            database.max_pages = none   (default)
            backup.cron = "0 30 3 * * ?"   (default)
            backup.keep = 7   (default)
            log.format = text   (default)
            slack.mode = socket   (default)
            slack.api = https://slack.com/api/   (default)
            discord.api = https://discord.com/api/v10/   (default)
            discord.gateway = none   (default)
            teams.main.rooms = [local]   (default)
            teams.main.zone = UTC   (default)
            teams.main.owner = you   (file)
            teams.main.people.you.role = admin   (file)
            teams.main.people.you.slack = none   (default)
            teams.main.people.you.discord = none   (default)
            teams.main.wip = 3   (default)
            teams.main.aging = 30m   (default)
            teams.main.quiet_hours.from = none   (default)
            teams.main.quiet_hours.to = none   (default)
            teams.main.digest = none   (default)
            teams.main.schedule = []   (default)
            teams.main.pings.where = channel   (default)
            teams.main.lanes.build.wip = 2   (file)
            teams.main.lanes.build.agent_wip = 1   (default)
            teams.main.lanes.build.beat = 30s   (file)
            teams.main.lanes.build.first_beat = 3m   (default)
            teams.main.lanes.build.quiet_after = 150s   (default)
            teams.main.lanes.build.lost_after = 5m   (default)
            teams.main.lanes.build.long_max = 1h   (default)
            teams.main.lanes.build.hold_max = 1d   (default)
            teams.main.lanes.build.max_attempts = 3   (default)
            teams.main.lanes.build.max_rounds = 3   (default)
            teams.main.lanes.build.review_within = 30m   (default)
            teams.main.lanes.build.review_limit = 4   (default)
            teams.main.lanes.build.finish = ship   (default)
            teams.main.lanes.build.review_by = any   (default)""");
  }

  /** The teams without the record of what was written where. */
  private static List<Team> plain(Settings settings) {
    return settings.teams().values().stream()
        .map(team -> team.withWritten(Map.of()))
        .toList();
  }

  @Test
  void what_describe_prints_reads_back_as_the_same_settings() {
    Settings before = fixture().read("""
                server: {host: "::1", hosts: [a.example.com], sweep: 20s}
                database: {max_pages: 64}
                teams:
                  one:
                    zone: Europe/Berlin
                    owner: ryan
                    people: {ryan: {role: admin}, sam: {}}
                    lanes: {build: {wip: 2}, docs: {review_by: none, finish: accept}, review: {}}
                  two:
                    owner: lee
                    people: {lee: {role: admin}}
                    review_by: any
                    lanes: {triage: {review_by: [answer, triage]}, answer: {quiet_after: 130s}}
                """);
    Settings after = fixture().read(asFile(before.values()));
    assertThat(after.server()).isEqualTo(before.server());
    assertThat(after.data()).isEqualTo(before.data());
    assertThat(after.databasePagesMax()).isEqualTo(before.databasePagesMax());
    assertThat(plain(after)).isEqualTo(plain(before));
    assertThat(after.values()).extracting(Value::origin).containsOnly(Origin.FILE);
    assertThat(after.describe()).isEqualTo(before.describe().replace("(default)", "(file)"));
  }

  /** The same values as a file, each section opened once. */
  private static String asFile(List<Value> values) {
    StringBuilder yaml = new StringBuilder();
    String[] open = {};
    for (Value value : values) {
      String[] path = value.key().split("\\.");
      int same = 0;
      while (same < open.length && same < path.length - 1 && open[same].equals(path[same])) {
        same++;
      }
      for (int i = same; i < path.length - 1; i++) {
        yaml.append("  ".repeat(i)).append(path[i]).append(":\n");
      }
      String indent = "  ".repeat(path.length - 1);
      yaml.append(indent)
          .append(path[path.length - 1])
          .append(": ")
          .append(value.text())
          .append('\n');
      open = path;
    }
    return yaml.toString();
  }

  private SettingsFixture fixture() {
    return new SettingsFixture(folder);
  }
}
