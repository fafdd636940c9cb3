package dev.signalbox.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.board.Actor;
import dev.signalbox.board.AgentId;
import dev.signalbox.board.Command;
import dev.signalbox.board.Command.Weight;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.TeamId;
import dev.signalbox.board.WorkCommand;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What waits for the desk is bounded, and what relieves it finds room when wishes do not. */
class InboxTest {

  private static final Actor ADA = Actor.of(new AgentId("ada"));
  private static final TaskId TASK = new TaskId(1);

  private final Inbox inbox = new Inbox();

  private boolean offer(Command command) {
    return offer(inbox, command);
  }

  private static boolean offer(Inbox to, Command command) {
    return to.offer(
        new Inbox.Letter(Request.of(new TeamId("main"), command), new CompletableFuture<>()));
  }

  @Test
  void signs_of_life_finished_work_and_freed_slots_find_room_when_wishes_do_not() {
    Command wish = new WorkCommand.Next(ADA);
    while (offer(wish)) {
      assertThat(inbox.size()).isLessThanOrEqualTo(Inbox.CAPACITY);
    }
    assertThat(inbox.full()).isTrue();
    List<Command> relief = List.of(
        WorkCommand.Heartbeat.of(new AgentId("ada")),
        new WorkCommand.Submit(ADA, TASK, 1, "", "done", List.of()),
        new WorkCommand.Release(ADA, TASK, 1, "over to you", List.of()));
    assertThat(relief).allMatch(command -> command.weight() == Weight.RELIEF);
    assertThat(relief).allMatch(this::offer);
    assertThat(offer(wish)).isFalse();
  }

  @Test
  void no_weight_holds_more_than_its_share_and_the_most_relieving_is_taken_first()
      throws InterruptedException {
    List<Command> all = List.of(
        new WorkCommand.Next(ADA),
        new WorkCommand.Pass(ADA, TASK, 1, "good"),
        WorkCommand.Heartbeat.of(new AgentId("ada")));
    for (int i = 0; i < 2 * Inbox.CAPACITY; i++) {
      all.forEach(this::offer);
    }
    assertThat(inbox.size()).isEqualTo(3 * Inbox.CAPACITY);
    Stream.of(Weight.RELIEF, Weight.VERDICT, Weight.CLAIM)
        .forEach(weight -> assertThat(inbox.size(weight)).isEqualTo(Inbox.CAPACITY));
    assertThat(weights(inbox.take(Inbox.CAPACITY, Duration.ZERO))).containsOnly(Weight.RELIEF);
    assertThat(weights(inbox.take(Inbox.CAPACITY, Duration.ZERO))).containsOnly(Weight.VERDICT);
    assertThat(weights(inbox.take(Inbox.CAPACITY, Duration.ZERO))).containsOnly(Weight.CLAIM);
    assertThat(inbox.full()).isFalse();
  }

  @Test
  void after_many_a_few_are_taken_all_the_same() throws InterruptedException {
    for (int i = 0; i < 100; i++) {
      offer(WorkCommand.Heartbeat.of(new AgentId("ada")));
    }
    assertThat(inbox.take(Desk.BATCH_MAX, Duration.ofDays(1)).letters()).hasSize(100);
    offer(WorkCommand.Heartbeat.of(new AgentId("ada")));
    assertThat(inbox.take(Desk.BATCH_MAX, Duration.ofDays(1)).letters()).hasSize(1);
  }

  @Test
  @Timeout(30)
  void after_many_the_first_of_the_next_is_not_taken_alone() throws InterruptedException {
    Inbox patient = new Inbox(Duration.ofDays(1));
    Command beat = WorkCommand.Heartbeat.of(new AgentId("ada"));
    for (int i = 0; i < 10; i++) {
      offer(patient, beat);
    }
    assertThat(patient.take(Desk.BATCH_MAX, Duration.ZERO).letters()).hasSize(10);
    offer(patient, beat);
    AtomicInteger taken = new AtomicInteger();
    Thread desk = new Thread(() -> {
      try {
        taken.set(patient.take(Desk.BATCH_MAX, Duration.ZERO).letters().size());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
    desk.start();
    await().until(() -> desk.getState() == Thread.State.TIMED_WAITING);
    for (int i = 0; i < 4; i++) {
      assertThat(taken).hasValue(0);
      offer(patient, beat);
    }
    desk.join();
    assertThat(taken).hasValue(5);
  }

  @Test
  void what_would_wait_longer_than_a_second_is_turned_away_but_not_what_relieves() {
    Command wish = new WorkCommand.Next(ADA);
    batchesTake(Duration.ofMillis(600));
    for (int i = 0; i < 2 * Desk.BATCH_MAX; i++) {
      assertThat(offer(wish)).as("wish %s", i).isTrue();
    }
    assertThat(offer(wish)).isFalse();
    assertThat(offer(new WorkCommand.Pass(ADA, TASK, 1, "good")))
        .as("nothing before it")
        .isTrue();
    while (inbox.size(Weight.RELIEF) < Inbox.CAPACITY) {
      assertThat(offer(WorkCommand.Heartbeat.of(new AgentId("ada")))).isTrue();
    }
    assertThat(offer(new WorkCommand.Pass(ADA, TASK, 1, "good")))
        .as("all of that")
        .isFalse();
  }

  @Test
  void the_batch_that_is_being_worked_on_counts_too() throws InterruptedException {
    Command wish = new WorkCommand.Next(ADA);
    batchesTake(Duration.ofHours(1)); // no more than 2 s of it count
    assertThat(offer(wish)).as("nothing is being done").isTrue();
    inbox.take(Desk.BATCH_MAX, Duration.ZERO);
    assertThat(inbox.wait(Weight.WISH)).isBetween(Duration.ofMillis(1_999), Duration.ofSeconds(2));
    assertThat(offer(wish)).isFalse();
    assertThat(offer(WorkCommand.Heartbeat.of(new AgentId("ada")))).isTrue();
    inbox.took(0);
    assertThat(offer(wish)).isTrue();
  }

  @Test
  void one_stall_turns_nobody_away() throws InterruptedException {
    inbox.took(Duration.ofHours(1).toNanos());
    assertThat(offer(new WorkCommand.Next(ADA))).isTrue();
    inbox.take(Desk.BATCH_MAX, Duration.ZERO);
    assertThat(offer(new WorkCommand.Next(ADA))).isTrue();
  }

  private void batchesTake(Duration each) {
    for (int i = 0; i < 100; i++) {
      inbox.took(each.toNanos());
    }
  }

  private static List<Weight> weights(Inbox.Delivery delivery) {
    return delivery.letters().stream()
        .map(letter -> letter.request().command().weight())
        .toList();
  }
}
