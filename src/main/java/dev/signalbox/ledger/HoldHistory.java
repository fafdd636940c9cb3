package dev.signalbox.ledger;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.signalbox.board.Actor;
import dev.signalbox.board.HoldEvent;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.TaskId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rows of claims from grant to end, and what claims and reviews have in common. An epoch is
 * given once, so it names the one row of either.
 */
final class HoldHistory {

  private static final Json<List<String>> LIST = Json.of(new TypeReference<>() {});

  private HoldHistory() {}

  static void claimed(LogLine line, HoldEvent.Claimed event) throws SQLException {
    line.sql()
        .run(
            """
        INSERT INTO claim (team, task, epoch, agent, kind, lane, started_at, begun_at)
        SELECT team, number, ?, ?, ?, lane, ?, ? FROM task WHERE team = ? AND number = ?
        """,
            event.epoch(),
            event.agent(),
            event.kind(),
            line.at(),
            event.begun() ? line.at() : null,
            line.team(),
            event.task());
    hand(line, event.task(), Actor.of(event.agent()));
  }

  /** From now on {@code who} never reviews the task in its present lane. */
  private static void hand(LogLine line, TaskId task, Actor who) throws SQLException {
    line.sql().run("""
        INSERT INTO hand (team, task, lane, actor)
        SELECT team, number, lane, ? FROM task WHERE team = ? AND number = ?
        ON CONFLICT DO NOTHING
        """, who, line.team(), task);
  }

  static void begun(LogLine line, HoldEvent.HoldBegun event) throws SQLException {
    either(
        line,
        "UPDATE claim SET begun_at = ? WHERE team = ? AND task = ? AND epoch = ?",
        """
        UPDATE review SET begun_at = ?
        WHERE team = ? AND task = ? AND epoch = ? AND agent IS NOT NULL
        """,
        line.at(),
        line.team(),
        event.task(),
        event.epoch());
  }

  static void progressed(LogLine line, HoldEvent.Progressed event) throws SQLException {
    if (event.task() == null) {
      return;
    }
    either(
        line, """
        UPDATE claim SET note = coalesce(?, note), progress = coalesce(?, progress)
        WHERE team = ? AND task = ? AND epoch = ?
        """, """
        UPDATE review SET note = coalesce(?, note), progress = coalesce(?, progress)
        WHERE team = ? AND task = ? AND epoch = ? AND agent IS NOT NULL
        """, event.note(), event.progress(), line.team(), event.task(), event.epoch());
  }

  static void quiet(LogLine line, TaskId task, int epoch, @Nullable Instant since)
      throws SQLException {
    either(
        line,
        "UPDATE claim SET quiet_since = ? WHERE team = ? AND task = ? AND epoch = ?",
        """
        UPDATE review SET quiet_since = ?
        WHERE team = ? AND task = ? AND epoch = ? AND agent IS NOT NULL
        """,
        since,
        line.team(),
        task,
        epoch);
  }

  static void released(LogLine line, HoldEvent.HoldReleased event) throws SQLException {
    String how = switch (event.how()) {
      case HOLDER, PERSON -> "released";
      case LEFT -> "left";
      case REMOVED -> "removed";
    };
    end(line, event.task(), event.epoch(), how, event.note());
  }

  static void end(LogLine line, TaskId task, int epoch, String how, String note)
      throws SQLException {
    either(line, """
        UPDATE claim SET ended_at = ?, how = ?, end_note = ?
        WHERE team = ? AND task = ? AND epoch = ? AND ended_at IS NULL
        """, """
        UPDATE review SET ended_at = ?, how = ?, end_note = ?
        WHERE team = ? AND task = ? AND epoch = ? AND ended_at IS NULL
        """, line.at(), how, note, line.team(), task, epoch);
  }

  /** Being stuck ends the hold that asked for it, if one did. */
  static void stuck(LogLine line, TaskId task) throws SQLException {
    int claims = line.sql().run("""
        UPDATE claim SET ended_at = ?, how = 'stuck'
        WHERE team = ? AND task = ? AND ended_at IS NULL
        """, line.at(), line.team(), task);
    if (claims == 0) {
      line.sql().run("""
          UPDATE review SET ended_at = ?, how = 'stuck'
          WHERE team = ? AND task = ? AND ended_at IS NULL
          """, line.at(), line.team(), task);
    }
  }

  static void submitted(LogLine line, HoldEvent.Submitted event) throws SQLException {
    line.sql()
        .one(
            """
        UPDATE claim
        SET ended_at = ?, how = 'submitted', link = ?, work_note = ?, checks = ?, round = ?
        WHERE team = ? AND task = ? AND epoch = ? AND ended_at IS NULL
        """,
            line.at(),
            event.link(),
            event.note(),
            LIST.text(event.checks()),
            event.round(),
            line.team(),
            event.task(),
            event.epoch());
    Optional<PersonId> person = line.entry().by().person();
    if (person.isPresent()) {
      hand(line, event.task(), line.entry().by());
    }
  }

  static void lateWork(LogLine line, HoldEvent.LateWork event) throws SQLException {
    line.sql()
        .one("""
        UPDATE claim SET late_link = ?, late_note = ?, late_at = ?
        WHERE team = ? AND task = ? AND epoch = ?
        """, event.link(), event.note(), line.at(), line.team(), event.task(), event.epoch());
  }

  /** Changes the claim of an epoch or, where it is none, the review. */
  private static void either(LogLine line, String claim, String review, @Nullable Object... values)
      throws SQLException {
    if (line.sql().run(claim, values) == 0) {
      line.sql().one(review, values);
    }
  }
}
