package dev.signalbox.slack;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.slack.api.SlackConfig;
import com.slack.api.util.http.SlackHttpClient;
import dev.signalbox.board.Team;
import dev.signalbox.talk.Message;
import dev.signalbox.talk.dialect.Outcome;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells one person something: in an acknowledgement, at the address that Slack gave for it, or in
 * the channel for their eyes only; and opens forms. Blocks for some seconds at most; what Slack does
 * not take is logged, for nobody else can be told. Thread-safe.
 */
final class Replies implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(4);
  private static final int HOME_BLOCKS = 100;
  private static final String SLACK = URI.create("https://slack.com/").getHost();
  private static final MediaType JSON_TYPE = MediaType.get("application/json; charset=utf-8");
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Logger LOG = LoggerFactory.getLogger(Replies.class);

  private final SlackApi api;
  private final URI methods;
  private final OkHttpClient http;

  /**
   * @param methods where Slack's methods are; ends in a slash
   * @param token the bot's
   */
  Replies(URI methods, String token) {
    this.methods = methods;
    this.api = new SlackApi(methods, token, PATIENCE);
    SlackConfig config = new SlackConfig();
    config.setStatsEnabled(false);
    if ("http".equals(methods.getScheme())) {
      config.setProxyUrl(null);
    }
    http = SlackHttpClient.buildOkHttpClient(config)
        .newBuilder()
        .retryOnConnectionFailure(false)
        .followRedirects(false)
        .callTimeout(PATIENCE)
        .build();
  }

  /** An answer for one person, as it stands in an acknowledgement. */
  static ObjectNode json(Message answer, @Nullable Team team) {
    SlackView view = SlackView.of(answer, team);
    ObjectNode json = JSON.objectNode()
        .put("response_type", "ephemeral")
        .put("replace_original", false)
        .put("text", view.text());
    json.set("blocks", view.blocks());
    return json;
  }

  /** Answers at the address that came with what somebody did. */
  void tell(@Nullable String address, Message answer, @Nullable Team team) {
    Optional<URI> trusted = trusted(address);
    if (trusted.isEmpty()) {
      LOG.warn("an answer has no address of Slack to go to");
      return;
    }
    Request post = new Request.Builder()
        .url(trusted.get().toString())
        .post(RequestBody.create(json(answer, team).toString(), JSON_TYPE))
        .build();
    try (Response response = http.newCall(post).execute()) {
      if (!response.isSuccessful()) {
        LOG.warn("Slack did not take an answer: {}", response.code());
      }
    } catch (IOException e) {
      LOG.warn("Slack did not take an answer: {}", e.getClass().getSimpleName());
    }
  }

  /** Only Slack's own addresses, whatever a request says. */
  private Optional<URI> trusted(@Nullable String address) {
    try {
      URI uri = new URI(address == null ? "" : address);
      String host = String.valueOf(uri.getHost());
      boolean slack = "https".equals(uri.getScheme())
          && (host.equals(SLACK) || host.endsWith("." + SLACK))
          && uri.getUserInfo() == null;
      boolean same = methods.getScheme().equals(uri.getScheme())
          && String.valueOf(methods.getAuthority()).equals(uri.getAuthority());
      return slack || same ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** Tells somebody in a channel, unseen by the others. */
  void whisper(Spot spot, Message answer, @Nullable Team team) {
    SlackView view = SlackView.of(answer, team);
    report(
        "an answer in a channel",
        api.call(slack -> slack.chatPostEphemeral(post -> post.channel(spot.channel())
            .user(spot.user())
            .threadTs(spot.thread())
            .text(view.text())
            .blocksAsString(view.blocks().toString())
            .parse("none")
            .linkNames(false))));
  }

  /** Somebody in a channel, or in a thread there. */
  record Spot(String channel, String user, @Nullable String thread) {}

  /** Opens a form for whoever just pressed something; false if Slack did not. */
  boolean open(String trigger, ObjectNode view) {
    return report(
        "a form",
        api.call(slack ->
            slack.viewsOpen(open -> open.triggerId(trigger).viewAsString(view.toString()))));
  }

  /** Shows somebody their home: several messages below each other. */
  void home(String user, Iterable<SlackView> parts) {
    ObjectNode view = JSON.objectNode().put("type", "home");
    var blocks = view.putArray("blocks");
    for (SlackView part : parts) {
      if (!blocks.isEmpty()) {
        blocks.addObject().put("type", "divider");
      }
      part.blocks().forEach(blocks::add);
    }
    while (blocks.size() > HOME_BLOCKS) {
      blocks.remove(blocks.size() - 1);
    }
    report(
        "a home",
        api.call(
            slack -> slack.viewsPublish(home -> home.userId(user).viewAsString(view.toString()))));
  }

  private static boolean report(String what, Outcome<?> outcome) {
    if (outcome instanceof Outcome.Done<?>) {
      return true;
    }
    LOG.warn("Slack did not take {}: {}", what, outcome);
    return false;
  }

  @Override
  public void close() {
    api.close();
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }
}
