package dev.signalbox.board;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who has which units of the team's resources, and who waits for some. Events change it. A grant
 * that ended stays for as long as a unit of it still counts: spent in the window of a budget, or
 * locked because its holder was lost.
 */
public final class Stock {

  /**
   * What is known of a resource beyond its settings and grants.
   *
   * @param frozenUntil of a budget: until when nobody gets a unit; null while it was never frozen
   * @param usual how long its units are usually held; null before the first came back
   */
  public record Mark(
      @Nullable Instant frozenUntil, @Nullable Duration usual) {
    static final Mark NEW = new Mark(null, null);

    Mark frozen(Instant until) {
      boolean later = frozenUntil == null || until.isAfter(frozenUntil);
      return new Mark(later ? until : frozenUntil, usual);
    }

    /** The latest holding time weighs a quarter. In whole milliseconds, so that it can be kept. */
    Mark held(Duration time) {
      long latest = time.toMillis();
      long mean = usual == null ? latest : (usual.toMillis() * 3 + latest) / 4;
      return new Mark(frozenUntil, Duration.ofMillis(mean));
    }
  }

  /**
   * All of it, as history determines it.
   *
   * @param grants by token
   * @param waiters first come first
   */
  public record Saved(List<Grant> grants, List<Waiter> waiters, SortedMap<ResourceId, Mark> marks) {
    public static final Saved NOTHING =
        new Saved(List.of(), List.of(), Collections.emptySortedMap());
  }

  /** What changed; empty for what is gone. */
  public record Changes(
      SortedMap<Long, Optional<Grant>> grants,
      SortedMap<AgentId, Optional<Waiter>> waiters,
      SortedMap<ResourceId, Mark> marks) {}

  /** When a grant that ended counts no longer. */
  private record Fading(Instant until, long token) implements Comparable<Fading> {
    @Override
    public int compareTo(Fading other) {
      int byTime = until.compareTo(other.until);
      return byTime != 0 ? byTime : Long.compare(token, other.token);
    }
  }

  private final Board board;
  private final TreeMap<Long, Grant> grants = new TreeMap<>();
  private final TreeMap<AgentId, Waiter> waiters = new TreeMap<>();
  private final TreeMap<Long, Waiter> queue = new TreeMap<>();
  private final TreeMap<ResourceId, Mark> marks = new TreeMap<>();

  private final TreeMap<ResourceId, NavigableSet<Long>> byResource = new TreeMap<>();
  private final TreeMap<AgentId, NavigableSet<Long>> heldBy = new TreeMap<>();
  private final TreeSet<Long> expiring = new TreeSet<>();
  private final TreeSet<Fading> fading = new TreeSet<>();

  private final TreeSet<Long> touchedGrants = new TreeSet<>();
  private final TreeSet<AgentId> touchedWaiters = new TreeSet<>();
  private final TreeSet<ResourceId> touchedMarks = new TreeSet<>();

  // Outside history: whether a look could find something new, and when it was last looked.
  private boolean stirred = true;
  private Instant looked = Instant.EPOCH;

  Stock(Board board) {
    this.board = board;
  }

  void load(Saved saved) {
    saved.grants().forEach(this::put);
    saved.waiters().forEach(this::keep);
    marks.putAll(saved.marks());
    resettle();
  }

  // -- reading ------------------------------------------------------------------------------------

  Saved saved() {
    return new Saved(
        List.copyOf(grants.values()), List.copyOf(queue.values()), new TreeMap<>(marks));
  }

  Changes takeChanges() {
    SortedMap<Long, Optional<Grant>> ofGrants = new TreeMap<>();
    touchedGrants.forEach(token -> ofGrants.put(token, grant(token)));
    SortedMap<AgentId, Optional<Waiter>> ofWaiters = new TreeMap<>();
    touchedWaiters.forEach(agent -> ofWaiters.put(agent, waiter(agent)));
    SortedMap<ResourceId, Mark> ofMarks = new TreeMap<>();
    touchedMarks.forEach(id -> ofMarks.put(id, mark(id)));
    touchedGrants.clear();
    touchedWaiters.clear();
    touchedMarks.clear();
    return new Changes(ofGrants, ofWaiters, ofMarks);
  }

  /** The settings of a resource; those of paths are the same for all. */
  Optional<Resource> settings(ResourceId id) {
    return id.files()
        ? Optional.of(Resource.FILES)
        : Optional.ofNullable(board.team().resources().get(id));
  }

  boolean spent(Need need) {
    return settings(need.resource()).filter(Resource::spent).isPresent();
  }

  Optional<Grant> grant(long token) {
    return Optional.ofNullable(grants.get(token));
  }

  private Grant known(long token) {
    return grant(token).orElseThrow(() -> new IllegalStateException("there is no grant " + token));
  }

  /** What an agent has, oldest first. */
  List<Grant> heldBy(AgentId agent) {
    return heldBy.getOrDefault(agent, Collections.emptyNavigableSet()).stream()
        .map(this::known)
        .toList();
  }

  Optional<Waiter> waiter(AgentId agent) {
    return Optional.ofNullable(waiters.get(agent));
  }

  /** Those who wait, first come first. */
  Collection<Waiter> waiters() {
    return Collections.unmodifiableCollection(queue.values());
  }

