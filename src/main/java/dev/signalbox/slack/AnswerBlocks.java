package dev.signalbox.slack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.signalbox.talk.Message;

/** What only the person who asked sees: looks, help, refusals. */
final class AnswerBlocks {

  private AnswerBlocks() {}

  static ArrayNode of(Message answer, RichText.Frame frame) {
    return Blocks.of(answer.lines(), ButtonRow.of(answer.buttons(), false), frame);
  }
}
