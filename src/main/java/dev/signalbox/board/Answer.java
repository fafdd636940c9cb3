package dev.signalbox.board;

import org.jspecify.annotations.Nullable;

/**
 * How the task a command was about stands after it, when everything that followed has settled.
 *
 * @param agent who holds it, if anybody
 * @param epoch the epoch of that hold, else the last one granted
 * @param reservedFor the agent it waits for, if it waits for one
 * @param grant the resources that were asked for beside it and are had
 */
public record Answer(
    TaskId task,
    String title,
    State state,
    LaneId lane,
    @Nullable AgentId agent,
    int epoch,
    @Nullable AgentId reservedFor,
    @Nullable Grant grant) {

  static Answer of(Task task) {
    return new Answer(
        task.id(),
        task.title(),
        task.state(),
        task.lane(),
        task.held().map(Hold::agent).orElse(null),
        task.epoch(),
        task.reservedFor(),
        null);
  }

  /** The same task, with what was asked for beside it. */
  public Answer with(@Nullable Grant had) {
    return new Answer(task, title, state, lane, agent, epoch, reservedFor, had);
  }
}
