package dev.signalbox.ledger;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.signalbox.board.Actor;
import dev.signalbox.board.AgentId;
import dev.signalbox.board.Hold;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.Priority;
import dev.signalbox.board.State;
import dev.signalbox.board.Stopwatch;
import dev.signalbox.board.StuckReason;
import dev.signalbox.board.Task;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.TeamId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Tasks as the rules know them, put together from the tables; always by number. */
final class TaskReader {

  private static final Json<List<LaneId>> LANES = Json.of(new TypeReference<>() {});
  private static final Json<TreeSet<AgentId>> AGENTS = Json.of(new TypeReference<>() {});
  private static final Json<TreeMap<Integer, AgentId>> OWED = Json.of(new TypeReference<>() {});
  private static final Json<List<int[]>> PAIRS = Json.of(new TypeReference<>() {});
  private static final Json<List<String[]>> HANDS = Json.of(new TypeReference<>() {});
  private static final Json<List<Integer>> NUMBERS = Json.of(new TypeReference<>() {});

  /** The present hold is the live claim of a task that is worked on, or the live review. */
  private static final String SELECT = """
      SELECT t.*,
        coalesce(c.agent, r.agent) AS hold_agent,
        coalesce(c.epoch, r.epoch) AS hold_epoch,
        coalesce(c.kind, 'review') AS hold_kind,
        coalesce(c.lane, r.agent_lane) AS hold_lane,
        coalesce(c.started_at, r.started_at) AS hold_since,
        coalesce(c.begun_at, r.begun_at) AS hold_begun,
        coalesce(c.quiet_since, r.quiet_since) AS hold_quiet,
        coalesce(c.note, r.note) AS hold_note,
        coalesce(c.progress, r.progress) AS hold_progress,
        coalesce(p.mentions, 0) AS mentions, p.snoozed_until,
        (SELECT json_group_array(json_array(d.after, d.dropped) ORDER BY d.position)
          FROM dependency d WHERE d.team = t.team AND d.task = t.number) AS dependencies,
        (SELECT json_group_array(json_array(h.lane, h.actor))
          FROM hand h WHERE h.team = t.team AND h.task = t.number) AS hands
      FROM task t
      LEFT JOIN claim c ON t.state = 'doing'
        AND c.team = t.team AND c.task = t.number AND c.ended_at IS NULL
      LEFT JOIN review r ON t.state = 'review'
        AND r.team = t.team AND r.task = t.number AND r.ended_at IS NULL
      LEFT JOIN ping p ON t.episode > 0
        AND p.team = t.team AND p.subject = 'T-' || t.number AND p.episode = t.episode
      """;

  private static final String OPEN = SELECT + """
      WHERE t.team = ? AND t.state IN ('todo', 'doing', 'review', 'ready', 'stuck')
      ORDER BY t.number
      """;

  private static final String SOME = SELECT + """
      WHERE t.team = ? AND t.number IN (SELECT value FROM json_each(?))
      ORDER BY t.number
      """;

  /** The cross join keeps SQLite from beginning with every dependency there is. */
  private static final String WITH_ALL_BEFORE = """
      WITH RECURSIVE wanted (number) AS (
        SELECT value FROM json_each(?2)
        UNION
        SELECT d.after FROM wanted w CROSS JOIN dependency d ON d.team = ?1 AND d.task = w.number)
      """ + SELECT + """
          WHERE t.team = ?1 AND t.number IN (SELECT number FROM wanted)
          ORDER BY t.number
          """;

  private TaskReader() {}

  /** Every open task of a team. */
  static List<Task> open(Sql sql, TeamId team) throws SQLException {
    return sql.list(OPEN, TaskReader::task, team);
  }

  /** Those of these tasks that there are. */
  static List<Task> some(Sql sql, TeamId team, Collection<TaskId> ids) throws SQLException {
    return ids.isEmpty() ? List.of() : sql.list(SOME, TaskReader::task, team, numbers(ids));
  }

  /** These tasks and everything they come after, directly or through others. */
  static List<Task> withAllBefore(Sql sql, TeamId team, Set<TaskId> ids) throws SQLException {
    return sql.list(WITH_ALL_BEFORE, TaskReader::task, team, numbers(ids));
  }

