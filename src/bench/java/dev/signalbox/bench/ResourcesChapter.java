package dev.signalbox.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Taking and giving back units, and what a long line for one resource costs the others. */
final class ResourcesChapter implements Chapter {

  private static final String TEAM = Stage.TEAM + """
          resources:
            api: {units: 1000}
            staging: {units: 1}
      """;
  private static final int AGENTS = 999;
  private static final int WORKERS = 64;
  private static final int WARM_S = 20;
  private static final int LENGTH_S = 15;

  @Override
  public String name() {
    return "resources";
  }

  @Override
  public void measure(Stage stage) {
    try (Served server = stage.fresh(TEAM)) {
      List<String> tokens = server.enrol("a", "build", AGENTS);
      tokens.forEach(token -> hold(server, token));
      List<String> workers = tokens.subList(0, WORKERS);
      turns(server, workers, stage.scaled(WARM_S));
      Tally turns = turns(server, workers, stage.scaled(LENGTH_S));
      double each = turns.rate("acquire") + turns.rate("give_back");
      stage.figure("acquire and give_back, 64 connections", each, "/s", Goal.atLeast(4_000));
      stage.note(turns);

      Crowd.work(server, workers, stage.scaled(WARM_S));
      double alone = Crowd.work(server, workers, stage.scaled(LENGTH_S)).rate("pass");
      List<String> waiters = tokens.subList(WORKERS, AGENTS);
      server.askAll(waiters.stream()
          .map(token -> Call.post("wait", token, acquire("staging", "0")))
          .toList());
      double beside = Crowd.work(server, workers, stage.scaled(LENGTH_S)).rate("pass");
      double again = Crowd.work(server, workers, stage.scaled(LENGTH_S)).rate("pass");
      stage.figure("lives a second, nobody waiting", alone, "/s", Goal.NONE);
      stage.figure("lives a second, " + (waiters.size() - 1) + " waiting", again, "/s", Goal.NONE);
      stage.figure(
          "slower by",
          Math.max(0, 100 * (1 - Math.max(beside, again) / alone)),
          "%",
          Goal.atMost(10));
    }
  }

  /** Only who holds a task may have resources beside it. */
  private static void hold(Served server, String token) {
    String task = Work.made(server.ask(Call.post("create", token, Work.Say.create("held"))));
    Work.held(server.ask(Call.post("claim", token, Work.Say.claim(task))), task);
  }

  private static Tally turns(Served server, List<String> tokens, double seconds) {
    long end = System.nanoTime() + (long) (seconds * TimeUnit.SECONDS.toNanos(1));
    return server.run(tokens.stream().map(token -> new Turns(token, end)).toList());
  }

  private static String acquire(String resource, String wait) {
    return "{\"type\":\"acquire\",\"resources\":{\"" + resource + "\":1},\"wait\":" + wait + "}";
  }

  /** Takes a unit and gives it back, again and again. */
  private record Turns(String token, long end) implements Script {
    @Override
    public @Nullable Call next(@Nullable Answer last) {
      if (System.nanoTime() > end) {
        return null;
      }
      long held = last == null
          ? 0
          : Served.good(last).json().path("grants").path(0).path("token").asLong();
      return held == 0
          ? Call.post("acquire", token, acquire("api", "0"))
          : Call.post("give_back", token, "{\"type\":\"give_back\",\"token\":" + held + "}");
    }
  }
}
