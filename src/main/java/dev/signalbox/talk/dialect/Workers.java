package dev.signalbox.talk.dialect;

import dev.signalbox.talk.Message;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads behind the acknowledgement: some that read and ask the desk, others that call the
 * platform, so that neither holds up the other, nor the acknowledgement. All bounded. Thread-safe.
 */
public final class Workers implements AutoCloseable {

  /** The longest that an acknowledgement waits for its answer; platforms wait 3 s for it. */
  public static final Duration PATIENCE = Duration.ofMillis(800);

  /** Likewise, where many wait already. */
  private static final Duration HASTE = Duration.ofMillis(50);

  private static final int WAITING_MAX = 8;
  private static final int ASKING = 4;
  private static final int CALLING = 4;
  private static final int QUEUE_MAX = 1_000;
  private static final Duration CLOSE_MAX = Duration.ofSeconds(3);
  private static final Logger LOG = LoggerFactory.getLogger(Workers.class);

  private final Platform platform;
  private final ThreadPoolExecutor asking;
  private final ThreadPoolExecutor calling;
  private final Semaphore waiting = new Semaphore(WAITING_MAX);

  public Workers(Platform platform) {
    this.platform = platform;
    asking = pool(platform.id() + "-ask", ASKING);
    calling = pool(platform.id() + "-call", CALLING);
  }

  /** So many threads, and so much that waits for them. */
  public static ThreadPoolExecutor pool(String name, int threads) {
    AtomicInteger number = new AtomicInteger();
    ThreadPoolExecutor pool = new ThreadPoolExecutor(
        threads, threads, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(QUEUE_MAX), work -> {
          Thread thread = new Thread(work, name + "-" + number.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        });
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  /** Ends a pool: what waits is still done, if it does not take too long. */
  public static void end(ThreadPoolExecutor pool) {
    pool.shutdown();
    try {
      if (!pool.awaitTermination(CLOSE_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
        int left = pool.shutdownNow().size();
        LOG.warn("{} answers were cut off", left + pool.getActiveCount());
      }
    } catch (InterruptedException e) {
      pool.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  /** Has something answered. Never completes exceptionally: too much to do is an answer, too. */
  public CompletableFuture<Message> ask(Supplier<CompletableFuture<Message>> work) {
    return ask(work, Notes.busy());
  }

  /**
   * Likewise.
   *
   * @param busy the answer where there is too much to do, or something broke
   */
  public <T> CompletableFuture<T> ask(Supplier<CompletableFuture<T>> work, T busy) {
    CompletableFuture<T> told = new CompletableFuture<>();
    try {
      asking.execute(() -> begin(work, told, busy));
    } catch (RejectedExecutionException e) {
      told.complete(busy);
    }
    return told;
  }

  private static <T> void begin(
      Supplier<CompletableFuture<T>> work, CompletableFuture<T> told, T busy) {
    try {
      var unused = work.get().whenComplete((answer, e) -> told.complete(orBusy(answer, e, busy)));
    } catch (RuntimeException e) {
      told.complete(orBusy(null, e, busy));
    }
  }

  private static <T> T orBusy(@Nullable T answer, @Nullable Throwable e, T busy) {
    if (answer != null) {
      return answer;
    }
    LOG.error("an answer failed", e);
    return busy;
  }

  /** Does something that calls the platform, soon. */
  public void call(Runnable work) {
    try {
      calling.execute(() -> {
        try {
          work.run();
        } catch (RuntimeException e) {
          LOG.error("a call to {} failed", platform, e);
        }
      });
    } catch (RejectedExecutionException e) {
      LOG.warn(
          "an answer in {} is dropped: {} wait already",
          platform,
          calling.getQueue().size());
    }
  }

  /**
   * Waits for an answer as long as an acknowledgement may wait.
   *
   * @return null if it is not there by then
   */
  public @Nullable Message soon(CompletableFuture<Message> answer) {
    boolean patient = waiting.tryAcquire();
    try {
      return answer.get((patient ? PATIENCE : HASTE).toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    } catch (ExecutionException e) {
      throw new IllegalStateException("an answer that fails", e);
    } finally {
      if (patient) {
        waiting.release();
      }
    }
  }

  @Override
  public void close() {
    end(asking);
    end(calling);
  }
}
