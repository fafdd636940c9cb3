package dev.signalbox.slack;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.bolt.App;
import com.slack.api.bolt.response.Response;
import com.slack.api.bolt.socket_mode.request.SocketModeRequest;
import com.slack.api.bolt.socket_mode.request.SocketModeRequestParser;
import com.slack.api.socket_mode.impl.SocketModeClientJavaWSImpl;
import com.slack.api.socket_mode.queue.impl.ConcurrentLinkedMessageQueue;
import dev.signalbox.talk.dialect.Workers;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.java_websocket.exceptions.WebsocketNotConnectedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection over which Slack tells what happens, opened from here, so that no public address is
 * needed. A thread of its own keeps it: it opens it, asks whether it still hears, and opens another
 * one when it does not. Thread-safe.
 */
final class Socket implements AutoCloseable {

  /** How fast it looks after the connection. */
  record Pulse(Duration probe, Duration pauseFirst, Duration pauseMax, Duration silenceMax) {
    static final Pulse USUAL = new Pulse(
        Duration.ofSeconds(5),
        Duration.ofSeconds(1),
        Duration.ofMinutes(1),
        Duration.ofMinutes(10));
  }

  private static final Duration OPEN_MAX = Duration.ofSeconds(8);
  private static final int CALL_MS = 8_000;
  private static final int READERS = 4;
  private static final int HANDLERS = 16;
  private static final int DOUBLINGS = 6;
  private static final Logger LOG = LoggerFactory.getLogger(Socket.class);

  private final SlackConfig config = new SlackConfig();
  private final Slack slack;
  private final String token;
  private final App app;
  private final SocketModeRequestParser parser;
  private final Pulse pulse;
  private final LongSupplier nanos;
  private final ThreadPoolExecutor handlers = Workers.pool("slack-in", HANDLERS);
  private final AtomicLong heard;
  private final AtomicLong reconnects = new AtomicLong();
  private final Thread keeper = new Thread(this::keep, "slack-socket");
  private volatile boolean closed;
  private volatile boolean connected;
  private volatile @Nullable SocketModeClientJavaWSImpl client;

  /**
   * @param methods where Slack's methods are; ends in a slash
   * @param token the app's own, which opens connections
   * @param nanos a clock that never goes backwards
   */
  Socket(URI methods, String token, App app, Pulse pulse, LongSupplier nanos) {
    config.setMethodsEndpointUrlPrefix(methods.toString());
    config.setStatsEnabled(false);
    config.setHttpClientCallTimeoutMillis(CALL_MS);
    if ("http".equals(methods.getScheme())) {
      config.setProxyUrl(null);
    }
    this.slack = Slack.getInstance(config);
    this.token = token;
    this.app = app;
    this.parser = new SocketModeRequestParser(app.config());
    this.pulse = pulse;
    this.nanos = nanos;
    this.heard = new AtomicLong(nanos.getAsLong());
    keeper.setDaemon(true);
  }

  /** Begins to connect, and returns at once: Slack may be away. */
  void start() {
    keeper.start();
  }

  boolean connected() {
    return connected;
  }

  /** How often the connection was found deaf or gone. */
  long reconnects() {
    return reconnects.get();
  }

  /** How long nothing has come. */
  Duration silence() {
    return Duration.ofNanos(nanos.getAsLong() - heard.get());
  }

  private void keep() {
    int failures = 0;
    try {
      while (!closed) {
        boolean up = up();
        report(up, failures);
        failures = up ? 0 : failures + 1;
        Thread.sleep((up ? pulse.probe() : pause(failures)).toMillis());
      }
    } catch (InterruptedException e) {
      LOG.debug("the connection to Slack is not kept any longer");
    }
  }

  private Duration pause(int failures) {
    Duration pause = pulse.pauseFirst().multipliedBy(1L << Math.min(failures - 1, DOUBLINGS));
    return pause.compareTo(pulse.pauseMax()) > 0 ? pulse.pauseMax() : pause;
  }

  /** Once for each change, not once for each try. */
  private void report(boolean up, int failures) {
    if (up && !connected) {
      LOG.info("Slack is connected");
    } else if (!up && (connected || failures == 0)) {
      LOG.warn("Slack is not connected; trying on");
    }
    connected = up;
  }

  private boolean up() throws InterruptedException {
    SocketModeClientJavaWSImpl present = client;
    if (present != null && present.verifyConnection() && !silent()) {
      return true;
    }
    try {
      if (present == null) {
        present = fresh();
        present.connect();
      } else {
        reconnects.incrementAndGet();
        present.connectToNewEndpoint();
      }
      heard.set(nanos.getAsLong());
      return opened(present);
    } catch (IOException | URISyntaxException | RuntimeException e) {
      LOG.debug("Slack opens no connection", e);
      return false;
    }
  }

  private boolean silent() {
    return silence().compareTo(pulse.silenceMax()) > 0;
  }

  private SocketModeClientJavaWSImpl fresh() throws IOException, URISyntaxException {
    String url = slack.issueSocketModeUrl(token);
    SocketModeClientJavaWSImpl made = new SocketModeClientJavaWSImpl(
        slack, token, url, READERS, new ConcurrentLinkedMessageQueue(), true, false, 0);
    made.addWebSocketMessageListener(this::came);
    client = made;
    return made;
  }

  private boolean opened(SocketModeClientJavaWSImpl made) throws InterruptedException {
    long from = nanos.getAsLong();
    while (!closed && nanos.getAsLong() - from < OPEN_MAX.toNanos()) {
      if (made.verifyConnection()) {
        return true;
      }
      Thread.sleep(20);
    }
    return false;
  }

  /** What is not taken any more gets no acknowledgement, so Slack sends it again. */
  private void came(String message) {
    heard.set(nanos.getAsLong());
    if (closed) {
      return;
    }
    try {
      handlers.execute(() -> handle(message));
    } catch (RejectedExecutionException e) {
      LOG.warn("Slack sends more than can be handled");
    }
  }

  private void handle(String message) {
    try {
      SocketModeRequest request = parser.parse(message);
      if (request == null || request.getBoltRequest() == null) {
        return;
      }
      Response response = app.run(request.getBoltRequest());
      if (response.getStatusCode() == 200) {
        acknowledge(request.getEnvelope().getEnvelopeId(), response);
      } else {
        LOG.warn("nobody handles a {}", request.getBoltRequest().getRequestType());
      }
    } catch (WebsocketNotConnectedException e) {
      LOG.debug("an acknowledgement found no connection", e);
    } catch (Exception e) {
      LOG.error("what Slack sent could not be handled", e);
    }
  }

  private void acknowledge(String envelope, Response response) {
    SocketModeClientJavaWSImpl present = client;
    ObjectNode answer = JsonNodeFactory.instance.objectNode().put("envelope_id", envelope);
    if (response.getBody() != null) {
      answer.putRawValue("payload", new RawValue(response.getBody()));
    }
    if (present != null) {
      present.sendSocketModeResponse(answer.toString());
    }
  }

  /** Takes nothing more, ends what is being handled, then hangs up. Again has no effect. */
  @Override
  public void close() {
    closed = true;
    keeper.interrupt();
    try {
      keeper.join(CALL_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Workers.end(handlers);
    SocketModeClientJavaWSImpl present = client;
    connected = false;
    try {
      if (present != null) {
        present.close();
      }
      slack.close();
      config.close();
    } catch (Exception e) {
      LOG.warn("the connection to Slack did not close", e);
    }
  }
}
