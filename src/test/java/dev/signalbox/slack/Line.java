package dev.signalbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;

/** A way by which Slack tells an app what happens. */
public interface Line extends AutoCloseable {

  /** Which way. */
  enum Mode {
    SOCKET,
    HTTP
  }

  /** What is told. */
  enum Kind {
    COMMAND("slash_commands"),
    INTERACTION("interactive"),
    EVENT("events_api");

    final String word;

    Kind(String word) {
      this.word = word;
    }
  }

  /**
   * How the app acknowledged.
   *
   * @param status 200, or what else HTTP said; 0 for nothing within the time that Slack waits
   */
  record Ack(int status, JsonNode body, Duration took) {}

  /** Tells the app something, and waits for the acknowledgement as long as Slack does. */
  Ack tell(Kind kind, ObjectNode what);

  @Override
  void close();
}
