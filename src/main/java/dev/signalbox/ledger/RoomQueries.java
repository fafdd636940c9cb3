package dev.signalbox.ledger;

import dev.signalbox.board.Subject;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.TeamId;
import dev.signalbox.desk.Demand;
import dev.signalbox.desk.Reads.DigestMark;
import dev.signalbox.desk.Reads.OutboxRow;
import dev.signalbox.desk.Reads.OutboxState;
import dev.signalbox.desk.Reads.Post;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What a room is to be told, where it was told, and the local channel's posts. */
final class RoomQueries {

  private RoomQueries() {}

  static List<OutboxRow> outbox(Sql sql, TeamId team, String room, Instant now, int limit)
      throws SQLException {
    return sql.list("""
        SELECT * FROM outbox
        WHERE team = ? AND room = ? AND state IN ('pending', 'unknown') AND not_before <= ?
        ORDER BY id LIMIT ?
        """, RoomQueries::outboxRow, team, room, now, SqliteReads.page(limit));
  }

  static List<OutboxRow> parked(Sql sql, TeamId team, int limit) throws SQLException {
    return sql.list(
        "SELECT * FROM outbox WHERE team = ? AND state = 'parked' ORDER BY id LIMIT ?",
        RoomQueries::outboxRow,
        team,
        SqliteReads.page(limit));
  }

  static Optional<OutboxRow> oldestWaiting(Sql sql, TeamId team, Instant now) throws SQLException {
    return sql.first("""
        SELECT * FROM outbox
        WHERE team = ? AND state IN ('pending', 'sending', 'unknown') AND not_before <= ?
        ORDER BY not_before, id LIMIT 1
        """, RoomQueries::outboxRow, team, now);
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

  private static OutboxRow outboxRow(Row row) throws SQLException {
    Demand demand = new Demand(
        row.text("room"),
        row.subject("subject"),
        row.word(Demand.Kind.class, "kind"),
        row.big("event"),
        row.number("episode"));
    return new OutboxRow(
        row.big("id"),
        row.team("team"),
        demand,
        row.word(OutboxState.class, "state"),
        row.number("attempts"),
        row.time("at"),
        row.time("not_before"),
        row.textOrNull("why"));
  }

  /** An edited ping is the ping's own message. */
  static Optional<String> message(
      Sql sql, TeamId team, String room, Subject subject, Demand.Kind kind, int episode)
      throws SQLException {
    return sql.first(
        """
        SELECT message FROM message
        WHERE team = ? AND room = ? AND subject = ? AND kind = ? AND episode = ?
        """,
        row -> row.text("message"),
        team,
        room,
        subject,
        kind == Demand.Kind.PING_EDIT ? Demand.Kind.PING : kind,
        episode);
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

  static List<Post> thread(Sql sql, TeamId team, String room, String parent, int limit)
      throws SQLException {
    return sql.list("""
        SELECT * FROM post WHERE team = ? AND room = ? AND parent = ?
        ORDER BY position LIMIT ?
        """, RoomQueries::post, team, room, parent, SqliteReads.page(limit));
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
