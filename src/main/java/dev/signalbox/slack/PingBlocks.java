package dev.signalbox.slack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.signalbox.talk.Message;

/** What calls a person: the act it asks for stands out. */
final class PingBlocks {

  private PingBlocks() {}

  static ArrayNode of(Message ping, RichText.Frame frame) {
    return Blocks.of(ping.lines(), ButtonRow.of(ping.buttons(), true), frame);
  }
}
