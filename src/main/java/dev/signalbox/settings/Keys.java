package dev.signalbox.settings;

import dev.signalbox.board.Lane;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.Resource;
import dev.signalbox.board.Schedule;
import dev.signalbox.board.Team;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** The table of every key there is, in the order in which it is explained and printed. */
final class Keys {

  static final int LANES_MAX = 50;
  static final int PEOPLE_MAX = 500;
  static final int ROOMS_MAX = 20;
  static final int RESOURCES_MAX = 500;

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration YEAR = Duration.ofDays(365);

  static final Key<String> HOST = Key.of(Kinds.host(), "127.0.0.1", "server.host");
  static final Key<Integer> PORT = Key.of(Kinds.whole(0, 65_535), 7070, "server.port");
  static final Key<Duration> SWEEP =
      Key.of(Kinds.duration(SECOND, MINUTE), Duration.ofSeconds(15), "server.sweep");
  static final Key<Integer> RATE = Key.of(Kinds.whole(1, 10_000), 20, "server.requests.rate");
  static final Key<Integer> BURST = Key.of(Kinds.whole(1, 10_000), 40, "server.requests.burst");
  static final Key<List<String>> HOSTS = Key.of(
          Kinds.listOf(0, 20, "hosts", Kinds.host()), List.<String>of(), "server.hosts")
      .such("[signalbox.example.com]");

  static final Key<Path> DATA = Key.of(Kinds.directory(), Path.of("./data"), "data");
  static final Key<OptionalInt> MAX_PAGES = Key.of(
          Kinds.wholeOrNone(1, Integer.MAX_VALUE), OptionalInt.empty(), "database.max_pages")
      .such("1000");

  static final Key<Settings.LogFormat> LOG_FORMAT =
      Key.of(Kinds.oneOf(Settings.LogFormat.class), Settings.LogFormat.TEXT, "log.format");
  static final Key<Optional<String>> BACKUP_CRON =
      Key.of(Kinds.orNone(Kinds.cron()), Optional.of("0 30 3 * * ?"), "backup.cron");
  static final Key<Integer> BACKUP_KEEP = Key.of(Kinds.whole(1, 1000), 7, "backup.keep");

  static final Key<Settings.Slack.Mode> SLACK_MODE =
      Key.of(Kinds.oneOf(Settings.Slack.Mode.class), Settings.Slack.Mode.SOCKET, "slack.mode");
  static final Key<URI> SLACK_API =
      Key.of(Kinds.api(), URI.create("https://slack.com/api/"), "slack.api");

  static final Key<URI> DISCORD_API =
      Key.of(Kinds.api(), URI.create("https://discord.com/api/v10/"), "discord.api");
  static final Key<Optional<URI>> DISCORD_GATEWAY = Key.of(
          Kinds.orNone(Kinds.connection()), Optional.<URI>empty(), "discord.gateway")
      .such("wss://gateway.discord.gg/");

  static final Key<List<String>> ROOMS = Key.of(
          Kinds.listOf(1, ROOMS_MAX, "rooms", Kinds.room()), List.of("local"), "teams.*.rooms")
      .such("[local, slack:C012AB3CD]");
  static final Key<ZoneId> ZONE =
      Key.of(Kinds.zone(), ZoneId.of("UTC"), "teams.*.zone").such("Europe/Berlin");
  static final Key<PersonId> OWNER =
      Key.without(Kinds.person(), "required", "ryan", "teams.*.owner");
  static final Key<Team.Role> ROLE = Key.of(
          Kinds.oneOf(Team.Role.class), Team.Role.MEMBER, "teams.*.people.*.role")
      .such("admin");
  static final Key<Optional<String>> SLACK = Key.of(
          Kinds.orNone(Kinds.slackUser()), Optional.<String>empty(), "teams.*.people.*.slack")
      .such("U012AB3CD");
  static final Key<Optional<String>> DISCORD = Key.of(
          Kinds.orNone(Kinds.discordUser()), Optional.<String>empty(), "teams.*.people.*.discord")
      .such("\"80351110224678912\"");
  static final Key<Integer> TEAM_WIP = Key.of(Kinds.whole(1, 1000), 3, "teams.*.wip");
  static final Key<Duration> AGING =
      Key.of(Kinds.duration(MINUTE, YEAR), Duration.ofMinutes(30), "teams.*.aging");