  Mark mark(ResourceId id) {
    return marks.getOrDefault(id, Mark.NEW);
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

  /** Until when a need of a grant counts; null while that is open. */
  @Nullable
  Instant countsUntil(Grant grant, Need need) {
    Resource resource = settings(need.resource()).orElse(Resource.FILES);
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
  private Instant notBeforeHeard(Instant until, Grant grant) {
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

  boolean counts(Grant grant, Need need, Instant now) {
    Instant until = countsUntil(grant, need);
    return until == null || until.isAfter(now);
  }

  /** The grants that come back by themselves. */
  List<Grant> expiring() {
    return expiring.stream().map(this::known).toList();
  }

  /** When that is: what is held not before its agent had the time to be heard after a sleep. */
  Instant expires(Grant grant) {
    Instant until = grant.until();
    if (until == null) {
      throw new IllegalStateException("grant " + grant.token() + " does not expire");
    }
    return grant.needs().stream().allMatch(this::spent) ? until : notBeforeHeard(until, grant);
  }

  /** The next instant after the last look at which time alone leaves more of something. */
  Optional<Instant> nextRelief() {
    Stream<Instant> ends = grants.values().stream()
        .flatMap(grant -> grant.needs().stream().map(need -> countsUntil(grant, need)))
        .flatMap(Stream::ofNullable);
    Stream<Instant> thaws =
        marks.values().stream().map(Mark::frozenUntil).flatMap(Stream::ofNullable);
    return Stream.concat(ends, thaws).filter(this::notLookedAt).min(Instant::compareTo);
  }

  /** Whether an instant came, or will come, after the last look. */
  boolean notLookedAt(Instant at) {
    return looked.isBefore(at);
  }

  // -- outside history
  // ------------------------------------------------------------------------------

  /** Something may have become possible for those who wait. */
  void stir() {
    stirred = true;
  }

  boolean takeStirred() {
    boolean was = stirred;
    stirred = false;
    return was;
  }

  /** Everything that was possible at this time is done. */
  void looked(Instant now) {
    looked = now.isAfter(looked) ? now : looked;
  }

  // -- change: events only
  // --------------------------------------------------------------------------

  void take(Grant grant) {
    put(grant);
    touchedGrants.add(grant.token());
    waiter(grant.agent())
        .filter(waiter -> waiter.order() == grant.asked())
        .ifPresent(waiter -> forgo(waiter.agent()));
    stir();
  }

  void end(long token, Grant.How how, Instant at) {
    Grant grant = known(token);
    drop(grant);
    Grant over = grant.end(how, at);
    put(over);
    fading.add(new Fading(fades(over), token));
    touchedGrants.add(token);
    for (Need need : grant.needs()) {
      if (!need.resource().files() && !spent(need)) {
        ResourceId id = need.resource();
        marks.put(id, mark(id).held(Duration.between(grant.since(), at)));
        touchedMarks.add(id);
      }
    }
    stir();
  }

  void wait(Waiter waiter) {
    forgo(waiter.agent());
    keep(waiter);
    touchedWaiters.add(waiter.agent());
    stir();
  }

  void passOver(AgentId agent) {
    waiter(agent).ifPresent(waiter -> {
      keep(waiter.passedOver());
      touchedWaiters.add(agent);
    });
  }

  void forgo(AgentId agent) {
    Waiter gone = waiters.remove(agent);
    if (gone != null) {
      queue.remove(gone.order());
      touchedWaiters.add(agent);
      stir();
    }
  }

  void freeze(ResourceId id, Instant until) {
    marks.put(id, mark(id).frozen(until));
    touchedMarks.add(id);
  }

  /** Lets go of what counts no longer at the time of an event. */
  void prune(Instant at) {
    while (!fading.isEmpty() && !fading.first().until().isAfter(at)) {
      long token = fading.pollFirst().token();
      drop(known(token));
      grants.remove(token);
      touchedGrants.add(token);
      stir();
    }
  }

  /** The settings are others, or nobody could be heard: what ended counts for another time. */
  void resettle() {
    fading.clear();
    grants.values().stream()
        .filter(grant -> !grant.held())
        .forEach(grant -> fading.add(new Fading(fades(grant), grant.token())));
    stir();
  }

  private Instant fades(Grant over) {
    return over.needs().stream()
        .map(need -> countsUntil(over, need))
        .flatMap(Stream::ofNullable)
        .max(Instant::compareTo)
        .orElseThrow();
  }

  private void keep(Waiter waiter) {
    waiters.put(waiter.agent(), waiter);
    queue.put(waiter.order(), waiter);
  }

  private void put(Grant grant) {
    grants.put(grant.token(), grant);
    for (Need need : grant.needs()) {
      byResource.computeIfAbsent(need.resource(), id -> new TreeSet<>()).add(grant.token());
    }
    if (grant.held()) {
      heldBy.computeIfAbsent(grant.agent(), id -> new TreeSet<>()).add(grant.token());
      if (grant.until() != null) {
        expiring.add(grant.token());
      }
    }
  }

  /** Takes it out of all indexes. */
  private void drop(Grant grant) {
    for (Need need : grant.needs()) {
      NavigableSet<Long> tokens = byResource.get(need.resource());
      if (tokens != null) {
        tokens.remove(grant.token());
        if (tokens.isEmpty()) {
          byResource.remove(need.resource());
        }
      }
    }
    NavigableSet<Long> tokens = heldBy.get(grant.agent());
    if (tokens != null) {
      tokens.remove(grant.token());
      if (tokens.isEmpty()) {
        heldBy.remove(grant.agent());
      }
    }
    expiring.remove(grant.token());
  }
}
