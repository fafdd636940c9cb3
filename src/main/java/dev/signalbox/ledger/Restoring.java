package dev.signalbox.ledger;

import dev.signalbox.desk.LedgerException;
import dev.signalbox.desk.LedgerException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Puts a copy in the place of a database that nobody uses. What was there is kept. */
public final class Restoring {

  private Restoring() {}

  /**
   * Looks whether a copy is whole, without changing it.
   *
   * @param thoroughly also whether its log leads to its tables
   * @return what was found
   * @throws LedgerException saying what is wrong with it
   */
  public static List<String> examine(Path copy, boolean thoroughly) {
    if (!Files.isRegularFile(copy)) {
      throw new LedgerException(Kind.BROKEN, copy + " is no file. Name a backup.");
    }
    try {
      Soundness.thorough(copy);
      return thoroughly ? Verification.of(copy) : List.of();
    } catch (LedgerException e) {
      throw new LedgerException(e.kind(), e.getMessage() + other(copy), e);
    }
  }

  /** The newest good one that lies where a bad one was found. */
  private static String other(Path copy) {
    Path folder = copy.toAbsolutePath().getParent();
    Path data = folder == null ? null : folder.getParent();
    return data == null
        ? ""
        : new Shelf(data)
            .good()
            .filter(good -> !good.file().equals(copy.toAbsolutePath()))
            .findFirst()
            .map(good ->
                " The newest good one there: signalbox restore " + good.file() + " --data " + data)
            .orElse("");
  }

  /**
   * Puts a copy that was examined into the place of the database.
   *
   * @param lock of the data directory
   * @param at when, for the name of what was there
   * @return what was there, under its new name; empty where there was nothing
   * @throws LedgerException if that cannot be done
   */
  public static Optional<Path> restore(Path copy, DirectoryLock lock, Instant at) {
    Path database = lock.directory().resolve(Store.DATABASE);
    try {
      Path fresh = database.resolveSibling(Store.DATABASE + ".restoring");
      Files.deleteIfExists(fresh);
      Shelf.createPrivate(fresh);
      Files.copy(copy, fresh, StandardCopyOption.REPLACE_EXISTING);
      Shelf.permitOwner(fresh);
      Shelf.sync(fresh);
      Soundness.thorough(fresh);
      Optional<Path> kept = putAside(database, at);
      Files.move(
          fresh, database, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      Shelf.syncFolder(database);
      return kept;
    } catch (IOException e) {
      throw new LedgerException(
          Kind.BROKEN, "Could not restore " + copy + " to " + database + ": " + e, e);
    }
  }

  /**
   * The old database gets a second name before its place is taken, so that there is one at every
   * moment; its log goes first, because it must never meet another database.
   */
  private static Optional<Path> putAside(Path database, Instant at) throws IOException {
    if (!Files.exists(database)) {
      return Optional.empty();
    }
    foldLogIn(database);
    Path kept = free(database, at);
    try {
      Files.createLink(kept, database);
    } catch (UnsupportedOperationException e) {
      Files.copy(database, kept);
      Shelf.sync(kept);
    }
    for (String companion : List.of("-wal", "-shm")) {
      Path beside = database.resolveSibling(database.getFileName() + companion);
      if (Files.exists(beside)) {
        Files.move(beside, kept.resolveSibling(kept.getFileName() + companion));
      }
    }
    return Optional.of(kept);
  }

  /** Where that is possible; a damaged one keeps its log beside it. */
  private static void foldLogIn(Path database) {
    if (!Files.exists(Connections.log(database))) {
      return;
    }
    try (Sql sql = new Sql(Soundness.looking(database).writer())) {
      sql.number("PRAGMA wal_checkpoint(TRUNCATE)");
    } catch (SQLException e) {
      // Damaged, which is why it is replaced.
    }
  }

  private static Path free(Path database, Instant at) {
    Instant second = at.truncatedTo(ChronoUnit.SECONDS);
    Path kept = keptAs(database, second);
    while (Files.exists(kept)) {
      second = second.plusSeconds(1);
      kept = keptAs(database, second);
    }
    return kept;
  }

  private static Path keptAs(Path database, Instant second) {
    return database.resolveSibling(Store.DATABASE + ".before-restore-" + Shelf.time(second));
  }
}
