package dev.signalbox.board;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A team's settings in force.
 *
 * @param owner owner of tasks that name none, and who is asked when a lane is empty
 * @param rooms where the team talks, its home first: {@code local}
 * @param wip how many holds the team may have at once
 * @param aging how long a startable task waits for each step up in priority
 * @param resources what its agents compete for
 * @param schedules the tasks that are made again and again
 * @param written where the values came from, by their keys within the team, such as {@code
 *     lanes.build.wip}; no rule looks at them
 */
public record Team(
    TeamId id,
    ZoneId zone,
    PersonId owner,
    Map<PersonId, Person> people,
    List<String> rooms,
    int wip,
    Duration aging,
    Map<LaneId, Lane> lanes,
    Map<ResourceId, Resource> resources,
    Notices notices,
    List<Schedule> schedules,
    Map<String, Setting> written) {

  /** Settings that were saved before there were resources and schedules have none. */
  @SuppressWarnings("ConstantValue") // JSON knows no null annotations
  public Team {
    resources = resources == null ? Map.of() : resources;
    schedules = schedules == null ? List.of() : schedules;
  }

  /** What a person may do beyond their own tasks. */
  public enum Role {
    MEMBER,
    ADMIN
  }

  /**
   * A person of the team.
   *
   * @param slack their user id there, or null
   * @param discord likewise
   */
  public record Person(
      Role role, @Nullable String slack, @Nullable String discord) {
    public static final Person MEMBER = new Person(Role.MEMBER, null, null);
    public static final Person ADMIN = new Person(Role.ADMIN, null, null);

    public boolean admin() {
      return role == Role.ADMIN;
    }
  }

  /**
   * How people of the team are told.
   *
   * @param where pings stand: in the channel, or in the thread of their task
   * @param quiet when pings wait, or null for never
   * @param digest when the digest comes, as a cron expression in the team's zone; null for never
   */
  public record Notices(
      Where where, @Nullable QuietHours quiet, @Nullable String digest) {
    public static final Notices USUAL = new Notices(Where.CHANNEL, null, null);

    /** Where a ping stands. */
    public enum Where {
      CHANNEL,
      THREAD
    }
  }

  /** A part of every day, in the team's zone; it may lie across midnight. */
  public record QuietHours(LocalTime from, LocalTime to) {

    /** When the quiet that holds at {@code now} ends; empty where it does not hold. */
    public Optional<Instant> endsAt(Instant now, ZoneId zone) {
      ZonedDateTime here = now.atZone(zone);
      LocalTime time = here.toLocalTime();
      boolean overnight = from.isAfter(to);
      boolean late = !time.isBefore(from);
      boolean early = time.isBefore(to);
      if (overnight ? !late && !early : !late || !early) {
        return Optional.empty();
      }
      boolean tomorrow = overnight && late;
      return Optional.of(
          here.toLocalDate().plusDays(tomorrow ? 1 : 0).atTime(to).atZone(zone).toInstant());
    }
  }

  /** Who wrote a setting last. */
  public enum Source {
    BUILT_IN,
    FILE,
    CHAT
  }

  /**
   * One value that somebody wrote, as it would stand in the file.
   *
   * @param text in force; null where it was taken away since the file was read
   * @param file what the file said when it was last read; null where it said nothing
   */
  public record Setting(@Nullable String text, @Nullable String file, Source source) {}

  /** A team that tells its people in the usual way, written by nobody. */
  public static Team of(
      TeamId id,
      ZoneId zone,
      PersonId owner,
      Map<PersonId, Person> people,
      List<String> rooms,
      int wip,
      Duration aging,
      Map<LaneId, Lane> lanes) {
    return new Team(
        id,
        zone,
        owner,
        people,
        rooms,
        wip,
        aging,
        lanes,
        Map.of(),
        Notices.USUAL,
        List.of(),
        Map.of());
  }

  /** The same with another record of what was written. */
  public Team withWritten(Map<String, Setting> record) {
    return copy(resources, schedules, record);
  }

  /** The same with other resources. */
  public Team withResources(Map<ResourceId, Resource> others) {
    return copy(others, schedules, written);
  }

  private Team copy(
      Map<ResourceId, Resource> having, List<Schedule> making, Map<String, Setting> record) {
    return new Team(
        id, zone, owner, people, rooms, wip, aging, lanes, having, notices, making, record);
  }

  /** Its schedules by name, in their order, each with its zone. */
  public Map<String, Schedule> scheduled() {
    return Schedule.named(schedules, zone);
  }

  /** The same with schedules that know since when they are: the old ones as before, others now. */
  Team knownSince(Team before, Instant now) {
    Map<String, Schedule> old = before.scheduled();
    List<Schedule> all = new ArrayList<>();
    for (String name : scheduled().keySet()) {
      Schedule was = old.get(name);
      Instant since = was == null ? null : was.since();
      all.add(schedules.get(all.size()).knownSince(since == null ? now : since));
    }
    return copy(resources, List.copyOf(all), written);
  }

  public Optional<Lane> lane(LaneId id) {
    return Optional.ofNullable(lanes.get(id));
  }

  /** Who may do everything, by name. */
  public List<PersonId> admins() {
    return people.entrySet().stream()
        .filter(person -> person.getValue().admin())
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }
}
