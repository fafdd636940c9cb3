package dev.signalbox.desk;

import dev.signalbox.board.AgentId;
import dev.signalbox.board.Board;
import dev.signalbox.board.Hold;
import dev.signalbox.board.Holding;
import dev.signalbox.board.Lane;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.Place;
import dev.signalbox.board.Shortage;
import dev.signalbox.board.State;
import dev.signalbox.board.Task;
import dev.signalbox.board.Team;
import dev.signalbox.board.Vitality;
import dev.signalbox.board.Waiter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The team at one moment, with what views of several things ask of it. */
public record Glance(Reads.Overview overview, Instant now) {

  private static final Board.LaneState CALM = new Board.LaneState(false, 0, 0, false);

  public Team team() {
    return overview.team();
  }

  public boolean admin(@Nullable PersonId person) {
    return person != null
        && Optional.ofNullable(team().people().get(person))
            .filter(Team.Person::admin)
            .isPresent();
  }

  public List<Reads.AgentDetails> agents() {
    return overview.agents().stream().filter(known -> !known.agent().removed()).toList();
  }

  public List<Reads.AgentDetails> agentsOf(LaneId lane) {
    return agents().stream().filter(known -> known.agent().lane().equals(lane)).toList();
  }

  public Optional<Reads.AgentDetails> agent(AgentId id) {
    return agents().stream().filter(known -> known.agent().id().equals(id)).findFirst();
  }

  public Optional<Place> place(AgentId agent) {
    return overview.line().stream().filter(place -> place.agent().equals(agent)).findFirst();
  }

  /** Who waits in a lane's line, first come first. */
  public List<Place> line(LaneId lane) {
    return overview.line().stream()
        .filter(place -> agent(place.agent())
            .filter(known -> known.agent().lane().equals(lane))
            .isPresent())
        .toList();
  }

  /** An agent's position in the line of its lane, from 1; 0 for none. */
  public int position(AgentId agent) {
    return agent(agent)
        .map(known ->
            line(known.agent().lane()).stream().map(Place::agent).toList().indexOf(agent) + 1)
        .orElse(0);
  }

  public Vitality vitality(Reads.AgentDetails known) {
    return team()
        .lane(known.agent().lane())
        .map(lane -> Vitality.of(lane, known.heard(), now))
        .orElse(Vitality.NEVER_HEARD);
  }

  /** The tasks whose holds take a slot of a lane. */
  public List<Task> holdsIn(LaneId lane) {
    return holds(hold -> hold.lane().equals(lane));
  }

  /** All tasks that somebody holds. */
  public List<Task> holds() {
    return holds(hold -> true);
  }

  private List<Task> holds(Predicate<Hold> which) {
    return agents().stream()
        .flatMap(known -> known.holds().stream())
        .filter(task -> task.held().filter(which).isPresent())
        .toList();
  }

  /** Submitted work of a lane that no reviewer looks at yet. */
  public List<Task> unreviewed(LaneId lane) {
    return active(lane, State.REVIEW).filter(task -> task.held().isEmpty()).toList();
  }

  public Stream<Task> active(LaneId lane, State state) {
    return overview.active().stream()
        .filter(task -> task.lane().equals(lane) && task.state() == state);
  }

  public boolean paused(LaneId lane) {
    return overview.lanes().getOrDefault(lane, CALM).paused();
  }

  public int count(State state) {
    return overview.counts().values().stream()
        .mapToInt(states -> states.getOrDefault(state, 0))
        .sum();
  }

  /**
   * The rules' own view of it, for what only they can tell: open tasks that are not shown are not
   * on it, and it hears of nobody's open requests.
   */
  Board board() {
    Map<AgentId, Instant> heard = new TreeMap<>();
    overview
        .agents()
        .forEach(known -> Optional.ofNullable(known.heard())
            .ifPresent(at -> heard.put(known.agent().id(), at)));
    return Board.of(
        new Board.Snapshot(
            overview.team(),
            overview.active(),
            overview.agents().stream().map(Reads.AgentDetails::agent).toList(),
            overview.line(),
            overview.lanes(),
            overview.paused(),
            overview.awoke(),
            overview.events(),
            overview.active().stream()
                .mapToInt(task -> task.id().number())
                .max()
                .orElse(0),
            overview.stock()),
        heard,
        now);
  }

  /** What a task that needs resources lacks now. */
  public List<Shortage> shortages(Task task) {
    return task.needs().isEmpty() ? List.of() : Shortage.of(board(), task.needs(), null, now);
  }

  /** What an agent lacks that it asked for. */
  public List<Shortage> shortages(Waiter waiter) {
    return Shortage.of(board(), waiter.needs(), waiter.agent(), now);
  }

  /** Who comes before a task to something it needs. */
  public List<AgentId> before(Task task) {
    return task.needs().isEmpty() ? List.of() : Shortage.before(board(), task);
  }

  /** Every resource of the team and what paths somebody has, with who has and who waits for it. */
  public List<Holding> holdings() {
    return Holding.all(board(), now);
  }

  /** Whether an agent could begin something at once, as far as it alone is asked. */
  public boolean free(Reads.AgentDetails known) {
    return !known.agent().paused()
        && vitality(known) == Vitality.FRESH
        && known.holds().size()
            < team().lane(known.agent().lane()).map(Lane::agentWip).orElse(0);
  }
}
