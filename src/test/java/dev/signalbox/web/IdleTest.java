package dev.signalbox.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With an idle timeout of 300 ms. */
@Timeout(30)
class IdleTest {

  private final CompletableFuture<String> outcome = new CompletableFuture<>();
  private final WebServer server = WebServer.start(TestLimits.restless(), List.of(routes -> {
    routes.get("/quick", ctx -> ctx.result("quick"));
    routes.get(
        "/second",
        ctx ->
            Later.answer(ctx, outcome.completeOnTimeout("late", 1, TimeUnit.SECONDS), ctx::result));
  }));

  @AfterEach
  void stop() {
    server.stop(Duration.ZERO);
  }

  @Test
  void a_connection_that_rests_too_long_is_closed() {
    try (var silent = new Wire(server);
        var used = new Wire(server)) {
      used.send(Wire.head("GET", "/quick"));
      assertThat(used.answer().status()).isEqualTo(200);

      assertThat(used.ended()).isTrue();
      assertThat(silent.ended()).isTrue();
    }
  }

  @Test
  void a_waiting_request_is_not_idle() {
    assertThat(Wire.get(server, "/second").body()).isEqualTo("late");
  }

  @Test
  void a_client_that_is_gone_is_forgotten_when_it_is_answered() {
    try (var wire = new Wire(server)) {
      wire.send(Wire.head("GET", "/second"));
      await().until(() -> server.traffic().unanswered() == 1);
    }

    await().until(() -> server.traffic().unanswered() == 0);
  }
}