  static final Key<Optional<LocalTime>> QUIET_FROM = Key.of(
          Kinds.orNone(Kinds.timeOfDay()), Optional.<LocalTime>empty(), "teams.*.quiet_hours.from")
      .such("\"22:00\"");
  static final Key<Optional<LocalTime>> QUIET_TO = Key.of(
          Kinds.orNone(Kinds.timeOfDay()), Optional.<LocalTime>empty(), "teams.*.quiet_hours.to")
      .such("\"07:00\"");
  static final Key<Optional<String>> DIGEST = Key.of(
          Kinds.orNone(Kinds.cron()), Optional.<String>empty(), "teams.*.digest")
      .such("\"0 0 9 ? * MON-FRI\"");
  static final Key<List<Schedule>> SCHEDULE = Key.of(
          ScheduleKind.kind(), List.<Schedule>of(), "teams.*.schedule")
      .such("[{cron: \"0 0 9 ? * MON-FRI\", lane: docs, title: \"Triage the inbox\"}]");
  static final Key<Team.Notices.Where> PINGS_WHERE = Key.of(
          Kinds.oneOf(Team.Notices.Where.class), Team.Notices.Where.CHANNEL, "teams.*.pings.where")
      .such("thread");

  static final Key<OptionalInt> LANE_WIP = Key.of(
          Kinds.wholeOrNone(1, 1000), OptionalInt.empty(), "teams.*.lanes.*.wip")
      .such("2");
  static final Key<Integer> AGENT_WIP = inLane(Kinds.whole(1, 20), 1, "agent_wip");
  static final Key<Duration> BEAT =
      inLane(Kinds.duration(SECOND, HOUR), Duration.ofMinutes(1), "beat");
  static final Key<Duration> FIRST_BEAT =
      inLane(Kinds.duration(SECOND, YEAR), Duration.ofMinutes(3), "first_beat");
  static final Key<Duration> QUIET_AFTER =
      inLane(Kinds.duration(SECOND, YEAR), Duration.ofSeconds(150), "quiet_after");
  static final Key<Duration> LOST_AFTER =
      inLane(Kinds.duration(SECOND, YEAR), Duration.ofMinutes(5), "lost_after");
  static final Key<Duration> LONG_MAX =
      inLane(Kinds.duration(Duration.ZERO, DAY), Duration.ofHours(1), "long_max");
  static final Key<Duration> HOLD_MAX = inLane(Kinds.duration(SECOND, YEAR), DAY, "hold_max");
  static final Key<Integer> MAX_ATTEMPTS = inLane(Kinds.whole(1, 10), 3, "max_attempts");
  static final Key<Integer> MAX_ROUNDS = inLane(Kinds.whole(1, 10), 3, "max_rounds");
  static final Key<Duration> REVIEW_WITHIN =
      inLane(Kinds.duration(SECOND, YEAR), Duration.ofMinutes(30), "review_within");
  static final Key<Integer> REVIEW_LIMIT = inLane(Kinds.whole(1, 100), 4, "review_limit");
  static final Key<Lane.Finish> FINISH =
      inLane(Kinds.oneOf(Lane.Finish.class), Lane.Finish.SHIP, "finish");
  static final Key<Lane.ReviewBy> REVIEW_BY = Key.without(
      Kinds.reviewBy(),
      "[review] if the team has that lane, else any; in the lane review itself none",
      "[review]",
      teamOrLane("review_by"));

