package dev.signalbox.slack;

import com.slack.api.bolt.App;
import com.slack.api.bolt.request.Request;
import com.slack.api.bolt.request.RequestHeaders;
import com.slack.api.bolt.response.Response;
import com.slack.api.bolt.util.SlackRequestParser;
import dev.signalbox.web.Problem;
import dev.signalbox.web.Problem.Advice;
import dev.signalbox.web.ProblemException;
import dev.signalbox.web.Routes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where Slack posts what happens, if it does not come over a connection of ours. */
final class EventsRoute implements Routes {

  static final String PATH = "/slack/events";

  /** Slack looks whether the certificate is good; it signs nothing and wants nothing done. */
  private static final Pattern SSL_CHECK =
      Pattern.compile("([^&]{0,99}&)?ssl_check=1(&[^&]{0,99})?");

  private static final Logger LOG = LoggerFactory.getLogger(EventsRoute.class);

  private final Seal seal;
  private final App app;
  private final SlackRequestParser parser;

  EventsRoute(Seal seal, App app) {
    this.seal = seal;
    this.app = app;
    this.parser = new SlackRequestParser(app.config());
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.post(PATH, this::receive);
  }

  private void receive(Context ctx) {
    byte[] body = ctx.bodyAsBytes();
    Seal.Verdict verdict = seal.check(all(ctx, Seal.TIMESTAMP), all(ctx, Seal.SIGNATURE), body);
    String text = new String(body, StandardCharsets.UTF_8);
    switch (verdict) {
      case GOOD -> answer(ctx, run(parsed(ctx, text)));
      case REPLAYED -> ctx.status(200);
      case BAD -> {
        if (!SSL_CHECK.matcher(text).matches()) {
          throw new ProblemException(Problem.of(
              401, "bad_signature", "The signature is missing or not valid.", Advice.STOP));
        }
        ctx.status(200);
      }
    }
  }

  private static List<String> all(Context ctx, String header) {
    return Collections.list(ctx.req().getHeaders(header));
  }

  private Request<?> parsed(Context ctx, String text) {
    Request<?> request;
    try {
      request = parser.parse(SlackRequestParser.HttpRequest.builder()
          .requestUri(PATH)
          .queryString(Map.of())
          .requestBody(text)
          .headers(new RequestHeaders(headers(ctx)))
          .remoteAddress("")
          .build());
    } catch (RuntimeException e) {
      LOG.debug("a request that cannot be read", e);
      request = null;
    }
    return known(request);
  }

  private static Request<?> known(@Nullable Request<?> request) {
    if (request == null) {
      throw new ProblemException(
          Problem.of(400, "bad_value", "Slack sends no such thing.", Advice.FIX));
    }
    return request;
  }

  private static Map<String, List<String>> headers(Context ctx) {
    return ctx.headerMap().entrySet().stream()
        .collect(Collectors.toMap(
            Map.Entry::getKey, header -> new ArrayList<>(List.of(header.getValue()))));
  }

  private Response run(Request<?> request) {
    try {
      return app.run(request);
    } catch (Exception e) {
      LOG.error("what Slack sent could not be handled: {}", request.getRequestType(), e);
      throw new ProblemException(
          Problem.of(500, "internal", "Something went wrong in the server.", Advice.RETRY));
    }
  }

  private static void answer(Context ctx, Response response) {
    ctx.status(response.getStatusCode());
    if (response.getBody() != null) {
      ctx.contentType(response.getContentType()).result(response.getBody());
    }
  }
}
