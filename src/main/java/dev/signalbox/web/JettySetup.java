package dev.signalbox.web;

import java.time.Duration;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.LowResourceMonitor;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Puts our gate, limits and refusals into Javalin's Jetty, before it starts. */
final class JettySetup {

  private static final int ACCEPT_QUEUE = 1_024;

  private final WebLimits limits;
  private final Traffic traffic;
  private final JettyErrors errors;
  private final RequestWatch requests;

  JettySetup(WebLimits limits, Traffic traffic, JettyErrors errors, RequestWatch requests) {
    this.requests = requests;
    this.limits = limits;
    this.traffic = traffic;
    this.errors = errors;
  }

  void apply(Server server) {
    var watch = new HeaderWatch(server.getScheduler(), limits.headerTimeout());
    // Javalin hangs its servlet under the innermost handler.
    server.setHandler(new Gate(limits, traffic, watch, requests));
    server.setErrorHandler(errors);
    server.addBean(watch);
    ServerConnector connector = connector(server);
    connector.addBean(new ConnectionCap(limits.connectionsPerAddressMax()));
    connector.addBean(watch, false);
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(WebThreads.CONNECTIONS_MAX, connector));
    // It would cut all idle timeouts to a second as soon as every thread is busy.
    server.getBeans(LowResourceMonitor.class).forEach(server::removeBean);
    server.setStopTimeout(Duration.ZERO.toMillis());
  }

  private ServerConnector connector(Server server) {
    var http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setSendXPoweredBy(false);
    // It would keep the headers of each connection for the next request: 84 kB for each of them.
    http.setHeaderCacheSize(0);
    http.setOutputAggregationSize(Waiting.GATHERED_BYTES);
    // The door refuses every odd address itself, as not found and not as malformed.
    http.setUriCompliance(UriCompliance.UNSAFE);
    var connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setHost(limits.host());
    connector.setPort(limits.port());
    connector.setAcceptQueueSize(ACCEPT_QUEUE);
    connector.setAcceptedTcpNoDelay(true);
    connector.setIdleTimeout(limits.idleTimeout().toMillis());
    connector.setShutdownIdleTimeout(0);
    return connector;
  }
}
