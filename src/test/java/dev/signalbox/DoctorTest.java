package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.board.Actor;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.Subject;
import dev.signalbox.board.TeamId;
import dev.signalbox.desk.Chore;
import dev.signalbox.ledger.Store;
import dev.signalbox.local.LocalChat;
import dev.signalbox.settings.Settings;
import dev.signalbox.talk.Message;
import dev.signalbox.talk.Shown;
import dev.signalbox.talk.Utterance;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The doctor of a whole server, in chat and on the command line, and the agents added in chat. */
@Timeout(120)
class DoctorTest {

  private static final TeamId MAIN = new TeamId("main");

  @TempDir
  Path home;

  private Path config;

  @BeforeEach
  void write() throws Exception {
    config = home.resolve("signalbox.yaml");
    write("");
  }

  private void write(String more) throws Exception {
    Files.writeString(config, """
        server: {port: 0}
        teams:
          main:
            owner: sam
            people: {sam: {role: admin}, mia: {}}
            lanes: {build: {review_by: none}}
        """ + more.indent(4));
  }

  private Server start() {
    return Server.start(Settings.read(config).withData(home.resolve("data")));
  }

  private String says(Server server, String text) {
    Message answer = server
        .say(new Utterance(MAIN, Actor.of(new PersonId("sam")), LocalChat.ROOM, null, text))
        .join();
    return Shown.text(answer);
  }

  private String doctor(int exit) {
    StringWriter out = new StringWriter();
    int code = Signalbox.run(
        new PrintWriter(out, true),
        new PrintWriter(out, true),
        "doctor",
        "--config",
        config.toString(),
        "--data",
        home.resolve("data").toString());
    assertThat(code).as(out.toString()).isEqualTo(exit);
    return out.toString();
  }

