package dev.signalbox.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** One agent's line to the webhook. Tries again, with pauses, where the answer says so. */
final class Client {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int TRIES = 5;

  private final HttpClient http;
  private final URI webhook;
  private final String token;
  private final RandomGenerator jitter;

  Client(HttpClient http, String url, String token, RandomGenerator jitter) {
    this.http = http;
    this.webhook = URI.create(url + "/v1/webhook");
    this.token = token;
    this.jitter = jitter;
  }

  /** An answer and its status. */
  record Answer(int status, JsonNode body) {
    boolean ok() {
      return status == 200;
    }

    String code() {
      return body.path("code").asText("");
    }
  }

  static ObjectNode verb(String type) {
    return JSON.createObjectNode().put("type", type);
  }

  /** How a task stands; an empty object where that cannot be told. */
  JsonNode task(String id) throws InterruptedException {
    try {
      HttpRequest request = HttpRequest.newBuilder(webhook.resolve("/v1/tasks/" + id))
          .timeout(Duration.ofSeconds(10))
          .header("Authorization", "Bearer " + token)
          .build();
      return JSON.readTree(
          http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    } catch (IOException e) {
      return JSON.createObjectNode();
    }
  }

  Answer post(ObjectNode body) throws InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        HttpResponse<String> response = http.send(
            HttpRequest.newBuilder(webhook)
                .timeout(Duration.ofSeconds(70))
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build(),
            HttpResponse.BodyHandlers.ofString());
        Answer answer = new Answer(response.statusCode(), JSON.readTree(response.body()));
        boolean again = answer.body().path("do").asText("").equals("retry");
        if (!again || attempt == TRIES) {
          return answer;
        }
      } catch (IOException e) {
        if (attempt == TRIES) {
          throw new IllegalStateException("the server does not answer: " + e.getMessage(), e);
        }
      }
      Thread.sleep(100L * attempt + jitter.nextInt(100));
    }
  }
}
