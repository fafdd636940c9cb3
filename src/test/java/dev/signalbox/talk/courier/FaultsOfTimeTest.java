package dev.signalbox.talk.courier;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.signalbox.board.AgentId;
import dev.signalbox.board.Entry;
import dev.signalbox.board.Event;
import dev.signalbox.board.Hold;
import dev.signalbox.board.HoldEvent.HoldLost;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.Priority;
import dev.signalbox.board.TaskCommand;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.Team;
import dev.signalbox.board.TeamCommand;
import dev.signalbox.board.WorkCommand;
import dev.signalbox.desk.Chore;
import dev.signalbox.desk.Reply;
import dev.signalbox.desk.Request;
import dev.signalbox.talk.Bench;
import dev.signalbox.talk.Chat;
import dev.signalbox.talk.Message;
import dev.signalbox.testkit.TeamSetup;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/**
 * Each fault of time against what must come of it, on the real rules, desk and SQLite, with clocks
 * moved by hand. Of eight agents that hold a task each, four beat again after the fault and four
 * never do.
 */
class FaultsOfTimeTest {

  private static final Duration LOOK = Duration.ofSeconds(5);
  private static final Duration LOST_AFTER = Duration.ofMinutes(5);
  private static final Duration SILENT_BEFORE = Duration.ofSeconds(100);
  private static final Logger DESK = (Logger) LoggerFactory.getLogger("dev.signalbox.desk.Clerk");
  private static final Request.Key KEY = new Request.Key("k-1", "hash");

  /** What the machine does, and what the desk makes of it: steps ahead and back, and stalls. */
  enum Fault {
    ASLEEP_FOR_8_HOURS(true, 1, 0, 0) {
      @Override
      void happen(FaultsOfTimeTest test) {
        test.bench.time.step(Duration.ofHours(8));
      }
    },
    SET_BACK_BY_AN_HOUR(false, 0, 1, 0) {
      @Override
      void happen(FaultsOfTimeTest test) {
        test.bench.time.step(Duration.ofHours(-1));
      }
    },
    SET_BACK_BY_A_DAY(false, 0, 1, 0) {
      @Override
      void happen(FaultsOfTimeTest test) {
        test.bench.time.step(Duration.ofDays(-1));
      }
    },
    SET_AHEAD_BY_AN_HOUR(true, 1, 0, 0) {
      @Override
      void happen(FaultsOfTimeTest test) {
        test.bench.time.step(Duration.ofHours(1));
      }
    },
    SET_AHEAD_BY_A_YEAR(true, 1, 0, 0) {
      @Override
      void happen(FaultsOfTimeTest test) {
        test.bench.time.step(Duration.ofDays(365));
      }
    },
    DOWN_FOR_2_HOURS(true, 0, 0, 0) {
      @Override
      void happen(FaultsOfTimeTest test) {
        test.bench.time.pass(Duration.ofHours(2));
        test.courier.restart();
      }
    },
    SET_BACK_WHILE_DOWN(true, 0, 1, 0) {
      @Override
      void happen(FaultsOfTimeTest test) {
        test.bench.time.step(Duration.ofHours(-1));
        test.courier.restart();
      }
    },
    STOOD_STILL_FOR_60_SECONDS(true, 0, 0, 1) {
      @Override
      void happen(FaultsOfTimeTest test) {
        test.bench.time.pass(Duration.ofSeconds(60));
      }
    },
    STOOD_STILL_FOR_LONGER_THAN_A_LEASE(true, 0, 0, 1) {
      @Override
      void happen(FaultsOfTimeTest test) {
        test.bench.time.pass(LOST_AFTER.multipliedBy(3));
      }
    };

    private final boolean pauses;
    private final long ahead;
    private final long back;
    private final long stalls;

    Fault(boolean pauses, long ahead, long back, long stalls) {
      this.pauses = pauses;
      this.ahead = ahead;
      this.back = back;
      this.stalls = stalls;
    }

    abstract void happen(FaultsOfTimeTest test);
  }

