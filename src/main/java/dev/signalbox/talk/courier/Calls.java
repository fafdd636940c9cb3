package dev.signalbox.talk.courier;

import dev.signalbox.board.PersonId;
import dev.signalbox.board.Team;
import dev.signalbox.desk.Demand;
import dev.signalbox.desk.Reads.OutboxRow;
import dev.signalbox.desk.Reads.OutboxState;
import dev.signalbox.talk.Chat.MessageRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When each person is called, and for how much at once. In quiet hours nobody is. A ping goes by
 * itself as long as the hour has room, unless others were asked for at the same moment: what one
 * thing caused, such as a server that was away, is one message. The last place of the hour is for all
 * that wait then, and so is the first that comes free after some had to wait: they go out together.
 */
final class Calls {

  private final Outbox outbox;
  private final Attention attention;

  Calls(Outbox outbox, Attention attention) {
    this.outbox = outbox;
    this.attention = attention;
  }

  /** The next ping or pings of each person, and what of pings is in doubt or needless. */
  List<Turn> turns(List<OutboxRow> rows, Instant now) {
    List<OutboxRow> pings = rows.stream().filter(Calls::ping).toList();
    List<Turn> turns = new ArrayList<>();
    if (pings.isEmpty()) {
      return turns;
    }
    Map<Long, List<OutboxRow>> doubtful = new LinkedHashMap<>();
    Map<PersonId, List<OutboxRow>> waiting = new LinkedHashMap<>();
    for (OutboxRow row : pings) {
      PersonId person = row.calls();
      if (row.state() == OutboxState.UNKNOWN) {
        doubtful.computeIfAbsent(row.parcel(), parcel -> new ArrayList<>()).add(row);
      } else if (person == null) {
        turns.add(new Turn(new Errand(List.of(row)), null, now));
      } else {
        waiting.computeIfAbsent(person, someone -> new ArrayList<>()).add(row);
      }
    }
    doubtful.values().forEach(group -> turns.add(new Turn(new Errand(group), null, now)));
    Team team = outbox.team();
    Instant quiet = quietUntil(team, now).orElse(now);
    waiting.forEach((person, calls) ->
        next(person, calls, team, now).forEach(t -> turns.add(t.notBefore(quiet))));
    return turns;
  }

  private static boolean ping(OutboxRow row) {
    return row.demand().kind() == Demand.Kind.PING;
  }

  /** When the quiet hours end that hold now. */
  boolean quiet(Instant now) {
    return quietUntil(outbox.team(), now).isPresent();
  }

  private static Optional<Instant> quietUntil(Team team, Instant now) {
    Team.QuietHours quiet = team.notices().quiet();
    return quiet == null ? Optional.empty() : quiet.endsAt(now, team.zone());
  }

  private List<Turn> next(PersonId person, List<OutboxRow> calls, Team team, Instant now) {
    List<Turn> turns = new ArrayList<>();
    List<OutboxRow> due = new ArrayList<>();
    for (OutboxRow row : calls) {
      if (row.notBefore().isAfter(now)) {
        turns.add(new Turn(new Errand(List.of(row)), null, row.notBefore()));
      } else {
        due.add(row);
      }
    }
    if (due.isEmpty()) {
      return turns;
    }
    int room = attention.room(team.id(), person);
    if (room <= 0) {
      Instant at = attention.roomAt(team.id(), person);
      turns.add(new Turn(new Errand(List.of(due.get(0))), null, at));
    } else if (due.size() > 1 && (room == 1 || sameMoment(due) || wasHeld(due.get(0), person))) {
      turns.add(new Turn(new Errand(due), null, now));
    } else {
      due.forEach(row -> alone(row, team, now).ifPresent(turns::add));
    }
    return turns;
  }

  /** Whether some of them were asked for at once. */
  private static boolean sameMoment(List<OutboxRow> due) {
    return due.stream().map(OutboxRow::at).distinct().count() < due.size();
  }

  /** Whether the hour was full when it was asked for. */
  private boolean wasHeld(OutboxRow row, PersonId person) {
    return attention.mentions(row.team(), person, row.at().minus(Attention.WINDOW)).stream()
            .filter(at -> !at.isAfter(row.at()))
            .count()
        >= Attention.MENTIONS_MAX;
  }

  /** One ping by itself, in the thread of its task where the team wants that. */
  private Optional<Turn> alone(OutboxRow row, Team team, Instant now) {
    Errand errand = new Errand(List.of(row));
    boolean thread = team.notices().where() == Team.Notices.Where.THREAD
        && errand.subject().taskId().isPresent();
    @Nullable MessageRef card = thread ? outbox.card(errand.subject()).orElse(null) : null;
    boolean waits = thread && card == null && outbox.waitsForCard(errand.subject());
    return waits ? Optional.empty() : Optional.of(new Turn(errand, card, now));
  }
}
