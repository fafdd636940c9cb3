package dev.signalbox.desk;

import dev.signalbox.board.Answer;
import dev.signalbox.board.Mailbox;
import dev.signalbox.board.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * What a caller is told, once it is durable.
 *
 * @param refusal null where the command was accepted
 * @param answer how the task it was about stands, where there is one
 * @param mailbox the calling agent's mailbox; null for people and where the desk never looked
 * @param replayed whether the outcome is that of an earlier request with the same key
 * @param event the number of the team's last event when it was decided
 */
public record Reply(
    @Nullable Refusal refusal,
    @Nullable Answer answer,
    @Nullable Mailbox mailbox,
    boolean replayed,
    long event) {

  static Reply refused(Refusal refusal) {
    return new Reply(refusal, null, null, false, 0);
  }

  public boolean accepted() {
    return refusal == null;
  }
}
