package dev.signalbox.agents;

import dev.signalbox.board.AgentId;
import dev.signalbox.board.TeamId;

/**
 * Who is calling, as its token says.
 *
 * @param token the one it showed
 */
record Caller(TeamId team, AgentId agent, Token token) {

  /** Its name in budgets; agents of two teams may have the same handle. */
  String key() {
    return team + "/" + agent;
  }
}
