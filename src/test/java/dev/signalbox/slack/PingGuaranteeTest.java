package dev.signalbox.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.board.TaskId;
import dev.signalbox.slack.FakeSlack.Fault;
import dev.signalbox.talk.courier.Deaths;
import dev.signalbox.talk.courier.Deaths.Death;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * "Pinged exactly once": 500 pings, each meeting the next of the faults and the next of the moments
 * at which the process can die; half of them say that something is ready, half that it is stuck.
 */
@Tag("slow")
class PingGuaranteeTest {

  private static final int PINGS = 500;

  /** Each fault with each death, for what is ready and what is stuck, twice. */
  private static final int FEWER = 144;

  /** Longer than a call that is answered, shorter than one that stalls. */
  private static final Duration PATIENCE = Duration.ofMillis(300);

  /** No more pings an hour than a person takes one by one. */
  private static final Duration APART = Duration.ofMinutes(11);

  private static final List<Fault> FAULTS = List.of(
      Fault.DROP_BEFORE_READ,
      Fault.DROP_BEFORE_STORE,
      Fault.STORE_THEN_DROP,
      Fault.ERROR_AFTER_STORE,
      Fault.STALL,
      Fault.NONE);

  private record Ping(TaskId task, boolean ready, boolean doubtful) {}

  @TempDir
  Path directory;

  private int deaths;

  @Test
  void with_history_none_is_lost_and_none_is_doubled() throws InterruptedException {
    try (SlackBench all = new SlackBench(directory, PATIENCE)) {
      for (Ping ping : pings(all, PINGS)) {
        assertThat(told(all, ping)).as("%s", ping).isEqualTo(1);
      }
      assertThat(all.courier.parked).isEmpty();
      assertThat(all.slack.problems()).isEmpty();
      assertThat(deaths).isGreaterThan(PINGS / 2);
    }
  }

  @Test
  void without_history_stuck_is_told_and_ready_is_never_doubled() throws InterruptedException {
    try (SlackBench all = new SlackBench(directory, PATIENCE)) {
      all.slack.forbid("conversations.history");
      all.slack.forbid("conversations.replies");
      int held = 0;
      for (Ping ping : pings(all, FEWER)) {
        long told = told(all, ping);
        if (ping.ready()) {
          assertThat(told).as("%s", ping).isLessThanOrEqualTo(1);
          held += told == 0 ? 1 : 0;
        } else {
          assertThat(told).as("%s", ping).isBetween(1L, ping.doubtful() ? 2L : 1L);
        }
      }
      assertThat(held).isPositive();
      assertThat(all.courier.parked)
          .hasSizeGreaterThanOrEqualTo(held)
          .allMatch(row -> row.why().startsWith("held:"));
    }
  }

  private static long told(SlackBench all, Ping ping) {
    return all.pings().stream()
        .filter(message -> message.shown().contains(ping.task() + " Retry"))
        .count();
  }

  private List<Ping> pings(SlackBench all, int number) throws InterruptedException {
    List<Ping> pings = new ArrayList<>();
    Deaths dying = new Deaths(all.courier, moment -> all.aroundCalls = moment);
    all.bench.joins("ada", "build");
    all.bench.joins("lex", "review");
    for (int i = 0; i < number; i++) {
      all.bench.later(APART);
      all.bench.beats("ada", "lex");
      TaskId task = all.bench.task("Retry failed webhooks", "build");
      all.courier.finish();
      all.bench.beats("ada", "lex");
      boolean ready = i / 2 % 2 == 0;
      ask(all, task, ready);
      Fault fault = FAULTS.get(i % FAULTS.size());
      Death death = Deaths.ALL.get(i / FAULTS.size() % Deaths.ALL.size());
      all.slack.on("chat.postMessage", fault);
      dying.arm(death);
      dying.survive();
      all.courier.finish();
      pings.add(new Ping(task, ready, fault != Fault.NONE || death != Death.NEVER));
    }
    deaths = dying.number();
    return pings;
  }

  private static void ask(SlackBench all, TaskId task, boolean ready) {
    if (ready) {
      all.bench.finishes("ada", "lex", task);
    } else {
      all.bench.claims("ada", task);
      all.bench.stuck("ada", task, "which key?");
    }
  }
}
