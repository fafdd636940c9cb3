package dev.signalbox.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.signalbox.web.Streams.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class StreamsTest {

  private final Log log = new Log();
  private final List<Wire> open = new ArrayList<>();
  private WebServer server = start(TestLimits.few());

  @AfterEach
  void stop() {
    open.forEach(Wire::close);
    server.stop(Duration.ZERO);
  }

  @Test
  void a_stream_begins_at_the_beginning_and_goes_on() {
    log.add("one");
    var wire = asked("/events");

    var head = wire.head();
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.header("Content-Type")).isEqualTo("text/event-stream;charset=utf-8");
    assertThat(head.header("Cache-Control")).isEqualTo("no-store");
    assertThat(lines(wire, 4)).containsExactly(":", "id: 1", "event: said", "data: one");
    log.add("two");
    assertThat(lines(wire, 3)).containsExactly("id: 2", "event: said", "data: two");
  }

  @Test
  void a_client_that_comes_back_goes_on_where_it_was() {
    List.of("one", "two", "three").forEach(log::add);

    assertThat(lines(stream("/events", "Last-Event-ID: 2"), 2)).containsExactly(":", "id: 3");
    assertThat(lines(stream("/events?after=1"), 2)).containsExactly(":", "id: 2");
    assertThat(lines(stream("/events?after=1", "Last-Event-ID: 2"), 2)).contains("id: 3");
  }

  @Test
  void data_of_several_lines_stays_one_message() {
    log.add("one\ntwo\r\nthree\rid: 7\n");

    assertThat(lines(stream("/events"), 8))
        .containsExactly(
            ":",
            "id: 1",
            "event: said",
            "data: one",
            "data: two",
            "data: three",
            "data: id: 7",
            "data: ");
  }

  @Test
  void an_id_cannot_break_its_line() {
    for (String bad : new String[] {"", "1\ndata: x", "1\r", "\0"}) {
      assertThatThrownBy(() -> new Message(bad, "said", ""))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> new Message("1", bad, ""))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void a_silent_stream_says_now_and_then_that_it_lives() {
    server.stop(Duration.ZERO);
    server = start(TestLimits.restless());

    assertThat(lines(stream("/events"), 6)).containsOnly(":");
  }

  @Test
  void one_more_than_there_may_be_is_refused() {
    for (int i = 0; i < TestLimits.STREAMS_MAX; i++) {
      stream("/events");
    }

    var refused = Wire.get(server, "/events");

    assertThat(refused.refusal()).isEqualTo("503 overloaded");
    assertThat(refused.header("Retry-After")).isNotNull();
  }

  @Test
  void a_stream_whose_client_left_makes_room() {
    server.stop(Duration.ZERO);
    server = start(TestLimits.restless());
    for (int i = 0; i < TestLimits.STREAMS_MAX; i++) {
      stream("/events");
    }

    open.forEach(Wire::close);

    await().until(() -> server.streams().open() == 0);
    await().until(() -> Wire.get(server, "/gone").status() == 404);
    await().until(() -> server.traffic().unanswered() == 0);
    assertThat(lines(stream("/events"), 1)).containsExactly(":");
  }

  @Test
  void a_client_that_never_reads_holds_up_nobody() {
    log.add("x".repeat(1_000));
    stream("/flood");
    await().until(() -> log.flooded() > 2_000 && log.floodIsStuck());

    assertThat(Wire.get(server, "/gone").status()).isEqualTo(404);
    assertThat(lines(stream("/events"), 2)).containsExactly(":", "id: 1");
    await().until(() -> server.traffic().placesFree() == TestLimits.AT_WORK_MAX);
  }

  @Test
  void streams_are_not_at_work_and_end_with_the_server() {
    List<Wire> streams = List.of(stream("/events"), stream("/events"), stream("/flood"));
    await().until(() -> server.traffic().placesFree() == TestLimits.AT_WORK_MAX);

    server.drain();

    await().atMost(Duration.ofSeconds(5)).until(() -> server.traffic().unanswered() == 0);
    assertThat(lines(streams.get(0), 2)).containsExactly(":", null);
  }

  @Test
  void a_source_that_fails_ends_its_stream_and_no_other() {
    var good = stream("/events");
    var bad = stream("/broken");

    assertThat(lines(bad, 2)).containsExactly(":", null);
    log.add("one");
    assertThat(lines(good, 2)).containsExactly(":", "id: 1");
  }

  private WebServer start(WebLimits limits) {
    return WebServer.start(limits, List.of(routes -> {
      routes.get("/events", ctx -> Streams.serve(ctx, log::after));
      routes.get("/flood", ctx -> Streams.serve(ctx, log::flood));
      routes.get("/broken", ctx -> Streams.serve(ctx, (last, maxWait) -> broken()));
    }));
  }

  /** Past its head. */
  private Wire stream(String path, String... headers) {
    var wire = asked(path, headers);
    assertThat(wire.head().status()).isEqualTo(200);
    return wire;
  }

  private Wire asked(String path, String... headers) {
    var wire = new Wire(server).send(Wire.head("GET", path, headers));
    open.add(wire);
    return wire;
  }

  private static List<String> lines(Wire wire, int count) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      lines.add(wire.streamed());
    }
    return lines;
  }

  private static List<Message> broken() {
    throw new IllegalStateException("broken on purpose");
  }

  /** What was said, numbered from 1. */
  private static final class Log {

    private final List<String> said = new ArrayList<>();
    private int flooded;
    private int floodedBefore;

    synchronized void add(String text) {
      said.add(text);
      notifyAll();
    }

    synchronized List<Message> after(@Nullable String lastEventId, Duration maxWait)
        throws InterruptedException {
      int from = lastEventId == null ? 0 : Integer.parseInt(lastEventId);
      long end = System.nanoTime() + maxWait.toNanos();
      while (said.size() <= from && System.nanoTime() < end) {
        wait(Math.max(1, (end - System.nanoTime()) / 1_000_000));
      }
      List<Message> next = new ArrayList<>();
      for (int i = from; i < said.size(); i++) {
        next.add(new Message("" + (i + 1), "said", said.get(i)));
      }
      return next;
    }

    /** Always has more. */
    synchronized List<Message> flood(@Nullable String lastEventId, Duration maxWait) {
      flooded++;
      return List.of(new Message("" + flooded, "flood", "x".repeat(1_000)));
    }

    synchronized int flooded() {
      return flooded;
    }

    /** Whether nothing was taken since the last question. */
    synchronized boolean floodIsStuck() {
      boolean stuck = flooded == floodedBefore;
      floodedBefore = flooded;
      return stuck;
    }
  }
}
