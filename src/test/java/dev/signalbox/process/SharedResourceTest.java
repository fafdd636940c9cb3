package dev.signalbox.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import dev.signalbox.process.RealServer.Answer;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Agents that share things, over real HTTP, with real clocks and real deaths. */
@Tag("process")
@Timeout(180)
class SharedResourceTest {

  private static final int AGENTS = 16;
  private static final int LIMIT = 20;
  private static final Duration WINDOW = Duration.ofSeconds(1);
  private static final Duration LENGTH = Duration.ofSeconds(20);

  private static final String SHARED = RealServer.GENEROUS + """
          resources:
            api: {limit: 20, window: 1s}
            staging: {units: 1, lock_delay: 2s}
      """;

  private static final String HASTY = SHARED.replace(
      "wip: 1000",
      "wip: 1000\n    beat: 1s\n    first_beat: 2s\n    quiet_after: 2s\n    lost_after: 4s");

  @TempDir
  Path home;

  /** An API that refuses what is more than its limit in any window. */
  private static final class Limited implements AutoCloseable {
    private final HttpServer server;
    private final Deque<Long> latest = new ArrayDeque<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(AGENTS);
    private int served;
    private int refused;

    Limited() throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setExecutor(threads);
      server.createContext("/", exchange -> {
        exchange.sendResponseHeaders(take(System.nanoTime()) ? 204 : 429, -1);
        exchange.close();
      });
      server.start();
    }

    private synchronized boolean take(long now) {
      while (!latest.isEmpty() && now - latest.peekFirst() >= WINDOW.toNanos()) {
        latest.removeFirst();
      }
      if (latest.size() >= LIMIT) {
        refused++;
        return false;
      }
      latest.addLast(now);
      served++;
      return true;
    }

    synchronized int served() {
      return served;
    }

    synchronized int refused() {
      return refused;
    }

    URI address() {
      return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    @Override
    public void close() {
      server.stop(0);
      threads.shutdownNow();
    }
  }

  @Test
  @Tag("slow")
  void sixteen_agents_use_a_budget_up_and_none_of_them_ever_meets_its_limit() throws Exception {
    String config = RealServer.config(home, SHARED);
    ExecutorService crowd = Executors.newFixedThreadPool(AGENTS);
    try (RealServer server = RealServer.start(home, home.resolve("data"), "--config", config);
        Limited api = new Limited()) {
      List<String> tokens = working(server, AGENTS);
      long end = System.nanoTime() + LENGTH.toNanos();
      List<Future<Integer>> calls = new ArrayList<>();
      for (String token : tokens) {
        Callable<Integer> agent = () -> callUntil(end, server, token, api.address());
        calls.add(crowd.submit(agent));
      }
      int made = 0;
      for (Future<Integer> one : calls) {
        made += one.get();
      }
      long whole = LIMIT * LENGTH.dividedBy(WINDOW);
      System.out.println(
          "budget: " + api.served() + " of " + whole + " calls, " + api.refused() + " refused");
      assertThat(made).isEqualTo(api.served());
      assertThat(api.refused()).as("429s").isZero();
      assertThat((long) api.served()).as("calls").isGreaterThanOrEqualTo(whole * 9 / 10);
    } finally {
      crowd.shutdownNow();
    }
  }

  /** Acquires, calls, gives back; counts the calls that were served. */
  private static int callUntil(long end, RealServer server, String token, URI api)
      throws Exception {
    HttpClient http = HttpClient.newHttpClient();
    int served = 0;
    while (System.nanoTime() < end) {
      Answer had = server.post(token, acquire("api").put("wait", 5));
      assertThat(had.status()).as("%s", had).isEqualTo(200);
      if (had.body().path("grant").isNull()) {
        continue;
      }
      HttpResponse<Void> called =
          http.send(HttpRequest.newBuilder(api).build(), HttpResponse.BodyHandlers.discarding());
      served += called.statusCode() == 204 ? 1 : 0;
      ObjectNode back = RealServer.verb("give_back");
      back.set("token", had.body().path("grant").path("token"));
      assertThat(server.post(token, back).status()).isEqualTo(200);
    }
    return served;
  }

  @Test
  void a_holder_that_is_killed_gives_its_units_back_after_its_lease_and_the_delay()
      throws Exception {
    String config = RealServer.config(home, HASTY);
    try (RealServer server = RealServer.start(home, home.resolve("data"), "--config", config)) {
      List<String> tokens = working(server, 1);
      String doomed = server.enrol("doomed", "docs");
      server.post(doomed, RealServer.verb("new").put("title", "Doomed"));
      Process holder = Holder.start(
          server.url(), doomed, "{\"type\":\"next\"}", acquire("staging").toString());
      try (BufferedReader out = holder.inputReader()) {
        assertThat(out.readLine()).contains("\"holds\":[{");
        assertThat(out.readLine()).contains("\"grant\":{\"token\":");
        assertThat(server
                .post(tokens.get(0), acquire("staging"))
                .body()
                .path("grant")
                .isNull())
            .isTrue();
        long killed = System.nanoTime();
        holder.destroyForcibly().waitFor();
        Answer had = server.post(tokens.get(0), acquire("staging").put("wait", 50));
        Duration took = Duration.ofNanos(System.nanoTime() - killed);
        assertThat(had.body().path("grant").path("resources").path("staging").asInt())
            .as("%s", had)
            .isEqualTo(1);
        assertThat(took)
            .as("lease 4 s from its last beat, then 2 s of lock")
            .isBetween(Duration.ofMillis(5_400), Duration.ofSeconds(9));
      }
    }
  }

  private static ObjectNode acquire(String resource) {
    ObjectNode verb = RealServer.verb("acquire");
    verb.putObject("resources").put(resource, 1);
    return verb;
  }

  /** Agents that hold a task each. */
  private static List<String> working(RealServer server, int count) throws Exception {
    List<String> tokens = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String token = server.enrol("a" + i, "build");
      assertThat(server.post(token, RealServer.verb("new").put("title", "Task")).status())
          .isEqualTo(200);
      Answer work = server.post(token, RealServer.verb("next"));
      assertThat(work.body().path("holds")).as("%s", work).isNotEmpty();
      tokens.add(token);
    }
    return tokens;
  }
}
