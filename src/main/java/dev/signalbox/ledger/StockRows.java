package dev.signalbox.ledger;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.signalbox.board.AgentId;
import dev.signalbox.board.Grant;
import dev.signalbox.board.Need;
import dev.signalbox.board.ResourceId;
import dev.signalbox.board.Stock;
import dev.signalbox.board.TeamId;
import dev.signalbox.board.Waiter;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Who has which units of resources, and who waits for some. */
final class StockRows {

  static final Json<List<Need>> NEEDS = Json.of(new TypeReference<>() {});

  private StockRows() {}

  // -- writing ------------------------------------------------------------------------------------

  static void write(Sql sql, TeamId team, Stock.Changes changes) throws SQLException {
    for (Map.Entry<Long, Optional<Grant>> one : changes.grants().entrySet()) {
      if (one.getValue().isPresent()) {
        write(sql, team, one.getValue().get());
      } else {
        sql.run("DELETE FROM resource_grant WHERE team = ? AND token = ?", team, one.getKey());
      }
    }
    for (Map.Entry<AgentId, Optional<Waiter>> one : changes.waiters().entrySet()) {
      sql.run("DELETE FROM resource_line WHERE team = ? AND agent = ?", team, one.getKey());
      if (one.getValue().isPresent()) {
        write(sql, team, one.getValue().get());
      }
    }
    for (Map.Entry<ResourceId, Stock.Mark> one : changes.marks().entrySet()) {
      Duration usual = one.getValue().usual();
      sql.run(
          """
          INSERT INTO resource (team, name, frozen_until, usual_ms) VALUES (?, ?, ?, ?)
          ON CONFLICT DO UPDATE
          SET frozen_until = excluded.frozen_until, usual_ms = excluded.usual_ms
          """,
          team,
          one.getKey().name(),
          one.getValue().frozenUntil(),
          usual == null ? null : usual.toMillis());
    }
  }

  private static void write(Sql sql, TeamId team, Grant grant) throws SQLException {
    sql.run(
        """
        INSERT INTO resource_grant
          (team, token, agent, task, epoch, needs, asked, since, until, ended_at, how)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET ended_at = excluded.ended_at, how = excluded.how
        """,
        team,
        grant.token(),
        grant.agent(),
        grant.task(),
        grant.epoch(),
        NEEDS.text(grant.needs()),
        grant.asked(),
        grant.since(),
        grant.until(),
        grant.ended(),
        grant.how());
  }

  private static void write(Sql sql, TeamId team, Waiter waiter) throws SQLException {
    Duration hold = waiter.hold();
    sql.run(
        """
        INSERT INTO resource_line (team, agent, needs, hold_ms, taken, since, passed)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
        team,
        waiter.agent(),
        NEEDS.text(waiter.needs()),
        hold == null ? null : hold.toMillis(),
        waiter.order(),
        waiter.since(),
        waiter.passed());
  }

  // -- reading ------------------------------------------------------------------------------------

  static Stock.Saved saved(Sql sql, TeamId team) throws SQLException {
    List<Grant> grants = sql.list(
        "SELECT * FROM resource_grant WHERE team = ? ORDER BY token", StockRows::grant, team);
    List<Waiter> waiters = sql.list(
        "SELECT * FROM resource_line WHERE team = ? ORDER BY taken", StockRows::waiter, team);
    SortedMap<ResourceId, Stock.Mark> marks = new TreeMap<>();
    sql.list(
        "SELECT * FROM resource WHERE team = ?",
        row -> marks.put(
            new ResourceId(row.text("name")),
            new Stock.Mark(row.timeOrNull("frozen_until"), millis(row, "usual_ms"))),
        team);
    return new Stock.Saved(grants, waiters, marks);
  }

  private static Grant grant(Row row) throws SQLException {
    return new Grant(
        row.big("token"),
        row.agent("agent"),
        row.task("task"),
        row.number("epoch"),
        needs(row.text("needs")),
        row.big("asked"),
        row.time("since"),
        row.timeOrNull("until"),
        row.timeOrNull("ended_at"),
        row.wordOrNull(Grant.How.class, "how"));
  }

  private static Waiter waiter(Row row) throws SQLException {
    return new Waiter(
        row.agent("agent"),
        needs(row.text("needs")),
        millis(row, "hold_ms"),
        row.big("taken"),
        row.time("since"),
        row.number("passed"));
  }

  static List<Need> needs(String json) {
    return json.equals("[]") ? List.of() : List.copyOf(NEEDS.parse(json));
  }

  private static @Nullable Duration millis(Row row, String column) throws SQLException {
    String text = row.textOrNull(column);
    return text == null ? null : Duration.ofMillis(Long.parseLong(text));
  }
}
