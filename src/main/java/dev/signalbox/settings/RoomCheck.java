package dev.signalbox.settings;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A channel of a platform belongs to one team: what is typed there is for that team. */
final class RoomCheck {

  private static final String EVERYBODYS = "local";

  private RoomCheck() {}

  static void check(Scope teams, Problems problems) {
    Map<String, String> owners = new HashMap<>();
    teams
        .sections()
        .forEach((team, scope) -> scope
            .find(Keys.ROOMS)
            .ifPresent(rooms -> others(owners, team, rooms.value())
                .forEach(room -> problems.add(
                    rooms.line(),
                    rooms.path(),
                    room + " is a room of the team " + owners.get(room) + " already"))));
  }

  private static List<String> others(Map<String, String> owners, String team, List<String> rooms) {
    return rooms.stream()
        .filter(room -> !room.equals(EVERYBODYS))
        .filter(room -> !owners.computeIfAbsent(room, first -> team).equals(team))
        .toList();
  }
}
