package dev.signalbox.ledger;

import dev.signalbox.board.Subject;
import dev.signalbox.board.TeamId;
import dev.signalbox.desk.Demand;
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
