package dev.signalbox.discord;

import static dev.signalbox.discord.DiscordHall.PRIYA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.board.State;
import dev.signalbox.board.TaskCommand;
import dev.signalbox.board.TaskId;
import dev.signalbox.talk.Bench;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Acknowledged within a second or two and never after three, whoever is slow. */
@Timeout(60)
class AcknowledgingInDiscordTest {

  private static final TaskId TASK = new TaskId(1);

  @TempDir
  Path directory;

  private DiscordHall hall;
  private DiscordPeople hasty;

  @BeforeEach
  void open() throws Exception {
    hall = new DiscordHall(directory);
    hasty = hall.people.hasty();
    hall.bench.joins("ada", "build");
    hall.bench.task("Retry failed webhooks", "build");
    hall.bench.claims("ada", TASK);
    hall.deliver();
  }

  /** The fake keeps as a problem whatever is acknowledged after three seconds. */
  @AfterEach
  void close() {
    hall.close();
    hall.judge();
  }

  @Test
  void while_the_desk_is_slow_the_answer_follows() {
    hall.gate = new CompletableFuture<>();
    Seen note =
        hasty.uses(PRIYA, "task", "note", Map.of("id", "T-1", "text", "the staging key changed"));
    await().until(note::waiting);
    assertThat(note.ephemeral()).isTrue();
    hall.gate.complete(null);
    assertThat(hall.people.settled(note).text()).contains("T-1");
    assertThat(note.ephemeral()).isTrue();
  }

  @Test
  void an_answer_that_is_there_in_time_needs_no_acknowledgement() {
    hall.people.uses(PRIYA, "board", "", Map.of());
    assertThat(hall.discord.calls("callback")).isEqualTo(1);
    assertThat(hall.discord.calls()).noneMatch(call -> call.kind().startsWith("original"));
  }

  @Test
  void many_at_once_are_all_acknowledged_while_the_desk_is_slow() {
    hall.gate = new CompletableFuture<>();
    Posted card = hall.card("T-1");
    List<Seen> seen = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      seen.add(
          i % 4 == 0
              ? hasty.presses(PRIYA, card, "Show")
              : hasty.uses(PRIYA, "task", "note", Map.of("id", "T-1", "text", "number " + i)));
    }
    await()
        .atMost(Duration.ofSeconds(8))
        .until(() -> seen.stream().noneMatch(one -> one.state() == Seen.State.ASKED));
    assertThat(hall.discord.problems()).isEmpty();
    hall.gate.complete(null);
    assertThat(seen).allSatisfy(one -> {
      assertThat(hall.people.settled(one).state()).isEqualTo(Seen.State.ANSWERED);
      assertThat(one.text()).contains("T-1");
      assertThat(one.ephemeral()).isTrue();
    });
  }

  @Test
  void a_form_that_is_refused_late_gives_back_what_was_typed() {
    Seen form = hall.people.presses(PRIYA, hall.card("T-1"), "Release…");
    hall.bench.yes(new TaskCommand.Cancel(Bench.PRIYA, TASK, "not needed"));
    hall.gate = new CompletableFuture<>();
    Seen late = hasty.submits(form, Map.of("note", "half of it is on branch retry"));
    await().until(late::waiting);
    hall.gate.complete(null);
    assertThat(hall.people.settled(late).text())
        .contains("You wrote", "> half of it is on branch retry");
    assertThat(hall.bench.taskNow(TASK).state()).isEqualTo(State.CANCELLED);
  }

  /** The ledger itself is not to be read, so that not even the form of a button is known. */
  @Test
  void a_form_that_would_come_too_late_is_said_so() {
    hall.reading = new CompletableFuture<>();
    Seen pressed = hasty.presses(PRIYA, hall.card("T-1"), "Cancel…");
    await().atMost(Duration.ofSeconds(3)).until(pressed::waiting);
    hall.reading.complete(null);
    assertThat(hall.people.settled(pressed).text()).contains("did not open the form");
    assertThat(hall.bench.taskNow(TASK).state()).isEqualTo(State.DOING);
    hall.reading = CompletableFuture.completedFuture(null);
    assertThat(hall.people.presses(PRIYA, hall.card("T-1"), "Cancel…").state())
        .isEqualTo(Seen.State.FORM);
  }

  @Test
  void what_was_taken_is_answered_before_the_end() {
    hall.gate = new CompletableFuture<>();
    Seen note = hasty.uses(PRIYA, "task", "note", Map.of("id", "T-1", "text", "the last word"));
    await().until(note::waiting);
    CompletableFuture<Void> closing =
        CompletableFuture.runAsync(hall.door::deaf, task -> new Thread(task).start());
    hall.gate.complete(null);
    closing.join();
    assertThat(hall.people.settled(note).text()).contains("T-1");
  }

  @Test
  void while_discord_does_not_take_answers_nothing_is_done_twice() {
    hall.discord.refuse("callback", 10_062);
    for (int i = 0; i < 6; i++) {
      hasty.uses(PRIYA, "task", "note", Map.of("id", "T-1", "text", "number " + i));
    }
    await().until(() -> hall.discord.calls("callback") == 6);
    hall.discord.allow("callback");
    String shown = hall.uses(PRIYA, "task show", Map.of("id", "T-1")).text();
    for (int i = 0; i < 6; i++) {
      assertThat(shown).containsOnlyOnce("number " + i);
    }
  }
}
