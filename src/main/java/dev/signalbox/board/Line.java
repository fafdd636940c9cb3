package dev.signalbox.board;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The agents in line for a slot, by lane and by the one task they wish for. */
final class Line {

  private final TreeMap<AgentId, Place> byAgent = new TreeMap<>();
  private final TreeMap<Long, Place> byOrder = new TreeMap<>();
  private final Map<LaneId, SortedMap<Long, Place>> byLane = new TreeMap<>();
  private final Map<TaskId, SortedMap<Long, Place>> byWish = new TreeMap<>();
  private final Map<AgentId, LaneId> lanes = new TreeMap<>();

  Optional<Place> of(AgentId agent) {
    return Optional.ofNullable(byAgent.get(agent));
  }

  /** First come first. */
  Collection<Place> all() {
    return Collections.unmodifiableCollection(byOrder.values());
  }

  /** The lanes whose agents are in line. */
  Collection<LaneId> lanes() {
    return List.copyOf(byLane.keySet());
  }

  /** The places of a lane's agents by their order. */
  SortedMap<Long, Place> in(LaneId lane) {
    return byLane.getOrDefault(lane, new TreeMap<>());
  }

  /** The tasks that somebody wishes for. */
  Collection<TaskId> wishes() {
    return Collections.unmodifiableCollection(byWish.keySet());
  }

  /** Those who wish for one task, first come first. */
  List<Place> wishing(TaskId task) {
    return List.copyOf(byWish.getOrDefault(task, new TreeMap<>()).values());
  }

  void put(Place place, LaneId lane) {
    remove(place.agent());
    byAgent.put(place.agent(), place);
    byOrder.put(place.order(), place);
    lanes.put(place.agent(), lane);
    byLane.computeIfAbsent(lane, id -> new TreeMap<>()).put(place.order(), place);
    TaskId wish = place.wish();
    if (wish != null) {
      byWish.computeIfAbsent(wish, id -> new TreeMap<>()).put(place.order(), place);
    }
  }

  boolean remove(AgentId agent) {
    Place gone = byAgent.remove(agent);
    if (gone == null) {
      return false;
    }
    byOrder.remove(gone.order());
    LaneId lane = lanes.remove(agent);
    if (lane != null) {
      remove(byLane, lane, gone);
    }
    TaskId wish = gone.wish();
    if (wish != null) {
      remove(byWish, wish, gone);
    }
    return true;
  }

  private static <K> void remove(Map<K, SortedMap<Long, Place>> places, K key, Place gone) {
    SortedMap<Long, Place> all = places.get(key);
    if (all != null) {
      all.remove(gone.order());
      if (all.isEmpty()) {
        places.remove(key);
      }
    }
  }
}
