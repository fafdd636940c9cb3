package dev.signalbox.ledger;

import dev.signalbox.desk.LedgerException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The folder in which copies of a database are kept, and what they are called. */
final class Shelf {

  private static final Pattern NAME = Pattern.compile("signalbox-([0-9]{8}-[0-9]{6})\\.db");

  /** UTC, so that names sort as they were made. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private final Path folder;

  Shelf(Path data) {
    folder = data.resolve("backups");
  }

  /** That of a database. */
  static Shelf beside(Path database) {
    return new Shelf(dataOf(database));
  }

  /** The directory a database lies in. */
  static Path dataOf(Path database) {
    Path data = database.toAbsolutePath().getParent();
    if (data == null) {
      throw new IllegalArgumentException(database + " is no file");
    }
    return data;
  }

  static String time(Instant at) {
    return TIME.format(at);
  }

  /** Whole copies, the newest first; none where there is no folder. */
  List<Backups.Copy> copies() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .flatMap(file -> copy(file).stream())
          .sorted(Comparator.comparing(Backups.Copy::at).reversed())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("could not look into " + folder, e);
    }
  }

  /** The copies that are sound, the newest first; each is gone through when it is asked for. */
  Stream<Backups.Copy> good() {
    return copies().stream().filter(copy -> good(copy.file()));
  }

  private static boolean good(Path file) {
    try {
      Soundness.thorough(file);
      return true;
    } catch (LedgerException e) {
      return false;
    }
  }

  private static Optional<Backups.Copy> copy(Path file) {
    Matcher name = NAME.matcher(file.getFileName().toString());
    try {
      return name.matches() && Files.isRegularFile(file)
          ? Optional.of(new Backups.Copy(
              file,
              LocalDateTime.parse(name.group(1), TIME).toInstant(ZoneOffset.UTC),
              Files.size(file)))
          : Optional.empty();
    } catch (DateTimeParseException | IOException e) {
      return Optional.empty();
    }
  }

  /** Makes the folder, clears away what a crash left in it, and gives a name that is free. */
  Path prepare(Instant at) throws IOException {
    Files.createDirectories(folder);
    permit(folder, "rwx------");
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        if (file.getFileName().toString().contains(Backups.UNFINISHED)) {
          Files.deleteIfExists(file);
        }
      }
    }
    Instant second = at.truncatedTo(ChronoUnit.SECONDS);
    while (Files.exists(named(second))) {
      second = second.plusSeconds(1);
    }
    return named(second);
  }

  private Path named(Instant at) {
    return folder.resolve("signalbox-" + time(at) + ".db");
  }

  /** Drops all but the newest. */
  void keep(int most) throws IOException {
    for (Backups.Copy old : copies().stream().skip(most).toList()) {
      Files.deleteIfExists(old.file());
      Files.deleteIfExists(Checksum.of(old.file()));
    }
  }

  /** An empty file that nobody but its owner reads. */
  static void createPrivate(Path file) throws IOException {
    Files.createFile(file);
    permitOwner(file);
  }

  static void permitOwner(Path file) throws IOException {
    permit(file, "rw-------");
  }

  private static void permit(Path file, String rights) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view != null) {
      view.setPermissions(PosixFilePermissions.fromString(rights));
    }
  }

  /** What is in a file is on the disk from now on. */
  static void sync(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** The name of a file is on the disk from now on. */
  static void syncFolder(Path file) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    if (parent == null) {
      return;
    }
    try (FileChannel channel = FileChannel.open(parent, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
