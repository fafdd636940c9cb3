package dev.signalbox.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signalbox.board.Board;
import dev.signalbox.board.TaskId;
import dev.signalbox.desk.LedgerException;
import dev.signalbox.desk.LedgerException.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is opened, what is refused, and what is left behind. */
class StoreTest {

  @TempDir
  Path directory;

  @Test
  void a_missing_directory_is_made_and_its_database_is_for_its_owner_only() throws IOException {
    Path below = directory.resolve("a/b");
    try (Store store = Store.open(below, Store.Options.DEFAULT)) {
      assertThat(store.reads().teams()).isEmpty();
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(Raw.file(below))))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void closing_leaves_one_file_that_holds_everything() throws IOException {
    Board.Snapshot before = filled();
    assertThat(names(directory)).containsExactlyInAnyOrder("lock", "signalbox.db");
    Path copy = directory.resolve("copy");
    Files.createDirectories(copy);
    Files.copy(Raw.file(directory), Raw.file(copy));
    try (Store store = Store.open(copy, Store.Options.DEFAULT)) {
      assertThat(store.ledger().load(Scene.TEAM).orElseThrow().snapshot()).isEqualTo(before);
    }
  }

  @Test
  void a_closed_store_refuses_and_closes_twice() {
    Store store = Store.open(directory, Store.Options.DEFAULT);
    store.close();
    store.close();
    assertThatThrownBy(() -> store.reads().teams()).isInstanceOf(LedgerException.class);
  }