  @TempDir
  Path directory;

  private final PaperChat chat = new PaperChat();
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private final Map<String, TaskId> holds = new HashMap<>();
  private Bench bench;
  private CourierHand courier;
  private TaskId made;
  private Instant promised;
  private Duration remaining;

  /** A task that is lost once is stuck: its owner is called. A hold may be older than a leap. */
  private static Team team() {
    return TeamSetup.team()
        .lane(
            "build",
            lane -> lane.notReviewed()
                .maxAttempts(1)
                .firstBeat(Duration.ofHours(1))
                .holdMax(Duration.ofDays(400)))
        .done();
  }

  @BeforeEach
  void begin() throws InterruptedException {
    logged.start();
    DESK.addAppender(logged);
    DESK.setLevel(Level.WARN);
    bench = Bench.watchful(directory, team());
    courier = new CourierHand(chat, new Chat.Room(Bench.TEAM, "local"), bench);
    made = makesOnce().answer().task();
    bench.yes(new TaskCommand.Cancel(Bench.PRIYA, made, "nobody is there for it"));
    for (int i = 0; i < 8; i++) {
      String agent = (i < 4 ? "faithful-" : "silent-") + i;
      bench.joins(agent, "build");
      TaskId task = bench.task("Task of " + agent, "build");
      bench.claims(agent, task);
      holds.put(agent, task);
    }
    promised = beats("silent-7").mailbox().holds().get(0).leaseUntil();
    passes(SILENT_BEFORE);
    remaining = Duration.between(bench.now(), promised);
    assertThat(remaining).isEqualTo(LOST_AFTER.minus(SILENT_BEFORE));
    courier.drain();
    chat.stored.clear();
  }

  @AfterEach
  void end() {
    DESK.setLevel(Level.OFF);
    DESK.detachAppender(logged);
    bench.close();
  }

  private Reply beats(String agent) {
    return bench.yes(WorkCommand.Heartbeat.of(new AgentId(agent)));
  }

  /** The same task asked for with the same key. */
  private Reply makesOnce() {
    return bench
        .serve(Request.of(
                Bench.TEAM,
                new TaskCommand.New(
                    Bench.OMAR,
                    "Made once",
                    "",
                    List.of(),
                    new LaneId("docs"),
                    List.of(),
                    Priority.NORMAL,
                    null,
                    List.of(),
                    null))
            .keyed(KEY))
        .join();
  }

  /** Time as it is lived: the desk looks now and then, and jobs sweep, now and then twice. */
  private void passes(Duration length) {
    for (Duration left = length; left.compareTo(Duration.ZERO) > 0; left = left.minus(LOOK)) {
      bench.time.pass(LOOK.compareTo(left) < 0 ? LOOK : left);
      bench.idle();
      bench.ask(TeamCommand.Sweep.NOW);
      bench.ask(TeamCommand.Sweep.NOW);
    }
  }

  private <E extends Event> List<E> events(Class<E> kind) {
    List<E> found = new ArrayList<>();
    for (Entry entry : bench.log()) {
      if (kind.isInstance(entry.event())) {
        found.add(kind.cast(entry.event()));
      }
    }
    return found;
  }

  private List<String> pings() {
    return chat.of(Message.Kind.PING).stream().map(PaperChat.Stored::text).toList();
  }

  @ParameterizedTest
  @EnumSource
  void nothing_ends_by_it_and_who_beats_again_keeps_its_epoch(Fault fault) {
    fault.happen(this);
    bench.ask(TeamCommand.Sweep.NOW);
    assertThat(events(HoldLost.class)).as("lost at once").isEmpty();
    for (int i = 0; i < 20; i++) {
      passes(Duration.ofSeconds(45));
      holds.keySet().stream().filter(agent -> agent.startsWith("faithful")).forEach(this::beats);
    }
    holds.forEach((agent, task) -> {
      if (agent.startsWith("faithful")) {
        Hold hold = bench.taskNow(task).held().orElseThrow();
        assertThat(hold.agent()).hasToString(agent);
        assertThat(hold.epoch()).isEqualTo(1);
      }
    });
    assertThat(events(HoldLost.class))
        .as("each that is silent, once")
        .extracting(lost -> lost.agent().name())
        .containsExactlyInAnyOrder("silent-4", "silent-5", "silent-6", "silent-7");
  }

