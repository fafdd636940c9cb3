package dev.signalbox.ledger;

import dev.signalbox.board.Board;
import dev.signalbox.board.Task;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.TeamId;
import dev.signalbox.desk.Batch;
import dev.signalbox.desk.Ledger;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The one writing connection. A lock keeps {@link #close} apart from a write of another thread;
 * otherwise only the desk's thread comes here.
 */
final class SqliteLedger implements Ledger {

  /** What a probe writes: so much room is there when the desk goes on. */
  private static final int BALLAST_BYTES = 64 * 1024;

  private final Path file;
  private final Sql sql;
  private final BatchWriter writer;
  private final OutcomeRows outcomes;
  private boolean closed;

  SqliteLedger(Path file, Sql sql) {
    this.file = file;
    this.sql = sql;
    writer = new BatchWriter(sql);
    outcomes = new OutcomeRows(sql);
  }

  /** Before anything else: deliveries that the end of the last server cut off are in doubt. */
  void takeUp() {
    change("take up " + file, s -> new OutboxRows(s).interrupted());
  }

  @Override
  public Instant clock() {
    return look("read the clock", TeamReader::clock);
  }

  @Override
  public Optional<Board> load(TeamId team) {
    return look("load team " + team, s -> TeamReader.board(s, team));
  }

  @Override
  public List<Task> fetch(TeamId team, Set<TaskId> ids) {
    return look("fetch " + ids, s -> TaskReader.withAllBefore(s, team, ids));
  }

  @Override
  public Optional<Batch.Remembered> recall(TeamId team, String caller, String key, Instant now) {
    return look("recall an outcome", s -> outcomes.recall(team, caller, key, now));
  }

  @Override
  public void write(Batch batch) {
    change("write a batch", s -> {
      writer.write(batch);
      return true;
    });
    writer.committed(batch);
  }

  @Override
  public boolean happened(TeamId team, long event) {
    return look(
        "look for event " + event,
        s -> s.number("SELECT count(*) FROM event WHERE team = ? AND number = ?", team, event) > 0);
  }

  /** Writes something of some size and drops it again, so that its room stays in the file. */
  @Override
  public void probe() {
    change(
        "write again",
        s -> s.run(
            "INSERT OR REPLACE INTO probe (id, ballast) VALUES (1, zeroblob(?))", BALLAST_BYTES));
    change("write again", s -> s.run("DELETE FROM probe"));
  }

  private <T> T look(String what, Sql.Work<T> work) {
    synchronized (sql) {
      try {
        return sql.read(work);
      } catch (SQLException e) {
        throw Failures.of(what, file, e);
      }
    }
  }

  private <T> T change(String what, Sql.Work<T> work) {
    synchronized (sql) {
      try {
        return sql.write(work);
      } catch (SQLException e) {
        throw Failures.of(what, file, e);
      }
    }
  }

  /** Folds the write-ahead log back into the file, so that a copy of the file is all. */
  @Override
  public void close() {
    synchronized (sql) {
      if (closed) {
        return;
      }
      closed = true;
      try (sql) {
        sql.settle();
        sql.number("PRAGMA wal_checkpoint(TRUNCATE)");
      } catch (SQLException e) {
        throw Failures.of("close " + file, file, e);
      }
    }
  }
}
