package dev.signalbox.web;

import io.javalin.http.Context;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request that waits for its outcome. Ends once: with an answer, or because Jetty gave it up.
 * After that its context must not be touched, since Jetty uses the same objects for the next
 * request.
 */
final class Waiting<T> implements AsyncListener {

  private static final Logger LOG = LoggerFactory.getLogger(Waiting.class);

  /** Up to how many bytes Jetty gathers at once, to write them without holding up anyone. */
  static final int GATHERED_BYTES = 8 * 1024;

  private final Context ctx;
  private final Consumer<? super T> answer;
  private final AsyncContext request;
  private final String method;
  private final String path;
  private final AtomicBoolean ended = new AtomicBoolean();

  Waiting(Context ctx, Consumer<? super T> answer) {
    this.ctx = ctx;
    this.answer = answer;
    request = ctx.req().getAsyncContext();
    method = ctx.req().getMethod();
    path = ctx.req().getRequestURI();
    request.setTimeout(0);
    request.addListener(this);
  }

  /** Makes the answer, to be sent; false if the client is gone. */
  boolean make(@Nullable T value, @Nullable Throwable failure) {
    if (!ended.compareAndSet(false, true)) {
      return false;
    }
    try {
      fill(value, failure);
    } catch (RuntimeException e) {
      LOG.debug("a client left before its answer", e);
    }
    return true;
  }

  /** Whether sending what was made blocks while the client does not read. */
  boolean large() {
    InputStream result = ctx.resultInputStream();
    try {
      return result != null && result.available() > GATHERED_BYTES;
    } catch (IOException e) {
      return true;
    }
  }

  /** Sends what was made. */
  void send() {
    try {
      write();
    } catch (IOException | RuntimeException e) {
      LOG.debug("a client left before its answer", e);
    }
    try {
      request.complete();
    } catch (RuntimeException e) {
      LOG.debug("Jetty had ended the request", e);
    }
  }

  // Whoever made the outcome may have bound nulls to T; NullAway cannot know.
  @SuppressWarnings("NullAway")
  private void fill(@Nullable T value, @Nullable Throwable failure) {
    if (failure != null) {
      RouteErrors.send(RouteErrors.problem(failure, method, path), ctx);
      return;
    }
    try {
      answer.accept(value);
    } catch (RuntimeException | Error e) {
      RouteErrors.send(RouteErrors.problem(e, method, path), ctx);
    }
  }

  private void write() throws IOException {
    InputStream result = ctx.resultInputStream();
    if (result != null) {
      try (result) {
        result.transferTo(ctx.res().getOutputStream());
      }
    }
  }

  @Override
  public void onComplete(AsyncEvent event) {
    ended.set(true);
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    ended.set(true);
  }

  @Override
  public void onError(AsyncEvent event) {
    ended.set(true);
  }

  @Override
  public void onStartAsync(AsyncEvent event) {}
}
