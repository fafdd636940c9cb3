package dev.signalbox.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How many at once, who counts, and how it ends. */
@Timeout(30)
class TrafficTest {

  /** More than all the buffers on the way to a client take. */
  private static final int LARGE_BYTES = 16 << 20;

  /** Of one that asks nothing at the moment. */
  private static final long REST_BYTES_MAX = 32 << 10;

  private static final Duration GRACE = Duration.ofSeconds(10);

  private final CountDownLatch go = new CountDownLatch(1);
  private final CompletableFuture<String> early = new CompletableFuture<>();
  private final CompletableFuture<String> outcome = new CompletableFuture<>();
  private final List<Wire> open = new ArrayList<>();
  private final WebServer server = WebServer.start(TestLimits.few(), List.of(routes -> {
    routes.get("/quick", ctx -> ctx.result("quick"));
    routes.post("/do", ctx -> ctx.result("did it"));
    routes.get("/busy", ctx -> {
      go.await(20, TimeUnit.SECONDS);
      ctx.result("done");
    });
    routes.get("/later", ctx -> Later.answer(ctx, outcome, ctx::result));
    routes.get(
        "/large", ctx -> Later.answer(ctx, early, word -> ctx.result(new byte[LARGE_BYTES])));
    routes.get(
        "/thread",
        ctx ->
            Later.answer(ctx, outcome, word -> ctx.result(Thread.currentThread().getName())));
  }));

  @AfterEach
  void stop() {
    go.countDown();
    outcome.complete("stopped");
    open.forEach(Wire::close);
    server.stop(Duration.ZERO);
  }

