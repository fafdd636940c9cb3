package dev.signalbox.desk;

import dev.signalbox.board.AgentId;
import dev.signalbox.board.Board;
import dev.signalbox.board.TeamId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

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

  private final Map<String, Poll> open = new TreeMap<>();

  /** Takes a poll in; the agent's earlier one is given back to be answered. */
  Optional<Poll> open(Poll poll, Board board) {
    board.listens(poll.agent(), poll.until());
    return Optional.ofNullable(open.put(key(poll.team(), poll.agent()), poll));
  }

  /** The team's open polls. */
  List<Poll> of(TeamId team) {
    return open.values().stream().filter(poll -> poll.team().equals(team)).toList();
  }

  /** Closes a poll without an answer. */
  void drop(Poll poll) {
    open.remove(key(poll.team(), poll.agent()), poll);
  }

  /** A board that was loaded anew hears again of who is waiting. */
  void tell(TeamId team, Board board) {
    of(team).forEach(poll -> board.listens(poll.agent(), poll.until()));
  }

  /** Takes out the polls that are to be answered now. */
  List<Poll> take(Predicate<Poll> which) {
    List<Poll> taken = new ArrayList<>(open.values().stream().filter(which).toList());
    taken.forEach(poll -> open.remove(key(poll.team(), poll.agent())));
    return taken;
  }

  /** When the first of them is to be answered at the latest. */
  Optional<Instant> due() {
    return open.values().stream().map(Poll::until).min(Instant::compareTo);
  }

  int size() {
    return open.size();
  }

  private static String key(TeamId team, AgentId agent) {
    return team + "/" + agent;
  }
}
