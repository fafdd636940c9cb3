package dev.signalbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.board.Actor;
import dev.signalbox.board.AgentId;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.Names;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.Refusal;
import dev.signalbox.board.Refusal.Code;
import dev.signalbox.board.TeamId;
import dev.signalbox.desk.LedgerException;
import dev.signalbox.desk.Reads;
import dev.signalbox.talk.Offices;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the operator does from the command line, as an admin: the same whether a server runs it or
 * the command line itself. Thread-safe.
 */
final class Operations {

  /** What is to be done; what a verb does not need is null. */
  record Order(
      String verb,
      @Nullable String team,
      @Nullable String agent,
      @Nullable String lane,
      @Nullable String person,
      @Nullable String grace) {

    Order(
        String verb,
        @Nullable String team,
        @Nullable String agent,
        @Nullable String lane,
        @Nullable String person) {
      this(verb, team, agent, lane, person, null);
    }
  }

  /**
   * What came of it.
   *
   * @param refused the code of a refusal, or null
   * @param message the refusal in words, or null
   * @param value the one thing asked for: a token, a link
   * @param lines a list asked for
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Outcome(
      @Nullable String refused,
      @Nullable String message,
      @Nullable String value,
      @Nullable List<String> lines) {

    static Outcome value(String value) {
      return new Outcome(null, null, value, null);
    }

    static Outcome lines(List<String> lines) {
      return new Outcome(null, null, null, lines);
    }

    /** Never what it carries: that may be a secret. */
    @Override
    public String toString() {
      return refused == null ? "done" : refused + ": " + message;
    }

    static Outcome no(Refusal refusal) {
      return new Outcome(refusal.code().word(), refusal.message(), null, null);
    }

