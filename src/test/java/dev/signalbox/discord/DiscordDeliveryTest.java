package dev.signalbox.discord;

import static dev.signalbox.talk.Bench.PRIYA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.board.TaskCommand;
import dev.signalbox.board.TaskId;
import dev.signalbox.discord.FakeDiscord.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Courier, ledger, dialect and client against a Discord: what is told once, in order, wherever. */
class DiscordDeliveryTest {

  @TempDir
  Path directory;

  private DiscordBench all;

  @BeforeEach
  void open() throws InterruptedException {
    all = new DiscordBench(directory, Duration.ofMillis(1_500));
    all.bench.joins("ada", "build");
    all.bench.joins("lex", "review");
    all.courier.finish();
  }

  @AfterEach
  void close() {
    assertThat(all.discord.problems()).isEmpty();
    all.close();
  }

  private TaskId task() {
    return all.bench.task("Retry failed webhooks", "build");
  }

  /** The card of a task, wherever it stands. */
  private Posted card(TaskId task) {
    return all.inChannel().stream()
        .filter(message -> message.mentions.isEmpty())
        .filter(message -> message.shown().replace("**", "").contains(task + " Retry"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void a_task_is_one_card_that_is_edited_a_thread_and_one_mention() throws InterruptedException {
    int before = all.inChannel().size();
    TaskId task = task();
    all.courier.finish();
    all.bench.claims("ada", task);
    all.courier.finish();
    all.bench.submits("ada", task);
    all.courier.finish();
    all.bench.passes("lex", task);
    all.courier.finish();
    assertThat(all.inChannel()).hasSize(before + 2);
    Posted card = card(task);
    assertThat(card.shown()).contains("■", "done");
    assertThat(card.edits).isGreaterThan(1);
    assertThat(all.inThreads()).isNotEmpty().allMatch(line -> card.id.equals(line.channel));
    assertThat(all.pings())
        .singleElement()
        .satisfies(ping -> assertThat(ping.mentions).containsExactly(DiscordBench.PRIYA));
    assertThat(all.discord.calls("thread.create")).isEqualTo(1);
  }

  @Test
  void after_a_restart_cards_that_are_known_are_edited_and_not_posted_again()
      throws InterruptedException {
    TaskId task = task();
    all.courier.finish();
    int posts = all.inChannel().size();
    all.courier.restart();
    all.bench.claims("ada", task);
    all.courier.finish();
    assertThat(all.inChannel()).hasSize(posts);
    assertThat(card(task).shown()).contains("▶ doing");
  }

  @Test
  void a_deleted_card_is_posted_once_more_and_then_respected() throws InterruptedException {
    TaskId task = task();
    all.courier.finish();
    all.discord.rooms.delete(card(task));
    all.bench.claims("ada", task);
    all.courier.finish();
    Posted again = card(task);
    assertThat(again.shown()).contains("▶ doing");
    all.discord.rooms.delete(again);
    int left = all.inChannel().size();
    all.bench.yes(
        new TaskCommand.Edit(PRIYA, task, "Retry", null, null, null, null, null, null, null));
    all.courier.finish();
    assertThat(all.inChannel()).hasSize(left);
  }

  @Test
  void an_edit_whose_fate_is_unknown_is_made_again() throws InterruptedException {
    TaskId task = task();
    all.courier.finish();
    all.discord.on(
        "message.edit",
        Fault.DROP_BEFORE_READ,
        Fault.ERROR_AFTER_STORE,
        Fault.STORE_THEN_DROP,
        Fault.BAD_GATEWAY,
        Fault.LIMITED);
    all.bench.claims("ada", task);
    all.courier.finish();
    assertThat(card(task).shown()).contains("▶ doing");
    assertThat(all.courier.parked).isEmpty();
  }

  @Test
  void what_arrived_without_a_receipt_stands_there_once() throws InterruptedException {
    int before = all.inChannel().size();
    all.discord.on("message.create", Fault.STORE_THEN_DROP, Fault.ERROR_AFTER_STORE, Fault.STALL);
    TaskId task = task();
    all.bench.claims("ada", task);
    all.courier.finish();
    assertThat(all.inChannel()).hasSize(before + 1);
    assertThat(all.inThreads()).hasSize(1);
    assertThat(all.courier.parked).isEmpty();
  }

  /** When Discord has forgotten the nonce, the message is looked for by its number. */
  @Test
  void after_minutes_it_is_looked_for_in_the_channel() throws InterruptedException {
    TaskId task = task();
    int before = all.inChannel().size();
    doubtful();
    assertThat(all.inChannel()).hasSize(before + 1);
    assertThat(all.discord.calls("message.list")).isPositive();
    assertThat(card(task).shown()).contains("todo");
    assertThat(all.courier.parked).isEmpty();
  }

  @Test
  void after_minutes_it_is_looked_for_in_the_thread() throws InterruptedException {
    TaskId task = task();
    all.courier.finish();
    all.bench.yes(new TaskCommand.Note(PRIYA, task, "first"));
    all.courier.finish();
    all.bench.yes(new TaskCommand.Note(PRIYA, task, "second"));
    doubtful();
    assertThat(all.inThreads()).hasSize(2);
    assertThat(all.discord.calls("message.list")).isPositive();
    assertThat(all.courier.parked).isEmpty();
  }

  @Test
  void an_archived_thread_is_written_on_in() throws InterruptedException {
    TaskId task = task();
    all.bench.yes(new TaskCommand.Note(PRIYA, task, "first"));
    all.courier.finish();
    Posted card = card(task);
    all.discord.rooms.threads.archive(card.id);
    await().until(() -> all.connection.jda().orElseThrow().getThreadChannelById(card.id) == null);
    all.bench.yes(new TaskCommand.Note(PRIYA, task, "second"));
    all.courier.finish();
    assertThat(all.inThreads()).hasSize(2).allMatch(line -> line.channel.equals(card.id));
    assertThat(all.courier.parked).isEmpty();
  }

  /** The next message arrives, its receipt does not, and Discord forgets the nonce before a look. */
  private void doubtful() throws InterruptedException {
    all.discord.on("message.create", Fault.STORE_THEN_DROP);
    all.aroundCalls = () -> all.bench.later(Duration.ofMinutes(3));
    all.courier.finish();
    all.aroundCalls = () -> {};
    all.courier.finish();
  }

  @Test
  void a_channel_that_is_not_seen_parks_what_is_said_and_says_why() throws InterruptedException {
    all.discord.guild.expels();
    await().until(() -> all.connection.jda().orElseThrow().getGuilds().isEmpty());
    task();
    all.courier.finish();
    assertThat(all.courier.parked)
        .singleElement()
        .satisfies(row -> assertThat(row.why()).contains("invite it"));
  }

  @Test
  @Tag("slow")
  void a_thousand_answers_are_dropped_and_each_message_stands_there_once()
      throws InterruptedException {
    all.discord.paced(false);
    int before = all.inChannel().size();
    int number = 1_000;
    for (int i = 0; i < number; i++) {
      all.discord.on(
          "message.create", i % 2 == 0 ? Fault.STORE_THEN_DROP : Fault.ERROR_AFTER_STORE);
      task();
      all.courier.finish();
      if (i % 100 == 0) {
        all.bench.beats("ada", "lex");
      }
    }
    List<String> cards = all.inChannel().stream()
        .skip(before)
        .map(message -> message.shown().replaceAll("(?s).*(T-[0-9]+) Retry.*", "$1"))
        .toList();
    assertThat(cards).hasSize(number);
    assertThat(new HashSet<>(cards)).hasSize(number);
    assertThat(all.courier.parked).isEmpty();
  }
}
