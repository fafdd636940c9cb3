package dev.signalbox.ledger;

import dev.signalbox.board.Entry;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.TeamId;
import dev.signalbox.desk.Reads;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Lines of the log. */
final class LogQueries {

  private LogQueries() {}

  static List<Entry> history(Sql sql, TeamId team, TaskId id) throws SQLException {
    List<Entry> latest = sql.list("""
        SELECT number, at, actor, type, body FROM event
        WHERE team = ? AND task = ? ORDER BY number DESC LIMIT ?
        """, LogQueries::entry, team, id, Reads.PAGE_MAX);
    Collections.reverse(latest);
    return latest;
  }

  static Optional<Entry> event(Sql sql, TeamId team, long number) throws SQLException {
    return sql.first(
        "SELECT number, at, actor, type, body FROM event WHERE team = ? AND number = ?",
        LogQueries::entry,
        team,
        number);
  }

  static List<Entry> events(Sql sql, TeamId team, long after, int limit) throws SQLException {
    return sql.list("""
        SELECT number, at, actor, type, body FROM event
        WHERE team = ? AND number > ? ORDER BY number LIMIT ?
        """, LogQueries::entry, team, after, SqliteReads.page(limit));
  }

  /** Counts first, so that only a log that has a gap is gone through. */
  static Optional<Long> missing(Sql sql, TeamId team) throws SQLException {
    long gap = sql.number("""
        SELECT CASE WHEN count(*) = coalesce(max(number), 0) THEN 0 ELSE 1 END
        FROM event WHERE team = ?
        """, team);
    return gap == 0 ? Optional.empty() : sql.first("""
            SELECT before.number + 1 AS missing
            FROM (SELECT 0 AS number UNION ALL SELECT number FROM event WHERE team = ?1) AS before
            WHERE NOT EXISTS (
              SELECT 1 FROM event WHERE team = ?1 AND number = before.number + 1)
            ORDER BY before.number LIMIT 1
            """, row -> row.big("missing"), team);
  }

  private static Entry entry(Row row) throws SQLException {
    return new Entry(
        row.big("number"),
        row.time("at"),
        row.actor("actor"),
        EventJson.parse(row.text("type"), row.text("body")));
  }
}