    static Outcome no(Code code, String message) {
      return no(Refusal.of(code, message));
    }
  }

  static final String BACKUP = "backup";

  private final Reads reads;
  private final Steward steward;
  private final Registry registry;
  private final Credentials credentials;
  private final Checkup checkup;
  private final Backing backing;

  Operations(
      Reads reads,
      Steward steward,
      Registry registry,
      Credentials credentials,
      Checkup checkup,
      Backing backing) {
    this.reads = reads;
    this.steward = steward;
    this.registry = registry;
    this.credentials = credentials;
    this.checkup = checkup;
    this.backing = backing;
  }

  Outcome run(Order order) {
    return switch (order.verb()) {
      case "reload" -> reload();
      case BACKUP -> backup();
      case "config_show" -> Outcome.lines(steward.showAll());
      case "config_export" -> Outcome.lines(steward.exportAll().lines().toList());
      case "doctor" -> order.team() == null ? examine(reads.teams()) : ofTeam(order);
      default -> ofTeam(order);
    };
  }

  private Outcome backup() {
    try {
      return backing.now();
    } catch (LedgerException e) {
      return Outcome.no(
          e.kind() == LedgerException.Kind.FULL ? Code.STORAGE_FULL : Code.INTERNAL,
          String.valueOf(e.getMessage()));
    }
  }

  /** All teams at once; a file that is wrong changes nothing. */
  private Outcome reload() {
    List<String> lines = new ArrayList<>();
    for (var one : steward.reloadAll().entrySet()) {
      Offices.Verdict verdict = one.getValue();
      if (verdict.problem() != null) {
        return Outcome.no(Code.BAD_VALUE, verdict.problem());
      }
      verdict
          .changed()
          .forEach(change -> lines.add(one.getKey() + ": " + change.key() + ": "
              + said(change.before()) + " → " + said(change.now())));
      verdict.later().stream()
          .map(key -> key + ": in force at the next start")
          .filter(line -> !lines.contains(line))
          .forEach(lines::add);
    }
    return Outcome.lines(lines.isEmpty() ? List.of("Nothing changed.") : lines);
  }

  private static String said(@Nullable String text) {
    return text == null ? "not set" : text;
  }

  private Outcome ofTeam(Order order) {
    Optional<TeamId> team = team(order.team());
    if (team.isEmpty()) {
      return Outcome.no(
          Code.NOT_FOUND,
          "Which team? Name one with --team: "
              + String.join(", ", reads.teams().stream().map(TeamId::name).toList()) + ".");
    }
    return switch (order.verb()) {
      case "agent_add" -> add(team.get(), order);
      case "agent_list" -> list(team.get());
      case "agent_remove" -> named(order, agent -> remove(team.get(), agent));
      case "agent_rotate" ->
        named(order, agent -> credentials.rotate(team.get(), agent, order.grace()));
      case "agent_sign" ->
        named(order, agent -> credentials.sign(team.get(), agent, order.grace()));
      case "agent_show" -> named(order, agent -> credentials.show(team.get(), agent));
      case "doctor" -> examine(List.of(team.get()));
      default -> Outcome.no(Code.BAD_VALUE, "No such order: " + order.verb());
    };
  }

  /** The team that is named, or the only one. */
  Optional<TeamId> team(@Nullable String name) {
    List<TeamId> teams = reads.teams();
    return name == null && teams.size() == 1
        ? Optional.of(teams.get(0))
        : teams.stream().filter(team -> team.name().equals(name)).findFirst();
  }

  /** Whether the team has such a person. */
  boolean knows(TeamId team, PersonId person) {
    return reads.overview(team).team().people().containsKey(person);
  }

  private Outcome add(TeamId team, Order order) {
    Outcome wrong = wrongName("agent", order.agent());
    if (wrong == null) {
      wrong = wrongName("lane", order.lane());
    }
    if (wrong == null && order.person() != null) {
      wrong = wrongName("person", order.person());
    }
    if (wrong != null || order.agent() == null || order.lane() == null) {
      return wrong == null ? Outcome.no(Code.BAD_VALUE, "agent and lane are needed.") : wrong;
    }
    PersonId person = order.person() == null ? null : new PersonId(order.person());
    return outcome(registry.add(
        team, Actor.OPERATOR, new AgentId(order.agent()), new LaneId(order.lane()), person));
  }

  private static Outcome outcome(CompletableFuture<Offices.Issued> asked) {
    Offices.Issued issued = asked.join();
    Refusal refusal = issued.refusal();
    return refusal == null
        ? Outcome.value(Objects.requireNonNullElse(issued.token(), ""))
        : Outcome.no(refusal);
  }

  private static Outcome named(Order order, Function<AgentId, Outcome> what) {
    Outcome wrong = wrongName("agent", order.agent());
    return wrong == null && order.agent() != null
        ? what.apply(new AgentId(order.agent()))
        : Objects.requireNonNull(wrong);
  }

  private static @Nullable Outcome wrongName(String what, @Nullable String name) {
    return name != null && Names.valid(name)
        ? null
        : Outcome.no(
            Code.BAD_VALUE, what + " \"" + name + "\" is not a name; use " + Names.FORM + ".");
  }

  private Outcome list(TeamId team) {
    List<String> lines = reads.agents(team).stream()
        .map(one -> one.agent().id() + "\t" + one.agent().lane()
            + "\t" + (one.agent().paused() ? "paused" : "active")
            + "\t" + (one.heard() == null ? "not here" : "heard " + one.heard()))
        .toList();
    return Outcome.lines(lines);
  }

  private Outcome remove(TeamId team, AgentId agent) {
    return outcome(registry.remove(team, Actor.OPERATOR, agent));
  }

  /**
   * A line for each thing that was looked at, all teams at once; the value says how many are ill.
   */
  private Outcome examine(List<TeamId> teams) {
    Map<TeamId, CompletableFuture<List<Offices.Finding>>> asked = new LinkedHashMap<>();
    teams.forEach(team -> asked.put(team, checkup.examine(team)));
    List<String> lines = new ArrayList<>();
    int ill = 0;
    for (var one : asked.entrySet()) {
      String whose = teams.size() == 1 ? "" : one.getKey() + ": ";
      for (Offices.Finding finding : one.getValue().join()) {
        String fix = finding.fix() == null ? "" : " → " + finding.fix();
        lines.add((finding.well() ? "✓ " : "✗ ") + whose + finding.what() + fix);
        ill += finding.well() ? 0 : 1;
      }
    }
    return new Outcome(null, null, Integer.toString(ill), lines);
  }
}
