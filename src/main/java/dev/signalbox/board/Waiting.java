package dev.signalbox.board;

import java.util.List;

/** What keeps an agent in line, in the word it is told. */
final class Waiting {

  private Waiting() {}

  static Mailbox.Line line(Board board, Place place) {
    LaneId lane = board.agent(place.agent()).lane();
    List<Place> ahead = board.line().stream()
        .filter(other -> board.agent(other.agent()).lane().equals(lane))
        .filter(other -> other.order() < place.order())
        .toList();
    return new Mailbox.Line(ahead.size() + 1, place.wish(), reason(board, place));
  }

  private static Mailbox.WaitingFor reason(Board board, Place place) {
    Agent agent = board.agent(place.agent());
    if (board.pausedFor(agent)) {
      return Mailbox.WaitingFor.PAUSED;
    }
    TaskId wish = place.wish();
    if (wish != null) {
      return board.blocked(board.task(wish))
          ? Mailbox.WaitingFor.DEPENDENCY
          : Mailbox.WaitingFor.SLOT;
    }
    return Promoting.anyStartable(board, agent.lane())
        ? Mailbox.WaitingFor.SLOT
        : Mailbox.WaitingFor.WORK;
  }
}
