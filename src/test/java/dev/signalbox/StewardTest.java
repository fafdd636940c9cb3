package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.board.Actor;
import dev.signalbox.board.Entry;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.Schedule;
import dev.signalbox.board.TaskCommand;
import dev.signalbox.board.Team;
import dev.signalbox.board.TeamCommand;
import dev.signalbox.board.TeamEvent;
import dev.signalbox.board.TeamId;
import dev.signalbox.desk.ManualDesk;
import dev.signalbox.desk.Reply;
import dev.signalbox.desk.Request;
import dev.signalbox.ledger.Store;
import dev.signalbox.settings.Settings;
import dev.signalbox.settings.SettingsException;
import dev.signalbox.talk.Message;
import dev.signalbox.talk.Offices;
import dev.signalbox.talk.PaperOffices;
import dev.signalbox.talk.Press;
import dev.signalbox.talk.Spelling;
import dev.signalbox.talk.Talk;
import dev.signalbox.talk.Utterance;
import dev.signalbox.talk.WhatToTell;
import dev.signalbox.testkit.ManualTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings from the file and from chat, over restarts, on a real ledger. */
class StewardTest {

  private static final TeamId TEAM = new TeamId("t");
  private static final Actor RYAN = Actor.of(new PersonId("ryan"));
  private static final Actor SAM = Actor.of(new PersonId("sam"));

  @TempDir
  Path folder;

  private final ManualTime time = new ManualTime();
  private Store store;
  private ManualDesk desk;
  private Steward steward;
  private Talk talk;

  @BeforeEach
  void start() {
    file("wip: 3", "lanes: {build: {wip: 2}, docs: {}, review: {}}");
    open();
  }

  @AfterEach
  void stop() {
    store.close();
  }

