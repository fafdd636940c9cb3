package dev.signalbox.ledger;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import org.sqlite.ProgressHandler;

/**
 * Brings a file that SQLite is writing to the disk piece by piece. A disk that has all of it to
 * write at the end is busy with that for long, and every commit waits for it.
 */
final class Syncing extends ProgressHandler {

  /** So much is written at most before it is brought to the disk. */
  private static final long PIECE_BYTES = 2L << 20;

  /** Steps of SQLite between two looks. */
  private static final int STEPS = 10_000;

  /** What SQLite does meanwhile. */
  @FunctionalInterface
  interface Writing {
    void run() throws SQLException;
  }

  private final FileChannel file;
  private long synced;

  private Syncing(FileChannel file) {
    this.file = file;
  }

  /** Runs what writes {@code file} over a connection. */
  static void during(Connection connection, Path file, Writing writing)
      throws SQLException, IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      setHandler(connection, STEPS, new Syncing(channel));
      try {
        writing.run();
      } finally {
        clearHandler(connection);
      }
    }
  }

  /** Called by SQLite; only what is not zero would stop it. */
  @Override
  protected int progress() {
    try {
      long size = file.size();
      if (size - synced >= PIECE_BYTES) {
        file.force(false);
        synced = size;
      }
    } catch (IOException e) {
      // The sync of the whole file at the end tells.
    }
    return 0;
  }
}
