package dev.signalbox.web;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Connection;
import org.jspecify.annotations.Nullable;

/**
 * Only so many connections at once from one remote address. Loopback is exempt: a proxy, a tunnel
 * or five hundred agents on one machine all come from there. Thread-safe.
 */
final class ConnectionCap implements Connection.Listener {

  private final int perAddressMax;
  private final Map<InetAddress, Integer> open = new ConcurrentHashMap<>();

  ConnectionCap(int perAddressMax) {
    this.perAddressMax = perAddressMax;
  }

  @Override
  public void onOpened(Connection connection) {
    if (!opened(remote(connection))) {
      connection.getEndPoint().close();
    }
  }

  @Override
  public void onClosed(Connection connection) {
    closed(remote(connection));
  }

  /** Counts one more, and says whether it may stay. It counts until it is closed, either way. */
  boolean opened(@Nullable InetAddress address) {
    return address == null
        || address.isLoopbackAddress()
        || open.merge(address, 1, Integer::sum) <= perAddressMax;
  }

  void closed(@Nullable InetAddress address) {
    if (address != null) {
      open.computeIfPresent(address, (a, count) -> count == 1 ? null : count - 1);
    }
  }

  private static @Nullable InetAddress remote(Connection connection) {
    SocketAddress address = connection.getEndPoint().getRemoteSocketAddress();
    return address instanceof InetSocketAddress inet ? inet.getAddress() : null;
  }
}
