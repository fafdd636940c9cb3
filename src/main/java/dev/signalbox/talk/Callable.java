package dev.signalbox.talk;

import dev.signalbox.board.PersonId;
import dev.signalbox.board.Team;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where somebody can be called: in the local channel everybody, on a platform whoever has an account
 * there.
 */
final class Callable {

  private Callable() {}

  /**
   * The room for a ping: the home of the task, else the first in which its person can be called, else
   * its home all the same, where they are named.
   */
  static String room(Team team, PersonId person, String home) {
    Optional<Team.Person> known = Optional.ofNullable(team.people().get(person));
    return Stream.concat(Stream.of(home), team.rooms().stream())
        .filter(room -> known.filter(one -> in(room, one)).isPresent())
        .findFirst()
        .orElse(home);
  }

  private static boolean in(String room, Team.Person person) {
    return switch (room.substring(0, Math.max(0, room.indexOf(':')))) {
      case "slack" -> person.slack() != null;
      case "discord" -> person.discord() != null;
      default -> true;
    };
  }
}
