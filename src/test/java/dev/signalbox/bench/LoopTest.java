package dev.signalbox.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the benchmark counts is what the server said. */
@Timeout(30)
class LoopTest {

  private static final String LONG = "long ".repeat(20_000);

  private HttpServer server;
  private volatile long came;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/short", exchange -> {
      came = System.nanoTime();
      answer(exchange, 200, "short", 5);
    });
    server.createContext("/long", exchange -> answer(exchange, 200, LONG, LONG.length()));
    server.createContext("/chunked", exchange -> answer(exchange, 200, LONG, 0));
    server.createContext("/busy", exchange -> {
      exchange.getResponseHeaders().add("Retry-After", "7");
      answer(exchange, 503, "busy", 4);
    });
    server.createContext("/last", exchange -> {
      exchange.getResponseHeaders().add("Connection", "close");
      answer(exchange, 200, "last", 4);
    });
    server.createContext("/broken", HttpExchange::close);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private static void answer(HttpExchange exchange, int status, String text, long length)
      throws IOException {
    exchange.getRequestBody().readAllBytes();
    exchange.sendResponseHeaders(status, length);
    exchange.getResponseBody().write(text.getBytes(StandardCharsets.US_ASCII));
    exchange.close();
  }

  private Tally run(List<Script> scripts) {
    return new Loop(new Connections(server.getAddress())).run(scripts);
  }

  private static Script asking(List<Answer> answers, String... paths) {
    Deque<String> left = new ArrayDeque<>(List.of(paths));
    return last -> {
      if (last != null) {
        answers.add(last);
      }
      String path = left.poll();
      return path == null ? null : Call.get(path, "token", path);
    };
  }

  @Test
  void every_kind_of_answer_is_read_to_its_end() {
    List<Answer> answers = new ArrayList<>();

    Tally tally = run(List.of(asking(
        answers, "/short", "/long", "/chunked", "/busy", "/last", "/short", "/broken", "/short")));

    assertThat(answers)
        .extracting(Answer::status)
        .containsExactly(200, 200, 200, 503, 200, 200, 0, 200);
    assertThat(answers)
        .extracting(Answer::body)
        .containsExactly("short", LONG, LONG, "busy", "last", "short", "", "short");
    assertThat(answers.get(3).retryAfter()).isEqualTo(7);
    assertThat(tally.count("/short", 200)).isEqualTo(3);
    assertThat(tally.count("/busy", 503)).isEqualTo(1);
    assertThat(tally.others(200)).isEqualTo(2);
  }

  @Test
  void many_connections_are_each_led_to_the_end_of_their_script() {
    List<Answer> answers = new ArrayList<>();

    Tally tally = run(IntStream.range(0, 50)
        .mapToObj(i -> asking(answers, "/short", "/chunked", "/last", "/short"))
        .toList());

    assertThat(tally.count(200)).isEqualTo(200);
    assertThat(answers).hasSize(200).allMatch(Answer::good);
  }

  @Test
  void what_is_to_be_sent_later_counts_from_when_it_was_due() {
    List<Answer> answers = new ArrayList<>();
    long due = System.nanoTime() + 50_000_000;

    run(List.of(last -> {
      if (last != null) {
        answers.add(last);
        return null;
      }
      return Call.get("short", "token", "/short").at(due);
    }));

    assertThat(came).isGreaterThanOrEqualTo(due);
    assertThat(answers.get(0).nanos()).isPositive().isLessThanOrEqualTo(System.nanoTime() - due);
  }
}
