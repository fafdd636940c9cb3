package dev.signalbox.metrics;

import dev.signalbox.board.LaneId;
import dev.signalbox.board.State;
import dev.signalbox.board.Team;
import dev.signalbox.board.TeamId;
import dev.signalbox.board.Vitality;
import dev.signalbox.desk.LedgerException;
import dev.signalbox.desk.Reads;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the teams stand, read from the ledger when somebody scrapes. Thread-safe. */
final class Survey {

  /** However often somebody scrapes, the ledger is asked no more often. */
  private static final Duration FRESH = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(Survey.class);

  private final Reads reads;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final MultiGauge line;
  private final MultiGauge agents;
  private final MultiGauge tasks;
  private final MultiGauge outbox;
  private final MultiGauge parked;
  private final MultiGauge oldest;
  private long readAt;
  private boolean read;

  /** What the gauges will say. */
  private static final class Rows {
    private final List<Row<?>> line = new ArrayList<>();
    private final List<Row<?>> agents = new ArrayList<>();
    private final List<Row<?>> tasks = new ArrayList<>();
    private final List<Row<?>> outbox = new ArrayList<>();
    private final List<Row<?>> parked = new ArrayList<>();
    private final List<Row<?>> oldest = new ArrayList<>();
  }

  Survey(MeterRegistry registry, Reads reads, InstantSource clock, LongSupplier nanos) {
    this.reads = reads;
    this.clock = clock;
    this.nanos = nanos;
    line = gauge(registry, "signalbox.line.agents", "Agents in line for a slot.");
    agents = gauge(registry, "signalbox.agents", "Agents by how they seem from their silence.");
    tasks = gauge(registry, "signalbox.tasks", "Open tasks.");
    outbox = gauge(registry, "signalbox.outbox.messages", "Messages that a room is still to get.");
    parked =
        gauge(registry, "signalbox.outbox.parked.messages", "Messages that are not tried again.");
    oldest = MultiGauge.builder("signalbox.outbox.age")
        .baseUnit("seconds")
        .description("How long the oldest message for a room has waited; 0 where none waits.")
        .register(registry);
  }

  private static MultiGauge gauge(MeterRegistry registry, String name, String description) {
    return MultiGauge.builder(name).description(description).register(registry);
  }

  /** Reads all anew, unless that was just done. What cannot be read stays as it was. */
  synchronized void refresh() {
    if (read && nanos.getAsLong() - readAt < FRESH.toNanos()) {
      return;
    }
    try {
      Rows rows = new Rows();
      reads.teams().forEach(team -> look(team, rows));
      show(rows);
    } catch (LedgerException e) {
      LOG.debug("the ledger cannot be read now", e);
    }
    readAt = nanos.getAsLong();
    read = true;
  }

  private void show(Rows rows) {
    line.register(rows.line, true);
    agents.register(rows.agents, true);
    tasks.register(rows.tasks, true);
    outbox.register(rows.outbox, true);
    parked.register(rows.parked, true);
    oldest.register(rows.oldest, true);
  }

  private void look(TeamId id, Rows rows) {
    Reads.Overview overview = reads.overview(id);
    Team team = overview.team();
    Tags ofTeam = Tags.of("team", id.name());
    rows.line.add(Row.of(ofTeam, overview.line().size()));
    vitality(overview)
        .forEach(
            (how, count) -> rows.agents.add(Row.of(ofTeam.and("vitality", how.word()), count)));
    for (LaneId lane : team.lanes().keySet()) {
      Map<State, Integer> counts = overview.counts().getOrDefault(lane, Map.of());
      for (State state : State.values()) {
        if (state.open()) {
          rows.tasks.add(Row.of(
              ofTeam.and("lane", lane.name(), "state", state.name().toLowerCase(Locale.ROOT)),
              counts.getOrDefault(state, 0)));
        }
      }
    }
    rooms(team, rows);
  }

  private Map<Vitality, Integer> vitality(Reads.Overview overview) {
    Map<Vitality, Integer> counts = new EnumMap<>(Vitality.class);
    for (Vitality each : Vitality.values()) {
      counts.put(each, 0);
    }
    Instant now = clock.instant();
    overview.agents().stream()
        .filter(known -> !known.agent().removed())
        .forEach(known -> overview
            .team()
            .lane(known.agent().lane())
            .ifPresent(
                lane -> counts.merge(Vitality.of(lane, known.heard(), now), 1, Integer::sum)));
    return counts;
  }

  private void rooms(Team team, Rows rows) {
    Map<String, Reads.Backlog> rooms = new TreeMap<>();
    team.rooms().forEach(room -> rooms.put(room, new Reads.Backlog(room, 0, 0, null)));
    reads.backlog(team.id()).forEach(backlog -> rooms.put(backlog.room(), backlog));
    rooms.forEach((room, backlog) -> {
      Tags tags = Tags.of("team", team.id().name(), "room", room);
      rows.outbox.add(Row.of(tags, backlog.waiting()));
      rows.parked.add(Row.of(tags, backlog.parked()));
      rows.oldest.add(Row.of(tags, age(backlog)));
    });
  }

  private double age(Reads.Backlog backlog) {
    Instant since = backlog.oldest();
    return since == null
        ? 0
        : Math.max(0, Duration.between(since, clock.instant()).toMillis() / 1000.0);
  }
}
