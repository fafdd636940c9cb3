package dev.signalbox.board;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What keeps an agent in line, in the word it is told. */
final class Waiting {

  private Waiting() {}

  static Mailbox.Line line(Board board, Place place, Instant now) {
    LaneId lane = board.agent(place.agent()).lane();
    int ahead = board.places().in(lane).headMap(place.order()).size();
    return new Mailbox.Line(ahead + 1, place.wish(), reason(board, place, now));
  }

  private static Mailbox.WaitingFor reason(Board board, Place place, Instant now) {
    Agent agent = board.agent(place.agent());
    if (board.pausedFor(agent)) {
      return Mailbox.WaitingFor.PAUSED;
    }
    TaskId wish = place.wish();
    if (wish != null && board.blocked(board.task(wish))) {
      return Mailbox.WaitingFor.DEPENDENCY;
    }
    if (wish == null && !Promoting.anyStartable(board, agent.lane())) {
      return Mailbox.WaitingFor.WORK;
    }
    return forResource(board, agent, wish, now)
        ? Mailbox.WaitingFor.RESOURCE
        : Mailbox.WaitingFor.SLOT;
  }

  /** Whether there is a slot, and only what its work needs is missing. */
  private static boolean forResource(Board board, Agent agent, @Nullable TaskId wish, Instant now) {
    if (board.index().needy().isEmpty() || !Promoting.hasSlot(board, agent)) {
      return false;
    }
    Supply supply = new Supply(board, now);
    if (wish != null) {
      Task task = board.task(wish);
      return Promoting.mayStart(board, task) && !supply.allows(task, agent.id());
    }
    return board.index().startable(agent.lane()).entrySet().stream()
        .filter(track -> !track.getKey().needs().isEmpty())
        .map(track -> board.task(track.getValue().first().task()))
        .filter(task -> Promoting.mayStart(board, task))
        .anyMatch(task -> !supply.allows(task, agent.id()));
  }
}
