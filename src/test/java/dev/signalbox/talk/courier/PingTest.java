package dev.signalbox.talk.courier;

import static dev.signalbox.talk.Bench.PRIYA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.board.TaskCommand;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.Team;
import dev.signalbox.board.WorkCommand;
import dev.signalbox.desk.Reads;
import dev.signalbox.talk.Bench;
import dev.signalbox.talk.Chat;
import dev.signalbox.talk.Message;
import dev.signalbox.talk.courier.PaperChat.Fault;
import dev.signalbox.testkit.TeamSetup;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Where and when a ping stands: put aside, in quiet hours, in threads, and when it is doubtful. */
class PingTest {

  private static final Duration HOUR = Duration.ofHours(1);

  @Nested
  class PutAside extends Delivering {

    private TaskId task;

    private void snoozed() throws InterruptedException {
      task = stuck("Retry failed webhooks", "omar");
      drain();
      bench.hears(Bench.OMAR, "snooze " + task);
      drain();
    }

    @Test
    void it_becomes_one_line_and_calls_once_more_in_a_new_message() throws InterruptedException {
      snoozed();
      assertThat(pings()).hasSize(1);
      PaperChat.Stored first = pings().get(0);
      assertThat(first.text())
          .isEqualTo("Snoozed until 10:00 by omar. — T-1 Retry failed webhooks");
      assertThat(first.message.buttons()).isEmpty();
      assertThat(mentions()).isEmpty();
      bench.sweepAfter(HOUR);
      drain();
      assertThat(pings()).hasSize(2);
      assertThat(mentions()).hasSize(1);
      assertThat(pings().get(1).text())
          .startsWith("🔔 @omar T-1 Retry failed webhooks is ⛔ stuck.");
      assertThat(first.text()).startsWith("Snoozed until 10:00 by omar.");
      bench.yes(new TaskCommand.Unblock(PRIYA, task, ""));
      drain();
      assertThat(pings().get(1).text()).startsWith("↪ Unblocked by priya 10:00.");
      assertThat(first.text()).startsWith("Snoozed until 10:00 by omar.");
      assertThat(pings()).hasSize(2);
      parked(0);
    }

    @Test
    void settled_meanwhile_it_never_comes_back() throws InterruptedException {
      snoozed();
      bench.yes(new TaskCommand.Cancel(PRIYA, task, "not needed"));
      drain();
      assertThat(pings().get(0).text()).startsWith("✕ Cancelled by priya");
      bench.sweepAfter(HOUR);
      drain();
      assertThat(pings()).hasSize(1);
      parked(0);
    }

    @Test
    void settled_before_the_second_message_is_told_the_first_says_so() throws InterruptedException {
      snoozed();
      bench.sweepAfter(HOUR);
      bench.yes(new TaskCommand.Unblock(PRIYA, task, ""));
      drain();
      assertThat(pings()).hasSize(1);
      assertThat(pings().get(0).text()).startsWith("↪ Unblocked by priya");
      parked(0);
    }

    @Test
    void put_aside_before_it_is_told_it_is_told_afterwards() throws InterruptedException {
      task = stuck("Retry failed webhooks", "omar");
      bench.yes(new TaskCommand.Snooze(PRIYA, task, HOUR));
      drain();
      assertThat(pings()).isEmpty();
      bench.sweepAfter(HOUR);
      drain();
      assertThat(mentions()).hasSize(1);
      parked(0);
    }

    @Test
    void the_button_does_it_and_each_time_it_is_one_more_mention() throws InterruptedException {
      task = stuck("Retry failed webhooks", "omar");
      drain();
      for (int again = 2; again <= 4; again++) {
        String action = pings().get(again - 2).message.buttons().stream()
            .filter(button -> button.label().equals("Snooze 1 h"))
            .findFirst()
            .orElseThrow()
            .action();
        bench.pressed(Bench.OMAR, action, Map.of());
        drain();
        assertThat(mentions()).isEmpty();
        bench.sweepAfter(HOUR);
        drain();
        assertThat(pings()).hasSize(again);
        assertThat(mentions()).hasSize(1);
      }
      assertThat(chat.lines()).as("snoozing is no line").hasSize(1);
    }
  }

