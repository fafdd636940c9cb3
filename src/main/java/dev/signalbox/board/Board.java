package dev.signalbox.board;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The live state of one team: open tasks, agents, the line, pauses. Events change it, rules read
 * it. Closed tasks are on it only while a command that names them is decided.
 *
 * <p>Confined to the desk's thread. Every collection has a fixed order, so that the same events
 * always lead to the same board and the same decisions.
 */
public final class Board {

  /**
   * What the board knows of a lane beyond its settings.
   *
   * @param episode how often it called for a person
   * @param ping the episode of its unsettled ping, or 0
   * @param empty whether it has work and nobody alive
   */
  public record LaneState(boolean paused, int episode, int ping, boolean empty) {
    static final LaneState NEW = new LaneState(false, 0, 0, false);

    LaneState emptied() {
      return new LaneState(paused, episode + 1, ping, true);
    }

    LaneState served() {
      return new LaneState(paused, episode, ping, false);
    }

    LaneState withPaused(boolean now) {
      return new LaneState(now, episode, ping, empty);
    }

    LaneState withPing(int unsettled) {
      return new LaneState(paused, episode, unsettled, empty);
    }
  }

  /**
   * Everything that history determines; signs of life are not part of it.
   *
   * @param places in the order of the line
   * @param awoke when the server last started or its machine woke
   * @param events the number of the last event
   * @param newest the number of the newest task, 0 before the first
   * @param stock who has what, and who waits for it
   */
  public record Snapshot(
      Team team,
      List<Task> tasks,
      List<Agent> agents,
      List<Place> places,
      Map<LaneId, LaneState> lanes,
      boolean paused,
      Instant awoke,
      long events,
      int newest,
      Stock.Saved stock) {}

  /** What changed since it was last asked; rows to write. */
  public record Changes(
      List<Task> tasks,
      List<Agent> agents,
      Map<AgentId, Optional<Place>> places,
      Set<LaneId> lanes,
      Stock.Changes stock) {}

  private Team team;
  private final TreeMap<TaskId, Task> tasks = new TreeMap<>();
  private final TreeMap<AgentId, Agent> agents = new TreeMap<>();
  private final Line places = new Line();
  private final TreeMap<LaneId, LaneState> lanes = new TreeMap<>();
  private boolean paused;
  private Instant awoke = Instant.EPOCH;
  private long events;
  private int newest;

  private final Index index = new Index();
  private final Reviewers reviewers = new Reviewers();
  private final Map<TaskId, Long> lastEvents = new TreeMap<>();
  private final Pulse pulse = new Pulse();
  private final Stock stock = new Stock(this);

  private final LinkedHashSet<TaskId> touchedTasks = new LinkedHashSet<>();
  private final Deque<TaskId> agenda = new ArrayDeque<>();
  private final TreeSet<AgentId> touchedAgents = new TreeSet<>();
  private final TreeSet<AgentId> touchedPlaces = new TreeSet<>();
  private final TreeSet<LaneId> touchedLanes = new TreeSet<>();
  private final Deque<Hold> ended = new ArrayDeque<>();
  private boolean restless = true;
  private long loaded;

  private final Alarm alarm = new Alarm(this);

  private Board(Team team) {
    this.team = team;
    team.lanes().keySet().forEach(lane -> lanes.put(lane, LaneState.NEW));
  }

  /** A team's board before its first event. Its settings become history with {@code Configured}. */
  public static Board empty(Team team) {
    return new Board(team);
  }

  /** A board as the tables have it. */
  public static Board of(Snapshot saved, Map<AgentId, Instant> heard, Instant clock) {
    Board board = new Board(saved.team());
    saved.agents().forEach(agent -> board.agents.put(agent.id(), agent));
    board.lanes.putAll(saved.lanes());
    board.paused = saved.paused();
    board.awoke = saved.awoke();
    board.events = saved.events();
    board.loaded = saved.events();
    board.newest = saved.newest();
    saved.tasks().forEach(board::bring);
    saved.places().forEach(board::place);
    board.stock.load(saved.stock());
    board.pulse.load(heard, clock);
    saved.agents().forEach(board::heardDeclaring);
    board.agents.keySet().forEach(board::reseat);
    return board;
  }

