package dev.signalbox.slack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.signalbox.talk.Message;

/** A line of the log. It is never edited, so a button on it could not vanish: it has none. */
final class LineBlocks {

  private LineBlocks() {}

  static ArrayNode of(Message line, RichText.Frame frame) {
    return Blocks.of(line.lines(), JsonNodeFactory.instance.arrayNode(), frame);
  }
}
