package dev.signalbox.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signalbox.board.Board;
import dev.signalbox.desk.LedgerException;
import dev.signalbox.desk.LedgerException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Bytes that changed by themselves, in the database and in its copies: found, or of no account. */
@Timeout(120)
class DamageTest {

  private static final Instant NIGHT = Instant.parse("2030-01-02T03:30:00Z");

  @TempDir
  Path directory;

  @Test
  void bytes_flipped_anywhere_in_a_backup_are_found_and_another_is_named() throws Exception {
    try (Store store = Store.open(directory, Store.Options.DEFAULT)) {
      Scene scene = Scene.told(store.ledger());
      BackupTest.grow(scene, 50);
      store.backups().make(NIGHT, 7);
      store.backups().make(NIGHT.plusSeconds(60), 7);
    }
    Backups.Copy good = Backups.of(directory).get(1);
    Path file = Backups.of(directory).get(0).file();
    byte[] sound = Files.readAllBytes(file);
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 20; i++) {
      byte[] damaged = sound.clone();
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, damaged);
      assertThatThrownBy(() -> Restoring.examine(file, false))
          .isInstanceOf(LedgerException.class)
          .hasMessageContaining(file + " is damaged")
          .hasMessageContaining("signalbox restore " + good.file() + " --data " + directory);
    }
    Files.write(file, sound);
    assertThat(Restoring.examine(file, true)).hasSize(2);
  }

  /** Without its sum only what SQLite or the log can tell is found; the rest equals the log. */
  @Test
  void bytes_flipped_in_a_backup_without_its_sum_are_found_or_the_board_is_still_the_same()
      throws Exception {
    Path file = BackupTest.backedUp(directory).file();
    Board.Snapshot before = BackupTest.restored(directory, Backups.of(directory).get(0));
    Files.delete(Checksum.of(file));
    byte[] sound = Files.readAllBytes(file);
    SplittableRandom random = new SplittableRandom(8);
    int found = 0;
    for (int i = 0; i < 20; i++) {
      byte[] damaged = sound.clone();
      damaged[random.nextInt(damaged.length)] ^= (byte) 0xff;
      Files.write(file, damaged);
      try {
        Restoring.examine(file, true);
        assertThat(BackupTest.restored(directory, Backups.of(directory).get(0))).isEqualTo(before);
      } catch (LedgerException e) {
        assertThat(e.kind()).isEqualTo(Kind.CORRUPT);
        found++;
      }
    }
    assertThat(found).isPositive();
  }

  @Test
  void a_damaged_database_names_the_newest_good_backup() throws Exception {
    try (Store store = Store.open(directory, Store.Options.DEFAULT)) {
      BackupTest.grow(Scene.told(store.ledger()), 50);
      store.backups().make(NIGHT, 7);
      store.backups().make(NIGHT.plusSeconds(60), 7);
    }
    Path newest = Backups.of(directory).get(0).file();
    Path older = Backups.of(directory).get(1).file();
    flip(Raw.file(directory), 8 * 4096);
    assertThat(refusal())
        .contains("left as it is", "signalbox restore " + newest + " --data " + directory);
    flip(newest, 5 * 4096);
    assertThat(refusal()).contains("signalbox restore " + older + " --data " + directory);
    Files.delete(older);
    assertThat(refusal()).contains("There is no good backup beside it");
  }

  @Test
  void what_is_damaged_is_not_backed_up_and_the_good_copies_stay() throws Exception {
    Backups.Copy good = BackupTest.backedUp(directory);
    try (Raw raw = new Raw(directory)) {
      raw.run("PRAGMA writable_schema = ON");
      // An index that says what another would.
      raw.run("UPDATE sqlite_schema SET sql = replace(sql, 'lane, owner', 'lane, since')"
          + " WHERE name = 'task_listed'");
    }
    try (Store store = Store.open(directory, Store.Options.DEFAULT)) {
      LedgerException e = catchThrowableOfType(
          LedgerException.class, () -> store.backups().make(NIGHT.plusSeconds(60), 1));
      assertThat(e.kind()).isEqualTo(Kind.CORRUPT);
      assertThat(e)
          .hasMessageContaining(Raw.file(directory) + " is damaged")
          .hasMessageContaining("signalbox restore " + good.file() + " --data " + directory);
      assertThat(store.backups().last().orElseThrow().why()).contains("is damaged");
    }
    assertThat(Backups.of(directory)).containsExactly(good);
  }

  /** What a start sees is refused; what it does not see changed nothing, or the log tells it. */
  @Test
  void bytes_flipped_in_twenty_places_of_the_database_are_found_or_did_no_harm() throws Exception {
    Backups.Copy good = BackupTest.backedUp(directory);
    Path file = Raw.file(directory);
    Board.Snapshot before;
    try (Store store = Store.open(directory, Store.Options.DEFAULT)) {
      before = store.ledger().load(Scene.TEAM).orElseThrow().snapshot();
    }
    byte[] sound = Files.readAllBytes(file);
    List<Integer> places = twentyPlaces(sound);
    assertThat(places).hasSize(20);
    int refused = 0;
    int unseen = 0;
    for (int place : places) {
      byte[] damaged = sound.clone();
      damaged[place] ^= (byte) 0xff;
      Files.write(file, damaged);
      Files.deleteIfExists(Connections.log(file));
      try (Store store = Store.open(directory, Store.Options.DEFAULT)) {
        Board.Snapshot loaded = store.ledger().load(Scene.TEAM).orElseThrow().snapshot();
        unseen++;
        foundLaterOrHarmless(loaded, before, place);
      } catch (LedgerException e) {
        refused++;
        assertThat(e.kind()).as("place %s: %s", place, e.getMessage()).isEqualTo(Kind.CORRUPT);
        assertThat(e)
            .hasMessageContaining(file.toString())
            .hasMessageContaining("signalbox restore " + good.file() + " --data " + directory);
      }
    }
    assertThat(refused).as("and not seen: %s", unseen).isGreaterThanOrEqualTo(10);
  }

  private void foundLaterOrHarmless(Board.Snapshot loaded, Board.Snapshot before, int place) {
    try {
      Restoring.examine(Raw.file(directory), true);
    } catch (LedgerException e) {
      assertThat(e.kind()).as("place %s: %s", place, e.getMessage()).isEqualTo(Kind.CORRUPT);
      return;
    }
    assertThat(loaded).as("place %s", place).isEqualTo(before);
  }

  /** In the header, the schema, pages of indexes and of tables, and anywhere. */
  private static List<Integer> twentyPlaces(byte[] file) {
    SplittableRandom random = new SplittableRandom(20);
    List<Integer> places = new ArrayList<>(List.of(0, 17, 47, 100, 103));
    int page = 4096;
    for (int kind : new int[] {0x0a, 0x0d}) {
      List<Integer> pages = new ArrayList<>();
      for (int at = page; at < file.length; at += page) {
        if (file[at] == kind) {
          pages.add(at);
        }
      }
      for (int i = 0; i < 5; i++) {
        places.add(pages.get(random.nextInt(pages.size())) + random.nextInt(12));
      }
    }
    for (int i = 0; i < 5; i++) {
      places.add(random.nextInt(file.length));
    }
    return places;
  }

  private String refusal() {
    LedgerException e = catchThrowableOfType(
        LedgerException.class,
        () -> Store.open(directory, Store.Options.DEFAULT).close());
    assertThat(e.kind()).isEqualTo(Kind.CORRUPT);
    return String.valueOf(e.getMessage());
  }

  private static void flip(Path file, int at) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    for (int i = at; i < at + 8; i++) {
      bytes[i] ^= (byte) 0xff;
    }
    Files.write(file, bytes);
  }
}
