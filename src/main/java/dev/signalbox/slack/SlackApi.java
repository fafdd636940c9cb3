package dev.signalbox.slack;

import com.google.gson.JsonParseException;
import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.SlackApiTextResponse;
import com.slack.api.util.http.SlackHttpClient;
import dev.signalbox.talk.dialect.Outcome;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Slack's methods, called one at a time: whatever happens is an {@link Outcome}, never an exception.
 * A call ends within its patience, is never repeated by itself and follows nobody elsewhere, so that
 * "surely not done" is true where it is said. Logs neither tokens nor bodies. Thread-safe.
 */
final class SlackApi implements AutoCloseable {

  /** The longest that a call may take. */
  static final Duration PATIENCE = Duration.ofSeconds(8);

  private static final Logger LOG = LoggerFactory.getLogger(SlackApi.class);
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration RETRY_DEFAULT = Duration.ofSeconds(30);
  private static final long RETRY_SECONDS_MAX = 3_600;

  /** What Slack says when it failed itself: the post may stand there. */
  private static final Set<String> SLACKS_FAULT =
      Set.of("fatal_error", "internal_error", "service_unavailable", "request_timeout");

  private static final Set<String> TOO_MANY =
      Set.of("ratelimited", "rate_limited", "message_limit_exceeded");

  /** Something to ask of Slack. */
  interface Call<T> {
    T of(MethodsClient methods) throws IOException, SlackApiException;
  }

  private final SlackConfig config = new SlackConfig();
  private final OkHttpClient http;
  private final Slack slack;
  private final MethodsClient methods;

  /**
   * @param url where the methods are; ends in a slash
   * @param patience how long a call may take; at most {@link #PATIENCE} where a courier waits
   */
  SlackApi(URI url, String token, Duration patience) {
    config.setMethodsEndpointUrlPrefix(url.toString());
    config.setStatsEnabled(false);
    config.setHttpClientResponseHandlers(new ArrayList<>());
    if ("http".equals(url.getScheme())) {
      config.setProxyUrl(null);
    }
    http = SlackHttpClient.buildOkHttpClient(config)
        .newBuilder()
        .retryOnConnectionFailure(false)
        .followRedirects(false)
        .connectionPool(new ConnectionPool(5, 30, TimeUnit.SECONDS))
        .connectTimeout(patience.compareTo(CONNECT) < 0 ? patience : CONNECT)
        .callTimeout(patience)
        .build();
    slack = Slack.getInstance(config, new SlackHttpClient(http));
    methods = slack.methods(token);
  }

  <T extends SlackApiTextResponse> Outcome<T> call(Call<T> call) {
    try {
      T answer = call.of(methods);
      return answer.isOk() ? new Outcome.Done<>(answer) : refused(answer.getError());
    } catch (SlackApiException e) {
      return failed(e.getResponse());
    } catch (ConnectException | UnknownHostException | NoRouteToHostException e) {
      return new Outcome.Unreached<>("Slack is not reached: " + e.getClass().getSimpleName());
    } catch (IOException e) {
      return new Outcome.Doubtful<>("Slack did not answer: " + e.getClass().getSimpleName());
    } catch (JsonParseException e) {
      return new Outcome.Doubtful<>("Slack's answer is no JSON");
    }
  }

  private static <T> Outcome<T> refused(String error) {
    if (SLACKS_FAULT.contains(error)) {
      return new Outcome.Doubtful<>("Slack says " + error);
    }
    return TOO_MANY.contains(error)
        ? new Outcome.Limited<>(RETRY_DEFAULT)
        : new Outcome.Refused<>(String.valueOf(error));
  }

  private static <T> Outcome<T> failed(Response response) {
    int code = response.code();
    if (code == 429) {
      return new Outcome.Limited<>(retryAfter(response.header("Retry-After")));
    }
    return code >= 500
        ? new Outcome.Doubtful<>("Slack answered " + code)
        : new Outcome.Refused<>("http_" + code);
  }

  private static Duration retryAfter(String header) {
    try {
      long seconds = Long.parseLong(String.valueOf(header).strip());
      return Duration.ofSeconds(Math.max(1, Math.min(seconds, RETRY_SECONDS_MAX)));
    } catch (NumberFormatException e) {
      return RETRY_DEFAULT;
    }
  }

  /** Calls that are under way end; what is called afterwards is not done. */
  @Override
  public void close() {
    try {
      slack.close();
      config.close();
    } catch (Exception e) {
      LOG.warn("Slack's client did not close", e);
    }
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }
}
