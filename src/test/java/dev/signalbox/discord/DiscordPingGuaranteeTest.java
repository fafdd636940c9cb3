package dev.signalbox.discord;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.board.TaskId;
import dev.signalbox.discord.FakeDiscord.Fault;
import dev.signalbox.talk.courier.Deaths;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * "Pinged exactly once": each ping meets the next of the faults and the next of the moments at which
 * the process can die; half of them are looked for when Discord has forgotten their nonce.
 */
@Tag("slow")
class DiscordPingGuaranteeTest {

  private static final int PINGS = 120;

  /** Longer than a call that is answered, shorter than one that stalls. */
  private static final Duration PATIENCE = Duration.ofMillis(400);

  /** No more pings an hour than a person takes one by one. */
  private static final Duration APART = Duration.ofMinutes(11);

  private static final List<Fault> FAULTS = List.of(
      Fault.DROP_BEFORE_READ,
      Fault.DROP_BEFORE_STORE,
      Fault.STORE_THEN_DROP,
      Fault.ERROR_AFTER_STORE,
      Fault.STALL,
      Fault.NONE);

  @TempDir
  Path directory;

  @Test
  void none_is_lost_and_none_is_doubled() throws InterruptedException {
    try (DiscordBench all = new DiscordBench(directory, PATIENCE)) {
      all.bench.joins("ada", "build");
      all.bench.joins("lex", "review");
      Deaths deaths = new Deaths(all.courier, moment -> all.aroundCalls = moment);
      List<TaskId> pinged = new ArrayList<>();
      for (int i = 0; i < PINGS; i++) {
        pinged.add(ping(all, deaths, i));
      }
      for (TaskId task : pinged) {
        assertThat(all.pings())
            .filteredOn(one -> one.shown().replace("**", "").contains(task + " Retry"))
            .as("%s", task)
            .hasSize(1);
      }
      assertThat(all.courier.parked).isEmpty();
      assertThat(all.discord.problems()).isEmpty();
      assertThat(deaths.number()).isGreaterThan(PINGS / 2);
    }
  }

  private static TaskId ping(DiscordBench all, Deaths deaths, int i) throws InterruptedException {
    all.bench.later(APART);
    all.bench.beats("ada", "lex");
    TaskId task = all.bench.task("Retry failed webhooks", "build");
    all.courier.finish();
    all.bench.beats("ada", "lex");
    all.bench.claims("ada", task);
    if (i % 2 == 0) {
      all.bench.submits("ada", task);
      all.bench.passes("lex", task);
    } else {
      all.bench.stuck("ada", task, "which key?");
    }
    all.discord.on("message.create", FAULTS.get(i % FAULTS.size()));
    deaths.arm(Deaths.ALL.get(i / FAULTS.size() % Deaths.ALL.size()));
    deliver(all, deaths, i / 2 % 2 == 0);
    return task;
  }

  /**
   * @param late whether Discord has forgotten the nonce before anybody looks
   */
  private static void deliver(DiscordBench all, Deaths deaths, boolean late)
      throws InterruptedException {
    deaths.survive();
    if (late) {
      all.bench.later(Duration.ofMinutes(4));
      all.bench.beats("ada", "lex");
    }
    all.courier.finish();
  }
}
