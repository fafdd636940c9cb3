package dev.signalbox;

import dev.signalbox.board.Actor;
import dev.signalbox.board.Refusal;
import dev.signalbox.board.Team;
import dev.signalbox.board.TeamCommand;
import dev.signalbox.board.TeamEvent.Configured;
import dev.signalbox.board.TeamId;
import dev.signalbox.desk.Reads;
import dev.signalbox.desk.Reply;
import dev.signalbox.desk.Request;
import dev.signalbox.settings.Settings;
import dev.signalbox.settings.SettingsException;
import dev.signalbox.settings.TeamSettings;
import dev.signalbox.talk.Offices;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Keeps the settings: puts what the file says in force at the start and when it is read again, and
 * what people change in chat. Thread-safe.
 */
final class Steward implements Offices.Steward {

  /** What is said of a team that was not made of written settings, such as the demo's. */
  private static final String FIXED =
      "The settings of this team are the program's own; they are neither shown nor changed.";

  private final Settings started;
  private final Reads reads;
  private final Function<Request, CompletableFuture<Reply>> desk;

  /**
   * @param started the settings the server was started with
   */
  Steward(Settings started, Reads reads, Function<Request, CompletableFuture<Reply>> desk) {
    this.started = started;
    this.reads = reads;
    this.desk = desk;
  }

  /**
   * The teams to start with: the file's, with what was changed in chat since it was read last.
   *
   * @throws IllegalArgumentException if a team is gone from the file that still has work or agents
   * @throws SettingsException if what the file says does not go with what was said in chat
   */
  static List<Team> atStart(Settings settings, Reads reads) {
    for (TeamId known : reads.teams()) {
      if (!settings.teams().containsKey(known)) {
        gone(known, reads).ifPresent(why -> {
          throw new IllegalArgumentException(why);
        });
      }
    }
    return settings.teams().values().stream().map(team -> merged(team, reads)).toList();
  }

  private static Team merged(Team file, Reads reads) {
    return reads
        .team(file.id())
        .map(present -> TeamSettings.reread(present, file))
        .map(Crons::checked)
        .orElseGet(() -> Crons.checked(file));
  }

  /** Why a team that the file leaves out cannot be left out. */
  private static Optional<String> gone(TeamId team, Reads reads) {
    Reads.Overview overview = reads.overview(team);
    boolean agents = overview.agents().stream().anyMatch(known -> !known.agent().removed());
    boolean work = !reads.tasks(team, Reads.TaskFilter.open(1)).isEmpty();
    return agents || work
        ? Optional.of("Team " + team + " is gone from the settings, but it has "
            + (work ? "open tasks" : "agents") + ". Put it back, or settle that first.")
        : Optional.empty();
  }

  @Override
  public CompletableFuture<Offices.Verdict> change(
      TeamId team, Actor by, Map<String, Optional<String>> changes) {
    Team present = reads.team(team).orElseThrow();
    if (present.written().isEmpty()) {
      return CompletableFuture.completedFuture(problem(FIXED));
    }
    try {
      return enforce(present, Crons.checked(TeamSettings.change(present, changes)), by);
    } catch (SettingsException e) {
      return CompletableFuture.completedFuture(problem(withoutTeam(e, team)));
    }
  }

  @Override
  public CompletableFuture<Offices.Verdict> reload(TeamId team, Actor by) {
    Team present = reads.team(team).orElseThrow();
    if (present.written().isEmpty()) {
      return CompletableFuture.completedFuture(problem(FIXED));
    }
    try {
      Settings file = started.again();
      Team said = file.teams().get(team);
      if (said == null) {
        return CompletableFuture.completedFuture(
            problem(gone(team, reads).orElse("The file has no team " + team + " any more.")));
      }
      return enforce(present, Crons.checked(TeamSettings.reread(present, said)), by)
          .thenApply(verdict -> verdict.problem() == null
              ? new Offices.Verdict(null, verdict.changed(), waiting(file, by))
              : verdict);
    } catch (SettingsException e) {
      return CompletableFuture.completedFuture(problem(withoutTeam(e, team)));
    }
  }

  private CompletableFuture<Offices.Verdict> enforce(Team present, Team next, Actor by) {
    return desk.apply(Request.of(next.id(), new TeamCommand.Configure(by, next, present)))
        .thenApply(reply -> {
          Refusal no = reply.refusal();
          return no == null
              ? new Offices.Verdict(null, Configured.changes(present, next), List.of())
              : problem(no.message());
        });
  }

  /** What changed in the file that only a start puts in force. */
  private List<String> waiting(Settings file, Actor by) {
    Map<String, String> before = ownValues(started);
    List<String> lines = new ArrayList<>();
    ownValues(file).forEach((key, text) -> {
      if (!Objects.equals(before.get(key), text)) {
        lines.add(key);
      }
    });
    file.teams().keySet().stream()
        .filter(team -> by.kind() == Actor.Kind.OPERATOR) // No team hears of another.
        .filter(team -> !reads.teams().contains(team))
        .forEach(team -> lines.add("teams." + team));
    return lines;
  }

  /** What is no team's, but for what the command line decides. */
  private static Map<String, String> ownValues(Settings settings) {
    Map<String, String> own = new LinkedHashMap<>();
    settings.values().stream()
        .filter(value -> !value.key().startsWith("teams.") && !value.key().equals("data"))
        .forEach(value -> own.put(value.key(), value.text()));
    return own;
  }

  private static Offices.Verdict problem(String text) {
    return new Offices.Verdict(text, List.of(), List.of());
  }

  private static String withoutTeam(SettingsException e, TeamId team) {
    return String.valueOf(e.getMessage()).replace("teams." + team + ".", "");
  }

  @Override
  public List<String> show(TeamId team) {
    Team present = reads.team(team).orElseThrow();
    return present.written().isEmpty() ? List.of(FIXED) : described(present);
  }

  private static List<String> described(Team team) {
    return TeamSettings.describe(team).stream()
        .map(value -> value.key().substring("teams.".length() + team.id().name().length() + 1)
            + " = " + value.text() + "   (" + value.origin().word() + ")")
        .toList();
  }

  @Override
  public String export(TeamId team) {
    Team present = reads.team(team).orElseThrow();
    return present.written().isEmpty() ? FIXED : TeamSettings.export(present);
  }

  /** The whole file that would give what is in force. */
  String exportAll() {
    return started.export(
        reads.teams().stream().map(team -> reads.team(team).orElseThrow()).toList());
  }

  /** Every value of the server and of all teams in force, and where it came from. */
  List<String> showAll() {
    List<String> lines = new ArrayList<>();
    started.values().stream()
        .filter(value -> !value.key().startsWith("teams."))
        .forEach(value -> lines.add(value.line()));
    reads.teams().stream()
        .flatMap(team -> TeamSettings.describe(reads.team(team).orElseThrow()).stream())
        .forEach(value -> lines.add(value.line()));
    return lines;
  }

  /** Reads the file again for every team, as the operator; stops at the first that is refused. */
  Map<TeamId, Offices.Verdict> reloadAll() {
    Map<TeamId, Offices.Verdict> verdicts = new LinkedHashMap<>();
    for (TeamId team : reads.teams()) {
      Offices.Verdict verdict = reload(team, Actor.OPERATOR).join();
      verdicts.put(team, verdict);
      if (verdict.problem() != null) {
        break;
      }
    }
    return verdicts;
  }
}
