package dev.signalbox.board;

import java.time.Instant;
import java.util.AbstractCollection;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Tasks by what the rules ask for, kept up to date by the board with every change, so that a
 * decision costs what it touches and not what is on the board.
 */
final class Index {

  /** A task in the order in which it began to wait. */
  record Turn(Instant since, TaskId task) implements Comparable<Turn> {

    /** Behind every task that began to wait at that time. */
    static Turn after(Instant at) {
      return new Turn(at, new TaskId(TaskId.NUMBER_MAX));
    }

    @Override
    public int compareTo(Turn other) {
      int byTime = since.compareTo(other.since);
      return byTime != 0 ? byTime : task.compareTo(other.task);
    }
  }

  /**
   * What startable tasks have in common that the rules tell apart by nothing but their turn: if the
   * first of them cannot be started, none can.
   *
   * @param barrier whether they were passed over too often
   */
  record Track(Priority priority, List<Need> needs, boolean barrier) {}

  private final Map<AgentId, NavigableSet<TaskId>> holds = new TreeMap<>();
  private final Map<LaneId, Integer> laneHolds = new TreeMap<>();
  private int teamHolds;
  private int open;
  private final TreeSet<Turn> unreviewed = new TreeSet<>();
  private final TreeSet<Turn> healing = new TreeSet<>();
  private final TreeSet<Turn> reserved = new TreeSet<>();
  private final TreeSet<TaskId> snoozed = new TreeSet<>();
  private final Map<AgentId, NavigableSet<TaskId>> reservations = new TreeMap<>();
  private final Map<LaneId, Integer> laneUnreviewed = new TreeMap<>();
  private final Map<LaneId, Map<Track, NavigableSet<Turn>>> startable = new TreeMap<>();
  private final Map<TaskId, NavigableSet<TaskId>> dependants = new TreeMap<>();
  private final TreeSet<TaskId> closed = new TreeSet<>();
  private final TreeSet<Turn> needy = new TreeSet<>();
  private final TreeSet<Turn> barriers = new TreeSet<>();

  void add(Task task) {
    update(task, true);
  }

  void remove(Task task) {
    update(task, false);
  }

  private void update(Task task, boolean in) {
    open += task.state().open() ? (in ? 1 : -1) : 0;
    task.after().forEach(dependency -> put(dependants, dependency, task.id(), in));
    if (!task.state().open()) {
      toggle(closed, task.id(), in);
    }
    Hold hold = task.hold();
    if (hold != null) {
      put(holds, hold.agent(), task.id(), in);
      count(laneHolds, hold.lane(), in);
      teamHolds += in ? 1 : -1;
    }
    if (task.state() == State.TODO && task.reservedFor() != null) {
      put(reservations, task.reservedFor(), task.id(), in);
    }
    Stopwatch waiting = task.waiting();
    if (waiting != null && hold == null) {
      wait(task, new Turn(waiting.since(), task.id()), in);
    }
    if (task.snoozedUntil() != null) {
      toggle(snoozed, task.id(), in);
    }
    Task.Stuck stuck = task.stuck();
    if (stuck != null && stuck.heals()) {
      toggle(healing, new Turn(task.since(), task.id()), in);
    }
  }

  private void wait(Task task, Turn turn, boolean in) {
    if (task.state() == State.REVIEW) {
      toggle(unreviewed, turn, in);
      count(laneUnreviewed, task.lane(), in);
      return;
    }
    if (!task.needs().isEmpty()) {
      toggle(needy, turn, in);
      if (task.passed() >= Supply.BARRIER) {
        toggle(barriers, turn, in);
      }
    }
    if (task.reservedFor() != null) {
      toggle(reserved, turn, in);
    } else {
      Map<Track, NavigableSet<Turn>> tracks =
          startable.computeIfAbsent(task.lane(), lane -> new LinkedHashMap<>());
      Track track = new Track(task.priority(), task.needs(), task.passed() >= Supply.BARRIER);
      put(tracks, track, turn, in);
    }
  }

