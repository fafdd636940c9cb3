package dev.signalbox.agents;

import dev.signalbox.board.AgentId;
import dev.signalbox.board.Entry;
import dev.signalbox.board.Event;
import dev.signalbox.board.TeamEvent;
import dev.signalbox.board.TeamId;
import dev.signalbox.desk.Feed;
import dev.signalbox.desk.LedgerException;
import dev.signalbox.desk.Reads;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whose a token is. Remembers the answers, and forgets an agent's when the log says that its tokens
 * changed; {@link #follow} reads the log for that. What is remembered counts only while the
 * follower is known to keep up, so a revoked token is refused within a second whatever happens.
 *
 * <p>Thread-safe.
 */
final class Tokens {

  static final int REMEMBERED_MAX = 4_096;

  /** How far behind the follower may be before nothing remembered counts. */
  static final Duration LAG_MAX = Duration.ofMillis(750);

  private static final Duration LOOK_EVERY = Duration.ofMillis(250);

  /** After each look, so that a busy log is read in pages and not event by event. */
  private static final Duration REST = Duration.ofMillis(100);

  /** Further behind than this many events, forgetting everything is cheaper than reading on. */
  private static final long READ_ON_MAX = 2_000;

  private static final Logger LOG = LoggerFactory.getLogger(Tokens.class);

  private final Reads reads;
  private final Feed feed;
  private final InstantSource now;
  private final LongSupplier nanos;

  // All guarded by this.
  private final Map<String, Caller> remembered = new LinkedHashMap<>(64, 0.75f, true);
  private long forgotten;
  private boolean followed;
  private long followedAt;

  /** Up to where the log of each team was read. Only the follower's. */
  private final Map<TeamId, Long> read = new HashMap<>();

  /**
   * @param now the desk's time, by which tokens end
   * @param nanos the monotonic clock
   */
  Tokens(Reads reads, Feed feed, InstantSource now, LongSupplier nanos) {
    this.reads = reads;
    this.feed = feed;
    this.now = now;
    this.nanos = nanos;
  }

  /** Whose it is; empty for unknown and revoked ones. */
  Optional<Caller> find(Token token) {
    Optional<Caller> known = known(token);
    if (known.isPresent()) {
      return known;
    }
    long before = forgotten();
    Optional<Caller> found = lookUp(token.hash());
    found.ifPresent(caller -> remember(token, caller, before));
    return found;
  }

  /** Whose it is, if that is remembered. */
  synchronized Optional<Caller> known(Token token) {
    boolean fresh = followed && nanos.getAsLong() - followedAt < LAG_MAX.toNanos();
    return fresh
        ? Optional.ofNullable(remembered.get(token.hash())).filter(this::good)
        : Optional.empty();
  }

  /** That it ends is no event. */
  private boolean good(Caller caller) {
    Instant end = caller.endsAt();
    return end == null || end.isAfter(now.instant());
  }

  /** Whose it is at this moment, by its hash, as the ledger has it. */
  Optional<Caller> lookUp(String hash) {
    return reads
        .token(hash, now.instant())
        .map(owner -> new Caller(owner.team(), owner.agent(), hash, owner.endsAt()));
  }

  /** Follows the log until interrupted; to be run on a thread of its own. */
  void follow() throws InterruptedException {
    long heeded = -1;
    while (true) {
      long begun = nanos.getAsLong();
      long now = feed.changes();
      if (now == heeded) {
        keptUp(begun);
      } else if (catchUp()) {
        heeded = now;
        TimeUnit.NANOSECONDS.sleep(REST.toNanos());
      }
      feed.await(now, LOOK_EVERY);
    }
  }

  /**
   * Reads the log up to its present end and forgets the agents whose tokens changed.
   *
   * @return whether it could be read
   */
  boolean catchUp() {
    long begun = nanos.getAsLong();
    try {
      reads.teams().forEach(this::catchUp);
    } catch (LedgerException e) {
      LOG.debug("the log cannot be read; no token is remembered", e);
      read.clear();
      forgetAll();
      return false;
    }
    keptUp(begun);
    return true;
  }

  private void catchUp(TeamId team) {
    long end = feed.latest(team);
    Long at = read.get(team);
    if (at == null || end - at > READ_ON_MAX) {
      forgetAll();
      read.put(team, end);
      return;
    }
    for (long from = at; from < end; ) {
      List<Entry> page = reads.events(team, from, Reads.PAGE_MAX);
      if (page.isEmpty()) {
        forgetAll();
        read.put(team, end);
        return;
      }
      page.forEach(entry -> heed(team, entry.event()));
      from = page.get(page.size() - 1).number();
      read.put(team, from);
    }
  }

  private void heed(TeamId team, Event event) {
    if (event instanceof TeamEvent.TokenRevoked revoked) {
      forget(team, revoked.agent());
    } else if (event instanceof TeamEvent.TokenIssued issued) {
      forget(team, issued.agent());
    } else if (event instanceof TeamEvent.TokenRotated rotated) {
      forget(team, rotated.agent());
    } else if (event instanceof TeamEvent.AgentRemoved removed) {
      forget(team, removed.agent());
    }
  }

  private synchronized void keptUp(long at) {
    followed = true;
    followedAt = at;
  }

  private synchronized void forget(TeamId team, AgentId agent) {
    forgotten++;
    remembered.values().removeIf(who -> who.team().equals(team) && who.agent().equals(agent));
  }

  private synchronized void forgetAll() {
    forgotten++;
    remembered.clear();
  }

  private synchronized long forgotten() {
    return forgotten;
  }

  /** Not if something was forgotten since the ledger was asked: it may have been this. */
  private synchronized void remember(Token token, Caller caller, long before) {
    if (forgotten == before) {
      remembered.put(token.hash(), caller);
      Iterator<String> oldest = remembered.keySet().iterator();
      if (remembered.size() > REMEMBERED_MAX) {
        oldest.next();
        oldest.remove();
      }
    }
  }
}