  /** A crash may lose a sign of life, but who declared a silence was surely heard then. */
  private void heardDeclaring(Agent agent) {
    Agent.Quiet quiet = agent.quiet();
    if (quiet != null) {
      pulse.hear(agent.id(), quiet.at());
    }
  }

  // -- reading ----------------------------------------------------------------------------------

  public Snapshot snapshot() {
    return new Snapshot(
        team,
        tasks.values().stream().filter(task -> task.state().open()).toList(),
        List.copyOf(agents.values()),
        line(),
        new TreeMap<>(lanes),
        paused,
        awoke,
        events,
        newest,
        stock.saved());
  }

  public Team team() {
    return team;
  }

  /** The number of the last event, 0 before the first. */
  public long events() {
    return events;
  }

  public int newest() {
    return newest;
  }

  /** The number of the last event about a task on the board, or of one that came later. */
  long lastEvent(TaskId id) {
    return lastEvents.getOrDefault(id, loaded);
  }

  public Instant awoke() {
    return awoke;
  }

  public Optional<Task> find(TaskId id) {
    return Optional.ofNullable(tasks.get(id));
  }

  /** The agent of that name, unless it was removed. */
  public Optional<Agent> find(AgentId id) {
    return Optional.ofNullable(agents.get(id)).filter(agent -> !agent.removed());
  }

  /**
   * A task that must be on the board.
   *
   * @throws IllegalStateException if it is not
   */
  public Task task(TaskId id) {
    return find(id).orElseThrow(() -> new IllegalStateException(id + " is not on the board"));
  }

  /**
   * An agent that was once of the team.
   *
   * @throws IllegalStateException if there never was one
   */
  public Agent agent(AgentId id) {
    Agent agent = agents.get(id);
    if (agent == null) {
      throw new IllegalStateException("there is no agent " + id);
    }
    return agent;
  }

  /** Whether there ever was an agent of that name. */
  boolean known(AgentId id) {
    return agents.containsKey(id);
  }

  /** The agents of the team, without those removed, by name. */
  public List<Agent> agents() {
    return agents.values().stream().filter(agent -> !agent.removed()).toList();
  }

  /** Whether there is an agent in the team of which that is so. */
  boolean anyAgent(Predicate<Agent> so) {
    return agents.values().stream().anyMatch(agent -> !agent.removed() && so.test(agent));
  }

  /** Every task on the board, by number. */
  public Collection<Task> tasks() {
    return Collections.unmodifiableCollection(tasks.values());
  }

  /**
   * A lane's settings.
   *
   * @throws IllegalStateException if the team has no such lane
   */
  public Lane lane(LaneId id) {
    return team.lane(id).orElseThrow(() -> new IllegalStateException("there is no lane " + id));
  }

  public LaneState laneState(LaneId id) {
    return lanes.getOrDefault(id, LaneState.NEW);
  }

  /** The line, first come first. */
  public List<Place> line() {
    return List.copyOf(places.all());
  }

  Line places() {
    return places;
  }

  public Optional<Place> place(AgentId agent) {
    return places.of(agent);
  }

  /** The tasks that the first of an agent's lane in line wish for. */
  public List<TaskId> wished(AgentId agent, int most) {
    return places.in(agent(agent).lane()).values().stream()
        .limit(most)
        .flatMap(place -> Stream.ofNullable(place.wish()))
        .toList();
  }

  /** Tasks that could start but need something of this: of each kind those that wait longest. */
  public List<TaskId> needing(List<Need> needs, int most) {
    if (index.needy().isEmpty()) {
      return List.of();
    }
    Stream<TaskId> kept = index.reserved().stream()
        .filter(id -> Need.contend(task(id).needs(), needs))
        .limit(most);
    return Stream.concat(index.needing(needs, most).stream().map(Index.Turn::task), kept)
        .toList();
  }

  /** Open tasks that come after this one. */
  public List<TaskId> dependants(TaskId id) {
    return index.dependantsOf(id).stream()
        .filter(other -> task(other).state().open())
        .toList();
  }

