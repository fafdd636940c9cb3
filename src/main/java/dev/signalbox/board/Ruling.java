package dev.signalbox.board;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a command: everything that happened, and the answer to whoever asked.
 *
 * @param refusal null where the command was accepted
 * @param answer the task it was about, where there is one
 * @param entries what is to be recorded, in order; already applied to the board
 */
public record Ruling(@Nullable Refusal refusal, @Nullable Answer answer, List<Entry> entries) {

  public boolean accepted() {
    return refusal == null;
  }
}
