package dev.signalbox.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.process.RealServer.Answer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that is stopped for longer than all leases, by SIGSTOP, and goes on by SIGCONT. */
@Tag("process")
@Timeout(120)
class StandstillTest {

  private static final int AGENTS = 8;
  private static final Duration LOST_AFTER = Duration.ofSeconds(6);
  private static final Duration STOPPED = Duration.ofSeconds(15);

  /** What is lost once is stuck, so that its owner is called. */
  private static final String HASTY = RealServer.GENEROUS.replace(
      "wip: 1000",
      "wip: 1000\n    beat: 1s\n    first_beat: 5s\n    quiet_after: 3s\n    lost_after: 6s\n"
          + "    max_attempts: 1");

  @TempDir
  Path home;

  private final List<String> tokens = new ArrayList<>();
  private final Map<Integer, ObjectNode> beats = new HashMap<>();

  @Test
  void who_beats_again_keeps_its_task_and_the_others_lose_theirs_once_in_one_message()
      throws Exception {
    Path data = home.resolve("data");
    String config = RealServer.config(home, HASTY);
    try (RealServer server = RealServer.start(home, data, "--config", config)) {
      for (int i = 0; i < AGENTS; i++) {
        begins(server, i);
      }
      beat(server, IntStream.range(0, AGENTS).toArray());

      signal("STOP", server);
      Awaitility.await("a stop of so long")
          .pollDelay(STOPPED)
          .atMost(STOPPED.multipliedBy(2))
          .until(() -> true);
      // The faithful ones beat while nobody answers: what they say waits in the socket.
      List<CompletableFuture<Answer>> waiting = IntStream.range(0, AGENTS / 2)
          .mapToObj(i -> server.postLater(tokens.get(i), beats.get(i)))
          .toList();
      signal("CONT", server);

      for (CompletableFuture<Answer> answer : waiting) {
        Answer kept = answer.get(10, TimeUnit.SECONDS);
        assertThat(kept.status()).as("%s", kept).isEqualTo(200);
        assertThat(kept.body().path("stop")).as("%s", kept).isEmpty();
      }
      assertThat(of(server, "HoldLost")).as("lost by the stop").isEmpty();
      assertThat(of(server, "Awoke")).as("at the start, and after the stop").hasSize(2);

      int[] faithful = IntStream.range(0, AGENTS / 2).toArray();
      Awaitility.await("the silent ones are lost")
          .atMost(LOST_AFTER.multipliedBy(3))
          .pollInterval(Duration.ofMillis(500))
          .until(() -> {
            beat(server, faithful);
            return !of(server, "HoldLost").isEmpty();
          });
      Awaitility.await("and told")
          .atMost(Duration.ofSeconds(10))
          .pollInterval(Duration.ofMillis(500))
          .until(() -> {
            beat(server, faithful);
            return rows(data, "SELECT id FROM outbox WHERE kind = 'ping' AND state <> 'sent'")
                .isEmpty();
          });

      beat(server, faithful);
      assertThat(of(server, "HoldLost"))
          .extracting(lost -> lost.path("data").path("agent").asText())
          .containsExactlyInAnyOrder("a4", "a5", "a6", "a7");
      List<String> told =
          rows(data, "SELECT body FROM post WHERE json_extract(body, '$.kind') = 'ping'");
      assertThat(told).as("messages to the owner").hasSize(1);
      assertThat(told.get(0)).contains("T-5", "T-6", "T-7", "T-8").doesNotContain("T-4");
      assertThat(of(server, "Claimed")).as("nothing was claimed twice").hasSize(AGENTS);
      assertThat(server.log()).contains("The process stood still for PT");
    }
  }

  private void begins(RealServer server, int i) throws Exception {
    String token = server.enrol("a" + i, "build");
    tokens.add(token);
    assertThat(
            server.post(token, RealServer.verb("new").put("title", "Task " + i)).status())
        .isEqualTo(200);
    JsonNode hold =
        server.post(token, RealServer.verb("next")).body().path("holds").path(0);
    beats.put(
        i,
        RealServer.verb("heartbeat")
            .put("task", hold.path("task").asText())
            .put("epoch", hold.path("epoch").asInt()));
  }

  /** Each is heard with its task and its epoch, and both are still good. */
  private void beat(RealServer server, int... agents) throws Exception {
    for (int i : agents) {
      Answer answer = server.post(tokens.get(i), beats.get(i));
      assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    }
  }

  private List<JsonNode> of(RealServer server, String type) throws Exception {
    return server.events(tokens.get(0), 0).stream()
        .filter(event -> event.path("type").asText().equals(type))
        .toList();
  }

  private static void signal(String name, RealServer server) throws Exception {
    Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(server.pid())).start();
    assertThat(kill.waitFor()).isZero();
  }

  private static List<String> rows(Path data, String sql) throws SQLException {
    List<String> all = new ArrayList<>();
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + data.resolve("signalbox.db"));
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        all.add(rows.getString(1));
      }
    }
    return all;
  }
}
