package dev.signalbox.board;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whose hold it is: an agent names its epoch, a person acts on the present. */
final class Fencing {

  private Fencing() {}

  /** The hold that a call may act on, or why not. */
  record Standing(@Nullable Hold hold, @Nullable Refusal no) {

    static Standing of(Hold hold) {
      return new Standing(hold, null);
    }

    static Standing no(Refusal refusal) {
      return new Standing(null, refusal);
    }
  }

  static boolean holds(@Nullable Hold hold, AgentId agent, int epoch) {
    return hold != null && hold.agent().equals(agent) && hold.epoch() == epoch;
  }

  /**
   * The hold an agent names, or the present one for a person who acts for its agent.
   *
   * @param move what is asked for, in the past participle
   */
  static Standing own(Board board, Task task, Actor by, @Nullable Integer epoch, String move) {
    Optional<AgentId> self = by.agent();
    Hold hold = task.hold();
    if (self.isPresent()) {
      int named = epoch == null ? 0 : epoch;
      return hold != null && holds(hold, self.get(), named)
          ? Standing.of(hold)
          : Standing.no(Refusals.stale(task, named));
    }
    if (hold == null) {
      return Standing.no(
          Authority.member(board, by) ? Refusals.illegal(task, move) : Refusals.onlyMembers());
    }
    Agent agent = board.agent(hold.agent());
    return Authority.actsFor(board, by, agent)
        ? Standing.of(hold)
        : Standing.no(Refusals.onlyFor(agent));
  }
}
