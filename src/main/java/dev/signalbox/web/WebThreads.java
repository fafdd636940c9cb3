package dev.signalbox.web;

import java.util.concurrent.LinkedBlockingQueue;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The server's threads, {@code web-1} and on. One for each read at work, and some more that
 * accept, refuse, answer {@code /healthz} and finish waiting requests while all others are busy.
 */
final class WebThreads {

  /** Open at once; further ones wait to be accepted. */
  static final int CONNECTIONS_MAX = 4_096;

  // Jetty must never be refused a thread, and a connection has a task or two; hence this margin.
  private static final int QUEUE_MAX = 4 * CONNECTIONS_MAX;
  private static final int THREADS_MIN = 8;
  private static final int THREADS_BESIDE_WORK = 32;
  private static final int IDLE_MS = 60_000;

  private WebThreads() {}

  static QueuedThreadPool pool(int requestsAtWorkMax) {
    var queue = new LinkedBlockingQueue<Runnable>(QUEUE_MAX);
    var pool =
        new QueuedThreadPool(requestsAtWorkMax + THREADS_BESIDE_WORK, THREADS_MIN, IDLE_MS, queue);
    pool.setName("web");
    pool.setDaemon(true);
    return pool;
  }
}
