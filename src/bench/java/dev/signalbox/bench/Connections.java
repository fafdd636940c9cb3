package dev.signalbox.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import org.jspecify.annotations.Nullable;

/**
 * The connections to one server. They outlive a run, as those of agents outlive a request, so that
 * a run measures requests and not how connections are made. Thread-safe.
 */
final class Connections {

  private static final int KEPT_MAX = 64;

  private final InetSocketAddress address;
  private final BlockingDeque<SocketChannel> idle = new LinkedBlockingDeque<>(KEPT_MAX);

  Connections(InetSocketAddress address) {
    this.address = address;
  }

  String host() {
    return address.getHostString() + ":" + address.getPort();
  }

  /** One that was given back and is still open, or a new one; it does not block. */
  SocketChannel take() throws IOException {
    for (SocketChannel one = idle.pollLast(); one != null; one = idle.pollLast()) {
      if (open(one)) {
        return one;
      }
      one.close();
    }
    SocketChannel fresh = SocketChannel.open(address);
    fresh.setOption(StandardSocketOptions.TCP_NODELAY, true);
    fresh.configureBlocking(false);
    return fresh;
  }

  /** A connection on which nothing is on its way. */
  void giveBack(@Nullable SocketChannel one) throws IOException {
    if (one != null && !idle.offerLast(one)) {
      one.close();
    }
  }

  private static boolean open(SocketChannel one) {
    try {
      return one.read(ByteBuffer.allocate(1)) == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
