package dev.signalbox.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * How an agent calls the API that several need: it asks for a unit of the budget before each call
 * and gives it back after. Or it does not ask, and sees for itself. Thread-safe.
 */
final class Calling {

  /** The longest that a request for a unit stays open: well within the beat of the demo. */
  private static final int WAIT_S = 1;

  private static final int TOO_MANY = 429;
  private static final int RETRY_AFTER_MAX_S = 3_600;

  private final HttpClient http;
  private final URI api;
  private final boolean asks;

  /**
   * @param asks whether it asks before it calls
   */
  Calling(HttpClient http, URI api, boolean asks) {
    this.http = http;
    this.api = api;
    this.asks = asks;
  }

  /** Calls until so many calls were served; gives up where its hold is over. */
  void call(Client client, int times) throws InterruptedException {
    for (int done = 0; done < times; ) {
      long token = asks ? unit(client) : 0;
      if (token < 0) {
        return;
      }
      HttpResponse<?> answer = call();
      if (token > 0) {
        client.post(Client.verb("give_back").put("token", token));
      }
      if (answer.statusCode() == TOO_MANY) {
        refused(client, answer);
      } else {
        done++;
      }
    }
  }

  /** The token of a unit, waited for as long as it takes; -1 where there is none to be had. */
  private long unit(Client client) throws InterruptedException {
    ObjectNode ask = Client.verb("acquire").put("wait", WAIT_S);
    ask.putObject("resources").put(Demo.API, 1);
    while (true) {
      Client.Answer answer = client.post(ask);
      if (!answer.ok()) {
        return -1;
      }
      JsonNode token = answer.body().path("grant").path("token");
      if (token.isNumber()) {
        return token.asLong();
      }
    }
  }

  private HttpResponse<?> call() throws InterruptedException {
    try {
      return http.send(
          HttpRequest.newBuilder(api).timeout(Duration.ofSeconds(10)).build(),
          HttpResponse.BodyHandlers.discarding());
    } catch (IOException e) {
      throw new IllegalStateException("the API does not answer: " + e.getMessage(), e);
    }
  }

  /** Everybody is told to wait, or whoever met the limit waits alone. */
  private void refused(Client client, HttpResponse<?> answer) throws InterruptedException {
    long seconds = answer.headers().firstValueAsLong("Retry-After").orElse(1);
    if (asks) {
      client.post(Client.verb("report_limit")
          .put("resource", Demo.API)
          .put("retry_after", Math.min(RETRY_AFTER_MAX_S, seconds)));
    } else {
      client.post(Client.verb("heartbeat"));
      Thread.sleep(Duration.ofSeconds(seconds).dividedBy(2).toMillis());
    }
  }
}
