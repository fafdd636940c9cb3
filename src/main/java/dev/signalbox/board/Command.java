package dev.signalbox.board;

import java.time.Instant;
import java.util.Set;

/**
 * Something somebody wants of a team's board. Each command names the rule that decides it, so a
 * new one does not compile until it has a rule.
 */
public sealed interface Command permits WorkCommand, TaskCommand, TeamCommand, ResourceCommand {

  /** How unwelcome it is to turn this away when there is too much to do. */
  enum Weight {
    /** Signs of life, finished work, freed slots: last to be refused. */
    RELIEF,
    VERDICT,
    CLAIM,
    WISH
  }

  /** Who wants it, as authenticated. */
  Actor by();

  /** Decides against the board as it stands. Reads only: the events do the changing. */
  Decision decide(Board board, Instant now);

  /** The tasks it names; closed ones are brought to the board before it is decided. */
  default Set<TaskId> touches() {
    return Set.of();
  }

  /** Whether it makes a task come after others, so that all before those must be known. */
  default boolean ties() {
    return false;
  }

  default Weight weight() {
    return Weight.WISH;
  }
}
