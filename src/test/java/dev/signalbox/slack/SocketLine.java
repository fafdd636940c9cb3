package dev.signalbox.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.testkit.LoopbackSockets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.java_websocket.WebSocket;
import org.java_websocket.framing.Framedata;
import org.java_websocket.handshake.ClientHandshake;

/** Slack's end of Socket Mode: the app connects to it, and is told things in envelopes. */
public final class SocketLine extends LoopbackSockets implements Line {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final AtomicInteger envelopes = new AtomicInteger();
  private final Map<String, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
  private volatile WebSocket latest;

  final AtomicInteger connections = new AtomicInteger();

  /** While set, it neither answers pings nor reads: the connection is there and deaf. */
  volatile boolean deaf;

  public SocketLine() {
    listen();
  }

  public String url() {
    return "ws://127.0.0.1:" + getPort() + "/link/?ticket=secret-ticket";
  }

  @Override
  public void onOpen(WebSocket connection, ClientHandshake handshake) {
    connection.send("{\"type\":\"hello\",\"num_connections\":1}");
    latest = connection;
    connections.incrementAndGet();
  }

  @Override
  public void onWebsocketPing(WebSocket connection, Framedata ping) {
    if (!deaf) {
      super.onWebsocketPing(connection, ping);
    }
  }

  @Override
  public void onMessage(WebSocket connection, String message) {
    if (deaf) {
      return;
    }
    try {
      JsonNode answer = JSON.readTree(message);
      CompletableFuture<JsonNode> ack =
          waiting.remove(answer.path("envelope_id").asText());
      if (ack != null) {
        ack.complete(answer.path("payload"));
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void onClose(WebSocket connection, int code, String reason, boolean remote) {}

  @Override
  public void onError(WebSocket connection, Exception e) {}

  public boolean connected() {
    WebSocket present = latest;
    return present != null && present.isOpen();
  }

  /** Slack is about to close this connection and asks for another. */
  void refresh() {
    latest.send("{\"type\":\"disconnect\",\"reason\":\"refresh_requested\"}");
  }

  /** The connection breaks off. */
  void drop() {
    latest.closeConnection(1006, "dropped");
  }

  @Override
  public Ack tell(Kind kind, ObjectNode what) {
    String id = "env-" + envelopes.incrementAndGet();
    CompletableFuture<JsonNode> ack = new CompletableFuture<>();
    waiting.put(id, ack);
    ObjectNode envelope = JSON.createObjectNode()
        .put("type", kind.word)
        .put("envelope_id", id)
        .put("accepts_response_payload", kind != Kind.EVENT);
    envelope.set("payload", what);
    long from = System.nanoTime();
    latest.send(envelope.toString());
    try {
      return new Ack(200, ack.get(3, TimeUnit.SECONDS), HttpLine.since(from));
    } catch (TimeoutException e) {
      return new Ack(0, MissingNode.getInstance(), HttpLine.since(from));
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    try {
      stop(500);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
