package dev.signalbox.talk.courier;

import dev.signalbox.board.PersonId;
import dev.signalbox.board.TeamId;
import dev.signalbox.desk.Reads;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How often each person may be mentioned: six times an hour, over all rooms of a team. Counts what
 * the ledger knows to be sent or on its way, and what a courier of this process is about to send.
 * Thread-safe.
 */
public final class Attention {

  /** Mentions of one person within {@link #WINDOW}. */
  public static final int MENTIONS_MAX = 6;

  static final Duration WINDOW = Duration.ofHours(1);

  private final Reads reads;
  private final InstantSource clock;

  /** Messages of which the ledger does not know yet, and when they were promised their place. */
  private final Map<Whom, Map<Long, Instant>> taken = new HashMap<>();

  private record Whom(TeamId team, PersonId person) {}

  public Attention(Reads reads, InstantSource clock) {
    this.reads = reads;
    this.clock = clock;
  }

  /** When somebody was mentioned since then, oldest first. */
  synchronized List<Instant> mentions(TeamId team, PersonId person, Instant since) {
    return byParcel(new Whom(team, person), since).values().stream().sorted().toList();
  }

  /** How many more mentions of somebody the hour has room for. */
  int room(TeamId team, PersonId person) {
    return MENTIONS_MAX - mentions(team, person, clock.instant().minus(WINDOW)).size();
  }

  /** When the hour has room for a mention of somebody again; now where it has. */
  Instant roomAt(TeamId team, PersonId person) {
    Instant now = clock.instant();
    List<Instant> within = mentions(team, person, now.minus(WINDOW));
    return within.size() < MENTIONS_MAX
        ? now
        : within.get(within.size() - MENTIONS_MAX).plus(WINDOW);
  }

  /** Takes a place in the hour for a message; false where none is left. */
  synchronized boolean take(TeamId team, PersonId person, long parcel) {
    Instant now = clock.instant();
    Whom whom = new Whom(team, person);
    Map<Long, Instant> known = byParcel(whom, now.minus(WINDOW));
    if (!known.containsKey(parcel) && known.size() >= MENTIONS_MAX) {
      return false;
    }
    taken.computeIfAbsent(whom, someone -> new HashMap<>()).put(parcel, now);
    return true;
  }

  /** The ledger knows of the message, or it will not be sent: its place is free again. */
  synchronized void giveBack(TeamId team, PersonId person, long parcel) {
    taken.computeIfPresent(new Whom(team, person), (whom, places) -> {
      places.remove(parcel);
      return places.isEmpty() ? null : places;
    });
  }

  private Map<Long, Instant> byParcel(Whom whom, Instant since) {
    Map<Long, Instant> all = new TreeMap<>();
    all.putAll(taken.getOrDefault(whom, Map.of()));
    reads
        .mentions(whom.team(), whom.person(), since)
        .forEach(mention -> all.put(mention.parcel(), mention.at()));
    return all;
  }
}
