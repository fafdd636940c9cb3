package dev.signalbox.web;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Reads one request's whole body as it arrives and then lets the request through, so a slow sender
 * holds neither a thread nor a place at work. Most bodies have arrived with their headers and cost
 * no timer.
 *
 * <p>Jetty calls {@link #run} from one thread at a time; only the deadline comes from elsewhere.
 */
final class BodyReader implements Runnable {

  private final Gate gate;
  private final WebLimits limits;
  private final Request request;
  private final Response response;
  private final Callback callback;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
  private final AtomicBoolean decided = new AtomicBoolean();
  private Scheduler.@Nullable Task deadline;

  BodyReader(Gate gate, WebLimits limits, Request request, Response response, Callback callback) {
    this.gate = gate;
    this.limits = limits;
    this.request = request;
    this.response = response;
    this.callback = callback;
  }

  /** Takes what is there; comes back when there is more. */
  @Override
  public void run() {
    while (!decided.get()) {
      Content.Chunk chunk = request.read();
      if (chunk == null) {
        startDeadline();
        request.demand(this);
        return;
      }
      if (Content.Chunk.isFailure(chunk)) {
        failed(chunk.getFailure());
        return;
      }
      boolean last = chunk.isLast();
      boolean fits = bytes.size() + chunk.remaining() <= limits.bodyBytesMax();
      if (fits) {
        take(chunk.getByteBuffer());
      }
      chunk.release();
      if (!fits) {
        refuse(Refusals.tooLarge(limits.bodyBytesMax()), Linger.then(request, callback));
      } else if (last && decide()) {
        gate.work(new Whole(request, bytes.toByteArray()), response, callback);
      }
    }
  }

  private void take(ByteBuffer part) {
    byte[] copy = new byte[part.remaining()];
    part.get(copy);
    bytes.writeBytes(copy);
  }

  private void startDeadline() {
    if (deadline == null) {
      long left =
          limits.bodyTimeout().toNanos() - (System.nanoTime() - request.getHeadersNanoTime());
      deadline = request
          .getComponents()
          .getScheduler()
          .schedule(this::tooSlow, left, TimeUnit.NANOSECONDS);
    }
  }

  private void failed(@Nullable Throwable failure) {
    if (failure instanceof TimeoutException) {
      tooSlow();
    } else if (decide()) {
      // A broken chunk gets its 400; a client that is gone gets nothing.
      Response.writeError(request, response, callback, failure);
    }
  }

  private void tooSlow() {
    refuse(Refusals.tooSlow(), callback);
  }

  private void refuse(Problem problem, Callback after) {
    if (decide()) {
      gate.refuseAndClose(problem, response, after);
    }
  }

  private boolean decide() {
    boolean first = decided.compareAndSet(false, true);
    if (first && deadline != null) {
      deadline.cancel();
    }
    return first;
  }

  /** The request with its body in memory: reading it never waits. */
  private static final class Whole extends Request.Wrapper {

    private final int length;
    private Content.Chunk next;

    Whole(Request request, byte[] body) {
      super(request);
      length = body.length;
      next = length == 0 ? Content.Chunk.EOF : Content.Chunk.from(ByteBuffer.wrap(body), true);
    }

    @Override
    public long getLength() {
      return length;
    }

    @Override
    public Content.Chunk read() {
      Content.Chunk chunk = next;
      next = Content.Chunk.EOF;
      return chunk;
    }

    @Override
    public void demand(Runnable onContent) {
      onContent.run();
    }
  }
}
