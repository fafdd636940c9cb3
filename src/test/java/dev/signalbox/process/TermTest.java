package dev.signalbox.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.process.RealServer.Answer;
import java.net.ConnectException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM: everybody is answered, nothing acknowledged is lost, and the end is an orderly one. */
@Tag("process")
@Timeout(180)
class TermTest {

  private static final int POLLS = 40;
  private static final int COMMANDS = 160;
  private static final int SENDERS = 8;
  /** How many commands are answered before the signal comes; the others are under way. */
  private static final int ANSWERED_BEFORE = 20;

  private static final Duration STOP_MAX = Duration.ofSeconds(15);

  @TempDir
  Path home;

  @Test
  void sigterm_answers_200_requests_in_flight_and_40_of_them_long_polls() throws Exception {
    Path data = home.resolve("data");
    String config = RealServer.config(home, RealServer.GENEROUS);
    Map<String, CompletableFuture<Answer>> commands = new LinkedHashMap<>();
    String reader;
    try (RealServer server = RealServer.start(home, data, "--config", config)) {
      List<String> senders = new ArrayList<>();
      for (int i = 0; i < SENDERS; i++) {
        senders.add(server.enrol("b" + i, "build"));
      }
      reader = senders.get(0);
      List<CompletableFuture<Answer>> polls = polls(server, reader);
      CountDownLatch before = new CountDownLatch(ANSWERED_BEFORE);
      for (int i = 0; i < COMMANDS; i++) {
        String title = "task " + i;
        CompletableFuture<Answer> answer =
            server.postLater(senders.get(i % SENDERS), RealServer.verb("new").put("title", title));
        commands.put(title, answer);
        var unused = answer.thenRun(before::countDown);
      }
      assertThat(before.await(60, TimeUnit.SECONDS)).isTrue();

      server.term();

      assertThat(server.exit(STOP_MAX)).as("exit code; log: %s", server.log()).isEqualTo(0);
      for (CompletableFuture<Answer> poll : polls) {
        Answer answer = poll.get(5, TimeUnit.SECONDS);
        assertThat(answer.status()).as("%s", answer).isIn(200, 503);
      }
      assertThat(data.resolve("control.json")).doesNotExist();
      assertThat(commands.values()).allSatisfy(TermTest::answered);
      System.err.println("STATS "
          + commands.values().stream()
              .collect(Collectors.groupingBy(
                  f -> f.isCompletedExceptionally()
                      ? "x"
                      : f.join().status() + f.join().code(),
                  Collectors.counting())));
    }
    Set<String> acknowledged = commands.entrySet().stream()
        .filter(one ->
            !one.getValue().isCompletedExceptionally() && one.getValue().join().status() == 200)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
    assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(1);
    try (RealServer server = RealServer.start(home, data, "--config", config)) {
      List<String> made = server.events(reader, 0).stream()
          .filter(event -> event.path("type").asText().equals("Created"))
          .map(event -> event.path("data").path("title").asText())
          .toList();
      assertThat(made)
          .as("none of these has an Idempotency-Key, so a lost answer may have had its effect")
          .doesNotHaveDuplicates()
          .containsAll(acknowledged);
    }
  }

  /** Forty agents of an empty lane that wait for work. */
  private static List<CompletableFuture<Answer>> polls(RealServer server, String reader)
      throws Exception {
    List<String> tokens = new ArrayList<>();
    for (int i = 0; i < POLLS; i++) {
      tokens.add(server.enrol("d" + i, "docs"));
    }
    List<CompletableFuture<Answer>> polls = new ArrayList<>();
    tokens.forEach(
        token -> polls.add(server.postLater(token, RealServer.verb("next").put("wait", 50))));
    Awaitility.await("all polls are open")
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> heard(server.get(reader, "/v1/agents?limit=200").body()) >= POLLS);
    assertThat(polls).noneMatch(CompletableFuture::isDone);
    return polls;
  }

  private static long heard(JsonNode page) {
    long heard = 0;
    for (JsonNode agent : page.path("agents")) {
      boolean waits = agent.path("lane").asText().equals("docs");
      heard += waits && agent.path("heard").isTextual() ? 1 : 0;
    }
    return heard;
  }

  /** With 200 or 503; or else it never got as far as the server. */
  private static void answered(CompletableFuture<Answer> command) {
    try {
      Answer answer = command.orTimeout(5, TimeUnit.SECONDS).join();
      assertThat(answer.status()).as("%s", answer).isIn(200, 503);
    } catch (CompletionException e) {
      assertThat(e.getCause()).isInstanceOf(ConnectException.class);
    }
  }
}
