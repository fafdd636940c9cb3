package dev.signalbox.slack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.signalbox.talk.Message;

/** The card of a task: quiet, so no button stands out. */
final class CardBlocks {

  private CardBlocks() {}

  static ArrayNode of(Message card, RichText.Frame frame) {
    return Blocks.of(card.lines(), ButtonRow.of(card.buttons(), false), frame);
  }
}
