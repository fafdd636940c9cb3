package dev.signalbox.testkit;

import dev.signalbox.board.Lane;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.Resource;
import dev.signalbox.board.ResourceId;
import dev.signalbox.board.Schedule;
import dev.signalbox.board.Team;
import dev.signalbox.board.TeamId;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The settings of a team in the making. It starts with the lanes {@code build} (reviewed by {@code
 * review}), {@code docs} (not reviewed, accepted by a person) and {@code review}; with priya, its
 * owner and admin; and with the members omar and mia.
 */
public final class TeamSetup {

  private final Map<LaneId, Lane> lanes = new TreeMap<>();
  private final Map<PersonId, Team.Person> people = new TreeMap<>();
  private final Map<ResourceId, Resource> resources = new TreeMap<>();
  private final List<Schedule> schedules = new ArrayList<>();
  private int wip = 20;
  private Duration aging = Duration.ofMinutes(30);
  private ZoneId zone = ZoneOffset.UTC;
  private List<String> rooms = List.of("local");
  private Team.Notices notices = Team.Notices.USUAL;

  private TeamSetup() {
    LaneSetup.usual().forEach(this::put);
    people.put(new PersonId("priya"), Team.Person.ADMIN);
    people.put(new PersonId("omar"), Team.Person.MEMBER);
    people.put(new PersonId("mia"), Team.Person.MEMBER);
  }

  public static TeamSetup team() {
    return new TeamSetup();
  }

  public TeamSetup wip(int most) {
    wip = most;
    return this;
  }

  public TeamSetup aging(Duration step) {
    aging = step;
    return this;
  }

  public TeamSetup lane(String name, Consumer<LaneSetup> how) {
    LaneSetup lane = LaneSetup.usual().stream()
        .filter(usual -> usual.done().id().name().equals(name))
        .findFirst()
        .orElseGet(() -> new LaneSetup(name));
    how.accept(lane);
    put(lane);
    return this;
  }

  private void put(LaneSetup setup) {
    Lane lane = setup.done();
    lanes.put(lane.id(), lane);
  }

  public TeamSetup resource(String name, Resource settings) {
    resources.put(new ResourceId(name), settings);
    return this;
  }

  public TeamSetup withoutLane(String name) {
    lanes.remove(new LaneId(name));
    return this;
  }

  public TeamSetup zone(String name) {
    zone = ZoneId.of(name);
    return this;
  }

  public TeamSetup rooms(String... names) {
    rooms = List.of(names);
    return this;
  }

  public TeamSetup quiet(String from, String to) {
    Team.QuietHours hours = new Team.QuietHours(LocalTime.parse(from), LocalTime.parse(to));
    notices = new Team.Notices(notices.where(), hours, notices.digest());
    return this;
  }

  public TeamSetup pingsInThreads() {
    notices = new Team.Notices(Team.Notices.Where.THREAD, notices.quiet(), notices.digest());
    return this;
  }

  public TeamSetup withoutPerson(String name) {
    people.remove(new PersonId(name));
    return this;
  }

  /** A task that is made again and again, in the team's zone. */
  public TeamSetup schedule(String cron, String lane, String title) {
    schedules.add(new Schedule(
        cron, null, new LaneId(lane), title, "", List.of(), List.of(), null, List.of(), null));
    return this;
  }

  public Team done() {
    return new Team(
        new TeamId("reflectt"),
        zone,
        new PersonId("priya"),
        new TreeMap<>(people),
        rooms,
        wip,
        aging,
        new TreeMap<>(lanes),
        new TreeMap<>(resources),
        notices,
        List.copyOf(schedules),
        Map.of());
  }
}