  /** What an agent waits for of resources, beside its task. */
  public Optional<Waiter> waiter(AgentId agent) {
    return stock.waiter(agent);
  }

  /** Why nobody could ever have these units, if so. */
  public Optional<Refusal> impossible(List<Need> needs) {
    return Resourcing.refusal(this, needs, false);
  }

  /** The task an agent asked for units beside, and those units if it has them by now. */
  public Optional<Answer> acquired(AgentId agent, long order) {
    Optional<Grant> grant =
        stock.heldBy(agent).stream().filter(one -> one.asked() == order).findFirst();
    return grant
        .flatMap(one -> find(one.task()))
        .or(() -> holdsOf(agent).stream().findFirst())
        .map(task -> Answer.of(task).with(grant.orElse(null)));
  }

  public List<Task> holdsOf(AgentId agent) {
    return index.holdsOf(agent).stream().map(this::task).toList();
  }

  /** When an agent gave its last sign of life, if it ever did. */
  public Optional<Instant> heard(AgentId agent) {
    return pulse.heard(agent);
  }

  public boolean teamPaused() {
    return paused;
  }

  /** Whether an agent gets no new work because it, its lane or the team is paused. */
  boolean pausedFor(Agent agent) {
    return paused || agent.paused() || laneState(agent.lane()).paused();
  }

  boolean paused(Subject what) {
    return switch (what.kind()) {
      case TEAM -> paused;
      case LANE -> what.laneId().map(id -> laneState(id).paused()).orElse(false);
      case AGENT -> what.agentId().map(id -> agent(id).paused()).orElse(false);
      case TASK -> false;
    };
  }

  Index index() {
    return index;
  }

  /** Agents with a slot of their own left, in the order in which they are given reviews. */
  Reviewers reviewers() {
    return reviewers;
  }

  Pulse pulse() {
    return pulse;
  }

  Stock stock() {
    return stock;
  }

  /** {@code at}, but not before everyone in the lane had the time to be heard again. */
  Instant notBeforeAwake(Instant at, LaneId lane) {
    Instant grace = awoke.plus(lane(lane).lostAfter());
    return at.isBefore(grace) ? grace : at;
  }

  /** Whether something it comes after is not done. */
  boolean blocked(Task task) {
    return !task.dropped().isEmpty() || blocked(task.after());
  }

  private boolean blocked(List<TaskId> after) {
    for (TaskId id : after) {
      Task task = tasks.get(id);
      if (task != null && task.state().open()) {
        return true;
      }
    }
    return false;
  }

  /** The hold an event speaks of, which must exist. */
  static Hold known(@Nullable Hold hold) {
    if (hold == null) {
      throw new IllegalStateException("there is no hold");
    }
    return hold;
  }

  static List<TaskId> union(List<TaskId> some, List<TaskId> more) {
    LinkedHashSet<TaskId> all = new LinkedHashSet<>(some);
    all.addAll(more);
    return List.copyOf(all);
  }

  // -- outside history --------------------------------------------------------------------------

  /** Brings a task from the ledger onto the board, for as long as it is needed. */
  public void bring(Task task) {
    if (!tasks.containsKey(task.id())) {
      tasks.put(task.id(), task);
      index.add(task);
    }
  }

  /** Lets go of closed tasks. */
  public void letGoOfClosed() {
    for (TaskId id : List.copyOf(index.closed())) {
      index.remove(task(id));
      tasks.remove(id);
      lastEvents.remove(id);
    }
  }

  /** Who got a hold, or whose place or wait for units changed, since changes were last taken. */
  public Set<AgentId> concerned() {
    Set<AgentId> all = new TreeSet<>(touchedPlaces);
    all.addAll(stock.touchedWaiters());
    for (TaskId id : touchedTasks) {
      find(id).flatMap(Task::held).map(Hold::agent).ifPresent(all::add);
    }
    return all;
  }

