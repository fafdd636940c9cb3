package dev.signalbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.talk.dialect.Outcome;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Asks Discord, before a connection is made, where that goes and how many sessions may still begin.
 * Thread-safe.
 */
final class Doorbell {

  private static final int UNAUTHORIZED = 401;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final OkHttpClient http;
  private final URI api;
  private final DiscordToken token;

  /**
   * What Discord says.
   *
   * @param gateway where connections go
   * @param left how many sessions may begin before {@code reset}
   */
  record Welcome(String gateway, int left, Duration reset) {}

  /**
   * @param api where the methods are; ends in a slash
   */
  Doorbell(OkHttpClient http, URI api, DiscordToken token) {
    this.http = http;
    this.api = api;
    this.token = token;
  }

  Outcome<Welcome> ring() {
    Request asked = new Request.Builder()
        .url(api.resolve("gateway/bot").toString())
        .header("Authorization", "Bot " + token.value())
        .build();
    try (Response answer = http.newCall(asked).execute()) {
      if (answer.code() == UNAUTHORIZED) {
        return new Outcome.Refused<>("40001");
      }
      if (!answer.isSuccessful()) {
        return new Outcome.Unreached<>("Discord answered " + answer.code());
      }
      JsonNode body = JSON.readTree(answer.body().string());
      JsonNode limit = body.path("session_start_limit");
      return new Outcome.Done<>(new Welcome(
          body.path("url").asText(),
          limit.path("remaining").asInt(1),
          Duration.ofMillis(limit.path("reset_after").asLong(0))));
    } catch (IOException e) {
      return new Outcome.Unreached<>("Discord is not reached: " + e.getClass().getSimpleName());
    }
  }
}
