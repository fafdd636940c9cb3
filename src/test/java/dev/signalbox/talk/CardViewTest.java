package dev.signalbox.talk;

import static dev.signalbox.talk.Bench.OMAR;
import static dev.signalbox.talk.Bench.PRIYA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.board.Actor;
import dev.signalbox.board.AgentId;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.Priority;
import dev.signalbox.board.TaskCommand;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.WorkCommand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CardViewTest {

  @TempDir
  Path directory;

  private Bench bench;

  @BeforeEach
  void open() {
    bench = new Bench(directory);
    bench.joins("ada", "build");
    bench.joins("bob", "build");
    bench.joins("lex", "review");
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void a_new_task_says_where_it_is_and_whose() {
    TaskId task = bench.task("Retry failed webhooks", "build");
    assertThat(Shown.text(bench.card(task))).isEqualTo("""
        T-1 Retry failed webhooks  ○ todo
        build · owner priya""");
    assertThat(bench.card(task).spoken())
        .isEqualTo("T-1 Retry failed webhooks is todo: build, owner priya.");
    assertThat(Shown.buttons(bench.card(task)))
        .containsExactly("Show", "Reassign…", "Stuck…", "Cancel…");
  }

  @Test
  void a_task_that_a_schedule_made_says_so() {
    bench.yes(new TaskCommand.New(
        Actor.schedule("docs 0 0 9 * * ? Z"),
        "Triage the inbox",
        "",
        List.of(),
        new LaneId("docs"),
        List.of(),
        null,
        null,
        List.of(),
        null));
    TaskId task = new TaskId(1);
    assertThat(Shown.text(bench.card(task))).isEqualTo("""
        T-1 Triage the inbox  ○ todo
        docs · owner priya · made on schedule""");
    assertThat(bench.hears(PRIYA, "show T-1").spoken()).contains("Made by a schedule ");
  }

  @Test
  void priority_and_done_when_are_told_when_there_are_any() {
    bench.yes(new TaskCommand.New(
        OMAR,
        "Retry failed webhooks",
        "",
        List.of("5xx is retried 5 times", "then parked"),
        new LaneId("build"),
        List.of(),
        Priority.URGENT,
        null,
        List.of(),
        null));
    assertThat(Shown.text(bench.card(new TaskId(1)))).isEqualTo("""
        T-1 Retry failed webhooks  ○ todo
        build · owner omar · urgent
        Done when: 5xx is retried 5 times; then parked""");
  }

  @Test
  void work_in_progress_says_who_since_when_and_how_far() {
    TaskId task = bench.task("Retry failed webhooks", "build");
    bench.minutes(2);
    bench.claims("ada", task);
    bench.minutes(1);
    bench.yes(
        new WorkCommand.Heartbeat(Bench.agent("ada"), null, null, "back-off test 3/5", 60, null));
    bench.later(Duration.ofSeconds(2));
    bench.beats("ada");
    assertThat(Shown.text(bench.card(task))).isEqualTo("""
        T-1 Retry failed webhooks  ▶ doing
        build · agent ada 🤖 · owner priya · round 1
        Started 09:02 · last heard 09:03 · 60 % — “back-off test 3/5”""");
    assertThat(bench.card(task).spoken())
        .isEqualTo("T-1 Retry failed webhooks is doing: build, agent ada 🤖, owner priya.");
    assertThat(Shown.buttons(bench.card(task)))
        .containsExactly("Show", "Release…", "Reassign…", "Stuck…", "Cancel…");
  }

  @Test
  void a_quiet_agent_shows() {
    TaskId task = bench.task("Retry failed webhooks", "build");
    bench.claims("ada", task);
    bench.says("ada", "back-off test 3/5");
    bench.sweepAfter(Duration.ofSeconds(150));
    assertThat(Shown.text(bench.card(task))).isEqualTo("""
        T-1 Retry failed webhooks  ▶ doing
        build · agent ada 🤖 · owner priya · round 1
        ⚠ quiet since 09:00 — last said “back-off test 3/5”""");
  }

  @Test
  void review_says_what_was_handed_in_and_who_looks() {
    TaskId task = bench.task("Retry failed webhooks", "build");
    bench.claims("ada", task);
    bench.submits("ada", task);
    assertThat(Shown.text(bench.card(task))).startsWith("""
        T-1 Retry failed webhooks  ◆ review
        build · reviewer lex 🤖 · owner priya · round 1
        Handed in by ada 09:00: <github.com/acme/api/pull/88> — “retries with jitter”
        Started 09:00""");
    assertThat(Shown.buttons(bench.card(task)))
        .containsExactly("Show", "Pass", "Fail with feedback…", "Release…", "Stuck…", "Cancel…");
  }

  @Test
  void a_failed_review_leaves_its_feedback_and_the_round() {
    TaskId task = bench.task("Retry failed webhooks", "build");
    bench.claims("ada", task);
    bench.submits("ada", task);
    bench.later(Duration.ofSeconds(170));
    bench.beats("lex");
    bench.fails("lex", task, "1. the list misses 429\n2. RetryTest sleeps");
    assertThat(Shown.text(bench.card(task))).isEqualTo("""
        T-1 Retry failed webhooks  ○ todo
        build · owner priya · round 2
        Kept for ada.
        lex said: “1. the list misses 429 2. RetryTest sleeps”""");
  }

  @Test
  void an_agent_in_line_shows_with_its_position() {
    TaskId first = bench.task("Retry failed webhooks", "build");
    TaskId second = bench.task("Park dead webhooks", "build");
    bench.claims("ada", first);
    bench.claims("ada", second);
    assertThat(Shown.text(bench.card(second))).isEqualTo("""
        T-2 Park dead webhooks  ○ todo ◔ queued #1
        build · owner priya
        In line for it: ada.""");
  }

  @Test
  void what_it_waits_for_is_named_until_it_is_done() {
    TaskId first = bench.task("Retry failed webhooks", "build");
    TaskId second = bench.task("Park dead webhooks", "build", first);
    assertThat(Shown.text(bench.card(second))).endsWith("\nWaits for T-1.");
    bench.finishes("ada", "lex", first);
    assertThat(Shown.text(bench.card(second))).doesNotContain("Waits");
  }

  @Test
  void the_next_agent_learns_where_the_last_one_left_off() {
    TaskId task = bench.task("Retry failed webhooks", "build");
    bench.claims("ada", task);
    bench.says("ada", "back-off test 3/5");
    bench.sweepAfter(Duration.ofMinutes(6));
    assertThat(Shown.text(bench.card(task))).isEqualTo("""
        T-1 Retry failed webhooks  ○ todo
        build · owner priya
        ada left off at “back-off test 3/5”""");
  }

  @Test
  void a_task_that_waits_for_acceptance_says_for_whose() {
    bench.joins("dora", "docs");
    TaskId task = bench.task("Write the guide", "docs");
    bench.claims("dora", task);
    bench.submits("dora", task);
    assertThat(Shown.text(bench.card(task))).isEqualTo("""
        T-1 Write the guide  ✔ ready
        docs · owner priya
        Waits for priya to accept it.""");
    assertThat(Shown.buttons(bench.card(task))).containsExactly("Show", "Cancel…");
  }

  @Test
  void a_stuck_task_says_why() {
    TaskId task = bench.task("Retry failed webhooks", "build");
    bench.claims("ada", task);
    bench.stuck("ada", task, "need write access to acme/api");
    assertThat(Shown.text(bench.card(task))).isEqualTo("""
        T-1 Retry failed webhooks  ⛔ stuck
        build · owner priya
        Why: ada says “need write access to acme/api”.""");
  }

  @Test
  void a_finished_card_shrinks_to_one_line_without_buttons() {
    TaskId task = bench.task("Retry failed webhooks", "build");
    bench.claims("ada", task);
    bench.minutesWith(78, "ada", "lex");
    bench.submits("ada", task);
    bench.passes("lex", task);
    assertThat(Shown.text(bench.card(task)))
        .isEqualTo("■ T-1 Retry failed webhooks · done 10:18 · ada · passed by lex"
            + " · 1 h 18 m, 1 review");
    assertThat(bench.card(task).buttons()).isEmpty();
  }

  @Test
  void an_accepted_card_names_who_accepted() {
    bench.joins("dora", "docs");
    TaskId task = bench.task("Write the guide", "docs");
    bench.claims("dora", task);
    bench.submits("dora", task);
    bench.yes(new TaskCommand.Accept(PRIYA, task));
    assertThat(Shown.text(bench.card(task)))
        .isEqualTo("■ T-1 Write the guide · done 09:00 · dora · accepted by priya · 0 s");
  }

  @Test
  void a_cancelled_card_names_who_cancelled() {
    TaskId task = bench.task("Retry failed webhooks", "build");
    bench.yes(new TaskCommand.Cancel(PRIYA, task, "nobody needs it"));
    assertThat(Shown.text(bench.card(task)))
        .isEqualTo("✕ T-1 Retry failed webhooks · cancelled 09:00 · by priya");
  }

  @Test
  void a_reserved_task_says_for_whom() {
    TaskId first = bench.task("Retry failed webhooks", "build");
    TaskId second = bench.task("Park dead webhooks", "build");
    bench.claims("ada", first);
    bench.yes(new TaskCommand.Reassign(PRIYA, second, new AgentId("ada")));
    assertThat(Shown.text(bench.card(second))).endsWith("\nKept for ada.");
  }
}
