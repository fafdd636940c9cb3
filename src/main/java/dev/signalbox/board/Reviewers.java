package dev.signalbox.board;

import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Agents with a slot of their own left, the one whose last review ended longest ago first. Where
 * everybody is busy it is empty, so a submission that waits costs nothing.
 */
final class Reviewers implements Iterable<AgentId> {

  private record Seat(Instant reviewEnded, AgentId agent) implements Comparable<Seat> {
    @Override
    public int compareTo(Seat other) {
      int byTime = reviewEnded.compareTo(other.reviewEnded);
      return byTime != 0 ? byTime : agent.compareTo(other.agent);
    }
  }

  private final TreeSet<Seat> seats = new TreeSet<>();
  private final Map<AgentId, Seat> seatOf = new TreeMap<>();

  /** Puts an agent where it belongs, or takes it out. */
  void set(Agent agent, boolean in) {
    Seat seat = new Seat(agent.reviewEnded(), agent.id());
    Seat old = in ? seatOf.put(agent.id(), seat) : seatOf.remove(agent.id());
    if (old != null) {
      seats.remove(old);
    }
    if (in) {
      seats.add(seat);
    }
  }

  @Override
  public Iterator<AgentId> iterator() {
    Iterator<Seat> inOrder = seats.iterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return inOrder.hasNext();
      }

      @Override
      public AgentId next() {
        return inOrder.next().agent();
      }
    };
  }
}
