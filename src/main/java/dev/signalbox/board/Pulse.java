package dev.signalbox.board;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Signs of life: when each agent was last heard, and which requests are open. Outside history: no
 * event tells of them, a replay does not know them, and a crash may lose the last second.
 */
final class Pulse {

  private final Map<AgentId, Instant> heard = new TreeMap<>();
  private final Map<AgentId, Instant> listening = new TreeMap<>();
  private Instant clock = Instant.EPOCH;

  void load(Map<AgentId, Instant> saved, Instant savedClock) {
    heard.putAll(saved);
    clock = savedClock;
  }

  void carryOver(Pulse old) {
    heard.clear();
    heard.putAll(old.heard);
    clock = old.clock;
  }

  Optional<Instant> heard(AgentId agent) {
    return Optional.ofNullable(heard.get(agent));
  }

  void hear(AgentId agent, Instant now) {
    heard.merge(agent, now, (old, latest) -> latest.isAfter(old) ? latest : old);
  }

  void listen(AgentId agent, Instant until) {
    listening.put(agent, until);
  }

  /** The end of a request is no sign of life: a silence that was declared meanwhile goes on. */
  void answered(Agent agent, Instant now) {
    Instant until = listening.remove(agent.id());
    if (until != null && !silent(agent, now)) {
      hear(agent.id(), until.isBefore(now) ? until : now);
    }
  }

  private boolean silent(Agent agent, Instant now) {
    Agent.Quiet quiet = agent.quiet();
    Instant last = heard.get(agent.id());
    return quiet != null
        && last != null
        && !quiet.at().isBefore(last)
        && quiet.until().isAfter(now);
  }

  /** Whether an agent's request was opened that is not answered yet. */
  boolean listens(AgentId agent) {
    return listening.containsKey(agent);
  }

  /** Whether an agent has a request open at that time. */
  boolean listensAt(AgentId agent, Instant now) {
    Instant until = listening.get(agent);
    return until != null && until.isAfter(now);
  }

  void forget(AgentId agent) {
    heard.remove(agent);
    listening.remove(agent);
  }

  void tick(Instant now) {
    clock = now.isAfter(clock) ? now : clock;
  }

  /**
   * The instant from which an agent's silence counts: its last sign of life, or the end of a
   * declared silence or an open request. Null for one never heard.
   */
  @Nullable
  Instant silentSince(Agent agent) {
    Instant last = heard.get(agent.id());
    if (last == null) {
      return null;
    }
    Agent.Quiet quiet = agent.quiet();
    if (quiet != null && !quiet.at().isBefore(last) && quiet.until().isAfter(last)) {
      last = quiet.until();
    }
    Instant until = listening.get(agent.id());
    return until != null && until.isAfter(last) ? until : last;
  }

  /** Nobody could be heard while the server was away: who was fresh before is fresh now. */
  void awake(Board board, Instant at) {
    listening.clear();
    for (Agent agent : board.agents()) {
      Instant since = silentSince(agent);
      Duration patience = board.lane(agent.lane()).quietAfter();
      boolean announced = since != null && since.isAfter(at);
      if (since != null && !announced && Duration.between(since, clock).compareTo(patience) < 0) {
        hear(agent.id(), at);
      }
    }
    tick(at);
  }
}
