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

  private static final String DOUBTS = """
      SELECT * FROM outbox
      WHERE kind = 'ping' AND state = 'unknown' AND team = ? AND room = ? ORDER BY id LIMIT ?
      """;

  /** Pings that are over have nobody to call. */
  private static final String OVER = """
      SELECT * FROM outbox
      WHERE kind = 'ping' AND state = 'pending' AND team = ? AND room = ? AND calls IS NULL
        AND not_before <= ?
      ORDER BY id LIMIT ?
      """;

  private static final String NEXT_PERSON = """
      SELECT calls FROM outbox
      WHERE kind = 'ping' AND state = 'pending' AND team = ? AND room = ? AND calls > ?
      ORDER BY calls LIMIT 1
      """;

  private static final String CALLING = """
      SELECT * FROM outbox
      WHERE kind = 'ping' AND state = 'pending' AND team = ? AND room = ? AND calls = ?
        AND not_before <= ?
      ORDER BY id LIMIT ?
      """;

  private static final String OTHERS = """
      SELECT * FROM outbox
      WHERE kind <> 'ping' AND state IN ('pending', 'unknown')
        AND team = ? AND room = ? AND not_before <= ?
      ORDER BY id LIMIT ?
      """;

  private static final String PARCEL = """
      SELECT * FROM outbox
      WHERE kind = 'ping' AND state = 'unknown' AND parcel = ? AND team = ? AND room = ?
      ORDER BY id
      """;

  private static final String PARKED = """
      SELECT * FROM outbox WHERE team = ? AND state = 'parked' ORDER BY id DESC LIMIT ?
      """;

  private OutboxQueries() {}

  static List<OutboxRow> outbox(Sql sql, TeamId team, String room, Instant now, int limit)
      throws SQLException {
    int page = SqliteReads.page(limit);
    List<OutboxRow> rows =
        new ArrayList<>(sql.list(DOUBTS, OutboxQueries::row, team, room, Reads.PINGS_EACH));
    rows.addAll(sql.list(OVER, OutboxQueries::row, team, room, now, Reads.PINGS_EACH));
    for (String person = next(sql, team, room, "");
        !person.isEmpty();
        person = next(sql, team, room, person)) {
      rows.addAll(sql.list(CALLING, OutboxQueries::row, team, room, person, now, Reads.PINGS_EACH));
    }
    rows.addAll(sql.list(OTHERS, OutboxQueries::row, team, room, now, page));
    return rows;
  }

  /** Who comes after a person of those who are called, empty after the last. */
  private static String next(Sql sql, TeamId team, String room, String person) throws SQLException {
    return sql.first(NEXT_PERSON, row -> row.text("calls"), team, room, person).orElse("");
  }

  static List<OutboxRow> pings(Sql sql, TeamId team, String room, PersonId person, Instant now)
      throws SQLException {
    return sql.list(CALLING, OutboxQueries::row, team, room, person, now, -1);
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
        """, row -> new Mention(row.big("parcel"), row.time("at")), team, person, since);
  }

  static OutboxRow row(Row row) throws SQLException {
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