  /** What to write since it was last asked. */
  public Changes takeChanges() {
    Map<AgentId, Optional<Place>> line = new TreeMap<>();
    touchedPlaces.forEach(agent -> line.put(agent, place(agent)));
    Changes changes = new Changes(
        touchedTasks.stream().map(this::task).toList(),
        touchedAgents.stream().map(this::agent).toList(),
        line,
        new TreeSet<>(touchedLanes),
        stock.takeChanges());
    touchedTasks.clear();
    touchedAgents.clear();
    touchedPlaces.clear();
    touchedLanes.clear();
    return changes;
  }

  /** An agent gave a sign of life that no rule sees. */
  public void hears(AgentId agent, Instant now) {
    hear(agent, now);
  }

  /** Who is heard can lose again what is reserved for it, and ends a silence it declared. */
  void hear(AgentId agent, Instant now) {
    pulse.hear(agent, now);
    reviewers.awake(agent);
    if (agent(agent).quiet() != null || !index.reservedFor(agent).isEmpty()) {
      alarm.set(agent);
    }
  }

  /** As if it was never heard. */
  void forget(AgentId agent) {
    pulse.forget(agent);
    alarm.set(agent);
  }

  /** Takes over the signs of life of the board that this one replaces. */
  public void carryOver(Board old) {
    pulse.carryOver(old.pulse);
    reviewers.awakeAll();
    alarm.setAnew();
  }

  /** An agent's request is open until {@code until}; it counts as heard that long. */
  public void listens(AgentId agent, Instant until) {
    pulse.listen(agent, until);
    reviewers.awake(agent);
    alarm.set(agent);
    stock.waiters().look(agent);
  }

  /** An agent's open request was answered; others may now get what it alone could have got. */
  public void answered(AgentId agent, Instant now) {
    pulse.answered(agent(agent), now);
    reviewers.awake(agent);
    alarm.set(agent);
    if (stock.waiter(agent).isPresent()) {
      stock.waiters().look(agent);
      stock.stir();
      disturb();
    }
  }

  /** The time up to which the board was surely awake. */
  public void tick(Instant now) {
    pulse.tick(now);
  }

  /**
   * The next instant at which time alone changes something, or an earlier one: what came since may
   * have deferred it, and a sweep at that time finds that out.
   */
  public Optional<Instant> due() {
    return alarm.at();
  }

  /** What was due is being done. */
  void sweeps() {
    alarm.setAnew();
  }

  /** Grants were made or changed. */
  void grantsChanged() {
    alarm.setForGrants();
  }

  /** Tells the rules to look for grants although nothing happened. */
  void disturb() {
    restless = true;
  }

  /** Whether something may be granted that no rule has looked at yet: just loaded, or disturbed. */
  public boolean restless() {
    return restless;
  }

  boolean takeRestless() {
    boolean was = restless;
    restless = false;
    return was;
  }

  /** A hold that ended since it was last asked, oldest first; null for none. */
  @Nullable
  Hold nextEnded() {
    return ended.pollFirst();
  }

  @Nullable
  TaskId nextOnAgenda() {
    return agenda.pollFirst();
  }

  // -- change: events only ------------------------------------------------------------------------

  /** Records one line of the log. */
  public void apply(Entry entry) {
    if (entry.number() != events + 1) {
      throw new IllegalStateException(
          "event " + entry.number() + " cannot follow event " + events + " of " + team.id());
    }
    events = entry.number();
    restless = true;
    entry.event().applyTo(this, entry);
    entry.event().subject().filter(tasks::containsKey).ifPresent(id -> lastEvents.put(id, events));
    stock.prune(entry.at());
    if (!index.barriers().isEmpty()) {
      stock.stir();
    }
  }

  void create(Task task, Instant at) {
    newest = Math.max(newest, task.id().number());
    Task waiting = task.with(draft -> wait(draft, at));
    tasks.put(task.id(), waiting);
    index.add(waiting);
    touch(task.id());
  }

