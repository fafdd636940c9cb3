package dev.signalbox.talk.courier;

import dev.signalbox.board.Entry;
import dev.signalbox.board.HoldEvent;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.ResourceEvent;
import dev.signalbox.board.Subject;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.Team;
import dev.signalbox.desk.Chore;
import dev.signalbox.desk.Demand;
import dev.signalbox.desk.Reads;
import dev.signalbox.desk.Reads.OutboxRow;
import dev.signalbox.talk.Chat.MessageRef;
import dev.signalbox.talk.Chat.Room;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.LongFunction;

/** The rows of one room, and the marks that say how far each came. Not thread-safe. */
final class Outbox {

  /** Rows looked at together. */
  static final int PAGE = Reads.PAGE_MAX;

  /** Nothing is postponed for longer; rows that wait are seen too, so that none overtakes them. */
  private static final Duration AHEAD = Duration.ofDays(400);

  private static final long COMMIT_SECONDS_MAX = 60;

  private final Room room;
  private final Reads reads;
  private final Function<Chore, ? extends CompletableFuture<?>> chores;
  private final InstantSource clock;
  /** Where cards are, or that there is none: nobody else posts them here. */
  private final Map<Subject, Optional<MessageRef>> cards = new Recent<>();

  /** Marks that are not durable yet, in order. Writing one twice does no harm. */
  private final List<Chore> owed = new ArrayList<>();

  Outbox(
      Room room,
      Reads reads,
      Function<Chore, ? extends CompletableFuture<?>> chores,
      InstantSource clock) {
    this.room = room;
    this.reads = reads;
    this.chores = chores;
    this.clock = clock;
  }

  List<OutboxRow> rows() {
    return reads.outbox(room.team(), room.name(), clock.instant().plus(AHEAD), PAGE);
  }

  /** The task's card in this room, once it is posted. */
  Optional<MessageRef> card(Subject subject) {
    return cards.computeIfAbsent(subject, some -> message(some, Demand.Kind.CARD, 0));
  }

  /** The board that this room shares, once it is posted. */
  Optional<MessageRef> board(Subject subject) {
    return message(subject, Demand.Kind.BOARD, 0);
  }

  /** The message of the ping that is to be edited, once it is posted. */
  Optional<MessageRef> pingOf(Demand edit) {
    return reads.message(room.team(), edit).map(id -> new MessageRef(room, id));
  }

  /** Every ping that waits to be told to somebody in this room. */
  List<OutboxRow> waitingPings(PersonId person) {
    return reads.waitingPings(room.team(), room.name(), person, clock.instant());
  }

  /** The pings in doubt that went out together under that number. */
  List<OutboxRow> parcel(long parcel) {
    return reads.parcel(room.team(), room.name(), parcel);
  }

  boolean waitsForCard(Subject subject) {
    return reads.waits(room.team(), room.name(), subject, Demand.Kind.CARD);
  }

  boolean waitsForPing(Subject subject) {
    return reads.waits(room.team(), room.name(), subject, Demand.Kind.PING);
  }

  /** The team's settings in force. */
  Team team() {
    return reads
        .team(room.team())
        .orElseThrow(() -> new IllegalStateException("there is no team " + room.team()));
  }

  Optional<Reads.PingDetails> asked(Demand demand) {
    return reads.ping(room.team(), demand.subject(), demand.episode());
  }

  /** Whether a card's edit would tell nothing but how work goes, and who has what it waits for. */
  boolean onlyNotes(Errand errand) {
    Optional<TaskId> task = errand.subject().taskId();
    boolean latest =
        reads.event(room.team(), errand.demand().event()).filter(Outbox::note).isPresent();
    return latest
        && task.isPresent()
        && reads.history(room.team(), task.get()).stream()
            .filter(entry -> !entry.at().isBefore(errand.first().at()))
            .allMatch(Outbox::note);
  }

  private static boolean note(Entry entry) {
    return entry.event() instanceof HoldEvent.Progressed || entry.event() instanceof ResourceEvent;
  }

  private Optional<MessageRef> message(Subject subject, Demand.Kind kind, int episode) {
    return reads
        .message(room.team(), room.name(), subject, kind, episode)
        .map(id -> new MessageRef(room, id));
  }

  /** Writes what an earlier step could not write; nothing else may happen before. */
  void payDebts() throws InterruptedException {
    write();
  }

  /**
   * The platform is about to hear of it.
   *
   * @throws IllegalStateException if that was not written: then it must not hear of it
   */
  void sending(Errand errand) throws InterruptedException {
    PersonId mentioned = errand.calls().orElse(null);
    owed.add(together(errand.rows().stream()
        .<Chore>map(row -> new Chore.Sending(row.id(), errand.id(), mentioned))
        .toList()));
    try {
      write();
    } catch (IllegalStateException e) {
      owed.clear();
      owed.add(marks(errand, row -> new Chore.Postponed(row, Duration.ZERO, false)));
      throw e;
    }
  }

  void sent(Errand errand, MessageRef message) throws InterruptedException {
    if (errand.card()) {
      cards.put(errand.subject(), Optional.of(message));
    }
    mark(errand, row -> new Chore.Sent(row, message.id()));
  }

  /** Surely not sent; somebody asked us to wait. */
  void postponed(Errand errand, Duration delay) throws InterruptedException {
    mark(errand, row -> new Chore.Postponed(row, delay, false));
  }

  /** Surely not sent, although it was tried. */
  void failed(Errand errand, Duration delay) throws InterruptedException {
    mark(errand, row -> new Chore.Postponed(row, delay, true));
  }

  /** There is nothing to say any more. */
  void dropped(Errand errand) throws InterruptedException {
    mark(errand, Chore.Dropped::new);
  }

  void uncertain(Errand errand, String why) throws InterruptedException {
    mark(errand, row -> new Chore.Uncertain(row, why));
  }

  void parked(Errand errand, String why) throws InterruptedException {
    mark(errand, row -> new Chore.Parked(row, why));
  }

  /** The card was deleted on the platform; the ledger is asked again where it is. */
  void forgetCard(Subject subject) {
    cards.remove(subject);
  }

  private static List<OutboxRow> reversed(Errand errand) {
    List<OutboxRow> rows = new ArrayList<>(errand.rows());
    Collections.reverse(rows);
    return rows;
  }

  private void mark(Errand errand, LongFunction<Chore> chore) throws InterruptedException {
    owed.add(marks(errand, chore));
    write();
  }

  private static Chore marks(Errand errand, LongFunction<Chore> chore) {
    return together(reversed(errand).stream().map(row -> chore.apply(row.id())).toList());
  }

  /** All of them in one transaction. */
  private static Chore together(List<Chore> chores) {
    return chores.size() == 1 ? chores.get(0) : new Chore.All(chores);
  }

  /**
   * Waits until everything owed is durable.
   *
   * @throws IllegalStateException if that failed; then it is owed still
   */
  private void write() throws InterruptedException {
    List<CompletableFuture<?>> written = new ArrayList<>();
    owed.forEach(chore -> written.add(chores.apply(chore)));
    try {
      CompletableFuture.allOf(written.toArray(CompletableFuture<?>[]::new))
          .get(COMMIT_SECONDS_MAX, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the ledger did not take a mark of the outbox", e);
    }
    owed.clear();
  }
}
