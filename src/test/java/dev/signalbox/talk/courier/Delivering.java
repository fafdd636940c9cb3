package dev.signalbox.talk.courier;

import static dev.signalbox.talk.Bench.PRIYA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.board.LaneId;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.TaskCommand;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.Team;
import dev.signalbox.board.WorkCommand;
import dev.signalbox.desk.Chore;
import dev.signalbox.talk.Bench;
import dev.signalbox.talk.Chat;
import dev.signalbox.talk.Message;
import dev.signalbox.talk.Span;
import dev.signalbox.talk.Spelling;
import dev.signalbox.talk.Teller;
import dev.signalbox.testkit.TeamSetup;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A courier turned by hand, between the real rules, desk and ledger and a chat on paper. */
abstract class Delivering {

  static final Chat.Room ROOM = new Chat.Room(Bench.TEAM, "local");

  @TempDir
  Path directory;

  final PaperChat chat = new PaperChat();
  final List<String> marks = new ArrayList<>();
  Bench bench;
  Delivery delivery;
  Attention attention;

  /** Called before every mark, to break there. */
  Runnable beforeMark = () -> {};

  /** Called after every mark, to crash there. */
  Runnable afterMark = () -> {};

  /** The team that a test is about. */
  Team team() {
    return TeamSetup.team().done();
  }

  @BeforeEach
  void open() throws InterruptedException {
    bench = new Bench(directory, team());
    bench.joins("ada", "build");
    bench.joins("kai", "build");
    bench.joins("lex", "review");
    begin();
    drain();
    chat.stored.clear();
    chat.calls.clear();
    marks.clear();
  }

  @AfterEach
  void close() {
    bench.close();
  }

  void begin() {
    attention = new Attention(bench.reads(), bench.time);
    delivery = delivery(chat, ROOM);
  }

  /** One that serves another room, and shares people's attention with the first. */
  Delivery delivery(Chat to, Chat.Room room) {
    Outbox outbox = new Outbox(room, bench.reads(), this::mark, bench.time);
    Teller teller = new Teller(bench.reads(), bench.time, Spelling.PROMPTED);
    return new Delivery(to, room, outbox, teller, attention, Courier.Clocks.of(bench.time));
  }

  private CompletableFuture<?> mark(Chore chore) {
    try {
      beforeMark.run();
    } catch (IllegalStateException e) {
      return CompletableFuture.failedFuture(e);
    }
    bench.chore(chore);
    marks.add(chore.getClass().getSimpleName());
    afterMark.run();
    return CompletableFuture.completedFuture(null);
  }

  void restart() {
    bench.restart();
    begin();
  }

  /** Delivers until nothing is due. */
  Duration drain() throws InterruptedException {
    return drain(delivery);
  }

  Duration drain(Delivery some) throws InterruptedException {
    for (int i = 0; i < 10_000; i++) {
      Duration pause = some.step();
      if (!pause.isZero()) {
        return pause;
      }
    }
    throw new AssertionError("never done: " + chat.calls);
  }

  /** Delivers until nothing is left, letting time pass where it must. */
  void finish() throws InterruptedException {
    for (int i = 0; i < 100; i++) {
      Duration pause = drain();
      if (bench.outbox().isEmpty()) {
        return;
      }
      bench.later(pause);
    }
    throw new AssertionError("never finished: " + bench.outbox());
  }

  /** Lets time pass as the courier does, step by step, until then. */
  void until(Instant end) throws InterruptedException {
    for (Duration pause = drain(); ; pause = drain()) {
      Duration left = Duration.between(bench.time.instant(), end);
      if (left.isZero() || left.isNegative()) {
        return;
      }
      bench.later(pause.compareTo(left) < 0 ? pause : left);
    }
  }

  void pass(Duration amount) throws InterruptedException {
    until(bench.time.instant().plus(amount));
  }

  /** A task of the owner's that is stuck at once. */
  TaskId stuck(String title, String owner) {
    TaskId id = owned(title, owner, null);
    bench.yes(new WorkCommand.AskForHelp(PRIYA, id, null, "which key?", ""));
    return id;
  }

  TaskId owned(String title, String owner, @Nullable String room) {
    return bench
        .yes(new TaskCommand.New(
            PRIYA,
            title,
            "",
            List.of(),
            new LaneId("docs"),
            List.of(),
            null,
            new PersonId(owner),
            List.of(),
            room))
        .answer()
        .task();
  }

  List<PaperChat.Stored> pings() {
    return chat.of(Message.Kind.PING);
  }

  /** Messages that mention somebody as they stand now. */
  List<String> mentions() {
    return chat.stored.stream()
        .filter(stored -> stored.message.lines().stream()
            .flatMap(line -> line.spans().stream())
            .anyMatch(Span.Mention.class::isInstance))
        .map(PaperChat.Stored::text)
        .toList();
  }

  TaskId task() {
    return bench.task("Retry failed webhooks", "build");
  }

  void parked(int number) {
    assertThat(marks.stream().filter("Parked"::equals)).hasSize(number);
    assertThat(bench.outbox()).isEmpty();
  }
}
