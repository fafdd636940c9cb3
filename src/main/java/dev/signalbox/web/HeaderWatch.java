package dev.signalbox.web;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes connections whose request headers take too long. Jetty's idle timeout starts anew with
 * every byte, so a client that sends one every few seconds would keep a connection for ever.
 *
 * <p>Looks at all connections a few times per timeout, so it may be late by a quarter of it. A
 * connection that rests between two requests is Jetty's to close. Thread-safe.
 */
final class HeaderWatch extends AbstractLifeCycle implements Connection.Listener {

  private final Scheduler scheduler;
  private final Duration timeout;
  private final Map<Connection, Wait> waits = new ConcurrentHashMap<>();

  HeaderWatch(Scheduler scheduler, Duration timeout) {
    this.scheduler = scheduler;
    this.timeout = timeout;
  }

  @Override
  protected void doStart() {
    lookLater();
  }

  @Override
  public void onOpened(Connection connection) {
    waits.put(connection, new Wait());
  }

  @Override
  public void onClosed(Connection connection) {
    waits.remove(connection);
  }

  /** The headers are here: from now on the request has other limits. */
  void asked(Connection connection) {
    Wait wait = waits.get(connection);
    if (wait != null) {
      wait.asked = true;
    }
  }

  /** The next byte begins the next request. */
  void answered(Connection connection) {
    Wait wait = waits.get(connection);
    if (wait != null) {
      wait.bytesBefore = connection.getBytesIn();
      wait.begun = false;
      wait.asked = false;
    }
  }

  private void look() {
    if (isRunning()) {
      long now = System.nanoTime();
      waits.forEach((connection, wait) -> {
        if (wait.isTooLong(connection.getBytesIn(), now, timeout.toNanos())) {
          connection.getEndPoint().close();
        }
      });
      lookLater();
    }
  }

  private void lookLater() {
    long every = Math.max(1, timeout.toMillis() / 4);
    scheduler.schedule(this::look, every, TimeUnit.MILLISECONDS);
  }

  /** What one connection is waited for. The begin is only touched by looking. */
  private static final class Wait {

    private volatile boolean asked;
    // A new connection has begun its first request before its first byte.
    private volatile long bytesBefore = -1;
    private volatile boolean begun;
    private long beginNanos;

    boolean isTooLong(long bytesIn, long now, long timeoutNanos) {
      if (asked || bytesIn == bytesBefore) {
        return false;
      }
      if (!begun) {
        begun = true;
        beginNanos = now;
      }
      return now - beginNanos >= timeoutNanos;
    }
  }
}
