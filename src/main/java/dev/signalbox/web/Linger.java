package dev.signalbox.web;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;

/**
 * Throws the rest of a refused body away for a moment before the connection is closed. Closing while
 * the client still sends resets the connection, and the client may then never see the refusal.
 *
 * <p>At most a second and 16 MB; nothing is kept and no thread waits.
 */
final class Linger implements Runnable {

  private static final Duration TIME_MAX = Duration.ofSeconds(1);
  private static final long BYTES_MAX = 16L * 1024 * 1024;

  private final Request request;
  private final Callback callback;
  private final AtomicBoolean ended = new AtomicBoolean();
  private long bytes;

  private Linger(Request request, Callback callback) {
    this.request = request;
    this.callback = callback;
  }

  /** What to do when the refusal is written. */
  static Callback then(Request request, Callback callback) {
    if (request.getHeaders().contains(HttpHeader.EXPECT)) {
      return callback; // It has not begun to send, and to read would invite it to.
    }
    return Callback.from(new Linger(request, callback)::begin, callback::failed);
  }

  private void begin() {
    request
        .getComponents()
        .getScheduler()
        .schedule(this::end, TIME_MAX.toMillis(), TimeUnit.MILLISECONDS);
    run();
  }

  /** Throws away what is there; comes back when there is more. */
  @Override
  public void run() {
    while (!ended.get()) {
      Content.Chunk chunk = request.read();
      if (chunk == null) {
        request.demand(this);
        return;
      }
      bytes += chunk.remaining();
      if (chunk.isLast() || Content.Chunk.isFailure(chunk) || bytes > BYTES_MAX) {
        end();
      }
      chunk.release();
    }
  }

  private void end() {
    if (ended.compareAndSet(false, true)) {
      callback.succeeded();
    }
  }
}
