package dev.signalbox.slack;

import dev.signalbox.board.Actor;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.Team;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whose a channel is, and who somebody there is to the team, by the settings in force. Nobody is
 * known by a name, only by the user id that an admin has written down. Thread-safe.
 */
final class Directory {

  private final Supplier<List<Team>> teams;

  /** A channel that is a team's room. */
  record Place(Team team, String channel) {
    /** The name of the room. */
    String room() {
      return SlackChat.PREFIX + channel;
    }
  }

  Directory(Supplier<List<Team>> teams) {
    this.teams = teams;
  }

  Optional<Place> place(@Nullable String channel) {
    if (channel == null) {
      return Optional.empty();
    }
    return teams.get().stream()
        .filter(team -> team.rooms().contains(SlackChat.PREFIX + channel))
        .findFirst()
        .map(team -> new Place(team, channel));
  }

  /** The teams that know somebody. */
  List<Team> teamsOf(String user) {
    return teams.get().stream().filter(team -> person(team, user).isPresent()).toList();
  }

  /** Who that is; null for somebody the team does not know. */
  static @Nullable Actor who(Team team, @Nullable String user) {
    return person(team, user).map(Actor::of).orElse(null);
  }

  static Optional<PersonId> person(Team team, @Nullable String user) {
    return team.people().entrySet().stream()
        .filter(known -> user != null && user.equals(known.getValue().slack()))
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
