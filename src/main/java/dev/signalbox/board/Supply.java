package dev.signalbox.board;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What of the resources can be had at one moment, and by whom first.
 *
 * <p>Whoever asks beside its task comes before those who would start one: it holds work already,
 * and what is begun is to be finished. Among those who ask, the priority of their work counts, one
 * step higher for each full ageing, then who came first. One that lacks units of a resource keeps
 * those behind it from them; what it does not lack is free to others. A task or an agent that was
 * passed over {@link #BARRIER} times is a barrier: nothing it needs goes to anyone who came later.
 * In all of this nobody is kept back by one who waits for it.
 */
final class Supply {

  /** How often a waiting one is passed over before nothing it needs goes to later ones. */
  static final int BARRIER = 10;

  /** One that keeps others from what it needs. */
  private record Closed(Need need, Waiter by) {}

  private final Board board;
  private final Stock stock;
  private final Instant now;
  private final Map<Need, List<Grant>> taken = new HashMap<>();
  private final Map<Need, Boolean> scarce = new HashMap<>();
  private @Nullable List<Closed> closed;
  private @Nullable List<Task> barriers;

  Supply(Board board, Instant now) {
    this.board = board;
    this.stock = board.stock();
    this.now = now;
  }

  // -- how much there is --------------------------------------------------------------------------

  /**
   * Whether there is too little of it for an agent now.
   *
   * @param agent null for one that has nothing itself
   */
  boolean lacks(Need need, @Nullable AgentId agent) {
    return need.resource().files()
        ? counting(need).stream().anyMatch(g -> !g.held() || !g.agent().equals(agent))
        : scarce.computeIfAbsent(need, this::scarce);
  }

  private boolean scarce(Need need) {
    Optional<Resource> settings = stock.settings(need.resource());
    if (settings.isEmpty() || frozen(need)) {
      return true;
    }
    return stock.grants().used(need.resource(), now) + need.units()
        > settings.get().capacity();
  }

  /** How many units could be had now; of paths, whether they could be had alone. */
  int free(ResourceId id) {
    if (id.files()) {
      return lacks(new Need(id, 1, false), null) ? 0 : 1;
    }
    int capacity = stock.settings(id).map(Resource::capacity).orElse(0);
    return Math.max(0, capacity - stock.grants().used(id, now));
  }

  private boolean frozen(Need need) {
    Instant until = stock.mark(need.resource()).frozenUntil();
    return until != null && until.isAfter(now) && stock.spent(need);
  }

  /** The grants that leave less of it now. */
  List<Grant> counting(Need need) {
    return taken.computeIfAbsent(
        need,
        wanted -> stock.grants().contending(wanted).stream()
            .filter(grant -> grant.needs().stream()
                .anyMatch(had -> had.contends(wanted) && stock.counts(grant, had, now)))
            .toList());
  }

  static int units(Grant grant, ResourceId id) {
    return grant.needs().stream()
        .filter(need -> need.resource().equals(id))
        .mapToInt(Need::units)
        .sum();
  }

  /** Who holds what an agent lacks. Itself only where the others could never give it enough. */
  Set<AgentId> holders(List<Need> needs, @Nullable AgentId agent) {
    Set<AgentId> all = new TreeSet<>();
    for (Need need : needs) {
      if (stock.spent(need) || !lacks(need, agent)) {
        continue;
      }
      int own = 0;
      for (Grant grant : counting(need)) {
        if (grant.held() && !grant.agent().equals(agent)) {
          all.add(grant.agent());
        }
        own += grant.held() && grant.agent().equals(agent) ? units(grant, need.resource()) : 0;
      }
      int capacity = stock.settings(need.resource()).map(Resource::capacity).orElse(0);
      if (agent != null && !need.resource().files() && own > 0 && own + need.units() > capacity) {
        all.add(agent);
      }
    }
    return all;
  }

  // -- who comes first ----------------------------------------------------------------------------

  /**
   * The first of those who wait that can have all it needs. Once one in a line cannot, neither can
   * those behind it; only where others were passed over too often, these may have come before them.
   *
   * @param asking one who asks just now, to see whether it would have to wait
   */
  Optional<Waiter> first(@Nullable Waiter asking) {
    PriorityQueue<Front> fronts = new PriorityQueue<>();
    stock
        .waiters()
        .lines()
        .forEach((line, in) -> front(line, in.values().iterator(), asking).ifPresent(fronts::add));
    Stream.ofNullable(asking).map(this::alone).forEach(fronts::add);
    List<Closed> before = new ArrayList<>();
    boolean barrier = !board.index().barriers().isEmpty();
    for (Front at = fronts.poll(); at != null; at = fronts.poll()) {
      Waiter waiter = at.waiter();
      boolean lacks = lacksAny(waiter.needs(), waiter.agent());
      if (!lacks && !kept(waiter, before)) {
        return Optional.of(waiter);
      }
      close(waiter, before);
      barrier |= waiter.passed() >= BARRIER;
      if (barrier && !lacks) {
        front(at.line(), at.behind(), asking).ifPresent(fronts::add);
      }
    }
    return Optional.empty();
  }

  /** The first in a line that is looked at, and those behind it. */
  private record Front(
      Waiter waiter, Priority priority, Waiters.Alike line, Iterator<Waiter> behind)
      implements Comparable<Front> {
    @Override
    public int compareTo(Front other) {
      boolean barrier = line.priority() == null;
      if (barrier != (other.line.priority() == null)) {
        return barrier ? -1 : 1;
      }
      int byPriority = priority.compareTo(other.priority);
      return byPriority != 0 ? byPriority : Long.compare(waiter.order(), other.waiter.order());
    }
  }

  /** The next in a line that can be given anything now, apart from one who asks by itself. */
  private Optional<Front> front(
      Waiters.Alike line, Iterator<Waiter> rest, @Nullable Waiter asking) {
    while (line.served() && rest.hasNext()) {
      Waiter next = rest.next();
      boolean asks = asking != null && asking.agent().equals(next.agent());
      if (!asks && listening(next)) {
        return Optional.of(new Front(next, effective(line, next), line, rest));
      }
    }
    return Optional.empty();
  }

  private Front alone(Waiter asking) {
    Waiters.Alike line = stock.waiters().alike(asking);
    return new Front(asking, effective(line, asking), line, Collections.emptyIterator());
  }

  /** A unit of a budget is spent within seconds, so it goes only to one whose request is open. */
  private boolean listening(Waiter waiter) {
    return waiter.needs().stream().noneMatch(stock::spent)
        || board.pulse().listensAt(waiter.agent(), now);
  }

  private Priority effective(Waiters.Alike line, Waiter waiter) {
    Priority own = line.priority();
    Duration waited = Duration.between(waiter.since(), now);
    return own == null
        ? Priority.URGENT
        : own.raised(waited.isNegative() ? 0 : waited.dividedBy(board.team().aging()));
  }

  /** Those who wait for something of it and are served before that one, line after line. */
  List<Waiter> ahead(Waiter waiter) {
    Front own = alone(waiter);
    List<Waiter> ahead = new ArrayList<>();
    stock.waiters().lines().forEach((line, in) -> {
      if (line.served() && Need.contend(line.needs(), waiter.needs())) {
        in.values().stream()
            .takeWhile(other ->
                new Front(other, effective(line, other), line, own.behind()).compareTo(own) < 0)
            .filter(this::listening)
            .forEach(ahead::add);
      }
    });
    return ahead;
  }

  private boolean lacksAny(List<Need> needs, AgentId agent) {
    return needs.stream().anyMatch(need -> lacks(need, agent));
  }

  private void close(Waiter waiter, List<Closed> before) {
    boolean barrier = waiter.passed() >= BARRIER;
    for (Need need : waiter.needs()) {
      if (barrier || lacks(need, waiter.agent())) {
        before.add(new Closed(need, waiter));
      }
    }
  }

  /** Whether others come before it to something it needs. */
  private boolean kept(Waiter waiter, List<Closed> before) {
    boolean closedToIt = before.stream()
        .filter(one ->
            one.by().order() < waiter.order() || lacks(one.need(), one.by().agent()))
        .filter(one -> contends(waiter.needs(), one.need()))
        .anyMatch(one -> !waitsFor(one.by().needs(), one.by().agent(), waiter.agent()));
    return closedToIt
        || behindBarrier(waiter.needs(), waiter.agent(), Index.Turn.after(waiter.since()));
  }

  private static boolean contends(List<Need> needs, Need other) {
    return needs.stream().anyMatch(need -> need.contends(other));
  }

  /** Whether a task that was passed over too often came earlier and needs something of it. */
  private boolean behindBarrier(List<Need> needs, AgentId agent, Index.Turn turn) {
    if (board.index().barriers().isEmpty()) {
      return false;
    }
    return barriers().stream()
        .filter(task -> turn(task).compareTo(turn) < 0)
        .filter(task -> Need.contend(task.needs(), needs))
        .anyMatch(task -> !waitsFor(task.needs(), null, agent));
  }

  /**
   * Those of them that somebody is there to start at once; others would only keep things idle. Of
   * those that are alike the first is enough, for it comes before whatever the others come before.
   */
  private List<Task> barriers() {
    List<Task> known = barriers;
    if (known == null) {
      known = new ArrayList<>();
      for (LaneId lane : board.places().lanes()) {
        if (inLine(lane, place -> place.wish() == null)) {
          board.index().startable(lane).entrySet().stream()
              .filter(track -> track.getKey().barrier())
              .map(track -> board.task(track.getValue().first().task()))
              .filter(task -> Promoting.mayStart(board, task))
              .forEach(known::add);
        }
      }
      tasks(board.places().wishes()).filter(this::wished).forEach(known::add);
      tasks(board.index().reserved()).filter(this::awaited).forEach(known::add);
      barriers = known;
    }
    return known;
  }

  private Stream<Task> tasks(Collection<TaskId> ids) {
    return ids.stream().map(board::task);
  }

  private boolean wished(Task task) {
    return barrier(task)
        && Promoting.startable(task)
        && Promoting.mayStart(board, task)
        && board.places().wishing(task.id()).stream()
            .map(place -> board.agent(place.agent()))
            .anyMatch(agent -> agent.lane().equals(task.lane()) && ready(agent));
  }

  private boolean awaited(Task task) {
    AgentId agent = task.reservedFor();
    return barrier(task)
        && agent != null
        && Promoting.mayStart(board, task)
        && ready(board.agent(agent));
  }

  private static boolean barrier(Task task) {
    return !task.needs().isEmpty() && task.passed() >= BARRIER;
  }

  /** Whether an agent of the lane with such a place could be given a task that needs something. */
  private boolean inLine(LaneId lane, Predicate<Place> which) {
    return Promoting.open(board, lane)
        && board.places().in(lane).values().stream()
            .filter(which)
            .anyMatch(place -> ready(board.agent(place.agent())));
  }

  /** Whether an agent could be given a task that needs something. */
  private boolean ready(Agent agent) {
    return stock.waiter(agent.id()).isEmpty() && Promoting.free(board, agent, now);
  }

  private static Index.Turn turn(Task task) {
    return new Index.Turn(since(task), task.id());
  }

  /** Since when a task waits for its start. */
  static Instant since(Task task) {
    Stopwatch waiting = task.waiting();
    return waiting == null ? task.since() : waiting.since();
  }

  // -- starting tasks -----------------------------------------------------------------------------

  /** Whether an agent could have all a task needs now; others that lack something go first. */
  boolean allows(Task task, AgentId agent) {
    if (task.needs().isEmpty()) {
      return true;
    }
    return stock.waiter(agent).isEmpty()
        && !lacksAny(task.needs(), agent)
        && !behindBarrier(task.needs(), agent, turn(task))
        && !behindWaiters(task, agent);
  }

  private boolean behindWaiters(Task task, AgentId agent) {
    boolean barrier = task.passed() >= BARRIER;
    return closed().stream()
        .filter(one -> !barrier || one.by().since().isBefore(turn(task).since()))
        .filter(one -> contends(task.needs(), one.need()))
        .anyMatch(one -> !waitsFor(one.by().needs(), one.by().agent(), agent));
  }

  /** The first of each line closes to tasks whatever those behind it do. */
  private List<Closed> closed() {
    List<Closed> known = closed;
    if (known == null) {
      known = new ArrayList<>();
      for (var one : stock.waiters().lines().entrySet()) {
        Optional<Front> front = front(one.getKey(), one.getValue().values().iterator(), null);
        if (front.isPresent()) {
          close(front.get().waiter(), known);
        }
      }
      closed = known;
    }
    return known;
  }

  // -- who waits for whom -------------------------------------------------------------------------

  /** Whether one that lacks these waits, perhaps over others, for {@code whom}. */
  private boolean waitsFor(List<Need> needs, @Nullable AgentId who, AgentId whom) {
    if (stock.heldBy(whom).isEmpty()) {
      return false;
    }
    Set<AgentId> seen = new TreeSet<>();
    List<AgentId> open = new ArrayList<>(holders(needs, who));
    while (!open.isEmpty()) {
      AgentId next = open.remove(open.size() - 1);
      if (next.equals(whom)) {
        return true;
      }
      if (seen.add(next)) {
        stock
            .waiter(next)
            .ifPresent(waiter -> open.addAll(holders(waiter.needs(), waiter.agent())));
      }
    }
    return false;
  }

  /** The way round if an agent waited for these: first and last it is the agent itself. */
  Optional<List<AgentId>> circle(AgentId agent, List<Need> needs) {
    Map<AgentId, AgentId> cameFrom = new HashMap<>();
    List<AgentId> open = new ArrayList<>();
    for (AgentId holder : holders(needs, agent)) {
      cameFrom.put(holder, agent);
      open.add(holder);
    }
    for (int i = 0; i < open.size(); i++) {
      AgentId at = open.get(i);
      if (at.equals(agent)) {
        return Optional.of(way(cameFrom, agent));
      }
      Waiter waiter = stock.waiter(at).orElse(null);
      for (AgentId next : waiter == null ? Set.<AgentId>of() : holders(waiter.needs(), at)) {
        if (cameFrom.putIfAbsent(next, at) == null) {
          open.add(next);
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Those who wait and are not served however the others finish, first come first. Whoever does not
   * wait gives back, and so does in turn whoever then has all it asked for; who is left goes round.
   */
  List<Waiter> inCircles() {
    List<Waiter> left = new ArrayList<>(stock.waiters().all());
    boolean fewer = true;
    while (fewer) {
      List<Grant> kept =
          left.stream().flatMap(waiter -> stock.heldBy(waiter.agent()).stream()).toList();
      fewer = left.removeIf(
          waiter -> waiter.needs().stream().allMatch(need -> leaves(kept, need, waiter.agent())));
    }
    return left;
  }

  /** Whether there is enough for an agent beside what is kept. */
  private boolean leaves(List<Grant> kept, Need need, AgentId agent) {
    if (need.resource().files()) {
      return kept.stream()
          .filter(grant -> !grant.agent().equals(agent))
          .noneMatch(grant -> contends(grant.needs(), need));
    }
    int units = kept.stream().mapToInt(grant -> units(grant, need.resource())).sum();
    int capacity = stock.settings(need.resource()).map(Resource::capacity).orElse(0);
    return stock.spent(need) || units + need.units() <= capacity;
  }

  private static List<AgentId> way(Map<AgentId, AgentId> cameFrom, AgentId agent) {
    List<AgentId> way = new ArrayList<>(List.of(agent));
    AgentId at = cameFrom.get(agent);
    while (at != null && !at.equals(agent)) {
      way.add(0, at);
      at = cameFrom.get(at);
    }
    way.add(0, agent);
    return way;
  }

  // -- who is passed over -------------------------------------------------------------------------

  /** The event that gives an agent what it needs, with all that are passed over by it. */
  ResourceEvent.UnitsTaken take(
      AgentId agent, Task task, int epoch, List<Need> needs, Index.Turn turn, @Nullable Waiter by) {
    long asked = by == null || by.order() == Long.MAX_VALUE ? 0 : by.order();
    return new ResourceEvent.UnitsTaken(
        agent,
        task.id(),
        epoch,
        needs,
        asked,
        epoch == 0 ? until(by, needs) : null,
        passedTasks(agent, needs, turn),
        passedAgents(agent, needs, by));
  }

  ResourceEvent.UnitsTaken start(Task task, AgentId agent, int epoch) {
    return take(agent, task, epoch, task.needs(), turn(task), null);
  }

  ResourceEvent.UnitsTaken serve(Waiter waiter, Task task) {
    Index.Turn turn = Index.Turn.after(waiter.since());
    return take(waiter.agent(), task, 0, waiter.needs(), turn, waiter);
  }

  private @Nullable Instant until(@Nullable Waiter by, List<Need> needs) {
    Stream<Duration> limits = needs.stream()
        .map(need -> stock.settings(need.resource()).orElse(Resource.FILES))
        .flatMap(resource -> Stream.ofNullable(resource.spent() ? null : resource.maxHold()));
    boolean onlySpent = needs.stream().allMatch(stock::spent);
    Stream<Duration> uses = needs.stream()
        .filter(need -> onlySpent)
        .map(need -> stock.settings(need.resource()).orElseThrow().useWithin());
    Duration wanted = by == null ? null : by.hold();
    return Stream.of(limits, uses, Stream.ofNullable(wanted))
        .flatMap(all -> all)
        .min(Duration::compareTo)
        .map(now::plus)
        .orElse(null);
  }

  private List<TaskId> passedTasks(AgentId agent, List<Need> needs, Index.Turn turn) {
    if (board.index().needy().isEmpty()) {
      return List.of();
    }
    Set<LaneId> served = new TreeSet<>();
    served.add(board.agent(agent).lane());
    board.places().lanes().stream()
        .filter(lane -> inLine(lane, place -> true))
        .forEach(served::add);
    Set<Index.Turn> passed = new TreeSet<>();
    for (LaneId lane : served) {
      board.index().startable(lane).forEach((track, turns) -> {
        if (!track.barrier() && Need.contend(track.needs(), needs)) {
          passed.addAll(turns.headSet(turn, false));
        }
      });
    }
    tasks(board.index().reserved())
        .filter(task -> task.passed() < BARRIER && served.contains(task.lane()))
        .filter(task -> Need.contend(task.needs(), needs))
        .map(Supply::turn)
        .filter(earlier -> earlier.compareTo(turn) < 0)
        .forEach(passed::add);
    return passed.stream()
        .map(earlier -> board.task(earlier.task()))
        .filter(task -> !paused(task.lane()) && Promoting.mayStart(board, task))
        .map(Task::id)
        .toList();
  }

  private boolean paused(LaneId lane) {
    return board.teamPaused() || board.laneState(lane).paused();
  }

  private List<AgentId> passedAgents(AgentId agent, List<Need> needs, @Nullable Waiter by) {
    long order = by == null ? Long.MAX_VALUE : by.order();
    return stock.waiters().lines().entrySet().stream()
        .filter(line -> line.getKey().served() && line.getKey().priority() != null)
        .filter(line -> Need.contend(line.getKey().needs(), needs))
        .flatMap(line -> line.getValue().headMap(order).values().stream())
        .filter(waiter -> !waiter.agent().equals(agent) && listening(waiter))
        .sorted(Comparator.comparingLong(Waiter::order))
        .map(Waiter::agent)
        .toList();
  }
}
