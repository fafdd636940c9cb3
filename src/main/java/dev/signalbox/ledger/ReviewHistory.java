package dev.signalbox.ledger;

import dev.signalbox.board.AgentId;
import dev.signalbox.board.ReviewEvent;
import dev.signalbox.board.TaskId;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The rows of reviews: an agent's from its assignment to its verdict, a person's all at once. */
final class ReviewHistory {

  private ReviewHistory() {}

  static void assigned(LogLine line, ReviewEvent.ReviewAssigned event) throws SQLException {
    line.sql()
        .run(
            """
        INSERT INTO review (
          team, task, event, lane, round, epoch, agent, agent_lane, started_at, begun_at)
        SELECT t.team, t.number, ?, t.lane, ?, ?, a.name, a.lane, ?, ?
        FROM task t JOIN agent a ON a.team = t.team AND a.name = ?
        WHERE t.team = ? AND t.number = ?
        """,
            line.number(),
            event.round(),
            event.epoch(),
            line.at(),
            event.begun() ? line.at() : null,
            event.agent(),
            line.team(),
            event.task());
  }

  static void passed(LogLine line, ReviewEvent.Passed event) throws SQLException {
    verdict(
        line, event.task(), event.reviewer(), event.epoch(), event.round(), "pass", event.note());
    TaskHistory.settled(line, event.task());
  }

  static void failed(LogLine line, ReviewEvent.Failed event) throws SQLException {
    verdict(
        line,
        event.task(),
        event.reviewer(),
        event.epoch(),
        event.round(),
        "fail",
        event.feedback());
    TaskHistory.feedback(line, event.task());
  }

  private static void verdict(
      LogLine line,
      TaskId task,
      @Nullable AgentId reviewer,
      int epoch,
      int round,
      String verdict,
      String words)
      throws SQLException {
    if (reviewer != null) {
      // A person in the reviewer's place has ended the hold just before.
      line.sql().one("""
          UPDATE review
          SET ended_at = coalesce(ended_at, ?), how = 'decided', verdict = ?, verdict_by = ?,
              feedback = ?
          WHERE team = ? AND task = ? AND epoch = ? AND verdict IS NULL
          """, line.at(), verdict, line.entry().by(), words, line.team(), task, epoch);
      return;
    }
    line.sql()
        .run(
            """
        INSERT INTO review (
          team, task, event, lane, round, epoch, started_at, ended_at, how, verdict, verdict_by,
          feedback)
        SELECT team, number, ?, lane, ?, ?, ?, ?, 'decided', ?, ?, ?
        FROM task WHERE team = ? AND number = ?
        """,
            line.number(),
            round,
            epoch,
            line.at(),
            line.at(),
            verdict,
            line.entry().by(),
            words,
            line.team(),
            task);
  }
}
