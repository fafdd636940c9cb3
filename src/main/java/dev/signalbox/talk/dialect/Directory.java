package dev.signalbox.talk.dialect;

import dev.signalbox.board.Actor;
import dev.signalbox.board.Team;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whose a channel of a platform is, and who somebody there is to the team, by the settings in force. Nobody is
 * known by a name, only by the user id that an admin has written down. Thread-safe.
 */
public final class Directory {

  private final Platform platform;
  private final Supplier<List<Team>> teams;

  /** A channel that is a team's room. */
  public record Place(Team team, String channel, String room) {}

  /**
   * @param teams the settings in force
   */
  public Directory(Platform platform, Supplier<List<Team>> teams) {
    this.platform = platform;
    this.teams = teams;
  }

  public Optional<Place> place(@Nullable String channel) {
    if (channel == null) {
      return Optional.empty();
    }
    String room = platform.room(channel);
    return teams.get().stream()
        .filter(team -> team.rooms().contains(room))
        .findFirst()
        .map(team -> new Place(team, channel, room));
  }

  /** The teams that know somebody. */
  public List<Team> teamsOf(String user) {
    return teams.get().stream()
        .filter(team -> platform.person(team, user).isPresent())
        .toList();
  }

  /** Who that is; null for somebody the team does not know. */
  public @Nullable Actor who(Team team, @Nullable String user) {
    return platform.person(team, user).map(Actor::of).orElse(null);
  }
}
