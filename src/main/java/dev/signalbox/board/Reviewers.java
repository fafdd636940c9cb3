package dev.signalbox.board;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Agents with a slot of their own left, the one whose last review ended longest ago first. Where
 * everybody is busy it is empty, so a submission that waits costs nothing. Who was found asleep is
 * left out until it is heard, so neither do agents that nobody has started.
 */
final class Reviewers {

  private record Seat(Instant reviewEnded, AgentId agent) implements Comparable<Seat> {
    @Override
    public int compareTo(Seat other) {
      int byTime = reviewEnded.compareTo(other.reviewEnded);
      return byTime != 0 ? byTime : agent.compareTo(other.agent);
    }
  }

  private final TreeSet<Seat> seats = new TreeSet<>();
  private final Map<AgentId, Seat> seatOf = new HashMap<>();
  private final Set<AgentId> asleep = new HashSet<>();

  /** Puts an agent where it belongs, or takes it out. */
  void set(Agent agent, boolean in) {
    Seat seat = new Seat(agent.reviewEnded(), agent.id());
    Seat old = in ? seatOf.put(agent.id(), seat) : seatOf.remove(agent.id());
    asleep.remove(agent.id());
    if (old != null) {
      seats.remove(old);
    }
    if (in) {
      seats.add(seat);
    }
  }

  /** An agent was heard. */
  void awake(AgentId agent) {
    if (asleep.remove(agent)) {
      Seat seat = seatOf.get(agent);
      if (seat != null) {
        seats.add(seat);
      }
    }
  }

  /** Anybody may have been heard. */
  void awakeAll() {
    seats.addAll(seatOf.values());
    asleep.clear();
  }

  /**
   * The first in order that fits.
   *
   * @param awake of whom it is not so is left out from now on, until it is heard
   */
  Optional<AgentId> first(Predicate<AgentId> awake, Predicate<AgentId> fits) {
    for (Iterator<Seat> inOrder = seats.iterator(); inOrder.hasNext(); ) {
      AgentId agent = inOrder.next().agent();
      if (!awake.test(agent)) {
        inOrder.remove();
        asleep.add(agent);
      } else if (fits.test(agent)) {
        return Optional.of(agent);
      }
    }
    return Optional.empty();
  }
}
