package dev.signalbox.web;

import io.javalin.config.Key;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.jetty.util.thread.SerializedExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers a request later, holding neither a thread nor a place at work meanwhile.
 *
 * <p>Instead of {@code Context.future}: that one writes on the thread that completes the future,
 * and does not survive a client that went away in the meantime.
 */
public final class Later {

  static final Key<Threads> THREADS = new Key<>("web.threads");

  private static final Logger LOG = LoggerFactory.getLogger(Later.class);

  // Longer than any long poll; an outcome that never comes is a bug that must not leak.
  private static final Duration WAIT_MAX = Duration.ofMinutes(2);

  /**
   * Who answers. Answers are made one after the other: a batch of the desk ends many waits at once,
   * and a thread for each would crowd out the desk itself. What may block goes to any thread.
   */
  record Threads(Executor any, Executor inTurn) {

    Threads(Executor any) {
      this(any, new SerializedExecutor(any));
    }
  }

  private Later() {}

  /**
   * Answers when {@code outcome} is there. The answer is made and written on the server's threads,
   * so whoever completes the outcome never waits for a client. A {@link ProblemException} that the
   * outcome ends with or {@code answer} throws is sent; anything else is a bug (500).
   *
   * <p>The caller sees to it that the outcome is completed in time; after two minutes the client is
   * told {@code overloaded}. A client that went away is not noticed before. Javalin's
   * after-handlers do not run.
   *
   * @param answer sets the context's status, headers and result; all others wait for it, so it does
   *     nothing that takes long
   */
  public static <T> void answer(
      Context ctx, CompletableFuture<T> outcome, Consumer<? super T> answer) {
    Threads threads = ctx.appData(THREADS);
    ctx.future(() -> {
      var waiting = new Waiting<T>(ctx, answer);
      var unused = outcome
          .copy()
          .orTimeout(WAIT_MAX.toSeconds(), TimeUnit.SECONDS)
          .whenComplete((value, e) -> hand(threads.inTurn(), () -> {
            if (waiting.end(value, e)) {
              hand(threads.any(), waiting::send);
            }
          }));
      // Never completed, which keeps Javalin's hands off the response.
      return new CompletableFuture<>();
    });
  }

  private static void hand(Executor threads, Runnable task) {
    try {
      threads.execute(task);
    } catch (RejectedExecutionException e) {
      // Stopped, so there is nobody to answer; the caller's thread must not do it instead.
      LOG.debug("an answer came after the server had stopped", e);
    }
  }
}
