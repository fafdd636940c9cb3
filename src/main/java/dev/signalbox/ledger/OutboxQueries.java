package dev.signalbox.ledger;

import dev.signalbox.board.PersonId;
import dev.signalbox.board.Subject;
import dev.signalbox.board.TeamId;
import dev.signalbox.desk.Demand;
import dev.signalbox.desk.Reads;
import dev.signalbox.desk.Reads.Mention;
import dev.signalbox.desk.Reads.OutboxRow;
import dev.signalbox.desk.Reads.OutboxState;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What rooms are still to be told, what could not be told, and whom it mentioned. */
final class OutboxQueries {

  /** A row, and whom it calls: nobody any more where its ping is settled, put aside or repeated. */
  private static final String SELECT = """
      SELECT o.*, iif(
          p.settled_at IS NULL AND p.snoozed_until IS NULL AND p.mentions = o.mention,
          p.person, NULL) AS calls
      FROM outbox o
      LEFT JOIN ping p ON o.kind = 'ping'
        AND p.team = o.team AND p.subject = o.subject AND p.episode = o.episode
      """;

  /** Of each person the first few, so that nobody's many hide those of others. */
  private static final String PINGS = """
      WITH waiting AS (
      """ + SELECT + """
        WHERE o.kind = 'ping' AND o.state IN ('pending', 'unknown')
          AND o.team = ? AND o.room = ? AND o.not_before <= ?),
      turns AS (
        SELECT *, row_number() OVER (PARTITION BY calls, state ORDER BY id) AS turn FROM waiting)
      SELECT * FROM turns WHERE turn <= ? ORDER BY state = 'pending', turn, id LIMIT ?
      """;

  private static final String OTHERS = """
      SELECT *, NULL AS calls FROM outbox
      WHERE kind <> 'ping' AND state IN ('pending', 'unknown')
        AND team = ? AND room = ? AND not_before <= ?
      ORDER BY id LIMIT ?
      """;

  private static final String CALLING = SELECT + """
      WHERE o.kind = 'ping' AND o.state = 'pending'
        AND o.team = ? AND o.room = ? AND o.not_before <= ? AND p.person = ?
        AND p.settled_at IS NULL AND p.snoozed_until IS NULL AND p.mentions = o.mention
      ORDER BY o.id
      """;

  private static final String PARCEL = SELECT + """
      WHERE o.kind = 'ping' AND o.state = 'unknown' AND o.parcel = ?
        AND o.team = ? AND o.room = ?
      ORDER BY o.id
      """;

  private static final String PARKED = SELECT + """
      WHERE o.team = ? AND o.state = 'parked' ORDER BY o.id DESC LIMIT ?
      """;

  private OutboxQueries() {}

  static List<OutboxRow> outbox(Sql sql, TeamId team, String room, Instant now, int limit)
      throws SQLException {
    int page = SqliteReads.page(limit);
    List<OutboxRow> rows = new ArrayList<>(sql.list(
        PINGS, OutboxQueries::row, team, room, now, Reads.PINGS_EACH, (page + 1) / 2));
    rows.addAll(sql.list(OTHERS, OutboxQueries::row, team, room, now, page - rows.size()));
    return rows;
  }

  static List<OutboxRow> pings(Sql sql, TeamId team, String room, PersonId person, Instant now)
      throws SQLException {
    return sql.list(CALLING, OutboxQueries::row, team, room, now, person);
  }

  static List<OutboxRow> parcel(Sql sql, TeamId team, String room, long parcel)
      throws SQLException {
    return sql.list(PARCEL, OutboxQueries::row, parcel, team, room);
  }

  static boolean waits(Sql sql, TeamId team, String room, Subject subject, Demand.Kind kind)
      throws SQLException {
    String exists = kind == Demand.Kind.PING ? """
        SELECT EXISTS (
          SELECT 1 FROM outbox WHERE kind = 'ping' AND state IN ('pending', 'unknown')
            AND team = ? AND room = ? AND subject = ? AND kind = ?)
        """ : """
        SELECT EXISTS (
          SELECT 1 FROM outbox WHERE kind <> 'ping' AND state IN ('pending', 'unknown')
            AND team = ? AND room = ? AND subject = ? AND kind = ?)
        """;
    return sql.number(exists, team, room, subject, kind) != 0;
  }

  static List<OutboxRow> parked(Sql sql, TeamId team, int limit) throws SQLException {
    return sql.list(PARKED, OutboxQueries::row, team, SqliteReads.page(limit));
  }

  static List<Mention> mentions(Sql sql, TeamId team, PersonId person, Instant since)
      throws SQLException {
    return sql.list(
        """
        SELECT parcel, max(started_at) AS at FROM outbox
        WHERE team = ? AND mentioned = ? AND started_at > ?
        GROUP BY parcel ORDER BY at
        """,
        row -> new Mention(row.big("parcel"), row.time("at")),
        team,
        person,
        since);
  }

  private static OutboxRow row(Row row) throws SQLException {
    Demand demand = new Demand(
        row.text("room"),
        row.subject("subject"),
        row.word(Demand.Kind.class, "kind"),
        row.big("event"),
        row.number("episode"),
        row.number("mention"));
    long id = row.big("id");
    OutboxState state = row.word(OutboxState.class, "state");
    return new OutboxRow(
        id,
        row.team("team"),
        demand,
        state,
        row.number("attempts"),
        row.time("at"),
        row.time("changed_at"),
        row.time("not_before"),
        state == OutboxState.UNKNOWN ? row.big("parcel") : id,
        row.orNull("calls", PersonId::new),
        row.textOrNull("why"));
  }
}
