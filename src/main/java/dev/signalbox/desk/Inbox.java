package dev.signalbox.desk;

import dev.signalbox.board.Command.Weight;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What waits for the desk: a bounded queue for each weight of command, so that signs of life and
 * finished work still find room when wishes do not. What else would wait longer than {@link
 * #WAIT_MAX} is turned away at once: its sender learns more from a no than from silence.
 * Thread-safe.
 */
final class Inbox {

  /** How many commands of one weight may wait: as many as a team may have agents. */
  static final int CAPACITY = 1_024;

  /** How long a command may have to wait for those before it, as far as can be told. */
  static final Duration WAIT_MAX = Duration.ofSeconds(1);

  /** What the latest batch counts in the mean: about the last ten count. */
  private static final double LATEST = 0.2;

  /** How long the desk waits for more, when it had more before: about as long as a commit takes. */
  private static final Duration GATHER = Duration.ofNanos(400_000);

  /** How many chores may wait. Their senders wait for each before they send the next. */
  static final int CHORES_MAX = 1_024;

  /** A command and whoever waits for its reply. */
  record Letter(Request request, CompletableFuture<Reply> reply) {}

  /** Something to write that is no command. */
  record Errand(Chore chore, CompletableFuture<@Nullable Void> done) {}

  /** What is to be done next. */
  record Delivery(List<Letter> letters, List<Errand> errands) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final Map<Weight, Deque<Letter>> letters = new EnumMap<>(Weight.class);
  private final Deque<Errand> errands = new ArrayDeque<>();
  private final Duration gathering;
  private boolean closed;

  /** Whether commands that were taken are being worked on. */
  private boolean atWork;

  /** How many commands were taken together before. */
  private int takenLast;

  /** How long a batch takes, in the mean. */
  private double batchNanos;

  Inbox() {
    this(GATHER);
  }

  /**
   * One that waits longer or shorter for more.
   *
   * @param gathering how long at most for those who were just answered
   */
  Inbox(Duration gathering) {
    this.gathering = gathering;
    for (Weight weight : Weight.values()) {
      letters.put(weight, new ArrayDeque<>());
    }
  }

  /** Whether there was room. */
  boolean offer(Letter letter) {
    lock.lock();
    try {
      Weight weight = letter.request().command().weight();
      Deque<Letter> queue = queue(weight);
      boolean late = weight != Weight.RELIEF && wait(weight).compareTo(WAIT_MAX) > 0;
      if (closed || queue.size() >= CAPACITY || late) {
        return false;
      }
      queue.add(letter);
      arrived.signal();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * How long a command would wait, as far as can be told: for the batch that is being worked on, and
   * for those before its own, which hold more relieving commands and older ones of its kind.
   */
  Duration wait(Weight weight) {
    lock.lock();
    try {
      int ahead = letters.entrySet().stream()
          .filter(queue -> queue.getKey().compareTo(weight) <= 0)
          .mapToInt(queue -> queue.getValue().size())
          .sum();
      int batches = ahead / Desk.BATCH_MAX + (atWork ? 1 : 0);
      return Duration.ofNanos((long) (batches * batchNanos));
    } finally {
      lock.unlock();
    }
  }

  /** The desk is done with what it took last, after so long. One stall alone says little. */
  void took(long nanos) {
    lock.lock();
    try {
      atWork = false;
      batchNanos += LATEST * (Math.min(nanos, 2 * WAIT_MAX.toNanos()) - batchNanos);
    } finally {
      lock.unlock();
    }
  }

  /** Whether there was room. */
  boolean offer(Errand errand) {
    lock.lock();
    try {
      if (closed || errands.size() >= CHORES_MAX) {
        return false;
      }
      errands.add(errand);
      arrived.signal();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes what waits, most relieving first, at most {@code most} commands.
   *
   * @param patience how long to wait for the first
   */
  Delivery take(int most, Duration patience) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = patience.toNanos();
      while (size() == 0 && !closed && left > 0) {
        left = arrived.awaitNanos(left);
      }
      gather();
      List<Letter> taken = new ArrayList<>();
      for (Weight weight : Weight.values()) {
        Deque<Letter> queue = queue(weight);
        while (taken.size() < most && !queue.isEmpty()) {
          taken.add(queue.remove());
        }
      }
      List<Errand> chores = new ArrayList<>(errands);
      errands.clear();
      atWork = !taken.isEmpty();
      takenLast = taken.size();
      return new Delivery(taken, chores);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Those who were just answered are about to ask again: a moment's patience with them makes one
   * commit of what would be many. Where one at a time asks, nobody waits.
   */
  private void gather() throws InterruptedException {
    long left = gathering.toNanos();
    while (!closed && left > 0 && size() > 0 && size() < takenLast / 2) {
      left = arrived.awaitNanos(left);
    }
  }

  /** Takes nothing more in; what waits can still be taken out. */
  void close() {
    lock.lock();
    try {
      closed = true;
      arrived.signalAll();
    } finally {
      lock.unlock();
    }
  }

  boolean closed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  /** How many commands and chores wait. */
  int size() {
    lock.lock();
    try {
      return letters.values().stream().mapToInt(Deque::size).sum() + errands.size();
    } finally {
      lock.unlock();
    }
  }

  int size(Weight weight) {
    lock.lock();
    try {
      return queue(weight).size();
    } finally {
      lock.unlock();
    }
  }

  /** Whether there is no room for commands of some weight. */
  boolean full() {
    lock.lock();
    try {
      return letters.values().stream().anyMatch(queue -> queue.size() >= CAPACITY);
    } finally {
      lock.unlock();
    }
  }

  /** Wakes the desk without giving it anything. */
  void nudge() {
    lock.lock();
    try {
      arrived.signal();
    } finally {
      lock.unlock();
    }
  }

  private Deque<Letter> queue(Weight weight) {
    Deque<Letter> queue = letters.get(weight);
    if (queue == null) {
      throw new IllegalStateException("no queue for " + weight);
    }
    return queue;
  }
}
