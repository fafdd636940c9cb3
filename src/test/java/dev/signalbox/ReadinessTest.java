package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.board.AgentId;
import dev.signalbox.board.TeamId;
import dev.signalbox.board.WorkCommand;
import dev.signalbox.desk.Chore;
import dev.signalbox.desk.Reply;
import dev.signalbox.desk.Request;
import dev.signalbox.settings.Settings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whoever keeps the server running is told whether it can take on work, and why not. */
@Timeout(120)
class ReadinessTest {

  private static final TeamId MAIN = new TeamId("main");

  @TempDir
  Path home;

  private Server start() throws Exception {
    Path config = home.resolve("signalbox.yaml");
    Files.writeString(config, "server: {port: 0, sweep: 1s}\n");
    return Server.start(Settings.read(config).withData(home.resolve("data")));
  }

  private static HttpResponse<String> ready(String url) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(url + "/readyz")).build(),
            HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void it_is_ready_until_storage_takes_nothing_and_again_when_it_does() throws Exception {
    try (Server server = start()) {
      HttpResponse<String> well = ready(server.url());
      assertThat(well.statusCode()).isEqualTo(200);
      assertThat(well.body()).isEqualTo("{\"status\":\"ready\"}");
      try (Connection other =
              DriverManager.getConnection("jdbc:sqlite:" + home.resolve("data/signalbox.db"));
          Statement statement = other.createStatement()) {
        statement.execute("BEGIN IMMEDIATE");
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
          HttpResponse<String> ill = ready(server.url());
          assertThat(ill.statusCode()).isEqualTo(503);
          assertThat(ill.body()).contains("\"status\":\"not_ready\"", "\"storage_locked\"");
          assertThat(ill.headers().firstValue("Retry-After")).contains("5");
        });
        assertThat(scrape(server.url()).sum("signalbox_storage_writable")).isZero();
        statement.execute("ROLLBACK");
      }
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(ready(server.url()).statusCode()).isEqualTo(200));
    }
  }

  /** Whoever hears that its chore is done keeps the desk busy while its queue fills up. */
  @Test
  void a_desk_that_is_full_is_not_ready_and_what_it_turned_away_is_counted() throws Exception {
    try (Server server = start()) {
      server.enrol(MAIN, "ada", "build");
      List<CompletableFuture<Reply>> replies = new ArrayList<>();
      CountDownLatch go = new CountDownLatch(1);
      keepBusy(server, go);
      for (int i = 0; i < 2_200; i++) {
        replies.add(
            server.desk().submit(Request.of(MAIN, WorkCommand.Heartbeat.of(new AgentId("ada")))));
      }
      assertThat(new Readiness(server.desk(), () -> false).reasons()).contains("overloaded");
      go.countDown();
      long turnedAway = replies.stream()
          .map(CompletableFuture::join)
          .filter(reply -> !reply.accepted())
          .count();
      assertThat(turnedAway).isPositive();
      Exposition scraped = scrape(server.url());
      assertThat(scraped.sum("signalbox_commands_total", "verb", "heartbeat")).isEqualTo(2_200);
      assertThat(
              scraped.sum("signalbox_commands_total", "verb", "heartbeat", "outcome", "accepted"))
          .isEqualTo((double) (2_200 - turnedAway));
    }
  }

  /** The lock only makes sure that the chore is not done before we ask to hear of it. */
  private void keepBusy(Server server, CountDownLatch go) throws Exception {
    CountDownLatch busy = new CountDownLatch(1);
    try (Connection other =
            DriverManager.getConnection("jdbc:sqlite:" + home.resolve("data/signalbox.db"));
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      var unused = server
          .desk()
          .chore(new Chore.Heard(MAIN, Map.of()))
          .whenComplete((done, failure) -> {
            busy.countDown();
            awaitIt(go);
          });
      statement.execute("ROLLBACK");
    }
    awaitIt(busy);
  }

  private static void awaitIt(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void a_late_sweep_is_a_reason() throws Exception {
    try (Server server = start()) {
      assertThat(new Readiness(server.desk(), () -> true).reasons()).containsExactly("sweep_late");
      assertThat(new Readiness(server.desk(), () -> false).reasons()).isEmpty();
    }
  }

  private static Exposition scrape(String url) throws Exception {
    return new Exposition(HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(url + "/metrics")).build(),
            HttpResponse.BodyHandlers.ofString())
        .body());
  }
}
