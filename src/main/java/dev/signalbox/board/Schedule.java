package dev.signalbox.board;

import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A task that is made again and again.
 *
 * @param cron when, as Quartz has it
 * @param zone in which that is meant; null for the team's
 * @param needs what the claim of each of its tasks takes
 * @param since when it came to be known; what it should have made before that, it never does. Null
 *     until it is in force
 */
public record Schedule(
    String cron,
    @Nullable ZoneId zone,
    LaneId lane,
    String title,
    String brief,
    List<String> doneWhen,
    List<LaneId> route,
    @Nullable Priority priority,
    List<Need> needs,
    @Nullable Instant since) {

  /**
   * Schedules by name: lane, time and zone, which is what a firing depends on. Neither its words nor
   * its position are in the name, so that a title that is put right, or an entry above that goes,
   * makes nothing again. Of several with the same name, the first has it and the others count on.
   *
   * @param usual the zone of those that name none; each is given with its own
   */
  static Map<String, Schedule> named(List<Schedule> all, ZoneId usual) {
    Map<String, Schedule> named = new LinkedHashMap<>();
    for (Schedule one : all) {
      ZoneId zone = one.zone == null ? usual : one.zone;
      String name = one.lane + " " + one.cron + " " + zone;
      String free = name;
      for (int i = 2; named.containsKey(free); i++) {
        free = name + " #" + i;
      }
      named.put(free, one.in(zone));
    }
    return named;
  }

  /** What of its words no task may have. */
  public Optional<Refusal> wrong() {
    return Texts.first(
        () -> Texts.title(title), () -> Texts.brief(brief), () -> Texts.doneWhen(doneWhen));
  }

  /** Every lane its tasks go to. */
  public List<LaneId> lanes() {
    return Stream.concat(Stream.of(lane), route.stream()).toList();
  }

  /**
   * The task that is due. It has no owner of its own, so it is the team's owner's.
   *
   * @param name of this schedule
   */
  public TaskCommand.New task(String name) {
    return new TaskCommand.New(
        Actor.schedule(name),
        title,
        brief,
        doneWhen,
        lane,
        route,
        priority,
        null,
        List.of(),
        null,
        needs);
  }

  private Schedule in(ZoneId place) {
    return new Schedule(cron, place, lane, title, brief, doneWhen, route, priority, needs, since);
  }

  Schedule knownSince(@Nullable Instant time) {
    return new Schedule(cron, zone, lane, title, brief, doneWhen, route, priority, needs, time);
  }
}
