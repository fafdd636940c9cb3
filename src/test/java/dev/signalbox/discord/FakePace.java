package dev.signalbox.discord;

import com.sun.net.httpserver.Headers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Five posts in five seconds in each channel, and what the headers say about it. In real time. */
final class FakePace {

  private static final int POSTS = 5;
  private static final Duration WINDOW = Duration.ofSeconds(5);

  private final Map<String, Deque<Instant>> posts = new HashMap<>();

  /** Seconds to wait, 0 for none. */
  synchronized int wait(String channel, Headers headers) {
    Instant now = Instant.now();
    Deque<Instant> last = posts.computeIfAbsent(channel, id -> new ArrayDeque<>());
    while (!last.isEmpty() && last.peek().plus(WINDOW).isBefore(now)) {
      last.poll();
    }
    boolean tooMany = last.size() >= POSTS;
    if (!tooMany) {
      last.add(now);
    }
    Duration left = Duration.between(now, last.element().plus(WINDOW));
    headers(headers, "message.create", POSTS - last.size(), left, now);
    return tooMany ? (int) left.toSeconds() + 1 : 0;
  }

  /** A call that is never too many. */
  void free(FakeRoutes.Found found, Headers headers) {
    if (found.guarded()) {
      headers(headers, found.kind(), POSTS - 1, Duration.ofSeconds(1), Instant.now());
    }
  }

  private static void headers(
      Headers headers, String bucket, int remaining, Duration left, Instant now) {
    headers.set("X-RateLimit-Bucket", Integer.toHexString(bucket.hashCode()));
    headers.set("X-RateLimit-Limit", Integer.toString(POSTS));
    headers.set("X-RateLimit-Remaining", Integer.toString(remaining));
    headers.set("X-RateLimit-Reset-After", seconds(left.toMillis()));
    headers.set("X-RateLimit-Reset", seconds(now.plus(left).toEpochMilli()));
  }

  private static String seconds(long millis) {
    return String.format(Locale.ROOT, "%.3f", millis / 1000.0);
  }
}
