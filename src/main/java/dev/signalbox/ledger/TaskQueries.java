package dev.signalbox.ledger;

import dev.signalbox.board.AgentId;
import dev.signalbox.board.State;
import dev.signalbox.board.Task;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.TeamId;
import dev.signalbox.desk.Reads.TaskFilter;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Lists of tasks. For each state asked for one index names the next few numbers, so that a page
 * costs what is on it, however many tasks there are.
 */
final class TaskQueries {

  private TaskQueries() {}

  static List<Task> tasks(Sql sql, TeamId team, TaskFilter filter) throws SQLException {
    AgentId holder = filter.holder();
    if (holder != null) {
      return held(sql, team, holder).stream().filter(task -> fits(task, filter)).toList();
    }
    int limit = SqliteReads.page(filter.limit());
    Set<State> states = filter.states().isEmpty() ? EnumSet.allOf(State.class) : filter.states();
    TreeSet<TaskId> numbers = new TreeSet<>();
    for (State state : states) {
      numbers.addAll(numbers(sql, team, filter, state, limit));
    }
    return TaskReader.some(sql, team, numbers.stream().limit(limit).toList());
  }

  /** By number; the lane and the owner are looked up in the index that gives the order. */
  private static List<TaskId> numbers(
      Sql sql, TeamId team, TaskFilter filter, State state, int limit) throws SQLException {
    return sql.list(
        """
        SELECT number FROM task INDEXED BY task_listed
        WHERE team = ?1 AND state = ?2 AND number > ?3
          AND (?4 IS NULL OR lane = ?4) AND (?5 IS NULL OR owner = ?5)
        ORDER BY number LIMIT ?6
        """,
        row -> row.task("number"),
        team,
        state,
        filter.after(),
        filter.lane(),
        filter.owner(),
        limit);
  }

  static List<TaskId> inState(Sql sql, TeamId team, State state, int after, int limit)
      throws SQLException {
    return sql.list("""
        SELECT number FROM task WHERE team = ? AND state = ? AND number > ?
        ORDER BY number LIMIT ?
        """, row -> row.task("number"), team, state, after, limit);
  }

  private static boolean fits(Task task, TaskFilter filter) {
    return task.id().number() > filter.after()
        && (filter.states().isEmpty() || filter.states().contains(task.state()))
        && (filter.lane() == null || filter.lane().equals(task.lane()))
        && (filter.owner() == null || filter.owner().equals(task.owner()));
  }

  /** What an agent holds, by number. */
  static List<Task> held(Sql sql, TeamId team, AgentId agent) throws SQLException {
    List<TaskId> held = new ArrayList<>(sql.list(
        "SELECT task FROM claim WHERE team = ? AND agent = ? AND ended_at IS NULL",
        row -> row.task("task"),
        team,
        agent));
    held.addAll(sql.list(
        "SELECT task FROM review WHERE team = ? AND agent = ? AND ended_at IS NULL",
        row -> row.task("task"),
        team,
        agent));
    return TaskReader.some(sql, team, held);
  }
}
