package dev.signalbox;

import dev.signalbox.agents.AgentApi;
import dev.signalbox.agents.Secret;
import dev.signalbox.agents.Vault;
import dev.signalbox.board.Actor;
import dev.signalbox.board.AgentId;
import dev.signalbox.board.Refusal.Code;
import dev.signalbox.board.Task;
import dev.signalbox.board.TeamCommand;
import dev.signalbox.board.TeamEvent.TokenRotated.Kind;
import dev.signalbox.board.TeamId;
import dev.signalbox.desk.Chore;
import dev.signalbox.desk.Desk;
import dev.signalbox.desk.Reads;
import dev.signalbox.desk.Reply;
import dev.signalbox.desk.Request;
import dev.signalbox.settings.Durations;
import dev.signalbox.talk.Offices;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an operator does about one agent's tokens and signing secrets: new ones, and a look at those
 * there are. Thread-safe.
 */
final class Credentials {

  private static final int SHOWN_MAX = 20;

  private final Desk desk;
  private final Reads reads;
  private final Registry registry;
  private final Vault vault;
  private final RandomGenerator random;
  private final Supplier<String> url;

  /**
   * @param url where the server is reached
   */
  Credentials(
      Desk desk,
      Reads reads,
      Registry registry,
      Vault vault,
      RandomGenerator random,
      Supplier<String> url) {
    this.desk = desk;
    this.reads = reads;
    this.registry = registry;
    this.vault = vault;
    this.random = random;
    this.url = url;
  }

  /** A new token; the value is its only showing. */
  Operations.Outcome rotate(TeamId team, AgentId agent, @Nullable String grace) {
    Optional<Duration> time = time(grace);
    if (time.isEmpty()) {
      return noTime(grace);
    }
    Offices.Issued issued =
        registry.rotate(team, Actor.OPERATOR, agent, time.get()).join();
    return issued.refusal() == null
        ? Operations.Outcome.value(Objects.requireNonNull(issued.token()))
        : Operations.Outcome.no(issued.refusal());
  }

  /** A new signing secret; the lines are its address and its only showing. */
  Operations.Outcome sign(TeamId team, AgentId agent, @Nullable String grace) {
    Optional<Duration> time = time(grace);
    if (time.isEmpty()) {
      return noTime(grace);
    }
    Secret secret = Secret.mint(random);
    String hook;
    String sealed;
    try {
      hook = vault.hook(team.name(), agent.name());
      sealed = vault.seal(secret, new Vault.Seat(team.name(), agent.name(), hook));
    } catch (UncheckedIOException e) {
      return Operations.Outcome.no(Code.INTERNAL, String.valueOf(e.getMessage()));
    }
    return replied(
        Request.of(team, command(agent, Kind.SECRET, secret.prefix(), time.get()))
            .with(new Chore.EndTokens(team, agent, Kind.SECRET, time.get()))
            .with(new Chore.StoreSecret(team, agent, secret.prefix(), secret.hash(), hook, sealed)),
        Operations.Outcome.lines(List.of(url.get() + AgentApi.HOOKS + hook, secret.reveal())));
  }

  /** The agent and its tokens and secrets, none of which can be used from what is shown. */
  Operations.Outcome show(TeamId team, AgentId agent) {
    Optional<Reads.AgentDetails> found = reads.agents(team).stream()
        .filter(one -> one.agent().id().equals(agent) && !one.agent().removed())
        .findFirst();
    if (found.isEmpty()) {
      return Operations.Outcome.no(
          Code.NOT_FOUND, "No agent \"" + agent + "\". See: signalbox agent list");
    }
    List<String> lines = new ArrayList<>(of(found.get()));
    Instant now = desk.now();
    reads.tokens(team, agent).stream()
        .limit(SHOWN_MAX)
        .map(token -> line(token, now))
        .forEach(lines::add);
    return Operations.Outcome.lines(lines);
  }

  private static List<String> of(Reads.AgentDetails one) {
    String holds = one.holds().stream().map(Credentials::hold).collect(Collectors.joining(", "));
    return List.of(
        "agent\t" + one.agent().id(),
        "lane\t" + one.agent().lane(),
        "person\t" + Objects.requireNonNullElse(one.agent().person(), "none"),
        "paused\t" + (one.agent().paused() ? "yes" : "no"),
        "heard\t" + or(one.heard(), "never"),
        "holds\t" + (holds.isEmpty() ? "nothing" : holds));
  }

  private static String hold(Task task) {
    return task.id()
        + task.held()
            .map(hold -> " (" + hold.kind().name().toLowerCase(Locale.ROOT) + ", epoch "
                + hold.epoch() + ")")
            .orElse("");
  }

  private static String line(Reads.TokenDetails one, Instant now) {
    Instant end = one.endsAt();
    return (one.kind() == Kind.TOKEN ? "token\t" : "secret\t") + one.prefix()
        + "\tissued " + one.issuedAt()
        + "\tlast used " + or(one.usedAt(), "never")
        + (end == null ? "" : (one.good(now) ? "\tends " : "\tended ") + end)
        + (one.hook() == null ? "" : "\t" + AgentApi.HOOKS + one.hook());
  }

  private static String or(@Nullable Instant at, String otherwise) {
    return at == null ? otherwise : at.toString();
  }

  private static TeamCommand command(AgentId agent, Kind kind, String prefix, Duration grace) {
    return new TeamCommand.RotateToken(Actor.OPERATOR, agent, kind, prefix, grace);
  }

  private static Optional<Duration> time(@Nullable String grace) {
    return grace == null ? Optional.of(Registry.GRACE) : Durations.parse(grace);
  }

  private static Operations.Outcome noTime(@Nullable String grace) {
    return Operations.Outcome.no(
        Code.BAD_VALUE, "grace \"" + grace + "\" is no time; write 0s, 30m, 1h or 7d.");
  }

  private Operations.Outcome replied(Request request, Operations.Outcome outcome) {
    Reply reply = desk.submit(request).join();
    return reply.refusal() == null ? outcome : Operations.Outcome.no(reply.refusal());
  }
}
