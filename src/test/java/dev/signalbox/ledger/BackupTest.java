package dev.signalbox.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signalbox.board.AgentId;
import dev.signalbox.board.Board;
import dev.signalbox.board.Entry;
import dev.signalbox.board.Refusal;
import dev.signalbox.board.Rules;
import dev.signalbox.board.Ruling;
import dev.signalbox.board.Task;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.WorkCommand;
import dev.signalbox.desk.LedgerException;
import dev.signalbox.desk.LedgerException.Kind;
import dev.signalbox.desk.Reads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteErrorCode;

/** A copy made while everybody works is the database at one moment, or it does not count. */
@Timeout(120)
class BackupTest {

  private static final Instant NIGHT = Instant.parse("2030-01-02T03:30:00Z");

  @TempDir
  Path directory;

  @Test
  void a_backup_made_under_load_is_the_log_up_to_its_last_number() throws Exception {
    AtomicBoolean enough = new AtomicBoolean();
    AtomicLong slowest = new AtomicLong();
    CountDownLatch busy = new CountDownLatch(20);
    try (Store store = Store.open(directory, Store.Options.DEFAULT)) {
      Scene scene = Scene.told(store.ledger());
      grow(scene, 1_500);
      Thread writer = new Thread(() -> {
        for (int i = 0; !enough.get(); i++) {
          long begun = System.nanoTime();
          scene.create("Under load " + i, "build");
          scene.flush();
          slowest.accumulateAndGet(System.nanoTime() - begun, Math::max);
          busy.countDown();
        }
      });
      writer.start();
      busy.await();
      List<Backups.Copy> copies = new ArrayList<>();
      long before = store.reads().overview(Scene.TEAM).events();
      for (int i = 0; i < 3; i++) {
        copies.add(store.backups().make(NIGHT.plusSeconds(i), 7));
      }
      enough.set(true);
      writer.join();
      long after = store.reads().overview(Scene.TEAM).events();
      assertThat(Duration.ofNanos(slowest.get())).isLessThan(Duration.ofSeconds(5));
      List<Entry> log = log(store.reads());
      for (Backups.Copy copy : copies) {
        Board.Snapshot restored = restored(directory, copy);
        assertThat(restored.events()).isBetween(before, after);
        assertThat(restored).isEqualTo(replayed(log, restored.events()));
        assertThat(Restoring.examine(copy.file(), true))
            .anyMatch(line -> line.contains("team reflectt: " + restored.events() + " events"));
      }
      assertThat(restored(directory, copies.get(2)).events())
          .isGreaterThan(restored(directory, copies.get(0)).events());
    }
  }

  /** The copy is held half-way, so that nothing but a lock could make a writer wait. */
  @Test
  void nobody_who_writes_waits_for_a_backup() throws Exception {
    CountDownLatch midway = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    // A writer that met a lock would fail at once instead of waiting.
    Store.Options hasty = Store.Options.DEFAULT.patience(Duration.ZERO);
    try (Store store = Store.open(directory, hasty)) {
      Scene scene = Scene.told(store.ledger());
      grow(scene, 500);
      Backups held = new Backups(
          Raw.file(directory),
          new Connections(Raw.file(directory), Duration.ofSeconds(5), 0),
          (statement, part) -> {
            holdMidway(statement, midway, goOn);
            statement.execute("VACUUM INTO '" + part + "'");
          },
          folder -> Long.MAX_VALUE);
      Board.Snapshot before = scene.board.snapshot();
      CompletableFuture<Backups.Copy> copy =
          CompletableFuture.supplyAsync(() -> held.make(NIGHT, 7));
      assertThat(midway.await(30, TimeUnit.SECONDS)).isTrue();
      for (int i = 0; i < 300; i++) {
        scene.create("Meanwhile " + i, "build");
        scene.flush();
      }
      store.ledger().probe();
      assertThat(Files.size(Connections.log(Raw.file(directory))))
          .as("past what is copied into the file now and then")
          .isGreaterThan(4 << 20);
      assertThat(copy).isNotDone();
      goOn.countDown();
      assertThat(restored(directory, copy.get(30, TimeUnit.SECONDS))).isEqualTo(before);
    }
  }

  /** Stops SQLite within its statement, after some of its steps. */
  private static void holdMidway(Statement statement, CountDownLatch midway, CountDownLatch goOn)
      throws SQLException {
    ProgressHandler.setHandler(statement.getConnection(), 1_000, new ProgressHandler() {
      @Override
      protected int progress() {
        midway.countDown();
        try {
          goOn.await();
        } catch (InterruptedException e) {
          return 1;
        }
        return 0;
      }
    });
  }

