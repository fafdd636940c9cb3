package dev.signalbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A Slack that behaves like the real one where it matters: its methods over HTTP with form and JSON
 * bodies, {@code ts}, threads, history with metadata, pace, and faults on command. It judges what it
 * is sent: what {@link Judge} finds wrong is answered with an error and kept in {@link #problems}.
 *
 * <p>Time is the test's: {@code ts}, pace and the life of a {@code trigger_id} follow its clock. A
 * further method is one line in {@link #METHODS}; whatever pretends to be Slack calling us (events,
 * clicks, sockets) signs with {@link #SIGNING_SECRET} and takes ids from {@link #trigger} and {@link
 * #responseUrl}.
 */
public final class FakeSlack implements AutoCloseable {

  public static final String BOT_TOKEN = "xoxb-fake-bot-token-1";
  public static final String APP_TOKEN = "xapp-fake-app-token-1";
  public static final String SIGNING_SECRET = "8f742231b10e8888abcd99yyyzzz85a5";
  public static final String BOT_USER = "UBOT00001";
  public static final String WORKSPACE = "T0001";

  /** How long a form may be opened after the click. */
  private static final long TRIGGER_SECONDS = 3;

  /** What goes wrong with a call. */
  public enum Fault {
    NONE,
    /** The connection ends before anything is read. */
    DROP_BEFORE_READ,
    /** It ends after all was read, and nothing is done. */
    DROP_BEFORE_STORE,
    /** It is done, and the connection ends. */
    STORE_THEN_DROP,
    /** It is done, and 500 is answered. */
    ERROR_AFTER_STORE,
    /** It is done, and nothing is answered until the caller has given up. */
    STALL,
    /** Nothing is done, 503. */
    UNAVAILABLE,
    /** 429 with {@code Retry-After: 7}. */
    LIMITED
  }

  private interface Method {
    ObjectNode answer(FakeSlack slack, Map<String, JsonNode> asked);
  }

  private static final Map<String, Method> METHODS = Map.ofEntries(
      Map.entry(
          "auth.test",
          (slack, asked) -> FakeChannels.yes()
              .put("url", "https://fake.slack.test/")
              .put("team", "Fake")
              .put("team_id", WORKSPACE)
              .put("user", "signalbox")
              .put("user_id", BOT_USER)
              .put("bot_id", "B1")
              .put("is_enterprise_install", false)),
      Map.entry("chat.postMessage", (slack, asked) -> slack.channels.post(asked)),
      Map.entry("chat.update", (slack, asked) -> slack.channels.update(asked)),
      Map.entry(
          "chat.postEphemeral", (slack, asked) -> FakeChannels.yes().put("message_ts", "1.000001")),
      Map.entry("conversations.info", (slack, asked) -> slack.channels.info(asked)),
      Map.entry("conversations.history", (slack, asked) -> slack.channels.history(asked)),
      Map.entry("conversations.replies", (slack, asked) -> slack.channels.replies(asked)),
      Map.entry("pins.add", (slack, asked) -> slack.channels.pin(asked)),
      Map.entry("views.open", FakeSlack::open),
      Map.entry("views.update", (slack, asked) -> FakeChannels.yes()),
      Map.entry("views.publish", (slack, asked) -> FakeChannels.yes()),
      Map.entry("users.info", FakeSlack::user),
      Map.entry(
          "apps.connections.open",
          (slack, asked) -> FakeChannels.yes().put("url", slack.socketUrl)));

  static {
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  public final FakeChannels channels;

  /** Where {@code apps.connections.open} sends to. */
  public volatile String socketUrl = "ws://127.0.0.1:9/none";

  /** While set, every connection ends before anything is read. */
  public volatile boolean down;

  /** While set, every call is taken and nothing is answered for seven seconds. */
  public volatile boolean silent;

  /** What the app may do, as every answer to its token says. */
  public volatile List<String> scopes = Manifest.SCOPES;

  private final ObjectMapper json = new ObjectMapper();
  private final InstantSource clock;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Deque<Fault>> faults = new ConcurrentHashMap<>();
  private final Map<String, String> refusals = new ConcurrentHashMap<>();
  private final Map<String, Instant> triggers = new ConcurrentHashMap<>();
  private final Map<String, ObjectNode> users = new ConcurrentHashMap<>();
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final List<String> problems = new CopyOnWriteArrayList<>();
  private final List<JsonNode> responses = new CopyOnWriteArrayList<>();
  private final List<Map<String, JsonNode>> views = new CopyOnWriteArrayList<>();
  private final List<Map<String, JsonNode>> whispers = new CopyOnWriteArrayList<>();

  public FakeSlack(InstantSource clock) {
    this.clock = clock;
    this.channels = new FakeChannels(clock);
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/api/", this::method);
    server.createContext("/response/", this::response);
    server.start();
  }

  // -- what a test says -----------------------------------------------------------------------

  /** Where its methods are. */
  public URI api() {
    return at("/api/");
  }

  private URI at(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  /** The next calls of a method go wrong like this. */
  public void on(String method, Fault... next) {
    faults.computeIfAbsent(method, name -> new ArrayDeque<>()).addAll(List.of(next));
  }

  /** The app lacks the scope for a method. */
  public void forbid(String method) {
    refuse(method, "missing_scope");
  }

  /** A method is answered with this error, until {@link #allow}. */
  public void refuse(String method, String error) {
    refusals.put(method, error);
  }

  public void allow(String method) {
    refusals.remove(method);
  }

  /** Somebody who is known to the workspace. */
  public void user(String id, String name) {
    users.put(id, json.createObjectNode().put("id", id).put("name", name));
  }

  /** A trigger as a click brings it; good for three seconds. */
  public String trigger() {
    String id = "trigger." + triggers.size();
    triggers.put(id, clock.instant().plusSeconds(TRIGGER_SECONDS));
    return id;
  }

  /** Where a late answer to a click or a command goes; it is found in {@link #responses}. */
  public URI responseUrl() {
    return at("/response/" + responses.size());
  }

  // -- what a test sees -----------------------------------------------------------------------

  /** What stands in all channels, in the order in which it came. */
  public List<Posted> messages() {
    return channels.all();
  }

  /** The names of all methods that were called, in order. */
  public List<String> calls() {
    return List.copyOf(calls);
  }

  /** What a real Slack would not have taken, or a person would not have wanted. */
  public List<String> problems() {
    return List.copyOf(problems);
  }

  public List<JsonNode> responses() {
    return List.copyOf(responses);
  }

  /** What was said to one person only. */
  public List<Map<String, JsonNode>> whispers() {
    return List.copyOf(whispers);
  }

  /** What was asked of {@code views.*}. */
  public List<Map<String, JsonNode>> views() {
    return List.copyOf(views);
  }

  // -- what it does ---------------------------------------------------------------------------

  private void method(HttpExchange exchange) throws IOException {
    String name = exchange.getRequestURI().getPath().substring("/api/".length());
    Fault fault = down ? Fault.DROP_BEFORE_READ : fault(name);
    calls.add(name);
    if (fault == Fault.DROP_BEFORE_READ) {
      exchange.close();
      return;
    }
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (silent) {
      stall(exchange, 7_000);
      return;
    }
    switch (fault) {
      case DROP_BEFORE_STORE -> exchange.close();
      case LIMITED -> limited(exchange, 7);
      case UNAVAILABLE -> send(exchange, 503, FakeChannels.no("service_unavailable"));
      default -> done(exchange, name, body, fault);
    }
  }

  private Fault fault(String method) {
    Deque<Fault> next = faults.getOrDefault(method, new ArrayDeque<>());
    synchronized (next) {
      return next.isEmpty() ? Fault.NONE : next.poll();
    }
  }

  private void done(HttpExchange exchange, String name, byte[] body, Fault fault)
      throws IOException {
    Map<String, JsonNode> asked = asked(exchange, new String(body, StandardCharsets.UTF_8));
    if (name.equals("chat.postMessage") && asked.containsKey("channel")) {
      int wait = channels.limited(asked.get("channel").asText());
      if (wait > 0) {
        limited(exchange, wait);
        return;
      }
    }
    ObjectNode answer = answer(exchange, name, asked);
    switch (fault) {
      case STORE_THEN_DROP -> exchange.close();
      case ERROR_AFTER_STORE -> send(exchange, 500, FakeChannels.no("internal_error"));
      case STALL -> stall(exchange, 400);
      default -> send(exchange, 200, answer);
    }
  }

  private ObjectNode answer(HttpExchange exchange, String name, Map<String, JsonNode> asked) {
    String token = name.equals("apps.connections.open") ? APP_TOKEN : BOT_TOKEN;
    String given = exchange.getRequestHeaders().getFirst("Authorization");
    if (!("Bearer " + token).equals(given)) {
      return FakeChannels.no("invalid_auth");
    }
    exchange.getResponseHeaders().set("X-OAuth-Scopes", String.join(",", scopes));
    if (refusals.containsKey(name)) {
      return FakeChannels.no(refusals.get(name));
    }
    Method method = METHODS.get(name);
    if (method == null) {
      problems.add("no such method: " + name);
      return FakeChannels.no("unknown_method");
    }
    List<String> wrong = Judge.of(name, asked);
    if (!wrong.isEmpty()) {
      problems.addAll(wrong);
      return FakeChannels.no("invalid_arguments");
    }
    if (name.startsWith("views.")) {
      views.add(asked);
    }
    if (name.equals("chat.postEphemeral")) {
      whispers.add(asked);
    }
    return method.answer(this, asked);
  }

  private ObjectNode open(Map<String, JsonNode> asked) {
    Instant until = triggers.get(asked.get("trigger_id").asText());
    if (until == null) {
      return FakeChannels.no("invalid_trigger_id");
    }
    if (clock.instant().isAfter(until)) {
      return FakeChannels.no("expired_trigger_id");
    }
    ObjectNode answer = FakeChannels.yes();
    answer.putObject("view").put("id", "V" + views.size());
    return answer;
  }

  private ObjectNode user(Map<String, JsonNode> asked) {
    ObjectNode user = users.get(asked.get("user").asText());
    if (user == null) {
      return FakeChannels.no("user_not_found");
    }
    ObjectNode answer = FakeChannels.yes();
    answer.set("user", user);
    return answer;
  }

  private void response(HttpExchange exchange) throws IOException {
    responses.add(json.readTree(exchange.getRequestBody().readAllBytes()));
    send(exchange, 200, FakeChannels.yes());
  }

  /** Both forms of a body; what is JSON within a form is read as such. */
  private Map<String, JsonNode> asked(HttpExchange exchange, String body) throws IOException {
    String type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
    Map<String, JsonNode> asked = new LinkedHashMap<>();
    if (type.startsWith("application/json")) {
      json.readTree(body).forEachEntry(asked::put);
      return asked;
    }
    for (String pair : body.isEmpty() ? new String[0] : body.split("&")) {
      String[] parts = pair.split("=", 2);
      String value = URLDecoder.decode(parts[1], StandardCharsets.UTF_8);
      boolean nested = Set.of("blocks", "metadata", "view", "attachments").contains(parts[0]);
      asked.put(parts[0], nested ? json.readTree(value) : TextNode.valueOf(value));
    }
    return asked;
  }

  private static void stall(HttpExchange exchange, long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    exchange.close();
  }

  private static void limited(HttpExchange exchange, int seconds) throws IOException {
    exchange.getResponseHeaders().add("Retry-After", Integer.toString(seconds));
    send(exchange, 429, FakeChannels.no("ratelimited"));
  }

  private static void send(HttpExchange exchange, int status, JsonNode answer) throws IOException {
    byte[] bytes = answer.toString().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json; charset=utf-8");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
