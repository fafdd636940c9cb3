package dev.signalbox.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.board.Lane;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.Need;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.Priority;
import dev.signalbox.board.Schedule;
import dev.signalbox.board.Team;
import dev.signalbox.board.TeamId;
import dev.signalbox.settings.Settings.Value;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** File, chat and reading again, in every order: the last change wins. */
class TeamSettingsTest {

  private static final LaneId BUILD = new LaneId("build");
  private static final LaneId DOCS = new LaneId("docs");

  @TempDir
  Path folder;

  private Team file(String lines) {
    return new SettingsFixture(folder).read("""
        teams:
          t:
            owner: ryan
            people: {ryan: {role: admin}, sam: {}}
        """ + lines.indent(4)).teams().get(new TeamId("t"));
  }

  private static Team chat(Team team, String... keysAndTexts) {
    Map<String, Optional<String>> changes = new LinkedHashMap<>();
    for (int i = 0; i < keysAndTexts.length; i += 2) {
      changes.put(keysAndTexts[i], Optional.ofNullable(keysAndTexts[i + 1]));
    }
    return TeamSettings.change(team, changes);
  }

  /** What somebody does to one key, and what it shall be without knowing how it is done. */
  private sealed interface Step {
    record File(String said) implements Step {}

    record Chat(String said) implements Step {}
  }

  @Test
  void in_every_order_the_last_change_wins() {
    List<Step> steps = List.of(
        new Step.File("2"),
        new Step.File("4"),
        new Step.File(""),
        new Step.Chat("5"),
        new Step.Chat("4"));
    int sequences = 0;
    for (List<Step> sequence : sequences(steps, 4)) {
      Team team = file("wip: 2\nlanes: {build: {}}");
      String lastSaid = "2";
      String expected = "2";
      for (Step step : sequence) {
        if (step instanceof Step.File read) {
          String line = read.said().isEmpty() ? "" : "wip: " + read.said() + "\n";
          team = TeamSettings.reread(team, file(line + "lanes: {build: {}}"));
          expected = read.said().equals(lastSaid) ? expected : read.said();
          lastSaid = read.said();
        } else if (step instanceof Step.Chat asked) {
          team = chat(team, "wip", asked.said());
          expected = asked.said();
        }
        assertThat(team.wip())
            .as("after %s", sequence)
            .isEqualTo(expected.isEmpty() ? 3 : Integer.parseInt(expected));
      }
      sequences++;
    }
    assertThat(sequences).isEqualTo(5 * 5 * 5 * 5);
  }

  private static List<List<Step>> sequences(List<Step> steps, int length) {
    List<List<Step>> all = List.of(List.of());
    for (int i = 0; i < length; i++) {
      List<List<Step>> longer = new ArrayList<>();
      for (List<Step> one : all) {
        for (Step step : steps) {
          List<Step> more = new ArrayList<>(one);
          more.add(step);
          longer.add(more);
        }
      }
      all = longer;
    }
    return all;
  }

  @Test
  void a_lane_value_wins_over_the_team_whoever_wrote_it() {
    Team team =
        chat(file("max_rounds: 5\nlanes: {build: {}, docs: {max_rounds: 2}}"), "max_rounds", "7");
    assertThat(team.lane(BUILD).orElseThrow().maxRounds()).isEqualTo(7);
    assertThat(team.lane(DOCS).orElseThrow().maxRounds()).isEqualTo(2);
  }

