package dev.signalbox.ledger;

import dev.signalbox.board.Agent;
import dev.signalbox.board.AgentId;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.PersonEvent;
import dev.signalbox.board.Priority;
import dev.signalbox.board.State;
import dev.signalbox.board.StuckReason;
import dev.signalbox.board.Subject;
import dev.signalbox.board.Task;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.TeamId;
import dev.signalbox.desk.Reads;
import dev.signalbox.desk.Reads.AgentDetails;
import dev.signalbox.desk.Reads.Overview;
import dev.signalbox.desk.Reads.PingDetails;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** The team at a glance, its agents, and who was asked for what. */
final class TeamQueries {

  /** How many todo tasks of a lane are next. */
  static final int NEXT = 5;

  /** As many holds as a team may have. */
  private static final int HELD_MAX = 1_000;

  private TeamQueries() {}

  static Overview overview(Sql sql, TeamId team) throws SQLException {
    TeamReader.Own own = TeamReader.own(sql, team)
        .orElseThrow(() -> new IllegalArgumentException("there is no team " + team));
    TreeSet<TaskId> active = new TreeSet<>();
    active.addAll(TaskQueries.inState(sql, team, State.DOING, 0, HELD_MAX));
    active.addAll(TaskQueries.inState(sql, team, State.REVIEW, 0, HELD_MAX));
    active.addAll(TaskQueries.inState(sql, team, State.READY, 0, Reads.PAGE_MAX));
    active.addAll(TaskQueries.inState(sql, team, State.STUCK, 0, Reads.PAGE_MAX));
    for (LaneId lane : own.team().lanes().keySet()) {
      active.addAll(next(sql, team, lane));
    }
    List<Task> tasks = TaskReader.some(sql, team, active);
    return new Overview(
        own.team(),
        own.paused(),
        TeamReader.lanes(sql, team),
        agents(sql, team, tasks),
        TeamReader.line(sql, team),
        tasks,
        counts(sql, team),
        TeamReader.events(sql, team),
        own.awoke(),
        StockRows.saved(sql, team));
  }

  /** What a lane starts next: startable first, by priority, longest waiting first. */
  private static List<TaskId> next(Sql sql, TeamId team, LaneId lane) throws SQLException {
    List<TaskId> next = new ArrayList<>();
    for (Priority priority : Priority.values()) {
      if (next.size() < NEXT) {
        next.addAll(
            sql.list("""
            SELECT number FROM task
            WHERE team = ? AND lane = ? AND state = 'todo' AND priority = ?
              AND waiting_since IS NOT NULL
            ORDER BY waiting_since, number LIMIT ?
            """, row -> row.task("number"), team, lane, priority, NEXT - next.size()));
      }
    }
    for (Priority priority : Priority.values()) {
      if (next.size() < NEXT) {
        next.addAll(
            sql.list("""
            SELECT number FROM task
            WHERE team = ? AND lane = ? AND state = 'todo' AND priority = ?
              AND waiting_since IS NULL
            ORDER BY number LIMIT ?
            """, row -> row.task("number"), team, lane, priority, NEXT - next.size()));
      }
    }
    return next;
  }

  /** Reads the open tasks of an index. */
  private static Map<LaneId, Map<State, Integer>> counts(Sql sql, TeamId team) throws SQLException {
    Map<LaneId, Map<State, Integer>> counts = new TreeMap<>();
    sql.list(
        """
        SELECT lane, state, count(*) AS tasks FROM task INDEXED BY task_listed
        WHERE team = ? AND state IN ('todo', 'doing', 'review', 'ready', 'stuck')
        GROUP BY lane, state
        """,
        row -> counts
            .computeIfAbsent(row.lane("lane"), lane -> new EnumMap<>(State.class))
            .put(row.word(State.class, "state"), row.number("tasks")),
        team);
    return counts;
  }

  static List<AgentDetails> agents(Sql sql, TeamId team) throws SQLException {
    TreeSet<TaskId> held = new TreeSet<>(sql.list("""
            SELECT task FROM claim INDEXED BY claim_held WHERE team = ? AND ended_at IS NULL
            UNION
            SELECT task FROM review INDEXED BY review_held WHERE team = ? AND ended_at IS NULL
            """, row -> row.task("task"), team, team));
    return agents(sql, team, TaskReader.some(sql, team, held));
  }

  private static List<AgentDetails> agents(Sql sql, TeamId team, List<Task> tasks)
      throws SQLException {
    Map<AgentId, List<Task>> holds = new TreeMap<>();
    for (Task task : tasks) {
      task.held()
          .ifPresent(hold ->
              holds.computeIfAbsent(hold.agent(), agent -> new ArrayList<>()).add(task));
    }
    List<AgentDetails> all = new ArrayList<>();
    for (TeamReader.Known known : TeamReader.agents(sql, team)) {
      Agent agent = known.agent();
      if (!agent.removed()) {
        all.add(new AgentDetails(agent, known.heard(), holds.getOrDefault(agent.id(), List.of())));
      }
    }
    return all;
  }

  static Optional<PingDetails> ping(Sql sql, TeamId team, Subject subject, int episode)
      throws SQLException {
    return sql.first(
        "SELECT * FROM ping WHERE team = ? AND subject = ? AND episode = ?",
        TeamQueries::ping,
        team,
        subject,
        episode);
  }

  static List<PingDetails> openPings(Sql sql, TeamId team) throws SQLException {
    return sql.list("""
        SELECT * FROM ping WHERE team = ? AND settled_at IS NULL
        ORDER BY at, subject, episode LIMIT ?
        """, TeamQueries::ping, team, Reads.PAGE_MAX);
  }

  static PingDetails ping(Row row) throws SQLException {
    return new PingDetails(
        row.subject("subject"),
        row.number("episode"),
        row.word(PersonEvent.Pinged.Kind.class, "kind"),
        row.wordOrNull(StuckReason.class, "reason"),
        row.person("person"),
        row.time("at"),
        row.number("mentions"),
        row.timeOrNull("snoozed_until"),
        row.timeOrNull("settled_at"));
  }
}
