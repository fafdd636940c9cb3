package dev.signalbox.discord;

import org.jspecify.annotations.Nullable;

/**
 * Where a message stands, as the outbox remembers it: {@code 123} in the channel, {@code 120/123} in
 * the thread 120. A thread has the id of the message that it belongs to.
 *
 * @param thread null for the channel itself
 */
record Spot(@Nullable String thread, String message) {

  static Spot parse(String text) {
    int slash = text.indexOf('/');
    return slash < 0
        ? new Spot(null, text)
        : new Spot(text.substring(0, slash), text.substring(slash + 1));
  }

  @Override
  public String toString() {
    return thread == null ? message : thread + "/" + message;
  }
}
