package dev.signalbox.talk.courier;

import static dev.signalbox.talk.Bench.PRIYA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.board.TaskCommand;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.Team;
import dev.signalbox.talk.Chat;
import dev.signalbox.testkit.TeamSetup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The courier dies before or after any mark and any call to the platform: no ping is lost, and each
 * message stands there once.
 */
class PingCrashTest extends Delivering {

  private static final Duration HOUR = Duration.ofHours(1);

  @Override
  Team team() {
    return TeamSetup.team().done();
  }

  /** Something to live through twice: until the crash, and after it. */
  private interface Course {
    void run() throws InterruptedException;
  }

  /** Dies at the n-th moment at which that makes a difference; false where there are fewer. */
  private boolean crashes(int moment, Course course) throws InterruptedException {
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
    boolean crashed = false;
    try {
      course.run();
    } catch (PaperChat.Crash e) {
      crashed = true;
    }
    chat.step = () -> {};
    afterMark = () -> {};
    beforeMark = () -> {};
    restart();
    return crashed;
  }

  private void anew(int moment) {
    chat.stored.clear();
    bench.later(HOUR.plusSeconds(1));
    bench.beats("ada", "kai", "lex");
    chat.pace = moment % 2 == 0 ? Chat.Pace.CALM : Chat.Pace.AT_ONCE;
  }

  private static List<String> about(List<PaperChat.Stored> pings, TaskId task) {
    return pings.stream()
        .map(PaperChat.Stored::text)
        .filter(text -> (text + " ").contains(task + " "))
        .toList();
  }

  @Test
  void a_ping_its_snooze_and_its_second_mention() throws InterruptedException {
    int moment = 0;
    boolean crashed;
    do {
      moment++;
      anew(moment);
      TaskId task = stuck("Retry failed webhooks", "omar");
      crashed = crashes(moment, () -> {
        finish();
        bench.yes(new TaskCommand.Snooze(PRIYA, task, HOUR));
        finish();
        bench.sweepAfter(HOUR);
        finish();
      });
      finish();
      if (bench.taskNow(task).mentions() == 1) {
        bench.yes(new TaskCommand.Snooze(PRIYA, task, HOUR));
        finish();
        bench.sweepAfter(HOUR);
      }
      finish();
      List<String> said = about(pings(), task);
      assertThat(said).as("pings, crash at %d", moment).hasSize(2);
      assertThat(said.get(0)).as("crash at %d", moment).startsWith("Snoozed until ");
      assertThat(said.get(1)).as("crash at %d", moment).startsWith("🔔 @omar");
      bench.yes(new TaskCommand.Cancel(PRIYA, task, "not needed"));
      finish();
      assertThat(about(pings(), task).get(1)).startsWith("✕ Cancelled");
      parked(0);
    } while (crashed);
    assertThat(moment).isGreaterThan(20);
  }

  @Test
  void a_collected_message() throws InterruptedException {
    int moment = 0;
    boolean crashed;
    do {
      moment++;
      anew(moment);
      List<TaskId> tasks = new ArrayList<>();
      for (int i = 0; i < 9; i++) {
        tasks.add(stuck("Task " + i, "omar"));
        bench.later(Duration.ofMillis(1));
      }
      crashed = crashes(moment, this::finish);
      finish();
      assertThat(pings()).as("messages, crash at %d", moment).hasSizeBetween(6, 7);
      for (TaskId task : tasks) {
        assertThat(about(pings(), task)).as("%s, crash at %d", task, moment).hasSize(1);
        bench.yes(new TaskCommand.Cancel(PRIYA, task, "not needed"));
      }
      finish();
      assertThat(mentions()).as("open, crash at %d", moment).isEmpty();
      parked(0);
    } while (crashed);
    assertThat(moment).isGreaterThan(30);
  }
}
