package dev.signalbox.desk;

import dev.signalbox.board.Command;

/** Hears what the desk does, mostly on its thread: is quick, waits for nothing and never throws. */
public interface DeskWatch {

  DeskWatch NONE = new DeskWatch() {
    @Override
    public void answered(Command command, Reply reply) {
      // Nobody wants to know.
    }

    @Override
    public void committed(Batch batch, int commands, long nanos) {
      // Nobody wants to know.
    }
  };

  /** A command has its reply; also one that was turned away at the door. */
  void answered(Command command, Reply reply);

  /**
   * A batch is durable.
   *
   * @param commands how many shared it
   * @param nanos how long the transaction took
   */
  void committed(Batch batch, int commands, long nanos);
}
