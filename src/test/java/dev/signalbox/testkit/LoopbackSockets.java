package dev.signalbox.testkit;

import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.java_websocket.WebSocket;
import org.java_websocket.server.WebSocketServer;

/**
 * A server of web sockets on loopback, as platforms have them. The library forgets at times that it
 * has something to write, where a message is sent just as the one before is written out; then that
 * message waits for the next. So it is reminded.
 */
public abstract class LoopbackSockets extends WebSocketServer {

  private static final int REMINDED_MS = 50;

  private final CountDownLatch started = new CountDownLatch(1);
  private final ScheduledExecutorService reminder =
      Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "socket-reminder");
        thread.setDaemon(true);
        return thread;
      });

  protected LoopbackSockets() {
    super(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  /** Listens from now on; for the end of a constructor. */
  protected final void listen() {
    setReuseAddr(true);
    setTcpNoDelay(true);
    setDaemon(true);
    setConnectionLostTimeout(0);
    start();
    await().until(() -> started.getCount() == 0);
    var unused = reminder.scheduleWithFixedDelay(
        this::remind, REMINDED_MS, REMINDED_MS, TimeUnit.MILLISECONDS);
  }

  private void remind() {
    getConnections().stream().filter(WebSocket::hasBufferedData).forEach(this::onWriteDemand);
  }

  @Override
  public final void onStart() {
    started.countDown();
  }

  @Override
  public void stop(int timeout, String message) throws InterruptedException {
    reminder.shutdownNow();
    super.stop(timeout, message);
  }
}
