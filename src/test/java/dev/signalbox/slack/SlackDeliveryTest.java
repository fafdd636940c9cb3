package dev.signalbox.slack;

import static dev.signalbox.talk.Bench.PRIYA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.board.TaskCommand;
import dev.signalbox.board.TaskId;
import dev.signalbox.slack.FakeSlack.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Courier, ledger and dialect against a Slack: what is told once, in order, at Slack's pace. */
class SlackDeliveryTest {

  @TempDir
  Path directory;

  private SlackBench all;

  @BeforeEach
  void open() throws InterruptedException {
    all = new SlackBench(directory);
    all.bench.joins("ada", "build");
    all.bench.joins("lex", "review");
    all.courier.finish();
  }

  @AfterEach
  void close() {
    assertThat(all.slack.problems()).isEmpty();
    all.close();
  }

  private TaskId task() {
    return all.bench.task("Retry failed webhooks", "build");
  }

  /** The card of a task, wherever it stands. */
  private Posted card(TaskId task) {
    return all.inChannel().stream()
        .filter(message -> message.mentions == 0 && message.shown().contains(task + " "))
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
    assertThat(card.shown()).startsWith("■ T-1 Retry failed webhooks · done");
    assertThat(card.edits).isGreaterThan(1);
    assertThat(all.inThreads()).isNotEmpty().allMatch(line -> card.ts.equals(line.thread));
    assertThat(all.pings()).hasSize(1).allMatch(ping -> ping.mentions == 1);
    assertThat(all.pings().get(0).shown()).startsWith("🔔 @" + SlackBench.PRIYA + " T-1");
  }

  @Test
  void posts_come_a_second_apart_and_edits_forty_a_minute() throws InterruptedException {
    all.slack.channels.paced = true;
    for (int i = 0; i < 30; i++) {
      task();
    }
    Instant before = all.bench.time.instant();
    all.courier.finish();
    assertThat(Duration.between(before, all.bench.time.instant()))
        .isBetween(Duration.ofSeconds(28), Duration.ofSeconds(45));
    for (int i = 1; i <= 20; i++) {
      all.bench.claims("ada", new TaskId(i));
    }
    before = all.bench.time.instant();
    all.courier.finish();
    assertThat(Duration.between(before, all.bench.time.instant()))
        .isGreaterThan(Duration.ofMillis(19 * 1_500));
    assertThat(all.courier.parked).isEmpty();
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
    all.slack.channels.delete(card(task).ts);
    all.bench.claims("ada", task);
    all.courier.finish();
    Posted again = card(task);
    assertThat(again.shown()).contains("▶ doing");
    assertThat(all.inThreads()).isNotEmpty();
    all.slack.channels.delete(again.ts);
    int left = all.slack.messages().size();
    all.bench.yes(
        new TaskCommand.Edit(PRIYA, task, "Retry", null, null, null, null, null, null, null));
    all.courier.finish();
    assertThat(all.slack.messages()).hasSize(left);
  }

  @Test
  void a_channel_that_was_left_parks_what_is_said_and_says_why() throws InterruptedException {
    all.slack.channels.remove(SlackBench.CHANNEL);
    task();
    all.courier.finish();
    assertThat(all.courier.parked)
        .singleElement()
        .satisfies(row ->
            assertThat(row.why()).contains("/invite @Signalbox").contains("channel_not_found"));
  }

  @Test
  void what_arrived_without_a_receipt_is_found_in_channel_and_thread() throws InterruptedException {
    all.slack.on("chat.postMessage", Fault.STORE_THEN_DROP, Fault.ERROR_AFTER_STORE);
    TaskId task = task();
    int before = all.inChannel().size();
    all.bench.claims("ada", task);
    all.courier.finish();
    assertThat(all.inChannel()).hasSize(before + 1);
    assertThat(all.inThreads()).hasSize(1);
    assertThat(all.slack.calls()).contains("conversations.history", "conversations.replies");
  }

  @Test
  void an_edit_whose_fate_is_unknown_is_made_again() throws InterruptedException {
    TaskId task = task();
    all.courier.finish();
    all.slack.on(
        "chat.update",
        Fault.DROP_BEFORE_READ,
        Fault.ERROR_AFTER_STORE,
        Fault.STORE_THEN_DROP,
        Fault.UNAVAILABLE,
        Fault.UNAVAILABLE,
        Fault.UNAVAILABLE,
        Fault.LIMITED);
    all.bench.claims("ada", task);
    all.courier.finish();
    assertThat(card(task).shown()).contains("▶ doing");
    assertThat(all.courier.parked).isEmpty();
  }

  /** A day without Slack: the board goes on, Slack is not hammered, and all is told on return. */
  @Test
  void a_day_without_slack() throws InterruptedException {
    TaskId first = task();
    all.bench.claims("ada", first);
    all.courier.finish();
    all.slack.channels.paced = true;
    all.slack.down = true;
    int calls = all.slack.calls().size();
    for (int minute = 0; minute < 24 * 60; minute++) {
      all.bench.minutes(1);
      all.bench.beats("ada", "lex");
      if (minute % 10 == 0) {
        all.bench.yes(new TaskCommand.Note(PRIYA, first, "note " + minute));
      }
      if (minute == 100) {
        all.bench.stuck("ada", first, "which key?");
      }
      if (minute % 240 == 0) {
        task();
      }
      all.courier.drain();
    }
    int waiting = all.courier.waiting().size();
    assertThat(waiting).isBetween(100, 170);
    assertThat(all.slack.calls().size() - calls).isLessThan(24 * 60 + 20);
    all.slack.down = false;
    Instant back = all.bench.time.instant();
    int before = all.slack.messages().size();
    all.courier.finish();
    assertThat(all.pings()).hasSize(1);
    assertThat(all.courier.parked).isEmpty();
    assertThat(card(first).shown()).contains("⛔ stuck");
    int told = all.slack.messages().size() - before;
    assertThat(told).isLessThan(20);
    assertThat(Duration.between(back, all.bench.time.instant())).isLessThan(Duration.ofMinutes(5));
  }
}
