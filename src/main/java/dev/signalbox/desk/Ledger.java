package dev.signalbox.desk;

import dev.signalbox.board.Board;
import dev.signalbox.board.Task;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.Team;
import dev.signalbox.board.TeamId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Durable memory as the desk needs it. Used from the desk's thread only, but for {@link #close}.
 *
 * <p>Every method throws {@link LedgerException} if storage fails; then nothing was written.
 */
public interface Ledger extends AutoCloseable {

  /** How long an idempotency key is remembered, not counting what the server slept. */
  Duration REMEMBERED_FOR = Duration.ofDays(2);

  /** The time up to which the server was surely awake, or {@link Instant#EPOCH}. */
  Instant clock();

  /** The team's board as the tables have it: open tasks only; empty for a team never seen. */
  Optional<Board> load(TeamId team);

  /**
   * Tasks that are not on the board, with everything they come after, directly or through others.
   * Unknown ones are left out.
   */
  List<Task> fetch(TeamId team, Set<TaskId> ids);

  /** The outcome that is remembered for a caller's key and not yet too old, if any. */
  Optional<Batch.Remembered> recall(TeamId team, String caller, String key, Instant now);

  /** Writes all of a batch in one transaction, durably, or nothing. */
  void write(Batch batch);

  /** Whether this line of the log is there: to learn what became of a commit that failed. */
  boolean happened(TeamId team, long event);

  /** Tries whether storage takes writes again; throws where it does not. */
  void probe();

  @Override
  void close();

  /** A board for a team that has no history yet. */
  static Board boardOf(Ledger ledger, Team team) {
    return ledger.load(team.id()).orElseGet(() -> Board.empty(team));
  }
}
