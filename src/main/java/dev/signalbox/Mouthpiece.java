package dev.signalbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * An agent's line to the webhook, for the command line: posts once, or asks on until there is work,
 * over any number of timeouts and lost connections.
 */
final class Mouthpiece {

  private static final Duration PATIENCE = Duration.ofSeconds(70);
  private static final Duration PAUSE_FIRST = Duration.ofMillis(500);
  private static final Duration PAUSE_MAX = Duration.ofSeconds(30);

  /** An empty answer that came sooner was not held open, and asking at once would not help. */
  private static final Duration HELD_MIN = Duration.ofSeconds(1);

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What was answered. */
  record Answer(int status, JsonNode body) {

    String advice() {
      return body.path("do").asText("");
    }

    /** Whether the caller holds the task it asked about. */
    boolean got() {
      JsonNode holder = body.path("task").path("agent");
      return holder.isTextual() && holder.equals(body.path("you").path("agent"));
    }

    /** Whether the caller holds something. */
    boolean work() {
      return status == 200 && !body.path("holds").isEmpty();
    }
  }

  /** Lets time pass. */
  interface Sleeper {
    void sleep(Duration time) throws InterruptedException;
  }

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final URI webhook;
  private final String token;
  private final Sleeper sleeper;
  private final RandomGenerator random;

  /**
   * @throws IllegalArgumentException if {@code url} is no address
   */
  Mouthpiece(String url, String token, Sleeper sleeper, RandomGenerator random) {
    webhook = URI.create(url + "/v1/webhook");
    if (webhook.getHost() == null) {
      throw new IllegalArgumentException("no host in " + url);
    }
    this.token = token;
    this.sleeper = sleeper;
    this.random = random;
  }

  /**
   * Posts once.
   *
   * @param key an idempotency key, or null
   * @throws IOException if no Signalbox answers
   */
  Answer post(String body, @Nullable String key) throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(webhook)
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body));
    if (key != null) {
      request.header("Idempotency-Key", key);
    }
    HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    try {
      return new Answer(answer.statusCode(), JSON.readTree(answer.body()));
    } catch (JsonProcessingException e) {
      throw new IOException("an answer that is no JSON, of status " + answer.statusCode(), e);
    }
  }

  /**
   * Posts until there is work, or a refusal that waiting does not cure.
   *
   * @param told is given what goes on meanwhile, in words
   */
  Answer ask(String body, Consumer<String> told) throws InterruptedException {
    for (int failures = 0; ; ) {
      long begun = System.nanoTime();
      Answer answer;
      try {
        answer = post(body, null);
      } catch (IOException e) {
        pause(failures++, Duration.ZERO, "No Signalbox answers at " + webhook, told);
        continue;
      }
      if (answer.status() == 200) {
        failures = 0;
        if (answer.work()) {
          return answer;
        }
        if (System.nanoTime() - begun < HELD_MIN.toNanos()) {
          sleeper.sleep(jittered(Duration.ofSeconds(5)));
        }
      } else if (answer.advice().equals("retry") || answer.advice().equals("wait")) {
        Duration least = Duration.ofSeconds(answer.body().path("retry_after_s").asLong(0));
        pause(failures++, least, "Not now: " + answer.body().path("title").asText(), told);
      } else {
        return answer;
      }
    }
  }

  /** Full jitter: anything from nothing to a most that doubles, so that no two come together. */
  private void pause(int failures, Duration least, String why, Consumer<String> told)
      throws InterruptedException {
    Duration most = PAUSE_FIRST.multipliedBy(1L << Math.min(failures, 6));
    Duration time = least.plus(jittered(most.compareTo(PAUSE_MAX) > 0 ? PAUSE_MAX : most));
    told.accept(why + "; asking again in " + (time.toMillis() + 999) / 1_000 + " s.");
    sleeper.sleep(time);
  }

  private Duration jittered(Duration most) {
    return Duration.ofMillis(random.nextLong(most.toMillis() + 1));
  }
}
