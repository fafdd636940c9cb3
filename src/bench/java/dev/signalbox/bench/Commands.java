package dev.signalbox.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.bench.Work.Held;
import dev.signalbox.bench.Work.Say;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Each command by itself, on 64 connections: rounds in which 500 agents create a task each, claim
 * it, submit it, and pass the one of another that they were given to review.
 */
final class Commands {

  static final int AGENTS = 500;
  static final int CONNECTIONS = 64;

  private static final int ROUNDS = 40;
  private static final int WARM = 6;
  private static final int HEARTBEATS = 80_000;

  /** An agent and what it holds. */
  private record Holder(String token, Held held) {}

  private final Served server;
  private final List<String> tokens;
  private final Map<String, Tally> tallies = new TreeMap<>();

  Commands(Served server, List<String> tokens) {
    this.server = server;
    this.tokens = tokens;
  }

  /** Measures create, claim, submit, pass and heartbeat; a tally for each. */
  Map<String, Tally> measure(Stage stage) {
    Crowd.settle(server, tokens);
    for (int round = 0; round < stage.scaled(WARM); round++) {
      round();
    }
    tallies.clear();
    for (int round = 0; round < stage.scaled(ROUNDS); round++) {
      round();
    }
    heartbeats(stage.scaled(HEARTBEATS));
    return tallies;
  }

  private void round() {
    List<String> tasks = new ArrayList<>();
    run(
        "create",
        tokens,
        token -> Call.post("create", token, Say.create("bench")),
        (token, is) -> tasks.add(Work.made(is)));
    List<Integer> all = Work.numbers(tasks.size());
    List<Holder> holders = new ArrayList<>();
    run(
        "claim",
        all,
        i -> Call.post("claim", tokens.get(i), Say.claim(tasks.get(i))),
        (i, is) -> holders.add(new Holder(tokens.get(i), Work.held(is, tasks.get(i)))));
    run(
        "submit",
        holders,
        one -> Call.post("submit", one.token(), Say.submit(one.held())),
        (one, is) -> {});
    List<Holder> reviewers = new ArrayList<>();
    run(
        "mail",
        tokens,
        token -> Call.post("mail", token, "{\"type\":\"heartbeat\"}"),
        (token, is) -> {
          for (JsonNode hold : is.json().path("holds")) {
            Held held = new Held(hold.path("task").asText(), hold.path("epoch").asLong());
            reviewers.add(new Holder(token, held));
          }
        });
    run(
        "pass",
        reviewers,
        one -> Call.post("pass", one.token(), Say.pass(one.held())),
        (one, is) -> {});
  }

  private void heartbeats(int number) {
    run(
        "heartbeat",
        Work.numbers(number),
        i -> Call.post("heartbeat", tokens.get(i % tokens.size()), "{\"type\":\"heartbeat\"}"),
        (i, is) -> {});
  }

  private <T> void run(
      String kind, List<T> things, Function<T, Call> call, BiConsumer<T, Answer> then) {
    double before = server.cpuSeconds();
    Tally tally = server.run(Work.shared(things, CONNECTIONS).stream()
        .map(share -> Work.each(share, call, then))
        .toList());
    tally.cost(server.cpuSeconds() - before);
    tallies.computeIfAbsent(kind, k -> new Tally()).add(tally);
  }
}
