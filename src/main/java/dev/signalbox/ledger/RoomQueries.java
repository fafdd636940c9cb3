package dev.signalbox.ledger;

import dev.signalbox.board.Subject;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.TeamId;
import dev.signalbox.desk.Demand;
import dev.signalbox.desk.Reads.Backlog;
import dev.signalbox.desk.Reads.DigestMark;
import dev.signalbox.desk.Reads.OutboxRow;
import dev.signalbox.desk.Reads.Post;
import dev.signalbox.desk.Reads.Told;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Where a room was told what, and the local channel's posts. */
final class RoomQueries {

  private RoomQueries() {}

  /** Each part by an index that holds no more than it. */
  static List<Backlog> backlog(Sql sql, TeamId team) throws SQLException {
    return sql.list(
        """
        SELECT room, count(at) AS waiting, sum(parked) AS parked, min(at) AS oldest FROM (
          SELECT room, at, 0 AS parked FROM outbox
          WHERE kind = 'ping' AND state = 'pending' AND team = ?1
          UNION ALL
          SELECT room, at, 0 FROM outbox WHERE kind = 'ping' AND state = 'unknown' AND team = ?1
          UNION ALL
          SELECT room, at, 0 FROM outbox
          WHERE kind <> 'ping' AND state IN ('pending', 'unknown') AND team = ?1
          UNION ALL
          SELECT room, at, 0 FROM outbox WHERE state = 'sending' AND team = ?1
          UNION ALL
          SELECT room, NULL, 1 FROM outbox WHERE state = 'parked' AND team = ?1)
        GROUP BY room ORDER BY room
        """,
        row -> new Backlog(
            row.text("room"),
            row.number("waiting"),
            row.number("parked"),
            row.timeOrNull("oldest")),
        team);
  }

  static Optional<OutboxRow> oldestWaiting(Sql sql, TeamId team, Instant now) throws SQLException {
    return sql.first("""
        SELECT * FROM outbox
        WHERE team = ? AND state IN ('pending', 'sending', 'unknown') AND not_before <= ?
        ORDER BY not_before, id LIMIT 1
        """, OutboxQueries::row, team, now);
  }

  static Optional<Instant> lastSent(Sql sql, TeamId team, String room) throws SQLException {
    return sql.first("""
        SELECT sent_at FROM outbox WHERE team = ? AND room = ? AND state = 'sent'
        ORDER BY sent_at DESC LIMIT 1
        """, row -> row.time("sent_at"), team, room);
  }

  static boolean muted(Sql sql, TeamId team, TaskId task) throws SQLException {
    return sql.number("SELECT count(*) FROM mute WHERE team = ? AND task = ?", team, task) > 0;
  }

  static Optional<DigestMark> lastDigest(Sql sql, TeamId team) throws SQLException {
    return sql.first(
        "SELECT since, at FROM digest WHERE team = ?",
        row -> new DigestMark(row.time("since"), row.time("at")),
        team);
  }

  /**
   * An edited ping is the ping's own message: that of its mention, or of the one before it where
   * that was never told.
   */
  static Optional<String> message(Sql sql, TeamId team, Demand demand) throws SQLException {
    boolean edit = demand.kind() == Demand.Kind.PING_EDIT;
    return sql.first(
        """
        SELECT message FROM message
        WHERE team = ? AND room = ? AND subject = ? AND kind = ? AND episode = ?
          AND mention BETWEEN ? AND ?
        ORDER BY mention DESC
        """,
        row -> row.text("message"),
        team,
        demand.room(),
        demand.subject(),
        edit ? Demand.Kind.PING : demand.kind(),
        demand.episode(),
        edit ? 0 : demand.mention(),
        demand.mention());
  }

  static List<Told> toldBy(Sql sql, TeamId team, String room, String message) throws SQLException {
    return sql.list(
        """
        SELECT p.*, m.mention FROM message m
        JOIN ping p ON p.team = m.team AND p.subject = m.subject AND p.episode = m.episode
        WHERE m.team = ? AND m.room = ? AND m.message = ? AND m.kind = 'ping'
        ORDER BY p.at, p.subject
        """, row -> new Told(TeamQueries.ping(row), row.number("mention")), team, room, message);
  }

  static Optional<Post> post(Sql sql, TeamId team, String room, String id) throws SQLException {
    return sql.first(
        "SELECT * FROM post WHERE team = ? AND room = ? AND id = ?",
        RoomQueries::post,
        team,
        room,
        id);
  }

  static Optional<Subject> about(Sql sql, TeamId team, String room, String message)
      throws SQLException {
    return sql.first(
        "SELECT subject FROM message WHERE team = ? AND room = ? AND message = ? LIMIT 1",
        row -> row.subject("subject"),
        team,
        room,
        message);
  }

  static List<Post> posts(Sql sql, TeamId team, String room, long before, int limit)
      throws SQLException {
    List<Post> latest =
        sql.list("""
        SELECT * FROM post WHERE team = ? AND room = ? AND parent IS NULL AND position < ?
        ORDER BY position DESC LIMIT ?
        """, RoomQueries::post, team, room, before, SqliteReads.page(limit));
    Collections.reverse(latest);
    return latest;
  }

  static List<Post> newer(Sql sql, TeamId team, String room, long after, int limit)
      throws SQLException {
    return sql.list("""
        SELECT * FROM post WHERE team = ? AND room = ? AND parent IS NULL AND position > ?
        ORDER BY position LIMIT ?
        """, RoomQueries::post, team, room, after, SqliteReads.page(limit));
  }

  static List<Post> thread(Sql sql, TeamId team, String room, String parent, int limit)
      throws SQLException {
    List<Post> latest =
        sql.list("""
        SELECT * FROM post WHERE team = ? AND room = ? AND parent = ?
        ORDER BY position DESC LIMIT ?
        """, RoomQueries::post, team, room, parent, SqliteReads.page(limit));
    Collections.reverse(latest);
    return latest;
  }

  static List<Post> changed(Sql sql, TeamId team, String room, long since, int limit)
      throws SQLException {
    return sql.list("""
        SELECT * FROM post WHERE team = ? AND room = ? AND revision > ?
        ORDER BY revision LIMIT ?
        """, RoomQueries::post, team, room, since, SqliteReads.page(limit));
  }

  static long revision(Sql sql, TeamId team, String room) throws SQLException {
    return sql.number("SELECT max(revision) FROM post WHERE team = ? AND room = ?", team, room);
  }

  private static Post post(Row row) throws SQLException {
    return new Post(
        row.big("position"),
        row.text("id"),
        row.textOrNull("parent"),
        row.subject("subject"),
        row.text("body"),
        row.time("at"),
        row.big("revision"));
  }
}
