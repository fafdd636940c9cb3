package dev.signalbox.talk.courier;

import dev.signalbox.talk.Chat.MessageRef;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * An errand with what decides when it is its turn.
 *
 * @param target the message that it edits, or in whose thread it goes; null for the room itself
 */
record Turn(Errand errand, @Nullable MessageRef target, Instant due) {

  static final Comparator<Turn> BY_RANK = Comparator.comparingInt(Turn::rank)
      .thenComparingLong(turn -> turn.errand().id());

  private int rank() {
    return errand.rank(target != null);
  }

  /** Whether it changes a message that is there. */
  boolean edits() {
    return target != null && (errand.card() || errand.pingEdit() || errand.board());
  }

  Turn notBefore(Instant at) {
    return at.isAfter(due) ? new Turn(errand, target, at) : this;
  }

  /** The same, posted in the room because its message or thread is gone. */
  Turn inRoom() {
    return new Turn(errand, null, due);
  }
}
