package dev.signalbox.board;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An agent's place in the lines of the resources it asked for beside its task. It holds nothing.
 *
 * @param needs what it waits for, all of it at once
 * @param hold for how long it wants them, if it said so
 * @param order the number of the event that gave the place; smaller is earlier
 * @param passed how often something it needs went to one who came later
 */
public record Waiter(
    AgentId agent,
    List<Need> needs,
    @Nullable Duration hold,
    long order,
    Instant since,
    int passed) {

  Waiter passedOver() {
    return new Waiter(agent, needs, hold, order, since, passed + 1);
  }
}
