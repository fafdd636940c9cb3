package dev.signalbox.slack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.signalbox.talk.Message;
import dev.signalbox.talk.Message.Line;
import dev.signalbox.talk.Message.Role;
import java.util.List;

/** The card of a task: quiet. No button stands out, and the one line of a task that is over is not bold. */
final class CardBlocks {

  private CardBlocks() {}

  static ArrayNode of(Message card, RichText.Frame frame) {
    boolean over = card.lines().size() == 1 && card.buttons().isEmpty();
    List<Line> lines =
        over ? List.of(new Line(Role.META, card.lines().get(0).spans())) : card.lines();
    return Blocks.of(lines, ButtonRow.of(card.buttons(), false), frame);
  }
}
