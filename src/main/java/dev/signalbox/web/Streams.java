package dev.signalbox.web;

import io.javalin.config.Key;
import io.javalin.http.Context;
import jakarta.servlet.AsyncContext;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Server-Sent Events by pull: every stream has a thread of its own that takes the next messages
 * from its source and writes them. A client that reads slowly blocks that thread and nothing else,
 * and nobody ever waits for it.
 *
 * <p>The source is asked for what comes after an id, so a client that returns with {@code
 * Last-Event-ID} misses nothing and gets nothing twice. Thread-safe.
 */
public final class Streams {

  static final Key<Streams> KEY = new Key<>("web.streams");

  private static final int IDLE_S = 10;

  private final ThreadPoolExecutor threads;
  private final Duration beat;

  /**
   * @param max open at once
   * @param beat after this much silence a comment is sent, by which a dead client is noticed
   */
  Streams(int max, Duration beat) {
    this.beat = beat;
    var number = new AtomicInteger();
    threads =
        new ThreadPoolExecutor(0, max, IDLE_S, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
          var thread = new Thread(work, "stream-" + number.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        });
  }

  /** Where a stream's messages come from. Called from the stream's thread only. */
  @FunctionalInterface
  public interface Source {

    /**
     * The messages after one, in order; waits for them if there are none yet.
     *
     * @param lastEventId the last one the client has; null when it asks from the beginning. What the
     *     client says, so it may be nonsense
     * @return empty when there was none within {@code maxWait}
     * @throws InterruptedException when the server stops; the stream then ends
     */
    List<Message> after(@Nullable String lastEventId, Duration maxWait) throws InterruptedException;
  }

  /**
   * One event. Neither id nor event may have a line break or NUL, and neither may be empty.
   *
   * @param data may have several lines
   */
  public record Message(String id, String event, String data) {

    public Message {
      oneLine("id", id);
      oneLine("event", event);
    }

    private static void oneLine(String name, String text) {
      if (text.isEmpty() || text.chars().anyMatch(c -> c == '\n' || c == '\r' || c == 0)) {
        throw new IllegalArgumentException(
            "a message's " + name + " must be one line of text, not " + Words.quoted(text));
      }
    }
  }

  /**
   * Answers with an event stream that ends when the client goes or the server stops. Returns at
   * once.
   *
   * @throws ProblemException {@code overloaded} when too many are open
   */
  public static void serve(Context ctx, Source source) {
    Streams streams = ctx.appData(KEY);
    String from = lastEventId(ctx);
    ctx.future(() -> streams.start(ctx, source, from));
  }

  /**
   * Where the client wants to go on: the header {@code Last-Event-ID}, else the query parameter
   * {@code after}, else null. For routes that check it before they serve.
   */
  public static @Nullable String lastEventId(Context ctx) {
    String header = ctx.header("Last-Event-ID");
    String id = header == null ? ctx.queryParam("after") : header;
    return id == null || id.isEmpty() ? null : id;
  }

  /**
   * The future is never completed, which keeps Javalin's hands off the response: the stream ends
   * its request itself, and by then Jetty may have ended it already because the client is gone.
   */
  private CompletableFuture<Void> start(Context ctx, Source source, @Nullable String from) {
    AsyncContext request = ctx.req().getAsyncContext();
    request.setTimeout(0);
    var stream = new EventStream(request, source, beat);
    try {
      threads.execute(() -> stream.run(from));
    } catch (RejectedExecutionException e) {
      throw new ProblemException(
          Refusals.tooMany(threads.getMaximumPoolSize() + " event streams are open already."));
    }
    return new CompletableFuture<>();
  }

  /** Open ones. */
  int open() {
    return threads.getActiveCount();
  }

  /** Ends all, and starts no more. */
  void end() {
    threads.shutdownNow();
  }
}
