package dev.signalbox.talk.courier;

import static dev.signalbox.talk.Bench.PRIYA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.board.TaskId;
import dev.signalbox.desk.Chore;
import dev.signalbox.talk.Bench;
import dev.signalbox.talk.Chat;
import dev.signalbox.talk.Message;
import dev.signalbox.talk.Spelling;
import dev.signalbox.talk.Teller;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The one board of a room: posted once, edited ever after, and last of all. */
class SharedBoardTest {

  private static final Chat.Room ROOM = new Chat.Room(Bench.TEAM, "local");

  @TempDir
  Path directory;

  private final PaperChat chat = new PaperChat();
  private Bench bench;
  private Delivery delivery;

  @BeforeEach
  void open() throws InterruptedException {
    bench = new Bench(directory);
    bench.joins("ada", "build");
    begin();
    drain();
    bench.hears(PRIYA, "board share");
    drain();
    chat.calls.clear();
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private void begin() {
    Outbox outbox = new Outbox(ROOM, bench.reads(), this::mark, bench.time);
    Teller teller = new Teller(bench.reads(), bench.time, Spelling.PROMPTED);
    Attention attention = new Attention(bench.reads(), bench.time);
    delivery = new Delivery(chat, ROOM, outbox, teller, attention, Courier.Clocks.of(bench.time));
  }

  private CompletableFuture<?> mark(Chore chore) {
    bench.chore(chore);
    return CompletableFuture.completedFuture(null);
  }

  private Duration drain() throws InterruptedException {
    for (int i = 0; i < 100; i++) {
      Duration pause = delivery.step();
      if (!pause.isZero()) {
        return pause;
      }
    }
    throw new AssertionError("never done: " + chat.calls);
  }

  @Test
  void it_is_posted_once_and_edited_after_everything_else() throws InterruptedException {
    TaskId task = bench.task("Retry failed webhooks", "build");
    bench.claims("ada", task);
    drain();
    assertThat(chat.of(Message.Kind.BOARD)).hasSize(1);
    assertThat(chat.of(Message.Kind.BOARD).get(0).text()).contains("▶ doing T-1 ada");
    assertThat(chat.calls).endsWith("edit BOARD team").containsOnlyOnce("edit BOARD team");
  }

  @Test
  void it_survives_a_restart_and_a_second_share_moves_nothing() throws InterruptedException {
    bench.restart();
    begin();
    bench.hears(PRIYA, "board share");
    bench.task("Retry failed webhooks", "build");
    drain();
    assertThat(chat.of(Message.Kind.BOARD)).hasSize(1);
    assertThat(chat.calls).contains("edit BOARD team").doesNotContain("post BOARD team");
  }

  @Test
  void many_changes_are_one_edit_where_every_call_counts() throws InterruptedException {
    chat.pace = Chat.Pace.CALM;
    for (int i = 0; i < 5; i++) {
      bench.task("Task " + i, "build");
      bench.later(Duration.ofMillis(500));
    }
    drain();
    assertThat(chat.calls).doesNotContain("edit BOARD team");
    bench.later(Duration.ofSeconds(10));
    drain();
    assertThat(chat.calls).containsOnlyOnce("edit BOARD team");
  }

  @Test
  void one_that_was_deleted_is_not_posted_again_until_somebody_shares_it() throws Exception {
    chat.stored.removeIf(message -> message.message.kind() == Message.Kind.BOARD);
    bench.task("One", "build");
    drain();
    bench.task("Two", "build");
    drain();
    assertThat(chat.of(Message.Kind.BOARD)).isEmpty();
    bench.hears(PRIYA, "board share");
    drain();
    assertThat(chat.of(Message.Kind.BOARD)).hasSize(1);
  }
}
