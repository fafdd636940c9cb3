package dev.signalbox.web;

import java.time.Duration;
import java.util.List;

/**
 * Where the server listens, and how much it takes.
 *
 * @param host name or address to bind; also allowed as Host unless it is a wildcard
 * @param port 0 takes a free one
 * @param extraHosts further names allowed as Host and in Origin, without port; loopback's always are
 * @param bodyBytesMax of one request body, inclusive
 * @param requestsAtWorkMax requests that look something up and hold a thread at once; those that
 *     wait, or that hand a command to the desk, do not count
 * @param connectionsPerAddressMax open at once from one remote address; loopback is exempt
 * @param headerTimeout from a request's first byte (the first request: from the connection) to the
 *     end of its headers
 * @param bodyTimeout from the end of the headers to the end of the body
 * @param idleTimeout of a connection between requests, and of a write that makes no progress
 * @param streamsMax event streams open at once; each has a thread
 */
public record WebLimits(
    String host,
    int port,
    List<String> extraHosts,
    int bodyBytesMax,
    int requestsAtWorkMax,
    int connectionsPerAddressMax,
    Duration headerTimeout,
    Duration bodyTimeout,
    Duration idleTimeout,
    int streamsMax) {

  public WebLimits {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port must be 0..65535, not " + port);
    }
    extraHosts = List.copyOf(extraHosts);
    atLeastOne("bodyBytesMax", bodyBytesMax);
    atLeastOne("requestsAtWorkMax", requestsAtWorkMax);
    atLeastOne("connectionsPerAddressMax", connectionsPerAddressMax);
    atLeastOne("headerTimeout in ms", headerTimeout.toMillis());
    atLeastOne("bodyTimeout in ms", bodyTimeout.toMillis());
    atLeastOne("idleTimeout in ms", idleTimeout.toMillis());
    atLeastOne("streamsMax", streamsMax);
  }

  public static WebLimits defaults(String host, int port) {
    return new WebLimits(
        host,
        port,
        List.of(),
        256 * 1024,
        64,
        200,
        Duration.ofSeconds(10),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        200);
  }

  public WebLimits withExtraHosts(List<String> hosts) {
    return new WebLimits(
        host,
        port,
        hosts,
        bodyBytesMax,
        requestsAtWorkMax,
        connectionsPerAddressMax,
        headerTimeout,
        bodyTimeout,
        idleTimeout,
        streamsMax);
  }

  private static void atLeastOne(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, not " + value);
    }
  }
}
