package dev.signalbox.talk;

import dev.signalbox.board.AgentId;
import dev.signalbox.board.Board;
import dev.signalbox.board.Hold;
import dev.signalbox.board.Lane;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.Place;
import dev.signalbox.board.State;
import dev.signalbox.board.Task;
import dev.signalbox.board.Team;
import dev.signalbox.board.Vitality;
import dev.signalbox.desk.Reads;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The team at one moment, with what views of several things ask of it. */
record Glance(Reads.Overview overview, Instant now) {

  private static final Board.LaneState CALM = new Board.LaneState(false, 0, 0, false);

  Team team() {
    return overview.team();
  }

  boolean admin(@Nullable PersonId person) {
    return person != null
        && Optional.ofNullable(team().people().get(person))
            .filter(Team.Person::admin)
            .isPresent();
  }

  List<Reads.AgentDetails> agents() {
    return overview.agents().stream().filter(known -> !known.agent().removed()).toList();
  }

  List<Reads.AgentDetails> agentsOf(LaneId lane) {
    return agents().stream().filter(known -> known.agent().lane().equals(lane)).toList();
  }

  Optional<Reads.AgentDetails> agent(AgentId id) {
    return agents().stream().filter(known -> known.agent().id().equals(id)).findFirst();
  }

  Optional<Place> place(AgentId agent) {
    return overview.line().stream().filter(place -> place.agent().equals(agent)).findFirst();
  }

  /** Who waits in a lane's line, first come first. */
  List<Place> line(LaneId lane) {
    return overview.line().stream()
        .filter(place -> agent(place.agent())
            .filter(known -> known.agent().lane().equals(lane))
            .isPresent())
        .toList();
  }

  /** An agent's position in the line of its lane, from 1; 0 for none. */
  int position(AgentId agent) {
    return agent(agent)
        .map(known ->
            line(known.agent().lane()).stream().map(Place::agent).toList().indexOf(agent) + 1)
        .orElse(0);
  }

  Vitality vitality(Reads.AgentDetails known) {
    return team()
        .lane(known.agent().lane())
        .map(lane -> Vitality.of(lane, known.heard(), now))
        .orElse(Vitality.NEVER_HEARD);
  }

  /** The tasks whose holds take a slot of a lane. */
  List<Task> holdsIn(LaneId lane) {
    return holds(hold -> hold.lane().equals(lane));
  }

  /** All tasks that somebody holds. */
  List<Task> holds() {
    return holds(hold -> true);
  }

  private List<Task> holds(Predicate<Hold> which) {
    return agents().stream()
        .flatMap(known -> known.holds().stream())
        .filter(task -> task.held().filter(which).isPresent())
        .toList();
  }

  /** Submitted work of a lane that no reviewer looks at yet. */
  List<Task> unreviewed(LaneId lane) {
    return active(lane, State.REVIEW).filter(task -> task.held().isEmpty()).toList();
  }

  Stream<Task> active(LaneId lane, State state) {
    return overview.active().stream()
        .filter(task -> task.lane().equals(lane) && task.state() == state);
  }

  boolean paused(LaneId lane) {
    return overview.lanes().getOrDefault(lane, CALM).paused();
  }

  int count(State state) {
    return overview.counts().values().stream()
        .mapToInt(states -> states.getOrDefault(state, 0))
        .sum();
  }

  /** Whether an agent could begin something at once, as far as it alone is asked. */
  boolean free(Reads.AgentDetails known) {
    return !known.agent().paused()
        && vitality(known) == Vitality.FRESH
        && known.holds().size()
            < team().lane(known.agent().lane()).map(Lane::agentWip).orElse(0);
  }
}
