package dev.signalbox.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.web.Problem.Advice;
import io.javalin.http.BadRequestResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class RouteErrorsTest {

  private static final Problem WIP_FULL = Problem.of(
          409, "wip_full", "build has 2 of 2 slots taken", Advice.WAIT)
      .withDetail("ada and bob hold them")
      .withRetryAfter(7)
      .with("legal", List.of("queue"))
      .with("status", "not this");

  private static WebServer server;

  @BeforeAll
  static void start() {
    server = WebServer.start(TestLimits.usual(), List.of(routes -> {
      routes.get("/thing", ctx -> ctx.result("a thing"));
      routes.put("/thing", ctx -> ctx.result("put"));
      routes.get("/empty", ctx -> ctx.status(204));
      routes.get("/full", ctx -> refuse(WIP_FULL));
      routes.get("/token", ctx -> refuse(Problem.badToken()));
      routes.get("/javalin", ctx -> refuse(new BadRequestResponse("a secret")));
      routes.get("/bug/exception", ctx -> refuse(new Exception("a secret")));
      routes.get("/bug/error", ctx -> refuse(new AssertionError("a secret")));
      routes.get("/bug/stack", ctx -> endless(1));
      routes.get(
          "/bug/future",
          ctx -> ctx.future(() -> CompletableFuture.failedFuture(new Exception("a secret"))));
    }));
  }

  @AfterAll
  static void stop() {
    server.stop(Duration.ZERO);
  }

  @Test
  void a_problem_is_a_document() {
    var answer = Wire.get(server, "/full");

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.header("Retry-After")).isEqualTo("7");
    assertThat(answer.body())
        .isEqualTo("{\"type\":\"https://signalbox.dev/problems/wip_full\","
            + "\"title\":\"build has 2 of 2 slots taken\",\"status\":409,\"code\":\"wip_full\","
            + "\"detail\":\"ada and bob hold them\",\"do\":\"wait\",\"retry_after_s\":7,"
            + "\"legal\":[\"queue\"]}");
  }

  @Test
  void a_missing_token_is_asked_for() {
    var answer = Wire.get(server, "/token");

    assertThat(answer.refusal()).isEqualTo("401 bad_token");
    assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
    assertThat(answer.json().path("do").asText()).isEqualTo("ask_person");
  }

  @Test
  void an_unknown_address_is_not_found() {
    assertThat(Wire.get(server, "/nowhere").refusal()).isEqualTo("404 not_found");
    assertThat(Wire.post(server, "/nowhere", new byte[3]).refusal()).isEqualTo("404 not_found");
  }

  @Test
  void a_known_address_with_another_method_names_those_that_work() {
    var answer = Wire.post(server, "/thing", new byte[3]);

    assertThat(answer.refusal()).isEqualTo("405 method_not_allowed");
    assertThat(answer.header("Allow").split(", ")).contains("GET", "PUT");
  }

  @Test
  void health_is_ok_without_a_token() {
    var answer = Wire.get(server, "/healthz");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    assertThat(answer.body()).isEqualTo("{\"status\":\"ok\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"exception", "error", "stack", "future"})
  void a_bug_tells_the_client_nothing(String kind) {
    var answer = Wire.get(server, "/bug/" + kind);

    assertThat(answer.refusal()).isEqualTo("500 internal");
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
    assertThat(answer.json().path("detail").asText())
        .matches("The server's log tells more under [0-9a-f]{8}\\.");
    assertThat(answer.body()).doesNotContain("secret", "Exception", "Error", "java");
  }

  @Test
  void javalins_own_refusals_keep_their_words_to_themselves() {
    var answer = Wire.get(server, "/javalin");

    assertThat(answer.refusal()).isEqualTo("400 bad_value");
    assertThat(answer.body()).doesNotContain("secret");
  }

  @Test
  void the_server_goes_on_after_a_bug() {
    Wire.get(server, "/bug/stack");

    assertThat(Wire.get(server, "/thing").body()).isEqualTo("a thing");
    int places = TestLimits.usual().requestsAtWorkMax();
    await().until(() -> server.traffic().placesFree() == places);
  }

  private static void refuse(Problem problem) {
    throw new ProblemException(problem);
  }

  private static void refuse(Exception e) throws Exception {
    throw e;
  }

  private static void refuse(Error e) {
    throw e;
  }

  private static int endless(int depth) {
    return depth == 0 ? 0 : endless(depth + 1) + 1;
  }
}
