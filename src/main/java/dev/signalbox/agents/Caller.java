package dev.signalbox.agents;

import dev.signalbox.board.AgentId;
import dev.signalbox.board.TeamId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who is calling, as its token or its signature says.
 *
 * @param hash of the token it showed, or of the secret it signed with
 * @param endsAt from when on that is good no longer; null for never
 */
record Caller(
    TeamId team, AgentId agent, String hash, @Nullable Instant endsAt) {

  /** Its name in budgets; agents of two teams may have the same handle. */
  String key() {
    return team + "/" + agent;
  }

  /** By name alone: a hash is nobody's business. */
  @Override
  public String toString() {
    return key();
  }
}