  @Nested
  class QuietHours extends Delivering {

    @Override
    Team team() {
      return TeamSetup.team().zone("Europe/Berlin").quiet("22:00", "07:00").done();
    }

    private void at(String time) throws InterruptedException {
      until(Instant.parse(time));
    }

    @Test
    void pings_wait_and_cards_and_lines_do_not() throws InterruptedException {
      at("2030-01-01T21:00:00Z");
      stuck("Retry failed webhooks", "omar");
      TaskId other = stuck("Park dead webhooks", "omar");
      drain();
      assertThat(pings()).isEmpty();
      assertThat(chat.of(Message.Kind.CARD)).hasSize(2);
      assertThat(chat.lines()).hasSize(2);
      bench.yes(new TaskCommand.Cancel(PRIYA, other, "not needed"));
      at("2030-01-02T05:59:59Z");
      assertThat(pings()).isEmpty();
      at("2030-01-02T06:00:00Z");
      assertThat(mentions()).hasSize(1);
      assertThat(pings()).hasSize(1);
      assertThat(bench.outbox()).isEmpty();
    }

    @Test
    void just_before_them_it_goes_out() throws InterruptedException {
      at("2030-01-01T20:59:59Z");
      stuck("Retry failed webhooks", "omar");
      drain();
      assertThat(mentions()).hasSize(1);
    }

    @Test
    void a_doubtful_one_that_did_not_arrive_waits_as_well() throws InterruptedException {
      at("2030-01-01T20:59:59Z");
      TaskId task = owned("Retry failed webhooks", "omar", null);
      drain();
      chat.pace = Chat.Pace.CALM;
      chat.meets(Fault.LOST);
      bench.yes(new WorkCommand.AskForHelp(PRIYA, task, null, "key?", ""));
      drain();
      at("2030-01-01T22:00:00Z");
      assertThat(pings()).isEmpty();
      at("2030-01-02T06:00:00Z");
      assertThat(mentions()).hasSize(1);
    }

    @Test
    void on_the_night_when_clocks_go_forward_they_end_an_hour_sooner() throws InterruptedException {
      at("2030-03-30T22:00:00Z");
      stuck("Retry failed webhooks", "omar");
      at("2030-03-31T04:59:59Z");
      assertThat(pings()).isEmpty();
      at("2030-03-31T05:00:00Z");
      assertThat(pings()).hasSize(1);
    }

    @Test
    void on_the_night_when_clocks_go_back_they_end_an_hour_later() throws InterruptedException {
      at("2030-10-26T21:00:00Z");
      stuck("Retry failed webhooks", "omar");
      at("2030-10-27T05:59:59Z");
      assertThat(pings()).isEmpty();
      at("2030-10-27T06:00:00Z");
      assertThat(pings()).hasSize(1);
    }
  }

  @Nested
  class InThreads extends Delivering {

    @Override
    Team team() {
      return TeamSetup.team().pingsInThreads().done();
    }

    @Test
    void a_ping_is_a_reply_in_the_thread_of_its_task() throws InterruptedException {
      TaskId task = stuck("Retry failed webhooks", "omar");
      finish();
      PaperChat.Stored card = chat.of(Message.Kind.CARD).get(0);
      assertThat(pings()).hasSize(1);
      assertThat(pings().get(0).parent).isEqualTo(card.id);
      bench.yes(new TaskCommand.Unblock(PRIYA, task, ""));
      finish();
      assertThat(pings().get(0).text()).startsWith("↪ Unblocked");
      assertThat(chat.inRoom()).containsExactly(card);
    }

    @Test
    void a_ping_about_a_lane_stays_in_the_room() throws InterruptedException {
      bench.task("Retry failed webhooks", "build");
      bench.sweepAfter(Duration.ofMinutes(36));
      finish();
      assertThat(pings()).hasSize(1);
      assertThat(pings().get(0).parent).isNull();
    }

