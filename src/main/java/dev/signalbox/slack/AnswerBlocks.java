package dev.signalbox.slack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.signalbox.talk.Message;

/** What is there to be read: answers to one person, the board that a room shares, the digest. */
final class AnswerBlocks {

  private AnswerBlocks() {}

  static ArrayNode of(Message answer, RichText.Frame frame) {
    return Blocks.of(answer.lines(), ButtonRow.of(answer.buttons(), false), frame);
  }
}