  @Test
  void a_damaged_page_is_refused_wherever_it_is_and_left_as_it_is() throws IOException {
    filled();
    byte[] sound = Files.readAllBytes(Raw.file(directory));
    int pages = sound.length / 4096;
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 20; i++) {
      byte[] damaged = sound.clone();
      int page = i == 0 ? 0 : random.nextInt(pages);
      int start = page == 0 ? 100 : page * 4096;
      for (int at = start; at < start + 8; at++) {
        damaged[at] ^= (byte) 0xff;
      }
      refused(damaged, Kind.CORRUPT, "damaged");
    }
  }

  @Test
  void a_damaged_header_is_refused() throws IOException {
    filled();
    byte[] sound = Files.readAllBytes(Raw.file(directory));
    for (int at : List.of(0, 7, 15, 16, 18, 19, 20, 21, 22, 23, 44, 56, 59, 68, 80)) {
      byte[] damaged = sound.clone();
      damaged[at] ^= (byte) 0xff;
      refused(damaged, Kind.CORRUPT, "left as it is");
    }
  }

  @Test
  void a_truncated_file_is_refused() throws IOException {
    filled();
    byte[] sound = Files.readAllBytes(Raw.file(directory));
    for (int length : List.of(1, 50, 100, 4096, sound.length / 2, sound.length - 1)) {
      refused(Arrays.copyOf(sound, length), Kind.CORRUPT, "damaged");
    }
  }

  @Test
  void what_is_no_database_is_refused() throws IOException {
    refused(
        "dear diary, today nothing was lost".repeat(50).getBytes(StandardCharsets.UTF_8),
        Kind.CORRUPT,
        "damaged");
    refused(new byte[8192], Kind.CORRUPT, "no SQLite database");
  }

  @Test
  void a_database_of_another_program_is_refused() throws IOException, SQLException {
    try (Raw raw = new Raw(directory)) {
      raw.run("CREATE TABLE recipe (name TEXT)");
    }
    refused(Files.readAllBytes(Raw.file(directory)), Kind.CORRUPT, "none of Signalbox");
  }

  @Test
  void a_database_of_a_newer_signalbox_is_refused() throws IOException, SQLException {
    filled();
    try (Raw raw = new Raw(directory)) {
      raw.run("PRAGMA user_version = " + (Migrations.NEWEST + 1));
    }
    refused(Files.readAllBytes(Raw.file(directory)), Kind.BROKEN, "newer Signalbox");
  }

  @Test
  void the_newest_migration_is_the_one_that_is_expected() throws IOException {
    Path migrations = Path.of("src/main/resources/db/sqlite");
    assertThat(names(migrations)).hasSize(Migrations.NEWEST);
    String newest = names(migrations).stream().max(String::compareTo).orElseThrow();
    assertThat(newest).startsWith("V" + Migrations.NEWEST + "__");
    assertThat(Files.readString(migrations.resolve(newest)))
        .contains("PRAGMA user_version = " + Migrations.NEWEST + ";");
  }

  @Test
  void a_database_that_cannot_be_written_is_refused() {
    filled();
    LedgerException e = catchThrowableOfType(
        LedgerException.class,
        () -> Store.open(DirectoryLock.take(directory), Store.Options.DEFAULT, connection -> {
          try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA query_only = true");
            return connection;
          } catch (SQLException impossible) {
            throw new AssertionError(impossible);
          }
        }));
    assertThat(e.kind()).isEqualTo(Kind.READ_ONLY);
    assertThat(e).hasMessageContaining("Give this user the right to write");
    filled();
  }

  @Test
  void a_directory_that_cannot_be_used_is_named() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    assertThatThrownBy(() -> Store.open(file.resolve("data"), Store.Options.DEFAULT))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void a_linked_database_is_refused() throws IOException {
    Path elsewhere = Files.createFile(directory.resolve("elsewhere.db"));
    Files.createSymbolicLink(Raw.file(directory), elsewhere);
    assertThatThrownBy(() -> Store.open(directory, Store.Options.DEFAULT))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("symbolic link");
  }

  @Test
  void what_was_committed_survives_a_process_that_never_closed() throws IOException {
    Board.Snapshot before;
    Path copy = directory.resolve("copy");
    Files.createDirectories(copy);
    try (Store store = Store.open(directory, Store.Options.DEFAULT)) {
      Scene scene = Scene.told(store.ledger());
      scene.create("Document it", "build");
      scene.flush();
      before = scene.board.snapshot();
      for (String name : names(directory)) {
        if (name.startsWith("signalbox.db")) {
          Files.copy(directory.resolve(name), copy.resolve(name));
        }
      }
    }
    assertThat(names(copy)).contains("signalbox.db-wal");
    try (Store store = Store.open(copy, Store.Options.DEFAULT)) {
      assertThat(store.ledger().load(Scene.TEAM).orElseThrow().snapshot()).isEqualTo(before);
    }
  }

  @Test
  void a_log_that_was_cut_off_loses_its_last_batch_and_no_half_of_one() throws IOException {
    Path copy = directory.resolve("copy");
    Files.createDirectories(copy);
    List<Board.Snapshot> states = new ArrayList<>();
    try (Store store = Store.open(directory, Store.Options.DEFAULT)) {
      Scene scene = Scene.told(store.ledger());
      states.add(scene.board.snapshot());
      for (int i = 0; i < 5; i++) {
        scene.create("Task " + i, "build");
        scene.flush();
        states.add(scene.board.snapshot());
      }
      byte[] log = Files.readAllBytes(directory.resolve("signalbox.db-wal"));
      for (int cut : List.of(1, 100, 5_000, 20_000)) {
        Files.copy(Raw.file(directory), Raw.file(copy), StandardCopyOption.REPLACE_EXISTING);
        Files.write(copy.resolve("signalbox.db-wal"), Arrays.copyOf(log, log.length - cut));
        Files.deleteIfExists(copy.resolve("signalbox.db-shm"));
        try (Store cutOff = Store.open(copy, Store.Options.DEFAULT)) {
          assertThat(states)
              .contains(cutOff.ledger().load(Scene.TEAM).orElseThrow().snapshot());
        }
      }
    }
  }

  private Board.Snapshot filled() {
    try (Store store = Store.open(directory, Store.Options.DEFAULT)) {
      if (store.ledger().load(Scene.TEAM).isPresent()) {
        return store.ledger().load(Scene.TEAM).get().snapshot();
      }
      Scene scene = Scene.told(store.ledger());
      TaskId last = scene.create("first", "docs");
      for (int i = 0; i < 40; i++) {
        last = scene.create("Task " + i, "build", last);
      }
      scene.flush();
      return scene.board.snapshot();
    }
  }

  private void refused(byte[] content, Kind kind, String why) throws IOException {
    Path other = Files.createTempDirectory(directory, "damaged");
    Files.write(Raw.file(other), content, StandardOpenOption.CREATE);
    LedgerException e = catchThrowableOfType(
        LedgerException.class, () -> Store.open(other, Store.Options.DEFAULT).close());
    assertThat(e).as("%s", why).isNotNull();
    assertThat(e.kind()).isEqualTo(kind);
    assertThat(e).hasMessageContaining(why).hasMessageContaining(Raw.file(other).toString());
    assertThat(Files.readAllBytes(Raw.file(other))).isEqualTo(content);
    assertThat(Set.of("lock", "signalbox.db")).containsAll(names(other));
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .toList();
    }
  }
}
