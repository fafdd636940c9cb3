package dev.signalbox.ledger;

import dev.signalbox.desk.Ledger;
import dev.signalbox.desk.LedgerException;
import dev.signalbox.desk.LedgerException.Kind;
import dev.signalbox.desk.Reads;
import java.io.IOException;
import java.lang.Runtime.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * The open database of a data directory, and the two ports on it.
 *
 * <p>Opening checks before it writes: a file that is damaged, of another program or of a newer
 * Signalbox is refused and left as it is.
 */
public final class Store implements AutoCloseable {

  static final String DATABASE = "signalbox.db";

  /** Earlier ones can damage a database when its write-ahead log starts over. */
  private static final Version SQLITE_MIN = Version.parse("3.51.3");

  /**
   * How to open.
   *
   * @param maxPages the most pages of 4 kB that the file may have, 0 for no limit; for tests of a
   *     full disk only
   * @param readers how many reads may run at once, beside what answers to agents need
   * @param patience how long to wait for a lock that another process has
   */
  public record Options(int maxPages, int readers, Duration patience) {

    public static final Options DEFAULT = new Options(0, 4, Duration.ofSeconds(5));

    public Options maxPages(int pages) {
      return new Options(pages, readers, patience);
    }

    public Options patience(Duration most) {
      return new Options(maxPages, readers, most);
    }
  }

  private final DirectoryLock lock;
  private final SqliteLedger ledger;
  private final Readers readers;
  private final Readers prompt;
  private final SqliteReads reads;
  private final Backups backups;

  private Store(
      DirectoryLock lock, SqliteLedger ledger, Readers readers, Readers prompt, Backups backups) {
    this.lock = lock;
    this.ledger = ledger;
    this.readers = readers;
    this.prompt = prompt;
    this.backups = backups;
    reads = new SqliteReads(readers, prompt);
  }

  /** Whether there are data of Signalbox in a directory. */
  public static boolean exists(Path directory) {
    return Files.exists(directory.resolve(DATABASE));
  }

  /**
   * Takes the directory's lock and opens its database; makes both where they are missing.
   *
   * @throws LedgerException saying what is wrong and what to do
   */
  public static Store open(Path directory, Options options) {
    return open(DirectoryLock.take(directory), options);
  }

  /** Opens the database of a directory whose lock was taken, and closes the lock with it. */
  public static Store open(DirectoryLock lock, Options options) {
    return open(lock, options, UnaryOperator.identity());
  }

  /** As above, with a writing connection that a test can disturb. */
  static Store open(DirectoryLock lock, Options options, UnaryOperator<Connection> writer) {
    try {
      return opened(lock, options, writer);
    } catch (RuntimeException | Error e) {
      lock.close();
      throw e;
    }
  }

  private static Store opened(
      DirectoryLock lock, Options options, UnaryOperator<Connection> disturbed) {
    Path file = lock.directory().resolve(DATABASE);
    if (file.toString().indexOf('?') >= 0) {
      throw new LedgerException(
          Kind.BROKEN, "The path of the data directory must have no question mark: " + file);
    }
    Connections connections = new Connections(file, options.patience(), options.maxPages());
    prepare(file);
    Soundness.check(file, connections);
    try {
      Sql sql = new Sql(disturbed.apply(connections.writer()));
      try {
        version(sql);
        sql.write(s -> true);
        Migrations.run(file, sql.number("PRAGMA user_version"), connections.source());
        SqliteLedger ledger = new SqliteLedger(file, sql);
        ledger.takeUp();
        return new Store(
            lock,
            ledger,
            new Readers(file, connections, options.readers()),
            new Readers(file, connections, 1), // answers are made one after the other
            new Backups(file, connections));
      } catch (SQLException | RuntimeException | Error e) {
        sql.close();
        throw e;
      }
    } catch (SQLException e) {
      throw Failures.of("open " + file, file, e);
    }
  }

  private static void version(Sql sql) throws SQLException {
    String version = sql.first("SELECT sqlite_version() AS version", row -> row.text("version"))
        .orElse("0");
    if (Version.parse(version).compareTo(SQLITE_MIN) < 0) {
      throw new LedgerException(
          Kind.BROKEN,
          "SQLite " + version + " can damage databases; at least " + SQLITE_MIN
              + " is needed. Use the sqlite-jdbc that came with Signalbox.");
    }
  }

  /**
   * Nobody but its owner reads a new database. A link to one is refused, because the lock of its
   * directory says nothing about who else links to it.
   */
  private static void prepare(Path file) {
    if (Files.isSymbolicLink(file)) {
      throw new LedgerException(
          Kind.BROKEN,
          file + " is a symbolic link. Name the data directory it leads to instead, or link that"
              + " directory.");
    }
    try {
      if (Files.notExists(file)) {
        Files.createFile(file);
        PosixFileAttributeView rights =
            Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (rights != null) {
          rights.setPermissions(PosixFilePermissions.fromString("rw-------"));
        }
      }
    } catch (IOException e) {
      throw new LedgerException(
          Kind.READ_ONLY,
          file + " cannot be made: " + e + ". Give this user the right to write to its directory.",
          e);
    }
  }

  /** For the desk's thread only. */
  public Ledger ledger() {
    return ledger;
  }

  /** For any thread. */
  public Reads reads() {
    return reads;
  }

  /** For any thread. */
  public Backups backups() {
    return backups;
  }

  /** Closes everything and gives the directory free; nothing of it may be in use any more. */
  @Override
  public void close() {
    backups.close();
    try (lock;
        ledger;
        prompt;
        readers) {
      // closed from the last to the first
    } catch (SQLException e) {
      throw new LedgerException(Kind.BROKEN, "could not close the readers", e);
    }
  }
}
