package dev.signalbox.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class BodyLimitsTest {

  private static final int MAX = 256 * 1024;

  private static WebServer server;

  @BeforeAll
  static void start() {
    server = WebServer.start(
        TestLimits.quick(),
        List.of(routes -> routes.post("/size", ctx -> ctx.result("" + ctx.bodyAsBytes().length))));
  }

  @AfterAll
  static void stop() {
    server.stop(Duration.ZERO);
  }

  @Test
  void a_body_of_just_the_limit_is_read() {
    assertThat(Wire.post(server, "/size", new byte[MAX]).body()).isEqualTo("" + MAX);
    assertThat(Wire.post(server, "/size", new byte[0]).body()).isEqualTo("0");
  }

  @Test
  void a_body_that_says_it_is_too_large_is_not_read_at_all() {
    try (var wire = new Wire(server)) {
      wire.send(Wire.head("POST", "/size", "Content-Length: " + (MAX + 1)));

      var answer = wire.answer();

      assertThat(answer.refusal()).isEqualTo("413 too_large");
      assertThat(answer.header("Connection")).isEqualTo("close");
      assertThat(wire.ended()).isTrue();
    }
  }

  @Test
  void a_chunked_body_is_read_up_to_the_limit() throws Exception {
    var client = HttpClient.newHttpClient();
    var within = HttpRequest.newBuilder(URI.create(server.url() + "/size"));
    within.POST(BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(new byte[MAX])));

    assertThat(client.send(within.build(), BodyHandlers.ofString()).body()).isEqualTo("" + MAX);
  }

  @Test
  void a_chunked_body_over_the_limit_is_refused_while_it_is_still_being_sent() {
    String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
    try (var wire = new Wire(server)) {
      wire.send(Wire.head("POST", "/size", "Transfer-Encoding: chunked"));
      wire.send(chunk.repeat(4)).send("1\r\nx\r\n");

      var answer = wire.answer();

      assertThat(answer.refusal()).isEqualTo("413 too_large");
      assertThat(answer.header("Connection")).isEqualTo("close");
      assertThat(wire.ended()).isTrue();
    }
  }

  @Test
  void ten_megabytes_at_once_are_answered_too() {
    try (var wire = new Wire(server)) {
      wire.send(Wire.head("POST", "/size", "Content-Length: 10000000"));
      wire.send(new byte[10_000_000]);

      assertThat(wire.answer().refusal()).isEqualTo("413 too_large");
    }
  }

  @Test
  void a_body_without_end_is_not_read_for_ever() {
    String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
    try (var wire = new Wire(server)) {
      wire.send(Wire.head("POST", "/size", "Transfer-Encoding: chunked"));

      assertThatThrownBy(() -> wire.send(chunk.repeat(1_000)))
          .isInstanceOf(UncheckedIOException.class);
    }
  }

  @Test
  void a_client_that_waits_to_be_asked_for_a_large_body_is_not() {
    try (var wire = new Wire(server)) {
      wire.send(Wire.head("POST", "/size", "Content-Length: 300000", "Expect: 100-continue"));

      assertThat(wire.answer().refusal()).isEqualTo("413 too_large");
      assertThat(wire.ended()).isTrue();
    }
  }

  @Test
  void a_body_that_stops_coming_is_too_slow() {
    try (var wire = new Wire(server)) {
      wire.send(Wire.head("POST", "/size", "Content-Length: 10")).send("12345");

      var answer = wire.answer();

      assertThat(answer.refusal()).isEqualTo("408 too_slow");
      assertThat(answer.header("Connection")).isEqualTo("close");
      assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
      assertThat(wire.ended()).isTrue();
    }
  }

  @Test
  void a_body_in_two_parts_is_put_together() {
    try (var wire = new Wire(server)) {
      wire.send(Wire.head("POST", "/size", "Content-Length: 10", "Expect: 100-continue"));
      assertThat(wire.head().status()).isEqualTo(100);
      wire.send("12345");
      wire.send("67890");
      assertThat(wire.answer().body()).isEqualTo("10");
      wire.send(Wire.head("POST", "/size", "Content-Length: 3")).send("123");
      assertThat(wire.answer().body()).isEqualTo("3");
    }
  }

  @Test
  void slow_bodies_hold_no_place_at_work() {
    var slow = new ArrayList<Wire>();
    for (int i = 0; i < 3 * TestLimits.AT_WORK_MAX; i++) {
      slow.add(new Wire(server)
          .send(Wire.head("POST", "/size", "Content-Length: 10"))
          .send("1"));
    }

    assertThat(Wire.post(server, "/size", new byte[1]).body()).isEqualTo("1");

    slow.forEach(wire -> assertThat(wire.answer().refusal()).isEqualTo("408 too_slow"));
    slow.forEach(Wire::close);
  }

  @Test
  void a_client_that_leaves_in_the_middle_leaves_nothing_behind() {
    try (var wire = new Wire(server)) {
      wire.send(Wire.head("POST", "/size", "Content-Length: 10")).send("12345");
    }

    await().until(() -> server.traffic().unanswered() == 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "br", "gzip, identity", "x"})
  void a_compressed_body_is_not_even_looked_at(String encoding) throws Exception {
    var bomb = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bomb)) {
      gzip.write(new byte[10_000_000]);
    }

    var answer = Wire.post(server, "/size", bomb.toByteArray(), "Content-Encoding: " + encoding);

    assertThat(answer.refusal()).isEqualTo("415 unsupported");
  }

  @Test
  void identity_is_no_compression() {
    assertThat(Wire.post(server, "/size", new byte[3], "Content-Encoding: identity")
            .body())
        .isEqualTo("3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: -1",
        "Content-Length: x",
        "Content-Length: 1\r\nContent-Length: 2",
        "Content-Length: 1\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: nonsense"
      })
  void a_length_that_makes_no_sense_is_malformed(String header) {
    assertThat(Wire.ask(server, Wire.head("POST", "/size", header) + "1").status())
        .isEqualTo(400);
  }

  @Test
  void a_broken_chunk_is_malformed() {
    var answer =
        Wire.ask(server, Wire.head("POST", "/size", "Transfer-Encoding: chunked") + "zz\r\n");

    assertThat(answer.refusal()).isEqualTo("400 bad_value");
  }

  @Test
  void headers_that_stop_coming_end_the_connection() {
    try (var first = new Wire(server);
        var second = new Wire(server)) {
      first.send("POST /size HT");
      second.send(Wire.head("POST", "/size"));
      assertThat(second.answer().status()).isEqualTo(200);
      second.send("POST /size HT");

      assertThat(first.ended()).isTrue();
      assertThat(second.ended()).isTrue();
    }
  }
}