    @Test
    void where_the_card_was_deleted_it_stands_in_the_room() throws InterruptedException {
      TaskId task = owned("Retry failed webhooks", "omar", null);
      drain();
      chat.stored.clear();
      bench.yes(new WorkCommand.AskForHelp(PRIYA, task, null, "key?", ""));
      finish();
      assertThat(pings()).hasSize(1);
      assertThat(pings().get(0).parent).isNull();
    }

    @Test
    void a_doubtful_one_is_found_in_its_thread() throws InterruptedException {
      owned("Retry failed webhooks", "omar", null);
      drain();
      stuck("Park dead webhooks", "omar");
      chat.meets(Fault.NONE, Fault.STORED_UNSAID);
      finish();
      assertThat(pings()).hasSize(1);
    }
  }

  @Nested
  class InDoubt extends Delivering {

    @Test
    void a_ready_that_is_held_is_listed_with_its_reason() throws InterruptedException {
      TaskId task = task();
      bench.claims("ada", task);
      bench.submits("ada", task);
      drain();
      chat.blind = true;
      bench.passes("lex", task);
      chat.meets(Fault.LOST);
      finish();
      List<Reads.OutboxRow> listed = bench.reads().parked(Bench.TEAM, 10);
      assertThat(listed).hasSize(1);
      assertThat(listed.get(0).why()).startsWith("held: it may have been sent");
      assertThat(listed.get(0).demand().subject().taskId()).contains(task);
    }

    @Test
    void of_a_collected_message_only_what_is_ready_is_held() throws InterruptedException {
      for (int i = 0; i < 6; i++) {
        stuck("Task " + i, "priya");
        bench.later(Duration.ofMillis(1));
      }
      TaskId task = task();
      bench.claims("ada", task);
      bench.submits("ada", task);
      bench.passes("lex", task);
      chat.blind = true;
      chat.meets(Fault.NONE, Fault.NONE, Fault.NONE, Fault.NONE, Fault.NONE, Fault.LOST);
      drain();
      pass(Duration.ofMinutes(1));
      assertThat(bench.reads().parked(Bench.TEAM, 10)).hasSize(1);
      assertThat(mentions()).isNotEmpty().noneMatch(text -> text.contains(task + " "));
    }

    @Test
    void the_settling_of_a_ping_in_doubt_waits_until_it_is_known() throws InterruptedException {
      chat.pace = Chat.Pace.CALM;
      TaskId task = owned("Retry failed webhooks", "omar", null);
      drain();
      bench.yes(new WorkCommand.AskForHelp(PRIYA, task, null, "key?", ""));
      chat.meets(Fault.STORED_UNSAID);
      drain();
      bench.yes(new TaskCommand.Unblock(PRIYA, task, ""));
      finish();
      assertThat(pings()).hasSize(1);
      assertThat(pings().get(0).text()).startsWith("↪ Unblocked");
      parked(0);
    }

    @Test
    void waiting_when_asked_to_is_no_attempt() throws InterruptedException {
      task();
      chat.meets(Fault.LATER, Fault.LATER, Fault.LATER);
      drain();
      bench.later(Duration.ofSeconds(7));
      drain();
      assertThat(bench.outbox()).hasSize(1);
      assertThat(bench.outbox().get(0).attempts()).isZero();
    }

    @Test
    void an_edit_waits_for_the_last_change_but_not_for_ever() throws InterruptedException {
      chat.pace = Chat.Pace.CALM;
      TaskId task = task();
      bench.claims("ada", task);
      finish();
      bench.minutesWith(6, "ada");
      chat.calls.clear();
      for (int second = 0; second < 9; second++) {
        bench.says("ada", "step " + second);
        drain();
        assertThat(chat.calls).as("after %d s", second).isEmpty();
        bench.later(Duration.ofSeconds(1));
      }
      bench.says("ada", "step 9");
      bench.later(Duration.ofSeconds(1));
      drain();
      assertThat(chat.calls).containsExactly("edit CARD " + task);
    }
  }
}
