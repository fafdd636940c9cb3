package dev.signalbox.talk.courier;

import static dev.signalbox.talk.Bench.PRIYA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.board.TaskCommand;
import dev.signalbox.board.TaskId;
import dev.signalbox.desk.Demand;
import dev.signalbox.desk.Reads;
import dev.signalbox.talk.Chat;
import dev.signalbox.talk.Message;
import dev.signalbox.talk.courier.PaperChat.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeliveryTest extends Delivering {

  // -- order --------------------------------------------------------------------------------------

  @Test
  void a_card_is_posted_once_and_edited_ever_after() throws InterruptedException {
    TaskId task = task();
    drain();
    bench.claims("ada", task);
    drain();
    bench.submits("ada", task);
    drain();
    assertThat(chat.of(Message.Kind.CARD)).hasSize(1);
    assertThat(chat.of(Message.Kind.CARD).get(0).text()).contains("◆ review");
    assertThat(chat.lines()).hasSize(5);
  }

  @Test
  void pings_go_first_then_cards_then_lines_then_edits() throws InterruptedException {
    TaskId task = task();
    drain();
    chat.calls.clear();
    bench.claims("ada", task);
    bench.task("Park dead webhooks", "build");
    bench.stuck("ada", task, "which key?");
    drain();
    assertThat(chat.calls)
        .containsExactly(
            "post PING T-1", "post CARD T-2", "reply T-1", "reply T-1", "edit CARD T-1");
  }

  @Test
  void no_line_comes_before_its_card() throws InterruptedException {
    TaskId task = task();
    bench.claims("ada", task);
    chat.meets(Fault.LATER);
    assertThat(drain()).isEqualTo(Duration.ofSeconds(7));
    assertThat(chat.stored).isEmpty();
    bench.later(Duration.ofSeconds(7));
    drain();
    assertThat(chat.calls).containsExactly("post CARD T-1", "post CARD T-1", "reply T-1");
  }

  @Test
  void lines_of_a_task_keep_their_order_when_one_is_held_up() throws InterruptedException {
    TaskId task = task();
    drain();
    bench.claims("ada", task);
    bench.yes(new TaskCommand.Note(PRIYA, task, "second"));
    chat.meets(Fault.LATER);
    drain();
    bench.yes(new TaskCommand.Note(PRIYA, task, "third"));
    finish();
    assertThat(chat.lines().get(0)).contains("claimed");
    assertThat(chat.lines().get(1)).contains("second");
    assertThat(chat.lines().get(2)).contains("third");
  }

  @Test
  void what_is_told_is_the_present_truth() throws InterruptedException {
    TaskId task = task();
    bench.claims("ada", task);
    bench.submits("ada", task);
    drain();
    assertThat(chat.of(Message.Kind.CARD).get(0).edits).isZero();
    assertThat(chat.of(Message.Kind.CARD).get(0).text()).contains("◆ review");
  }

  @Test
  void a_line_about_the_team_stands_in_the_room() throws InterruptedException {
    bench.joins("dee", "docs");
    drain();
    assertThat(chat.inRoom()).hasSize(2);
    assertThat(chat.inRoom().get(0).text()).isEqualTo("09:00  dee 🤖 works in docs now.");
  }

  // -- pace ---------------------------------------------------------------------------------------

  @Test
  void edits_settle_and_lines_of_a_task_become_one_reply() throws InterruptedException {
    chat.pace = Chat.Pace.CALM;
    TaskId task = task();
    drain();
    chat.calls.clear();
    bench.claims("ada", task);
    assertThat(drain()).isEqualTo(Duration.ofSeconds(3));
    bench.later(Duration.ofSeconds(2));
    bench.yes(new TaskCommand.Note(PRIYA, task, "mind the 429s"));
    bench.later(Duration.ofSeconds(1));
    drain();
    assertThat(chat.calls).containsExactly("edit CARD T-1");
    bench.later(Duration.ofSeconds(7));
    drain();
    assertThat(chat.calls).containsExactly("edit CARD T-1", "reply T-1");
    assertThat(chat.lines()).hasSize(2);
  }

  @Test
  void a_line_outside_the_window_is_a_reply_of_its_own() throws InterruptedException {
    chat.pace = Chat.Pace.CALM;
    TaskId task = task();
    drain();
    bench.claims("ada", task);
    bench.later(Duration.ofSeconds(10));
    bench.yes(new TaskCommand.Note(PRIYA, task, "mind the 429s"));
    finish();
    assertThat(chat.calls.stream().filter("reply T-1"::equals)).hasSize(2);
  }

  @Test
  void news_of_work_alone_edits_a_card_at_most_every_five_minutes() throws InterruptedException {
    chat.pace = Chat.Pace.CALM;
    TaskId task = task();
    bench.claims("ada", task);
    finish();
    chat.calls.clear();
    bench.later(Duration.ofSeconds(30));
    bench.says("ada", "half way");
    bench.later(Duration.ofSeconds(30));
    assertThat(drain()).isGreaterThan(Duration.ofSeconds(29));
    assertThat(chat.calls).isEmpty();
    bench.says("ada", "nearly there");
    bench.minutesWith(4, "ada");
    drain();
    assertThat(chat.calls).containsExactly("edit CARD T-1");
    assertThat(chat.of(Message.Kind.CARD).get(0).text()).contains("nearly there");
    bench.says("ada", "there");
    bench.submits("ada", task);
    bench.later(Duration.ofSeconds(3));
    drain();
    assertThat(chat.of(Message.Kind.CARD).get(0).text()).contains("◆ review");
  }

  @Test
  void a_busy_room_counts_many_lines_instead_of_telling_them() throws InterruptedException {
    chat.pace = Chat.Pace.CALM;
    TaskId task = task();
    finish();
    for (int i = 0; i < 70; i++) {
      bench.yes(new TaskCommand.Note(PRIYA, task, "note " + i));
    }
    finish();
    assertThat(chat.lines()).containsExactly("70 updates while busy; the card says how it stands.");
  }

  // -- what goes wrong ----------------------------------------------------------------------------

  @Test
  void what_is_sent_is_written_down_before_and_after() throws InterruptedException {
    task();
    List<String> seen = new ArrayList<>();
    chat.step = () -> seen.add(String.join(",", marks));
    drain();
    assertThat(seen).containsExactly("Sending", "Sending");
    assertThat(marks).containsExactly("Sending", "Sent");
  }

  @Test
  void the_platform_hears_nothing_that_could_not_be_written_down() throws InterruptedException {
    task();
    beforeMark = () -> {
      throw new IllegalStateException("the disk is full");
    };
    assertThatThrownBy(delivery::step).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(delivery::step).isInstanceOf(IllegalStateException.class);
    assertThat(chat.calls).isEmpty();
    beforeMark = () -> {};
    drain();
    assertThat(chat.calls).containsExactly("post CARD T-1");
  }

  @Test
  void what_was_sent_but_not_marked_is_marked_before_anything_else() throws InterruptedException {
    task();
    beforeMark = () -> {
      if (!chat.stored.isEmpty()) {
        throw new IllegalStateException("the disk is full");
      }
    };
    assertThatThrownBy(delivery::step).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(delivery::step).isInstanceOf(IllegalStateException.class);
    beforeMark = () -> {};
    drain();
    assertThat(chat.calls).containsExactly("post CARD T-1");
    assertThat(bench.outbox()).isEmpty();
  }

  @Test
  void what_arrived_without_a_receipt_is_found_and_not_repeated() throws InterruptedException {
    TaskId task = task();
    bench.claims("ada", task);
    bench.stuck("ada", task, "which key?");
    chat.meets(Fault.STORED_UNSAID, Fault.STORED_UNSAID, Fault.STORED_UNSAID);
    finish();
    assertThat(chat.of(Message.Kind.PING)).hasSize(1);
    assertThat(chat.of(Message.Kind.CARD)).hasSize(1);
    assertThat(chat.lines()).hasSize(2);
  }

  @Test
  void what_did_not_arrive_is_sent_again() throws InterruptedException {
    TaskId task = task();
    bench.claims("ada", task);
    bench.stuck("ada", task, "which key?");
    chat.meets(Fault.LOST, Fault.LOST, Fault.LOST, Fault.LOST);
    finish();
    assertThat(chat.of(Message.Kind.PING)).hasSize(1);
    assertThat(chat.of(Message.Kind.CARD)).hasSize(1);
    assertThat(chat.lines()).hasSize(2);
    assertThat(chat.calls).anyMatch(call -> call.startsWith("find "));
  }

  @Test
  void a_doubtful_edit_is_repeated_without_looking() throws InterruptedException {
    TaskId task = task();
    drain();
    chat.calls.clear();
    bench.says("ada", "reading");
    bench.yes(new TaskCommand.Edit(PRIYA, task, "Retry", null, null, null, null, null, null, null));
    chat.meets(Fault.NONE, Fault.STORED_UNSAID);
    finish();
    assertThat(chat.calls).containsExactly("reply T-1", "edit CARD T-1", "edit CARD T-1");
  }

  @Test
  void looking_waits_until_the_platform_had_time_to_show_it() throws InterruptedException {
    chat.pace = Chat.Pace.CALM;
    task();
    chat.meets(Fault.STORED_UNSAID);
    assertThat(drain()).isEqualTo(Duration.ofSeconds(10));
    assertThat(chat.calls).containsExactly("post CARD T-1");
    bench.later(Duration.ofSeconds(10));
    drain();
    assertThat(chat.stored).hasSize(1);
    assertThat(bench.outbox()).isEmpty();
  }

  @Test
  void where_nobody_can_look_stuck_is_sent_again() throws InterruptedException {
    TaskId task = task();
    bench.claims("ada", task);
    drain();
    chat.blind = true;
    bench.stuck("ada", task, "which key?");
    chat.meets(Fault.LOST);
    finish();
    assertThat(chat.of(Message.Kind.PING)).hasSize(1);
  }

  @Test
  void where_nobody_can_look_ready_is_held() throws InterruptedException {
    TaskId task = task();
    bench.claims("ada", task);
    bench.submits("ada", task);
    drain();
    chat.blind = true;
    bench.passes("lex", task);
    chat.meets(Fault.LOST);
    finish();
    assertThat(chat.of(Message.Kind.PING)).isEmpty();
    parked(1);
  }

  @Test
  void too_many_requests_are_no_failures() throws InterruptedException {
    task();
    chat.meets(Fault.LATER, Fault.LATER, Fault.LATER, Fault.LATER, Fault.LATER, Fault.LATER);
    finish();
    assertThat(chat.of(Message.Kind.CARD)).hasSize(1);
    parked(0);
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"LOST", "THROWS"})
  void a_row_that_cannot_be_delivered_is_put_aside_and_others_go_on(Fault fault)
      throws InterruptedException {
    TaskId task = task();
    drain();
    bench.yes(new TaskCommand.Note(PRIYA, task, "poison"));
    chat.meets(fault);
    drain();
    bench.task("Park dead webhooks", "build");
    bench.yes(new TaskCommand.Note(PRIYA, task, "behind it"));
    drain();
    assertThat(chat.of(Message.Kind.CARD)).hasSize(2);
    chat.meets(fault, fault, fault, fault);
    finish();
    assertThat(chat.lines()).containsExactly("09:00  priya: “behind it”");
    parked(1);
  }

  @Test
  void what_the_platform_will_never_take_is_put_aside_at_once() throws InterruptedException {
    TaskId task = task();
    bench.claims("ada", task);
    chat.meets(Fault.NEVER);
    finish();
    assertThat(chat.stored).isEmpty();
    parked(2);
  }

  @Test
  void a_deleted_card_is_posted_once_more_and_then_respected() throws InterruptedException {
    TaskId task = task();
    drain();
    chat.stored.clear();
    bench.claims("ada", task);
    finish();
    assertThat(chat.of(Message.Kind.CARD)).hasSize(1);
    assertThat(chat.lines()).hasSize(1);
    chat.stored.clear();
    bench.yes(new TaskCommand.Edit(PRIYA, task, "Retry", null, null, null, null, null, null, null));
    finish();
    assertThat(chat.stored).isEmpty();
  }

  // -- pings --------------------------------------------------------------------------------------

  @Test
  void a_ping_mentions_once_and_its_settling_is_an_edit() throws InterruptedException {
    TaskId task = task();
    bench.claims("ada", task);
    bench.stuck("ada", task, "which key?");
    drain();
    bench.yes(new TaskCommand.Unblock(PRIYA, task, "the new one"));
    drain();
    assertThat(chat.of(Message.Kind.PING)).hasSize(1);
    assertThat(chat.of(Message.Kind.PING).get(0).edits).isEqualTo(1);
    assertThat(chat.of(Message.Kind.PING).get(0).text()).startsWith("↪ Unblocked");
    assertThat(chat.of(Message.Kind.PING).get(0).message.buttons()).isEmpty();
    bench.stuck("ada", task, "which host?");
    drain();
    assertThat(chat.of(Message.Kind.PING)).hasSize(2);
  }

  @Test
  void a_ping_that_is_settled_before_it_is_told_is_not_told() throws InterruptedException {
    TaskId task = task();
    bench.claims("ada", task);
    bench.stuck("ada", task, "which key?");
    bench.yes(new TaskCommand.Unblock(PRIYA, task, "the new one"));
    drain();
    assertThat(chat.of(Message.Kind.PING)).isEmpty();
    assertThat(bench.outbox()).isEmpty();
    parked(0);
  }

  @Test
  void a_task_from_new_to_done_costs_two_messages_and_one_mention() throws InterruptedException {
    TaskId task = task();
    drain();
    bench.claims("ada", task);
    drain();
    bench.says("ada", "half way");
    drain();
    bench.submits("ada", task);
    drain();
    bench.fails("lex", task, "misses 429");
    drain();
    bench.submits("ada", task);
    drain();
    bench.passes("lex", task);
    drain();
    assertThat(chat.inRoom())
        .extracting(stored -> stored.message.kind())
        .containsExactly(Message.Kind.CARD, Message.Kind.PING);
    assertThat(chat.of(Message.Kind.CARD).get(0).text()).startsWith("■ T-1");
  }

  // -- crashes ------------------------------------------------------------------------------------

  /** Dies at the n-th moment at which that makes a difference, until there is none left. */
  @Test
  void a_crash_anywhere_repeats_nothing_and_loses_nothing() throws InterruptedException {
    int moment = 1;
    while (crashesAt(moment)) {
      assertThat(chat.of(Message.Kind.CARD)).as("cards, crash at %d", moment).hasSize(1);
      assertThat(chat.of(Message.Kind.PING)).as("pings, crash at %d", moment).hasSize(1);
      assertThat(chat.lines()).as("lines, crash at %d", moment).hasSize(7).doesNotHaveDuplicates();
      moment++;
    }
    assertThat(moment).isGreaterThan(20);
  }

  /** Whether there were so many moments. */
  private boolean crashesAt(int moment) throws InterruptedException {
    chat.stored.clear();
    bench.later(Duration.ofHours(1));
    bench.beats("ada", "kai", "lex");
    chat.pace = moment % 2 == 0 ? Chat.Pace.CALM : Chat.Pace.AT_ONCE;
    int[] left = {moment};
    Runnable fuse = () -> {
      left[0]--;
      if (left[0] == 0) {
        throw new PaperChat.Crash();
      }
    };
    chat.step = fuse;
    afterMark = fuse;
    beforeMark = fuse;
    TaskId task = task();
    bench.claims("ada", task);
    bench.submits("ada", task);
    bench.yes(new TaskCommand.Cancel(PRIYA, bench.task("Nothing", "docs"), "not needed"));
    boolean crashed = false;
    try {
      finish();
    } catch (PaperChat.Crash e) {
      crashed = true;
    }
    chat.step = () -> {};
    afterMark = () -> {};
    beforeMark = () -> {};
    restart();
    bench.passes("lex", task);
    finish();
    chat.stored.removeIf(stored ->
        stored.text().contains("T-" + (task.number() + 1)) || stored.text().contains("not needed"));
    return crashed;
  }

  @Test
  void a_crash_between_post_and_mark_is_found_by_looking() throws InterruptedException {
    TaskId task = task();
    bench.claims("ada", task);
    drain();
    bench.stuck("ada", task, "which key?");
    chat.step = () -> {
      if (!chat.of(Message.Kind.PING).isEmpty()) {
        throw new PaperChat.Crash();
      }
    };
    assertThatThrownBy(this::drain).isInstanceOf(PaperChat.Crash.class);
    chat.step = () -> {};
    restart();
    assertThat(bench.outbox())
        .anyMatch(row ->
            row.demand().kind() == Demand.Kind.PING && row.state() == Reads.OutboxState.UNKNOWN);
    finish();
    assertThat(chat.of(Message.Kind.PING)).hasSize(1);
  }
}
