package dev.signalbox.testkit;

import dev.signalbox.board.Lane;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.Team;
import dev.signalbox.board.TeamId;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Teams for tests, with the product's default numbers unless a test says otherwise. */
public final class Teams {

  private Teams() {}

  /** A lane with the default numbers. */
  public static Lane lane(String name, @Nullable Integer wip, Lane.ReviewBy reviewBy) {
    return lane(name, wip, 1, Lane.Finish.SHIP, reviewBy);
  }

  public static Lane lane(
      String name, @Nullable Integer wip, int agentWip, Lane.Finish finish, Lane.ReviewBy by) {
    return new Lane(
        new LaneId(name),
        wip,
        agentWip,
        Duration.ofSeconds(60),
        Duration.ofMinutes(3),
        Duration.ofSeconds(150),
        Duration.ofSeconds(300),
        Duration.ofMinutes(60),
        Duration.ofHours(24),
        3,
        3,
        Duration.ofMinutes(30),
        4,
        finish,
        by);
  }

  public static Lane.ReviewBy by(String... lanes) {
    return Lane.ReviewBy.lanes(List.of(lanes).stream().map(LaneId::new).toList());
  }

  /** A team of admin {@code you} and member {@code sam}. */
  public static Team team(String name, int wip, Lane... lanes) {
    Map<LaneId, Lane> all = new LinkedHashMap<>();
    for (Lane lane : lanes) {
      all.put(lane.id(), lane);
    }
    return Team.of(
        new TeamId(name),
        ZoneOffset.UTC,
        new PersonId("you"),
        Map.of(new PersonId("you"), Team.Person.ADMIN, new PersonId("sam"), Team.Person.MEMBER),
        List.of("local"),
        wip,
        Duration.ofMinutes(30),
        all);
  }

  public static Team withWip(Team team, int wip) {
    return Team.of(
            team.id(),
            team.zone(),
            team.owner(),
            team.people(),
            team.rooms(),
            wip,
            team.aging(),
            team.lanes())
        .withResources(team.resources());
  }

  /** The same with other people, and with one room elsewhere. */
  public static Team in(String room, Team team, Map<PersonId, Team.Person> people) {
    return new Team(
        team.id(),
        team.zone(),
        team.owner(),
        people,
        List.of(room),
        team.wip(),
        team.aging(),
        team.lanes(),
        team.resources(),
        team.notices(),
        team.schedules(),
        team.written());
  }
}
