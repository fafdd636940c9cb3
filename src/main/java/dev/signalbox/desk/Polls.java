package dev.signalbox.desk;

import dev.signalbox.board.AgentId;
import dev.signalbox.board.Board;
import dev.signalbox.board.TeamId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Requests for work or for units that wait to be answered: futures, no threads. An agent has at most one.
 * Confined to the desk's thread.
 */
final class Polls {

  /**
   * An agent that waits, until when, and how to answer it.
   *
   * @param order of the request for units that it waits for; 0 where it waits for work
   */
  record Poll(TeamId team, AgentId agent, Instant until, Inbox.Letter letter, long order) {}

  private static final Comparator<Poll> SOONEST =
      Comparator.comparing(Poll::until).thenComparing(Poll::team).thenComparing(Poll::agent);

  private final Map<TeamId, Map<AgentId, Poll>> open = new TreeMap<>();
  private final TreeSet<Poll> soonest = new TreeSet<>(SOONEST);

  /** Takes a poll in; the agent's earlier one is given back to be answered. */
  Optional<Poll> open(Poll poll, Board board) {
    board.listens(poll.agent(), poll.until());
    Optional<Poll> older = of(poll.team(), poll.agent());
    older.ifPresent(this::drop);
    of(poll.team()).put(poll.agent(), poll);
    soonest.add(poll);
    return older;
  }

  private Map<AgentId, Poll> of(TeamId team) {
    return open.computeIfAbsent(team, t -> new TreeMap<>());
  }

  /** An agent's open poll. */
  Optional<Poll> of(TeamId team, AgentId agent) {
    return Optional.ofNullable(of(team).get(agent));
  }

  /** Closes a poll without an answer. */
  void drop(Poll poll) {
    if (of(poll.team()).remove(poll.agent(), poll)) {
      soonest.remove(poll);
    }
  }

  /** A board that was loaded anew hears again of who is waiting. */
  void tell(TeamId team, Board board) {
    of(team).values().forEach(poll -> board.listens(poll.agent(), poll.until()));
  }

  /** The polls that have waited long enough at that time, the soonest first. */
  List<Poll> over(Instant now) {
    return soonest.stream().takeWhile(poll -> !poll.until().isAfter(now)).toList();
  }

  List<Poll> all() {
    return List.copyOf(soonest);
  }

  /** When the first of them is to be answered at the latest. */
  Optional<Instant> due() {
    return soonest.isEmpty() ? Optional.empty() : Optional.of(soonest.first().until());
  }

  int size() {
    return soonest.size();
  }
}
