package dev.signalbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.signalbox.discord.FakeDiscord.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The methods over HTTP: who may ask, what goes wrong, and Discord's headers. */
final class FakeRest implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ROOT = "/api/v10";

  /** A client that waits this long for an answer has given up. */
  private static final Duration SILENCE = Duration.ofSeconds(30);

  static {
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private record Answer(int status, @Nullable JsonNode body) {}

  final Faults faults = new Faults();
  volatile int retryAfter = 1;
  volatile boolean paced;
  volatile int sessionsLeft = 1_000;

  private final FakeDiscord discord;
  private final FakeRoutes routes;
  private final FakePace pace = new FakePace();
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool(FakeRest::daemon);
  private final List<Called> calls = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  FakeRest(FakeDiscord discord) {
    this.discord = discord;
    this.routes = new FakeRoutes(discord, () -> sessionsLeft);
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "fake-discord");
    thread.setDaemon(true);
    return thread;
  }

  URI api() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + ROOT + "/");
  }

  List<Called> calls() {
    return List.copyOf(calls);
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    FakeRoutes.Found found = routes.find(
        exchange.getRequestMethod(), path.startsWith(ROOT) ? path.substring(ROOT.length()) : path);
    Fault fault = faults.of(found.kind());
    calls.add(new Called(found.kind(), path, Instant.now()));
    if (fault == Fault.DROP_BEFORE_READ) {
      exchange.close();
      return;
    }
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (faults.silent) {
      silence(exchange);
      return;
    }
    switch (fault) {
      case DROP_BEFORE_STORE -> exchange.close();
      case ERROR -> send(exchange, new Answer(500, plain("500: Internal Server Error")));
      case UNAVAILABLE -> send(exchange, new Answer(503, plain("503: Service Unavailable")));
      case BAD_GATEWAY -> send(exchange, new Answer(502, plain("502: Bad Gateway")));
      case LIMITED, LIMITED_GLOBALLY, LIMITED_BY_CLOUDFLARE -> limited(exchange, fault, retryAfter);
      default -> done(exchange, found, body, fault);
    }
  }

  private void done(HttpExchange exchange, FakeRoutes.Found found, byte[] body, Fault fault)
      throws IOException {
    if (paced && found.kind().equals("message.create")) {
      int wait = pace.wait(found.ids().get(0), exchange.getResponseHeaders());
      if (wait > 0) {
        limited(exchange, Fault.LIMITED, wait);
        return;
      }
    } else {
      pace.free(found, exchange.getResponseHeaders());
    }
    Answer answer = answer(exchange, found, body, fault);
    switch (fault) {
      case STORE_THEN_DROP -> exchange.close();
      case ERROR_AFTER_STORE ->
        send(exchange, new Answer(500, plain("500: Internal Server Error")));
      case STALL -> silence(exchange);
      default -> send(exchange, answer);
    }
  }

  private Answer answer(HttpExchange exchange, FakeRoutes.Found found, byte[] body, Fault fault)
      throws IOException {
    try {
      if (found.guarded()
          && !("Bot " + FakeDiscord.BOT_TOKEN)
              .equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
        throw new No(0);
      }
      faults.check(found.kind());
      if (fault == Fault.FORBIDDEN) {
        throw new No(No.MISSING_PERMISSIONS);
      }
      JsonNode read = body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
      Asked asked = new Asked(found.kind(), found.ids(), query(exchange), read);
      JsonNode answer = found.handler().answer(asked);
      return new Answer(answer == null ? 204 : 200, answer);
    } catch (No no) {
      return new Answer(no.status, no.body());
    } catch (IOException | RuntimeException e) {
      discord.problem(found.kind() + ": the fake itself failed: " + e);
      return new Answer(500, plain(e.toString()));
    }
  }

  private static Map<String, String> query(HttpExchange exchange) {
    Map<String, String> query = new HashMap<>();
    String raw = exchange.getRequestURI().getRawQuery();
    for (String pair : raw == null ? new String[0] : raw.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return query;
  }

  private static ObjectNode plain(String words) {
    return JSON.createObjectNode().put("message", words).put("code", 0);
  }

  /** The connection is held until the client or the test has had enough. */
  private void silence(HttpExchange exchange) {
    try {
      closed.await(SILENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    exchange.close();
  }

  private static void limited(HttpExchange exchange, Fault fault, int seconds) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Retry-After", Integer.toString(seconds));
    if (fault == Fault.LIMITED_GLOBALLY) {
      headers.set("X-RateLimit-Global", "true");
      headers.set("X-RateLimit-Scope", "global");
    } else {
      headers.set("X-RateLimit-Scope", "user");
    }
    if (fault != Fault.LIMITED_BY_CLOUDFLARE) {
      headers.set("Via", "1.1 google");
    }
    ObjectNode body = JSON.createObjectNode()
        .put("message", "You are being rate limited.")
        .put("retry_after", (double) seconds)
        .put("global", fault == Fault.LIMITED_GLOBALLY);
    send(exchange, new Answer(429, body));
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    if (answer.body() == null) {
      exchange.sendResponseHeaders(answer.status(), -1);
    } else {
      byte[] bytes = answer.body().toString().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(answer.status(), bytes.length);
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
