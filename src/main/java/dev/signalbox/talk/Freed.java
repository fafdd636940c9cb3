package dev.signalbox.talk;

import dev.signalbox.board.AgentId;
import dev.signalbox.board.Entry;
import dev.signalbox.board.Event;
import dev.signalbox.board.HoldEvent;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.TaskId;
import dev.signalbox.desk.Reads;
import java.util.Optional;

/** Finds the task whose end made room for a promotion: it stands just before it in the log. */
final class Freed {

  /** A promotion follows what made room for it within one decision. */
  private static final int BACK_MAX = 20;

  private Freed() {}

  /** The task that left the lane of a promoted agent just then; empty for all else. */
  static Optional<TaskId> by(Entry entry, Reads.Overview overview, Reads reads) {
    if (!(entry.event() instanceof HoldEvent.Claimed claimed) || !claimed.promoted()) {
      return Optional.empty();
    }
    Optional<LaneId> lane = lane(claimed.agent(), overview);
    long first = Math.max(1, entry.number() - BACK_MAX);
    for (long number = entry.number() - 1; number >= first; number--) {
      Optional<Entry> before =
          reads.event(overview.team().id(), number).filter(one -> one.at().equals(entry.at()));
      if (before.isEmpty()) {
        return Optional.empty();
      }
      Event event = before.get().event();
      if (event instanceof HoldEvent held
          && ended(held)
          && !held.subject().equals(Optional.of(claimed.task()))
          && lane(held.agent(), overview).equals(lane)) {
        return held.subject();
      }
    }
    return Optional.empty();
  }

  private static boolean ended(HoldEvent event) {
    return event instanceof HoldEvent.Submitted
        || event instanceof HoldEvent.HoldReleased
        || event instanceof HoldEvent.HoldLost
        || event instanceof HoldEvent.HoldLapsed
        || event instanceof HoldEvent.HoldStopped;
  }

  private static Optional<LaneId> lane(AgentId agent, Reads.Overview overview) {
    return overview.agents().stream()
        .filter(known -> known.agent().id().equals(agent))
        .findFirst()
        .map(known -> known.agent().lane());
  }
}
