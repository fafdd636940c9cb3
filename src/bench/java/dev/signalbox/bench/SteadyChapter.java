package dev.signalbox.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** An ordinary busy day, minutes long; and all agents asking for work at once. */
final class SteadyChapter implements Chapter {

  private static final int AGENTS = 500;
  private static final int WARM_S = 25;
  private static final int LENGTH_S = 300;
  private static final int CHANGERS = 30;
  private static final int READERS = 50;
  private static final int CHANGES_A_SECOND = 150;
  private static final int READS_A_SECOND = 500;
  private static final int HEARTBEATS_A_MINUTE = 500;
  private static final int STORM_TASKS = 100;

  @Override
  public String name() {
    return "steady";
  }

  @Override
  public void measure(Stage stage) {
    Path data = stage.emptied(name());
    Tally tally;
    try (Served server = stage.again(data, Stage.TEAM)) {
      List<String> tokens = server.enrol("a", "build", AGENTS);
      storm(stage, server, tokens);
      day(server, tokens, stage.scaled(WARM_S));
      tally = day(server, tokens, stage.scaled(LENGTH_S));
      server.stop();
    }
    stage.note(tally);
    stage.figure("changes", tally.rate("create"), "/s", Goal.NONE);
    stage.figure("reads", tally.rate("read"), "/s", Goal.NONE);
    stage.figure("all, p50", tally.millis(200, 50), "ms", Goal.atMost(10));
    stage.figure("all, p99", tally.millis(200, 99), "ms", Goal.atMost(100));
    stage.count("not answered well", tally.others(200), Goal.atMost(0));
    stage.check(Stored.tasks(data, "%") >= tally.count("create", 200), "every task is stored");
    stage.check(Stored.sound(data), "the file is sound");
  }

  /** 500 agents, 100 tasks, one instant. */
  private static void storm(Stage stage, Served server, List<String> tokens) {
    server.askAll(IntStream.range(0, STORM_TASKS)
        .mapToObj(i -> Call.post("create", tokens.get(0), Work.Say.create("storm " + i)))
        .toList());
    List<Answer> answers = new ArrayList<>();
    Tally tally = server.run(tokens.stream()
        .map(token -> (Script) last -> {
          if (last != null) {
            answers.add(last);
          }
          return last == null ? Call.post("next", token, "{\"type\":\"next\"}") : null;
        })
        .toList());
    long won =
        answers.stream().filter(one -> one.json().path("holds").size() == 1).count();
    long inLine =
        answers.stream().filter(one -> one.json().path("line").isObject()).count();
    stage.check(won == STORM_TASKS, STORM_TASKS + " of them win, not " + won);
    stage.check(inLine == tokens.size() - STORM_TASKS, "the others stand in line, not " + inLine);
    stage.figure("500 agents ask for 100 tasks at once", tally.seconds(), "s", Goal.atMost(2));
  }

  private static Tally day(Served server, List<String> tokens, int seconds) {
    long begun = System.nanoTime();
    long end = begun + TimeUnit.SECONDS.toNanos(seconds);
    List<Script> scripts = new ArrayList<>();
    for (int i = 0; i < CHANGERS; i++) {
      String token = tokens.get(i);
      Call call = Call.post("create", token, Work.Say.create("steady"));
      scripts.add(new Paced(call, begun, end, CHANGES_A_SECOND / (double) CHANGERS, i, CHANGERS));
    }
    for (int i = 0; i < READERS; i++) {
      Call call = Call.get("read", tokens.get(i), "/v1/tasks?limit=20");
      scripts.add(new Paced(call, begun, end, READS_A_SECOND / (double) READERS, i, READERS));
    }
    for (int i = 0; i < tokens.size(); i++) {
      Call call = Call.post("heartbeat", tokens.get(i), "{\"type\":\"heartbeat\"}");
      double rate = HEARTBEATS_A_MINUTE / 60.0 / tokens.size();
      scripts.add(new Paced(call, begun, end, rate, i, tokens.size()));
    }
    return server.run(scripts);
  }

  /** The same call at even distances, whether the last was answered in time or not. */
  private static final class Paced implements Script {
    private final Call call;
    private final long end;
    private final double step;
    private double due;

    Paced(Call call, long begun, long end, double perSecond, int number, int of) {
      this.call = call;
      this.end = end;
      this.step = TimeUnit.SECONDS.toNanos(1) / perSecond;
      this.due = begun + step * number / of;
    }

    @Override
    public @Nullable Call next(@Nullable Answer last) {
      if (due > end) {
        return null;
      }
      Call next = call.at((long) due);
      due += step;
      return next;
    }
  }
}