  void change(TaskId id, Instant at, Consumer<Task.Draft> how) {
    Task old = task(id);
    Task next = old.with(how.andThen(draft -> wait(draft, at)));
    index.remove(old);
    tasks.put(id, next);
    index.add(next);
    touch(id);
    old.held().map(Hold::agent).ifPresent(stock.waiters()::look);
    next.held().map(Hold::agent).ifPresent(stock.waiters()::look);
    Hold hold = old.hold();
    if (hold != null && (next.hold() == null || next.epoch() != hold.epoch())) {
      ended.add(hold);
      reseat(hold.agent());
    }
    if (next.hold() != null) {
      reseat(next.hold().agent());
    }
    if (!old.needs().isEmpty() || !next.needs().isEmpty() || old.priority() != next.priority()) {
      stock.stir();
    }
    if (old.state() == State.TODO
        && (next.state() != State.TODO || !next.lane().equals(old.lane()))) {
      widenWishesFor(id);
    }
    if (old.state().open() != next.state().open()) {
      index.dependantsOf(id).forEach(dependant -> dependencyChanged(dependant, next, at));
    }
  }

  private void dependencyChanged(TaskId dependant, Task dependency, Instant at) {
    if (!task(dependant).state().open()) {
      return;
    }
    change(dependant, at, draft -> {
      if (dependency.state() == State.CANCELLED) {
        SortedSet<TaskId> more = new TreeSet<>(draft.dropped);
        more.add(dependency.id());
        draft.dropped = Collections.unmodifiableSortedSet(more);
      }
    });
  }

  private void widenWishesFor(TaskId id) {
    for (Place place : places.wishing(id)) {
      standInLine(place.anyTask());
    }
  }

  /** Starts, keeps or ends a task's stopwatch, as its state and the pauses ask for. */
  private void wait(Task.Draft draft, Instant at) {
    boolean waits = draft.state == State.TODO && draft.dropped.isEmpty() && !blocked(draft.after)
        || draft.state == State.REVIEW && (draft.hold == null || !draft.hold.begun());
    if (!waits) {
      draft.waiting = null;
      return;
    }
    Stopwatch watch = draft.waiting == null ? Stopwatch.start(at) : draft.waiting;
    draft.waiting = standsStill(draft.state, draft.lane) ? watch.halt(at) : watch.resume(at);
  }

  private boolean standsStill(State state, LaneId lane) {
    if (paused) {
      return true;
    }
    if (state == State.TODO) {
      return laneState(lane).paused();
    }
    List<LaneId> reviewing = team.lane(lane).map(l -> l.reviewBy().lanes()).orElse(List.of());
    return !reviewing.isEmpty()
        && reviewing.stream().allMatch(id -> laneState(id).paused());
  }

  /**
   * Ends a hold that brought no result: a claim goes back to its lane, a reviewer is out.
   *
   * @param byItself whether the holder let go; else its late work is still kept
   */
  void endHold(TaskId id, Instant at, boolean attempt, boolean byItself) {
    Hold hold = known(task(id).hold());
    change(id, at, draft -> {
      draft.hold = null;
      if (hold.review()) {
        draft.dropOut(hold.agent());
      } else {
        draft.enter(State.TODO, at);
        draft.reservedFor = null;
        draft.attempts += attempt ? 1 : 0;
        if (!byItself) {
          draft.owes(hold.epoch(), hold.agent());
        }
      }
    });
    if (hold.review()) {
      change(hold.agent(), agent -> agent.withReviewEnded(at));
    }
  }

  /** Ends an agent's review with its verdict, if there is one. */
  void endReview(TaskId id, Instant at) {
    Hold hold = task(id).hold();
    if (hold != null && hold.review()) {
      change(id, at, draft -> draft.hold = null);
      change(hold.agent(), agent -> agent.withReviewEnded(at));
    }
  }

  void pinged(Subject on, int episode, Instant at) {
    setPing(on, episode, at, draft -> draft.mentions = 1);
  }

  void settled(Subject on, Instant at) {
    setPing(on, 0, at, draft -> {});
  }

  /** A snooze ends with its episode. */
  private void setPing(Subject on, int episode, Instant at, Consumer<Task.Draft> more) {
    on.taskId()
        .ifPresent(id -> change(id, at, more.andThen(draft -> {
          draft.ping = episode;
          draft.snoozedUntil = null;
        })));
    on.laneId().ifPresent(id -> change(id, state -> state.withPing(episode)));
  }

