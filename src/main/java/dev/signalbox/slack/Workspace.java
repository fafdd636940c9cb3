package dev.signalbox.slack;

import dev.signalbox.board.Team;
import dev.signalbox.board.TeamId;
import dev.signalbox.talk.Chat;
import dev.signalbox.talk.dialect.Platform;
import dev.signalbox.talk.dialect.Rhythm;
import dev.signalbox.talk.dialect.Sign;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * The Slack workspace of this installation. Nothing is called before something is to be said, so
 * Slack may be away at the start. Thread-safe.
 */
public final class Workspace implements AutoCloseable {

  /** Slack, as the rest of the house knows it. */
  public static final Platform PLATFORM = SlackChat.SLACK;

  private final SlackApi api;
  private final SlackChat chat;
  private final Examination examination;

  /**
   * What it works with.
   *
   * @param url where Slack's methods are; ends in a slash
   * @param instance names this installation for ever
   * @param teams the settings in force
   * @param wall what the clock on the wall says
   * @param nanos a clock that never goes backwards
   */
  public record House(
      URI url,
      String instance,
      Function<TeamId, Optional<Team>> teams,
      InstantSource wall,
      LongSupplier nanos) {}

  public Workspace(SlackSecrets secrets, House house) {
    api = new SlackApi(house.url(), secrets.bot(), SlackApi.PATIENCE);
    chat = new SlackChat(
        api, new Rhythm(house.nanos(), Workspace::sleep), house.teams(), house.instance());
    examination = new Examination(
        new SlackApi(house.url(), secrets.bot(), Examination.CALL_MAX),
        house.wall(),
        house.nanos());
  }

  private static void sleep(Duration time) throws InterruptedException {
    Thread.sleep(time.toMillis(), time.toNanosPart() % 1_000_000);
  }

  /** Whether a room is a channel of Slack. */
  public static boolean has(String room) {
    return SlackChat.SLACK.has(room);
  }

  /** What says things there. */
  public Chat chat() {
    return chat;
  }

  /**
   * Asks Slack how it is: whether it takes the token, has given every scope, has our time, and lets
   * us into these rooms. Complete within 5 s and never exceptionally; a Slack that is away is one
   * sign.
   */
  public CompletableFuture<List<Sign>> examine(List<String> rooms) {
    return examination.of(rooms.stream().filter(Workspace::has).toList());
  }

  @Override
  public void close() {
    examination.close();
    api.close();
  }
}
