package dev.signalbox.ledger;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.signalbox.board.AgentId;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.Stopwatch;
import dev.signalbox.board.Task;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.TeamId;
import java.sql.SQLException;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;

/** How tasks stand. Their rows are there already: creation is history. */
final class TaskRows {

  private static final Json<List<LaneId>> LANES = Json.of(new TypeReference<>() {});
  private static final Json<SortedSet<AgentId>> AGENTS = Json.of(new TypeReference<>() {});
  private static final Json<SortedMap<Integer, AgentId>> OWED = Json.of(new TypeReference<>() {});

  /** What a task comes after, and whether that was dropped. */
  private record Dependency(TaskId after, boolean dropped) {}

  private final Sql sql;

  TaskRows(Sql sql) {
    this.sql = sql;
  }

  void write(TeamId team, List<Task> tasks) throws SQLException {
    for (Task task : tasks) {
      write(team, task);
      dependencies(team, task);
    }
  }

  private void write(TeamId team, Task task) throws SQLException {
    Stopwatch waiting = task.waiting();
    Task.Stuck stuck = task.stuck();
    sql.one(
        """
        UPDATE task SET
          title = ?, lane = ?, route = ?, priority = ?, owner = ?, room = ?, state = ?, since = ?,
          epoch = ?, reserved_for = ?, waiting_since = ?, waiting_halted = ?, attempts = ?,
          round = ?, author = ?, submitted = ?, out = ?, owed = ?, stuck_reason = ?,
          stuck_from = ?, stuck_heals = ?, episode = ?, ping = ?, shipped = ?, needs = ?, passed = ?
        WHERE team = ? AND number = ?
        """,
        task.title(),
        task.lane(),
        task.route().isEmpty() ? "[]" : LANES.text(task.route()),
        task.priority(),
        task.owner(),
        task.room(),
        task.state(),
        task.since(),
        task.epoch(),
        task.reservedFor(),
        waiting == null ? null : waiting.since(),
        waiting == null ? null : waiting.halted(),
        task.attempts(),
        task.round(),
        task.author(),
        task.submitted(),
        task.out().isEmpty() ? "[]" : AGENTS.text(task.out()),
        task.owed().isEmpty() ? "{}" : OWED.text(task.owed()),
        stuck == null ? null : stuck.reason(),
        stuck == null ? null : stuck.from(),
        stuck != null && stuck.heals(),
        task.episode(),
        task.ping(),
        task.shipped(),
        task.needs().isEmpty() ? "[]" : StockRows.NEEDS.text(task.needs()),
        task.passed(),
        team,
        task.id());
  }

  /** Reads first, because they seldom change and reading is cheaper than writing. */
  private void dependencies(TeamId team, Task task) throws SQLException {
    List<Dependency> stored = sql.list(
        "SELECT after, dropped FROM dependency WHERE team = ? AND task = ? ORDER BY position",
        row -> new Dependency(row.task("after"), row.flag("dropped")),
        team,
        task.id());
    List<Dependency> present = task.after().stream()
        .map(after -> new Dependency(after, task.dropped().contains(after)))
        .toList();
    if (stored.equals(present)) {
      return;
    }
    sql.run("DELETE FROM dependency WHERE team = ? AND task = ?", team, task.id());
    for (int i = 0; i < present.size(); i++) {
      sql.run(
          "INSERT INTO dependency (team, task, position, after, dropped) VALUES (?, ?, ?, ?, ?)",
          team,
          task.id(),
          i,
          present.get(i).after(),
          present.get(i).dropped());
    }
  }
}
