package dev.signalbox;

import dev.signalbox.board.Refusal.Code;
import dev.signalbox.desk.Desk;
import dev.signalbox.web.Routes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Whether work can be taken on now, for whatever keeps the server running. Asks nothing that could
 * block. A server that stops says {@code shutting_down} at its door, before it comes here.
 */
final class Readiness implements Routes {

  static final String PATH = "/readyz";
  private static final int RETRY_S = 5;

  private final Desk desk;
  private final BooleanSupplier sweepOverdue;

  Readiness(Desk desk, BooleanSupplier sweepOverdue) {
    this.desk = desk;
    this.sweepOverdue = sweepOverdue;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get(PATH, this::answer);
  }

  private void answer(Context ctx) {
    List<String> reasons = reasons();
    ctx.contentType("application/json");
    if (reasons.isEmpty()) {
      ctx.result("{\"status\":\"ready\"}");
      return;
    }
    ctx.status(503).header("Retry-After", String.valueOf(RETRY_S));
    ctx.result(
        "{\"status\":\"not_ready\",\"reasons\":[\"" + String.join("\",\"", reasons) + "\"]}");
  }

  /** Why it is not ready; empty where it is. */
  List<String> reasons() {
    List<String> reasons = new ArrayList<>();
    desk.outage().map(Code::word).ifPresent(reasons::add);
    if (desk.full()) {
      reasons.add("overloaded");
    }
    if (sweepOverdue.getAsBoolean()) {
      reasons.add("sweep_late");
    }
    return reasons;
  }
}
