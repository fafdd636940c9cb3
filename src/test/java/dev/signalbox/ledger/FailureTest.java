package dev.signalbox.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signalbox.board.AgentId;
import dev.signalbox.board.Board;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.WorkCommand;
import dev.signalbox.desk.Batch;
import dev.signalbox.desk.Chore;
import dev.signalbox.desk.LedgerException;
import dev.signalbox.desk.LedgerException.Kind;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Storage fails: nothing is half written, the desk learns what is wrong, and it goes on after. */
class FailureTest {

  private static final Store.Options HASTY = Store.Options.DEFAULT.patience(Duration.ofMillis(50));

  private static final Saboteur.Fault DISTURBED =
      new Saboteur.Fault(Saboteur.Failure.IO, Saboteur.When.BEFORE, false);

  @TempDir
  Path directory;

  @Test
  void whichever_call_fails_nothing_of_the_batch_is_written() throws SQLException {
    Saboteur saboteur = new Saboteur(true);
    try (Store store = saboteur.open(directory, HASTY)) {
      Scene scene = Scene.told(store.ledger());
      scene.demands = Scene.CARDS_AND_LINES;
      TaskId first = scene.create("first", "build");
      scene.flush();
      Batch batch = eventful(scene, first);
      Board.Snapshot after = scene.board.snapshot();
      int failures = 0;
      try (Raw raw = new Raw(directory)) {
        List<String> before = raw.everything();
        for (; ; failures++) {
          int at = failures + 1;
          // A look that is well makes sure that no transaction is open.
          saboteur.mend();
          store.ledger().clock();
          saboteur.arm(at, DISTURBED);
          LedgerException e =
              catchThrowableOfType(LedgerException.class, () -> store.ledger().write(batch));
          if (e == null) {
            break;
          }
          assertThat(raw.everything()).as("after call %s failed", at).isEqualTo(before);
        }
        assertThat(raw.everything()).isNotEqualTo(before);
      }
      assertThat(failures).isGreaterThan(200);
      saboteur.mend();
      assertThat(store.ledger().load(Scene.TEAM).orElseThrow().snapshot()).isEqualTo(after);
    }
  }

  private static Batch eventful(Scene scene, TaskId first) {
    int epoch = scene.claim("builder", first);
    scene.yes(new WorkCommand.Heartbeat(Scene.actor("builder"), first, epoch, "half", 50, null));
    scene.submit("builder", first, epoch);
    TaskId second = scene.create("second", "docs", first);
    scene.yes(new WorkCommand.AskForHelp(Scene.OWNER, second, null, "why?", "an answer"));
    scene.yes(new WorkCommand.Next(Scene.actor("docsy")));
    scene.remember(new Batch.Remembered("agent:builder", "k", "h", null, scene.now));
    scene.chore(new Chore.StoreToken(Scene.TEAM, new AgentId("kai"), "sbx_k", "hash"));
    scene.chore(scene.heard());
    return scene.batch();
  }

  @Test
  void a_full_disk_is_told_reads_go_on_and_so_does_writing_when_there_is_room()
      throws SQLException {
    Saboteur saboteur = new Saboteur();
    try (Store store = saboteur.open(directory, HASTY)) {
      Scene scene = Scene.told(store.ledger());
      saboteur.pragma("max_page_count = 80");
      LedgerException full = null;
      Batch lost = scene.batch();
      while (full == null) {
        scene.create("x".repeat(100), "docs");
        lost = scene.batch();
        Batch batch = lost;
        full = catchThrowableOfType(LedgerException.class, () -> store.ledger().write(batch));
      }
      assertThat(full.kind()).isEqualTo(Kind.FULL);
      assertThat(full).hasMessageContaining("no room left for " + Raw.file(directory));
      assertThat(store.reads().overview(Scene.TEAM).events())
          .isEqualTo(lost.parts().get(0).entries().get(0).number() - 1);
      assertThatThrownBy(store.ledger()::probe)
          .isInstanceOfSatisfying(
              LedgerException.class, e -> assertThat(e.kind()).isEqualTo(Kind.FULL));
      saboteur.pragma("max_page_count = 1000");
      store.ledger().probe();
      store.ledger().write(lost);
      assertThat(store.ledger().load(Scene.TEAM).orElseThrow().snapshot())
          .isEqualTo(scene.board.snapshot());
    }
  }

  @Test
  void the_most_pages_can_be_set_for_tests() {
    try (Store store = Store.open(directory, HASTY)) {
      Scene.told(store.ledger());
    }
    try (Store store = Store.open(directory, HASTY.maxPages(1))) {
      assertThatThrownBy(store.ledger()::probe)
          .isInstanceOfSatisfying(
              LedgerException.class, e -> assertThat(e.kind()).isEqualTo(Kind.FULL));
    }
  }

  @Test
  void a_lock_of_another_program_is_told_and_nothing_is_written() throws SQLException {
    try (Store store = Store.open(directory, HASTY);
        Raw other = new Raw(directory)) {
      Scene scene = Scene.told(store.ledger());
      scene.create("first", "build");
      Batch batch = scene.batch();
      List<String> before = other.everything();
      other.run("BEGIN EXCLUSIVE");
      assertThatThrownBy(() -> store.ledger().write(batch))
          .isInstanceOfSatisfying(
              LedgerException.class, e -> assertThat(e.kind()).isEqualTo(Kind.LOCKED));
      assertThat(store.ledger().happened(Scene.TEAM, scene.board.events())).isFalse();
      assertThat(store.reads().teams()).containsExactly(Scene.TEAM);
      other.run("COMMIT");
      assertThat(other.everything()).isEqualTo(before);
      store.ledger().write(batch);
      assertThat(store.ledger().happened(Scene.TEAM, scene.board.events())).isTrue();
    }
  }

  @Test
  void nobody_is_locked_out_while_nothing_is_written() throws SQLException {
    try (Store store = Store.open(directory, HASTY);
        Raw other = new Raw(directory)) {
      Scene.told(store.ledger());
      store.ledger().clock();
      other.run("BEGIN EXCLUSIVE");
      other.run("ROLLBACK");
    }
  }

  @Test
  void a_right_that_was_lost_is_told() throws SQLException {
    Saboteur saboteur = new Saboteur();
    try (Store store = saboteur.open(directory, HASTY)) {
      Scene scene = Scene.told(store.ledger());
      saboteur.pragma("query_only = true");
      assertThatThrownBy(() -> scene.write(scene.heard()))
          .isInstanceOfSatisfying(
              LedgerException.class, e -> assertThat(e.kind()).isEqualTo(Kind.READ_ONLY));
      saboteur.pragma("query_only = false");
      scene.write(scene.heard());
    }
  }

  @Test
  void a_bug_in_a_batch_writes_nothing() throws SQLException {
    try (Store store = Store.open(directory, HASTY);
        Raw raw = new Raw(directory)) {
      Scene scene = Scene.told(store.ledger());
      List<String> before = raw.everything();
      TaskId task = scene.create("first", "build");
      Batch created = scene.batch();
      scene.claim("builder", task);
      Batch claimed = scene.batch();
      assertThatThrownBy(() -> store.ledger().write(claimed))
          .isInstanceOfSatisfying(
              LedgerException.class, e -> assertThat(e.kind()).isEqualTo(Kind.BROKEN))
          .hasMessageContaining("without gaps");
      assertThat(raw.everything()).isEqualTo(before);
      store.ledger().write(created);
      store.ledger().write(claimed);
    }
  }
}