  @Test
  void a_backup_is_for_its_owner_only_named_by_its_time_and_summed_up() throws Exception {
    Path file = backedUp(directory).file();
    assertThat(file).isEqualTo(directory.resolve("backups/signalbox-20300102-033000.db"));
    for (Path one : List.of(file)) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(one)))
          .isEqualTo("rw-------");
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
        .isEqualTo("rwx------");
    assertThat(Files.readString(Checksum.of(file)))
        .matches("[0-9a-f]{64}  signalbox-20300102-033000\\.db\n");
    assertThat(names()).hasSize(2);
  }

  @Test
  void the_last_ones_are_kept_and_two_in_a_second_are_two() throws IOException {
    try (Store store = Store.open(directory, Store.Options.DEFAULT)) {
      Scene.told(store.ledger());
      for (int i = 0; i < 5; i++) {
        store.backups().make(NIGHT.plusSeconds(60L * i), 3);
      }
      assertThat(Backups.of(directory))
          .extracting(Backups.Copy::at)
          .containsExactly(NIGHT.plusSeconds(240), NIGHT.plusSeconds(180), NIGHT.plusSeconds(120));
      assertThat(names()).as("with their sums").hasSize(6);
      store.backups().make(NIGHT.plusSeconds(240), 3);
      assertThat(Backups.of(directory))
          .extracting(Backups.Copy::at)
          .startsWith(NIGHT.plusSeconds(241), NIGHT.plusSeconds(240));
    }
  }

  @Test
  void a_disk_without_room_is_left_alone_and_one_that_fills_up_is_cleared() throws Exception {
    Backups.Copy there = backedUp(directory);
    Connections connections = new Connections(Raw.file(directory), Duration.ofSeconds(1), 0);
    Backups refused = new Backups(
        Raw.file(directory),
        connections,
        (statement, part) -> {
          throw new AssertionError("begun without room");
        },
        folder -> Backups.SPARE_BYTES);
    full(refused, "64 MB are free");

    Backups filled = new Backups(
        Raw.file(directory),
        connections,
        (statement, part) -> {
          statement.execute("VACUUM INTO '" + part + "'");
          halve(part);
          throw new SQLException(
              "database or disk is full", null, SQLiteErrorCode.SQLITE_FULL.code);
        },
        folder -> Long.MAX_VALUE);
    full(filled, "no room left");
    assertThat(Backups.of(directory)).containsExactly(there);
    assertThat(names()).hasSize(2);
  }

  @Test
  void a_copy_that_is_not_whole_gets_no_name_that_counts() throws Exception {
    Backups.Copy there = backedUp(directory);
    Backups half = new Backups(
        Raw.file(directory),
        new Connections(Raw.file(directory), Duration.ofSeconds(1), 0),
        (statement, part) -> {
          statement.execute("VACUUM INTO '" + part + "'");
          halve(part);
        },
        folder -> Long.MAX_VALUE);
    assertThatThrownBy(() -> half.make(NIGHT.plusSeconds(60), 1)).hasMessageContaining("damaged");
    assertThat(half.last().orElseThrow().why()).contains("damaged");
    assertThat(Backups.of(directory)).containsExactly(there);
    assertThat(names()).hasSize(2);
  }

  @Test
  void what_a_crash_left_does_not_count_and_is_cleared_away() throws Exception {
    Files.createDirectories(directory.resolve("backups"));
    Path left = directory.resolve("backups/signalbox-20291231-033000.db.part");
    Files.write(left, new byte[5000]);
    assertThat(Backups.of(directory)).isEmpty();
    backedUp(directory);
    assertThat(left).doesNotExist();
  }

  @Test
  void none_is_made_any_more_when_the_store_closes() {
    Store store = Store.open(directory, Store.Options.DEFAULT);
    store.close();
    assertThatThrownBy(() -> store.backups().make(NIGHT, 7)).hasMessageContaining("stopping");
    assertThat(Backups.of(directory)).isEmpty();
  }

  @Test
  void a_history_that_does_not_lead_to_the_tables_is_found() throws Exception {
    Path file = backedUp(directory).file();
    Path data = Files.createDirectories(directory.resolve("other"));
    Files.copy(file, Raw.file(data));
    try (Raw raw = new Raw(data)) {
      raw.run("UPDATE task SET title = 'another' WHERE number = 1");
      raw.run("PRAGMA journal_mode = DELETE");
    }
    assertThat(Restoring.examine(Raw.file(data), false)).isEmpty();
    assertThatThrownBy(() -> Restoring.examine(Raw.file(data), true))
        .hasMessageContaining("the log of team reflectt does not lead to its tables");
  }

  @Test
  void restoring_keeps_what_was_there_with_all_of_it() throws Exception {
    Backups.Copy copy = backedUp(directory);
    Board.Snapshot old = restored(directory, copy);
    Board.Snapshot later;
    try (Store store = Store.open(directory, Store.Options.DEFAULT)) {
      Scene scene = new Scene(store.ledger(), Scene.team(Scene.TEAM));
      later = store.ledger().load(Scene.TEAM).orElseThrow().snapshot();
      assertThat(scene.board).isNotNull();
    }
    Path kept;
    try (DirectoryLock lock = DirectoryLock.take(directory)) {
      kept = Restoring.restore(copy.file(), lock, NIGHT.plusSeconds(90)).orElseThrow();
    }
    assertThat(kept).hasFileName("signalbox.db.before-restore-20300102-033130");
    try (Store store = Store.open(directory, Store.Options.DEFAULT)) {
      assertThat(store.ledger().load(Scene.TEAM).orElseThrow().snapshot()).isEqualTo(old);
    }
    Path elsewhere = Files.createDirectories(directory.resolve("elsewhere"));
    Files.copy(kept, Raw.file(elsewhere));
    try (Store store = Store.open(elsewhere, Store.Options.DEFAULT)) {
      assertThat(store.ledger().load(Scene.TEAM).orElseThrow().snapshot()).isEqualTo(later);
    }
    assertThat(old.events()).isLessThan(later.events());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(Raw.file(directory))))
        .isEqualTo("rw-------");
  }

  /** Its epoch is granted again, but to somebody else. */
  @Test
  void whose_work_a_restore_forgot_cannot_act_as_who_has_it_now() throws Exception {
    TaskId task;
    int forgotten;
    Backups.Copy copy;
    try (Store store = Store.open(directory, Store.Options.DEFAULT)) {
      Scene scene = Scene.told(store.ledger());
      task = scene.create("Fought over", "build");
      scene.chore(scene.heard());
      scene.flush();
      copy = store.backups().make(NIGHT, 7);
      forgotten = scene.claim("builder", task);
      scene.flush();
    }
    try (DirectoryLock lock = DirectoryLock.take(directory)) {
      assertThat(Restoring.restore(copy.file(), lock, NIGHT)).isPresent();
    }
    try (Store store = Store.open(directory, Store.Options.DEFAULT)) {
      Board board = store.ledger().load(Scene.TEAM).orElseThrow();
      Instant now = store.ledger().clock();
      Ruling again =
          Rules.decide(board, new WorkCommand.Claim(Scene.actor("kai"), task, null, false), now);
      assertThat(again.answer().epoch()).isEqualTo(forgotten);
      WorkCommand late = new WorkCommand.Submit(
          Scene.actor("builder"), task, forgotten, "https://x.test/1", "done", List.of());
      assertThat(Rules.decide(board, late, now).refusal().code())
          .isEqualTo(Refusal.Code.STALE_CLAIM);
      assertThat(board.holdsOf(new AgentId("kai"))).extracting(Task::id).containsExactly(task);
    }
  }

  /** Tasks in the database, a backup, and one more task. */
  static Backups.Copy backedUp(Path directory) {
    try (Store store = Store.open(directory, Store.Options.DEFAULT)) {
      Scene scene = Scene.told(store.ledger());
      grow(scene, 40);
      Backups.Copy copy = store.backups().make(NIGHT, 7);
      scene.create("After the backup", "docs");
      scene.flush();
      return copy;
    }
  }

  static void grow(Scene scene, int tasks) {
    for (int i = 0; i < tasks; i++) {
      scene.create("Task " + i, "build");
    }
    scene.flush();
  }

  private static void full(Backups backups, String why) {
    LedgerException e =
        catchThrowableOfType(LedgerException.class, () -> backups.make(NIGHT.plusSeconds(60), 1));
    assertThat(e.kind()).isEqualTo(Kind.FULL);
    assertThat(e).hasMessageContaining(why);
    assertThat(backups.last().orElseThrow().why()).contains(why);
  }

  private static void halve(Path file) {
    try {
      byte[] all = Files.readAllBytes(file);
      Files.write(file, Arrays.copyOf(all, all.length / 2));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("backups"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  static Board.Snapshot restored(Path directory, Backups.Copy copy) throws IOException {
    Path data = Files.createTempDirectory(directory, "restored");
    try (DirectoryLock lock = DirectoryLock.take(data)) {
      assertThat(Restoring.restore(copy.file(), lock, NIGHT)).isEmpty();
    }
    try (Store store = Store.open(data, Store.Options.DEFAULT)) {
      return store.ledger().load(Scene.TEAM).orElseThrow().snapshot();
    }
  }

  private static List<Entry> log(Reads reads) {
    List<Entry> all = new ArrayList<>();
    List<Entry> page = reads.events(Scene.TEAM, 0, Reads.PAGE_MAX);
    while (!page.isEmpty()) {
      all.addAll(page);
      page = reads.events(Scene.TEAM, all.get(all.size() - 1).number(), Reads.PAGE_MAX);
    }
    return all;
  }

  private static Board.Snapshot replayed(List<Entry> log, long last) {
    Board board = Board.empty(Scene.team(Scene.TEAM));
    log.stream().filter(entry -> entry.number() <= last).forEach(board::apply);
    return board.snapshot();
  }
}
