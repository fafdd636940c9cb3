package dev.signalbox.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** How long a start takes, and what an idle server needs. */
final class StartChapter implements Chapter {

  private static final int IDLE_S = 15;
  private static final int STARTS = 5;

  @Override
  public String name() {
    return "start";
  }

  @Override
  public void measure(Stage stage) {
    Path data = stage.emptied(name());
    try (Served first = stage.again(data, Stage.TEAM)) {
      stage.figure(
          "the first start ever, to its first answer", first.firstAnswerMillis(), "ms", Goal.NONE);
      stage.figure("a clean stop", first.stop(), "ms", Goal.atMost(10_000));
    }
    starts(stage, data, "a start, to its first answer", 2_000);
    try (Served server = stage.again(data, Stage.TEAM)) {
      sleep(stage.scaled(IDLE_S));
      stage.figure(
          "memory of an idle server", server.residentBytes() / 1e6, "MB", Goal.atMost(200));
    }
  }

  /** The median of some starts. */
  static void starts(Stage stage, Path data, String what, double goal) {
    double[] millis = new double[STARTS];
    for (int i = 0; i < STARTS; i++) {
      try (Served server = stage.again(data, Stage.TEAM)) {
        millis[i] = server.firstAnswerMillis();
        server.stop();
      }
    }
    Arrays.sort(millis);
    stage.figure(what, millis[STARTS / 2], "ms", Goal.atMost(goal));
  }

  static void sleep(int seconds) {
    try {
      TimeUnit.SECONDS.sleep(seconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
