package dev.signalbox.ledger;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;

/**
 * Stands between a store and its writing connection, and fails the n-th call that matters to
 * SQLite: a statement that is prepared or run, a row that is fetched. May be armed by one thread
 * while another writes.
 */
public final class Saboteur {

  /** What a call fails with. */
  public enum Failure {
    FULL(SQLiteErrorCode.SQLITE_FULL),
    IO(SQLiteErrorCode.SQLITE_IOERR),
    IO_ON_SYNC(SQLiteErrorCode.SQLITE_IOERR_FSYNC),
    BUSY(SQLiteErrorCode.SQLITE_BUSY),
    READ_ONLY(SQLiteErrorCode.SQLITE_READONLY),
    CORRUPT(SQLiteErrorCode.SQLITE_CORRUPT),
    /** The connection is gone, and the driver knows no more about it. */
    LOST(null),
    /** The driver breaks its promise. */
    UNCHECKED(null),
    /** The machine does: no memory, no native library. */
    ERROR(null);

    private final @Nullable SQLiteErrorCode code;

    Failure(@Nullable SQLiteErrorCode code) {
      this.code = code;
    }

    private Throwable thrown() {
      String what = "made up: " + name();
      return switch (this) {
        case UNCHECKED -> new IllegalStateException(what);
        case ERROR -> new UnsatisfiedLinkError(what);
        default -> new SQLException(what, null, code == null ? 0 : code.code);
      };
    }
  }

  /** What became of the call that fails. */
  public enum When {
    /** It was never made. */
    BEFORE,
    /** It was made, and only its answer is lost. */
    AFTER,
    /** SQLite has rolled the transaction back by itself. */
    ROLLED_BACK
  }

  /**
   * How a call fails.
   *
   * @param lasting whether every later call fails likewise, until {@link #mend}
   */
  public record Fault(Failure failure, When when, boolean lasting) {}

  private final boolean values;
  private @Nullable Connection connection;
  private @Nullable Fault fault;
  private int callsLeft;
  private int calls;
  private boolean struck;

  /** Leaves the binding of values alone: what SQLite makes of them comes later. */
  public Saboteur() {
    this(false);
  }

  /**
   * As above.
   *
   * @param values whether each value that is bound is a call of its own
   */
  Saboteur(boolean values) {
    this.values = values;
  }

  /** Opens a store that it can disturb from now on. */
  public Store open(Path directory, Store.Options options) {
    return Store.open(DirectoryLock.take(directory), options, this::around);
  }

  private synchronized Connection around(Connection real) {
    connection = real;
    return proxy(Connection.class, real);
  }

  /** Makes the n-th call from now on fail; 1 is the next. */
  public synchronized void arm(int call, Fault how) {
    fault = how;
    callsLeft = call;
    struck = false;
  }

  /** Lets every call through again; whether any was failed. */
  public synchronized boolean mend() {
    fault = null;
    return struck;
  }

  /** How many calls there were so far. */
  public synchronized int calls() {
    return calls;
  }

  public synchronized void pragma(String pragma) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA " + pragma);
    }
  }

  private <T> T proxy(Class<T> type, T real) {
    InvocationHandler handler = (proxy, method, arguments) -> {
      Fault how = matters(method.getName()) ? count() : null;
      if (how == null) {
        return wrapped(call(() -> method.invoke(real, arguments)));
      }
      if (how.when() == When.AFTER) {
        call(() -> method.invoke(real, arguments));
      } else if (how.when() == When.ROLLED_BACK) {
        rollBack();
      }
      throw how.failure().thrown();
    };
    return type.cast(
        Proxy.newProxyInstance(Saboteur.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private interface Invocation {
    @Nullable
    Object run() throws ReflectiveOperationException;
  }

  private static @Nullable Object call(Invocation invocation) throws Throwable {
    try {
      return invocation.run();
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private @Nullable Object wrapped(@Nullable Object result) {
    if (result instanceof PreparedStatement statement) {
      return proxy(PreparedStatement.class, statement);
    }
    return result instanceof ResultSet rows ? proxy(ResultSet.class, rows) : result;
  }

  private boolean matters(String method) {
    return method.startsWith("prepare")
        || method.startsWith("execute")
        || method.equals("next")
        || values && method.startsWith("set");
  }

  private synchronized @Nullable Fault count() {
    calls++;
    Fault how = fault;
    if (how == null || struck && !how.lasting()) {
      return null;
    }
    callsLeft--;
    if (callsLeft > 0) {
      return null;
    }
    struck = true;
    return how;
  }

  private synchronized void rollBack() {
    try (Statement statement = connection.createStatement()) {
      statement.execute("ROLLBACK");
    } catch (SQLException e) {
      // There was none to roll back.
    }
  }
}
