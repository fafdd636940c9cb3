package dev.signalbox.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.process.RealServer.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** No room is left: changes are refused, reads and signs of life go on, and nothing is lost. */
@Tag("process")
@Timeout(180)
class DiskFullTest {

  private static final int BRIEF = 15_000;
  private static final int TASKS_MAX = 500;

  @TempDir
  Path home;

  @Test
  void a_full_disk_refuses_changes_only_and_with_room_again_everything_is_there() throws Exception {
    Path data = home.resolve("data");
    Map<String, String> acknowledged = new HashMap<>();
    String token;
    try (RealServer server = RealServer.start(home, data, "--config", config(400))) {
      token = server.enrol("ada", "build");
      Answer full = fill(server, token, acknowledged);

      assertThat(full.status()).as("%s", full).isEqualTo(507);
      assertThat(full.code()).isEqualTo("storage_full");
      assertThat(full.body().path("do").asText()).isEqualTo("retry");
      assertThat(full.headers().firstValueAsLong("Retry-After").orElse(0)).isPositive();
      assertThat(acknowledged).isNotEmpty();
      assertThat(server.get(token, "/v1/board").status()).isEqualTo(200);
      assertThat(server.post(token, RealServer.verb("heartbeat")).status()).isEqualTo(200);
      Awaitility.await("signs of life are taken, whatever storage does")
          .during(Duration.ofSeconds(3))
          .atMost(Duration.ofSeconds(20))
          .pollInterval(Duration.ofMillis(100))
          .until(() -> server.post(token, RealServer.verb("heartbeat")).status() == 200
              && server.get(token, "/v1/board").status() == 200);
      assertThat(titles(server, token)).isEqualTo(acknowledged);
      server.term();
      assertThat(server.exit(Duration.ofSeconds(15))).isEqualTo(0);
    }
    try (RealServer server = RealServer.start(home, data, "--config", config(40_000))) {
      assertThat(titles(server, token)).isEqualTo(acknowledged);
      Answer made = server.post(token, task("after"));
      assertThat(made.status()).as("%s", made).isEqualTo(200);
      acknowledged.put("after", made.body().path("task").path("id").asText());
      assertThat(titles(server, token)).isEqualTo(acknowledged);
    }
  }

  private String config(int pages) throws Exception {
    return RealServer.config(home, RealServer.GENEROUS + "database: {max_pages: " + pages + "}\n");
  }

  /** Creates big tasks until one is refused, and gives that refusal. */
  private static Answer fill(RealServer server, String token, Map<String, String> acknowledged)
      throws Exception {
    Answer answer = server.post(token, task("task 0"));
    for (int i = 1; answer.status() == 200 && i < TASKS_MAX; i++) {
      acknowledged.put(
          answer.body().path("task").path("title").asText(),
          answer.body().path("task").path("id").asText());
      answer = server.post(token, task("task " + i));
    }
    return answer;
  }

  private static ObjectNode task(String title) {
    return RealServer.verb("new").put("title", title).put("brief", "x".repeat(BRIEF));
  }

  private static Map<String, String> titles(RealServer server, String token) throws Exception {
    return server.tasks(token).stream()
        .collect(Collectors.toMap(
            task -> task.path("title").asText(), task -> task.path("id").asText()));
  }
}
