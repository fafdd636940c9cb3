package dev.signalbox.talk.dialect;

import dev.signalbox.board.PersonId;
import dev.signalbox.board.Team;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A chat platform, as the rest of the house knows it.
 *
 * @param id how the names of its rooms begin, before a colon
 * @param name how people call it
 * @param accounts the user id there of somebody; null for who has none
 */
public record Platform(String id, String name, Function<Team.Person, @Nullable String> accounts) {

  /** The name of the room that a channel is. */
  public String room(String channel) {
    return id + ":" + channel;
  }

  /** Whether a room is a channel of this platform. */
  public boolean has(String room) {
    return room.startsWith(id + ":");
  }

  /** The channel that a room is. */
  public String channel(String room) {
    return room.substring(id.length() + 1);
  }

  /** The user id of somebody; null for who has none. */
  public @Nullable String account(Team.Person person) {
    return accounts.apply(person);
  }

  /** Who of the team has that user id. */
  public Optional<PersonId> person(Team team, @Nullable String user) {
    return team.people().entrySet().stream()
        .filter(known -> user != null && user.equals(account(known.getValue())))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  @Override
  public String toString() {
    return name;
  }
}
