package dev.signalbox.local;

import dev.signalbox.board.Names;
import dev.signalbox.board.TeamId;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** How a browser keeps its sessions: a cookie for each team of each server. */
final class Cookies {

  /** A browser with more than this is up to something; the rest is not looked at. */
  private static final int TEAMS_MAX = 20;

  private Cookies() {}

  static void set(Context ctx, Access.Opened opened) {
    String secure = ctx.req().isSecure() ? "; Secure" : "";
    ctx.header(
        "Set-Cookie",
        String.format(
            "%s=%s; Path=/; Max-Age=%d; HttpOnly; SameSite=Strict%s",
            prefix(ctx) + opened.visitor().team(),
            opened.secret(),
            Access.SESSION_GOOD_FOR.toSeconds(),
            secure));
  }

  /** The secret of this team's session, if the browser has one. */
  static Optional<String> secret(Context ctx, TeamId team) {
    return Optional.ofNullable(ctx.cookieMap().get(prefix(ctx) + team));
  }

  /** The teams for which the browser has a cookie of ours, good or not, by name. */
  static List<TeamId> teams(Context ctx) {
    String prefix = prefix(ctx);
    return ctx.cookieMap().entrySet().stream()
        .map(Map.Entry::getKey)
        .filter(name -> name.startsWith(prefix))
        .map(name -> name.substring(prefix.length()))
        .filter(Names::valid)
        .sorted()
        .limit(TEAMS_MAX)
        .map(TeamId::new)
        .toList();
  }

  /** Ports as the browser sees them: behind a tunnel that is the tunnel's. */
  private static String prefix(Context ctx) {
    String host = Objects.requireNonNullElse(ctx.header("Host"), "");
    String port = host.substring(host.lastIndexOf(':') + 1);
    boolean number = !port.isEmpty() && port.chars().allMatch(c -> c >= '0' && c <= '9');
    return "signalbox-" + (number ? port : "web") + "-";
  }
}