  void change(AgentId id, UnaryOperator<Agent> how) {
    Agent old = agent(id);
    Agent next = how.apply(old);
    agents.put(id, next);
    touchedAgents.add(id);
    reseat(id);
    if (next.removed() == old.removed() && next.lane().equals(old.lane())) {
      alarm.set(id);
    } else {
      alarm.setAnew();
    }
  }

  void change(LaneId id, UnaryOperator<LaneState> how) {
    lanes.put(id, how.apply(laneState(id)));
    touchedLanes.add(id);
    alarm.set(id);
  }

  void enrol(Agent agent) {
    agents.put(agent.id(), agent);
    touchedAgents.add(agent.id());
    reseat(agent.id());
    recheckReviews();
    alarm.setAnew();
    stock.resettle(); // It may have come back to another lane.
  }

  private void reseat(AgentId id) {
    Agent agent = agent(id);
    boolean may = !agent.removed()
        && team.lane(agent.lane()).isPresent()
        && !Promoting.slotsFull(this, agent);
    reviewers.set(agent, may);
  }

  void stop(AgentId id, Agent.Stop stop) {
    change(id, agent -> {
      List<Agent.Stop> latest = new ArrayList<>(agent.stops());
      latest.removeIf(old -> !old.at().plus(Mailbox.STOPS_FOR).isAfter(stop.at()));
      latest.add(stop);
      return agent.withStops(List.copyOf(latest));
    });
  }

  void shun(AgentId id, TaskId task) {
    change(id, agent -> {
      Set<TaskId> more = new TreeSet<>(agent.shunned());
      more.add(task);
      return agent.withShunned(Collections.unmodifiableSet(more));
    });
  }

  /** The agent may be given the task again. */
  void forgive(AgentId id, TaskId task) {
    if (agent(id).shunned().contains(task)) {
      change(id, agent -> {
        Set<TaskId> fewer = new TreeSet<>(agent.shunned());
        fewer.remove(task);
        return agent.withShunned(Collections.unmodifiableSet(fewer));
      });
    }
  }

  void standInLine(Place place) {
    place(place);
    touchedPlaces.add(place.agent());
    alarm.set(place.agent());
  }

  private void place(Place place) {
    places.put(place, agent(place.agent()).lane());
  }

  void leaveLine(AgentId agent) {
    if (places.remove(agent)) {
      touchedPlaces.add(agent);
    }
  }

  void setPaused(Subject what, boolean now, Instant at) {
    switch (what.kind()) {
      case TEAM -> paused = now;
      case LANE -> what.laneId().ifPresent(id -> change(id, state -> state.withPaused(now)));
      case AGENT -> what.agentId().ifPresent(id -> change(id, agent -> agent.withPaused(now)));
      case TASK -> throw new IllegalStateException("a task cannot be paused: " + what);
    }
    for (TaskId id : List.copyOf(index.waiting())) {
      change(id, at, draft -> {});
    }
    stock.stir();
  }

  void configure(Team next, Instant at) {
    team = next;
    for (LaneId lane : next.lanes().keySet()) {
      lanes.putIfAbsent(lane, LaneState.NEW);
      touchedLanes.add(lane);
    }
    lanes.keySet().retainAll(next.lanes().keySet());
    for (TaskId id : List.copyOf(index.waiting())) {
      change(id, at, draft -> {});
    }
    agents.keySet().forEach(this::reseat);
    recheckReviews();
    alarm.setAnew();
    stock.reconfigured();
  }

  void awake(Instant at) {
    pulse.awake(this, at);
    awoke = at;
    reviewers.awakeAll();
    alarm.setAnew();
    stock.resettle();
  }

  /** Submissions without a reviewer are looked at again: somebody came or went. */
  void recheckReviews() {
    index.unreviewed().forEach(agenda::add);
  }

  private void touch(TaskId id) {
    touchedTasks.add(id);
    alarm.set(id);
    agenda.add(id);
  }
}
