package dev.signalbox.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A server in a process of its own, on a free port. Closing it kills it. Thread-safe. */
final class RealServer implements AutoCloseable {

  /** One team with one lane that needs no reviews, and no limit that a test could meet. */
  static final String GENEROUS = """
      server:
        requests: {rate: 10000, burst: 10000}
      teams:
        main:
          owner: you
          people:
            you: {role: admin}
          wip: 1000
          agent_wip: 20
          lanes:
            build: {review_by: none}
            docs: {review_by: none}
      """;

  private static final Duration START_MAX = Duration.ofSeconds(60);
  private static final Duration ANSWER_MAX = Duration.ofSeconds(80);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What the server answered. */
  record Answer(int status, HttpHeaders headers, JsonNode body) {

    String code() {
      return body.path("code").asText();
    }
  }

  private final Process process;
  private final Path err;
  private final String url;
  private final String key;
  private final HttpClient http;

  private RealServer(Process process, Path err, JsonNode contact) {
    this.process = process;
    this.err = err;
    this.url = contact.path("url").asText();
    this.key = contact.path("key").asText();
    this.http = HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(Duration.ofSeconds(10))
        .build();
  }

  /** Writes a configuration, for {@code --config}. */
  static String config(Path home, String yaml) throws IOException {
    Path file = Files.createTempFile(home, "config", ".yaml");
    Files.writeString(file, yaml);
    return file.toString();
  }

  /** Starts one on the data and waits until it can be asked. What it prints goes into home. */
  static RealServer start(Path home, Path data, String... options) throws IOException {
    return start(home, data, Map.of(), options);
  }

  /** Likewise, with more in its environment. */
  static RealServer start(Path home, Path data, Map<String, String> environment, String... options)
      throws IOException {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("serve", "--port", "0", "--data", data.toString()));
    arguments.addAll(List.of(options));
    Path out = Files.createTempFile(home, "serve", ".out");
    Path err = Files.createTempFile(home, "serve", ".err");
    ProcessBuilder builder = Shell.java(home, arguments.toArray(String[]::new))
        .redirectOutput(out.toFile())
        .redirectError(err.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      Path control = data.resolve("control.json");
      Awaitility.await("the server's control.json")
          .atMost(START_MAX)
          .pollInterval(Duration.ofMillis(25))
          .until(() -> {
            if (!process.isAlive()) {
              throw new IllegalStateException(
                  "the server ended with " + process.exitValue() + ": " + Files.readString(err));
            }
            // One that was killed has left its own behind.
            return Files.exists(control)
                && JSON.readTree(control.toFile()).path("pid").asLong() == process.pid();
          });
      return new RealServer(process, err, JSON.readTree(control.toFile()));
    } catch (IOException | RuntimeException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  static ObjectNode verb(String type) {
    return JSON.createObjectNode().put("type", type);
  }

  String url() {
    return url;
  }

  long pid() {
    return process.pid();
  }

  /** What it wrote to standard error so far. */
  String log() throws IOException {
    return Files.readString(err);
  }

  /** Adds an agent and gives its token. */
  String enrol(String agent, String lane) throws IOException, InterruptedException {
    return enrol(agent, lane, null);
  }

  /** Likewise, with the person who owns what it makes. */
  String enrol(String agent, String lane, @Nullable String person)
      throws IOException, InterruptedException {
    return enrol(null, agent, lane, person);
  }

  /** Likewise, in a team; null where there is only one. */
  String enrol(@Nullable String team, String agent, String lane, @Nullable String person)
      throws IOException, InterruptedException {
    ObjectNode order =
        JSON.createObjectNode().put("verb", "agent_add").put("agent", agent).put("lane", lane);
    if (team != null) {
      order.put("team", team);
    }
    if (person != null) {
      order.put("person", person);
    }
    Answer answer = ask(request("/v1/control", key)
        .POST(HttpRequest.BodyPublishers.ofString(order.toString()))
        .build());
    assertThat(answer.body().path("value").asText())
        .as("token of %s in %s", agent, answer)
        .startsWith("sbx_");
    return answer.body().path("value").asText();
  }

  Answer get(String token, String path) throws IOException, InterruptedException {
    return ask(request(path, token).build());
  }

  Answer post(String token, ObjectNode verb) throws IOException, InterruptedException {
    return ask(webhook(token, null, verb));
  }

  Answer post(String token, String idempotencyKey, ObjectNode verb)
      throws IOException, InterruptedException {
    return ask(webhook(token, idempotencyKey, verb));
  }

  CompletableFuture<Answer> postLater(String token, ObjectNode verb) {
    return http.sendAsync(webhook(token, null, verb), HttpResponse.BodyHandlers.ofString())
        .thenApply(RealServer::read);
  }

  /** The whole log after an event, page by page. */
  List<JsonNode> events(String token, long after) throws IOException, InterruptedException {
    List<JsonNode> events = new ArrayList<>();
    long from = after;
    while (true) {
      Answer page = get(token, "/v1/events?limit=200&after=" + from);
      assertThat(page.status()).as("%s", page).isEqualTo(200);
      page.body().path("events").forEach(events::add);
      long next = page.body().path("next").asLong();
      if (next == from) {
        return events;
      }
      from = next;
    }
  }

  /** All tasks, page by page. */
  List<JsonNode> tasks(String token) throws IOException, InterruptedException {
    List<JsonNode> tasks = new ArrayList<>();
    String cursor = "";
    while (true) {
      Answer page = get(token, "/v1/tasks?limit=200" + cursor);
      assertThat(page.status()).as("%s", page).isEqualTo(200);
      page.body().path("tasks").forEach(tasks::add);
      JsonNode next = page.body().path("next_cursor");
      if (!next.isTextual()) {
        return tasks;
      }
      cursor = "&cursor=" + next.asText();
    }
  }

  /** Ends it at once, as a crash would, and waits until it is gone. */
  void kill9() {
    process.destroyForcibly();
    process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
  }

  /** Asks it to stop, by SIGTERM; see {@link #exit}. */
  void term() {
    process.destroy();
  }

  /** Its exit code, as soon as it ends. */
  int exit(Duration atMost) throws InterruptedException {
    assertThat(process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS))
        .as("the server ends within %s", atMost)
        .isTrue();
    return process.exitValue();
  }

  @Override
  public void close() {
    kill9();
  }

  private HttpRequest webhook(String token, @Nullable String idempotencyKey, ObjectNode verb) {
    HttpRequest.Builder request = request("/v1/webhook", token)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(verb.toString()));
    if (idempotencyKey != null) {
      request.header("Idempotency-Key", idempotencyKey);
    }
    return request.build();
  }

  private HttpRequest.Builder request(String path, String token) {
    return HttpRequest.newBuilder(URI.create(url + path))
        .timeout(ANSWER_MAX)
        .header("Authorization", "Bearer " + token);
  }

  private Answer ask(HttpRequest request) throws IOException, InterruptedException {
    return read(http.send(request, HttpResponse.BodyHandlers.ofString()));
  }

  private static Answer read(HttpResponse<String> answer) {
    try {
      return new Answer(answer.statusCode(), answer.headers(), JSON.readTree(answer.body()));
    } catch (IOException e) {
      throw new IllegalStateException("no JSON: " + answer.body(), e);
    }
  }
}
