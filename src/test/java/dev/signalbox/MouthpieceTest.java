package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Asking on until there is work, whatever the server and the line to it do. */
@Timeout(30)
class MouthpieceTest {

  private static final String EMPTY = "200 {\"holds\":[]}";
  private static final String WORK = "200 {\"holds\":[{\"task\":\"T-1\"}]}";
  private static final String DROP = "drop";

  private final Deque<String> answers = new ArrayDeque<>();
  private final List<String> asked = new ArrayList<>();
  private final List<Duration> slept = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/webhook", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    String next = answers.removeFirst();
    if (!next.equals(DROP)) {
      byte[] body = next.substring(4).getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(Integer.parseInt(next.substring(0, 3)), body.length);
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  private Mouthpiece.Answer ask(String... all) throws InterruptedException {
    answers.addAll(List.of(all));
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    return new Mouthpiece(url, "t", slept::add, new Random(3)).ask("{}", told::add);
  }

  @Test
  void it_asks_again_until_there_is_work() throws Exception {
    assertThat(ask(EMPTY, EMPTY, WORK).work()).isTrue();
    assertThat(asked).hasSize(3);
    assertThat(told).isEmpty();
  }

  @Test
  void an_empty_answer_that_came_at_once_is_not_asked_for_in_a_rush() throws Exception {
    ask(EMPTY, EMPTY, EMPTY, WORK);
    assertThat(slept).hasSize(3).doesNotHaveDuplicates();
    assertThat(slept).allSatisfy(time -> assertThat(time).isLessThan(Duration.ofSeconds(6)));
  }

  @Test
  void a_lost_line_is_taken_up_again_with_pauses_that_grow_and_differ() throws Exception {
    String[] all = new String[41];
    java.util.Arrays.fill(all, DROP);
    all[40] = WORK;
    assertThat(ask(all).work()).isTrue();
    // The client itself may repeat a request whose line broke.
    assertThat(slept).hasSizeBetween(19, 40).allMatch(time -> time.toMillis() <= 30_000);
    assertThat(slept.get(0)).isLessThanOrEqualTo(Duration.ofMillis(500));
    assertThat(slept).anyMatch(time -> time.toSeconds() > 8);
    assertThat(told).allMatch(line -> line.startsWith("No Signalbox answers at http://127.0.0.1"));
  }

  @Test
  void what_passes_is_waited_for_as_long_as_it_says_at_least() throws Exception {
    ask(
        "503 {\"do\":\"retry\",\"title\":\"The server is stopping.\",\"retry_after_s\":5}",
        "409 {\"do\":\"wait\",\"title\":\"Paused.\"}",
        WORK);
    assertThat(slept.get(0)).isBetween(Duration.ofSeconds(5), Duration.ofMillis(5_500));
    assertThat(told.get(0)).startsWith("Not now: The server is stopping.");
  }

  @Test
  void what_does_not_pass_ends_it() throws Exception {
    assertThat(ask("401 {\"do\":\"ask_person\"}").status()).isEqualTo(401);
    assertThat(ask("400 {\"do\":\"fix\"}").status()).isEqualTo(400);
    assertThat(slept).isEmpty();
  }

  @Test
  void an_answer_of_somebody_else_is_no_answer() throws Exception {
    assertThat(ask("502 <html>", WORK).work()).isTrue();
    assertThat(told).hasSize(1);
  }
}
