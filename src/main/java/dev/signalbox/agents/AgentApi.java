package dev.signalbox.agents;

import dev.signalbox.desk.Feed;
import dev.signalbox.desk.LedgerException;
import dev.signalbox.desk.Reads;
import dev.signalbox.desk.Reply;
import dev.signalbox.desk.Request;
import dev.signalbox.web.ProblemException;
import dev.signalbox.web.Routes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/**
 * The agents' door: the webhook, the reads, the event stream and their description, below {@code
 * /v1} and {@code /openapi.json}. Thread-safe.
 */
public final class AgentApi implements Routes {

  /** Wrong tokens from one address. */
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
   * Answers nothing until it hangs on a server.
   *
   * @param desk takes the commands
   * @param feed tells when there are new events to stream
   * @param requests of each agent
   * @param nanos the monotonic clock
   */
  public AgentApi(Submit desk, Reads reads, Feed feed, Quota requests, LongSupplier nanos) {
    tokens = new Tokens(reads, feed, nanos);
    Gatekeeper gate = new Gatekeeper(
        tokens,
        new Budget(requests.perSecond(), requests.burst(), nanos),
        new Budget(MISTAKES.perSecond(), MISTAKES.burst(), nanos));
    webhook = new Webhook(gate, desk, new Postman(reads));
    board = new BoardReads(gate, reads);
    events = new EventReads(gate, tokens, reads, feed, nanos);
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.post("/v1/webhook", safe(webhook::post));
    routes.get("/v1/board", safe(board::board));
    routes.get("/v1/tasks", safe(board::tasks));
    routes.get("/v1/tasks/{id}", safe(board::task));
    routes.get("/v1/agents", safe(board::agents));
    routes.get("/v1/events", safe(events::events));
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
