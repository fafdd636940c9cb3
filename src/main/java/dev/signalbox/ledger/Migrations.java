package dev.signalbox.ledger;

import dev.signalbox.desk.LedgerException;
import dev.signalbox.desk.LedgerException.Kind;
import java.nio.file.Path;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings the tables up to date, and never back. */
final class Migrations {

  /** The version of the newest file in {@code db/sqlite}; each writes its own into the database. */
  static final int NEWEST = 5;

  private Migrations() {}

  /**
   * Refuses tables of a newer Signalbox.
   *
   * @param version what the database says, 0 for a new one
   */
  static void refuseNewer(Path file, long version) {
    if (version > NEWEST) {
      throw new LedgerException(
          Kind.BROKEN,
          file + " was written by a newer Signalbox: its tables are of version " + version
              + ", this one knows them up to " + NEWEST
              + ". Start the newer one, or restore the backup made before it was installed.");
    }
  }

  /**
   * Runs what has not run yet, each migration in its own transaction. Where there is nothing to
   * run, Flyway is not even asked: it takes longer than all the rest of a start.
   *
   * @throws LedgerException if a migration fails
   */
  static void run(Path file, long version, DataSource source) {
    if (version == NEWEST) {
      return;
    }
    try {
      Flyway.configure()
          .dataSource(source)
          .locations("classpath:db/sqlite")
          .cleanDisabled(true)
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw failed(file, e);
    }
  }

  private static LedgerException failed(Path file, FlywayException e) {
    String what = "bring the tables of " + file + " up to date; they are as before";
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return Failures.of(what, file, sql);
      }
    }
    return new LedgerException(Kind.BROKEN, "Could not " + what + ": " + e.getMessage(), e);
  }
}
