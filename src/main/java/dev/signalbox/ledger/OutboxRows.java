package dev.signalbox.ledger;

import dev.signalbox.board.Subject;
import dev.signalbox.board.TeamId;
import dev.signalbox.desk.Chore;
import dev.signalbox.desk.Demand;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What rooms are still to be told. A card that waits says the latest truth when it is delivered, so
 * one row for each is enough, and so it is with the edit of a ping; a line is told for every event,
 * and a ping once ever.
 */
final class OutboxRows {

  private record Card(String room, Subject subject) {}

  private final Sql sql;

  OutboxRows(Sql sql) {
    this.sql = sql;
  }

  /** Writes a batch's demands; of several for the same card the last, in the place of the first. */
  void demands(TeamId team, List<Demand> demands, Instant at) throws SQLException {
    Map<Object, Demand> latest = new LinkedHashMap<>();
    for (Demand demand : demands) {
      boolean card = demand.kind() == Demand.Kind.CARD;
      latest.put(card ? new Card(demand.room(), demand.subject()) : demand, demand);
    }
    for (Demand demand : latest.values()) {
      write(team, demand, at);
    }
  }

  private void write(TeamId team, Demand demand, Instant at) throws SQLException {
    String insert = switch (demand.kind()) {
      case PING, LINE -> """
              INSERT INTO outbox (team, room, subject, kind, event, episode, at, not_before)
              VALUES (?, ?, ?, ?, ?, ?, ?, ?)
              ON CONFLICT DO NOTHING
              """;
      case CARD, PING_EDIT -> """
              INSERT INTO outbox (team, room, subject, kind, event, episode, at, not_before)
              VALUES (?, ?, ?, ?, ?, ?, ?, ?)
              ON CONFLICT (team, room, subject, kind, episode)
                WHERE kind IN ('card', 'ping_edit') AND state = 'pending'
              DO UPDATE SET event = excluded.event
              """;
    };
    sql.run(
        insert,
        team,
        demand.room(),
        demand.subject(),
        demand.kind(),
        demand.event(),
        demand.episode(),
        at,
        at);
  }

  void sending(Chore.Sending chore, Instant at) throws SQLException {
    sql.run("""
        UPDATE outbox SET state = 'sending', attempts = attempts + 1, started_at = ?, why = NULL
        WHERE id = ? AND state IN ('pending', 'unknown')
        """, at, chore.outbox());
  }

  /** An edited ping is the ping's own message. */
  void sent(Chore.Sent chore, Instant at) throws SQLException {
    sql.run(
        "UPDATE outbox SET state = 'sent', sent_at = ?, why = NULL WHERE id = ?",
        at,
        chore.outbox());
    sql.run("""
        INSERT INTO message (team, room, subject, kind, episode, message)
        SELECT team, room, subject, iif(kind = 'ping_edit', 'ping', kind), episode, ?
        FROM outbox WHERE id = ?
        ON CONFLICT DO UPDATE SET message = excluded.message
        """, chore.message(), chore.outbox());
  }

  /** Waits again; where a newer row for the same waits already, that one is enough. */
  void postponed(Chore.Postponed chore, Instant at) throws SQLException {
    Instant notBefore = at.plus(chore.delay());
    int newer = sql.run("""
        UPDATE outbox AS newer
        SET attempts = older.attempts, not_before = ?
        FROM outbox AS older
        WHERE older.id = ? AND older.kind IN ('card', 'ping_edit') AND newer.id <> older.id
          AND newer.team = older.team AND newer.room = older.room
          AND newer.subject = older.subject AND newer.kind = older.kind
          AND newer.episode = older.episode
          AND newer.kind IN ('card', 'ping_edit') AND newer.state = 'pending'
        """, notBefore, chore.outbox());
    if (newer > 0) {
      sql.run("DELETE FROM outbox WHERE id = ?", chore.outbox());
      return;
    }
    sql.run(
        "UPDATE outbox SET state = 'pending', not_before = ? WHERE id = ?",
        notBefore,
        chore.outbox());
  }

  void uncertain(Chore.Uncertain chore) throws SQLException {
    sql.run(
        "UPDATE outbox SET state = 'unknown', why = ? WHERE id = ?", chore.why(), chore.outbox());
  }

  void parked(Chore.Parked chore) throws SQLException {
    sql.run(
        "UPDATE outbox SET state = 'parked', why = ? WHERE id = ?", chore.why(), chore.outbox());
  }

  /** Of several edits of one message one is enough; the others stay. */
  void letIn(Chore.LetIn chore, Instant at) throws SQLException {
    sql.run("""
        UPDATE OR IGNORE outbox SET state = 'pending', not_before = ?, why = NULL
        WHERE team = ? AND room = ? AND state = 'parked'
        """, at, chore.team(), chore.room());
  }

  /** What was being sent when the server ended was perhaps sent. */
  int interrupted() throws SQLException {
    return sql.run("""
        UPDATE outbox SET state = 'unknown', why = 'the server ended while it was being sent'
        WHERE state = 'sending'
        """);
  }
}
