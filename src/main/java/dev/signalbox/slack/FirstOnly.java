package dev.signalbox.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.slack.api.bolt.middleware.Middleware;
import com.slack.api.bolt.middleware.MiddlewareChain;
import com.slack.api.bolt.request.Request;
import com.slack.api.bolt.request.builtin.BlockActionRequest;
import com.slack.api.bolt.request.builtin.MessageShortcutRequest;
import com.slack.api.bolt.request.builtin.SlashCommandRequest;
import com.slack.api.bolt.request.builtin.ViewSubmissionRequest;
import com.slack.api.bolt.response.Response;
import dev.signalbox.talk.dialect.Once;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets each thing that happened through once. Slack sends again what it got no acknowledgement for;
 * the second time it gets that, and nothing else happens. Thread-safe.
 */
final class FirstOnly implements Middleware {

  /** Slack sends an event again for some minutes. */
  private static final Duration REMEMBERED = Duration.ofHours(1);

  private static final int REMEMBERED_MAX = 50_000;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Once seen;

  FirstOnly(LongSupplier nanos) {
    seen = new Once(REMEMBERED, REMEMBERED_MAX, nanos);
  }

  @Override
  @SuppressWarnings("rawtypes") // as Bolt has it
  public Response apply(Request request, Response response, MiddlewareChain chain)
      throws Exception {
    String id = id(request);
    return id == null || seen.first(request.getRequestType() + " " + id)
        ? chain.next(request)
        : Response.ok();
  }

  private static @Nullable String id(Request<?> request) {
    return switch (request.getRequestType()) {
      case Event -> event(request.getRequestBodyAsString());
      case Command -> ((SlashCommandRequest) request).getPayload().getTriggerId();
      case BlockAction -> ((BlockActionRequest) request).getPayload().getTriggerId();
      case MessageShortcut -> ((MessageShortcutRequest) request).getPayload().getTriggerId();
      case ViewSubmission -> ((ViewSubmissionRequest) request).getPayload().getTriggerId();
      default -> null;
    };
  }

  private static @Nullable String event(String body) {
    try {
      return MAPPER.readTree(body).path("event_id").textValue();
    } catch (JsonProcessingException e) {
      return null;
    }
  }
}
