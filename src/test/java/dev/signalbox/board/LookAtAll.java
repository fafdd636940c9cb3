package dev.signalbox.board;

import java.time.Instant;
import java.util.Optional;

/** What a look at everything on a board says, where the board itself keeps count. */
public final class LookAtAll {

  private LookAtAll() {}

  /** Whether a board wakes in time for all that time alone does. */
  public static boolean wakesInTime(Board board) {
    Optional<Instant> exact = Deadline.all(board).map(Deadline::at).min(Instant::compareTo);
    Optional<Instant> due = board.due();
    return exact.isEmpty() || due.isPresent() && !due.get().isAfter(exact.get());
  }
}
