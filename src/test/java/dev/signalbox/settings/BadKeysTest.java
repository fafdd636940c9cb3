package dev.signalbox.settings;

import static dev.signalbox.settings.SettingsFixture.team;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each mistake and the very words it is answered with. */
class BadKeysTest {

  private static final String UNITS_OR_LIMIT =
      ":6: teams.t.resources.gpu: needs units that are held, or a limit and its window, such as"
          + " {units: 1} or {limit: 30, window: 60s}";

  @TempDir
  Path folder;

  static Stream<Arguments> unknownKeys() {
    return Stream.of(
        says("sever: {port: 1}", ":1: sever: unknown key \"sever\"; did you mean \"server\"?"),
        says(
            team("lanse: {build: {}}"),
            ":6: teams.t.lanse: unknown key \"lanse\"; did you mean \"lanes\"?"),
        says(
            team("", "build: {wpi: 2}"),
            ":5: teams.t.lanes.build.wpi: unknown key \"wpi\"; did you mean \"wip\"?"),
        says(
            team("colour: red"),
            ":6: teams.t.colour: unknown key \"colour\"; known here: rooms, zone, owner, people,"
                + " wip, aging, quiet_hours, digest, schedule, pings, lanes, agent_wip, beat, first_beat, quiet_after, lost_after,"
                + " long_max, hold_max, max_attempts, max_rounds, review_within, review_limit,"
                + " finish, review_by, resources"),
        says("port: 7070", ":1: port: unknown key \"port\"; it stands at server.port"),
        says(
            "wip: 3",
            ":1: wip: unknown key \"wip\"; it stands at teams.NAME.wip or"
                + " teams.NAME.lanes.NAME.wip"),
        says("lanes: {}", ":1: lanes: unknown key \"lanes\"; it stands at teams.NAME.lanes"),
        says(
            team("", "build: {aging: 30m}"),
            ":5: teams.t.lanes.build.aging: unknown key \"aging\"; it stands at teams.NAME.aging"),
        says(
            "server: {\"po\\nrt\": 1}",
            ":1: server.\"po?rt\": unknown key \"po?rt\"; did you mean \"port\"?"),
        says(
            "backup: {cron: sometimes}",
            ":1: backup.cron: found \"sometimes\"; must be a cron expression: second minute hour"
                + " day-of-month month day-of-week, or none, such as \"0 30 3 * * ?\""),
        says(
            "log: {format: xml}",
            ":1: log.format: found \"xml\"; must be text or json, such as text"),
        says("slack: {token: x}", ":1: slack.token: unknown key \"token\"; known here: mode, api"),
        says(
            "discord: {gateway: x}",
            ":1: discord.gateway: found \"x\"; must be a wss address, or none, such as"
                + " wss://gateway.discord.gg/"),
        says(team("resources: {gpu: {}}"), UNITS_OR_LIMIT),
        says(team("resources: {gpu: {units: 1, limit: 3}}"), UNITS_OR_LIMIT),
        says(team("resources: {gpu: {limit: 3}}"), UNITS_OR_LIMIT),
        says(
            team("resources: {gpu: {units: 0}}"),
            ":6: teams.t.resources.gpu.units: found 0; must be a whole number, 1…1000, or none,"
                + " such as 1"),
        says(
            team("resources: {gpu: {units: 1, use_within: 5s}}"),
            ":6: teams.t.resources.gpu.use_within: is for a resource with a limit"),
        says(
            team("resources: {api: {limit: 3, window: 1s, max_hold: 5s}}"),
            ":6: teams.t.resources.api.max_hold: is for a resource with units"),
        says(
            team("resources: {gpu: {units: 1, lock_delay: 2h}}"),
            ":6: teams.t.resources.gpu.lock_delay: found \"2h\"; must be a duration, 0s…1h,"
                + " such as 15s"),
        says(
            team("digest: x"),
            ":6: teams.t.digest: found \"x\"; must be a cron expression: second minute hour"
                + " day-of-month month day-of-week, or none, such as \"0 0 9 ? * MON-FRI\""),
        says(
            team("quiet_hours: {from: \"22:00\"}"),
            ":6: teams.t.quiet_hours: needs a from and another to, such as"
                + " {from: \"22:00\", to: \"07:00\"}"),
        says(
            team("quiet_hours: {from: \"22:00\", to: \"22:00\"}"),
            ":6: teams.t.quiet_hours: needs a from and another to, such as"
                + " {from: \"22:00\", to: \"07:00\"}"),
        says(
            team("quiet_hours: {from: 24:00, to: \"07:00\"}"),
            ":6: teams.t.quiet_hours.from: found \"24:00\"; must be a time of day, 00:00…23:59, or"
                + " none, such as \"22:00\""));
  }

