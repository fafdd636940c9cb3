package dev.signalbox.bench;

import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** How answers came, by the kind of call and by status. Not thread-safe. */
final class Tally {

  private static final long LONGEST_NANOS = 120_000_000_000L;
  private static final int DIGITS = 3;

  private final Map<String, Map<Integer, Histogram>> times = new TreeMap<>();
  private long nanos;
  private double cpuSeconds;

  void add(String kind, Answer answer) {
    times
        .computeIfAbsent(kind, k -> new TreeMap<>())
        .computeIfAbsent(answer.status(), s -> new Histogram(LONGEST_NANOS, DIGITS))
        .recordValue(Math.min(answer.nanos(), LONGEST_NANOS));
  }

  /** How long it went on. */
  void lasted(long elapsed) {
    nanos += elapsed;
  }

  /** What the server spent on it, in seconds of one core. */
  void cost(double seconds) {
    cpuSeconds += seconds;
  }

  /** What the server spent on each answer, in microseconds of one core. */
  double microsEach() {
    return 1e6 * cpuSeconds / Math.max(1, count(200) + others(200));
  }

  void add(Tally other) {
    cpuSeconds += other.cpuSeconds;
    nanos += other.nanos;
    other.times.forEach((kind, all) -> all.forEach((status, some) -> times
        .computeIfAbsent(kind, k -> new TreeMap<>())
        .computeIfAbsent(status, s -> new Histogram(LONGEST_NANOS, DIGITS))
        .add(some)));
  }

  double seconds() {
    return nanos / 1e9;
  }

  /** How many of a kind were answered with a status. */
  long count(String kind, int status) {
    Histogram some = times.getOrDefault(kind, Map.of()).get(status);
    return some == null ? 0 : some.getTotalCount();
  }

  /** How many were answered with a status, whatever they were. */
  long count(int status) {
    return times.keySet().stream().mapToLong(kind -> count(kind, status)).sum();
  }

  /** How many were answered with anything else than a status. */
  long others(int status) {
    return times.values().stream()
        .flatMap(all -> all.entrySet().stream())
        .filter(one -> one.getKey() != status)
        .mapToLong(one -> one.getValue().getTotalCount())
        .sum();
  }

  /** Answered well, a second. */
  double rate(String kind) {
    return count(kind, 200) / seconds();
  }

  /** In milliseconds, of those answered well; 0 if there is none. */
  double millis(String kind, double percentile) {
    return millis(kind, 200, percentile);
  }

  /** In milliseconds; 0 if there is none. */
  double millis(String kind, int status, double percentile) {
    Histogram some = times.getOrDefault(kind, Map.of()).get(status);
    return some == null ? 0 : some.getValueAtPercentile(percentile) / 1e6;
  }

  /** In milliseconds, of all kinds that were answered with a status. */
  double millis(int status, double percentile) {
    Histogram all = new Histogram(LONGEST_NANOS, DIGITS);
    times.values().forEach(one -> {
      Histogram some = one.get(status);
      if (some != null) {
        all.add(some);
      }
    });
    return all.getValueAtPercentile(percentile) / 1e6;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    times.forEach((kind, all) -> all.forEach((status, some) -> text.append(String.format(
        "%s %d: %d in %.2f s, p50 %.2f ms, p99 %.2f ms, most %.2f ms%n",
        kind,
        status,
        some.getTotalCount(),
        seconds(),
        some.getValueAtPercentile(50) / 1e6,
        some.getValueAtPercentile(99) / 1e6,
        some.getMaxValue() / 1e6))));
    return text.toString();
  }
}
