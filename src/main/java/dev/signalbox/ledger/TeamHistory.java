package dev.signalbox.ledger;

import dev.signalbox.board.HoldEvent;
import dev.signalbox.board.PersonEvent;
import dev.signalbox.board.Subject;
import dev.signalbox.board.TeamEvent;
import java.sql.SQLException;

/** What events leave on the rows of agents, and the calls for people. */
final class TeamHistory {

  private TeamHistory() {}

  /**
   * The lane is kept up event by event, because reviews of the same batch ask for it. Who joins
   * again counts as never heard.
   */
  static void agentAdded(LogLine line, TeamEvent.AgentAdded event) throws SQLException {
    line.sql().run("""
        INSERT INTO agent (team, name, lane, person) VALUES (?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET lane = excluded.lane, person = excluded.person, heard = NULL
        """, line.team(), event.agent(), event.lane(), event.person());
  }

  /** Who said goodbye counts as never heard. */
  static void left(LogLine line, HoldEvent.AgentLeft event) throws SQLException {
    line.sql()
        .one(
            "UPDATE agent SET heard = NULL WHERE team = ? AND name = ?",
            line.team(),
            event.agent());
  }

  static void pinged(LogLine line, PersonEvent.Pinged event) throws SQLException {
    line.sql()
        .run(
            """
        INSERT INTO ping (team, subject, episode, kind, reason, person, at)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
            line.team(),
            event.on(),
            event.episode(),
            event.kind(),
            event.reason(),
            event.person(),
            line.at());
  }

  static void pingSettled(LogLine line, PersonEvent.PingSettled event) throws SQLException {
    line.sql()
        .one(
            "UPDATE ping SET settled_at = ?, snoozed_until = NULL"
                + " WHERE team = ? AND subject = ? AND episode = ?",
            line.at(),
            line.team(),
            event.on(),
            event.episode());
    over(line, event.on(), event.episode());
  }

  /** What of it is not told yet has nobody to call any more. */
  private static void over(LogLine line, Subject on, int episode) throws SQLException {
    line.sql()
        .run(
            "UPDATE outbox SET calls = NULL WHERE kind = 'ping' AND calls IS NOT NULL"
                + " AND team = ? AND subject = ? AND episode = ?",
            line.team(),
            on,
            episode);
  }

  static void snoozed(LogLine line, PersonEvent.Snoozed event) throws SQLException {
    line.sql()
        .one(
            "UPDATE ping SET snoozed_until = ? WHERE team = ? AND subject = ? AND episode = ?",
            event.until(),
            line.team(),
            Subject.of(event.task()),
            event.episode());
    over(line, Subject.of(event.task()), event.episode());
  }

  static void snoozeEnded(LogLine line, PersonEvent.SnoozeEnded event) throws SQLException {
    line.sql()
        .one(
            "UPDATE ping SET snoozed_until = NULL, mentions = mentions + 1, person = ?"
                + " WHERE team = ? AND subject = ? AND episode = ?",
            event.person(),
            line.team(),
            Subject.of(event.task()),
            event.episode());
  }
}
