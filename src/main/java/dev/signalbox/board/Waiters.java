package dev.signalbox.board;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Those who wait for units beside their work, in lines. In one line stand those whom the rules tell
 * apart by nothing but who came first. So it is enough to look at the first of each line, and a
 * thousand who wait for the same cost no more than one.
 */
final class Waiters {

  /**
   * What those in one line have in common.
   *
   * @param priority of their work; null for those who were passed over too often, whose work counts
   *     no more
   * @param holder the one agent in this line if it has units itself, for which others may wait; else
   *     null
   * @param served whether they could be given any: not if it is a budget's and no request is open
   */
  record Alike(
      List<Need> needs,
      @Nullable Priority priority,
      @Nullable AgentId holder,
      boolean served) {}

  private final Board board;
  private final TreeMap<AgentId, Waiter> byAgent = new TreeMap<>();
  private final TreeMap<Long, Waiter> byOrder = new TreeMap<>();
  private final Map<Alike, TreeMap<Long, Waiter>> lines = new HashMap<>();
  private final Map<AgentId, Alike> lineOf = new HashMap<>();

  Waiters(Board board) {
    this.board = board;
  }

  Optional<Waiter> of(AgentId agent) {
    return Optional.ofNullable(byAgent.get(agent));
  }

  boolean none() {
    return byAgent.isEmpty();
  }

  /** First come first. */
  Collection<Waiter> all() {
    return Collections.unmodifiableCollection(byOrder.values());
  }

  /** Those in one line, first come first, by what they have in common. In no order of the lines. */
  Map<Alike, ? extends SortedMap<Long, Waiter>> lines() {
    return Collections.unmodifiableMap(lines);
  }

  void put(Waiter waiter) {
    byAgent.put(waiter.agent(), waiter);
    byOrder.put(waiter.order(), waiter);
    enter(waiter);
  }

  @Nullable
  Waiter remove(AgentId agent) {
    Waiter gone = byAgent.remove(agent);
    if (gone != null) {
      byOrder.remove(gone.order());
      leave(gone);
    }
    return gone;
  }

  /** Something that tells an agent apart from others may have changed. */
  void look(AgentId agent) {
    Waiter waiter = byAgent.get(agent);
    if (waiter != null) {
      enter(waiter);
    }
  }

  void lookAtAll() {
    byOrder.values().forEach(this::enter);
  }

  private void enter(Waiter waiter) {
    Alike now = alike(waiter);
    if (!now.equals(lineOf.get(waiter.agent()))) {
      leave(waiter);
      lineOf.put(waiter.agent(), now);
    }
    lines.computeIfAbsent(now, alike -> new TreeMap<>()).put(waiter.order(), waiter);
  }

  private void leave(Waiter waiter) {
    Alike before = lineOf.remove(waiter.agent());
    TreeMap<Long, Waiter> line = before == null ? null : lines.get(before);
    if (line != null) {
      line.remove(waiter.order());
      if (line.isEmpty()) {
        lines.remove(before);
      }
    }
  }

  /** In which line one waits, or would wait. */
  Alike alike(Waiter waiter) {
    AgentId agent = waiter.agent();
    Stock stock = board.stock();
    boolean spends = waiter.needs().stream().anyMatch(stock::spent);
    return new Alike(
        waiter.needs(),
        waiter.passed() >= Supply.BARRIER ? null : priority(agent),
        stock.heldBy(agent).isEmpty() ? null : agent,
        !spends || board.pulse().listens(agent));
  }

  /** Of the most urgent work that an agent has. */
  private Priority priority(AgentId agent) {
    return board.holdsOf(agent).stream()
        .map(Task::priority)
        .min(Priority::compareTo)
        .orElse(Priority.LOW);
  }
}
