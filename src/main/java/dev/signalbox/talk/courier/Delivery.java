package dev.signalbox.talk.courier;

import dev.signalbox.board.PersonEvent;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.Subject;
import dev.signalbox.desk.Demand;
import dev.signalbox.desk.Reads;
import dev.signalbox.desk.Reads.OutboxRow;
import dev.signalbox.talk.Chat;
import dev.signalbox.talk.Chat.MessageRef;
import dev.signalbox.talk.Chat.Parcel;
import dev.signalbox.talk.Chat.Receipt;
import dev.signalbox.talk.Chat.Room;
import dev.signalbox.talk.Message;
import dev.signalbox.talk.Teller;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers one errand after the other. Owns no thread and never sleeps: {@link #step} does what is
 * due and says how long there is nothing to do.
 */
final class Delivery {

  /** How often a row is tried before it is put aside. */
  static final int TRIES_MAX = 5;

  /** How long there is nothing to do if nothing is waiting. */
  static final Duration IDLE = Duration.ofSeconds(30);

  private static final Duration BACKOFF = Duration.ofSeconds(1);
  private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

  private final Chat chat;
  private final Room room;
  private final Outbox outbox;
  private final Teller teller;
  private final Attention attention;
  private final InstantSource clock;
  private final Agenda agenda;
  private final Search search;

  private final Map<Long, Trouble> troubles = new Recent<>();
  private final Map<Subject, Boolean> reposted = new Recent<>();

  /** How often an errand failed, and until when it rests. */
  private record Trouble(int tries, Instant until) {}

  Delivery(
      Chat chat,
      Room room,
      Outbox outbox,
      Teller teller,
      Attention attention,
      Courier.Clocks clocks) {
    this.chat = chat;
    this.room = room;
    this.outbox = outbox;
    this.teller = teller;
    this.attention = attention;
    this.clock = clocks.desk();
    this.agenda = new Agenda(outbox, new Calls(outbox, attention), chat);
    this.search = new Search(chat, room, outbox, clocks::ahead);
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
    for (Turn planned : agenda.turns(rows, now)) {
      Turn turn = planned.notBefore(rested(planned.errand(), now));
      if (turn.due().isAfter(now)) {
        next = turn.due().isBefore(next) ? turn.due() : next;
      } else if (first == null || Turn.BY_RANK.compare(turn, first) < 0) {
        first = turn;
      }
    }
    if (first == null) {
      return Duration.between(now, next);
    }
    deliver(whole(first), Agenda.busy(rows));
    return Duration.ZERO;
  }

  /** Until when it rests because it failed, or because it is too early to look for it. */
  private Instant rested(Errand errand, Instant now) {
    Trouble trouble = troubles.get(errand.id());
    if (trouble == null && errand.inDoubt()) {
      trouble = new Trouble(0, now.plus(chat.pace().look()));
      troubles.put(errand.id(), trouble);
    }
    return trouble == null ? now : trouble.until();
  }

  /** With all the pings that go, or went, in the same message; a page shows only some of them. */
  private Turn whole(Turn turn) {
    Errand errand = turn.errand();
    if (!errand.ping() || !errand.inDoubt() && errand.rows().size() == 1) {
      return turn;
    }
    List<OutboxRow> rows = errand.inDoubt()
        ? outbox.parcel(errand.id())
        : errand.calls().map(outbox::waitingPings).orElse(errand.rows());
    return rows.isEmpty() ? turn : new Turn(new Errand(rows), turn.target(), turn.due());
  }

  private void deliver(Turn turn, boolean busy) throws InterruptedException {
    Errand errand = turn.errand();
    if (errand.pingEdit() && turn.target() == null) {
      dropped(errand);
      return;
    }
    if (errand.inDoubt() && !turn.edits() && !mayResend(turn)) {
      return;
    }
    Optional<Message> message = said(errand, busy);
    if (message.isPresent() && promised(errand)) {
      try {
        outbox.sending(errand);
      } finally {
        written(errand);
      }
      took(turn, send(turn, message.get()), message.get());
    }
  }

  /** What to say; a failure to say it counts as a try. */
  private Optional<Message> said(Errand errand, boolean busy) throws InterruptedException {
    try {
      Optional<Message> message = teller.tell(errand.rows(), busy);
      if (message.isEmpty()) {
        dropped(errand);
      }
      return message;
    } catch (RuntimeException e) {
      LOG.error("outbox row {} cannot be put into words", errand.id(), e);
      failed(errand, "cannot be put into words: " + e, false);
      return Optional.empty();
    }
  }

  /** Whether nobody is mentioned by it, or the hour has a place for it. */
  private boolean promised(Errand errand) {
    Optional<PersonId> person = errand.calls();
    return person.isEmpty() || attention.take(room.team(), person.get(), errand.id());
  }

  /** From here on the ledger knows whom it mentions, or that it does not. */
  private void written(Errand errand) {
    errand.calls().ifPresent(person -> attention.giveBack(room.team(), person, errand.id()));
  }

  /** Asks the platform whether a doubtful message arrived, and whether to send it again now. */
  private boolean mayResend(Turn turn) throws InterruptedException {
    Errand errand = turn.errand();
    Chat.Finding finding = search.find(turn);
    if (finding instanceof Chat.Finding.Found found) {
      done(errand, found.message());
      return false;
    }
    if (finding instanceof Chat.Finding.AskLater later) {
      rest(errand, later.delay());
      return false;
    }
    if (finding instanceof Chat.Finding.Blind && errand.ping()) {
      return mayRepeat(errand);
    }
    if (errand.ping() && agenda.quiet(clock.instant())) {
      outbox.postponed(errand, Duration.ZERO);
      return false;
    }
    return true;
  }

  /** Where nobody can look, a READY is held: it may be there. A STUCK is worse lost than doubled. */
  private boolean mayRepeat(Errand errand) throws InterruptedException {
    List<OutboxRow> ready =
        errand.rows().stream().filter(row -> isReady(row.demand())).toList();
    if (ready.isEmpty()) {
      return true;
    }
    park(new Errand(ready), "held: it may have been sent, and nobody can look; send it by hand");
    List<OutboxRow> stuck =
        errand.rows().stream().filter(row -> !ready.contains(row)).toList();
    if (!stuck.isEmpty()) {
      outbox.postponed(new Errand(stuck), Duration.ZERO);
    }
    return false;
  }

  private boolean isReady(Demand demand) {
    return outbox
        .asked(demand)
        .map(Reads.PingDetails::kind)
        .filter(kind -> kind == PersonEvent.Pinged.Kind.READY)
        .isPresent();
  }

  private Receipt send(Turn turn, Message message) {
    Errand errand = turn.errand();
    boolean collected = errand.ping() && errand.rows().size() > 1;
    Parcel parcel = new Parcel(errand.id(), collected ? Subject.TEAM : errand.subject(), message);
    MessageRef target = turn.target();
    try {
      if (target == null) {
        return errand.threadLine()
            ? new Receipt.Never("the message it belongs to was never posted")
            : chat.post(room, parcel);
      }
      return turn.edits() ? chat.edit(target, parcel) : chat.reply(target, parcel);
    } catch (RuntimeException e) {
      LOG.error("outbox row {} broke the dialect of {}", parcel.outbox(), room, e);
      return new Receipt.Unknown("the dialect broke: " + e);
    }
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

  /**
   * A card that somebody deleted is posted once more; then it is respected. A ping whose thread is
   * gone stands in the room.
   */
  private void gone(Turn turn, String why, Message message) throws InterruptedException {
    Errand errand = turn.errand();
    outbox.forgetCard(errand.subject());
    boolean repost = errand.card() && reposted.put(errand.subject(), true) == null;
    if (turn.target() != null && (repost || errand.ping())) {
      took(turn.inRoom(), send(turn.inRoom(), message), message);
    } else if (errand.line()) {
      failed(errand, why, false);
    } else {
      park(errand, why);
    }
  }

  private void done(Errand errand, MessageRef message) throws InterruptedException {
    troubles.remove(errand.id());
    if (errand.card()) {
      agenda.edited(errand.subject(), clock.instant());
    }
    outbox.sent(errand, message);
  }

  private void dropped(Errand errand) throws InterruptedException {
    troubles.remove(errand.id());
    outbox.dropped(errand);
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
      outbox.failed(errand, pause);
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
