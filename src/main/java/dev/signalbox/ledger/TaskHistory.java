package dev.signalbox.ledger;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.PersonEvent;
import dev.signalbox.board.TaskEvent;
import dev.signalbox.board.TaskId;
import java.sql.SQLException;
import java.util.List;

/**
 * What events leave on a task's row: its beginning, its brief, and which event said what is still
 * to be heard. The lane is kept up event by event, because holds of the same batch ask for it.
 */
final class TaskHistory {

  private static final Json<List<LaneId>> LANES = Json.of(new TypeReference<>() {});
  private static final Json<List<String>> LIST = Json.of(new TypeReference<>() {});

  private TaskHistory() {}

  static void created(LogLine line, TaskEvent.Created event) throws SQLException {
    line.sql()
        .run(
            """
        INSERT INTO task (
          team, number, title, lane, route, priority, owner, room, since, created_by, created_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
            line.team(),
            event.task(),
            event.title(),
            event.lane(),
            LANES.text(event.route()),
            event.priority(),
            event.owner(),
            event.room(),
            line.at(),
            line.entry().by(),
            line.at());
    line.sql()
        .run(
            "INSERT INTO brief (team, task, brief, done_when) VALUES (?, ?, ?, ?)",
            line.team(),
            event.task(),
            event.brief(),
            LIST.text(event.doneWhen()));
  }

  static void edited(LogLine line, TaskEvent.Edited event) throws SQLException {
    List<String> doneWhen = event.doneWhen();
    if (event.brief() != null || doneWhen != null) {
      line.sql()
          .one(
              """
          UPDATE brief SET brief = coalesce(?, brief), done_when = coalesce(?, done_when)
          WHERE team = ? AND task = ?
          """,
              event.brief(),
              doneWhen == null ? null : LIST.text(doneWhen),
              line.team(),
              event.task());
    }
    if (event.lane() != null) {
      line.sql()
          .one(
              "UPDATE task SET lane = ? WHERE team = ? AND number = ?",
              event.lane(),
              line.team(),
              event.task());
    }
  }

  static void movedOn(LogLine line, TaskEvent.MovedOn event) throws SQLException {
    line.sql()
        .one(
            "UPDATE task SET lane = ?, feedback_event = NULL WHERE team = ? AND number = ?",
            event.to(),
            line.team(),
            event.task());
  }

  /** Whatever was to be mended is mended. */
  static void settled(LogLine line, TaskId task) throws SQLException {
    line.sql().run("""
        UPDATE task SET feedback_event = NULL
        WHERE team = ? AND number = ? AND feedback_event IS NOT NULL
        """, line.team(), task);
  }

  static void done(LogLine line, TaskEvent.Done event) throws SQLException {
    settled(line, event.task());
    if (!event.shipped()) {
      closed(line, event.task());
    }
  }

  static void closed(LogLine line, TaskId task) throws SQLException {
    line.sql()
        .one(
            "UPDATE task SET closed_event = ? WHERE team = ? AND number = ?",
            line.number(),
            line.team(),
            task);
  }

  static void stuck(LogLine line, TaskEvent.BecameStuck event) throws SQLException {
    line.sql()
        .one(
            "UPDATE task SET stuck_event = ? WHERE team = ? AND number = ?",
            line.number(),
            line.team(),
            event.task());
  }

  static void returned(LogLine line, PersonEvent.Returned event) throws SQLException {
    line.sql()
        .one(
            "UPDATE task SET closed_event = NULL WHERE team = ? AND number = ?",
            line.team(),
            event.task());
    feedback(line, event.task());
  }

  static void unblocked(LogLine line, PersonEvent.Unblocked event) throws SQLException {
    if (!event.note().isBlank()) {
      feedback(line, event.task());
    }
  }

  /** This event says what the next holder must hear. */
  static void feedback(LogLine line, TaskId task) throws SQLException {
    line.sql()
        .one(
            "UPDATE task SET feedback_event = ? WHERE team = ? AND number = ?",
            line.number(),
            line.team(),
            task);
  }
}
