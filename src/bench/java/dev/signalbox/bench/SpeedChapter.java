package dev.signalbox.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** How fast commands are, each for itself and together, on a file with little in it. */
final class SpeedChapter implements Chapter {

  private static final Set<String> KINDS = Set.of("create", "claim", "submit", "pass", "heartbeat");

  /** What was measured, to be compared with the same on a full file. */
  record Speed(Map<String, Tally> tallies, double lives) {

    Map<String, Double> perSecond() {
      Map<String, Double> all = new TreeMap<>();
      tallies.forEach((kind, tally) -> all.put(kind, tally.rate(kind)));
      all.put("whole life", lives);
      return all;
    }

    double of(String kind) {
      return perSecond().getOrDefault(kind, 0.0);
    }
  }

  private static final int WARM_S = 90;
  private static final int LIVES_S = 20;
  private static final int AGENTS = 16;
  private static final int IDLE_WARM = 2_000;
  private static final int IDLE_CLAIMS = 200;
  private static final long IDLE_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(15);

  @Override
  public String name() {
    return "speed";
  }

  @Override
  public void measure(Stage stage) {
    Path data = stage.emptied(name());
    Tally all = new Tally();
    try (Served idle = stage.fresh(Stage.TEAM)) {
      idle(stage, idle, idle.enrol("a", "build", 1).get(0));
    }
    stage.emptied(name());
    try (Served server = stage.again(data, Stage.TEAM)) {
      List<String> tokens = server.enrol("a", "build", Commands.AGENTS);
      all.add(Crowd.work(server, tokens.subList(0, Commands.CONNECTIONS), stage.scaled(WARM_S)));
      measure(stage, server, tokens, all);
      server.stop();
    }
    stage.check(
        Stored.tasks(data, "done") >= all.count("pass", 200),
        "every task whose pass was acknowledged is done");
    stage.check(Stored.sound(data), "the file is sound");
  }

  /** Commands by themselves, then whole lives; as figures. */
  private static void measure(Stage stage, Served server, List<String> tokens, Tally all) {
    Speed speed = speed(stage, server, tokens, all);
    speed.tallies().forEach((kind, tally) -> {
      double goal = kind.equals("heartbeat") ? 8_000 : 5_000;
      stage.figure(kind + ", 64 connections", tally.rate(kind), "/s", Goal.atLeast(goal));
      stage.figure(kind + ", p99", tally.millis(kind, 99), "ms", Goal.atMost(50));
    });
    stage.figure("whole life of a task, 16 agents", speed.lives(), "/s", Goal.atLeast(800));
  }

  /** The same without figures. */
  static Speed speed(Stage stage, Served server, List<String> tokens, Tally all) {
    Map<String, Tally> tallies = new Commands(server, tokens).measure(stage);
    tallies.keySet().retainAll(KINDS);
    tallies.forEach((kind, tally) -> {
      stage.note(String.format(
          Locale.ROOT, "%s: server %.0f us of a core each", kind, tally.microsEach()));
      stage.note(tally);
      all.add(tally);
    });
    // of the others each would be given a review that it never does
    Crowd.leave(server, tokens.subList(AGENTS, tokens.size()));
    double before = server.cpuSeconds();
    Tally lives = Crowd.work(server, tokens.subList(0, AGENTS), stage.scaled(LIVES_S));
    lives.cost(server.cpuSeconds() - before);
    stage.note("lives: server " + Math.round(lives.microsEach()) + " us of a core for a request");
    stage.note(lives);
    all.add(lives);
    return new Speed(tallies, lives.rate("pass"));
  }

  private static void idle(Stage stage, Served server, String token) {
    Tally tally = new Tally();
    for (int i = -IDLE_WARM; i < stage.scaled(IDLE_CLAIMS); i++) {
      if (i == 0) {
        tally = new Tally();
      }
      long pause = i < 0 ? 0 : IDLE_PAUSE_NANOS;
      String task = Work.made(server.ask(Call.post("create", token, Work.Say.create("idle"))));
      List<Answer> claimed = new ArrayList<>();
      tally.add(server.run(List.of(last -> {
        if (last != null) {
          claimed.add(last);
          return null;
        }
        return Call.post("claim", token, Work.Say.claim(task)).at(System.nanoTime() + pause);
      })));
      Work.Held held = Work.held(claimed.get(0), task);
      server.ask(Call.post("release", token, release(held)));
    }
    stage.figure(
        "one claim on an idle server, p50", tally.millis("claim", 50), "ms", Goal.atMost(3));
  }

  private static String release(Work.Held held) {
    return "{\"type\":\"release\",\"task\":\"" + held.task() + "\",\"epoch\":" + held.epoch()
        + ",\"note\":\"not now\"}";
  }
}
