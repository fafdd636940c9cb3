package dev.signalbox.talk.courier;

import dev.signalbox.board.Subject;
import dev.signalbox.desk.Demand;
import dev.signalbox.desk.Reads.OutboxRow;
import dev.signalbox.desk.Reads.OutboxState;
import dev.signalbox.talk.Chat;
import dev.signalbox.talk.Chat.MessageRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What of the rows that wait may go, each with its time and its place. */
final class Agenda {

  /** With more waiting rows, many lines of one task are counted instead of told. */
  static final int BUSY_ABOVE = 60;

  /** Longer than anything waits: lines of a busy room go together however far apart they are. */
  private static final Duration ANY = Duration.ofDays(400);

  private final Outbox outbox;
  private final Calls calls;
  private final Chat chat;
  private final Map<Subject, Instant> lastEdits = new Recent<>();

  Agenda(Outbox outbox, Calls calls, Chat chat) {
    this.outbox = outbox;
    this.calls = calls;
    this.chat = chat;
  }

  /** Whether so much waits that lines are better counted; pings that wait for people do not count. */
  static boolean busy(List<OutboxRow> rows) {
    return rows.stream().filter(row -> row.demand().kind() != Demand.Kind.PING).count()
        > BUSY_ABOVE;
  }

  /** Whether nobody may be called now. */
  boolean quiet(Instant now) {
    return calls.quiet(now);
  }

  /** A card was edited. */
  void edited(Subject subject, Instant at) {
    lastEdits.put(subject, at);
  }

  List<Turn> turns(List<OutboxRow> rows, Instant now) {
    List<Turn> turns = new ArrayList<>(calls.turns(rows, now));
    List<OutboxRow> others =
        rows.stream().filter(row -> row.demand().kind() != Demand.Kind.PING).toList();
    Map<MessageRef, Errand> edits = new LinkedHashMap<>();
    for (Errand errand : Errand.of(others, busy(rows) ? ANY : chat.pace().merge())) {
      if (errand.pingEdit()) {
        pingEdit(errand, rows, edits).ifPresent(turns::add);
      } else {
        turn(errand, rows).ifPresent(turns::add);
      }
    }
    edits.forEach(
        (message, errand) -> turns.add(new Turn(errand, message, errand.due(true, chat.pace()))));
    return turns;
  }

  /**
   * Gathers edits of the same message; a ping in doubt is cleared up first.
   *
   * @return what there is no message for, which is needless
   */
  private Optional<Turn> pingEdit(
      Errand errand, List<OutboxRow> rows, Map<MessageRef, Errand> edits) {
    boolean doubts = rows.stream()
        .anyMatch(
            row -> row.demand().kind() == Demand.Kind.PING && row.state() == OutboxState.UNKNOWN);
    if (doubts && outbox.waitsForPing(errand.subject())) {
      return Optional.empty();
    }
    Optional<MessageRef> message = outbox.pingOf(errand.demand());
    if (message.isEmpty()) {
      return Optional.of(new Turn(errand, null, errand.due(false, chat.pace())));
    }
    edits.merge(message.get(), errand, Errand::both);
    return Optional.empty();
  }

  /** When it is the turn of a card, a line, a digest or a board; empty while a line waits for its card. */
  private Optional<Turn> turn(Errand errand, List<OutboxRow> rows) {
    MessageRef card = target(errand).orElse(null);
    if (card == null && errand.threadLine() && cardWaits(errand.subject(), rows)) {
      return Optional.empty();
    }
    boolean edits = (errand.card() || errand.board()) && card != null;
    Instant due = errand.due(edits, chat.pace());
    boolean news = errand.card() && card != null;
    return Optional.of(new Turn(errand, card, news ? notBeforeNotes(errand, due) : due));
  }

  /** The message that it edits, or in whose thread it goes. */
  private Optional<MessageRef> target(Errand errand) {
    if (errand.board()) {
      return outbox.board(errand.subject());
    }
    return errand.card() || errand.threadLine() ? outbox.card(errand.subject()) : Optional.empty();
  }

  private boolean cardWaits(Subject subject, List<OutboxRow> rows) {
    boolean seen = rows.stream()
        .map(OutboxRow::demand)
        .anyMatch(
            demand -> demand.kind() == Demand.Kind.CARD && demand.subject().equals(subject));
    return seen || rows.size() >= Outbox.PAGE / 2 && outbox.waitsForCard(subject);
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
}
