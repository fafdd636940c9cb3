package dev.signalbox.web;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One open stream. Confined to its thread; every write may block it. */
final class EventStream {

  private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);
  private static final Pattern LINE_BREAK = Pattern.compile("\r\n|\r|\n");

  private final AsyncContext request;
  private final Streams.Source source;
  private final Duration beat;

  EventStream(AsyncContext request, Streams.Source source, Duration beat) {
    this.request = request;
    this.source = source;
    this.beat = beat;
  }

  /** Until the client is gone, the source fails, or the thread is interrupted. */
  void run(@Nullable String from) {
    try {
      pump(from);
    } catch (IOException e) {
      LOG.debug("a client left its stream", e);
    } catch (InterruptedException e) {
      LOG.debug("a stream ends with the server");
    } catch (RuntimeException | Error e) {
      LOG.error("a stream ends because its source failed", e);
    }
    // What follows writes the end of the response, which an interrupt must not disturb.
    Thread.interrupted();
    try {
      request.complete();
    } catch (RuntimeException e) {
      LOG.debug("a stream had been ended by Jetty", e);
    }
  }

  private void pump(@Nullable String from) throws IOException, InterruptedException {
    ServletResponse response = request.getResponse();
    response.setContentType("text/event-stream;charset=utf-8");
    ServletOutputStream out = response.getOutputStream();
    String last = from;
    // Something at once: some clients call a stream open only after its first bytes.
    out.write(comment());
    out.flush();
    while (!Thread.currentThread().isInterrupted()) {
      List<Streams.Message> messages = source.after(last, beat);
      if (messages.isEmpty()) {
        out.write(comment());
      }
      for (Streams.Message message : messages) {
        out.write(bytes(message));
        last = message.id();
      }
      out.flush();
    }
  }

  private static byte[] comment() {
    return new byte[] {':', '\n', '\n'};
  }

  private static byte[] bytes(Streams.Message message) {
    var text = new StringBuilder();
    text.append("id: ").append(message.id()).append('\n');
    text.append("event: ").append(message.event()).append('\n');
    for (String line : LINE_BREAK.split(message.data(), -1)) {
      text.append("data: ").append(line).append('\n');
    }
    return text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
  }
}