  static final Key<OptionalInt> UNITS = Key.of(
          Kinds.wholeOrNone(1, 1000), OptionalInt.empty(), "teams.*.resources.*.units")
      .such("1");
  static final Key<Optional<Duration>> MAX_HOLD = Key.of(
          Kinds.orNone(Kinds.duration(SECOND, DAY)),
          Optional.<Duration>empty(),
          "teams.*.resources.*.max_hold")
      .such("30m");
  static final Key<Duration> LOCK_DELAY = Key.of(
      Kinds.duration(Duration.ZERO, HOUR), Resource.LOCK_DELAY, "teams.*.resources.*.lock_delay");
  static final Key<OptionalInt> LIMIT = Key.of(
          Kinds.wholeOrNone(1, 10_000), OptionalInt.empty(), "teams.*.resources.*.limit")
      .such("30");
  static final Key<Optional<Duration>> WINDOW = Key.of(
          Kinds.orNone(Kinds.duration(SECOND, DAY)),
          Optional.<Duration>empty(),
          "teams.*.resources.*.window")
      .such("60s");
  static final Key<Duration> USE_WITHIN = Key.of(
      Kinds.duration(Duration.ZERO, HOUR), Resource.USE_WITHIN, "teams.*.resources.*.use_within");

  static final List<Key<?>> ALL = List.of(
      HOST,
      PORT,
      SWEEP,
      RATE,
      BURST,
      HOSTS,
      DATA,
      MAX_PAGES,
      BACKUP_CRON,
      BACKUP_KEEP,
      LOG_FORMAT,
      SLACK_MODE,
      SLACK_API,
      DISCORD_API,
      DISCORD_GATEWAY,
      ROOMS,
      ZONE,
      OWNER,
      ROLE,
      SLACK,
      DISCORD,
      TEAM_WIP,
      AGING,
      QUIET_FROM,
      QUIET_TO,
      DIGEST,
      SCHEDULE,
      PINGS_WHERE,
      LANE_WIP,
      AGENT_WIP,
      BEAT,
      FIRST_BEAT,
      QUIET_AFTER,
      LOST_AFTER,
      LONG_MAX,
      HOLD_MAX,
      MAX_ATTEMPTS,
      MAX_ROUNDS,
      REVIEW_WITHIN,
      REVIEW_LIMIT,
      FINISH,
      REVIEW_BY,
      UNITS,
      MAX_HOLD,
      LOCK_DELAY,
      LIMIT,
      WINDOW,
      USE_WITHIN);

  private Keys() {}

  static Optional<Key<?>> at(String place) {
    return ALL.stream().filter(key -> key.places().contains(place)).findFirst();
  }

  /** Whether keys stand below this place. */
  static boolean isSection(String place) {
    return paths().anyMatch(known -> known.startsWith(place + "."));
  }

  /** What may stand directly under a section; {@code *} where it is names of the team's choice. */
  static List<String> under(String section) {
    String prefix = section.isEmpty() ? "" : section + ".";
    return paths()
        .filter(place -> place.startsWith(prefix))
        .map(place -> place.substring(prefix.length()).split("\\.", 2)[0])
        .distinct()
        .toList();
  }

  /** Every place of the keys and sections of this name, as a person would write it. */
  static List<String> placesOf(String name) {
    return paths()
        .flatMap(Keys::withSections)
        .distinct()
        .filter(place -> last(place).equals(name))
        .map(place -> place.replace("*", "NAME"))
        .toList();
  }

  static String last(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  private static Stream<String> paths() {
    return ALL.stream().flatMap(key -> key.places().stream());
  }

  /** The path and all the sections it leads through. */
  private static Stream<String> withSections(String path) {
    return Stream.iterate(
        path, at -> !at.isEmpty(), at -> at.substring(0, Math.max(0, at.lastIndexOf('.'))));
  }

  private static <T> Key<T> inLane(Kind<T> kind, T fallback, String name) {
    return Key.of(kind, fallback, teamOrLane(name));
  }

  private static String[] teamOrLane(String name) {
    return new String[] {"teams.*." + name, "teams.*.lanes.*." + name};
  }
}
