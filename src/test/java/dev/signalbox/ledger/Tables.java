package dev.signalbox.ledger;

import dev.signalbox.board.Board;
import dev.signalbox.board.TeamId;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;

/** What is committed, seen over a connection of its own. */
public final class Tables implements AutoCloseable {

  private final Sql sql;

  public Tables(Path directory) throws SQLException {
    sql = new Sql(new Connections(Raw.file(directory), Duration.ofSeconds(5), 0).reader());
  }

  /** The board as the tables have it. */
  public Board.Snapshot board(TeamId team) throws SQLException {
    return sql.read(s -> TeamReader.board(s, team)).orElseThrow().snapshot();
  }

  /** How many lines wait to be told. */
  public long lines(TeamId team) throws SQLException {
    return sql.read(
        s -> s.number("SELECT count(*) FROM outbox WHERE team = ? AND kind = 'line'", team));
  }

  @Override
  public void close() throws SQLException {
    sql.close();
  }
}
