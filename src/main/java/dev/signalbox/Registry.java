package dev.signalbox;

import dev.signalbox.agents.Token;
import dev.signalbox.board.Actor;
import dev.signalbox.board.AgentId;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.TeamCommand;
import dev.signalbox.board.TeamEvent.TokenRotated.Kind;
import dev.signalbox.board.TeamId;
import dev.signalbox.desk.Chore;
import dev.signalbox.desk.Reply;
import dev.signalbox.desk.Request;
import dev.signalbox.talk.Offices;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Mints agents' tokens, the same for the chat and for the command line. A token leaves it in its
 * answer and nowhere else: the ledger has its hash, the log of events its first characters.
 * Thread-safe; the rules check who may.
 */
final class Registry implements Offices.Registrar {

  /** How long older tokens stay good where nobody says otherwise. */
  static final Duration GRACE = Duration.ofHours(1);

  private final Function<Request, CompletableFuture<Reply>> desk;
  private final RandomGenerator random;
  private final Supplier<String> url;

  /**
   * @param random must be unpredictable
   * @param url where agents reach the server
   */
  Registry(
      Function<Request, CompletableFuture<Reply>> desk,
      RandomGenerator random,
      Supplier<String> url) {
    this.desk = desk;
    this.random = random;
    this.url = url;
  }

  @Override
  public CompletableFuture<Offices.Issued> add(
      TeamId team, Actor by, AgentId agent, LaneId lane, @Nullable PersonId person) {
    Token token = Token.mint(random);
    TeamCommand command = new TeamCommand.AddAgent(by, agent, lane, person, token.prefix());
    return issued(Request.of(team, command), agent, token);
  }

  @Override
  public CompletableFuture<Offices.Issued> rotate(TeamId team, Actor by, AgentId agent) {
    return rotate(team, by, agent, GRACE);
  }

  /**
   * As above.
   *
   * @param grace how long the older tokens stay good; zero ends them at once
   */
  CompletableFuture<Offices.Issued> rotate(TeamId team, Actor by, AgentId agent, Duration grace) {
    Token token = Token.mint(random);
    Request request = Request.of(
            team, new TeamCommand.RotateToken(by, agent, Kind.TOKEN, token.prefix(), grace))
        .with(new Chore.EndTokens(team, agent, Kind.TOKEN, grace));
    return issued(request, agent, token);
  }

  /** The token's chore comes last: what ends older tokens must not end this one. */
  private CompletableFuture<Offices.Issued> issued(Request asked, AgentId agent, Token token) {
    Request request =
        asked.with(new Chore.StoreToken(asked.team(), agent, token.prefix(), token.hash()));
    return desk.apply(request)
        .thenApply(reply -> new Offices.Issued(
            reply.refusal(), reply.refusal() == null ? token.reveal() : null, null));
  }

  @Override
  public CompletableFuture<Offices.Issued> remove(TeamId team, Actor by, AgentId agent) {
    Request request = Request.of(team, new TeamCommand.RemoveAgent(by, agent))
        .with(new Chore.DropTokens(team, agent, null));
    return desk.apply(request).thenApply(reply -> new Offices.Issued(reply.refusal(), null, null));
  }

  @Override
  public String url() {
    return url.get();
  }
}