  private void file(String... lines) {
    try {
      Files.writeString(
          folder.resolve("box.yaml"), """
          teams:
            t:
              owner: ryan
              people: {ryan: {role: admin}, sam: {}}
          """ + String.join("\n", lines).indent(4));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void open() {
    Settings settings = Settings.read(folder.resolve("box.yaml"));
    store = Store.open(folder.resolve("data"), Store.Options.DEFAULT);
    desk = new ManualDesk(
        store.ledger(), new WhatToTell(), Steward.atStart(settings, store.reads()), time);
    steward = new Steward(settings, store.reads(), this::serve);
    PaperOffices paper = new PaperOffices(this::serve);
    Offices offices = new Offices(steward, paper, paper);
    talk = new Talk(
        new Talk.House(
            this::serve,
            chore -> CompletableFuture.completedFuture(null),
            store.reads(),
            offices,
            time),
        Spelling.PROMPTED);
  }

  private CompletableFuture<Reply> serve(Request request) {
    return desk.serve(List.of(request)).get(0);
  }

  private void restart() {
    store.close();
    open();
  }

  private Team team() {
    return store.reads().team(TEAM).orElseThrow();
  }

  private String says(Actor who, String text) {
    Message answer = talk.hear(new Utterance(TEAM, who, "local", null, text)).join();
    return answer.spoken();
  }

  private String lastLine() {
    List<Entry> log = store.reads().events(TEAM, 0, 200);
    TeamEvent.Configured last = log.stream()
        .map(Entry::event)
        .filter(TeamEvent.Configured.class::isInstance)
        .map(TeamEvent.Configured.class::cast)
        .reduce((one, other) -> other)
        .orElseThrow();
    return last.changes().stream()
        .map(change -> change.key() + " " + change.before() + " " + change.now())
        .collect(Collectors.joining("; "));
  }

  @Test
  void a_lane_is_changed_in_chat_and_stays_so_over_a_restart() {
    assertThat(says(RYAN, "lane set build wip:3 finish:accept"))
        .isEqualTo("Done. lanes.build.wip: 2 → 3 lanes.build.finish: not set → accept");
    assertThat(team().lane(new LaneId("build")).orElseThrow().wip()).isEqualTo(3);
    assertThat(lastLine()).isEqualTo("lanes.build.wip 2 3; lanes.build.finish null accept");
    restart();
    assertThat(team().lane(new LaneId("build")).orElseThrow().wip()).isEqualTo(3);
    assertThat(says(RYAN, "lane set build wip:3")).isEqualTo("Nothing changed: it is so already.");
  }

  @Test
  void what_the_file_says_anew_wins_at_a_reload_and_at_a_start() {
    says(RYAN, "lane set build wip:5");
    assertThat(says(RYAN, "reload")).isEqualTo("Nothing changed: it is so already.");
    file("wip: 4", "lanes: {build: {wip: 2}, docs: {}, review: {}}");
    assertThat(says(RYAN, "reload")).isEqualTo("Done. wip: 3 → 4");
    assertThat(team().lane(new LaneId("build")).orElseThrow().wip()).isEqualTo(5);
    file("wip: 4", "lanes: {build: {wip: 1}, docs: {}, review: {}}");
    restart();
    assertThat(team().lane(new LaneId("build")).orElseThrow().wip()).isEqualTo(1);
  }

  @Test
  void a_bad_file_changes_nothing() {
    Team before = team();
    file("wip: 0", "lanes: {build: {wip: 7}}");
    assertThat(says(RYAN, "reload")).contains("wip: found 0; must be a whole number, 1…1000");
    assertThat(team()).isEqualTo(before);
  }

  private static final String LANES = "lanes: {build: {wip: 2}, docs: {}, review: {}}";

  @Test
  void a_schedule_comes_changes_and_goes_without_a_start() {
    file("wip: 3", LANES, "schedule: [{cron: \"0 0 9 * * ?\", lane: docs, title: Triage}]");
    assertThat(says(RYAN, "reload")).startsWith("Done. schedule: not set → ");
    Instant first = time.instant();
    assertThat(team().schedules()).extracting(Schedule::since).containsExactly(first);
    time.pass(Duration.ofHours(1));
    file("wip: 3", LANES, """
        schedule:
          - {cron: "0 0 8 * * ?", lane: build, title: Early}
          - {cron: "0 0 9 * * ?", lane: docs, title: Sort}
        """);
    assertThat(says(RYAN, "reload")).startsWith("Done. schedule: ");
    assertThat(team().schedules()).extracting(Schedule::title).containsExactly("Early", "Sort");
    assertThat(team().schedules())
        .extracting(Schedule::since)
        .containsExactly(time.instant(), first);
    int events = store.reads().events(TEAM, 0, 200).size();
    time.pass(Duration.ofHours(1));
    restart();
    assertThat(team().schedules())
        .extracting(Schedule::since)
        .containsExactly(first.plus(Duration.ofHours(1)), first);
    assertThat(store.reads().events(TEAM, 0, 200)).as("and Awoke").hasSize(events + 1);
    file("wip: 3", LANES);
    assertThat(says(RYAN, "reload")).startsWith("Done. schedule: ");
    assertThat(team().schedules()).isEmpty();
  }

  @Test
  void what_is_no_time_is_named_and_stops_the_start() {
    Team before = team();
    for (String cron : List.of("0 0 9 * * *", "0 0 9 31 2 ?", "0 0 25 ? * MON")) {
      file("wip: 3", LANES, """
          schedule:
            - {cron: "0 0 9 * * ?", lane: docs, title: Good}
            - {cron: "%s", lane: docs, title: Bad}
          """.formatted(cron));
      assertThat(says(RYAN, "reload"))
          .contains("schedule: entry 2: cron: \"" + cron + "\" is no time");
    }
    assertThat(team()).isEqualTo(before);
    assertThatThrownBy(this::restart)
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith("teams.t.schedule: entry 2: cron: \"0 0 25 ? * MON\" is no time (");
  }

  @Test
  void a_lane_with_open_work_cannot_go() {
    desk.serve(TEAM, newTask("docs"));
    assertThat(says(RYAN, "lane remove docs"))
        .isEqualTo("Lane docs is gone from the settings of the team, but T-1 is open in it."
            + " Put it back, or settle that first.");
    file("wip: 3", "lanes: {build: {wip: 2}, review: {}}");
    assertThat(says(RYAN, "reload")).contains("T-1 is open in it");
    assertThat(says(RYAN, "lane remove review")).startsWith("Done. lanes.review: ");
    assertThatThrownBy(this::restart).hasMessageContaining("T-1 is open in it");
  }

  private static TaskCommand.New newTask(String lane) {
    return new TaskCommand.New(
        RYAN, "x", "", List.of(), new LaneId(lane), List.of(), null, null, List.of(), null);
  }

  @Test
  void a_team_with_work_cannot_vanish_from_the_file() throws IOException {
    desk.serve(TEAM, newTask("docs"));
    Files.writeString(folder.resolve("box.yaml"), "server: {port: 7171}\n");
    assertThat(says(RYAN, "reload"))
        .isEqualTo("Team t is gone from the settings, but it has open tasks."
            + " Put it back, or settle that first.");
    assertThatThrownBy(this::restart).hasMessageContaining("Team t is gone from the settings");
  }

  @Test
  void what_only_a_start_puts_in_force_is_said() throws IOException {
    Path file = folder.resolve("box.yaml");
    Files.writeString(file, "server: {port: 7171}\n" + Files.readString(file));
    assertThat(says(RYAN, "reload"))
        .isEqualTo("Nothing changed: it is so already. In force at the next start: server.port.");
  }

  @Test
  void people_and_lanes_come_and_go() {
    assertThat(says(RYAN, "person set @mia role:admin slack:U012AB3CD"))
        .isEqualTo("Done. people.mia: not set → new people.mia.role: not set → admin"
            + " people.mia.slack: not set → U012AB3CD");
    assertThat(team().admins()).containsExactly(new PersonId("mia"), new PersonId("ryan"));
    assertThat(says(RYAN, "person remove mia")).startsWith("Done. people.mia: new → gone");
    assertThat(says(RYAN, "person set sam"))
        .startsWith("Say what to set: role:, slack:, discord:.");
    assertThat(says(RYAN, "lane set spec wip:2"))
        .isEqualTo("No lane “spec”. For a new lane of that name add “new”.");
    assertThat(says(RYAN, "lane set biuld wip:2"))
        .startsWith("No lane “biuld”. Did you mean build?");
    assertThat(says(RYAN, "lane set spec new")).isEqualTo("Done. lanes.spec: not set → new");
    assertThat(says(RYAN, "person remove ryan")).contains("people");
  }

  @Test
  void only_admins_change_or_see_settings() {
    for (String typed : List.of(
        "lane set build wip:3",
        "lane remove docs",
        "person set sam role:admin",
        "person remove sam",
        "setup",
        "setup wip:9",
        "reload",
        "config show",
        "config export")) {
      assertThat(says(SAM, typed)).as(typed).startsWith("Only an admin can ");
      assertThat(says(null, typed)).as(typed).isNotEmpty().doesNotContain("Done");
    }
    assertThat(store.reads().events(TEAM, 0, 200)).hasSize(2);
  }

  @Test
  void set_up_asks_with_what_holds_and_takes_it_untouched() {
    Message form = talk.hear(new Utterance(TEAM, RYAN, "local", null, "setup")).join();
    assertThat(form.buttons()).hasSize(1);
    Map<String, String> fields = form.buttons().get(0).fields().stream()
        .collect(Collectors.toMap(field -> field.name(), field -> field.value()));
    assertThat(fields)
        .containsExactlyInAnyOrderEntriesOf(Map.of(
            "lanes", "build 2, docs, review",
            "wip", "3",
            "owner", "ryan",
            "zone", "UTC",
            "quiet_hours", "none"));
    String action = form.buttons().get(0).action();
    assertThat(talk.press(new Press(TEAM, RYAN, "local", action, fields)).join().spoken())
        .startsWith("Done.");
    Team untouched = team();
    assertThat(untouched.lanes().keySet())
        .extracting(LaneId::name)
        .containsExactly("build", "docs", "review");
    Map<String, String> other = Map.of(
        "lanes", "build 4, spec, review",
        "wip", "6",
        "owner", "sam",
        "zone", "Europe/Berlin",
        "quiet_hours", "22:00-7:00");
    assertThat(talk.press(new Press(TEAM, RYAN, "local", action, other)).join().spoken())
        .contains("lanes.docs: new → gone", "lanes.spec: not set → new", "zone: UTC → ");
    assertThat(team().wip()).isEqualTo(6);
    assertThat(team().notices().quiet()).hasToString("QuietHours[from=22:00, to=07:00]");
    assertThat(says(RYAN, "setup lanes:\"build 2 3\"")).contains("I don't understand");
    assertThat(says(RYAN, "setup quiet_hours:always")).contains("I don't understand");
    assertThat(says(RYAN, "setup zone:Mars/Base")).contains("must be the name of a time zone");
  }

  @Test
  void no_team_hears_of_another() throws IOException {
    Files.writeString(folder.resolve("box.yaml"), """
          other:
            owner: lee
            people: {lee: {role: admin}}
            lanes: {answer: {}}
        """.indent(0), StandardOpenOption.APPEND);
    assertThat(says(RYAN, "reload")).isEqualTo("Nothing changed: it is so already.");
    assertThat(steward.reloadAll().get(TEAM).later()).containsExactly("teams.other");
    restart();
    assertThat(says(RYAN, "config export")).contains("ryan").doesNotContain("other", "lee");
    assertThat(steward.exportAll()).contains("other", "lee");
  }

  @Test
  void a_team_that_nobody_wrote_is_neither_changed_nor_shown() {
    Team plain = team().withWritten(Map.of());
    desk.serve(TEAM, new TeamCommand.Configure(Actor.OPERATOR, plain));
    for (String typed : List.of("lane set build wip:3", "reload", "config show", "config export")) {
      assertThat(says(RYAN, typed))
          .as(typed)
          .startsWith("The settings of this team are the program's own");
    }
    assertThat(team()).isEqualTo(plain);
  }

  @Test
  void shows_and_exports_what_is_in_force() throws IOException {
    says(RYAN, "lane set docs finish:accept");
    assertThat(says(RYAN, "config show"))
        .contains("wip = 3   (file)", "lanes.docs.finish = accept   (chat)");
    Files.writeString(folder.resolve("other.yaml"), steward.export(TEAM));
    Team again = Settings.read(folder.resolve("other.yaml")).teams().get(TEAM);
    assertThat(again.withWritten(Map.of())).isEqualTo(team().withWritten(Map.of()));
  }
}
