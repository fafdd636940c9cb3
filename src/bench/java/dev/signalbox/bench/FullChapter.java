package dev.signalbox.bench;

import dev.signalbox.bench.SpeedChapter.Speed;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/** The same with 100,000 tasks in the file, 10,000 of them open, and 500 agents. */
final class FullChapter implements Chapter {

  private static final int TASKS = 100_000;
  private static final int OPEN = 10_000;
  private static final int FILL_S = 10;
  private static final int VIEWS = 1_000;
  private static final int BACKUP_WARM_S = 5;

  @Override
  public String name() {
    return "full";
  }

  @Override
  public void measure(Stage stage) {
    Path data = stage.emptied(name());
    Tally all = new Tally();
    Speed before;
    try (Served server = stage.again(data, Stage.TEAM)) {
      List<String> tokens = server.enrol("a", "build", Commands.AGENTS);
      Crowd.work(server, tokens.subList(0, Commands.CONNECTIONS), stage.scaled(6 * FILL_S));
      stage.note("with little in the file:");
      before = SpeedChapter.speed(stage, server, tokens, all);
      fill(stage, server, tokens);
      stage.note("with all of it:");
      Speed after = SpeedChapter.speed(stage, server, tokens, all);
      after.perSecond().forEach((kind, rate) -> compare(stage, kind, before.of(kind), rate));
      board(stage, server, tokens.get(0));
      stage.figure("heap in use, of 256 MB", server.liveHeapBytes() / 1e6, "MB", Goal.atMost(256));
      backup(stage, server, tokens);
      stage.figure("a clean stop", server.stop(), "ms", Goal.atMost(10_000));
    }
    stage.check(Stored.sound(data), "the file is sound");
    long events = Stored.number(data, "SELECT count(*) FROM event");
    stage.figure(
        "file for each event, all included",
        data.resolve("signalbox.db").toFile().length() / (double) events,
        "bytes",
        Goal.atMost(1_000));
    StartChapter.starts(stage, data, "a start, to its first answer", 5_000);
  }

  private static void compare(Stage stage, String kind, double before, double after) {
    stage.figure(
        kind + ", slower than with little in the file by",
        Math.max(0, 100 * (1 - after / before)),
        "%",
        Goal.atMost(25));
  }

  private static void fill(Stage stage, Served server, List<String> tokens) {
    int done = 0;
    List<String> some = tokens.subList(0, Commands.CONNECTIONS);
    while (done < stage.scaled(TASKS - OPEN)) {
      done += (int) Crowd.work(server, some, FILL_S).count("pass", 200);
      stage.note("filled: " + done + " tasks done");
    }
    Iterator<Integer> open = IntStream.range(0, stage.scaled(OPEN)).iterator();
    server.run(some.stream()
        .map(token -> (Script) last -> {
          if (last != null) {
            Served.good(last);
          }
          return open.hasNext()
              ? Call.post("create", token, Work.Say.create("task " + open.next()))
              : null;
        })
        .toList());
  }

  private static void board(Stage stage, Served server, String token) {
    Tally warm = reads(server, token, stage.scaled(VIEWS));
    Tally tally = reads(server, token, stage.scaled(VIEWS));
    stage.figure("board view, p99", tally.millis("board", 99), "ms", Goal.atMost(20));
    stage.note(warm);
    stage.note(tally);
  }

  private static Tally reads(Served server, String token, int number) {
    Iterator<Integer> left = IntStream.range(0, number).iterator();
    return server.run(List.of(last -> {
      if (last != null) {
        Served.good(last);
      }
      if (!left.hasNext()) {
        return null;
      }
      left.next();
      return Call.get("board", token, "/v1/board");
    }));
  }

  /** A backup while agents work: how long it takes, and the longest that a change had to wait. */
  private static void backup(Stage stage, Served server, List<String> tokens) {
    List<String> some = tokens.subList(0, 8);
    Crowd.work(server, some, stage.scaled(BACKUP_WARM_S));
    Tally without = Crowd.work(server, some, stage.scaled(BACKUP_WARM_S));
    double[] took = new double[1];
    Thread backing = new Thread(() -> {
      long begun = System.nanoTime();
      server.backup();
      took[0] = (System.nanoTime() - begun) / 1e9;
    });
    backing.start();
    Tally during = new Tally();
    while (backing.isAlive()) {
      during.add(Crowd.work(server, some, 0.5));
    }
    stage.figure("a backup while agents work", took[0], "s", Goal.atMost(60));
    stage.figure(
        "the longest a change waited meanwhile", during.millis(200, 100), "ms", Goal.atMost(200));
    stage.note("the longest without a backup: " + without.millis(200, 100) + " ms");
  }
}
