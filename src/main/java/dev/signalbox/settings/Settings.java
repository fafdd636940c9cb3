package dev.signalbox.settings;

import dev.signalbox.board.Lane;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.Team;
import dev.signalbox.board.TeamId;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Everything the configuration decides, typed, complete and checked. Immutable.
 *
 * @param file where it was read; null where there is none
 * @param data the directory of the database and its companions; absolute
 * @param databasePagesMax for tests of a full disk: the database grows no larger than this
 * @param backup when the database is copied
 * @param log what a log record looks like
 * @param slack how Slack is reached, where a team has a room there
 * @param discord likewise
 * @param teams in the order of the file, as are the people and lanes in them
 * @param values the same once more as text, in the order of the table of keys
 */
public record Settings(
    @Nullable Path file,
    Server server,
    Path data,
    OptionalInt databasePagesMax,
    Backup backup,
    LogFormat log,
    Slack slack,
    Discord discord,
    Map<TeamId, Team> teams,
    List<Value> values) {

  /** The team that is served where no team is configured. */
  private static final String NO_CONFIGURATION =
      "teams: {main: {owner: you, people: {you: {role: admin}},"
          + " lanes: {build: {}, docs: {}, review: {}}}}";

  private static final LaneId REVIEW = new LaneId("review");

  /**
   * Where the server listens and how it paces itself.
   *
   * @param port 0 for any that is free
   * @param sweep how often time is looked at even if nothing seems due
   * @param hosts names under which the server may be addressed, beside its own and loopback's
   */
  public record Server(
      String host, int port, Duration sweep, Requests requests, List<String> hosts) {}

  /**
   * How many requests each agent may make.
   *
   * @param rate a second, for as long as it likes
   * @param burst at once, after a rest
   */
  public record Requests(int rate, int burst) {}

  /**
   * When the database is copied.
   *
   * @param cron in UTC; empty for never
   * @param keep how many copies are kept
   */
  public record Backup(Optional<String> cron, int keep) {}

  /** What a log record looks like; one line in either. */
  public enum LogFormat {
    TEXT,
    JSON
  }

  /**
   * How Slack is reached. Its secrets are in the environment.
   *
   * @param api where its methods are; ends in a slash
   */
  public record Slack(Mode mode, URI api) {

    /** Which way events come in. */
    public enum Mode {
      /** Over a connection that Signalbox opens: no public address is needed. */
      SOCKET,
      /** To {@code /slack/events} on the one web server. */
      HTTP
    }
  }

  /**
   * How Discord is reached. Its secret is in the environment.
   *
   * @param api where its methods are; ends in a slash
   * @param gateway where the connection goes; empty to ask Discord
   */
  public record Discord(URI api, Optional<URI> gateway) {}

  /**
   * One value in force.
   *
   * @param key its full path, such as {@code teams.main.lanes.build.wip}
   * @param text as it would stand in the file
   */
  public record Value(String key, String text, Origin origin) {
    /** Key, value and origin in one line. */
    public String line() {
      return key + " = " + text + "   (" + origin.word() + ")";
    }
  }

  /** Where a value came from. */
  public enum Origin {
    DEFAULT("default"),
    /** Of the team that is served where no team is configured. */
    BUILT_IN("default"),
    FILE("file"),
    OPTION("option"),
    CHAT("chat");

    private final String word;

    Origin(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  /** What holds without a configuration; data lies under the working directory. */
  public static Settings defaults() {
    Scope root = Scope.root();
    root.adopt(mainTeam());
    return build(null, root, Path.of(""));
  }

  /**
   * Reads a file; relative paths in it start where it lies.
   *
   * @throws SettingsException naming everything that is wrong with it
   */
  public static Settings read(Path file) {
    Problems problems = new Problems(file.toString());
    Node.Section written = SettingsFile.read(file, problems);
    Scope root = new Reading(Origin.FILE, problems).read(written);
    if (!root.sections().containsKey("teams")) {
      root.adopt(mainTeam());
    }
    Scope teams = root.section("teams");
    if (teams.sections().isEmpty() && !teams.isSpoilt()) {
      problems.add(teams.line(), "teams", "names no team; name one, or take the key out");
    }
    teams.sections().values().forEach(team -> new TeamCheck(team, problems).check());
    RoomCheck.check(teams, problems);
    problems.throwIfAny();
    Path folder = file.toAbsolutePath().getParent();
    return build(file, root, folder == null ? Path.of("") : folder);
  }

  /**
   * Reads the same file once more; the defaults where there is none.
   *
   * @throws SettingsException naming everything that is wrong with it
   */
  public Settings again() {
    return file == null ? defaults() : read(file);
  }

  /** The same with its data elsewhere, because the command line says so. */
  public Settings withData(Path directory) {
    Path absolute = directory.toAbsolutePath().normalize();
    List<Value> told = values.stream()
        .map(value -> value.key().equals(Keys.DATA.name())
            ? new Value(value.key(), absolute.toString(), Origin.OPTION)
            : value)
        .toList();
    return new Settings(
        file, server, absolute, databasePagesMax, backup, log, slack, discord, teams, told);
  }

  /** The same, listening elsewhere where the command line says so; null for what stays. */
  public Settings listening(@Nullable String host, @Nullable Integer port) {
    Server next = new Server(
        host == null ? server.host() : host,
        port == null ? server.port() : port,
        server.sweep(),
        server.requests(),
        server.hosts());
    return new Settings(
        file, next, data, databasePagesMax, backup, log, slack, discord, teams, values);
  }

  /** A line for every value in force: its key, the value, and where it came from. */
  public String describe() {
    return values.stream().map(Value::line).collect(Collectors.joining("\n"));
  }

  /**
   * The file that would give these settings with these teams: what stands in the file of the
   * server's own, and what is in force of the teams'.
   */
  public String export(List<Team> inForce) {
    return Exporting.file(values, inForce);
  }

  private static Scope mainTeam() {
    Problems none = new Problems("built-in");
    Node.Section text = (Node.Section) YamlText.parse(NO_CONFIGURATION, none).orElseThrow();
    return new Reading(Origin.BUILT_IN, none).read(text).section("teams");
  }

  private static Settings build(@Nullable Path file, Scope root, Path folder) {
    var data = root.find(Keys.DATA).orElseThrow();
    Path absolute = folder.resolve(data.value()).toAbsolutePath().normalize();
    root.put(Keys.DATA, absolute, data.origin(), data.line());
    root.section("teams").sections().values().forEach(Settings::settleReviewers);
    return new Settings(
        file,
        Building.server(root.section("server")),
        absolute,
        root.section("database").get(Keys.MAX_PAGES),
        Building.backup(root.section("backup")),
        root.section("log").get(Keys.LOG_FORMAT),
        Building.slack(root.section("slack")),
        Building.discord(root.section("discord")),
        Building.teams(root.section("teams")),
        Describing.of(root));
  }

  /** The one default that depends on its surroundings. */
  static void settleReviewers(Scope team) {
    Map<String, Scope> lanes = team.section("lanes").sections();
    Lane.ReviewBy usual = lanes.containsKey(REVIEW.name())
        ? Lane.ReviewBy.lanes(List.of(REVIEW))
        : Lane.ReviewBy.ANYBODY_ELSE;
    lanes.forEach((name, lane) -> {
      if (lane.find(Keys.REVIEW_BY).isEmpty()) {
        boolean itself = name.equals(REVIEW.name());
        lane.put(Keys.REVIEW_BY, itself ? Lane.ReviewBy.NOBODY : usual, Origin.DEFAULT, 0);
      }
    });
  }
}
