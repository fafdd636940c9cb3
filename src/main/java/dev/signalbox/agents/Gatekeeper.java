package dev.signalbox.agents;

import dev.signalbox.web.Problem;
import dev.signalbox.web.Problem.Advice;
import dev.signalbox.web.ProblemException;
import io.javalin.http.Context;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Lets callers in by their token or signature, as often as they may come. Thread-safe. */
final class Gatekeeper {

  private static final String SCHEME = "bearer ";

  private final Tokens tokens;
  private final Signatures signatures;
  private final Uses uses;
  private final Budget requests;
  private final Budget mistakes;

  /**
   * @param requests of each agent
   * @param mistakes wrong tokens and signatures from each remote address
   */
  Gatekeeper(Tokens tokens, Signatures signatures, Uses uses, Budget requests, Budget mistakes) {
    this.tokens = tokens;
    this.signatures = signatures;
    this.uses = uses;
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
      throw mistaken(address, Problem.badToken());
    }
    return admitted(caller);
  }

  /**
   * Who signed the request. One that fits is let in whatever else came from its address, because
   * there is nothing to guess.
   *
   * @throws ProblemException {@code bad_signature}, {@code over_quota} or {@code internal}
   */
  Caller signer(Context ctx, String hook) {
    String address = ctx.req().getRemoteAddr();
    Optional<Caller> signer;
    try {
      signer = signatures.signer(
          hook, name -> Collections.list(ctx.req().getHeaders(name)), ctx.bodyAsBytes());
    } catch (ProblemException e) {
      throw e.problem().status() == 401 ? mistaken(address, e.problem()) : e;
    }
    return admitted(signer.orElseThrow(() -> mistaken(address, Signatures.problem())));
  }

  private ProblemException mistaken(String address, Problem problem) {
    int wait = mistakes.take(address);
    return new ProblemException(
        wait == 0
            ? problem
            : overQuota(wait, "Too many wrong tokens or signatures came from your address."));
  }

  private Caller admitted(Caller caller) {
    int wait = requests.take(caller.key());
    if (wait > 0) {
      throw new ProblemException(
          overQuota(wait, caller.agent() + " has used up its requests; nothing was done."));
    }
    uses.note(caller.hash());
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
