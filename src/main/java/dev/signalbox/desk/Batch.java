package dev.signalbox.desk;

import dev.signalbox.board.Answer;
import dev.signalbox.board.Board;
import dev.signalbox.board.Entry;
import dev.signalbox.board.TeamId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one transaction writes: all of it or nothing.
 *
 * @param clock the time up to which the server was surely awake
 */
public record Batch(Instant clock, List<Part> parts, List<Chore> chores) {

  /**
   * The part of one team.
   *
   * @param board as it stands after the entries; for the team's own row and its lanes
   * @param changes rows to write
   * @param entries lines of the log, in order
   */
  public record Part(
      TeamId team,
      Board board,
      Board.Changes changes,
      List<Entry> entries,
      List<Demand> demands,
      List<Remembered> outcomes) {}

  /**
   * An accepted command under its idempotency key.
   *
   * @param caller who asked, as {@link dev.signalbox.board.Actor#toString} says it
   */
  public record Remembered(
      String caller, String key, String hash, @Nullable Answer answer, Instant at) {}
}
