package dev.signalbox;

import dev.signalbox.board.Actor;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.Schedule;
import dev.signalbox.board.Team;
import dev.signalbox.board.TeamId;
import dev.signalbox.desk.Reads;
import dev.signalbox.talk.Offices.Finding;
import dev.signalbox.timer.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What is looked at of a team's schedules: each is named with when it comes next in its own zone,
 * and what keeps it from making its task.
 */
final class ScheduleCheckup {

  /** How long after its time a task may be missing: a firing, and a look for those missed. */
  static final Duration LATE_MAX = Duration.ofMinutes(2);

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE d MMM HH:mm:ss VV", Locale.ENGLISH);

  private final Reads reads;
  private final TeamId team;
  private final Instant now;

  /**
   * @param now what the clock on the wall says, for schedules go by it
   */
  ScheduleCheckup(Reads reads, TeamId team, Instant now) {
    this.reads = reads;
    this.team = team;
    this.now = now;
  }

  List<Finding> findings() {
    List<Finding> found = new ArrayList<>();
    reads.team(team).ifPresent(settings -> {
      for (Map.Entry<String, Schedule> one : settings.scheduled().entrySet()) {
        found.add(finding(settings, one.getKey(), one.getValue()));
      }
    });
    return found;
  }

  private Finding finding(Team settings, String name, Schedule schedule) {
    ZoneId zone = Objects.requireNonNullElse(schedule.zone(), settings.zone());
    String what = "“" + schedule.title() + "” in " + schedule.lane() + ", scheduled at “"
        + schedule.cron() + "”, ";
    Optional<String> wrong = Timer.wrong(schedule.cron());
    if (wrong.isPresent()) {
      return Checkup.ill(
          what + "never comes: that is no time (" + wrong.get() + ").",
          "Write one such as \"0 0 9 ? * MON-FRI\" into the file of settings, then: reload");
    }
    Optional<LaneId> gone =
        schedule.lanes().stream().filter(lane -> settings.lane(lane).isEmpty()).findFirst();
    if (gone.isPresent()) {
      return Checkup.ill(
          what + "cannot be made: there is no lane " + gone.get() + ".",
          "Take the schedule out of the file of settings, or give it another lane, then: reload");
    }
    Optional<Instant> made = reads.lastMade(team, Actor.schedule(name));
    Optional<Instant> missing = due(schedule, zone)
        .filter(due -> made.filter(last -> !last.isBefore(due)).isEmpty());
    return missing
        .map(due -> Checkup.ill(
            what + "was due " + at(due, zone) + " and is not made.",
            "It is tried again all the time while the server runs; its log says why not."))
        .orElseGet(() -> Checkup.well(what + next(schedule, zone) + last(made, zone)));
  }

  /** The last firing that must have made its task by now. */
  private Optional<Instant> due(Schedule schedule, ZoneId zone) {
    return Optional.ofNullable(schedule.since())
        .flatMap(since -> Timer.last(schedule.cron(), zone, since, now.minus(LATE_MAX)));
  }

  private String next(Schedule schedule, ZoneId zone) {
    return Timer.next(schedule.cron(), zone, now)
        .map(next -> "comes next " + at(next, zone) + ".")
        .orElse("does not come any more.");
  }

  private static String last(Optional<Instant> made, ZoneId zone) {
    return made.map(last -> " It was last made for " + at(last, zone) + ".").orElse("");
  }

  private static String at(Instant time, ZoneId zone) {
    return TIME.format(time.atZone(zone));
  }
}
