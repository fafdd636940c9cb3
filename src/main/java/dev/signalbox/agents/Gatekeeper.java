package dev.signalbox.agents;

import dev.signalbox.web.Problem;
import dev.signalbox.web.Problem.Advice;
import dev.signalbox.web.ProblemException;
import io.javalin.http.Context;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Lets callers in by their token, as often as they may come. Thread-safe. */
final class Gatekeeper {

  private static final String SCHEME = "bearer ";

  private final Tokens tokens;
  private final Budget requests;
  private final Budget mistakes;

  /**
   * @param requests of each agent
   * @param mistakes wrong tokens from each remote address
   */
  Gatekeeper(Tokens tokens, Budget requests, Budget mistakes) {
    this.tokens = tokens;
    this.requests = requests;
    this.mistakes = mistakes;
  }

  /**
   * Who is calling.
   *
   * @throws ProblemException {@code bad_token} or {@code over_quota}
   */
  Caller caller(Context ctx) {
    return caller(bearer(ctx), ctx.req().getRemoteAddr());
  }

  Caller caller(Optional<Token> token, String address) {
    boolean guarded = !loopback(address) && mistakes.look(address) > 0;
    Caller caller = token.flatMap(guarded ? tokens::known : tokens::find).orElse(null);
    if (caller == null) {
      int wait = mistakes.take(address);
      throw new ProblemException(
          wait == 0
              ? Problem.badToken()
              : overQuota(wait, "Too many wrong tokens came from your address."));
    }
    int wait = requests.take(caller.key());
    if (wait > 0) {
      throw new ProblemException(
          overQuota(wait, caller.agent() + " has used up its requests; nothing was done."));
    }
    return caller;
  }

  /** The token of a request that shows exactly one, in the one place where it may stand. */
  private static Optional<Token> bearer(Context ctx) {
    List<String> shown = Collections.list(ctx.req().getHeaders("Authorization"));
    if (shown.size() != 1) {
      return Optional.empty();
    }
    String header = shown.get(0);
    return header.toLowerCase(Locale.ROOT).startsWith(SCHEME)
        ? Token.parse(header.substring(SCHEME.length()).strip())
        : Optional.empty();
  }

  private static boolean loopback(String address) {
    return address.startsWith("127.")
        || address.equals("[::1]")
        || address.equals("::1")
        || address.equals("0:0:0:0:0:0:0:1")
        || address.equals("[0:0:0:0:0:0:0:1]");
  }

  private static Problem overQuota(int seconds, String detail) {
    return Problem.of(429, "over_quota", "You ask too often.", Advice.RETRY)
        .withDetail(detail)
        .withRetryAfter(seconds);
  }
}
