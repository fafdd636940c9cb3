package dev.signalbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.agents.Token;
import dev.signalbox.agents.Vault;
import dev.signalbox.board.Actor;
import dev.signalbox.board.AgentId;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.Names;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.Refusal;
import dev.signalbox.board.Refusal.Code;
import dev.signalbox.board.TeamCommand;
import dev.signalbox.board.TeamId;
import dev.signalbox.desk.Chore;
import dev.signalbox.desk.Desk;
import dev.signalbox.desk.Reads;
import dev.signalbox.desk.Reply;
import dev.signalbox.desk.Request;
import dev.signalbox.talk.Offices;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
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

  private final Desk desk;
  private final Reads reads;
  private final Steward steward;
  private final RandomGenerator random;
  private final Credentials credentials;

  /**
   * @param url where the server is reached
   */
  Operations(
      Desk desk,
      Reads reads,
      Steward steward,
      Vault vault,
      RandomGenerator random,
      Supplier<String> url) {
    this.desk = desk;
    this.reads = reads;
    this.steward = steward;
    this.random = random;
    credentials = new Credentials(desk, reads, vault, random, url);
  }

  Outcome run(Order order) {
    return switch (order.verb()) {
      case "reload" -> reload();
      case "config_show" -> Outcome.lines(steward.showAll());
      case "config_export" -> Outcome.lines(steward.export().lines().toList());
      default -> ofTeam(order);
    };
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
    AgentId agent = new AgentId(order.agent());
    Token token = Token.mint(random);
    PersonId person = order.person() == null ? null : new PersonId(order.person());
    Request request = Request.of(
            team,
            new TeamCommand.AddAgent(
                Actor.OPERATOR, agent, new LaneId(order.lane()), person, token.prefix()))
        .with(new Chore.StoreToken(team, agent, token.prefix(), token.hash()));
    Refusal no = ask(request).refusal();
    return no == null ? Outcome.value(token.reveal()) : Outcome.no(no);
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
            + "\t" + (one.heard() == null ? "never heard" : "heard " + one.heard()))
        .toList();
    return Outcome.lines(lines);
  }

  private Outcome remove(TeamId team, AgentId agent) {
    Request request = Request.of(team, new TeamCommand.RemoveAgent(Actor.OPERATOR, agent))
        .with(new Chore.DropTokens(team, agent, null));
    Refusal no = ask(request).refusal();
    return no == null ? Outcome.value("") : Outcome.no(no);
  }

  private Reply ask(Request request) {
    return desk.submit(request).join();
  }
}
