package dev.signalbox.local;

import dev.signalbox.board.Agent;
import dev.signalbox.board.AgentId;
import dev.signalbox.board.Board;
import dev.signalbox.board.Hold;
import dev.signalbox.board.Lane;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.Place;
import dev.signalbox.board.State;
import dev.signalbox.board.Task;
import dev.signalbox.board.Vitality;
import dev.signalbox.desk.Glance;
import dev.signalbox.desk.Reads;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The team at a glance as the templates want it. Pure. */
final class Panels {

  private final Reads.Overview all;

  private Panels(Reads.Overview all) {
    this.all = all;
  }

  /**
   * @param awaited how many open pings call the reader
   * @param outage why nothing can be changed now; null if all is well
   */
  static View.Panel of(
      Reads.Overview all, Instant now, int awaited, @Nullable String outage, String version) {
    Panels panels = new Panels(all);
    List<Reads.AgentDetails> running =
        panels.agents().filter(agent -> !agent.holds().isEmpty()).toList();
    return new View.Panel(
        all.team().id().name(),
        all.paused(),
        running.stream().mapToInt(agent -> agent.holds().size()).sum(),
        all.team().wip(),
        running.size(),
        all.line().size(),
        panels.counts(),
        awaited,
        outage,
        all.team().lanes().values().stream().map(panels::lane).toList(),
        Supplies.of(new Glance(all, now)),
        version);
  }

  /** Signs of life, by handle. */
  static Map<String, View.Pulse> pulses(Reads.Overview all, Instant now) {
    Map<String, View.Pulse> pulses = new TreeMap<>();
    new Panels(all)
        .agents()
        .forEach(agent -> all.team()
            .lane(agent.agent().lane())
            .ifPresent(lane ->
                pulses.put(agent.agent().id().name(), pulse(agent, lane, all.awoke(), now))));
    return pulses;
  }

  private static View.Pulse pulse(
      Reads.AgentDetails details, Lane lane, Instant awoke, Instant now) {
    Instant heard = details.heard();
    if (heard == null) {
      return new View.Pulse(null, null, "never");
    }
    Agent.Quiet quiet = details.agent().quiet();
    Instant silent = heard.isAfter(awoke) ? heard : awoke;
    if (quiet != null && quiet.until().isAfter(silent)) {
      silent = quiet.until();
    }
    String word = switch (Vitality.of(lane, silent, now)) {
      case FRESH -> "alive";
      case QUIET -> "quiet";
      case LOST -> "lost";
      case NEVER_HEARD -> "never";
    };
    return new View.Pulse(heard.toString(), silent.toString(), word);
  }

  private Stream<Reads.AgentDetails> agents() {
    return all.agents().stream().filter(agent -> !agent.agent().removed());
  }

  /** Every state that wants something, also where there is none: the row keeps its shape. */
  private List<View.Count> counts() {
    Map<State, Integer> sums = new EnumMap<>(State.class);
    all.counts()
        .values()
        .forEach(lane -> lane.forEach((state, n) -> sums.merge(state, n, Integer::sum)));
    return Stream.of(State.values())
        .filter(State::open)
        .map(state -> new View.Count(state.word(), sums.getOrDefault(state, 0)))
        .toList();
  }

  private View.Lane lane(Lane lane) {
    Board.@Nullable LaneState state = all.lanes().get(lane.id());
    int used = (int) agents()
        .flatMap(agent -> agent.holds().stream())
        .flatMap(task -> task.held().stream())
        .filter(hold -> hold.lane().equals(lane.id()))
        .count();
    List<View.Waiter> line = line(lane.id());
    return new View.Lane(
        lane.id().name(),
        state != null && state.paused(),
        state != null && state.empty(),
        used,
        lane.wip(),
        all.counts().getOrDefault(lane.id(), Map.of()).getOrDefault(State.TODO, 0),
        agents()
            .filter(agent -> agent.agent().lane().equals(lane.id()))
            .map(agent -> worker(agent, lane, line))
            .toList(),
        line);
  }

  private List<View.Waiter> line(LaneId lane) {
    List<View.Waiter> waiters = new ArrayList<>();
    for (Place place : all.line()) {
      if (laneOf(place.agent()).filter(lane::equals).isPresent()) {
        waiters.add(new View.Waiter(
            waiters.size() + 1,
            place.agent().name(),
            place.wish() == null ? null : place.wish().toString(),
            place.since().toString()));
      }
    }
    return waiters;
  }

  private Optional<LaneId> laneOf(AgentId agent) {
    return agents()
        .map(Reads.AgentDetails::agent)
        .filter(known -> known.id().equals(agent))
        .map(Agent::lane)
        .findFirst();
  }

  private View.Worker worker(Reads.AgentDetails details, Lane lane, List<View.Waiter> line) {
    Agent agent = details.agent();
    List<View.Job> jobs = details.holds().stream()
        .flatMap(task -> task.held().map(hold -> job(task, hold)).stream())
        .toList();
    Optional<View.Waiter> place =
        line.stream().filter(waiter -> waiter.agent().equals(agent.id().name())).findFirst();
    String state = !jobs.isEmpty()
        ? jobs.get(0).kind().equals("review") ? "review" : "doing"
        : agent.paused() ? "paused" : place.isPresent() ? "queued" : "idle";
    String word = state.equals("queued")
        ? "queued #" + place.map(View.Waiter::place).orElse(1)
        : agent.paused() && !jobs.isEmpty() ? state + ", then paused" : state;
    Agent.Quiet quiet = agent.quiet();
    return new View.Worker(
        agent.id().name(),
        state,
        word,
        jobs,
        quiet == null ? null : quiet.until().toString(),
        lane.quietAfter().toSeconds(),
        lane.lostAfter().toSeconds());
  }

  private static View.Job job(Task task, Hold hold) {
    Instant quiet = hold.quietSince();
    return new View.Job(
        task.id().toString(),
        task.title(),
        hold.kind().name().toLowerCase(Locale.ROOT),
        hold.since().toString(),
        hold.note(),
        hold.progress(),
        quiet == null ? null : quiet.toString());
  }
}
