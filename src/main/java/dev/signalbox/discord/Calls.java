package dev.signalbox.discord;

import dev.signalbox.talk.dialect.Outcome;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.exceptions.PermissionException;
import net.dv8tion.jda.api.requests.RestAction;

/**
 * Calls of Discord's methods through JDA, one at a time for each caller: whatever happens is an {@link
 * Outcome}, never an exception, and it ends. JDA keeps Discord's limits and waits for its turn; a call
 * that has not begun when its time is over never begins. Thread-safe.
 */
final class Calls {

  /** How long to leave a route alone whose turn did not come. */
  private static final Duration BUSY = Duration.ofSeconds(1);

  private static final int SERVER_ERROR = 500;

  private final Duration patience;

  /**
   * @param patience how long to wait for one call, with its turn
   */
  Calls(Duration patience) {
    this.patience = patience;
  }

  /**
   * Calls and waits.
   *
   * @param ask makes the call; may say that the bot lacks a permission
   */
  <T> Outcome<T> call(Supplier<? extends RestAction<T>> ask) {
    AtomicInteger begun = new AtomicInteger();
    AtomicBoolean over = new AtomicBoolean();
    CompletableFuture<T> answer;
    try {
      answer = ask.get()
          .setCheck(() -> {
            begun.incrementAndGet();
            return !over.get();
          })
          .submit();
    } catch (PermissionException e) {
      return new Outcome.Refused<>(Reasons.lacks(e.getPermission()));
    } catch (RejectedExecutionException e) {
      return new Outcome.Unreached<>("Discord's client is closed");
    }
    try {
      return new Outcome.Done<>(answer.get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      over.set(true);
      answer.cancel(false);
      return begun.get() == 0
          ? new Outcome.Limited<>(BUSY)
          : new Outcome.Doubtful<>("Discord did not answer in " + patience.toMillis() + " ms");
    } catch (InterruptedException e) {
      over.set(true);
      Thread.currentThread().interrupt();
      return new Outcome.Doubtful<>("interrupted");
    } catch (ExecutionException e) {
      return failed(Objects.requireNonNullElse(e.getCause(), e));
    } catch (CancellationException e) {
      return new Outcome.Doubtful<>("cancelled");
    }
  }

  private static <T> Outcome<T> failed(Throwable why) {
    if (!(why instanceof ErrorResponseException error)) {
      return new Outcome.Doubtful<>("JDA gave up: " + why.getClass().getSimpleName());
    }
    Throwable cause = error.getCause();
    if (cause instanceof ConnectException
        || cause instanceof UnknownHostException
        || cause instanceof NoRouteToHostException) {
      return new Outcome.Unreached<>(
          "Discord is not reached: " + cause.getClass().getSimpleName());
    }
    if (cause instanceof IOException || error.getResponse().code >= SERVER_ERROR) {
      return new Outcome.Doubtful<>("Discord did not answer: " + Reasons.word(error));
    }
    return new Outcome.Refused<>(Reasons.word(error));
  }
}
