package dev.signalbox.slack;

import dev.signalbox.board.Team;
import dev.signalbox.board.TeamId;
import dev.signalbox.talk.Chat;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * The Slack workspace of this installation. Nothing is called before something is to be said, so
 * Slack may be away at the start. Thread-safe.
 */
public final class Workspace implements AutoCloseable {

  private final SlackApi api;
  private final SlackChat chat;

  /**
   * What it works with.
   *
   * @param url where Slack's methods are; ends in a slash
   * @param instance names this installation for ever
   * @param teams the settings in force
   * @param nanos a clock that never goes backwards
   */
  public record House(
      URI url, String instance, Function<TeamId, Optional<Team>> teams, LongSupplier nanos) {}

  public Workspace(SlackSecrets secrets, House house) {
    api = new SlackApi(house.url(), secrets.bot(), SlackApi.PATIENCE);
    chat = new SlackChat(
        api, new Rhythm(house.nanos(), Workspace::sleep), house.teams(), house.instance());
  }

  private static void sleep(Duration time) throws InterruptedException {
    Thread.sleep(time.toMillis(), time.toNanosPart() % 1_000_000);
  }

  /** Whether a room is a channel of Slack. */
  public static boolean has(String room) {
    return room.startsWith(SlackChat.PREFIX);
  }

  /** What says things there. */
  public Chat chat() {
    return chat;
  }

  @Override
  public void close() {
    api.close();
  }
}
