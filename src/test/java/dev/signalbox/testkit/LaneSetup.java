package dev.signalbox.testkit;

import dev.signalbox.board.Lane;
import dev.signalbox.board.LaneId;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The settings of a lane in the making, with the product's defaults for all that a test leaves. */
public final class LaneSetup {

  private final LaneId id;
  private Integer wip;
  private int agentWip = 1;
  private Duration firstBeat = Duration.ofMinutes(3);
  private Duration longMax = Duration.ofMinutes(60);
  private Duration holdMax = Duration.ofHours(24);
  private int maxAttempts = 3;
  private int maxRounds = 3;
  private int reviewLimit = 4;
  private Lane.Finish finish = Lane.Finish.SHIP;
  private Lane.ReviewBy reviewBy = Lane.ReviewBy.NOBODY;

  LaneSetup(String name) {
    id = new LaneId(name);
  }

  public LaneSetup wip(int most) {
    wip = most;
    return this;
  }

  public LaneSetup agentWip(int most) {
    agentWip = most;
    return this;
  }

  public LaneSetup firstBeat(Duration longest) {
    firstBeat = longest;
    return this;
  }

  public LaneSetup longMax(Duration longest) {
    longMax = longest;
    return this;
  }

  public LaneSetup holdMax(Duration longest) {
    holdMax = longest;
    return this;
  }

  public LaneSetup maxAttempts(int most) {
    maxAttempts = most;
    return this;
  }

  public LaneSetup maxRounds(int most) {
    maxRounds = most;
    return this;
  }

  public LaneSetup reviewLimit(int most) {
    reviewLimit = most;
    return this;
  }

  public LaneSetup accepted() {
    finish = Lane.Finish.ACCEPT;
    return this;
  }

  public LaneSetup reviewBy(String... lanes) {
    reviewBy = Lane.ReviewBy.lanes(Stream.of(lanes).map(LaneId::new).toList());
    return this;
  }

  public LaneSetup reviewByAnybodyElse() {
    reviewBy = Lane.ReviewBy.ANYBODY_ELSE;
    return this;
  }

  public LaneSetup notReviewed() {
    reviewBy = Lane.ReviewBy.NOBODY;
    return this;
  }

  Lane done() {
    return new Lane(
        id,
        wip,
        agentWip,
        Duration.ofSeconds(60),
        firstBeat,
        Duration.ofSeconds(150),
        Duration.ofSeconds(300),
        longMax,
        holdMax,
        maxAttempts,
        maxRounds,
        Duration.ofMinutes(30),
        reviewLimit,
        finish,
        reviewBy);
  }

  static List<LaneSetup> usual() {
    return List.of(
        new LaneSetup("build").reviewBy("review"),
        new LaneSetup("docs").accepted(),
        new LaneSetup("review"));
  }
}
