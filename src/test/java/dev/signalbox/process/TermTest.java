package dev.signalbox.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.process.RealServer.Answer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
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
  /** As whom they are sent. */
  private static final int AGENTS = 8;

  private static final Duration STOP_MAX = Duration.ofSeconds(15);
  private static final int READ_MAX_MS = 5_000;

  @TempDir
  Path home;

  private final List<Socket> sockets = new ArrayList<>();

  @AfterEach
  void hangUp() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  @Test
  void sigterm_answers_200_requests_in_flight_and_40_of_them_long_polls() throws Exception {
    Path data = home.resolve("data");
    String config = RealServer.config(home, RealServer.GENEROUS);
    Map<String, String> answers = new LinkedHashMap<>();
    String reader;
    try (RealServer server = RealServer.start(home, data, "--config", config)) {
      List<String> tokens = new ArrayList<>();
      for (int i = 0; i < AGENTS; i++) {
        tokens.add(server.enrol("b" + i, "build"));
      }
      reader = tokens.get(0);
      List<CompletableFuture<Answer>> polls = polls(server, reader);
      // Sockets of our own: what is written to them is on its way, as HttpClient cannot promise.
      URI address = URI.create(server.url());
      for (int i = 0; i < COMMANDS; i++) {
        Socket socket = new Socket(address.getHost(), address.getPort());
        socket.setSoTimeout(READ_MAX_MS);
        sockets.add(socket);
      }
      for (int i = 0; i < COMMANDS; i++) {
        byte[] request = request(address, tokens.get(i % AGENTS), title(i));
        sockets.get(i).getOutputStream().write(request);
      }
      assertThat(polls).noneMatch(CompletableFuture::isDone);

      server.term();

      assertThat(server.exit(STOP_MAX)).as("exit code; log: %s", server.log()).isEqualTo(0);
      assertThat(data.resolve("control.json")).doesNotExist();
      for (CompletableFuture<Answer> poll : polls) {
        Answer answer = poll.get(5, TimeUnit.SECONDS);
        assertThat(answer.status()).as("%s", answer).isIn(200, 503);
      }
      for (int i = 0; i < COMMANDS; i++) {
        answers.put(title(i), statusLine(sockets.get(i)));
      }
    }
    try (RealServer server = RealServer.start(home, data, "--config", config)) {
      List<String> made = server.events(reader, 0).stream()
          .filter(event -> event.path("type").asText().equals("Created"))
          .map(event -> event.path("data").path("title").asText())
          .toList();
      List<String> acknowledged = answers.entrySet().stream()
          .filter(one -> one.getValue().startsWith("HTTP/1.1 200"))
          .map(Map.Entry::getKey)
          .toList();
      assertThat(made).containsExactlyInAnyOrderElementsOf(acknowledged);
    }
    assertThat(answers.values())
        .as("what each request was answered")
        .allMatch(line -> line.startsWith("HTTP/1.1 200") || line.startsWith("HTTP/1.1 503"));
  }

  private static String title(int command) {
    return "task " + command;
  }

  private static byte[] request(URI address, String token, String title) {
    ObjectNode verb = RealServer.verb("new").put("title", title);
    String body = verb.toString();
    return String.join(
            "\r\n",
            "POST /v1/webhook HTTP/1.1",
            "Host: " + address.getAuthority(),
            "Authorization: Bearer " + token,
            "Content-Type: application/json",
            "Content-Length: " + body.length(),
            "",
            body)
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** The first line of the answer, or how the connection ended without one. */
  private static String statusLine(Socket socket) {
    try {
      String line = new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
          .readLine();
      return line == null ? "closed without an answer" : line;
    } catch (IOException e) {
      return e.toString();
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
}
