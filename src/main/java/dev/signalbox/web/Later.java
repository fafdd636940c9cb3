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
      this(any, new SerializedExecutor(task -> runSurely(any, task)));
    }

    /** The line would stand still for ever if what moves it were refused a thread once. */
    private static void runSurely(Executor any, Runnable line) {
      try {
        any.execute(line);
      } catch (RejectedExecutionException e) {
        LOG.debug("no thread was free to answer", e);
        Thread extra = new Thread(line, "web-answers");
        extra.setDaemon(true);
        extra.start();
      }
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
          .whenComplete((value, e) -> threads.inTurn().execute(() -> {
            if (waiting.make(value, e)) {
              send(waiting, threads.any());
            }
          }));
      // Never completed, which keeps Javalin's hands off the response.
      return new CompletableFuture<>();
    });
  }

  private static void send(Waiting<?> waiting, Executor any) {
    if (waiting.large()) {
      try {
        any.execute(waiting::send);
        return;
      } catch (RejectedExecutionException e) {
        LOG.debug("a large answer is sent in turn, for want of a thread", e);
      }
    }
    waiting.send();
  }
}
