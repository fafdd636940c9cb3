package dev.signalbox.board;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

  private final Board board;
  private final Grants grants;
  private final Waiters waiters;
  private final TreeMap<ResourceId, Mark> marks = new TreeMap<>();

  private final TreeSet<Long> touchedGrants = new TreeSet<>();
  private final TreeSet<AgentId> touchedWaiters = new TreeSet<>();
  private final TreeSet<ResourceId> touchedMarks = new TreeSet<>();

  // Outside history: whether a look could find something new, and when it was last looked.
  private boolean stirred = true;
  private boolean unsettled;
  private Instant looked = Instant.EPOCH;

  Stock(Board board) {
    this.board = board;
    this.grants = new Grants(board);
    this.waiters = new Waiters(board);
  }

  void load(Saved saved) {
    saved.grants().forEach(grants::put);
    saved.waiters().forEach(waiters::put);
    marks.putAll(saved.marks());
    resettle();
  }

  // -- reading ------------------------------------------------------------------------------------

  Saved saved() {
    return new Saved(List.copyOf(grants.all()), List.copyOf(waiters.all()), new TreeMap<>(marks));
  }

  Set<AgentId> touchedWaiters() {
    return Collections.unmodifiableSet(touchedWaiters);
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

  Grants grants() {
    return grants;
  }

  Optional<Grant> grant(long token) {
    return grants.find(token);
  }

  /** What an agent has, oldest first. */
  List<Grant> heldBy(AgentId agent) {
    return grants.heldBy(agent);
  }

  Optional<Waiter> waiter(AgentId agent) {
    return waiters.of(agent);
  }

  Waiters waiters() {
    return waiters;
  }

  Mark mark(ResourceId id) {
    return marks.getOrDefault(id, Mark.NEW);
  }

  boolean counts(Grant grant, Need need, Instant now) {
    Instant until = grants.countsUntil(grant, need);
    return until == null || until.isAfter(now);
  }

  /** When a grant comes back: what is held not before its agent had the time to be heard. */
  Instant expires(Grant grant) {
    Instant until = grant.until();
    if (until == null) {
      throw new IllegalStateException("grant " + grant.token() + " does not expire");
    }
    return grant.needs().stream().allMatch(this::spent)
        ? until
        : grants.notBeforeHeard(until, grant);
  }

  /** The next instant after the last look at which time alone leaves more of something. */
  Optional<Instant> nextRelief() {
    Stream<Instant> thaws = marks.values().stream()
        .flatMap(mark -> Stream.ofNullable(mark.frozenUntil()))
        .filter(this::notLookedAt);
    return Stream.concat(grants.fadesAfter(looked).stream(), thaws).min(Instant::compareTo);
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

  /** Whether somebody may wait for ever, because the settings are others. */
  boolean unsettled() {
    return unsettled;
  }

  void settled() {
    unsettled = false;
  }

  /** Everything that was possible at this time is done. */
  void looked(Instant now) {
    looked = now.isAfter(looked) ? now : looked;
  }

  // -- change: events only
  // --------------------------------------------------------------------------

  void take(Grant grant) {
    put(grant);
    waiter(grant.agent())
        .filter(waiter -> waiter.order() == grant.asked())
        .ifPresent(waiter -> forgo(waiter.agent()));
  }

  void end(long token, Grant.How how, Instant at) {
    Grant grant = grants.known(token);
    put(grant.end(how, at));
    for (Need need : grant.needs()) {
      if (!need.resource().files() && !spent(need)) {
        ResourceId id = need.resource();
        marks.put(id, mark(id).held(Duration.between(grant.since(), at)));
        touchedMarks.add(id);
      }
    }
  }

  private void put(Grant grant) {
    grants.put(grant);
    touchedGrants.add(grant.token());
    board.grantsChanged();
    waiters.look(grant.agent());
    stir();
  }

  void wait(Waiter waiter) {
    forgo(waiter.agent());
    waiters.put(waiter);
    touchedWaiters.add(waiter.agent());
    stir();
  }

  void passOver(AgentId agent) {
    waiter(agent).ifPresent(waiter -> {
      waiters.put(waiter.passedOver());
      touchedWaiters.add(agent);
    });
  }

  void forgo(AgentId agent) {
    Waiter gone = waiters.remove(agent);
    if (gone != null) {
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
    if (grants.fadesBy(at)) {
      touchedGrants.addAll(grants.prune(at));
      stir();
    }
  }

  void reconfigured() {
    unsettled = !waiters.none();
    resettle();
  }

  /** The settings are others, or nobody could be heard: what ended counts for another time. */
  void resettle() {
    grants.recount();
    waiters.lookAtAll();
    stir();
  }
}
