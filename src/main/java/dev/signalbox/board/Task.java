package dev.signalbox.board;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A task as the rules see it: short facts only. Brief, feedback and notes are read from the ledger.
 * Immutable; {@link #with} makes the next one.
 *
 * @param route the lanes after the present one
 * @param after the tasks it waits for
 * @param dropped those of {@code after} that were cancelled
 * @param room where it was made, and where people hear of it
 * @param since when it entered its state
 * @param epoch the last epoch granted; 0 before the first
 * @param reservedFor the one agent a todo task waits for
 * @param waiting since when it waits for a start (todo) or a reviewer (review); null while it
 *     waits for neither
 * @param attempts attempts in this lane that ended without a result
 * @param round the review round in this lane, from 1
 * @param author the last agent that worked on it in this lane
 * @param submitted whether work was submitted in this lane
 * @param out reviewers that dropped out of this round
 * @param hands who held it, or acted for a holder, by lane; for good
 * @param owed the epochs that were taken from their holders and whose late work is still kept
 * @param episode how often it called for a person
 * @param ping the episode of its unsettled ping, or 0
 * @param mentions how often the latest ping mentioned somebody: once, and once more after each
 *     snooze
 * @param snoozedUntil until when the unsettled ping is hidden; null while it is not
 * @param shipped whether it was done without a person's word
 * @param needs the resources that its claim takes, all or none
 * @param passed how often something it needs went to one who came later, since it is startable
 */
public record Task(
    TaskId id,
    String title,
    LaneId lane,
    List<LaneId> route,
    Priority priority,
    PersonId owner,
    List<TaskId> after,
    SortedSet<TaskId> dropped,
    String room,
    State state,
    Instant since,
    int epoch,
    @Nullable Hold hold,
    @Nullable AgentId reservedFor,
    @Nullable Stopwatch waiting,
    int attempts,
    int round,
    @Nullable AgentId author,
    boolean submitted,
    SortedSet<AgentId> out,
    Map<LaneId, Set<Actor>> hands,
    SortedMap<Integer, AgentId> owed,
    @Nullable Stuck stuck,
    int episode,
    int ping,
    int mentions,
    @Nullable Instant snoozedUntil,
    boolean shipped,
    List<Need> needs,
    int passed) {

  /**
   * Why a task is stuck and where it goes from there.
   *
   * @param from the state it was in
   * @param heals whether a reviewer that comes free resolves it without a person
   */
  public record Stuck(StuckReason reason, State from, boolean heals) {

    /** In another lane there is nothing to review and nobody to give it back to. */
    Stuck elsewhere() {
      return new Stuck(reason, State.TODO, false);
    }
  }

  /** The present hold, if any. */
  public Optional<Hold> held() {
    return Optional.ofNullable(hold);
  }

  /** Whether it has a hold that works on it, as against one that reviews it. */
  public boolean claimed() {
    return hold != null && !hold.review();
  }

  /** Whether {@code who} may never review it in its present lane. */
  public boolean touchedBy(Actor who) {
    return hands.getOrDefault(lane, Set.of()).contains(who);
  }

  /** Whether it is the last lane of its route. */
  public boolean lastLane() {
    return route.isEmpty();
  }

  Task with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.done();
  }

  /** A task being changed. Lives inside one {@link #with}; not thread-safe. */
  static final class Draft {
    private final TaskId id;
    String title;
    LaneId lane;
    List<LaneId> route;
    Priority priority;
    PersonId owner;
    List<TaskId> after;
    SortedSet<TaskId> dropped;
    String room;
    State state;
    Instant since;
    int epoch;

    @Nullable
    Hold hold;

    @Nullable
    AgentId reservedFor;

    @Nullable
    Stopwatch waiting;

    int attempts;
    int round;

    @Nullable
    AgentId author;

    boolean submitted;
    SortedSet<AgentId> out;
    Map<LaneId, Set<Actor>> hands;
    SortedMap<Integer, AgentId> owed;

    @Nullable
    Stuck stuck;

    int episode;
    int ping;
    int mentions;

    @Nullable
    Instant snoozedUntil;

    boolean shipped;
    List<Need> needs;
    int passed;

    private Draft(Task task) {
      id = task.id;
      title = task.title;
      lane = task.lane;
      route = task.route;
      priority = task.priority;
      owner = task.owner;
      after = task.after;
      dropped = task.dropped;
      room = task.room;
      state = task.state;
      since = task.since;
      epoch = task.epoch;
      hold = task.hold;
      reservedFor = task.reservedFor;
      waiting = task.waiting;
      attempts = task.attempts;
      round = task.round;
      author = task.author;
      submitted = task.submitted;
      out = task.out;
      hands = task.hands;
      owed = task.owed;
      stuck = task.stuck;
      episode = task.episode;
      ping = task.ping;
      mentions = task.mentions;
      snoozedUntil = task.snoozedUntil;
      shipped = task.shipped;
      needs = task.needs;
      passed = task.passed;
    }

    /** Enters a state. What waited for the old one waits no longer. */
    void enter(State next, Instant at) {
      state = next;
      since = at;
      waiting = null;
      shipped = false;
      passed = 0;
      if (next != State.STUCK) {
        stuck = null;
      }
      if (next != State.TODO) {
        reservedFor = null;
      }
    }

    /** A person looked at it: attempts and rounds count from the start again. */
    void startAnew() {
      attempts = 0;
      round = 1;
    }

    /** Waits no longer for what was cancelled. */
    void forgetDropped() {
      after = after.stream().filter(id -> !dropped.contains(id)).toList();
      dropped = Collections.emptySortedSet();
    }

    /** Comes to a lane fresh: nothing of the old lane but its hands stays. */
    void enterLane(LaneId next) {
      lane = next;
      startAnew();
      author = null;
      submitted = false;
      out = Collections.emptySortedSet();
    }

    void dropOut(AgentId reviewer) {
      SortedSet<AgentId> more = new TreeSet<>(out);
      more.add(reviewer);
      out = Collections.unmodifiableSortedSet(more);
    }

    void touchedBy(Actor who) {
      Map<LaneId, Set<Actor>> more = new TreeMap<>(hands);
      List<Actor> here = new ArrayList<>(more.getOrDefault(lane, Set.of()));
      if (!here.contains(who)) {
        here.add(who);
      }
      more.put(lane, Set.copyOf(here));
      hands = Collections.unmodifiableMap(more);
    }

    void owes(int taken, AgentId holder) {
      SortedMap<Integer, AgentId> more = new TreeMap<>(owed);
      more.put(taken, holder);
      owed = Collections.unmodifiableSortedMap(more);
    }

    void keepLate(int late) {
      SortedMap<Integer, AgentId> fewer = new TreeMap<>(owed);
      fewer.remove(late);
      owed = Collections.unmodifiableSortedMap(fewer);
    }

    private Task done() {
      return new Task(
          id,
          title,
          lane,
          route,
          priority,
          owner,
          after,
          dropped,
          room,
          state,
          since,
          epoch,
          hold,
          reservedFor,
          waiting,
          attempts,
          round,
          author,
          submitted,
          out,
          hands,
          owed,
          stuck,
          episode,
          ping,
          mentions,
          snoozedUntil,
          shipped,
          needs,
          passed);
    }
  }
}