  @ParameterizedTest
  @EnumSource
  void a_promised_lease_is_kept_and_not_made_longer_than_by_lost_after(Fault fault) {
    fault.happen(this);
    bench.idle();
    Duration lived = Duration.ZERO;
    while (events(HoldLost.class).isEmpty()) {
      assertThat(lived).as("awake").isLessThanOrEqualTo(remaining.plus(LOST_AFTER));
      passes(LOOK);
      lived = lived.plus(LOOK);
    }
    assertThat(bench.now()).isAfterOrEqualTo(promised);
    assertThat(lived).as("awake after the fault").isGreaterThanOrEqualTo(remaining);
    assertThat(lived)
        .isBetween(
            fault.pauses ? LOST_AFTER : remaining,
            (fault.pauses ? LOST_AFTER : remaining).plus(LOOK));
  }

  @ParameterizedTest
  @EnumSource
  void the_owner_of_all_that_was_lost_gets_one_message(Fault fault) throws InterruptedException {
    fault.happen(this);
    bench.idle();
    for (int i = 0; i < 20; i++) {
      passes(Duration.ofSeconds(45));
      courier.drain();
    }
    assertThat(events(HoldLost.class)).hasSize(8);
    assertThat(pings()).hasSize(1);
    assertThat(pings().get(0))
        .startsWith("🔔 @priya 8 tasks are ready or stuck.")
        .contains(holds.values().stream().map(task -> task + " ").toList());
  }

  @ParameterizedTest
  @EnumSource
  void what_is_told_is_told_at_once(Fault fault) throws InterruptedException {
    fault.happen(this);
    bench.idle();
    TaskId task = bench.task("Made after it", "docs");
    bench.later(Duration.ofSeconds(2));
    courier.drain();
    assertThat(chat.stored).anyMatch(said -> said.text().contains(task + " Made after it"));
  }

  @ParameterizedTest
  @EnumSource
  void a_key_that_was_used_before_has_its_one_effect(Fault fault) {
    fault.happen(this);
    bench.idle();
    bench.chore(new Chore.Tidy());
    Reply again = makesOnce();
    assertThat(again.replayed()).isTrue();
    assertThat(again.answer().task()).isEqualTo(made);
  }

  @ParameterizedTest
  @EnumSource
  void it_is_counted_once_and_warned_of(Fault fault) {
    fault.happen(this);
    passes(Duration.ofMinutes(1));
    assertThat(bench.meter().stepsAhead()).isEqualTo(fault.ahead);
    assertThat(bench.meter().stepsBack()).isEqualTo(fault.back);
    assertThat(bench.meter().stalls()).isEqualTo(fault.stalls);
    assertThat(logged.list)
        .as("warnings")
        .hasSize(Math.toIntExact(fault.ahead + fault.back + fault.stalls));
  }

  /** A year that the clock leapt, ten months that nothing ran, and a clock that was put right. */
  @Test
  void a_key_is_forgotten_after_two_days_awake() {
    bench.time.step(Duration.ofDays(365));
    bench.idle();
    courier.restart();
    bench.time.pass(Duration.ofDays(300));
    courier.restart();
    bench.time.step(Duration.ofDays(-365));
    awake(Duration.ofHours(47));
    assertThat(makesOnce().replayed()).isTrue();
    awake(Duration.ofHours(2));
    assertThat(makesOnce().replayed()).isFalse();
  }

  private void awake(Duration length) {
    for (Duration left = length; left.compareTo(Duration.ZERO) > 0; left = left.minusSeconds(30)) {
      bench.time.pass(Duration.ofSeconds(30));
      bench.idle();
    }
    bench.chore(new Chore.Tidy());
  }
}
