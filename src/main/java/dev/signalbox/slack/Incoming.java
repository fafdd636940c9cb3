package dev.signalbox.slack;

import com.slack.api.bolt.App;
import dev.signalbox.board.Team;
import dev.signalbox.board.TeamId;
import dev.signalbox.talk.Forms;
import dev.signalbox.talk.Talk;
import dev.signalbox.talk.dialect.Directory;
import dev.signalbox.talk.dialect.Sign;
import dev.signalbox.talk.dialect.Workers;
import dev.signalbox.web.Routes;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What people do in Slack, coming in: over a connection that is opened from here, or to a route of
 * the web server. Thread-safe.
 */
public final class Incoming implements AutoCloseable {

  private final Replies replies;
  private final Workers workers = new Workers(SlackChat.SLACK);
  private final App app;
  private final @Nullable Socket socket;
  private final @Nullable EventsRoute route;

  /**
   * What it works with.
   *
   * @param url where Slack's methods are; ends in a slash
   * @param teams the settings in force
   * @param letIn is told of a room of a team into which the bot was invited
   * @param wall what the clock on the wall says
   * @param nanos a clock that never goes backwards
   */
  public record House(
      URI url,
      Talk talk,
      Forms forms,
      Supplier<List<Team>> teams,
      BiConsumer<TeamId, String> letIn,
      InstantSource wall,
      LongSupplier nanos) {}

  /**
   * How the connection is.
   *
   * @param reconnects how often it was found deaf or gone
   * @param silence how long nothing has come over it
   */
  record Liveness(boolean connected, long reconnects, Duration silence) {}

  /**
   * Begins to listen. Slack may be away: then it joins later.
   *
   * @param secrets with the app's token for a connection, else with the signing secret
   */
  public Incoming(SlackSecrets secrets, House house) {
    this(secrets, house, Socket.Pulse.USUAL);
  }

  Incoming(SlackSecrets secrets, House house, Socket.Pulse pulse) {
    replies = new Replies(house.url(), secrets.bot());
    Reception reception = new Reception(
        new Reception.House(house.talk(), house.forms(), house.letIn()),
        new Directory(SlackChat.SLACK, house.teams()),
        replies,
        workers);
    app = reception.app(house.nanos());
    app.start();
    boolean connects = secrets.signing().isEmpty();
    socket = connects ? new Socket(house.url(), secrets.app(), app, pulse, house.nanos()) : null;
    route = connects
        ? null
        : new EventsRoute(new Seal(secrets.signing(), house.wall(), house.nanos()), app);
    if (socket != null) {
      socket.start();
    }
  }

  /** What the web server answers for it; empty where a connection is opened from here. */
  public Optional<Routes> routes() {
    return Optional.ofNullable(route);
  }

  /** How the connection is; empty where Slack calls the web server. */
  public Optional<Sign> sign() {
    return liveness().map(Incoming::sign);
  }

  /** Whether what happens there arrives; always where Slack calls the web server. */
  public boolean connected() {
    return socket == null || socket.connected();
  }

  /** How often the connection was found deaf or gone. */
  public long reconnects() {
    return socket == null ? 0 : socket.reconnects();
  }

  Optional<Liveness> liveness() {
    return Optional.ofNullable(socket)
        .map(open -> new Liveness(open.connected(), open.reconnects(), open.silence()));
  }

  static Sign sign(Liveness liveness) {
    String times = liveness.reconnects() == 1 ? " reconnect" : " reconnects";
    String since = "the last word from it is " + said(liveness.silence()) + " old; "
        + liveness.reconnects() + times + " since the start.";
    return liveness.connected()
        ? Sign.well("Slack is connected: " + since)
        : Sign.ill(
            "Slack is not connected, so nothing that is typed or pressed there arrives: " + since,
            "It goes on trying. See that SLACK_APP_TOKEN is this app's and has the scope"
                + " connections:write, and that the app has Socket Mode on.");
  }

  private static String said(Duration time) {
    return time.toMinutes() < 2 ? time.toSeconds() + " s" : time.toMinutes() + " min";
  }

  /** Takes nothing more, answers what it took, and ends. */
  @Override
  public void close() {
    if (socket != null) {
      socket.close();
    }
    workers.close();
    app.stop();
    replies.close();
  }
}
