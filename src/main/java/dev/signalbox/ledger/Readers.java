package dev.signalbox.ledger;

import dev.signalbox.desk.LedgerException;
import dev.signalbox.desk.LedgerException.Kind;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;

/**
 * A few connections that only read, opened when they are first needed. Thread-safe; who comes when
 * all are busy waits.
 */
final class Readers implements AutoCloseable {

  private final Path file;
  private final Connections connections;
  private final Semaphore turns;
  private final Deque<Sql> idle = new ArrayDeque<>();
  private boolean closed;

  Readers(Path file, Connections connections, int most) {
    this.file = file;
    this.connections = connections;
    turns = new Semaphore(most, true);
  }

  /**
   * Reads the database as it is at one moment.
   *
   * @param what names the work in the error
   * @throws LedgerException if storage fails, or it is closed
   */
  <T> T read(String what, Sql.Work<T> work) {
    turns.acquireUninterruptibly();
    try {
      Sql sql = borrow();
      boolean sound = false;
      try {
        T result = sql.read(work);
        sound = true;
        return result;
      } finally {
        giveBack(sql, sound);
      }
    } catch (SQLException e) {
      throw Failures.of(what, file, e);
    } finally {
      turns.release();
    }
  }

  private Sql borrow() throws SQLException {
    synchronized (idle) {
      if (closed) {
        throw new LedgerException(Kind.BROKEN, file + " is closed.");
      }
      Sql sql = idle.poll();
      if (sql != null) {
        return sql;
      }
    }
    return new Sql(connections.reader());
  }

  /** One on which something failed is not used again. */
  private void giveBack(Sql sql, boolean sound) throws SQLException {
    synchronized (idle) {
      if (sound && !closed) {
        idle.push(sql);
        return;
      }
    }
    sql.close();
  }

  @Override
  public void close() throws SQLException {
    synchronized (idle) {
      closed = true;
      for (Sql sql : idle) {
        sql.close();
      }
      idle.clear();
    }
  }
}