  @Test
  void people_type_lists_and_times_as_they_like() {
    Team team = chat(
        file("lanes: {build: {}, docs: {}, review: {}}"),
        "lanes.build.review_by",
        "review, docs",
        "quiet_hours.from",
        "22:00",
        "quiet_hours.to",
        "07:00",
        "people.sam.discord",
        "80351110224678912",
        "zone",
        "America/New_York");
    assertThat(team.lane(BUILD).orElseThrow().reviewBy().lanes())
        .containsExactly(new LaneId("review"), DOCS);
    assertThat(team.notices().quiet())
        .isEqualTo(new Team.QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0)));
    assertThat(team.people().get(new PersonId("sam")).discord()).isEqualTo("80351110224678912");
    assertThat(team.zone().getId()).isEqualTo("America/New_York");
  }

  @Test
  void schedules_are_read_and_exported_word_for_word() {
    Team team = file("""
        lanes: {build: {}, docs: {}}
        zone: Europe/Berlin
        schedule:
          - {cron: "0 0 9 ? * MON-FRI", lane: docs, title: "Triage the inbox"}
          - cron: "0 30 2 1 * ?"
            zone: Australia/Lord_Howe
            lane: build
            title: 'He said "\\o/", {1}: #2'
            brief: |
              First line: a, b
              second [line]:\tx
            done_when: ["a, b", 42]
            route: [docs, build]
            priority: urgent
            needs: ["gpu:2", "files:docs/**"]
        resources: {gpu: {units: 2}}
        """);
    assertThat(team.schedules())
        .containsExactly(
            new Schedule(
                "0 0 9 ? * MON-FRI",
                null,
                DOCS,
                "Triage the inbox",
                "",
                List.of(),
                List.of(),
                null,
                List.of(),
                null),
            new Schedule(
                "0 30 2 1 * ?",
                ZoneId.of("Australia/Lord_Howe"),
                BUILD,
                "He said \"\\o/\", {1}: #2",
                "First line: a, b\nsecond [line]:\tx\n",
                List.of("a, b", "42"),
                List.of(DOCS, BUILD),
                Priority.URGENT,
                List.of(Need.of("gpu", 2), Need.exclusive("docs/**")),
                null));
    assertThat(team.scheduled().keySet())
        .containsExactly(
            "docs 0 0 9 ? * MON-FRI Europe/Berlin", "build 0 30 2 1 * ? Australia/Lord_Howe");
    Team again =
        new SettingsFixture(folder).read(TeamSettings.export(team)).teams().get(team.id());
    assertThat(again).isEqualTo(team);
    assertThat(TeamSettings.describe(team)).anySatisfy(value -> {
      assertThat(value.key()).isEqualTo("teams.t.schedule");
      assertThat(value.text())
          .startsWith("[{cron: \"0 0 9 ? * MON-FRI\", lane: docs, title: \"Triage the inbox\"}, {");
    });
  }

  @Test
  void a_lane_that_a_schedule_names_cannot_go_in_chat() {
    Team team = file("""
        lanes: {build: {}, docs: {}}
        schedule: [{cron: "0 0 9 ? * *", lane: docs, title: Triage}]
        """);
    assertThatThrownBy(() -> chat(team, "lanes.docs", null))
        .hasMessageContaining("schedule: entry 1 (\"Triage\"): \"docs\" is not one of the team's");
  }

  @Test
  void lanes_come_and_go_in_chat_and_stay_gone_until_the_file_says_otherwise() {
    String lines = "lanes: {build: {wip: 2}, docs: {}}";
    Team team = chat(file(lines), "lanes.spec", "{}", "lanes.docs", null);
    assertThat(team.lanes()).containsOnlyKeys(BUILD, new LaneId("spec"));
    assertThat(TeamSettings.reread(team, file(lines)).lanes())
        .containsOnlyKeys(BUILD, new LaneId("spec"));
    Team other = TeamSettings.reread(team, file("lanes: {build: {}, docs: {}, ops: {}}"));
    assertThat(other.lanes()).containsOnlyKeys(BUILD, new LaneId("spec"), new LaneId("ops"));
    assertThat(other.lane(BUILD).orElseThrow().wip()).isNull();
  }

  @Test
  void a_lane_that_the_file_drops_takes_what_was_said_of_it_along() {
    Team team = chat(file("lanes: {build: {}, docs: {}}"), "lanes.docs.finish", "accept");
    assertThat(team.lane(DOCS).orElseThrow().finish()).isEqualTo(Lane.Finish.ACCEPT);
    assertThat(TeamSettings.reread(team, file("lanes: {build: {}}")).lanes())
        .containsOnlyKeys(BUILD);
  }

  @Test
  void what_is_wrong_is_named_and_changes_nothing() {
    Team team = file("lanes: {build: {}}");
    assertThatThrownBy(() -> chat(team, "lanes.build.wip", "0"))
        .isInstanceOf(SettingsException.class)
        .hasMessage("teams.t.lanes.build.wip: found \"0\"; must be a whole number, 1…1000, or none,"
            + " such as 2");
    assertThatThrownBy(() -> chat(team, "lanes.build.wpi", "2"))
        .hasMessageContaining("did you mean \"wip\"?");
    assertThatThrownBy(() -> chat(team, "people.ryan.role", "member"))
        .hasMessageContaining("nobody here is an admin");
    assertThatThrownBy(() -> chat(team, "lanes.build.review_by", "nowhere"))
        .hasMessageContaining("is not one of the team's lanes");
    assertThatThrownBy(() -> chat(team, "zone", "{a: [b"))
        .hasMessageContaining("must be the name of a time zone");
    assertThatThrownBy(() -> chat(team, "lanes.build.quiet_after", "10s"))
        .hasMessageContaining("at least 2 × beat");
  }

  @Test
  void tells_who_wrote_each_value() {
    Team team = chat(file("wip: 4\nlanes: {build: {}}"), "aging", "1h");
    assertThat(TeamSettings.describe(team).stream().map(Value::line))
        .contains(
            "teams.t.wip = 4   (file)",
            "teams.t.aging = 1h   (chat)",
            "teams.t.lanes.build.max_rounds = 3   (default)");
  }

  @Test
  void what_is_exported_gives_the_same_settings() {
    Settings start = new SettingsFixture(folder).read("""
        server: {port: 7171, hosts: [a.example.com]}
        teams:
          t:
            owner: ryan
            people: {ryan: {role: admin, discord: "80351110224678912"}, sam: {}}
            lanes: {build: {review_by: [review]}, review: {}}
        """);
    Team team = chat(
        start.teams().get(new TeamId("t")),
        "digest",
        "0 0 9 ? * MON-FRI",
        "quiet_hours.from",
        "22:00",
        "quiet_hours.to",
        "07:00",
        "lanes.build.wip",
        "2",
        "lanes.docs",
        "{}");
    Settings again = new SettingsFixture(folder).read(start.export(List.of(team)));
    assertThat(again.server()).isEqualTo(start.server());
    assertThat(again.teams().get(team.id()).withWritten(Map.of()))
        .isEqualTo(team.withWritten(Map.of()));
  }
}
