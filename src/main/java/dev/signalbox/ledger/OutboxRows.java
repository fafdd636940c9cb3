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
 * one row for each is enough, and so it is with the edit of a ping and with a shared board; a line
 * is told for every event unless its thread is muted, and a ping once ever.
 */
final class OutboxRows {

  private record Card(String room, Subject subject) {}

  private final Sql sql;
  private final Backlog backlog;

  OutboxRows(Sql sql) {
    this.sql = sql;
    backlog = new Backlog(sql);
  }

  /** Writes a batch's demands; of several for the same card the last, in the place of the first. */
  void demands(TeamId team, List<Demand> demands, Instant at) throws SQLException {
    Map<Object, Demand> latest = new LinkedHashMap<>();
    for (Demand demand : demands) {
      boolean card = demand.kind() == Demand.Kind.CARD;
      latest.put(card ? new Card(demand.room(), demand.subject()) : demand, demand);
    }
    for (Demand demand : latest.values()) {
      boolean line = demand.kind() == Demand.Kind.LINE;
      if (!line || backlog.hasRoom(team, demand.room(), at)) {
        write(team, demand, at);
        backlog.grew(team, demand.room());
      }
    }
  }

  private void write(TeamId team, Demand demand, Instant at) throws SQLException {
    String insert = switch (demand.kind()) {
      case PING -> """
              INSERT INTO outbox (
                team, room, subject, kind, event, episode, mention, at, changed_at, not_before,
                calls)
              VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, (
                SELECT person FROM ping
                WHERE team = ?1 AND subject = ?3 AND episode = ?6 AND mentions = ?7
                  AND settled_at IS NULL AND snoozed_until IS NULL))
              ON CONFLICT DO NOTHING
              """;
      case DIGEST -> """
              INSERT INTO outbox (
                team, room, subject, kind, event, episode, mention, at, changed_at, not_before)
              VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
              ON CONFLICT DO NOTHING
              """;
      case LINE -> """
              INSERT INTO outbox (
                team, room, subject, kind, event, episode, mention, at, changed_at, not_before)
              SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10
              WHERE NOT EXISTS (
                SELECT 1 FROM mute
                WHERE team = ?1 AND task = CAST(substr(?3, 3) AS INTEGER) AND ?3 = 'T-' || task)
              """;
      case BOARD -> """
              INSERT INTO outbox (
                team, room, subject, kind, event, episode, mention, at, changed_at, not_before)
              SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10
              WHERE EXISTS (
                SELECT 1 FROM message
                WHERE team = ?1 AND room = ?2 AND subject = ?3 AND kind = 'board' AND episode = 0
                UNION ALL
                SELECT 1 FROM outbox
                WHERE team = ?1 AND room = ?2 AND kind = 'board'
                  AND state IN ('sending', 'unknown'))
              ON CONFLICT (team, room, subject, kind, episode, mention)
                WHERE kind IN ('card', 'ping_edit', 'board') AND state = 'pending'
              DO UPDATE SET event = excluded.event, changed_at = excluded.changed_at
              """;
      case CARD, PING_EDIT -> """
              INSERT INTO outbox (
                team, room, subject, kind, event, episode, mention, at, changed_at, not_before)
              VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
              ON CONFLICT (team, room, subject, kind, episode, mention)
                WHERE kind IN ('card', 'ping_edit', 'board') AND state = 'pending'
              DO UPDATE SET event = excluded.event, changed_at = excluded.changed_at
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
        demand.mention(),
        at,
        at,
        at);
  }

  /** The first post of a board; once it stands in the room, changes of the board edit it. */
  void share(Chore.ShareBoard chore, Instant at) throws SQLException {
    sql.run("""
        INSERT INTO outbox (
          team, room, subject, kind, event, episode, mention, at, changed_at, not_before)
        SELECT ?1, ?2, ?3, 'board', 0, 0, 0, ?4, ?4, ?4
        WHERE NOT EXISTS (
            SELECT 1 FROM message
            WHERE team = ?1 AND room = ?2 AND subject = ?3 AND kind = 'board' AND episode = 0)
          AND NOT EXISTS (
            SELECT 1 FROM outbox
            WHERE team = ?1 AND room = ?2 AND kind = 'board'
              AND state IN ('pending', 'sending', 'unknown'))
        """, chore.team(), chore.room(), Subject.TEAM, at);
  }

  /** Lines that wait are for nobody any more, and the card says what holds now. */
  void muted(Chore.Mute chore, Instant at) throws SQLException {
    Subject task = Subject.of(chore.task());
    if (chore.muted()) {
      sql.run("""
          DELETE FROM outbox WHERE team = ? AND subject = ? AND kind = 'line' AND state = 'pending'
          """, chore.team(), task);
    }
    List<String> room = sql.list(
        "SELECT room FROM task WHERE team = ? AND number = ?",
        row -> row.text("room"),
        chore.team(),
        chore.task());
    for (String home : room) {
      write(chore.team(), new Demand(home, task, Demand.Kind.CARD, 0, 0), at);
    }
  }

  void sending(Chore.Sending chore, Instant at) throws SQLException {
    sql.run("""
        UPDATE outbox SET state = 'sending', attempts = attempts + 1, started_at = ?, parcel = ?,
          mentioned = ?, why = NULL
        WHERE id = ? AND state IN ('pending', 'unknown')
        """, at, chore.parcel(), chore.mentioned(), chore.outbox());
  }

  /** An edited ping is the ping's own message. */
  void sent(Chore.Sent chore, Instant at) throws SQLException {
    sql.run(
        "UPDATE outbox SET state = 'sent', sent_at = ?, why = NULL WHERE id = ?",
        at,
        chore.outbox());
    sql.run("""
        INSERT INTO message (team, room, subject, kind, episode, mention, message)
        SELECT team, room, subject, kind, episode, mention, ?
        FROM outbox WHERE id = ? AND kind <> 'ping_edit'
        ON CONFLICT DO UPDATE SET message = excluded.message
        """, chore.message(), chore.outbox());
  }

  /**
   * Waits again; where a newer row for the same waits already, that one is enough. What was no try
   * is not counted as one, and whom it would have mentioned was not mentioned.
   */
  void postponed(Chore.Postponed chore, Instant at) throws SQLException {
    Instant notBefore = at.plus(chore.delay());
    sql.run("""
        UPDATE outbox
        SET attempts = max(0, attempts + iif(?, state <> 'sending', -(state = 'sending'))),
          mentioned = NULL
        WHERE id = ?
        """, chore.tried(), chore.outbox());
    int newer = sql.run("""
        UPDATE outbox AS newer
        SET attempts = older.attempts, not_before = ?
        FROM outbox AS older
        WHERE older.id = ? AND older.kind IN ('card', 'ping_edit', 'board') AND newer.id <> older.id
          AND newer.team = older.team AND newer.room = older.room
          AND newer.subject = older.subject AND newer.kind = older.kind
          AND newer.episode = older.episode AND newer.mention = older.mention
          AND newer.kind IN ('card', 'ping_edit', 'board') AND newer.state = 'pending'
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

  void dropped(Chore.Dropped chore) throws SQLException {
    sql.run("DELETE FROM outbox WHERE id = ? AND state <> 'sent'", chore.outbox());
  }

  void uncertain(Chore.Uncertain chore) throws SQLException {
    sql.run(
        "UPDATE outbox SET state = 'unknown', why = ? WHERE id = ?", chore.why(), chore.outbox());
  }

  /** A board that cannot be told any more is shared no longer; it may be shared anew. */
  void parked(Chore.Parked chore) throws SQLException {
    sql.run("""
        UPDATE outbox
        SET state = 'parked', why = ?, mentioned = iif(state = 'unknown', mentioned, NULL)
        WHERE id = ?
        """, chore.why(), chore.outbox());
    sql.run("""
        DELETE FROM message WHERE (team, room, subject, kind, episode) IN (
          SELECT team, room, subject, kind, episode FROM outbox WHERE id = ? AND kind = 'board')
        """, chore.outbox());
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