  @Test
  void one_more_at_work_than_there_are_places_is_refused() {
    List<Wire> busy = ask("/busy", TestLimits.AT_WORK_MAX);
    await().until(() -> server.traffic().placesFree() == 0);

    var refused = Wire.get(server, "/quick");

    assertThat(refused.refusal()).isEqualTo("503 overloaded");
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 30);
    assertThat(refused.header("X-Frame-Options")).isEqualTo("DENY");
    go.countDown();
    busy.forEach(wire -> assertThat(wire.answer().body()).isEqualTo("done"));
    assertThat(Wire.get(server, "/quick").body()).isEqualTo("quick");
  }

  @Test
  void who_does_something_is_let_in_however_many_only_look() {
    ask("/busy", TestLimits.AT_WORK_MAX);
    await().until(() -> server.traffic().placesFree() == 0);
    try (var wire = new Wire(server)) {
      wire.send(Wire.head("POST", "/do", "Content-Length: 1")).send("x");
      assertThat(wire.answer().body()).isEqualTo("did it");
    }
  }

  /**
   * One after the other, since the buffers of those that ask at once are kept for the next; and again
   * where the machine did something else meanwhile: what connections keep, they keep every time.
   */
  @Test
  void a_connection_that_rests_needs_little_memory() {
    rest(20); // So that all that is needed but once is there.
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 5 && least >= REST_BYTES_MAX; round++) {
      long before = usedBytes();
      rest(200);
      least = Math.min(least, (usedBytes() - before) / 200);
    }
    assertThat(least).isLessThan(REST_BYTES_MAX);
  }

  /** Connections that asked a few times, with headers of their own. */
  private void rest(int connections) {
    for (int i = 0; i < connections; i++) {
      var wire = new Wire(server);
      open.add(wire);
      for (int asked = 0; asked < 4; asked++) {
        wire.send(Wire.head("GET", "/healthz", "Authorization: Bearer abc", "Accept: text/plain"));
        assertThat(wire.answer().status()).isEqualTo(200);
      }
    }
  }

  private static long usedBytes() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  @Test
  void who_does_not_read_a_large_answer_holds_up_no_other() {
    ask("/large", 2);
    List<Wire> others = ask("/later", 5);
    await().until(() -> server.unanswered() == 7);

    early.complete("here");
    outcome.complete("here");

    others.forEach(wire -> assertThat(wire.answer().body()).isEqualTo("here"));
    assertThat(server.unanswered()).isGreaterThanOrEqualTo(2);
  }

  @Test
  void health_is_answered_however_busy_it_is() {
    ask("/busy", TestLimits.AT_WORK_MAX);
    await().until(() -> server.traffic().placesFree() == 0);

    assertThat(Wire.get(server, "/healthz").status()).isEqualTo(200);
  }

  @Test
  void the_refused_do_not_lose_their_connection() {
    ask("/busy", TestLimits.AT_WORK_MAX);
    await().until(() -> server.traffic().placesFree() == 0);
    try (var wire = new Wire(server)) {
      wire.send(Wire.head("GET", "/quick", "Content-Length: 1")).send("x");
      assertThat(wire.answer().status()).isEqualTo(503);
      assertThat(wire.send(Wire.head("GET", "/healthz")).answer().status()).isEqualTo(200);
    }
  }

  @Test
  void who_waits_is_not_at_work() {
    List<Wire> waiting = new ArrayList<>();
    for (int wave = 0; wave < 10; wave++) {
      waiting.addAll(ask("/later", TestLimits.AT_WORK_MAX));
      await().until(() -> server.traffic().unanswered() == waiting.size());
      await().until(() -> server.traffic().placesFree() == TestLimits.AT_WORK_MAX);
    }

    assertThat(Wire.get(server, "/quick").body()).isEqualTo("quick");
    outcome.complete("at last");
    waiting.forEach(wire -> assertThat(wire.answer().body()).isEqualTo("at last"));
  }

  @Test
  void whoever_completes_an_outcome_does_not_write_the_answer() {
    List<Wire> waiting = ask("/thread", 2);
    await().until(() -> server.traffic().unanswered() == 2);

    ForkJoinPool.commonPool().execute(() -> outcome.complete("x"));

    waiting.forEach(wire -> assertThat(wire.answer().body()).startsWith("web-"));
  }

  @Test
  void an_outcome_may_be_a_refusal_or_a_bug() {
    List<Wire> waiting = ask("/later", 1);
    outcome.completeExceptionally(new ProblemException(Problem.badValue("no")));
    assertThat(waiting.get(0).answer().refusal()).isEqualTo("400 bad_value");

    outcome.obtrudeException(new IllegalStateException("a secret"));
    var answer = Wire.get(server, "/later");
    assertThat(answer.refusal()).isEqualTo("500 internal");
    assertThat(answer.body()).doesNotContain("secret");
  }

  @Test
  void clients_that_left_while_waiting_disturb_nobody() {
    List<Wire> waiting = new ArrayList<>();
    for (int asked = 1; asked <= 20; asked++) { // One by one: more at once could be too many.
      waiting.addAll(ask("/later", 1));
      long all = asked;
      await().until(() -> server.traffic().unanswered() == all);
    }
    waiting.subList(0, 10).forEach(Wire::close);

    outcome.complete("x".repeat(100_000));

    for (Wire wire : waiting.subList(10, 20)) {
      assertThat(wire.answer().body()).hasSize(100_000);
      assertThat(wire.send(Wire.head("GET", "/quick")).answer().body()).isEqualTo("quick");
    }
    await().until(() -> server.traffic().unanswered() == 0);
  }

  @Test
  void while_draining_the_new_are_refused_and_the_old_are_answered() {
    List<Wire> here = ask("/busy", 2);
    here.addAll(ask("/later", 2));
    await().until(() -> server.traffic().unanswered() == 4);

    server.drain();

    var refused = Wire.get(server, "/quick");
    assertThat(refused.refusal()).isEqualTo("503 shutting_down");
    assertThat(refused.header("Connection")).isEqualTo("close");
    assertThat(refused.header("Retry-After")).isNotNull();
    go.countDown();
    outcome.complete("done");
    here.forEach(wire -> assertThat(wire.answer().body()).isEqualTo("done"));
  }

  @Test
  void stopping_waits_for_those_at_work() {
    List<Wire> here = ask("/busy", 2);
    await().until(() -> server.traffic().unanswered() == 2);

    var stopped = CompletableFuture.runAsync(() -> server.stop(GRACE));
    await().until(() -> server.traffic().draining());
    assertThat(stopped).isNotDone();
    go.countDown();

    here.forEach(wire -> assertThat(wire.answer().body()).isEqualTo("done"));
    assertThat(stopped).succeedsWithin(Duration.ofSeconds(5));
  }

  @Test
  void stopping_waits_no_longer_than_its_grace() {
    ask("/busy", 1);
    List<Wire> waiting = ask("/later", 1);
    await().until(() -> server.traffic().unanswered() == 2);

    assertThat(CompletableFuture.runAsync(() -> server.stop(Duration.ofMillis(100))))
        .succeedsWithin(Duration.ofSeconds(10));
    for (Wire wire : waiting) {
      assertThat(wire.answer().refusal()).isEqualTo("503 shutting_down");
      assertThat(wire.ended()).isTrue();
    }
  }

  @Test
  void stopping_twice_is_stopping_once() {
    var left = new Wire(server);
    open.add(left);
    assertThat(left.send(Wire.head("GET", "/quick")).answer().status()).isEqualTo(200);
    server.stop(GRACE);
    server.drain();
    server.stop(GRACE);

    assertThat(left.ended()).isTrue();
    assertThatThrownBy(() -> new Wire(server).close()).isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void an_address_that_is_taken_is_named() {
    var taken = WebLimits.defaults("127.0.0.1", server.port());

    assertThatThrownBy(() -> WebServer.start(taken, List.of()))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("cannot listen on 127.0.0.1:" + server.port());
  }

  private List<Wire> ask(String path, int times) {
    List<Wire> asked = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      asked.add(new Wire(server).send(Wire.head("GET", path)));
    }
    open.addAll(asked);
    return asked;
  }
}