  private static int heartbeat(String answer) throws Exception {
    String token =
        answer.lines().filter(line -> line.startsWith("sbx_")).findFirst().orElseThrow();
    String url = answer
        .lines()
        .filter(line -> line.startsWith("curl"))
        .map(line -> line.split(" ", -1)[2])
        .findFirst()
        .orElseThrow();
    assertThat(answer).contains("  -H 'Authorization: Bearer " + token + "' \\\n");
    HttpRequest request = HttpRequest.newBuilder(URI.create(url))
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString("{\"type\":\"heartbeat\"}"))
        .build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.ofString())
        .statusCode();
  }

  @Test
  void what_is_ill_is_named_with_its_fix_until_all_is_well() throws Exception {
    try (Server server = start()) {
      assertThat(says(server, "doctor"))
          .contains("✗ Nobody works in build. → agent add HANDLE lane:build");
      assertThat(doctor(Exit.REFUSED)).contains("✗ Nobody works in build.");
      String added = says(server, "agent add ada lane:build");
      assertThat(says(server, "doctor"))
          .contains("✗ ada is not here: it was never heard, or it left.");
      assertThat(heartbeat(added)).isEqualTo(200);
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(says(server, "doctor"))
              .startsWith("All is well: ")
              .contains(
                  "✓ The database takes writes; it has ",
                  "✓ There is no backup yet.",
                  "✓ The log of events has no gap.",
                  "✓ The clocks agree.",
                  "✓ No sweep came late.",
                  "✓ The file of settings says what was read last.",
                  "✓ Everything could be delivered.",
                  "✓ Nothing waits to be told.",
                  "✓ local was last told something ",
                  "✓ Every lane has agents",
                  "✓ Admins: sam."));
      assertThat(doctor(Exit.OK)).contains("✓ The clocks agree.").doesNotContain("✗");
    }
    assertThat(doctor(Exit.OK)).contains("✓ Every agent was heard");
  }

  @Test
  void a_rotated_token_works_as_pasted_and_a_removed_one_does_not() throws Exception {
    try (Server server = start()) {
      String added = says(server, "agent add ada lane:build");
      String rotated = says(server, "agent rotate ada");
      assertThat(heartbeat(rotated)).isEqualTo(200);
      assertThat(says(server, "agent remove ada")).startsWith("ada is removed");
      await().until(() -> heartbeat(added) == 401 && heartbeat(rotated) == 401);
    }
  }

  @Test
  void what_was_put_aside_and_a_file_that_changed_or_broke_are_named() throws Exception {
    try (Server server = start()) {
      says(server, "board share");
      await()
          .until(() -> server
              .reads()
              .message(MAIN, LocalChat.ROOM, Subject.TEAM, dev.signalbox.desk.Demand.Kind.BOARD, 0)
              .isPresent());
      long row = 1;
      server.desk().chore(new Chore.Parked(row, "channel_not_found")).join();
      assertThat(says(server, "doctor")).contains("was not told to local: channel_not_found.");
      write("wip: 7");
      assertThat(says(server, "doctor"))
          .contains("✗ The file of settings was changed since it was read: wip.");
      Files.writeString(config, "teams: [");
      assertThat(says(server, "doctor")).contains("✗ The file of settings cannot be read: ");
    }
  }

  @Test
  void a_digest_that_never_comes_is_named() throws Exception {
    write("digest: \"0 0 9 31 2 ?\"");
    try (Server server = start()) {
      assertThat(says(server, "doctor"))
          .contains("✗ The digest never comes: “0 0 9 31 2 ?” is no time");
      assertThat(says(server, "digest at:\"0 0 9 ? * MON-FRI\"")).startsWith("The digest comes at");
      assertThat(says(server, "doctor")).contains("✓ The digest comes at “0 0 9 ? * MON-FRI”");
      assertThat(says(server, "digest off")).isEqualTo("No digest comes any more.");
      assertThat(says(server, "doctor")).doesNotContain("digest");
    }
  }

  @Test
  void each_schedule_is_named_with_its_next_time_in_its_zone_running_or_not() throws Exception {
    write("""
        zone: Asia/Tokyo
        schedule:
          - {cron: "0 0 9 29 2 ?", lane: build, title: "Leap"}
          - {cron: "0 30 23 24 12 ?", zone: Europe/Berlin, lane: build, title: "Wrap up"}
        """);
    String tokyo = "“Leap” in build, scheduled at “0 0 9 29 2 ?”, comes next ";
    String berlin = "“Wrap up” in build, scheduled at “0 30 23 24 12 ?”, comes next ";
    try (Server server = start()) {
      assertThat(says(server, "doctor"))
          .containsPattern("✓ \\Q" + tokyo + "\\E\\w{3} 29 Feb 09:00:00 Asia/Tokyo\\.")
          .containsPattern("✓ \\Q" + berlin + "\\E\\w{3} 24 Dec 23:30:00 Europe/Berlin\\.");
    }
    assertThat(doctor(Exit.REFUSED)).contains("✓ " + tokyo, "✓ " + berlin);
  }

  @Test
  void backups_are_judged_by_when_one_was_due() throws Exception {
    try (Server server = start()) {
      says(server, "agent add ada lane:build");
      Settings settings = Settings.read(config).withData(home.resolve("data"));
      try (Store other = Store.open(home.resolve("other"), Store.Options.DEFAULT)) {
        Backing now = new Backing(other.backups(), server.reads(), settings, Instant::now);
        assertThat(now.finding().well()).isTrue();
        Backing later = new Backing(
            other.backups(),
            server.reads(),
            settings,
            () -> Instant.now().plus(Duration.ofHours(50)));
        assertThat(later.finding())
            .isEqualTo(
                Checkup.ill("There is no backup yet. One was due.", "Make one: signalbox backup"));
      }
      Operations.Outcome made =
          server.operate(new Operations.Order("backup", null, null, null, null));
      assertThat(made.value()).contains("/backups/signalbox-2");
      assertThat(says(server, "doctor")).contains("✓ The last backup is 0 min old: ");
    }
  }

  @Test
  void a_backup_that_cannot_be_made_is_refused_and_named() throws Exception {
    try (Server server = start()) {
      Files.writeString(home.resolve("data/backups"), "a file, and no folder");
      Operations.Outcome no =
          server.operate(new Operations.Order("backup", null, null, null, null));
      assertThat(no.refused()).isEqualTo("internal");
      assertThat(no.message()).contains("Could not back up");
      assertThat(says(server, "doctor")).contains("✗ The last backup failed: Could not back up");
    }
  }

  @Test
  void clocks_and_sweeps_are_judged() {
    Instant noon = Instant.parse("2026-11-22T12:00:00Z");
    assertThat(Checkup.clock(noon, noon).well()).isTrue();
    assertThat(Checkup.clock(noon.plusSeconds(60), noon).what())
        .isEqualTo("The board's clock is 60 s ahead of the machine's.");
    assertThat(Checkup.sweeps(1).what()).isEqualTo("1 sweep came late since the start.");
    assertThat(List.of(Checkup.sweeps(0).well(), Checkup.sweeps(2).well()))
        .containsExactly(true, false);
  }
}
