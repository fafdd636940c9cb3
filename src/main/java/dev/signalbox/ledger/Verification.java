package dev.signalbox.ledger;

import dev.signalbox.board.Board;
import dev.signalbox.board.Entry;
import dev.signalbox.board.Team;
import dev.signalbox.board.TeamEvent;
import dev.signalbox.board.TeamId;
import dev.signalbox.desk.LedgerException;
import dev.signalbox.desk.LedgerException.Kind;
import dev.signalbox.desk.Reads;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Proves that a copy of a database is what its own history says. Changes nothing. */
final class Verification {

  private final Path file;
  private final Sql sql;

  private Verification(Path file, Sql sql) {
    this.file = file;
    this.sql = sql;
  }

  /**
   * Goes through a file that is sound: what belongs together, how much there is, and that the log
   * leads to the tables.
   *
   * @return what was found, a line for each team
   * @throws LedgerException of kind {@code CORRUPT} if it does not
   */
  static List<String> of(Path file) {
    try (Sql sql = new Sql(Soundness.looking(file).inspector())) {
      return sql.read(s -> new Verification(file, s).lines());
    } catch (SQLException e) {
      throw Failures.of("verify " + file, file, e);
    }
  }

  private List<String> lines() throws SQLException {
    List<String> loose = sql.list(
        "PRAGMA foreign_key_check", row -> "a row of " + row.text("table") + " belongs nowhere");
    if (!loose.isEmpty()) {
      throw wrong(loose.get(0));
    }
    List<String> lines = new ArrayList<>();
    lines.add("tables of version " + sql.number("PRAGMA user_version"));
    for (TeamId team : sql.list("SELECT name FROM team ORDER BY name", row -> row.team("name"))) {
      lines.add(readable(team));
    }
    return lines;
  }

  private String readable(TeamId team) throws SQLException {
    try {
      return line(team);
    } catch (LedgerException e) {
      throw e;
    } catch (RuntimeException e) {
      throw wrong("team " + team + " cannot be read: " + e.getMessage());
    }
  }

  private String line(TeamId team) throws SQLException {
    Optional<Long> missing = LogQueries.missing(sql, team);
    if (missing.isPresent()) {
      throw wrong("event " + missing.get() + " of team " + team + " is missing");
    }
    Board.Snapshot tables = TeamReader.board(sql, team).orElseThrow().snapshot();
    Board.Snapshot history = replayed(team, tables.team());
    if (!history.equals(tables)) {
      throw wrong("the log of team " + team + " does not lead to its tables");
    }
    return "team " + team + ": " + tables.events() + " events, "
        + sql.number("SELECT count(*) FROM task WHERE team = ?", team) + " tasks ("
        + tables.tasks().size() + " open), " + tables.agents().size() + " agents, as its log says";
  }

  /** All of the log applied to an empty board, as the team was set up first. */
  private Board.Snapshot replayed(TeamId team, Team present) throws SQLException {
    Board board = Board.empty(present);
    long last = 0;
    while (true) {
      List<Entry> page = LogQueries.events(sql, team, last, Reads.PAGE_MAX);
      if (page.isEmpty()) {
        return board.snapshot();
      }
      if (last == 0 && page.get(0).event() instanceof TeamEvent.Configured first) {
        board = Board.empty(first.team());
      }
      for (Entry entry : page) {
        board.apply(entry);
        last = entry.number();
      }
    }
  }

  private LedgerException wrong(String what) {
    return new LedgerException(Kind.CORRUPT, Failures.broken(file, what));
  }
}
