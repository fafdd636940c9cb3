package dev.signalbox.web;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.util.JavalinBindException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The one HTTP server. It stops in two steps, because those who wait must be answered in between:
 * {@link #drain} (nobody new; event streams end), then whoever holds waiting requests completes
 * them, then {@link #stop}. Thread-safe.
 */
public final class WebServer {

  private static final Duration STREAM_BEAT_MAX = Duration.ofSeconds(15);
  // For routes that use Context.future after all; Later and Streams have their own.
  private static final Duration ASYNC_TIMEOUT = Duration.ofMinutes(2);

  private final WebLimits limits;
  private final QueuedThreadPool threads;
  private final Traffic traffic;
  private final Streams streams;
  private final Javalin javalin;
  private final RequestWatch requests;
  private int port;

  private WebServer(WebLimits limits, List<Routes> routes, RequestWatch requests) {
    this.requests = requests;
    this.limits = limits;
    threads = WebThreads.pool(limits.requestsAtWorkMax());
    traffic = new Traffic(limits.requestsAtWorkMax());
    streams = new Streams(limits.streamsMax(), beat(limits));
    javalin = Javalin.create(config -> configure(config, routes));
  }

  /**
   * Listens and answers from now on.
   *
   * @throws UncheckedIOException if the address cannot be bound; says which
   */
  public static WebServer start(WebLimits limits, List<Routes> routes) {
    return start(limits, routes, RequestWatch.NONE);
  }

  /** Likewise, and tells of every request. */
  public static WebServer start(WebLimits limits, List<Routes> routes, RequestWatch requests) {
    var server = new WebServer(limits, routes, requests);
    try {
      server.javalin.start();
      server.port = server.javalin.port();
    } catch (JavalinBindException e) {
      server.streams.end();
      var cause = new BindException("cannot listen on " + limits.host() + ":" + limits.port());
      cause.initCause(e);
      throw new UncheckedIOException(cause.getMessage(), cause);
    }
    return server;
  }

  /** The one it listens on, never 0; still known when it has stopped. */
  public int port() {
    return port;
  }

  /** How this machine reaches it, without a slash at the end. */
  public String url() {
    String host = switch (limits.host()) {
      case "", "0.0.0.0", "::" -> "127.0.0.1";
      default -> limits.host().contains(":") ? "[" + limits.host() + "]" : limits.host();
    };
    return "http://" + host + ":" + port;
  }

  /**
   * From now on new requests get 503 {@code shutting_down} and event streams end. Requests already
   * here go on, waiting ones too. Returns at once; again has no effect.
   */
  public void drain() {
    traffic.drain();
    streams.end();
  }

  /**
   * Drains, waits until every request is answered, and closes. Again has no effect.
   *
   * @param grace how long to wait; requests unanswered then are cut off
   */
  public synchronized void stop(Duration grace) {
    drain();
    try {
      traffic.awaitQuiet(grace);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    javalin.stop();
  }

  /** Requests that are not answered yet, waiting ones and streams included. */
  public int unanswered() {
    return traffic.unanswered();
  }

  /** What waits for a thread. */
  public int queued() {
    return threads.getQueueSize();
  }

  public int openStreams() {
    return streams.open();
  }

  Traffic traffic() {
    return traffic;
  }

  Streams streams() {
    return streams;
  }

  /** Often enough that Jetty does not take a silent stream for a dead one. */
  private static Duration beat(WebLimits limits) {
    Duration half = limits.idleTimeout().dividedBy(2);
    return half.compareTo(STREAM_BEAT_MAX) < 0 ? half : STREAM_BEAT_MAX;
  }

  private static void noteRoute(Context ctx) {
    var endpoint = ctx.endpoints().matchedHttpEndpoint();
    if (endpoint != null && ctx.req().getAttribute(Gate.REACHED) instanceof Gate.Reached reached) {
      reached.note(endpoint.path);
    }
  }

  private void configure(JavalinConfig config, List<Routes> routes) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.maxRequestSize = limits.bodyBytesMax();
    config.http.asyncTimeout = ASYNC_TIMEOUT.toMillis();
    config.http.prefer405over404 = true;
    config.http.compressionStrategy = CompressionStrategy.NONE;
    config.jetty.threadPool = threads;
    config.appData(Later.THREADS, new Later.Threads(threads));
    config.appData(Streams.KEY, streams);
    var jettyErrors = new JettyErrors(limits.bodyBytesMax(), traffic);
    config.jetty.modifyServletContextHandler(context -> context.setErrorHandler(jettyErrors));
    config.jetty.modifyServer(new JettySetup(limits, traffic, jettyErrors, requests)::apply);
    var routeErrors = new RouteErrors(limits.bodyBytesMax());
    config.router.javaLangErrorHandler(routeErrors::error);
    routeErrors.addTo(config.routes);
    config.routes.beforeMatched(WebServer::noteRoute);
    config.routes.get(
        Gate.HEALTH, ctx -> ctx.contentType("application/json").result("{\"status\":\"ok\"}"));
    routes.forEach(each -> each.addTo(config.routes));
  }
}
