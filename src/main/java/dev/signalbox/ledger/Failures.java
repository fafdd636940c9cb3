package dev.signalbox.ledger;

import dev.signalbox.desk.LedgerException;
import dev.signalbox.desk.LedgerException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.sqlite.SQLiteErrorCode;

/** What a failure of SQLite means to the desk, and what a person can do about it. */
final class Failures {

  private static final long ROOM_MIN = 1024 * 1024;

  private Failures() {}

  /**
   * Says what became of {@code what}.
   *
   * @param file the database
   */
  static LedgerException of(String what, Path file, SQLException e) {
    Kind kind = kind(file, e);
    return new LedgerException(kind, "Could not " + what + ": " + advice(kind, file, e), e);
  }

  private static Kind kind(Path file, SQLException e) {
    // The low byte is the kind of failure, the rest tells more about it.
    SQLiteErrorCode code = SQLiteErrorCode.getErrorCode(e.getErrorCode() & 0xff);
    return switch (code) {
      case SQLITE_FULL -> Kind.FULL;
      case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL -> Kind.LOCKED;
      case SQLITE_READONLY, SQLITE_PERM -> Kind.READ_ONLY;
      case SQLITE_CORRUPT, SQLITE_NOTADB -> Kind.CORRUPT;
      // Our statements are constants, so it is the tables that are not what we made.
      case SQLITE_ERROR ->
        String.valueOf(e.getMessage()).contains("no such ") ? Kind.CORRUPT : Kind.BROKEN;
      case SQLITE_IOERR -> full(file) ? Kind.FULL : Kind.BROKEN;
      default -> Kind.BROKEN;
    };
  }

  /** Some systems report a full disk as an input or output error. */
  private static boolean full(Path file) {
    try {
      return Files.getFileStore(file).getUsableSpace() < ROOM_MIN;
    } catch (IOException e) {
      return false;
    }
  }

  private static String advice(Kind kind, Path file, SQLException e) {
    return switch (kind) {
      case FULL -> "no room left for " + file + ". Make room; it goes on by itself.";
      case LOCKED -> "another program keeps " + file + " locked. Close it there.";
      case READ_ONLY -> file + " cannot be written. Give this user the right to write to it.";
      case CORRUPT -> damaged(file, String.valueOf(e.getMessage()));
      case BROKEN -> e.getMessage() + " (" + file + ")";
    };
  }

  /** What to do about a damaged database. */
  static String damaged(Path file, String how) {
    return damaged(file, how, Shelf.beside(file).copies().stream());
  }

  /** Likewise, at a moment when there is time to go through the backups. */
  static String damagedAtStart(Path file, String how) {
    return damaged(file, how, Shelf.beside(file).good());
  }

  private static String damaged(Path file, String how, Stream<Backups.Copy> backups) {
    return broken(file, how)
        + backups
            .findFirst()
            .map(copy -> " Stop Signalbox and put the newest good backup in its place:"
                + " signalbox restore " + copy.file() + " --data "
                + Shelf.dataOf(file))
            .orElse(" There is no good backup beside it; if you have one elsewhere: signalbox"
                + " restore FILE --data " + Shelf.dataOf(file));
  }

  /** That a file is damaged, and how. */
  static String broken(Path file, String how) {
    return file + " is damaged (" + how + ") and was left as it is.";
  }
}
