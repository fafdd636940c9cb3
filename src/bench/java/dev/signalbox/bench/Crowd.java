package dev.signalbox.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Agents that work side by side, each on a connection of its own. */
final class Crowd {

  private Crowd() {}

  /** Lets them work for some seconds. */
  static Tally work(Served server, List<String> tokens, double seconds) {
    return work(server, tokens, seconds, true);
  }

  static Tally work(Served server, List<String> tokens, double seconds, boolean patient) {
    long end = System.nanoTime() + (long) (seconds * TimeUnit.SECONDS.toNanos(1));
    BooleanSupplier goOn = () -> System.nanoTime() < end;
    return server.run(
        tokens.stream().map(token -> new Agent(token, goOn, patient, false)).toList());
  }

  /** Lets them bring to an end what they hold, and what they are given meanwhile. */
  static void settle(Served server, List<String> tokens) {
    Tally tally;
    do {
      tally = server.run(tokens.stream()
          .map(token -> new Agent(token, () -> false, true, true))
          .toList());
    } while (tally.count("submit", 200) + tally.count("pass", 200) > 0);
  }

  /** Lets them say that they leave; they are back when they say anything again. */
  static void leave(Served server, List<String> tokens) {
    server.askAll(tokens.stream()
        .map(token -> Call.post("leave", token, "{\"type\":\"leave\"}"))
        .toList());
  }
}