  static Stream<Arguments> badSchedules() {
    String most = "entry 1: ";
    return Stream.of(
        schedule(
            "none",
            "found \"none\"; must be a list of 0…50 entries, each with cron, lane and title, and, as"
                + " one likes, zone, brief, done_when, route, priority and needs, such as [{cron:"
                + " \"0 0 9 ? * MON-FRI\", lane: docs, title: \"Triage the inbox\"}]"),
        schedule(
            "[nine]",
            most
                + "found \"nine\"; must hold keys (cron, zone, lane, title, brief, done_when, route,"
                + " priority, needs)"),
        schedule("[{}]", most + "cron: missing; give one, such as cron: \"0 0 9 ? * MON-FRI\""),
        schedule(
            "[{cron: nine, lane: build, title: x}]",
            most
                + "cron: found \"nine\"; must be a cron expression: second minute hour day-of-month"
                + " month day-of-week, the second being one number and no year, such as"
                + " \"0 0 9 ? * MON-FRI\""),
        schedule(
            "[{cron: \"* * * * * ?\", lane: build, title: x}]",
            most + "cron: found \"* * * * * ?\""),
        schedule(
            "[{cron: \"0 0 9 ? * * 2030\", lane: build, title: x}]",
            most + "cron: found \"0 0 9 ? * * 2030\""),
        schedule(
            "[{cron: \"0 0 9 ? * *\", zone: Mars/Base, lane: build, title: x}]",
            most + "zone: found \"Mars/Base\"; must be the name of a time zone, such as"
                + " Europe/Berlin"),
        schedule(
            "[{cron: \"0 0 9 ? * *\", title: x}]",
            most + "lane: missing; give one, such as lane: docs"),
        schedule(
            "[{cron: \"0 0 9 ? * *\", lane: build}]",
            most + "title: missing; give one, such as title: \"Triage the inbox\""),
        schedule(
            "[{cron: \"0 0 9 ? * *\", lane: buidl, title: x}]",
            most.replace(": ", " (\"x\"): ") + "\"buidl\" is not one of the team's lanes (build,"
                + " review); did you mean build?"),
        schedule(
            "[{cron: \"0 0 9 ? * *\", lane: build, title: x}, {cron: \"0 0 9 ? * *\", lane: build,"
                + " title: y, route: [dcos]}]",
            "entry 2 (\"y\"): \"dcos\" is not one of the team's lanes (build, review)"),
        schedule(
            "[{cron: \"0 0 9 ? * *\", lane: build, titel: x}]",
            most + "unknown key \"titel\"; did you mean \"title\"?"),
        schedule(
            "[{cron: \"0 0 9 ? * *\", lane: build, title: x, owner: ryan}]",
            most + "unknown key \"owner\"; known here: cron, zone, lane, title, brief, done_when,"
                + " route, priority, needs"),
        schedule(
            "[{cron: \"0 0 9 ? * *\", lane: build, title: x, needs: [gpu]}]",
            "entry 1 (\"x\"): \"gpu\" is not one of the team's resources ()"),
        says(
            team("schedule: [{cron: \"0 0 9 ? * *\", lane: build, title: x, needs: [api]}]\n    "
                + "resources: {api: {limit: 3, window: 1s}}"),
            ":6: teams.t.schedule: entry 1 (\"x\"): \"api\" is a budget, which is spent and not"
                + " held, so no task needs it; its agent asks for it"),
        schedule(
            "[{cron: \"0 0 9 ? * *\", lane: build, title: x, priority: soon}]",
            most
                + "priority: found \"soon\"; must be urgent or high or normal or low, such as high"),
        schedule(
            "[{cron: \"0 0 9 ? * *\", lane: build, title: " + "x".repeat(121) + "}]",
            most + "Titles are at most 120 characters; this has 121."),
        schedule(
            "[" + "{cron: \"0 0 9 ? * *\", lane: build, title: x}, ".repeat(51) + "]",
            "found 51 entries; there may be 50"));
  }

