package dev.signalbox.local;

import dev.signalbox.board.PersonId;
import dev.signalbox.board.TeamId;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One-time keys that were minted and not yet used. Only their hashes are kept, in memory: after a
 * restart there are none. Thread-safe.
 */
final class Keys {

  /** At most so many at once; another one takes the place of the one that would expire first. */
  static final int MAX = 100;

  /** Whom a key lets in, and where. */
  record Grant(TeamId team, PersonId person, Instant until) {}

  private final SecureRandom random;
  private final Map<String, Grant> open = new HashMap<>();

  Keys(SecureRandom random) {
    this.random = random;
  }

  synchronized String mint(Grant grant, Instant now) {
    open.values().removeIf(old -> !now.isBefore(old.until()));
    if (open.size() >= MAX) {
      open.entrySet().stream()
          .min(Comparator.comparing(entry -> entry.getValue().until()))
          .map(Map.Entry::getKey)
          .ifPresent(open::remove);
    }
    String key = Secrets.fresh(random);
    open.put(Secrets.hash(key), grant);
    return key;
  }

  /** Takes the key: whoever is first gets what it opens, everybody else nothing. */
  synchronized Optional<Grant> use(String key, Instant now) {
    return Optional.ofNullable(open.remove(Secrets.hash(key)))
        .filter(grant -> now.isBefore(grant.until()));
  }

  /** The key could not be honoured after all; it may be tried again. */
  synchronized void giveBack(String key, Grant grant) {
    open.put(Secrets.hash(key), grant);
  }
}
