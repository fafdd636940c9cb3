package dev.signalbox.board;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An agent's place in line for a slot.
 *
 * @param wish the one task it waits for, or null for any of its lane
 * @param order the number of the event that gave the place; smaller is earlier
 */
public record Place(AgentId agent, @Nullable TaskId wish, long order, Instant since) {

  Place anyTask() {
    return new Place(agent, null, order, since);
  }
}