  private static Arguments schedule(String written, String words) {
    return says(team("schedule: " + written), ":6: teams.t.schedule: " + words);
  }

  @ParameterizedTest
  @MethodSource("badSchedules")
  void a_schedule_that_is_wrong_is_named_by_its_number(String yaml, String words) {
    assertThat(new SettingsFixture(folder).complaint(yaml)).startsWith(words);
  }

  static Stream<Arguments> badValues() {
    return Stream.of(
        says(
            "server: {port: 65536}",
            ":1: server.port: found 65536; must be a whole number, 0…65535, such as 7070"),
        says(
            "server: {port: \"7070\"}",
            ":1: server.port: found \"7070\"; must be a whole number, 0…65535, such as 7070"),
        says(
            "server: {port: }",
            ":1: server.port: found nothing; must be a whole number, 0…65535, such as 7070"),
        says(
            "server: {port: 0x10}",
            ":1: server.port: found 0x10; must be a whole number, 0…65535, such as 7070"),
        says(
            "server: {port: -1}",
            ":1: server.port: found -1; must be a whole number, 0…65535, such as 7070"),
        says(
            "server: {port: [1, 2]}",
            ":1: server.port: found a list [1, 2]; must be a whole number, 0…65535, such as 7070"),
        says(
            "server: {host: 12}",
            ":1: server.host: found 12; must be a host name or an address, without a port, such as"
                + " 127.0.0.1"),
        says(
            "server: {sweep: 15}",
            ":1: server.sweep: found 15; must be a duration, 1s…1m, such as 15s"),
        says(
            "server: {sweep: 61s}",
            ":1: server.sweep: found \"61s\"; must be a duration, 1s…1m, such as 15s"),
        says(
            "server: {requests: {rate: 0, burst: 10001}}",
            ":1: server.requests.rate: found 0; must be a whole number, 1…10000, such as 20",
            ":1: server.requests.burst: found 10001; must be a whole number, 1…10000, such as 40"),
        says(
            "server: {requests: 20}",
            ":1: server.requests: found 20; must hold keys (rate, burst)"),
        says(
            "server: {hosts: box.example.com}",
            ":1: server.hosts: found \"box.example.com\"; must be a list of 0…20 hosts, each once:"
                + " a host name or an address, without a port, such as [signalbox.example.com]"),
        says(
            "data: ~/box",
            ":1: data: found \"~/box\"; must be a directory, absolute or relative to this file, not"
                + " with ~, such as ./data"),
        says(
            "database: {max_pages: 0}",
            ":1: database.max_pages: found 0; must be a whole number, 1…2147483647, or none, such as"
                + " 1000"),
        says(
            "slack: {mode: polling}",
            ":1: slack.mode: found \"polling\"; must be socket or http, such as socket"),
        says(
            "slack: {api: http://slack.com/api/}",
            ":1: slack.api: found \"http://slack.com/api/\"; must be an https address that ends in a"
                + " slash, such as https://slack.com/api/"),
        says(
            "slack: {api: https://slack.com/api}",
            ":1: slack.api: found \"https://slack.com/api\"; must be an https address that ends in a"
                + " slash, such as https://slack.com/api/"),
        says(
            team("rooms: [slack:general]"),
            ":6: teams.t.rooms: found a list [\"slack:general\"]; must be a list of 1…20 rooms, each"
                + " once: local, or slack: or discord: and the id of a channel, such as [local,"
                + " slack:C012AB3CD]"),
        says(
            team("rooms: []"),
            ":6: teams.t.rooms: found a list []; must be a list of 1…20 rooms, each once: local,"
                + " or slack: or discord: and the id of a channel, such as [local, slack:C012AB3CD]"),
        says(
            team("rooms: [local, local]"),
            ":6: teams.t.rooms: found a list [\"local\", \"local\"]; must be a list of 1…20 rooms,"
                + " each once: local, or slack: or discord: and the id of a channel, such as [local,"
                + " slack:C012AB3CD]"),
        says(
            team("zone: Europe/Berln"),
            ":6: teams.t.zone: found \"Europe/Berln\"; must be the name of a time zone, such as"
                + " Europe/Berlin"),
        says(
            team("wip: lots"),
            ":6: teams.t.wip: found \"lots\"; must be a whole number, 1…1000, such as 3"),
        says(
            team("wip: none"),
            ":6: teams.t.wip: found \"none\"; must be a whole number, 1…1000, such as 3"),
        says(
            team("wip: 1001"),
            ":6: teams.t.wip: found 1001; must be a whole number, 1…1000, such as 3"),
        says(
            team("aging: 59s"),
            ":6: teams.t.aging: found \"59s\"; must be a duration, 1m…365d, such as 30m"),
        says(
            team("", "build: {wip: 0}"),
            ":5: teams.t.lanes.build.wip: found 0; must be a whole number, 1…1000, or none, such as"
                + " 2"),
        says(
            team("agent_wip: 21"),
            ":6: teams.t.agent_wip: found 21; must be a whole number, 1…20, such as 1"),
        says(
            team("beat: 61m"),
            ":6: teams.t.beat: found \"61m\"; must be a duration, 1s…1h, such as 1m"),
        says(
            team("first_beat: soon"),
            ":6: teams.t.first_beat: found \"soon\"; must be a duration, 1s…365d, such as 3m"),
        says(
            team("long_max: 25h"),
            ":6: teams.t.long_max: found \"25h\"; must be a duration, 0s…1d, such as 1h"),
        says(
            team("hold_max: 366d"),
            ":6: teams.t.hold_max: found \"366d\"; must be a duration, 1s…365d, such as 1d"),
        says(
            team("max_attempts: 11"),
            ":6: teams.t.max_attempts: found 11; must be a whole number, 1…10, such as 3"),
        says(
            team("max_rounds: 1.5"),
            ":6: teams.t.max_rounds: found 1.5; must be a whole number, 1…10, such as 3"),
        says(
            team("review_limit: 101"),
            ":6: teams.t.review_limit: found 101; must be a whole number, 1…100, such as 4"),
        says(
            team("finish: true"),
            ":6: teams.t.finish: found true; must be ship or accept, such as ship"),
        says(
            team("review_by: review"),
            ":6: teams.t.review_by: found \"review\"; must be a list of lanes of the team, or any,"
                + " or none, such as [review]"),
        says(
            team("review_by: []"),
            ":6: teams.t.review_by: found a list []; must be a list of lanes of the team, or any, or"
                + " none, such as [review]"),
        says(
            team("", "build: 2"),
            ":5: teams.t.lanes.build: found 2; must hold keys (wip,"
                + " agent_wip, beat, first_beat, quiet_after, lost_after, long_max, hold_max,"
                + " max_attempts, max_rounds, review_within, review_limit, finish, review_by)"),
        says(
            team("").replace("lanes: {build: {}, review: {}}", "lanes: [build, review]"),
            ":5: teams.t.lanes: found a list [\"build\", \"review\"]; must hold names"),
        says(
            team("").replace("admin", "boss"),
            ":4: teams.t.people.ryan.role: found \"boss\"; must be member or admin, such as"
                + " admin"));
  }

