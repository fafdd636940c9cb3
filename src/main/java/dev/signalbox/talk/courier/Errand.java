package dev.signalbox.talk.courier;

import dev.signalbox.board.PersonId;
import dev.signalbox.board.Subject;
import dev.signalbox.desk.Demand;
import dev.signalbox.desk.Reads.OutboxRow;
import dev.signalbox.desk.Reads.OutboxState;
import dev.signalbox.talk.Chat;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rows that become one call to the platform: all changes of one card, or lines of one thread.
 *
 * @param rows oldest first, never none
 */
record Errand(List<OutboxRow> rows) {

  /** What an errand is about; errands of one matter never overtake each other. */
  private record Matter(Demand.Kind kind, Subject subject, int episode) {
    static Matter of(OutboxRow row) {
      Demand demand = row.demand();
      return new Matter(demand.kind(), demand.subject(), demand.episode());
    }
  }

  /** The next errand of each matter, oldest first. */
  static List<Errand> of(Collection<OutboxRow> rows, Duration merge) {
    Map<Matter, List<OutboxRow>> matters = new LinkedHashMap<>();
    rows.forEach(row ->
        matters.computeIfAbsent(Matter.of(row), matter -> new ArrayList<>()).add(row));
    return matters.values().stream().map(all -> new Errand(next(all, merge))).toList();
  }

  /** Both as one, where one call to the platform does for both. */
  static Errand both(Errand one, Errand other) {
    List<OutboxRow> rows = new ArrayList<>(one.rows);
    rows.addAll(other.rows);
    rows.sort(Comparator.comparingLong(OutboxRow::id));
    return new Errand(List.copyOf(rows));
  }

  private static List<OutboxRow> next(Collection<OutboxRow> all, Duration merge) {
    List<OutboxRow> next = new ArrayList<>();
    for (OutboxRow row : all) {
      if (!next.isEmpty() && !together(next.get(0), row, merge)) {
        break;
      }
      next.add(row);
    }
    return next;
  }

  private static boolean together(OutboxRow first, OutboxRow row, Duration merge) {
    boolean merged = first.demand().kind() != Demand.Kind.LINE
        || doubtful(first)
        || row.at().isBefore(first.at().plus(merge));
    boolean alike = doubtful(first) ? first.parcel() == row.parcel() : !doubtful(row);
    return merged && alike;
  }

  private static boolean doubtful(OutboxRow row) {
    return row.state() == OutboxState.UNKNOWN;
  }

  OutboxRow first() {
    return rows.get(0);
  }

  private OutboxRow last() {
    return rows.get(rows.size() - 1);
  }

  /** The number under which it goes out, and is looked for. */
  long id() {
    return first().parcel();
  }

  Demand demand() {
    return last().demand();
  }

  private Demand.Kind kind() {
    return demand().kind();
  }

  boolean ping() {
    return kind() == Demand.Kind.PING;
  }

  boolean pingEdit() {
    return kind() == Demand.Kind.PING_EDIT;
  }

  boolean card() {
    return kind() == Demand.Kind.CARD;
  }

  boolean board() {
    return kind() == Demand.Kind.BOARD;
  }

  boolean line() {
    return kind() == Demand.Kind.LINE;
  }

  /** Whether it stands in the thread of a card. */
  boolean threadLine() {
    return line() && subject().taskId().isPresent();
  }

  /** Whom it mentions; nobody where it is no ping, or has nothing to say any more. */
  Optional<PersonId> calls() {
    return rows.stream()
        .map(OutboxRow::calls)
        .flatMap(person -> Optional.ofNullable(person).stream())
        .findFirst();
  }

  Subject subject() {
    return demand().subject();
  }

  /** Whether it may stand in the room already. */
  boolean inDoubt() {
    return doubtful(first());
  }

  /**
   * The order of service: ping, card, line, edits, the shared board last.
   *
   * @param posted whether the card it edits is there already
   */
  int rank(boolean posted) {
    return switch (kind()) {
      case PING -> 0;
      case CARD -> posted ? 4 : 1;
      case LINE -> 2;
      case DIGEST -> 2;
      case PING_EDIT -> 3;
      case BOARD -> 5;
    };
  }

  /**
   * When the platform may hear of it.
   *
   * @param edits whether it changes a message that is there
   */
  Instant due(boolean edits, Chat.Pace pace) {
    Instant due =
        rows.stream().map(OutboxRow::notBefore).max(Instant::compareTo).orElseThrow();
    if (edits) {
      Instant settled = changed().plus(pace.settle());
      Instant latest = first().at().plus(pace.settleMost());
      return later(due, settled.isBefore(latest) ? settled : latest);
    }
    return kind() == Demand.Kind.LINE ? later(due, first().at().plus(pace.merge())) : due;
  }

  private Instant changed() {
    return rows.stream().map(OutboxRow::changed).max(Instant::compareTo).orElseThrow();
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
