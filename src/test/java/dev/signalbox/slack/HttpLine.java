package dev.signalbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.web.Routes;
import dev.signalbox.web.WebLimits;
import dev.signalbox.web.WebServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Slack posts to the one web server, signed. */
public final class HttpLine implements Line {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final WebServer web;
  private final String url;
  private final Seal seal;
  private final InstantSource clock;

  HttpLine(Routes route, InstantSource clock) {
    web = WebServer.start(WebLimits.defaults("127.0.0.1", 0), List.of(route));
    url = web.url();
    seal = new Seal(FakeSlack.SIGNING_SECRET, clock, () -> 0);
    this.clock = clock;
  }

  /** To a server that is there already. */
  public HttpLine(String url, InstantSource clock) {
    web = null;
    this.url = url;
    seal = new Seal(FakeSlack.SIGNING_SECRET, clock, () -> 0);
    this.clock = clock;
  }

  @Override
  public Ack tell(Kind kind, ObjectNode what) {
    String body = switch (kind) {
      case COMMAND -> form(what);
      case INTERACTION -> "payload=" + encoded(what.toString());
      case EVENT -> what.toString();
    };
    return post(body, kind == Kind.EVENT, clock.instant().getEpochSecond());
  }

  private static String form(ObjectNode what) {
    List<String> pairs = new ArrayList<>();
    what.properties()
        .forEach(one -> pairs.add(one.getKey() + "=" + encoded(one.getValue().asText())));
    return String.join("&", pairs);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  Ack post(String body, boolean json, long timestamp) {
    String stamp = Long.toString(timestamp);
    return post(body, json, stamp, seal.sign(stamp, body.getBytes(StandardCharsets.UTF_8)));
  }

  /** With whatever for a signature; null for none. */
  Ack post(String body, boolean json, String timestamp, String signature) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + EventsRoute.PATH))
        .timeout(Duration.ofSeconds(3))
        .header("Content-Type", json ? "application/json" : "application/x-www-form-urlencoded")
        .header(Seal.TIMESTAMP, timestamp)
        .POST(HttpRequest.BodyPublishers.ofString(body));
    if (signature != null) {
      request.header(Seal.SIGNATURE, signature);
    }
    long from = System.nanoTime();
    try {
      HttpResponse<String> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Ack(answer.statusCode(), read(answer.body()), since(from));
    } catch (HttpTimeoutException e) {
      return new Ack(0, MissingNode.getInstance(), since(from));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static Duration since(long from) {
    return Duration.ofNanos(System.nanoTime() - from);
  }

  private static JsonNode read(String body) throws IOException {
    return body.startsWith("{") ? JSON.readTree(body) : JSON.getNodeFactory().textNode(body);
  }

  @Override
  public void close() {
    if (web != null) {
      web.stop(Duration.ofSeconds(1));
    }
  }
}
