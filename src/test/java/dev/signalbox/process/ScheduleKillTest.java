package dev.signalbox.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * kill -9 while tasks are made by schedule. A schedule fires once a minute at most, so there are
 * fifty of them, each with a second of its own: nearly every second makes a task.
 */
@Tag("process")
@Timeout(240)
class ScheduleKillTest {

  private static final int SCHEDULES = 50;
  private static final int KILLS = 5;

  @TempDir
  Path home;

  private static String yaml() {
    StringBuilder yaml = new StringBuilder(RealServer.GENEROUS).append("    schedule:\n");
    IntStream.range(0, SCHEDULES)
        .forEach(second -> yaml.append("      - {cron: \"")
            .append(second)
            .append(" * * * * ?\", lane: docs, title: \"Second ")
            .append(second)
            .append("\"}\n"));
    return yaml.toString();
  }

  @Test
  void every_firing_makes_one_task_whenever_the_server_dies() throws Exception {
    Path data = home.resolve("data");
    String config = RealServer.config(home, yaml());
    String token = "";
    for (int kill = 0; kill < KILLS; kill++) {
      try (RealServer server = RealServer.start(home, data, "--config", config)) {
        token = token.isEmpty() ? server.enrol("ada", "build") : token;
        String known = token;
        int before = made(server, known).size();
        Awaitility.await("two tasks more than the start made up for")
            .atMost(Duration.ofSeconds(30))
            .pollInterval(Duration.ofMillis(20))
            .until(() -> made(server, known).size() >= before + 2);
        server.kill9();
      }
    }
    try (RealServer server = RealServer.start(home, data, "--config", config)) {
      Instant until = Instant.now();
      String known = token;
      List<Instant> due = due(firstSettings(server, known), until);
      assertThat(due).as("firings").hasSizeGreaterThan(2 * KILLS);
      Awaitility.await("all that was due by " + until + " is made")
          .atMost(Duration.ofSeconds(20))
          .until(() -> firings(made(server, known)).size() >= due.size());
      List<JsonNode> made = made(server, known);
      System.out.println("schedules: " + made.size() + " tasks over " + KILLS + " kills");
      assertThat(firings(made).keySet()).containsAll(due);
      assertThat(made).as("one for each firing").hasSize(firings(made).size());
    }
  }

  /** Each schedule counts from when it came to be known. */
  private static Instant firstSettings(RealServer server, String token) throws Exception {
    return server.events(token, 0).stream()
        .filter(event -> event.path("type").asText().equals("Configured"))
        .map(event -> Instant.parse(event.path("at").asText()))
        .findFirst()
        .orElseThrow();
  }

  /** What must have been made, by the calendar alone. */
  private static List<Instant> due(Instant after, Instant until) {
    List<Instant> due = new ArrayList<>();
    for (Instant at = after.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        !at.isAfter(until);
        at = at.plusSeconds(1)) {
      if (Math.floorMod(at.getEpochSecond(), 60L) < SCHEDULES) {
        due.add(at);
      }
    }
    return due;
  }

  private static List<JsonNode> made(RealServer server, String token) throws Exception {
    return server.events(token, 0).stream()
        .filter(event -> event.path("type").asText().equals("Created"))
        .toList();
  }

  /** The tasks by the instant they are for: the last one of their second before they were made. */
  private static Map<Instant, JsonNode> firings(List<JsonNode> made) {
    Map<Instant, JsonNode> firings = new TreeMap<>();
    for (JsonNode event : made) {
      int second =
          Integer.parseInt(event.path("data").path("title").asText().substring("Second ".length()));
      Instant at = Instant.parse(event.path("at").asText());
      Instant minute = at.truncatedTo(ChronoUnit.MINUTES).plusSeconds(second);
      // Quartz may fire 2 ms early, and the desk's clock is a little behind the one on the wall.
      Instant firing =
          minute.isAfter(at.plusMillis(50)) ? minute.minus(1, ChronoUnit.MINUTES) : minute;
      assertThat(event.path("by").asText()).isEqualTo("schedule:docs " + second + " * * * * ? UTC");
      firings.putIfAbsent(firing, event);
    }
    return firings;
  }
}