  static Stream<Arguments> badTeams() {
    return Stream.of(
        says("teams: {}", ":1: teams: names no team; name one, or take the key out"),
        says("teams:\n", ":1: teams: names no team; name one, or take the key out"),
        says("teams: [t]", ":1: teams: found a list [\"t\"]; must hold names"),
        says(
            team("").replace("  t:", "  T1:"),
            ":2: teams.T1: \"T1\" is not a name; use a letter, then up to 31 of a-z 0-9 _ -, all"
                + " lower case"),
        says(
            team("", "Build: {}"),
            ":5: teams.t.lanes.Build: \"Build\" is not a name; use a letter, then up to 31 of a-z"
                + " 0-9 _ -, all lower case"),
        says(
            team("").replace("owner: ryan", "owner: Ryan"),
            ":3: teams.t.owner: found \"Ryan\"; must be a letter, then up to 31 of a-z 0-9 _ -, all"
                + " lower case, such as ryan"),
        says(
            team("").replace("owner: ryan", "owner: ryna"),
            ":3: teams.t.owner: \"ryna\" is not one of the team's people (ryan, sam); did you mean"
                + " ryan?"),
        says(
            team("").replace("owner: ryan", ""),
            ":2: teams.t.owner: missing; name one of the people, such as owner: ryan"),
        says(
            team("").replace("{role: admin}", "{}"),
            ":4: teams.t.people: nobody here is an admin; give one of them role: admin, such as"
                + " ryan: {role: admin}"),
        says(
            team("").replace("people: {ryan: {role: admin}, sam: {}}", ""),
            ":2: teams.t.people: found 0; a team has 1…500, such as {ryan: {role: admin}}"),
        says(
            team("", ""),
            ":5: teams.t.lanes: found 0; a team has 1…50, such as {build: {}, review: {}}"),
        says(
            team("", many(51)),
            ":5: teams.t.lanes: found 51; a team has 1…50, such as {build: {}, review: {}}"),
        says(
            team("").replace("sam: {}", many(500)),
            ":4: teams.t.people: found 501; a team has 1…500, such as {ryan: {role: admin}}"),
        says(
            team("", "build: {review_by: [reveiw, build]}, review: {}"),
            ":5: teams.t.lanes.build.review_by: \"reveiw\" is not one of the team's lanes (build,"
                + " review); did you mean review?"),
        says(
            team("review_by: [docs]", many(11)),
            ":6: teams.t.review_by: \"docs\" is not one of the team's lanes (n0, n1, n2, n3, n4, n5,"
                + " n6, n7, n8, n9, …)"),
        says(
            team("review_by: [docs]"),
            ":6: teams.t.review_by: \"docs\" is not one of the team's lanes (build, review)"),
        says(
            "teams: {t: }",
            ":1: teams.t.lanes: found 0; a team has 1…50, such as {build: {}, review: {}}",
            ":1: teams.t.people: found 0; a team has 1…500, such as {ryan: {role: admin}}",
            ":1: teams.t.owner: missing; name one of the people, such as owner: ryan"));
  }

