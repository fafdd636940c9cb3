package dev.signalbox.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * An API as others have them: it serves so many calls in any window of time, answers 429 to the
 * rest, and knows nothing of Signalbox. Listens on loopback only. Thread-safe.
 */
public final class LimitedApi implements AutoCloseable {

  private static final int SERVED = 204;
  private static final int TOO_MANY = 429;
  private static final int WAITING_MAX = 1_000;
  private static final int THREADS = 4;

  /** What was asked of it: calls that were served, and those that were answered 429. */
  public record Count(int served, int refused) {

    /** As it is printed. */
    public String text() {
      String none = refused == 0 ? "none was" : refused + " more were";
      return "Calls to a rate-limited API      " + served + "; " + none + " answered 429";
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = new ThreadPoolExecutor(
      THREADS, THREADS, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING_MAX));
  private final int limit;
  private final Duration window;
  private final Deque<Long> recent = new ArrayDeque<>();
  private int served;
  private int refused;

  private LimitedApi(HttpServer server, int limit, Duration window) {
    this.server = server;
    this.limit = limit;
    this.window = window;
  }

  /**
   * Starts to listen on any free port.
   *
   * @param limit how many calls it serves in any {@code window}
   */
  public static LimitedApi start(int limit, Duration window) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      LimitedApi api = new LimitedApi(server, limit, window);
      server.createContext("/", api::answer);
      server.setExecutor(api.threads);
      server.start();
      return api;
    } catch (IOException e) {
      throw new UncheckedIOException("nothing can listen on loopback", e);
    }
  }

  public URI address() {
    InetSocketAddress at = server.getAddress();
    return URI.create("http://" + at.getAddress().getHostAddress() + ":" + at.getPort() + "/");
  }

  public synchronized Count count() {
    return new Count(served, refused);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      boolean good = serves(System.nanoTime());
      if (!good) {
        long seconds = Math.max(1, window.plusMillis(999).toSeconds());
        exchange.getResponseHeaders().set("Retry-After", Long.toString(seconds));
      }
      exchange.sendResponseHeaders(good ? SERVED : TOO_MANY, -1);
    }
  }

  private synchronized boolean serves(long now) {
    while (!recent.isEmpty() && now - recent.getFirst() >= window.toNanos()) {
      recent.removeFirst();
    }
    if (recent.size() >= limit) {
      refused++;
      return false;
    }
    recent.addLast(now);
    served++;
    return true;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
