package dev.signalbox.discord;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one client is told, numbered from 1 and kept, so that nothing is lost with a line. */
final class GatewaySession {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int GUILD_MESSAGES = 1 << 9;

  private final int intents;
  private final List<String> told = new ArrayList<>();
  private @Nullable GatewayLine line;

  GatewaySession(int intents) {
    this.intents = intents;
  }

  /**
   * @param guild empty if the bot is in none
   */
  synchronized void begin(GatewayLine over, ObjectNode ready, ObjectNode guild) {
    line = over;
    tell("READY", ready);
    if (!guild.isEmpty()) {
      tell("GUILD_CREATE", guild);
    }
  }

  /** Everything after {@code seq} again, and then that this was all. */
  synchronized void resume(GatewayLine over, int seq) {
    told.subList(Math.min(seq, told.size()), told.size()).forEach(over::send);
    line = over;
    tell("RESUMED", JSON.createObjectNode());
  }

  synchronized void tell(String event, ObjectNode data) {
    if (event.startsWith("MESSAGE_") && (intents & GUILD_MESSAGES) == 0) {
      return;
    }
    ObjectNode message = JSON.createObjectNode().put("op", 0).put("t", event);
    message.put("s", told.size() + 1);
    message.set("d", data);
    told.add(message.toString());
    control(message.toString());
  }

  /** What has no number and is not kept. */
  synchronized void control(String message) {
    if (line != null) {
      line.send(message);
    }
  }

  synchronized boolean connected() {
    return line != null && line.open();
  }
}
