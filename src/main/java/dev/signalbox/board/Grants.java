package dev.signalbox.board;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who has which units. A grant that ended stays for as long as a unit of it still counts: spent in
 * the window of a budget, or locked because its holder was lost. What counts is kept up to date with
 * every change, so that a look at a resource costs the same however many had it.
 */
final class Grants {

  /** When what a grant has, or had, of one resource counts no longer. */
  private record Fading(Instant until, long token, Need need) implements Comparable<Fading> {
    private static final Comparator<Fading> ORDER = Comparator.comparing(Fading::until)
        .thenComparingLong(Fading::token)
        .thenComparing(Fading::need);

    @Override
    public int compareTo(Fading other) {
      return ORDER.compare(this, other);
    }
  }

  private final Board board;
  private final TreeMap<Long, Grant> byToken = new TreeMap<>();
  private final TreeMap<ResourceId, NavigableSet<Long>> byResource = new TreeMap<>();
  private final TreeMap<AgentId, NavigableSet<Long>> heldBy = new TreeMap<>();
  private final TreeSet<Long> expiring = new TreeSet<>();
  private final TreeSet<Fading> fading = new TreeSet<>();
  private final Map<Long, List<Fading>> fadingOf = new HashMap<>();
  private final Map<ResourceId, Integer> used = new HashMap<>();

  Grants(Board board) {
    this.board = board;
  }

  // -- reading ------------------------------------------------------------------------------------

  Collection<Grant> all() {
    return byToken.values();
  }

  Optional<Grant> find(long token) {
    return Optional.ofNullable(byToken.get(token));
  }

  Grant known(long token) {
    return find(token).orElseThrow(() -> new IllegalStateException("there is no grant " + token));
  }

  /** What an agent has, oldest first. */
  List<Grant> heldBy(AgentId agent) {
    return heldBy.getOrDefault(agent, Collections.emptyNavigableSet()).stream()
        .map(this::known)
        .toList();
  }

  /** The agents that have anything. */
  Collection<AgentId> holders() {
    return Collections.unmodifiableCollection(heldBy.keySet());
  }

  /** The grants that come back by themselves. */
  List<Grant> expiring() {
    return expiring.stream().map(this::known).toList();
  }

  /** The grants, held or not, that may leave less of what is needed. */
  List<Grant> contending(Need need) {
    if (!need.resource().files()) {
      return byResource.getOrDefault(need.resource(), Collections.emptyNavigableSet()).stream()
          .map(this::known)
          .toList();
    }
    return byResource.entrySet().stream()
        .filter(one -> one.getKey().files() && one.getKey().meets(need.resource()))
        .flatMap(one -> one.getValue().stream())
        .distinct()
        .map(this::known)
        .filter(grant -> grant.needs().stream().anyMatch(need::contends))
        .toList();
  }

  /** How many units of a resource of the settings count now. */
  int used(ResourceId id, Instant now) {
    int faded = 0; // What no event has pruned yet.
    for (Fading one : fading) {
      if (one.until().isAfter(now)) {
        break;
      }
      faded += one.need().resource().equals(id) ? one.need().units() : 0;
    }
    return used.getOrDefault(id, 0) - faded;
  }

  /** Until when a need of a grant counts; null while that is open. */
  @Nullable
  Instant countsUntil(Grant grant, Need need) {
    Resource resource = board.stock().settings(need.resource()).orElse(Resource.FILES);
    Instant until = grant.countsUntil(resource);
    Duration window = resource.window();
    if (until != null && window != null && grant.since().isBefore(board.awoke())) {
      return later(until, sinceAwake(grant, resource).plus(window));
    }
    boolean locked = grant.how() == Grant.How.LOST
        && !resource.spent()
        && !resource.lockDelay().isZero();
    return until != null && locked ? notBeforeHeard(until, grant) : until;
  }

  /** Not before its agent had the time to be heard again; an agent whose lane is gone has none. */
  Instant notBeforeHeard(Instant until, Grant grant) {
    LaneId lane = board.agent(grant.agent()).lane();
    return board.team().lane(lane).isPresent() ? board.notBeforeAwake(until, lane) : until;
  }

  /**
   * The clock may have leapt ahead of the calls: whatever was granted before is taken to have been
   * used only after it.
   */
  private Instant sinceAwake(Grant grant, Resource resource) {
    Instant ended = grant.ended();
    boolean over =
        grant.how() == Grant.How.GIVEN_BACK && ended != null && ended.isBefore(board.awoke());
    return over ? board.awoke() : board.awoke().plus(resource.useWithin());
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /** The first instant after that one at which something counts no longer. */
  Optional<Instant> fadesAfter(Instant at) {
    return fading.stream()
        .map(Fading::until)
        .dropWhile(until -> !until.isAfter(at))
        .findFirst();
  }

  /** Whether something counts no longer at that time. */
  boolean fadesBy(Instant at) {
    return !fading.isEmpty() && !fading.first().until().isAfter(at);
  }

  // -- change -------------------------------------------------------------------------------------

  void put(Grant grant) {
    find(grant.token()).ifPresent(this::drop);
    byToken.put(grant.token(), grant);
    for (Need need : grant.needs()) {
      byResource.computeIfAbsent(need.resource(), id -> new TreeSet<>()).add(grant.token());
    }
    count(grant);
    if (grant.held()) {
      heldBy.computeIfAbsent(grant.agent(), id -> new TreeSet<>()).add(grant.token());
      if (grant.until() != null) {
        expiring.add(grant.token());
      }
    }
  }

  private void count(Grant grant) {
    grant.needs().forEach(need -> used.merge(need.resource(), need.units(), Integer::sum));
    List<Fading> all = grant.needs().stream()
        .flatMap(need -> Stream.ofNullable(countsUntil(grant, need))
            .map(until -> new Fading(until, grant.token(), need)))
        .toList();
    fading.addAll(all);
    fadingOf.put(grant.token(), all);
  }

  private List<Fading> fadingOf(long token) {
    return fadingOf.getOrDefault(token, List.of());
  }

  /** Lets go of what counts no longer, and tells which grants are gone with it. */
  List<Long> prune(Instant at) {
    List<Long> gone = new ArrayList<>();
    while (fadesBy(at)) {
      Fading over = fading.pollFirst();
      used.merge(over.need().resource(), -over.need().units(), Integer::sum);
      Grant grant = known(over.token());
      boolean counts = fadingOf(over.token()).stream().anyMatch(fading::contains);
      if (!grant.held() && !counts) {
        drop(grant);
        gone.add(over.token());
      }
    }
    return gone;
  }

  /** The settings are others, or nobody could be heard: everything counts for another time. */
  void recount() {
    fading.clear();
    used.clear();
    byToken.values().forEach(this::count);
  }

  /** Takes it out of all indexes. */
  private void drop(Grant grant) {
    byToken.remove(grant.token());
    List<Need> faded = fadingOf(grant.token()).stream()
        .filter(one -> !fading.remove(one))
        .map(Fading::need)
        .toList();
    fadingOf.remove(grant.token());
    for (Need need : grant.needs()) {
      drop(byResource, need.resource(), grant.token());
      used.merge(need.resource(), faded.contains(need) ? 0 : -need.units(), Integer::sum);
    }
    drop(heldBy, grant.agent(), grant.token());
    expiring.remove(grant.token());
  }

  private static <K> void drop(Map<K, NavigableSet<Long>> tokens, K key, long token) {
    NavigableSet<Long> all = tokens.get(key);
    if (all != null) {
      all.remove(token);
      if (all.isEmpty()) {
        tokens.remove(key);
      }
    }
  }
}
