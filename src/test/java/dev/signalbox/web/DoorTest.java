package dev.signalbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class DoorTest {

  private static final Map<String, String> ALWAYS = Map.of(
      "content-security-policy",
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src"
          + " 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
      "x-content-type-options",
      "nosniff",
      "x-frame-options",
      "DENY",
      "referrer-policy",
      "no-referrer",
      "cross-origin-opener-policy",
      "same-origin",
      "cross-origin-resource-policy",
      "same-origin",
      "cache-control",
      "no-store");

  private static WebServer server;

  @BeforeAll
  static void start() {
    server = WebServer.start(TestLimits.usual(), List.of(routes -> {
      routes.get("/echo", ctx -> ctx.result(ctx.ip()));
      routes.post("/echo", ctx -> ctx.result(ctx.body()));
      routes.get("/assets/a.js", ctx -> ctx.header("Cache-Control", "max-age=60"));
      routes.get("/bug", ctx -> {
        throw new IllegalStateException("a secret");
      });
    }));
  }

  @AfterAll
  static void stop() {
    server.stop(Duration.ZERO);
  }

  @Test
  void a_request_for_another_host_is_misdirected() {
    var answer = Wire.get(server, "/echo", "Host: evil.test");

    assertThat(answer.refusal()).isEqualTo("421 bad_host");
    assertThat(answer.json().path("detail").asText()).contains("'evil.test'");
    assertThat(Wire.get(server, "/healthz", "Host: evil.test").status()).isEqualTo(421);
    assertThat(Wire.get(server, "/echo", "Host: board.example").status()).isEqualTo(200);
  }

  @Test
  void a_request_without_a_host_is_refused() {
    assertThat(Wire.ask(server, "GET /echo HTTP/1.1\r\n\r\n").refusal()).isEqualTo("400 bad_value");
    assertThat(Wire.ask(server, "GET /echo HTTP/1.0\r\n\r\n").refusal()).isEqualTo("421 bad_host");
  }

  @Test
  void an_address_in_the_request_line_does_not_get_round_the_host_check() {
    var answer = Wire.ask(server, "GET http://evil.test/echo HTTP/1.1\r\nHost: localhost\r\n\r\n");

    assertThat(answer.status()).isIn(400, 421);
  }

  @Test
  void two_hosts_are_refused() {
    assertThat(Wire.get(server, "/echo", "Host: localhost", "Host: evil.test").refusal())
        .isEqualTo("400 bad_value");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://evil.test", "null", "http://localhost.evil.test"})
  void a_page_of_another_site_may_not_call(String origin) {
    assertThat(Wire.get(server, "/echo", "Origin: " + origin).refusal())
        .isEqualTo("403 bad_origin");
    assertThat(Wire.post(server, "/echo", new byte[] {'x'}, "Origin: " + origin).refusal())
        .isEqualTo("403 bad_origin");
  }

  @Test
  void a_page_of_this_server_may_call() {
    assertThat(Wire.get(server, "/echo", "Origin: " + server.url()).status()).isEqualTo(200);
    assertThat(Wire.get(server, "/echo", "Origin: https://board.example").status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TRACE", "PROPFIND", "get", "BREW"})
  void other_methods_than_the_usual_are_not_allowed(String method) {
    assertThat(Wire.ask(server, Wire.head(method, "/echo")).refusal())
        .isEqualTo("405 method_not_allowed");
  }

  @ParameterizedTest
  @CsvSource({
    "/nowhere, 404 not_found",
    "/assets/..%2f..%2fsignalbox.db, 404 not_found",
    "/assets/%2e%2e/echo, 404 not_found",
    "/assets//a.js, 404 not_found",
    "/bug, 500 internal"
  })
  void an_address_that_is_not_there_is_not_found(String path, String refusal) {
    assertThat(Wire.get(server, path).refusal()).isEqualTo(refusal);
  }

  @Test
  void a_forwarded_address_is_not_believed() {
    assertThat(Wire.get(server, "/echo", "X-Forwarded-For: 6.6.6.6", "Forwarded: for=6.6.6.6")
            .body())
        .isEqualTo("127.0.0.1");
  }

  @Test
  void every_answer_has_the_security_headers() {
    for (var answer : List.of(
        Wire.get(server, "/echo"),
        Wire.get(server, "/healthz"),
        Wire.get(server, "/nowhere"),
        Wire.get(server, "/bug"),
        Wire.ask(server, Wire.head("DELETE", "/echo")),
        Wire.ask(server, Wire.head("TRACE", "/echo")),
        Wire.get(server, "/echo", "Host: evil.test"),
        Wire.get(server, "/echo", "Origin: null"),
        Wire.ask(server, "nonsense\r\n\r\n"),
        Wire.get(server, "/" + "x".repeat(20_000)))) {
      assertThat(new TreeMap<>(answer.headers()))
          .as(answer.toString())
          .containsAllEntriesOf(ALWAYS);
    }
  }

  @Test
  void no_answer_names_the_software() {
    for (var answer : List.of(Wire.get(server, "/echo"), Wire.ask(server, "nonsense\r\n\r\n"))) {
      assertThat(answer.headers()).doesNotContainKeys("server", "x-powered-by");
      assertThat(answer.body().toLowerCase(Locale.ROOT)).doesNotContain("jetty");
    }
  }

  @Test
  void a_static_file_may_be_cached() {
    assertThat(Wire.get(server, "/assets/a.js").header("Cache-Control")).isEqualTo("max-age=60");
  }

  @Test
  void headers_that_are_too_long_are_refused() {
    assertThat(Wire.get(server, "/echo", "X-Long: " + "x".repeat(20_000)).refusal())
        .isEqualTo("431 too_large");
    assertThat(Wire.get(server, "/" + "x".repeat(20_000)).refusal()).isEqualTo("414 too_large");
  }

  @Test
  void a_connection_is_used_again() {
    try (var wire = new Wire(server)) {
      assertThat(wire.send(Wire.head("GET", "/echo")).answer().status()).isEqualTo(200);
      assertThat(wire.send(Wire.head("GET", "/nowhere")).answer().status()).isEqualTo(404);
      assertThat(wire.send(Wire.head("GET", "/echo")).answer().status()).isEqualTo(200);
    }
  }
}