  static Stream<Arguments> contradictions() {
    return Stream.of(
        says(
            team("beat: 76s"),
            ":6: teams.t.beat: quiet_after is 150s (default) and must be at least 2 × beat ="
                + " 152s",
            ":6: teams.t.beat: lost_after is 5m (default) and must be at least 4 × beat = 304s"),
        says(
            team("", "build: {first_beat: 59s}"),
            ":5: teams.t.lanes.build.first_beat: first_beat is 59s (file) and must be at least beat"
                + " = 1m"),
        says(
            team("first_beat: 301s"),
            ":6: teams.t.first_beat: first_beat is 301s (file) and must be at most lost_after ="
                + " 5m"),
        says(
            team("quiet_after: 119s"),
            ":6: teams.t.quiet_after: quiet_after is 119s (file) and must be at least 2 × beat ="
                + " 2m"),
        says(
            team("quiet_after: 5m"),
            ":6: teams.t.quiet_after: lost_after is 5m (default) and must be longer than quiet_after"
                + " = 5m"),
        says(
            team("lost_after: 239s"),
            ":6: teams.t.lost_after: lost_after is 239s (file) and must be at least 4 × beat ="
                + " 4m"),
        says(
            team("hold_max: 4m"),
            ":6: teams.t.hold_max: hold_max is 4m (file) and must be at least lost_after = 5m"),
        says(
            team("review_within: 2m"),
            ":6: teams.t.review_within: review_within is 2m (file) and must be at least first_beat ="
                + " 3m"),
        says(
            team("quiet_after: 3m", "build: {beat: 100s}, docs: {}"),
            ":5: teams.t.lanes.build.beat: quiet_after is 3m (file) and must be at least 2 × beat ="
                + " 200s",
            ":5: teams.t.lanes.build.beat: lost_after is 5m (default) and must be at least 4 × beat"
                + " = 400s"));
  }

  @ParameterizedTest
  @MethodSource({"unknownKeys", "badValues", "badTeams", "contradictions"})
  void is_told_with_file_line_key_and_what_is_allowed(String yaml, String complaint) {
    assertThat(new SettingsFixture(folder).complaint(yaml)).isEqualTo(complaint);
  }

