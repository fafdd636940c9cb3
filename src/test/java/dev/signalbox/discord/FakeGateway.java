package dev.signalbox.discord;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.testkit.LoopbackSockets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.java_websocket.WebSocket;
import org.java_websocket.drafts.Draft;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.handshake.ServerHandshakeBuilder;

/** Discord's end of the gateway: sessions that are told what happens, and that survive their lines. */
public final class FakeGateway extends LoopbackSockets implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final int HEARTBEAT = 1;
  private static final int IDENTIFY = 2;
  private static final int RESUME = 6;
  private static final int RECONNECT = 7;
  private static final int INVALID_SESSION = 9;
  private static final int HELLO = 10;
  private static final int ACK = 11;

  private final Map<String, GatewaySession> sessions = new ConcurrentHashMap<>();
  private final Supplier<ObjectNode> ready;
  private final Supplier<ObjectNode> guild;
  private final AtomicInteger names = new AtomicInteger();

  /** When sessions were begun. */
  public final List<Instant> identifies = new CopyOnWriteArrayList<>();

  /** When sessions were taken up again. */
  public final List<Instant> resumes = new CopyOnWriteArrayList<>();

  /** What is said of the next connection's heartbeats, in milliseconds. */
  public volatile int heartbeat = 41_250;

  /** While unset, heartbeats are heard and not answered: the line is dead and does not know it. */
  public volatile boolean acking = true;

  /** While set, nobody is connected. */
  public volatile boolean refusing;

  /** While set, each event is told twice. */
  public volatile boolean doubling;

  public final AtomicInteger heartbeats = new AtomicInteger();

  /**
   * @param ready what a session is told first, without what only the gateway knows
   * @param guild what it is told next
   */
  FakeGateway(Supplier<ObjectNode> ready, Supplier<ObjectNode> guild) {
    this.ready = ready;
    this.guild = guild;
    listen();
  }

  // -- what a test says and sees --------------------------------------------------------------

  public String url() {
    return "ws://127.0.0.1:" + getPort() + "/";
  }

  /** Whether somebody is connected and has begun or resumed a session. */
  public boolean connected() {
    return sessions.values().stream().anyMatch(GatewaySession::connected);
  }

  /** Asks everybody to connect anew. */
  public void reconnect() {
    control(RECONNECT, JSON.nullNode());
  }

  /** Sessions are invalid: for good, or to be resumed. */
  public void invalidate(boolean resumable) {
    List<GatewaySession> all = List.copyOf(sessions.values());
    if (!resumable) {
      sessions.clear();
    }
    all.forEach(session ->
        session.control(op(INVALID_SESSION, JSON.getNodeFactory().booleanNode(resumable))));
  }

  /** The lines break off; the sessions live on. */
  public void drop() {
    getConnections().forEach(line -> line.closeConnection(CloseFrame.ABNORMAL_CLOSE, "dropped"));
  }

  /** Discord closes the lines with a code of its own, such as 4000. */
  public void close(int code) {
    getConnections().forEach(line -> line.close(code, "closed by the test"));
  }

  /** Discord forgets its sessions: who resumes is refused. */
  public void forget() {
    sessions.clear();
  }

  /** Something happened. Who is not connected hears of it when it resumes. */
  public void dispatch(String event, ObjectNode data) {
    sessions.values().forEach(session -> {
      session.tell(event, data);
      if (doubling) {
        session.tell(event, data);
      }
    });
  }

  private void control(int op, JsonNode data) {
    sessions.values().forEach(session -> session.control(op(op, data)));
  }

  // -- what it does ---------------------------------------------------------------------------

  @Override
  public ServerHandshakeBuilder onWebsocketHandshakeReceivedAsServer(
      WebSocket line, Draft draft, ClientHandshake request) throws InvalidDataException {
    if (refusing) {
      throw new InvalidDataException(CloseFrame.REFUSE, "not now");
    }
    return super.onWebsocketHandshakeReceivedAsServer(line, draft, request);
  }

  @Override
  public void onOpen(WebSocket line, ClientHandshake handshake) {
    GatewayLine opened =
        new GatewayLine(line, handshake.getResourceDescriptor().contains("compress=zlib-stream"));
    line.setAttachment(opened);
    opened.send(op(HELLO, JSON.createObjectNode().put("heartbeat_interval", heartbeat)));
  }

  @Override
  public void onMessage(WebSocket connection, String message) {
    GatewayLine line = connection.getAttachment();
    JsonNode asked = read(message);
    JsonNode data = asked.path("d");
    switch (asked.path("op").asInt()) {
      case HEARTBEAT -> {
        heartbeats.incrementAndGet();
        if (acking) {
          line.send(op(ACK, JSON.nullNode()));
        }
      }
      case IDENTIFY -> identify(line, data);
      case RESUME -> resume(line, data);
      default -> {}
    }
  }

  private void identify(GatewayLine line, JsonNode data) {
    if (!data.path("token").asText().equals(FakeDiscord.BOT_TOKEN)) {
      line.close(4004, "Authentication failed.");
      return;
    }
    identifies.add(Instant.now());
    String name = "session-" + names.incrementAndGet();
    ObjectNode first =
        ready.get().put("v", 10).put("session_id", name).put("resume_gateway_url", url());
    GatewaySession session = new GatewaySession(data.path("intents").asInt());
    line.session = name;
    session.begin(line, first, guild.get());
    sessions.put(name, session);
  }

  private void resume(GatewayLine line, JsonNode data) {
    String name = data.path("session_id").asText();
    GatewaySession session = sessions.get(name);
    if (session == null) {
      line.send(op(INVALID_SESSION, JSON.getNodeFactory().booleanNode(false)));
      return;
    }
    resumes.add(Instant.now());
    line.session = name;
    session.resume(line, data.path("seq").asInt());
  }

  /** Who hangs up politely gives the session up. */
  @Override
  public void onClose(WebSocket connection, int code, String reason, boolean remote) {
    GatewayLine line = connection.getAttachment();
    if (line == null) {
      return;
    }
    line.ends();
    boolean polite = code == CloseFrame.NORMAL || code == CloseFrame.GOING_AWAY;
    if (line.session != null && remote && polite) {
      sessions.remove(line.session);
    }
  }

  @Override
  public void onError(WebSocket connection, Exception e) {}

  private static String op(int op, JsonNode data) {
    ObjectNode message = JSON.createObjectNode().put("op", op);
    message.set("d", data);
    return message.toString();
  }

  private static JsonNode read(String message) {
    try {
      return JSON.readTree(message);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    try {
      stop(200);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