  SortedSet<TaskId> holdsOf(AgentId agent) {
    return holds.getOrDefault(agent, Collections.emptyNavigableSet());
  }

  Set<AgentId> holders() {
    return holds.keySet();
  }

  int holdsIn(LaneId lane) {
    return laneHolds.getOrDefault(lane, 0);
  }

  int holds() {
    return teamHolds;
  }

  /** Open tasks. */
  int open() {
    return open;
  }

  /** Submissions without a reviewer, oldest first. */
  Iterable<TaskId> unreviewed() {
    return ids(unreviewed);
  }

  int unreviewedIn(LaneId lane) {
    return laneUnreviewed.getOrDefault(lane, 0);
  }

  /** Tasks stuck for want of a reviewer that a free reviewer heals, oldest first. */
  Iterable<TaskId> healing() {
    return ids(healing);
  }

  /** Startable tasks that wait for one agent, oldest first. */
  Collection<TaskId> reserved() {
    return ids(reserved);
  }

  /** Tasks whose ping is hidden, by number. */
  Iterable<TaskId> snoozed() {
    return snoozed;
  }

  /** Todo tasks that wait for this agent, startable or not. */
  SortedSet<TaskId> reservedFor(AgentId agent) {
    return reservations.getOrDefault(agent, Collections.emptyNavigableSet());
  }

  /** Startable tasks of a lane that anybody of it may start, oldest first. In no order of tracks. */
  Map<Track, NavigableSet<Turn>> startable(LaneId lane) {
    return startable.getOrDefault(lane, Map.of());
  }

  /** Startable tasks that need resources, oldest first. */
  NavigableSet<Turn> needy() {
    return needy;
  }

  /** The oldest of those that anybody of their lane may start and that need something of this. */
  List<Turn> needing(List<Need> needs, int most) {
    return startable.values().stream()
        .flatMap(tracks -> tracks.entrySet().stream())
        .filter(track -> Need.contend(track.getKey().needs(), needs))
        .flatMap(track -> track.getValue().stream().limit(most))
        .sorted()
        .limit(most)
        .toList();
  }

  /** Those of them that were passed over too often, oldest first. */
  NavigableSet<Turn> barriers() {
    return barriers;
  }

  /** Every task that waits for a start or a reviewer. */
  Set<TaskId> waiting() {
    Set<TaskId> all = new TreeSet<>();
    ids(unreviewed).forEach(all::add);
    ids(reserved).forEach(all::add);
    startable
        .values()
        .forEach(tracks -> tracks.values().forEach(turns -> ids(turns).forEach(all::add)));
    return all;
  }

  Set<TaskId> dependantsOf(TaskId task) {
    return new TreeSet<>(dependants.getOrDefault(task, Collections.emptyNavigableSet()));
  }

  Set<TaskId> closed() {
    return closed;
  }

  /** Those tasks as they stand, not as they stood: for those who look at the first few. */
  private static Collection<TaskId> ids(NavigableSet<Turn> turns) {
    return new AbstractCollection<>() {
      @Override
      public Iterator<TaskId> iterator() {
        return turns.stream().map(Turn::task).iterator();
      }

      @Override
      public int size() {
        return turns.size();
      }
    };
  }

  private static <T> void toggle(Set<T> set, T value, boolean in) {
    if (in) {
      set.add(value);
    } else {
      set.remove(value);
    }
  }

  private static <K, V> void put(Map<K, NavigableSet<V>> map, K key, V value, boolean in) {
    if (in) {
      map.computeIfAbsent(key, k -> new TreeSet<>()).add(value);
      return;
    }
    @Nullable NavigableSet<V> set = map.get(key);
    if (set != null) {
      set.remove(value);
      if (set.isEmpty()) {
        map.remove(key);
      }
    }
  }

  private static void count(Map<LaneId, Integer> counts, LaneId lane, boolean in) {
    counts.merge(lane, in ? 1 : -1, Integer::sum);
  }
}
