package dev.signalbox.talk.courier;

import dev.signalbox.desk.Chore;
import dev.signalbox.desk.Reads;
import dev.signalbox.talk.Bench;
import dev.signalbox.talk.Chat;
import dev.signalbox.talk.Teller;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A courier's work in one room, turned by hand, for tests of a platform's dialect. */
public final class CourierHand {

  private static final int STEPS_MAX = 20_000;

  private final Chat chat;
  private final Chat.Room room;
  private final Bench bench;
  private Delivery delivery;

  /** Called before every mark, and after it, to break or crash there. */
  public Runnable beforeMark = () -> {};

  public Runnable afterMark = () -> {};

  /** Marks that put a row aside for ever, with the reason. */
  public final List<Chore.Parked> parked = new ArrayList<>();

  public CourierHand(Chat chat, Chat.Room room, Bench bench) {
    this.chat = chat;
    this.room = room;
    this.bench = bench;
    begin();
  }

  private void begin() {
    Outbox outbox = new Outbox(room, bench.reads(), this::mark, bench::now);
    Teller teller = new Teller(bench.reads(), bench::now, chat.spelling());
    Attention attention = new Attention(bench.reads(), bench::now);
    delivery = new Delivery(
        chat, room, outbox, teller, attention, new Courier.Clocks(bench::now, bench.time));
  }

  private CompletableFuture<?> mark(Chore chore) {
    beforeMark.run();
    bench.chore(chore);
    if (chore instanceof Chore.Parked aside) {
      parked.add(aside);
    }
    afterMark.run();
    return CompletableFuture.completedFuture(null);
  }

  /** The process ends and another one begins: ledger and courier are opened anew. */
  public void restart() {
    bench.restart();
    begin();
  }

  /** What is still to be told. */
  public List<Reads.OutboxRow> waiting() {
    return bench
        .reads()
        .outbox(Bench.TEAM, room.name(), bench.now().plus(Duration.ofDays(400)), 200);
  }

  /** Delivers until nothing is due; tells how long that lasts. */
  public Duration drain() throws InterruptedException {
    for (int i = 0; i < STEPS_MAX; i++) {
      Duration pause = delivery.step();
      if (!pause.isZero()) {
        return pause;
      }
    }
    throw new AssertionError("never done: " + waiting());
  }

  /** Delivers until nothing is left, letting time pass where it must. */
  public void finish() throws InterruptedException {
    for (int i = 0; i < STEPS_MAX; i++) {
      Duration pause = drain();
      if (waiting().isEmpty()) {
        return;
      }
      bench.later(pause);
    }
    throw new AssertionError("never finished: " + waiting());
  }
}
