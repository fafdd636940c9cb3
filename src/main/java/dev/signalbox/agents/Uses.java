package dev.signalbox.agents;

import dev.signalbox.desk.Chore;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Notes when tokens and secrets are used: each is written down once a minute at most, so that busy
 * agents cost the disk nothing. Thread-safe.
 */
final class Uses {

  static final Duration EVERY = Duration.ofMinutes(1);

  private static final int NOTED_MAX = 4_096;

  private final Function<Chore, ? extends CompletableFuture<?>> chores;
  private final LongSupplier nanos;
  // Guarded by itself.
  private final Map<String, Long> noted = new LinkedHashMap<>(64, 0.75f, true);

  Uses(Function<Chore, ? extends CompletableFuture<?>> chores, LongSupplier nanos) {
    this.chores = chores;
    this.nanos = nanos;
  }

  void note(String hash) {
    if (due(hash)) {
      // A mark that is lost is made up for by the next.
      var unused = chores.apply(new Chore.TokenUsed(hash));
    }
  }

  private boolean due(String hash) {
    long now = nanos.getAsLong();
    synchronized (noted) {
      Long before = noted.get(hash);
      if (before != null && now - before < EVERY.toNanos()) {
        return false;
      }
      noted.put(hash, now);
      if (noted.size() > NOTED_MAX) {
        Iterator<String> oldest = noted.keySet().iterator();
        oldest.next();
        oldest.remove();
      }
      return true;
    }
  }
}
