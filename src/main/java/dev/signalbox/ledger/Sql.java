package dev.signalbox.ledger;

import dev.signalbox.board.TaskId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One connection and its statements, each prepared once and kept. Not thread-safe.
 *
 * <p>The driver is told that a transaction is always open, and ours are opened and closed here: its
 * own commit would at once begin the next, and so hold the write lock while nobody writes.
 */
final class Sql implements AutoCloseable {

  /** Work done inside one transaction. */
  @FunctionalInterface
  interface Work<T> {
    T run(Sql sql) throws SQLException;
  }

  private final Connection connection;
  private final Map<String, PreparedStatement> kept = new HashMap<>();

  /** Whether a transaction may be open still, because it could not be rolled back. */
  private boolean doubtful;

  /** Takes over a connection that is in no transaction. */
  Sql(Connection connection) throws SQLException {
    this.connection = connection;
    connection.setAutoCommit(false);
    execute("COMMIT");
  }

  /** Runs {@code work} with the write lock and commits; on any failure nothing is written. */
  <T> T write(Work<T> work) throws SQLException {
    return within("BEGIN IMMEDIATE", work);
  }

  /** Runs {@code work} on the database as it is at one moment. */
  <T> T read(Work<T> work) throws SQLException {
    return within("BEGIN", work);
  }

  private <T> T within(String begin, Work<T> work) throws SQLException {
    settle();
    doubtful = true;
    try {
      execute(begin);
      T result = work.run(this);
      execute("COMMIT");
      doubtful = false;
      return result;
    } catch (SQLException | RuntimeException | Error e) {
      rollBack(e);
      throw e;
    }
  }

  /** Ends a transaction that may be open still. */
  void settle() {
    if (doubtful) {
      rollBack(new SQLException());
    }
  }

  /** After some failures SQLite has rolled back by itself; then there is nothing to do. */
  private void rollBack(Throwable why) {
    try {
      forgetStatements(why);
      execute("ROLLBACK");
      doubtful = false;
    } catch (SQLException | RuntimeException | Error e) {
      why.addSuppressed(e);
    }
  }

  /** The driver closes a statement that failed for most reasons, and does not say so. */
  private void forgetStatements(Throwable why) {
    for (PreparedStatement statement : kept.values()) {
      try {
        statement.close();
      } catch (SQLException e) {
        why.addSuppressed(e);
      }
    }
    kept.clear();
  }

  /** Runs a statement that answers nothing, and tells how many rows it changed. */
  int run(String sql, @Nullable Object... values) throws SQLException {
    return bound(sql, values).executeUpdate();
  }

  /** As {@link #run}, where exactly one row must change. */
  void one(String sql, @Nullable Object... values) throws SQLException {
    int changed = run(sql, values);
    if (changed != 1) {
      throw new IllegalStateException(
          "changed " + changed + " rows instead of one: " + sql.strip());
    }
  }

  <T> List<T> list(String sql, Row.To<T> to, @Nullable Object... values) throws SQLException {
    try (ResultSet rows = bound(sql, values).executeQuery()) {
      Row row = new Row(rows);
      List<T> all = new ArrayList<>();
      while (rows.next()) {
        all.add(to.from(row));
      }
      return all;
    }
  }

  <T> Optional<T> first(String sql, Row.To<T> to, @Nullable Object... values) throws SQLException {
    try (ResultSet rows = bound(sql, values).executeQuery()) {
      return rows.next() ? Optional.of(to.from(new Row(rows))) : Optional.empty();
    }
  }

  /** The number a query answers, 0 where it answers none. */
  long number(String sql, @Nullable Object... values) throws SQLException {
    try (ResultSet rows = bound(sql, values).executeQuery()) {
      return rows.next() ? rows.getLong(1) : 0;
    }
  }

  /** Every statement used so far. */
  Set<String> statements() {
    return Set.copyOf(kept.keySet());
  }

  private void execute(String sql) throws SQLException {
    prepared(sql).execute();
  }

  private PreparedStatement bound(String sql, @Nullable Object[] values) throws SQLException {
    PreparedStatement statement = prepared(sql);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, column(values[i]));
    }
    return statement;
  }

  private PreparedStatement prepared(String sql) throws SQLException {
    PreparedStatement statement = kept.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      kept.put(sql, statement);
    }
    return statement;
  }

  /** A value as it stands in a column. */
  private static @Nullable Object column(@Nullable Object value) {
    if (value == null || value instanceof String || value instanceof Number) {
      return value;
    }
    if (value instanceof Instant at) {
      return Times.text(at);
    }
    if (value instanceof TaskId id) {
      return id.number();
    }
    if (value instanceof Enum<?> word) {
      return word.name().toLowerCase(Locale.ROOT);
    }
    if (value instanceof Boolean flag) {
      return flag ? 1 : 0;
    }
    return value.toString();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
