package dev.signalbox.desk;

import dev.signalbox.board.Command.Weight;
import dev.signalbox.board.Refusal;
import dev.signalbox.board.Refusal.Code;
import dev.signalbox.board.Team;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one writer. Commands of all teams come in from any thread; one thread decides them in
 * batches, writes each batch in one transaction, and then answers.
 *
 * <p>{@link #submit} and {@link #chore} are thread-safe and never block. Replies are completed on
 * the desk's thread: whoever is called back must hand heavy work on.
 */
public final class Desk implements AutoCloseable {

  /** How many commands share one transaction at most. */
  static final int BATCH_MAX = 256;

  private static final long RETRY_MIN_S = 3;
  private static final long RETRY_MAX_S = 30;

  private static final Logger LOG = LoggerFactory.getLogger(Desk.class);

  private final Inbox inbox = new Inbox();
  private final Clerk clerk;
  private final Thread thread;

  /**
   * Loads every team and starts to work.
   *
   * @param teams the settings to be in force
   * @param wall what the clock on the wall says
   * @param nanos what the monotonic clock says
   * @throws IllegalArgumentException if settings leave out what a team still needs, naming it
   * @throws LedgerException if the ledger cannot be read or written
   */
  public Desk(
      Ledger ledger,
      Demands demands,
      List<Team> teams,
      InstantSource wall,
      LongSupplier nanos,
      ThreadFactory threads) {
    this.clerk = new Clerk(ledger, demands, teams, new LogicalTime(wall, nanos, ledger.clock()));
    this.thread = threads.newThread(this::work);
    thread.start();
  }

  /**
   * Hands a command in.
   *
   * @return its reply, once it is durable; refused at once where there is no room for it
   */
  public CompletableFuture<Reply> submit(Request request) {
    CompletableFuture<Reply> reply = new CompletableFuture<>();
    var unused = reply.whenComplete((is, failure) -> meter().answered(request.command(), is));
    if (!inbox.offer(new Inbox.Letter(request, reply))) {
      reply.complete(Reply.refused(inbox.closed() ? shuttingDown() : overloaded(request)));
    }
    return reply;
  }

  /**
   * Hands in something to write that is no command.
   *
   * @return completed after the commit; exceptionally with a {@link LedgerException} if it failed
   */
  public CompletableFuture<@Nullable Void> chore(Chore chore) {
    CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
    if (!inbox.offer(new Inbox.Errand(chore, done))) {
      done.completeExceptionally(new LedgerException(
          LedgerException.Kind.LOCKED,
          "too much is waiting to be written",
          new IllegalStateException("the inbox is full or closed")));
    }
    return done;
  }

  /** Tells when something new is committed. */
  public Feed feed() {
    return clerk.feed();
  }

  /** What the desk has done so far, in numbers. */
  public DeskMeter meter() {
    return clerk.meter();
  }

  /** The desk's time: what happened, and what is to happen, is dated by it. */
  public Instant now() {
    return clerk.now();
  }

  /** Why nothing can be changed at the moment, if so. */
  public Optional<Code> outage() {
    return clerk.outage();
  }

  /** How many commands of a weight wait to be taken. */
  public int waiting(Weight weight) {
    return inbox.size(weight);
  }

  /** Whether commands of any weight are turned away for want of room. */
  public boolean full() {
    return inbox.full();
  }

  /** How many commands and chores wait to be taken. */
  public int waiting() {
    return inbox.size();
  }

  /**
   * Takes nothing more in, answers all that came in, and ends. Requests that wait for work are
   * answered with their place in line.
   */
  @Override
  public void close() {
    inbox.close();
    try {
      thread.join(10_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      LOG.error("The desk did not finish within 10 s; it is interrupted.");
      thread.interrupt();
    }
  }

  private void work() {
    boolean last = false;
    while (!last) {
      last = inbox.closed() && inbox.size() == 0;
      try {
        serve(inbox.take(BATCH_MAX, last ? Duration.ZERO : clerk.idle()), last);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void serve(Inbox.Delivery delivery, boolean last) {
    long begun = System.nanoTime();
    try {
      clerk.serve(delivery, last);
    } catch (RuntimeException | Error e) {
      LOG.error("The desk met a bug; it loads its boards again and goes on.", e);
      clerk.recover(delivery, e);
    }
    if (!delivery.letters().isEmpty()) {
      inbox.took(System.nanoTime() - begun);
    }
  }

  /** In a while that grows with how much waits, at random, so that not all come back together. */
  private Refusal overloaded(Request request) {
    long wait = inbox.wait(request.command().weight()).toSeconds();
    long most = Math.min(RETRY_MAX_S, RETRY_MIN_S + RETRY_MIN_S * wait);
    return Refusal.of(Code.OVERLOADED, "Too much is waiting at the moment; nothing changed.")
        .retryAfter(Duration.ofSeconds(ThreadLocalRandom.current().nextLong(1, most + 1)));
  }

  private static Refusal shuttingDown() {
    return Refusal.of(Code.SHUTTING_DOWN, "The server is stopping; nothing changed.")
        .retryAfter(Duration.ofSeconds(5));
  }
}
