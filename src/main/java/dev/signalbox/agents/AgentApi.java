package dev.signalbox.agents;

import dev.signalbox.desk.Chore;
import dev.signalbox.desk.Feed;
import dev.signalbox.desk.LedgerException;
import dev.signalbox.desk.Reads;
import dev.signalbox.desk.Reply;
import dev.signalbox.desk.Request;
import dev.signalbox.web.ProblemException;
import dev.signalbox.web.Routes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * The agents' door: the webhook, the reads, the event stream and their description, below {@code
 * /v1} and {@code /openapi.json}. Thread-safe.
 */
public final class AgentApi implements Routes {

  /** What stands before the last part of an address for signed requests. */
  public static final String HOOKS = "/v1/webhook/";

  /** Wrong tokens and signatures from one address. */
  private static final Quota MISTAKES = new Quota(1, 20);

  private final Tokens tokens;
  private final Webhook webhook;
  private final BoardReads board;
  private final EventReads events;
  private final byte[] description = Json.bytes(OpenApi.document());

  /** Where commands go. Never blocks; the reply comes when it is durable. */
  @FunctionalInterface
  public interface Submit {
    CompletableFuture<Reply> submit(Request request);
  }

  /**
   * How often one agent may ask.
   *
   * @param perSecond for ever, at least 1
   * @param burst at once after a rest, at least 1
   */
  public record Quota(int perSecond, int burst) {
    public Quota {
      if (perSecond < 1 || burst < 1) {
        throw new IllegalArgumentException("a quota must be at least 1 a second and 1 at once, not "
            + perSecond + " and " + burst);
      }
    }
  }

  /**
   * What is behind the door.
   *
   * @param desk takes the commands
   * @param chores takes what is no command
   * @param feed tells when there are new events to stream
   * @param vault opens signing secrets
   */
  public record Office(
      Submit desk,
      Function<Chore, ? extends CompletableFuture<?>> chores,
      Reads reads,
      Feed feed,
      Vault vault) {}

  /**
   * The clocks it goes by.
   *
   * @param desk the desk's, by which tokens and secrets end
   * @param wall the one on the wall, by which others sign
   * @param nanos the monotonic one
   */
  public record Clocks(InstantSource desk, InstantSource wall, LongSupplier nanos) {}

  /**
   * Answers nothing until it hangs on a server.
   *
   * @param requests of each agent
   */
  public AgentApi(Office office, Quota requests, Clocks clocks) {
    Reads reads = office.reads();
    Feed feed = office.feed();
    LongSupplier nanos = clocks.nanos();
    tokens = new Tokens(reads, feed, clocks.desk(), nanos);
    Gatekeeper gate = new Gatekeeper(
        tokens,
        new Signatures(reads, office.vault(), clocks.desk(), clocks.wall()),
        new Uses(office.chores(), nanos),
        new Budget(requests.perSecond(), requests.burst(), nanos),
        new Budget(MISTAKES.perSecond(), MISTAKES.burst(), nanos));
    webhook = new Webhook(gate, office.desk(), new Postman(reads));
    board = new BoardReads(gate, reads, clocks.desk());
    events = new EventReads(gate, tokens, reads, feed, nanos);
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.post("/v1/webhook", safe(webhook::post));
    routes.post(HOOKS + "{hook}", safe(webhook::signed));
    routes.get("/v1/board", safe(board::board));
    routes.get("/v1/tasks", safe(board::tasks));
    routes.get("/v1/tasks/{id}", safe(board::task));
    routes.get("/v1/tasks/{id}/why", safe(board::why));
    routes.get("/v1/agents", safe(board::agents));
    routes.get("/v1/resources", safe(board::resources));
    routes.get("/v1/events", safe(events::events));
    routes.get("/v1/guide", Guide::guide);
    routes.get("/openapi.json", ctx -> ctx.contentType("application/json").result(description));
  }

  /**
   * Follows the log, so that tokens need not be looked up for every request. To be run on a thread
   * of its own, until that is interrupted; without it everything works, only slower.
   */
  public void follow() throws InterruptedException {
    tokens.follow();
  }

  private static Handler safe(Handler inner) {
    return ctx -> {
      try {
        inner.handle(ctx);
      } catch (LedgerException e) {
        throw new ProblemException(Refused.problem(e));
      }
    };
  }
}
