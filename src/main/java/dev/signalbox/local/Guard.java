package dev.signalbox.local;

import dev.signalbox.board.Names;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.TeamId;
import dev.signalbox.desk.Reads;
import dev.signalbox.web.Problem;
import dev.signalbox.web.Problem.Advice;
import dev.signalbox.web.ProblemException;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Lets a request in or not. A visitor needs a session of the very team asked for, and must still be
 * one of its people.
 */
final class Guard {

  private static final String HEADER = "X-Signalbox";

  private final Access access;
  private final Reads reads;

  Guard(Access access, Reads reads) {
    this.access = access;
    this.reads = reads;
  }

  /** The visitor of the team that {@code ?team=} names, or of the first with a session. */
  Optional<Visitor> find(Context ctx) {
    String team = ctx.queryParam("team");
    if (team == null) {
      return all(ctx).stream().findFirst();
    }
    return Names.valid(team) ? find(ctx, new TeamId(team)) : Optional.empty();
  }

  /** All teams this browser has a good session for. */
  List<Visitor> all(Context ctx) {
    return Cookies.teams(ctx).stream()
        .map(team -> find(ctx, team))
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<Visitor> find(Context ctx, TeamId team) {
    return find(team, Cookies.secret(ctx, team));
  }

  /** Whether somebody who was let in would be let in again. */
  boolean still(Visitor visitor, Optional<String> secret) {
    return find(visitor.team(), secret).filter(visitor::equals).isPresent();
  }

  private Optional<Visitor> find(TeamId team, Optional<String> secret) {
    return secret
        .flatMap(word -> access.session(team, word))
        .filter(visitor -> people(team).contains(visitor.person()));
  }

  private Set<PersonId> people(TeamId team) {
    return reads.overview(team).team().people().keySet();
  }

  /**
   * The same for what is no page.
   *
   * @throws ProblemException {@code no_session}
   */
  Visitor reading(Context ctx) {
    return find(ctx).orElseThrow(() -> new ProblemException(noSession()));
  }

  /**
   * The same for what changes something: another site's page has the cookie sent along at best,
   * but can neither give the header nor choose its Origin. Other ports of this machine are other
   * sites too.
   *
   * @throws ProblemException {@code foreign_request} or {@code no_session}
   */
  Visitor acting(Context ctx) {
    if (ctx.header(HEADER) == null || !sameOrigin(ctx)) {
      throw new ProblemException(foreign());
    }
    return reading(ctx);
  }

  private static boolean sameOrigin(Context ctx) {
    String origin = ctx.header("Origin");
    String host = ctx.header("Host");
    return origin != null
        && host != null
        && (origin.equals("http://" + host) || origin.equals("https://" + host));
  }

  static Problem noSession() {
    return Problem.of(401, "no_session", "You are not signed in to this team.", Advice.ASK_PERSON)
        .withDetail("Ask for a new link: signalbox link --person NAME");
  }

  private static Problem foreign() {
    return Problem.of(403, "foreign_request", "Only the page itself may do that.", Advice.STOP)
        .withDetail("It needs the page's own Origin and the header " + HEADER + ".");
  }
}
