package dev.signalbox.ledger;

import dev.signalbox.board.Entry;
import dev.signalbox.board.TeamId;
import java.sql.SQLException;
import java.time.Instant;

/** One line of the log while it is written. */
record LogLine(Sql sql, TeamId team, Entry entry) {

  /** The rows that begin or end with an event. */
  @FunctionalInterface
  interface Rows {
    /** Nothing but the line itself. */
    Rows NONE = line -> {};

    void write(LogLine line) throws SQLException;
  }

  void write() throws SQLException {
    sql.run(
        "INSERT INTO event (team, number, at, actor, type, task, body)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
        team,
        entry.number(),
        entry.at(),
        entry.by(),
        EventJson.type(entry.event()),
        entry.event().subject().orElse(null),
        EventJson.body(entry.event()));
    entry.event().match(EventRows.ALL).write(this);
  }

  Instant at() {
    return entry.at();
  }

  long number() {
    return entry.number();
  }
}
