package dev.signalbox.ledger;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** How SQLite is set up, for each use of it. */
final class Connections {

  /**
   * Pages in the write-ahead log after which they are copied into the file: 16 MB, because a page
   * that changed often is copied once.
   */
  private static final int CHECKPOINT_PAGES = 4_000;

  /** The write-ahead log is cut to this after a burst. */
  private static final int LOG_BYTES_MAX = 32 * 1024 * 1024;

  private static final int WRITER_CACHE_KIB = 16 * 1024;
  private static final int READER_CACHE_KIB = 4 * 1024;

  private final Path file;
  private final Duration patience;
  private final int pagesMax;

  /**
   * @param patience how long to wait for another process's lock
   * @param pagesMax the most pages the file may have; 0 for no limit
   */
  Connections(Path file, Duration patience, int pagesMax) {
    this.file = file;
    this.patience = patience;
    this.pagesMax = pagesMax;
  }

  /** Every commit is on the disk before it returns. */
  Connection writer() throws SQLException {
    return writing().createConnection(url());
  }

  /** For the migrations, which open and close their own. */
  DataSource source() {
    SQLiteDataSource source = new SQLiteDataSource(writing());
    source.setUrl(url());
    return source;
  }

  private SQLiteConfig writing() {
    SQLiteConfig config = common(WRITER_CACHE_KIB);
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.enforceForeignKeys(true);
    config.setWalAutocheckpoint(CHECKPOINT_PAGES);
    config.setJournalSizeLimit(LOG_BYTES_MAX);
    if (pagesMax > 0) {
      config.setMaxPageCount(pagesMax);
    }
    return config;
  }

  /** Refuses every write. */
  Connection reader() throws SQLException {
    Connection connection = common(READER_CACHE_KIB).createConnection(url());
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA query_only = true");
    }
    return connection;
  }

  /** For a copy of all there is at one moment; while it reads, others write. */
  Connection copier() throws SQLException {
    return common(READER_CACHE_KIB).createConnection(url());
  }

  /**
   * Changes nothing, not even on closing. Where no write-ahead log is there, the file is all there
   * is, and nothing is put beside it either.
   */
  Connection inspector() throws SQLException {
    SQLiteConfig config = common(READER_CACHE_KIB);
    config.setReadOnly(true);
    boolean logged = Files.exists(log(file));
    return config.createConnection(
        logged ? url() : "jdbc:sqlite:file:" + file.toUri().getRawPath() + "?immutable=1");
  }

  /** The write-ahead log of a database. */
  static Path log(Path file) {
    return file.resolveSibling(file.getFileName() + "-wal");
  }

  private SQLiteConfig common(int cacheKib) {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout((int) patience.toMillis());
    config.setCacheSize(-cacheKib);
    config.setGetGeneratedKeys(false);
    return config;
  }

  private String url() {
    return "jdbc:sqlite:" + file;
  }
}
