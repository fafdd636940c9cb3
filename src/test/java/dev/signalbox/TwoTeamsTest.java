package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.board.TeamId;
import dev.signalbox.settings.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two teams in one process: no read, event, token, id or command of one reaches the other. */
class TwoTeamsTest {

  private static final TeamId RED = new TeamId("red");
  private static final TeamId BLUE = new TeamId("blue");

  private final HttpClient http = HttpClient.newHttpClient();
  private Server server;
  private String red;
  private String blue;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("signalbox.yaml");
    Files.writeString(file, """
        server: {port: 0}
        teams:
          red:  {rooms: [local], owner: rita, people: {rita: {role: admin}}, lanes: {build: {}}}
          blue: {rooms: [local], owner: bob, people: {bob: {role: admin}}, lanes: {build: {}}}
        """);
    server = Server.start(Settings.read(file));
    red = server.enrol(RED, "ada", "build");
    blue = server.enrol(BLUE, "ada", "build");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<String> post(String token, String body)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(server.url() + "/v1/webhook"))
            .header("Authorization", "Bearer " + token)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String token, String path)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(server.url() + path))
            .header("Authorization", "Bearer " + token)
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void each_team_counts_its_own_tasks_and_sees_no_others() throws Exception {
    post(red, "{\"type\":\"new\",\"title\":\"Red secret one\"}");
    post(red, "{\"type\":\"new\",\"title\":\"Red secret two\"}");
    HttpResponse<String> made = post(blue, "{\"type\":\"new\",\"title\":\"Blue thing\"}");
    assertThat(made.body()).contains("\"T-1\"");
    for (String path :
        List.of("/v1/board", "/v1/tasks", "/v1/agents", "/v1/events", "/v1/tasks/T-1")) {
      assertThat(get(blue, path).body()).as(path).doesNotContain("Red secret");
      assertThat(get(red, path).body()).as(path).doesNotContain("Blue thing");
    }
  }

  @Test
  void a_task_of_the_other_team_and_a_task_that_is_not_look_the_same() throws Exception {
    post(red, "{\"type\":\"new\",\"title\":\"one\"}");
    post(red, "{\"type\":\"new\",\"title\":\"two\"}");
    HttpResponse<String> foreign = get(blue, "/v1/tasks/T-2");
    HttpResponse<String> missing = get(blue, "/v1/tasks/T-3");
    assertThat(foreign.statusCode()).isEqualTo(404).isEqualTo(missing.statusCode());
    assertThat(foreign.body().replace("T-2", "T-n"))
        .isEqualTo(missing.body().replace("T-3", "T-n"));
    assertThat(post(blue, "{\"type\":\"claim\",\"task\":\"T-2\"}").statusCode()).isEqualTo(404);
  }

  @Test
  void a_removed_agent_of_one_team_leaves_its_namesake_alone() throws Exception {
    Operations.Outcome gone =
        server.operate(new Operations.Order("agent_remove", "red", "ada", null, null));
    assertThat(gone.refused()).isNull();
    assertThat(post(blue, "{\"type\":\"heartbeat\"}").statusCode()).isEqualTo(200);
    await().until(() -> post(red, "{\"type\":\"heartbeat\"}").statusCode() == 401);
  }

  @Test
  void an_idempotency_key_of_one_team_means_nothing_to_the_other() throws Exception {
    String body = "{\"type\":\"new\",\"title\":\"same key\"}";
    for (String token : List.of(red, blue)) {
      HttpResponse<String> answer = http.send(
          HttpRequest.newBuilder(URI.create(server.url() + "/v1/webhook"))
              .header("Authorization", "Bearer " + token)
              .header("Idempotency-Key", "k1")
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build(),
          HttpResponse.BodyHandlers.ofString());
      assertThat(answer.headers().firstValue("Idempotency-Replayed")).isEmpty();
      assertThat(answer.statusCode()).isEqualTo(200);
    }
  }
}
