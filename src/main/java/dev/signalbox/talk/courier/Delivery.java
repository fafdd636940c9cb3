package dev.signalbox.talk.courier;

import dev.signalbox.board.PersonEvent;
import dev.signalbox.board.Subject;
import dev.signalbox.desk.Demand;
import dev.signalbox.desk.Reads;
import dev.signalbox.desk.Reads.OutboxRow;
import dev.signalbox.talk.Chat;
import dev.signalbox.talk.Chat.Finding;
import dev.signalbox.talk.Chat.MessageRef;
import dev.signalbox.talk.Chat.Parcel;
import dev.signalbox.talk.Chat.Receipt;
import dev.signalbox.talk.Chat.Room;
import dev.signalbox.talk.Message;
import dev.signalbox.talk.Teller;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers one errand after the other. Owns no thread and never sleeps: {@link #step} does what is
 * due and says how long there is nothing to do.
 */
final class Delivery {

  /** How often a row is tried before it is put aside. */
  static final int TRIES_MAX = 5;

  /** With more waiting rows, many lines of one task are counted instead of told. */
  static final int BUSY_ABOVE = 60;

  /** How long there is nothing to do if nothing is waiting. */
  static final Duration IDLE = Duration.ofSeconds(30);

  private static final Duration ALL = Duration.ofDays(400);
  private static final Duration BACKOFF = Duration.ofSeconds(1);
  private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

  private final Chat chat;
  private final Room room;
  private final Outbox outbox;
  private final Teller teller;
  private final InstantSource clock;

  private final Map<Long, Trouble> troubles = new HashMap<>();
  private final Set<Subject> reposted = new HashSet<>();
  private final Map<Subject, Instant> lastEdits = new HashMap<>();

  /** How often an errand failed, and until when it rests. */
  private record Trouble(int tries, Instant until) {}

  /** An errand with what decides when it is its turn. */
  private record Turn(Errand errand, @Nullable MessageRef target, Instant due) {
    int rank() {
      return errand.rank(target != null);
    }
  }

  Delivery(Chat chat, Room room, Outbox outbox, Teller teller, InstantSource clock) {
    this.chat = chat;
    this.room = room;
    this.outbox = outbox;
    this.teller = teller;
    this.clock = clock;
  }

  /**
   * Delivers the most pressing errand that is due, if there is one.
   *
   * @return zero if something was done; else how long nothing will be due, if nothing new comes
   */
  Duration step() throws InterruptedException {
    outbox.payDebts();
    Duration away = chat.away();
    if (!away.isZero()) {
      return away;
    }
    List<OutboxRow> rows = outbox.rows();
    Instant now = clock.instant();
    Instant next = now.plus(IDLE);
    Turn first = null;
    for (Errand errand : Errand.of(rows, merge(rows))) {
      Optional<Turn> turn = turn(errand, rows, now);
      if (turn.isEmpty()) {
        continue;
      }
      if (turn.get().due().isAfter(now)) {
        next = turn.get().due().isBefore(next) ? turn.get().due() : next;
      } else if (first == null || BY_RANK.compare(turn.get(), first) < 0) {
        first = turn.get();
      }
    }
    if (first == null) {
      return Duration.between(now, next);
    }
    deliver(first, rows.size() > BUSY_ABOVE);
    return Duration.ZERO;
  }

  /** A busy room takes all lines of a task together, however far apart they were. */
  private Duration merge(List<OutboxRow> rows) {
    return rows.size() > BUSY_ABOVE ? ALL : chat.pace().merge();
  }

  private static final Comparator<Turn> BY_RANK = Comparator.comparingInt(Turn::rank)
      .thenComparingLong(turn -> turn.errand().id());

  /** When it is an errand's turn; empty while it waits for another. */
  private Optional<Turn> turn(Errand errand, List<OutboxRow> rows, Instant now) {
    MessageRef target = target(errand).orElse(null);
    boolean edits = errand.kind() == Demand.Kind.CARD || errand.kind() == Demand.Kind.PING_EDIT;
    Instant due = errand.due(edits && target != null, chat.pace());
    if (errand.kind() == Demand.Kind.CARD && target != null) {
      due = notBeforeNotes(errand, due);
    }
    Trouble trouble = troubles.get(errand.id());
    if (trouble == null && errand.inDoubt()) {
      trouble = new Trouble(0, now.plus(chat.pace().look()));
      troubles.put(errand.id(), trouble);
    }
    Instant until = trouble == null ? due : trouble.until();
    boolean waits = target == null && waitsFor(errand, rows);
    return waits
        ? Optional.empty()
        : Optional.of(new Turn(errand, target, until.isAfter(due) ? until : due));
  }

  /** News of work alone must not edit a card too often, where the platform asks for that. */
  private Instant notBeforeNotes(Errand errand, Instant due) {
    Instant edited = lastEdits.get(errand.subject());
    if (edited == null) {
      return due;
    }
    Instant next = edited.plus(chat.pace().notes());
    return next.isAfter(due) && outbox.onlyNotes(errand) ? next : due;
  }

  /** The message that an errand edits, or in whose thread it stands. */
  private Optional<MessageRef> target(Errand errand) {
    return switch (errand.kind()) {
      case PING, PING_EDIT -> outbox.ping(errand.demand());
      case CARD -> outbox.card(errand.subject());
      case LINE ->
        errand.subject().taskId().isPresent() ? outbox.card(errand.subject()) : Optional.empty();
    };
  }

  /** Whether what it builds on is still on its way. */
  private static boolean waitsFor(Errand errand, List<OutboxRow> rows) {
    Demand.Kind needed = switch (errand.kind()) {
      case LINE -> Demand.Kind.CARD;
      case PING_EDIT -> Demand.Kind.PING;
      case PING, CARD -> null;
    };
    boolean room = errand.subject().taskId().isEmpty() && errand.kind() == Demand.Kind.LINE;
    return !room
        && needed != null
        && rows.stream()
            .map(OutboxRow::demand)
            .anyMatch(demand -> demand.kind() == needed
                && demand.subject().equals(errand.subject())
                && (needed == Demand.Kind.CARD
                    || demand.episode() == errand.demand().episode()));
  }

  private void deliver(Turn turn, boolean busy) throws InterruptedException {
    Errand errand = turn.errand();
    MessageRef posted = turn.target();
    if (errand.kind() == Demand.Kind.PING && posted != null) {
      done(errand, posted);
      return;
    }
    if (errand.inDoubt() && !edits(turn) && !mayResend(turn)) {
      return;
    }
    Optional<Message> message = said(errand, busy);
    if (message.isPresent()) {
      outbox.sending(errand);
      took(
          turn,
          send(turn, new Parcel(errand.id(), errand.subject(), message.get())),
          message.get());
    }
  }

  private static boolean edits(Turn turn) {
    return turn.target() != null && turn.errand().kind() != Demand.Kind.LINE;
  }

  /** What to say; a failure to say it counts as a try. */
  private Optional<Message> said(Errand errand, boolean busy) throws InterruptedException {
    try {
      Optional<Message> message = teller.tell(errand.rows(), busy);
      if (message.isEmpty()) {
        outbox.parked(errand, "there is nothing to say any more");
      }
      return message;
    } catch (RuntimeException e) {
      LOG.error("outbox row {} cannot be put into words", errand.id(), e);
      failed(errand, "cannot be put into words: " + e, false);
      return Optional.empty();
    }
  }

  /** Asks the platform whether a doubtful message arrived, and whether to send it again. */
  private boolean mayResend(Turn turn) throws InterruptedException {
    Errand errand = turn.errand();
    MessageRef thread = errand.kind() == Demand.Kind.LINE ? turn.target() : null;
    Finding finding = chat.find(room, thread, errand.id(), errand.first().at());
    if (finding instanceof Finding.Found found) {
      done(errand, found.message());
      return false;
    }
    if (finding instanceof Finding.AskLater later) {
      rest(errand, later.delay());
      return false;
    }
    if (finding instanceof Finding.Blind && isReady(errand)) {
      park(errand, "held: it may have been sent, and nobody can look; send it by hand");
      return false;
    }
    return true;
  }

  private boolean isReady(Errand errand) {
    return errand.kind() == Demand.Kind.PING
        && outbox
            .asked(errand.demand())
            .map(Reads.PingDetails::kind)
            .filter(kind -> kind == PersonEvent.Pinged.Kind.READY)
            .isPresent();
  }

  private Receipt send(Turn turn, Parcel parcel) {
    MessageRef target = turn.target();
    try {
      if (target == null) {
        return turn.errand().kind() == Demand.Kind.PING_EDIT || needsThread(turn.errand())
            ? new Receipt.Never("the message it belongs to was never posted")
            : chat.post(room, parcel);
      }
      return turn.errand().kind() == Demand.Kind.LINE
          ? chat.reply(target, parcel)
          : chat.edit(target, parcel);
    } catch (RuntimeException e) {
      LOG.error("outbox row {} broke the dialect of {}", parcel.outbox(), room, e);
      return new Receipt.Unknown("the dialect broke: " + e);
    }
  }

  private static boolean needsThread(Errand errand) {
    return errand.kind() == Demand.Kind.LINE && errand.subject().taskId().isPresent();
  }

  private void took(Turn turn, Receipt receipt, Message message) throws InterruptedException {
    Errand errand = turn.errand();
    if (receipt instanceof Receipt.Sent sent) {
      done(errand, sent.message());
    } else if (receipt instanceof Receipt.Later later) {
      outbox.postponed(errand, later.delay());
    } else if (receipt instanceof Receipt.Unknown unknown) {
      failed(errand, unknown.why(), true);
    } else if (receipt instanceof Receipt.Gone gone) {
      gone(turn, gone.why(), message);
    } else if (receipt instanceof Receipt.Never never) {
      park(errand, never.why());
    }
  }

  /** A card that somebody deleted is posted once more; then it is respected. */
  private void gone(Turn turn, String why, Message message) throws InterruptedException {
    Errand errand = turn.errand();
    outbox.forgetCard(errand.subject());
    if (errand.kind() == Demand.Kind.CARD && reposted.add(errand.subject())) {
      Turn anew = new Turn(errand, null, turn.due());
      took(anew, send(anew, new Parcel(errand.id(), errand.subject(), message)), message);
    } else if (errand.kind() == Demand.Kind.LINE) {
      failed(errand, why, false);
    } else {
      park(errand, why);
    }
  }

  private void done(Errand errand, MessageRef message) throws InterruptedException {
    troubles.remove(errand.id());
    if (errand.kind() == Demand.Kind.CARD) {
      lastEdits.put(errand.subject(), clock.instant());
    }
    outbox.sent(errand, message);
  }

  /**
   * Counts a failed try.
   *
   * @param doubt whether it may have been sent all the same
   */
  private void failed(Errand errand, String why, boolean doubt) throws InterruptedException {
    Trouble before = troubles.get(errand.id());
    int tries = before == null ? 1 : before.tries() + 1;
    if (tries >= TRIES_MAX) {
      park(errand, "tried " + tries + " times: " + why);
      return;
    }
    Duration pause = BACKOFF.multipliedBy(1L << (tries - 1));
    if (doubt) {
      outbox.uncertain(errand, why);
      pause = pause.compareTo(chat.pace().look()) < 0 ? chat.pace().look() : pause;
    } else {
      outbox.postponed(errand, pause);
    }
    troubles.put(errand.id(), new Trouble(tries, clock.instant().plus(pause)));
  }

  private void park(Errand errand, String why) throws InterruptedException {
    LOG.warn("outbox row {} for {} is put aside: {}", errand.id(), room, why);
    outbox.parked(errand, why);
    troubles.remove(errand.id());
  }

  private void rest(Errand errand, Duration delay) {
    Trouble before = troubles.get(errand.id());
    int tries = before == null ? 0 : before.tries();
    troubles.put(errand.id(), new Trouble(tries, clock.instant().plus(delay)));
  }
}
