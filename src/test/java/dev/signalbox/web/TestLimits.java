package dev.signalbox.web;

import java.time.Duration;
import java.util.List;

/** Limits that tests can reach: short times and few places, on a free port. */
final class TestLimits {

  static final int AT_WORK_MAX = 4;
  static final int STREAMS_MAX = 3;

  private TestLimits() {}

  /** The product's own, on a free port. */
  static WebLimits usual() {
    return WebLimits.defaults("127.0.0.1", 0).withExtraHosts(List.of("board.example"));
  }

  /** Few places at work and few streams. */
  static WebLimits few() {
    return limits(Duration.ofSeconds(10), Duration.ofSeconds(30));
  }

  /** Headers and bodies must come within 300 ms. */
  static WebLimits quick() {
    return limits(Duration.ofMillis(300), Duration.ofSeconds(30));
  }

  /** Idle connections are closed after 300 ms. */
  static WebLimits restless() {
    return limits(Duration.ofSeconds(10), Duration.ofMillis(300));
  }

  private static WebLimits limits(Duration requestTimeout, Duration idle) {
    return new WebLimits(
        "127.0.0.1",
        0,
        List.of(),
        256 * 1024,
        AT_WORK_MAX,
        200,
        requestTimeout,
        requestTimeout,
        idle,
        STREAMS_MAX);
  }
}