  private static String numbers(Collection<TaskId> ids) {
    return NUMBERS.text(ids.stream().map(TaskId::number).toList());
  }

  /** A task of a row that has every column of the select above. */
  static Task task(Row row) throws SQLException {
    List<TaskId> after = new ArrayList<>();
    SortedSet<TaskId> dropped = new TreeSet<>();
    dependencies(row.text("dependencies"), after, dropped);
    return new Task(
        row.task("number"),
        row.text("title"),
        row.lane("lane"),
        lanes(row.text("route")),
        row.word(Priority.class, "priority"),
        row.person("owner"),
        Collections.unmodifiableList(after),
        Collections.unmodifiableSortedSet(dropped),
        row.text("room"),
        row.word(State.class, "state"),
        row.time("since"),
        row.number("epoch"),
        hold(row),
        row.orNull("reserved_for", AgentId::new),
        waiting(row),
        row.number("attempts"),
        row.number("round"),
        row.orNull("author", AgentId::new),
        row.flag("submitted"),
        out(row.text("out")),
        hands(row.text("hands")),
        owed(row.text("owed")),
        stuck(row),
        row.number("episode"),
        row.number("ping"),
        row.number("mentions"),
        row.timeOrNull("snoozed_until"),
        row.flag("shipped"),
        StockRows.needs(row.text("needs")),
        row.number("passed"));
  }

  private static void dependencies(String json, List<TaskId> after, SortedSet<TaskId> dropped) {
    if (json.equals("[]")) {
      return;
    }
    for (int[] pair : PAIRS.parse(json)) {
      TaskId id = new TaskId(pair[0]);
      after.add(id);
      if (pair[1] != 0) {
        dropped.add(id);
      }
    }
  }

  private static List<LaneId> lanes(String json) {
    return json.equals("[]") ? List.of() : List.copyOf(LANES.parse(json));
  }

  private static SortedSet<AgentId> out(String json) {
    return json.equals("[]")
        ? Collections.emptySortedSet()
        : Collections.unmodifiableSortedSet(AGENTS.parse(json));
  }

  private static SortedMap<Integer, AgentId> owed(String json) {
    return json.equals("{}")
        ? Collections.emptySortedMap()
        : Collections.unmodifiableSortedMap(OWED.parse(json));
  }

  private static Map<LaneId, Set<Actor>> hands(String json) {
    if (json.equals("[]")) {
      return Map.of();
    }
    Map<LaneId, List<Actor>> byLane = new TreeMap<>();
    for (String[] pair : HANDS.parse(json)) {
      byLane
          .computeIfAbsent(new LaneId(pair[0]), lane -> new ArrayList<>())
          .add(Actor.parse(pair[1]));
    }
    Map<LaneId, Set<Actor>> hands = new TreeMap<>();
    byLane.forEach((lane, actors) -> hands.put(lane, Set.copyOf(actors)));
    return Collections.unmodifiableMap(hands);
  }

  private static @Nullable Hold hold(Row row) throws SQLException {
    String agent = row.textOrNull("hold_agent");
    return agent == null
        ? null
        : new Hold(
            new AgentId(agent),
            row.number("hold_epoch"),
            row.word(Hold.Kind.class, "hold_kind"),
            row.lane("hold_lane"),
            row.time("hold_since"),
            row.textOrNull("hold_begun") != null,
            row.timeOrNull("hold_quiet"),
            row.text("hold_note"),
            row.number("hold_progress"));
  }

  private static @Nullable Stopwatch waiting(Row row) throws SQLException {
    Instant since = row.timeOrNull("waiting_since");
    return since == null ? null : new Stopwatch(since, row.timeOrNull("waiting_halted"));
  }

  private static Task.@Nullable Stuck stuck(Row row) throws SQLException {
    StuckReason reason = row.wordOrNull(StuckReason.class, "stuck_reason");
    return reason == null
        ? null
        : new Task.Stuck(reason, row.word(State.class, "stuck_from"), row.flag("stuck_heals"));
  }
}
