package dev.signalbox.ledger;

import dev.signalbox.desk.LedgerException;
import dev.signalbox.desk.LedgerException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Copies of the database while it is in use, beside it in {@code backups}.
 *
 * <p>A copy is the database at one moment, made by SQLite over a connection of its own: writes go
 * on meanwhile, into the write-ahead log. Before that the database itself is gone through; a damaged
 * one is not copied. It is written under another name, synced, gone through
 * and summed up, and only then gets the name under which it counts. So whatever stops it, no half
 * copy is ever taken for a whole one. The key that seals signing secrets is not part of it.
 *
 * <p>Thread-safe; one is made at a time. Closing stops the one that is being made.
 */
public final class Backups implements AutoCloseable {

  /** So much stays free on the disk, or none is begun: the board needs the room more. */
  static final long SPARE_BYTES = 64L << 20;

  /** What a copy that is being written is called at its end. */
  static final String UNFINISHED = ".part";

  /**
   * A whole copy.
   *
   * @param at when it was made, from its name
   */
  public record Copy(Path file, Instant at, long bytes) {}

  /**
   * How the last attempt since the start ended.
   *
   * @param why it failed, or null
   */
  public record Last(Instant at, @Nullable String why) {}

  /** Writes the database as it is now to a file that is empty. */
  @FunctionalInterface
  interface Copying {
    void into(Statement statement, Path file) throws SQLException;
  }

  private final Path database;
  private final Connections connections;
  private final Copying copying;
  private final ToLongFunction<Path> room;
  private volatile @Nullable Last last;
  private volatile @Nullable Statement working;
  private volatile boolean closed;

  Backups(Path database, Connections connections) {
    this(database, connections, Backups::vacuum, Backups::room);
  }

  Backups(Path database, Connections connections, Copying copying, ToLongFunction<Path> room) {
    this.database = database;
    this.connections = connections;
    this.copying = copying;
    this.room = room;
  }

  private static void vacuum(Statement statement, Path file) throws SQLException {
    statement.execute("VACUUM INTO '" + file.toString().replace("'", "''") + "'");
  }

  private static long room(Path folder) {
    try {
      return Files.getFileStore(folder).getUsableSpace();
    } catch (IOException e) {
      return Long.MAX_VALUE;
    }
  }

  /** How the last attempt since the start ended, if there was one. */
  public Optional<Last> last() {
    return Optional.ofNullable(last);
  }

  /**
   * Makes a copy and drops the oldest.
   *
   * @param at when, for its name
   * @param keep how many are kept, this one included
   * @throws LedgerException if none could be made; those there were are still there
   */
  public synchronized Copy make(Instant at, int keep) {
    try {
      Copy made = made(at);
      Shelf.beside(database).keep(keep);
      last = new Last(at, null);
      return made;
    } catch (LedgerException e) {
      last = new Last(at, e.getMessage());
      throw e;
    } catch (IOException e) {
      LedgerException failure = new LedgerException(
          Kind.BROKEN, "Could not back up " + database + ": " + e + ". Nothing else changed.", e);
      last = new Last(at, failure.getMessage());
      throw failure;
    }
  }

  private Copy made(Instant at) throws IOException {
    Shelf shelf = Shelf.beside(database);
    Path target = shelf.prepare(at);
    Path part = target.resolveSibling(target.getFileName() + UNFINISHED);
    refuseWithoutRoom(part);
    boolean whole = false;
    try {
      Shelf.createPrivate(part);
      copy(part);
      Shelf.sync(part);
      Soundness.thorough(part);
      Checksum.write(part, target);
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
      Shelf.syncFolder(target);
      whole = true;
      return new Copy(target, at, Files.size(target));
    } finally {
      if (!whole) {
        Files.deleteIfExists(part);
        Files.deleteIfExists(part.resolveSibling(part.getFileName() + "-journal"));
        Files.deleteIfExists(Checksum.of(target));
      }
    }
  }

  private void refuseWithoutRoom(Path part) throws IOException {
    long needed = Files.size(database) + SPARE_BYTES;
    long free = room.applyAsLong(part.getParent());
    if (free < needed) {
      throw new LedgerException(
          Kind.FULL,
          "Could not back up " + database + ": " + (free >> 20) + " MB are free and "
              + (needed >> 20) + " MB are needed. Make room and run: signalbox backup");
    }
  }

  private void copy(Path part) throws IOException {
    try (Connection connection = connections.copier();
        Statement statement = connection.createStatement()) {
      working = statement;
      if (closed) {
        throw new LedgerException(Kind.LOCKED, "The server is stopping; no backup was made.");
      }
      // A copy of what is damaged would in time be the only one left.
      Soundness.thorough(database, statement);
      Syncing.during(connection, part, () -> copying.into(statement, part));
    } catch (SQLException e) {
      throw Failures.of("back up " + database, part, e);
    } finally {
      working = null;
    }
  }

  /** Stops the copy that is being made, if any; none is made any more. */
  @Override
  public void close() {
    closed = true;
    Statement statement = working;
    if (statement != null) {
      try {
        statement.cancel();
      } catch (SQLException e) {
        throw Failures.of("stop the backup of " + database, database, e);
      }
    }
  }

  /** The copies of a data directory, the newest first. */
  public static List<Copy> of(Path data) {
    return new Shelf(data).copies();
  }
}
