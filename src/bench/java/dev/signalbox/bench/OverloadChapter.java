package dev.signalbox.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Ten times as many agents as may wait in one queue of the desk, in three teams, each with a request
 * on its way at all times; first such as wait when they are told to, then such as do not.
 */
final class OverloadChapter implements Chapter {

  private static final int CAPACITY_AGENTS = 64;
  private static final List<String> TEAMS = List.of("one", "two", "three");
  private static final int AGENTS = 853; // of each team: 2,559
  private static final int WARM_S = 25;
  private static final int CAPACITY_S = 15;
  private static final int OVERLOAD_S = 60;
  private static final int AFTER_S = 5;
  private static final List<String> RELIEVING = List.of("heartbeat", "submit");

  @Override
  public String name() {
    return "overload";
  }

  @Override
  public void measure(Stage stage) {
    Path data = stage.emptied(name());
    long acknowledged = 0;
    try (Served server = stage.again(data, teams())) {
      List<String> tokens = new ArrayList<>();
      for (String team : TEAMS) {
        tokens.addAll(server.enrol(team, "a", "build", AGENTS));
      }
      List<String> some = tokens.subList(0, CAPACITY_AGENTS);
      acknowledged += passes(Crowd.work(server, some, stage.scaled(WARM_S)));
      Tally alone = Crowd.work(server, some, stage.scaled(CAPACITY_S));
      acknowledged += passes(alone);
      double capacity = alone.count(200) / alone.seconds();
      stage.figure("capacity, 64 agents", capacity, "/s", Goal.NONE);
      for (boolean patient : new boolean[] {true, false}) {
        String who = patient ? "agents that wait when told to" : "agents that do not";
        stage.note(who);
        double heap = server.liveHeapBytes() / 1e6;
        Tally tally = Crowd.work(server, tokens, stage.scaled(OVERLOAD_S), patient);
        acknowledged += passes(tally);
        report(stage, who, tally, capacity, patient);
        Tally after = Crowd.work(server, some, AFTER_S);
        acknowledged += passes(after);
        stage.figure(
            who + ": capacity right after",
            100 * after.count(200) / after.seconds() / capacity,
            "%",
            Goal.atLeast(80));
        stage.figure(
            who + ": heap grew by", server.liveHeapBytes() / 1e6 - heap, "MB", Goal.atMost(32));
      }
      server.stop();
    }
    stage.check(
        Stored.tasks(data, "done") >= acknowledged,
        "every task whose pass was acknowledged is done");
    stage.check(Stored.sound(data), "the file is sound");
  }

  private static long passes(Tally tally) {
    return tally.count("pass", 200);
  }

  private static void report(
      Stage stage, String who, Tally tally, double capacity, boolean patient) {
    stage.note(tally);
    double good = tally.count(200) / tally.seconds();
    stage.figure(
        who + ": goodput of capacity",
        100 * good / capacity,
        "%",
        patient ? Goal.atLeast(80) : Goal.NONE);
    stage.figure(who + ": accepted, p99", tally.millis(200, 99), "ms", Goal.atMost(500));
    stage.count(who + ": turned away", tally.count(503) + tally.count(429), Goal.NONE);
    stage.figure(who + ": turned away in, p99", tally.millis(503, 99), "ms", Goal.NONE);
    long shed = RELIEVING.stream().mapToLong(kind -> tally.count(kind, 503)).sum();
    stage.count(who + ": heartbeats and submits turned away", shed, Goal.atMost(0));
    stage.count(who + ": broken connections", tally.count(0), Goal.atMost(0));
  }

  private static String teams() {
    String head = Stage.TEAM.substring(0, Stage.TEAM.indexOf("  main:"));
    String team = Stage.TEAM.substring(Stage.TEAM.indexOf("  main:"));
    StringBuilder all = new StringBuilder(head);
    TEAMS.forEach(name -> all.append(team.replace("main:", name + ":")));
    return all.toString();
  }
}
