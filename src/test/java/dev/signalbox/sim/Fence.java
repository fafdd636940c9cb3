package dev.signalbox.sim;

import dev.signalbox.board.AgentId;
import dev.signalbox.board.Command;
import dev.signalbox.board.Hold;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.WorkCommand;
import java.util.Optional;

/** The hold that an agent's command says it acts on. */
record Fence(AgentId agent, TaskId task, int epoch) {

  static Optional<Fence> of(Command command) {
    if (command instanceof WorkCommand.Submit c) {
      return of(c, c.task(), c.epoch());
    }
    if (command instanceof WorkCommand.Pass c) {
      return of(c, c.task(), c.epoch());
    }
    if (command instanceof WorkCommand.Fail c) {
      return of(c, c.task(), c.epoch());
    }
    if (command instanceof WorkCommand.Release c) {
      return of(c, c.task(), c.epoch());
    }
    if (command instanceof WorkCommand.AskForHelp c) {
      return of(c, c.task(), c.epoch());
    }
    if (command instanceof WorkCommand.Heartbeat c && c.task() != null) {
      return of(c, c.task(), c.epoch());
    }
    return Optional.empty();
  }

  private static Optional<Fence> of(Command command, TaskId task, Integer epoch) {
    return command.by().agent().map(agent -> new Fence(agent, task, epoch));
  }

  boolean allows(Hold hold) {
    return hold.agent().equals(agent) && hold.epoch() == epoch;
  }
}
