package dev.signalbox.timer;

import dev.signalbox.board.Refusal;
import dev.signalbox.board.Schedule;
import dev.signalbox.board.Team;
import dev.signalbox.board.TeamId;
import dev.signalbox.desk.Reply;
import dev.signalbox.desk.Request;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the tasks that are due by schedule. It asks what was due last and not what is due now, so it
 * may be asked as often as one likes: a firing that came late, or never, or that the desk had no
 * room for, is made up for when it is asked next. What was made already, the desk knows by the key
 * of the request, over restarts too; what is remembered here only spares it the question.
 * Thread-safe.
 */
final class Recurring {

  /** How far back a firing is made up for; well within what the desk remembers of keys. */
  static final Duration MADE_UP = Duration.ofHours(24);

  private static final Logger LOG = LoggerFactory.getLogger(Recurring.class);

  /** A schedule of a team. */
  record Name(TeamId team, String name) {}

  private final Function<TeamId, Optional<Team>> settings;
  private final Function<Request, CompletableFuture<Reply>> desk;
  private final Map<Name, Instant> made = new ConcurrentHashMap<>();
  private final Map<Name, Instant> complained = new ConcurrentHashMap<>();

  Recurring(
      Function<TeamId, Optional<Team>> settings, Function<Request, CompletableFuture<Reply>> desk) {
    this.settings = settings;
    this.desk = desk;
  }

  /** The team's schedules by name. */
  Map<String, Schedule> of(TeamId team) {
    return settings.apply(team).map(Team::scheduled).orElse(Map.of());
  }

  /** Makes what is due by any of a team's schedules and not made. */
  void look(TeamId team, Instant now) {
    of(team).forEach((name, schedule) -> look(new Name(team, name), schedule, now));
  }

  private void look(Name name, Schedule schedule, Instant now) {
    Instant known = schedule.since();
    ZoneId zone = schedule.zone();
    if (known == null || zone == null) {
      return;
    }
    Instant before = made.get(name);
    Instant oldest = now.minus(MADE_UP);
    Instant since = known.isAfter(oldest) ? known : oldest;
    // A clock that was set back makes what was made a thing of the future, of which nothing
    // follows.
    boolean useful = before != null && before.isAfter(since) && !before.isAfter(now);
    Instant from = useful && before != null ? before : since;
    new Firings(schedule.cron(), zone)
        .last(from, now)
        .ifPresent(firing -> make(name, schedule, firing));
  }

  private void make(Name name, Schedule schedule, Instant firing) {
    String key = firing.toString();
    // The hash is the firing too: a task whose title was put right meanwhile is still the same one.
    Request request =
        Request.of(name.team(), schedule.task(name.name())).keyed(new Request.Key(key, key));
    var unused = desk.apply(request).thenAccept(reply -> {
      Refusal no = reply.refusal();
      if (no == null) {
        made.put(name, firing);
      } else if (!firing.equals(complained.put(name, firing))) {
        LOG.warn(
            "The task of {} that schedule {} asks for at {} is not made yet: {}",
            name.team(),
            name.name(),
            firing,
            no.message());
      }
    });
  }
}
