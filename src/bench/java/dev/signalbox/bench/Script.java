package dev.signalbox.bench;

import org.jspecify.annotations.Nullable;

/** Leads one connection: what to send next, given what came back. Called by one thread. */
@FunctionalInterface
interface Script {

  /**
   * The next call.
   *
   * @param last the answer to the last one; null at first
   * @return null when the script is at its end
   */
  @Nullable
  Call next(@Nullable Answer last);
}
