package dev.signalbox.talk.courier;

import dev.signalbox.desk.Chore;
import dev.signalbox.desk.Feed;
import dev.signalbox.desk.Reads;
import dev.signalbox.talk.Chat;
import dev.signalbox.talk.Teller;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers the outbox of one room, on a thread of its own, from the start until {@link #close}.
 * Whatever breaks is logged and tried again; a room that does not answer holds up no other. After each
 * message it rests as long as that kept a core busy, so that a backlog does not slow the board.
 */
public final class Courier implements AutoCloseable {

  /** How long it waits when storage or the platform's dialect broke. */
  private static final Duration AFTER_BREAKAGE = Duration.ofSeconds(1);

  private static final Duration CLOSE_MAX = Duration.ofSeconds(12);
  private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();
  private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

  private final Delivery delivery;
  private final Chat.Room room;
  private final Feed feed;
  private final Thread thread;
  private final AtomicBoolean resting = new AtomicBoolean();
  private volatile boolean closed;

  /**
   * The clocks that matter to a courier.
   *
   * @param desk by which rows of the outbox are dated
   * @param wall by which platforms date what they have
   */
  public record Clocks(InstantSource desk, InstantSource wall) {

    /** Where both are the same. */
    public static Clocks of(InstantSource both) {
      return new Clocks(both, both);
    }

    /** How far the desk's is ahead, because the other was set back; never negative. */
    Duration ahead() {
      Duration ahead = Duration.between(wall.instant(), desk.instant());
      return ahead.isNegative() ? Duration.ZERO : ahead;
    }
  }

  /**
   * What a courier works with.
   *
   * @param chores writes a mark; the future completes after the commit
   * @param feed wakes it when something new is committed
   * @param attention shared by the couriers of all rooms
   */
  public record Office(
      Reads reads,
      Function<Chore, ? extends CompletableFuture<?>> chores,
      Feed feed,
      Clocks clocks,
      Attention attention) {

    /** For couriers that share nobody's attention with others. */
    public Office(
        Reads reads,
        Function<Chore, ? extends CompletableFuture<?>> chores,
        Feed feed,
        Clocks clocks) {
      this(reads, chores, feed, clocks, new Attention(reads, clocks.desk()));
    }
  }

  public Courier(Chat chat, Chat.Room room, Office office, ThreadFactory threads) {
    this.room = room;
    this.feed = office.feed();
    Outbox outbox =
        new Outbox(room, office.reads(), office.chores(), office.clocks().desk());
    Teller teller = new Teller(office.reads(), office.clocks().desk(), chat.spelling());
    this.delivery = new Delivery(chat, room, outbox, teller, office.attention(), office.clocks());
    this.thread = threads.newThread(this::work);
    thread.start();
  }

  private void work() {
    try {
      while (!closed) {
        step();
      }
    } catch (InterruptedException e) {
      LOG.debug("the courier of {} is closed", room);
    }
  }

  private void step() throws InterruptedException {
    long seen = feed.changes();
    long busy = CPU.getCurrentThreadCpuTime();
    try {
      Duration pause = delivery.step();
      if (!pause.isZero()) {
        rest(() -> feed.await(seen, pause));
      } else {
        rest(() -> TimeUnit.NANOSECONDS.sleep(CPU.getCurrentThreadCpuTime() - busy));
      }
    } catch (RuntimeException e) {
      LOG.error("the courier of {} stumbled and goes on in {}", room, AFTER_BREAKAGE, e);
      rest(() -> Thread.sleep(AFTER_BREAKAGE.toMillis()));
    }
  }

  /** A way to wait. */
  private interface Rest {
    void take() throws InterruptedException;
  }

  /** Waits; only here an interrupt can reach the thread, never in a call to the platform. */
  private void rest(Rest rest) throws InterruptedException {
    synchronized (resting) {
      resting.set(!closed);
    }
    if (resting.get()) {
      rest.take();
    }
    synchronized (resting) {
      resting.set(false);
    }
  }

  /** Stops after the call to the platform that is under way, or after some seconds without it. */
  @Override
  public void close() {
    closed = true;
    synchronized (resting) {
      if (resting.get()) {
        thread.interrupt();
      }
    }
    try {
      thread.join(CLOSE_MAX.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
