package dev.signalbox.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.ledger.Backups;
import dev.signalbox.process.Shell.Ran;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Backing up and restoring on the command line, with a server, without one, and cut off. */
@Tag("process")
@Timeout(240)
class BackupCommandTest {

  private static final int LONG_BRIEF = 15_000;

  @TempDir
  Path home;

  @Test
  void a_backup_is_made_beside_a_running_server_and_restored_when_it_has_stopped()
      throws Exception {
    Path data = home.resolve("data");
    String config = RealServer.config(home, RealServer.GENEROUS);
    Path backup;
    try (RealServer server = RealServer.start(home, data, "--config", config)) {
      String token = server.enrol("ada", "build");
      server.post(token, "a", RealServer.verb("new").put("title", "Before"));
      Ran made = run("backup", config, data);
      assertThat(made.exit()).as("%s", made).isEqualTo(0);
      backup = Path.of(made.out().strip());
      assertThat(Backups.of(data)).extracting(Backups.Copy::file).containsExactly(backup);
      server.post(token, "b", RealServer.verb("new").put("title", "After"));

      Ran refused = run("restore", config, data, backup.toString());
      assertThat(refused.exit()).as("%s", refused).isEqualTo(73);
      assertThat(refused.err()).contains("in use by another Signalbox");
      assertThat(titles(server, token)).containsExactlyInAnyOrder("Before", "After");
      server.term();
      assertThat(server.exit(Duration.ofSeconds(15))).isEqualTo(0);

      Ran looked = run("restore", config, data, backup.toString(), "--verify", "--dry-run");
      assertThat(looked.exit()).as("%s", looked).isEqualTo(0);
      assertThat(looked.out()).contains("team main: ", "as its log says", "Nothing was changed.");

      Ran restored = run("restore", config, data, backup.toString(), "--verify");
      assertThat(restored.exit()).as("%s", restored).isEqualTo(0);
      assertThat(restored.out())
          .contains("What was there is now " + data.toRealPath() + "/signalbox.db.before-restore-")
          .contains("is restored to " + data);
      try (RealServer again = RealServer.start(home, data, "--config", config)) {
        assertThat(titles(again, token)).containsExactly("Before");
      }
    }
    Ran alone = run("backup", config, data);
    assertThat(alone.exit()).as("%s", alone).isEqualTo(0);
    assertThat(Backups.of(data)).hasSize(2);
    Ran doctor = run("doctor", config, data);
    assertThat(doctor.out()).contains("✓ The last backup is 0 min old: ");
  }

  @Test
  void a_damaged_database_ends_with_the_command_that_restores_it_and_a_damaged_backup_is_refused()
      throws Exception {
    Path data = home.resolve("data");
    String config = RealServer.config(home, RealServer.GENEROUS);
    assertThat(run("backup", config, data).exit()).isEqualTo(0);
    Path backup = Backups.of(data).get(0).file();
    Path database = data.resolve("signalbox.db");
    flip(database);
    Ran damaged = run("backup", config, data);
    assertThat(damaged.exit()).as("%s", damaged).isEqualTo(73);
    String command = "signalbox restore " + backup.toRealPath() + " --data " + data.toRealPath();
    assertThat(damaged.err()).contains(command);
    List<String> words = List.of(command.split(" ", -1));
    Ran restored = Shell.run(home, words.subList(1, words.size()).toArray(String[]::new));
    assertThat(restored.exit()).as("%s", restored).isEqualTo(0);
    assertThat(run("backup", config, data).exit()).isEqualTo(0);

    flip(backup);
    Ran refused = run("restore", config, data, backup.toString());
    assertThat(refused.exit()).as("%s", refused).isEqualTo(73);
    assertThat(refused.err()).contains(backup + " is damaged", "The newest good one there: ");
    Ran missing = run("restore", config, data, home.resolve("none.db").toString());
    assertThat(missing.exit()).as("%s", missing).isEqualTo(64);
  }

  @Test
  void a_backup_that_is_killed_leaves_nothing_that_counts() throws Exception {
    Path data = home.resolve("data");
    String config = RealServer.config(home, RealServer.GENEROUS);
    fill(data, config);
    Process process = Shell.java(home, "backup", "--config", config, "--data", data.toString())
        .redirectErrorStream(true)
        .redirectOutput(home.resolve("backup.out").toFile())
        .start();
    try {
      Awaitility.await("a backup that is being written")
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(2))
          .atMost(Duration.ofSeconds(30))
          .until(() -> names(data).stream().anyMatch(name -> name.endsWith(".part")));
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(names(data)).as("cut off").anyMatch(name -> name.endsWith(".part"));
    assertThat(Backups.of(data)).isEmpty();
    Ran again = run("backup", config, data);
    assertThat(again.exit()).as("%s", again).isEqualTo(0);
    assertThat(Backups.of(data)).hasSize(1);
    assertThat(names(data)).noneMatch(name -> name.contains(".part"));
  }

  @Test
  void a_server_backs_up_when_it_is_due_and_says_so_in_its_log_of_json() throws Exception {
    Path data = home.resolve("data");
    String config = RealServer.config(
        home,
        "backup: {cron: \"* * * * * ?\", keep: 2}\nlog: {format: json}\n" + RealServer.GENEROUS);
    try (RealServer server = RealServer.start(home, data, "--config", config)) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() ->
              server.log().lines().filter(line -> line.contains("Backed up")).count() > 3);
      for (String line : server.log().lines().toList()) {
        JsonNode record = new ObjectMapper().readTree(line);
        assertThat(record.path("message").asText()).startsWith("Backed up to " + data.toRealPath());
      }
      assertThat(Backups.of(data)).hasSizeBetween(2, 3);
    }
  }

  @Test
  void a_time_that_never_comes_stops_the_start() throws Exception {
    String config =
        RealServer.config(home, "backup: {cron: \"0 0 3 31 2 ?\"}\n" + RealServer.GENEROUS);
    Ran ran = Shell.run(
        home,
        "serve",
        "--port",
        "0",
        "--config",
        config,
        "--data",
        home.resolve("d").toString());
    assertThat(ran.exit()).as("%s", ran).isEqualTo(78);
    assertThat(ran.err()).contains("backup.cron: \"0 0 3 31 2 ?\" is no time: it never comes");
  }

  /** Some megabytes, so that a copy takes its time. */
  private void fill(Path data, String config) throws Exception {
    try (RealServer server = RealServer.start(home, data, "--config", config)) {
      String token = server.enrol("ada", "build");
      for (int i = 0; i < 250; i++) {
        assertThat(server
                .post(
                    token,
                    "k" + i,
                    RealServer.verb("new")
                        .put("title", "Task " + i)
                        .put("brief", "x".repeat(LONG_BRIEF)))
                .status())
            .isEqualTo(200);
      }
    }
  }

  private Ran run(String verb, String config, Path data, String... more) throws Exception {
    List<String> arguments = Stream.concat(
            Stream.of(verb, "--config", config, "--data", data.toString()), Stream.of(more))
        .toList();
    return Shell.run(home, arguments.toArray(String[]::new));
  }

  private static List<String> titles(RealServer server, String token) throws Exception {
    return server.tasks(token).stream().map(task -> task.path("title").asText()).toList();
  }

  private static void flip(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    for (int at = 4096; at < 4104; at++) {
      bytes[at] ^= (byte) 0xff;
    }
    Files.write(file, bytes);
  }

  private static List<String> names(Path data) {
    if (!Files.isDirectory(data.resolve("backups"))) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(data.resolve("backups"))) {
      return files.map(file -> file.getFileName().toString()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
