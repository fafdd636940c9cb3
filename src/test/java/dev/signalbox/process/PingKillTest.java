package dev.signalbox.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.process.RealServer.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * kill -9 while people are called: each ping stands in the channel once, and none is missing.
 * {@code -Dsignalbox.kills=200} kills more often.
 */
@Tag("process")
@Timeout(900)
class PingKillTest {

  private static final int KILLS = Integer.getInteger("signalbox.kills", 10);

  /** Fewer than a person may be called within an hour, so that none is held. */
  private static final int TASKS_MAX = 5;

  @TempDir
  Path home;

  private final List<String> acknowledged = new ArrayList<>();

  @Test
  void no_ping_is_lost_and_none_is_told_twice() throws Exception {
    Path data = home.resolve("data");
    StringBuilder yaml = new StringBuilder();
    for (int i = 0; i < KILLS; i++) {
      yaml.append("      p").append(i).append(": {role: member}\n");
    }
    String people = "      you: {role: admin}\n";
    String config = RealServer.config(home, RealServer.GENEROUS.replace(people, people + yaml));
    Random random = new Random(11);
    for (int kill = 0; kill < KILLS; kill++) {
      try (RealServer server = RealServer.start(home, data, "--config", config)) {
        String token = server.enrol("a" + kill, "build", "p" + kill);
        callUntilKilled(server, token, 1 + random.nextInt(TASKS_MAX));
      }
    }
    try (RealServer server = RealServer.start(home, data, "--config", config)) {
      assertThat(server.url()).isNotEmpty();
      Awaitility.await("everything is told")
          .atMost(Duration.ofSeconds(60))
          .until(() -> rows(data, "SELECT id FROM outbox WHERE state <> 'sent'").isEmpty());
    }
    List<String> told =
        rows(data, "SELECT subject FROM post WHERE json_extract(body, '$.kind') = 'ping'");
    assertThat(told).as("each stands there once").doesNotHaveDuplicates();
    assertThat(told).containsExactlyInAnyOrderElementsOf(rows(data, "SELECT subject FROM ping"));
    assertThat(told).as("what was acknowledged").containsAll(acknowledged);
    assertThat(rows(data, "SELECT parent || id FROM post WHERE parent IS NOT NULL"))
        .doesNotHaveDuplicates();
  }

  /** The last call is acknowledged and then, somewhere on the way to the channel, the server dies. */
  private void callUntilKilled(RealServer server, String token, int tasks)
      throws IOException, InterruptedException {
    for (int i = 1; i <= tasks; i++) {
      String task = answered(server.post(token, RealServer.verb("new").put("title", "task " + i)))
          .body()
          .path("task")
          .path("id")
          .asText();
      int epoch = answered(server.post(token, RealServer.verb("claim").put("task", task)))
          .body()
          .path("task")
          .path("epoch")
          .asInt();
      answered(server.post(
          token,
          RealServer.verb("stuck").put("task", task).put("epoch", epoch).put("reason", "which?")));
      acknowledged.add(task);
      if (i == tasks) {
        server.kill9();
      }
    }
  }

  private static Answer answered(Answer answer) {
    assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    return answer;
  }

  /** The first column of every row, read beside the server. */
  private static List<String> rows(Path data, String sql) throws SQLException {
    String url = "jdbc:sqlite:" + data.resolve("signalbox.db");
    List<String> all = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        all.add(rows.getString(1));
      }
    }
    return Collections.unmodifiableList(all);
  }
}