  @Test
  void the_ends_of_every_range_belong_to_it() {
    String good = "beat: 75s, first_beat: 75s, quiet_after: 150s, lost_after: 300s, hold_max: 300s,"
        + " review_within: 75s, long_max: 24h";
    assertThat(new SettingsFixture(folder).complaint(team("", "build: {" + good + "}")))
        .isEqualTo("nothing");
    assertThat(new SettingsFixture(folder).complaint(team("", many(50)))).isEqualTo("nothing");
    assertThat(new SettingsFixture(folder).complaint(team("").replace("sam: {}", many(499))))
        .isEqualTo("nothing");
  }

  @Test
  void a_team_may_be_contradictory_where_all_its_lanes_are_not() {
    assertThat(new SettingsFixture(folder)
            .complaint(team("beat: 2m", "build: {beat: 30s}, review: {beat: 60s}")))
        .isEqualTo("nothing");
  }

  @Test
  void everything_wrong_is_told_at_once_in_the_order_of_the_file() {
    String yaml = """
        server: {port: none, hots: []}
        backup: {keep: 0}
        teams:
          t:
            owner: bob
            people: {ryan: {role: admin}}
            lost_after: 1m
            lanes:
              build: {wip: 0, review_by: [docs]}
              review:
          u:
            owner: ryan
            people: {ryan: {}}
            beat: often
            lanes: {build: }
        """;
    assertThat(new SettingsFixture(folder).complaint(yaml).lines())
        .containsExactly(
            "signalbox.yaml:1: server.port: found \"none\"; must be a whole number, 0…65535, such as"
                + " 7070",
            "signalbox.yaml:1: server.hots: unknown key \"hots\"; did you mean \"host\"?",
            "signalbox.yaml:2: backup.keep: found 0; must be a whole number, 1…1000, such as 7",
            "signalbox.yaml:5: teams.t.owner: \"bob\" is not one of the team's people (ryan)",
            "signalbox.yaml:7: teams.t.lost_after: first_beat is 3m (default) and must be at most"
                + " lost_after = 1m",
            "signalbox.yaml:7: teams.t.lost_after: lost_after is 1m (file) and must be at least 4 ×"
                + " beat = 4m",
            "signalbox.yaml:7: teams.t.lost_after: lost_after is 1m (file) and must be longer than"
                + " quiet_after = 150s",
            "signalbox.yaml:9: teams.t.lanes.build.wip: found 0; must be a whole number, 1…1000, or"
                + " none, such as 2",
            "signalbox.yaml:9: teams.t.lanes.build.review_by: \"docs\" is not one of the team's"
                + " lanes (build, review)",
            "signalbox.yaml:13: teams.u.people: nobody here is an admin; give one of them role:"
                + " admin, such as ryan: {role: admin}",
            "signalbox.yaml:14: teams.u.beat: found \"often\"; must be a duration, 1s…1h, such as"
                + " 1m");
  }

  @Test
  void what_is_wrong_as_a_whole_is_told_once() {
    String yaml = """
        teams:
          t:
            owner: ryan
            people: {ryan: admin}
            lanes: {build: 2, review: {review_by: [build]}}
          u: 5
        """;
    assertThat(new SettingsFixture(folder).complaint(yaml).lines()).hasSize(3).satisfies(lines -> {
      assertThat(lines.get(0))
          .isEqualTo(
              "signalbox.yaml:4: teams.t.people.ryan: found \"admin\"; must hold keys (role, slack, discord)");
      assertThat(lines.get(1)).startsWith("signalbox.yaml:5: teams.t.lanes.build: found 2;");
      assertThat(lines.get(2)).startsWith("signalbox.yaml:6: teams.u: found 5; must hold");
    });
  }

  @Test
  void no_more_than_a_hundred_problems_are_told() {
    String yaml = many(250).replace("{}", "1").replace(", ", "\n");
    assertThat(new SettingsFixture(folder).complaint(yaml))
        .hasLineCount(101)
        .endsWith("\nsignalbox.yaml: and 150 more problems");
  }

  private static String many(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "n" + i + ": {}")
        .collect(Collectors.joining(", "));
  }

  private static Arguments says(String yaml, String... complaints) {
    return Arguments.of(
        yaml,
        Stream.of(complaints).map(c -> "signalbox.yaml" + c).collect(Collectors.joining("\n")));
  }
}
