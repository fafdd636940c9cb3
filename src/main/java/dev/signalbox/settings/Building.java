package dev.signalbox.settings;

import dev.signalbox.board.Lane;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.Resource;
import dev.signalbox.board.ResourceId;
import dev.signalbox.board.Team;
import dev.signalbox.board.TeamId;
import java.time.LocalTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes the records out of levels that have been checked. Keeps the order of the file. */
final class Building {

  private Building() {}

  static Settings.Server server(Scope server) {
    Scope requests = server.section("requests");
    return new Settings.Server(
        server.get(Keys.HOST),
        server.get(Keys.PORT),
        server.get(Keys.SWEEP),
        new Settings.Requests(requests.get(Keys.RATE), requests.get(Keys.BURST)),
        server.get(Keys.HOSTS));
  }

  static Settings.Backup backup(Scope backup) {
    return new Settings.Backup(backup.get(Keys.BACKUP_CRON), backup.get(Keys.BACKUP_KEEP));
  }

  static Settings.Slack slack(Scope slack) {
    return new Settings.Slack(slack.get(Keys.SLACK_MODE), slack.get(Keys.SLACK_API));
  }

  static Settings.Discord discord(Scope discord) {
    return new Settings.Discord(discord.get(Keys.DISCORD_API), discord.get(Keys.DISCORD_GATEWAY));
  }

  static Map<TeamId, Team> teams(Scope teams) {
    return each(teams, TeamId::new, Building::team);
  }

  static Team team(TeamId id, Scope team) {
    return new Team(
        id,
        team.get(Keys.ZONE),
        team.get(Keys.OWNER),
        each(team.section("people"), PersonId::new, Building::person),
        team.get(Keys.ROOMS),
        team.get(Keys.TEAM_WIP),
        team.get(Keys.AGING),
        each(team.section("lanes"), LaneId::new, Building::lane),
        each(team.section("resources"), ResourceId::new, Building::resource),
        notices(team),
        team.get(Keys.SCHEDULE),
        Written.in(team));
  }

  private static Team.Person person(PersonId id, Scope person) {
    return new Team.Person(
        person.get(Keys.ROLE),
        person.get(Keys.SLACK).orElse(null),
        person.get(Keys.DISCORD).orElse(null));
  }

  private static Team.Notices notices(Scope team) {
    Scope quiet = team.section("quiet_hours");
    LocalTime from = quiet.get(Keys.QUIET_FROM).orElse(null);
    LocalTime to = quiet.get(Keys.QUIET_TO).orElse(null);
    return new Team.Notices(
        team.section("pings").get(Keys.PINGS_WHERE),
        from == null || to == null ? null : new Team.QuietHours(from, to),
        team.get(Keys.DIGEST).orElse(null));
  }

  private static Lane lane(LaneId id, Scope lane) {
    return new Lane(
        id,
        orNull(lane.get(Keys.LANE_WIP)),
        lane.get(Keys.AGENT_WIP),
        lane.get(Keys.BEAT),
        lane.get(Keys.FIRST_BEAT),
        lane.get(Keys.QUIET_AFTER),
        lane.get(Keys.LOST_AFTER),
        lane.get(Keys.LONG_MAX),
        lane.get(Keys.HOLD_MAX),
        lane.get(Keys.MAX_ATTEMPTS),
        lane.get(Keys.MAX_ROUNDS),
        lane.get(Keys.REVIEW_WITHIN),
        lane.get(Keys.REVIEW_LIMIT),
        lane.get(Keys.FINISH),
        lane.get(Keys.REVIEW_BY));
  }

  private static Resource resource(ResourceId id, Scope resource) {
    OptionalInt units = resource.get(Keys.UNITS);
    OptionalInt limit = resource.get(Keys.LIMIT);
    return new Resource(
        units.isPresent() ? units.getAsInt() : limit.orElseThrow(),
        resource.get(Keys.WINDOW).orElse(null),
        resource.get(Keys.USE_WITHIN),
        resource.get(Keys.MAX_HOLD).orElse(null),
        resource.get(Keys.LOCK_DELAY));
  }

  private interface Maker<K, V> {
    V make(K id, Scope scope);
  }

  private static <K, V> Map<K, V> each(Scope parent, Function<String, K> id, Maker<K, V> maker) {
    Map<K, V> all = new LinkedHashMap<>();
    parent.sections().forEach((name, scope) -> {
      K key = id.apply(name);
      all.put(key, maker.make(key, scope));
    });
    return Collections.unmodifiableMap(all);
  }

  private static @Nullable Integer orNull(OptionalInt limit) {
    return limit.isPresent() ? (Integer) limit.getAsInt() : null;
  }
}
