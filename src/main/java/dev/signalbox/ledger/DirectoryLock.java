package dev.signalbox.ledger;

import dev.signalbox.desk.LedgerException;
import dev.signalbox.desk.LedgerException.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A data directory is used by one process at a time. The operating system holds the lock and drops
 * it with the process, however that ends, so a file that was left behind is no obstacle.
 *
 * <p>The directory's real path is locked, so a symbolic link leads to the same lock.
 */
public final class DirectoryLock implements AutoCloseable {

  /** Far behind the text, which others may read also where locks are enforced. */
  private static final long LOCKED_BYTE = 1L << 40;

  private static final int TEXT_MAX = 500;

  /**
   * What this process holds. Asked first, because merely opening and closing a locked file again
   * would end a process's own lock on it.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path directory;
  private final FileChannel channel;

  private DirectoryLock(Path directory, FileChannel channel) {
    this.directory = directory;
    this.channel = channel;
  }

  /**
   * Takes the lock of a directory, which is made if it is missing.
   *
   * @throws LedgerException of kind {@code LOCKED}, naming the process that has it
   */
  public static DirectoryLock take(Path directory) {
    return tryTake(directory)
        .orElseThrow(() -> new LedgerException(
            Kind.LOCKED,
            directory + " is in use by another Signalbox, " + holder(directory)
                + ". Stop that one, or give this one another data directory."));
  }

  /**
   * Takes the lock if it is free.
   *
   * @throws LedgerException if the directory cannot be used at all
   */
  public static Optional<DirectoryLock> tryTake(Path directory) {
    Path real = made(directory);
    if (!HELD.add(real)) {
      return Optional.empty();
    }
    boolean taken = false;
    try {
      Optional<DirectoryLock> lock = locked(real);
      taken = lock.isPresent();
      return lock;
    } catch (IOException e) {
      throw unusable(directory, e);
    } finally {
      if (!taken) {
        HELD.remove(real);
      }
    }
  }

  private static Optional<DirectoryLock> locked(Path real) throws IOException {
    FileChannel channel =
        FileChannel.open(file(real), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
      if (lock == null) {
        channel.close();
        return Optional.empty();
      }
      String self = "pid " + ProcessHandle.current().pid() + " on " + host() + "\n";
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(self.getBytes(StandardCharsets.UTF_8)), 0);
      return Optional.of(new DirectoryLock(real, channel));
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** Who has the lock, such as {@code pid 4711 on buildhost}. */
  private static String holder(Path directory) {
    try {
      Path real = directory.toRealPath();
      if (HELD.contains(real)) {
        return "this process itself, pid " + ProcessHandle.current().pid() + " on " + host();
      }
      String text = Files.readString(file(real)).strip();
      return text.substring(0, Math.min(text.length(), TEXT_MAX));
    } catch (IOException e) {
      return "whose process is not known (" + e + ")";
    }
  }

  private static Path made(Path directory) {
    try {
      return Files.createDirectories(directory.toAbsolutePath()).toRealPath();
    } catch (IOException e) {
      throw unusable(directory, e);
    }
  }

  private static LedgerException unusable(Path directory, IOException e) {
    boolean denied =
        e instanceof AccessDeniedException || String.valueOf(e.getMessage()).contains("Read-only");
    return new LedgerException(
        denied ? Kind.READ_ONLY : Kind.BROKEN,
        "The data directory " + directory + " cannot be used: " + e
            + ". Give this user the right to write to it, or name another with data.",
        e);
  }

  private static Path file(Path directory) {
    return directory.resolve("lock");
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "an unnamed host";
    }
  }

  /** The directory's real path. */
  public Path directory() {
    return directory;
  }

  @Override
  public void close() {
    if (!channel.isOpen()) {
      return;
    }
    try {
      channel.close();
    } catch (IOException e) {
      throw unusable(directory, e);
    } finally {
      HELD.remove(directory);
    }
  }
}
