package dev.signalbox.ledger;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.signalbox.board.Actor;
import dev.signalbox.board.Entry;
import dev.signalbox.board.PersonEvent;
import dev.signalbox.board.ReviewEvent;
import dev.signalbox.board.Task;
import dev.signalbox.board.TaskEvent;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.TeamId;
import dev.signalbox.desk.Reads.HandOver;
import dev.signalbox.desk.Reads.Papers;
import dev.signalbox.desk.Reads.Submission;
import dev.signalbox.desk.Reads.TaskDetails;
import dev.signalbox.desk.Reads.Word;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A task with everything that is told about it. */
final class DetailQueries {

  private static final Json<List<String>> STRINGS = Json.of(new TypeReference<>() {});

  /** What is kept beside a task. */
  private record Beside(
      String brief,
      List<String> doneWhen,
      Actor createdBy,
      Instant createdAt,
      long feedback,
      long stuck,
      long closed) {}

  private DetailQueries() {}

  static Optional<TaskDetails> task(Sql sql, TeamId team, TaskId id) throws SQLException {
    List<Task> found = TaskReader.some(sql, team, List.of(id));
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Task task = found.get(0);
    Beside beside = beside(sql, team, id).orElseThrow();
    Papers papers = papers(sql, team, id, beside);
    Optional<Entry> stuck =
        task.stuck() == null ? Optional.empty() : LogQueries.event(sql, team, beside.stuck());
    return Optional.of(new TaskDetails(
        task,
        papers.brief(),
        papers.doneWhen(),
        beside.createdBy(),
        beside.createdAt(),
        papers.submission(),
        papers.handOver(),
        papers.feedback(),
        stuck.map(DetailQueries::word).orElse(null),
        stuck.map(DetailQueries::need).orElse(""),
        passedBy(sql, team, id),
        (int) sql.number("""
            SELECT count(*) FROM review WHERE team = ? AND task = ? AND verdict IS NOT NULL
            """, team, id),
        event(sql, team, beside.closed()).map(Entry::by).orElse(null)));
  }

  static Optional<Papers> papers(Sql sql, TeamId team, TaskId id) throws SQLException {
    Optional<Beside> beside = beside(sql, team, id);
    return beside.isEmpty() ? Optional.empty() : Optional.of(papers(sql, team, id, beside.get()));
  }

  private static Papers papers(Sql sql, TeamId team, TaskId id, Beside beside) throws SQLException {
    Optional<Submission> submission = submission(sql, team, id);
    return new Papers(
        beside.brief(),
        beside.doneWhen(),
        submission.orElse(null),
        handOver(sql, team, id, submission.map(Submission::epoch).orElse(0)).orElse(null),
        event(sql, team, beside.feedback()).map(DetailQueries::word).orElse(null));
  }

  /** An event that a column names; 0 is none. */
  private static Optional<Entry> event(Sql sql, TeamId team, long number) throws SQLException {
    return number == 0 ? Optional.empty() : LogQueries.event(sql, team, number);
  }

  static List<TaskDetails> doneSince(Sql sql, TeamId team, Instant since, int limit)
      throws SQLException {
    List<TaskDetails> done = new ArrayList<>();
    for (TaskId id :
        sql.list("""
        SELECT number FROM task WHERE team = ? AND state = 'done' AND since > ?
        ORDER BY since, number LIMIT ?
        """, row -> row.task("number"), team, since, SqliteReads.page(limit))) {
      task(sql, team, id).ifPresent(done::add);
    }
    return done;
  }

  private static Optional<Beside> beside(Sql sql, TeamId team, TaskId id) throws SQLException {
    return sql.first(
        """
        SELECT b.brief, b.done_when, t.created_by, t.created_at, t.feedback_event, t.stuck_event,
          t.closed_event
        FROM task t JOIN brief b ON b.team = t.team AND b.task = t.number
        WHERE t.team = ? AND t.number = ?
        """,
        row -> new Beside(
            row.text("brief"),
            STRINGS.parse(row.text("done_when")),
            row.actor("created_by"),
            row.time("created_at"),
            row.big("feedback_event"),
            row.big("stuck_event"),
            row.big("closed_event")),
        team,
        id);
  }

  private static Optional<Submission> submission(Sql sql, TeamId team, TaskId id)
      throws SQLException {
    return sql.first(
        """
        SELECT agent, epoch, round, link, work_note, checks, ended_at FROM claim
        WHERE team = ? AND task = ? AND how = 'submitted' ORDER BY epoch DESC LIMIT 1
        """,
        row -> new Submission(
            row.agent("agent"),
            row.number("epoch"),
            row.number("round"),
            row.text("link"),
            row.text("work_note"),
            STRINGS.parse(row.text("checks")),
            row.time("ended_at")),
        team,
        id);
  }

  /**
   * Of the claims that ended after the last work came: the last that its agent knew of, else the
   * last; with the latest work that came too late, whoever's.
   */
  private static Optional<HandOver> handOver(Sql sql, TeamId team, TaskId id, int epoch)
      throws SQLException {
    return sql.first(
        """
        SELECT c.agent, c.epoch, c.note, c.end_note, c.progress, c.how, c.ended_at,
          late.late_link, late.late_note
        FROM claim c
        LEFT JOIN claim late ON late.team = c.team AND late.task = c.task AND late.epoch = (
          SELECT max(epoch) FROM claim
          WHERE team = c.team AND task = c.task AND epoch > ?3 AND late_at IS NOT NULL)
        WHERE c.team = ?1 AND c.task = ?2 AND c.epoch > ?3 AND c.ended_at IS NOT NULL
        ORDER BY c.begun_at IS NULL, c.epoch DESC LIMIT 1
        """,
        row -> new HandOver(
            row.agent("agent"),
            row.number("epoch"),
            row.text("end_note").isEmpty() ? row.text("note") : row.text("end_note"),
            row.number("progress"),
            row.text("how"),
            row.textOr("late_link", ""),
            row.textOr("late_note", ""),
            row.time("ended_at")),
        team,
        id,
        epoch);
  }

  private static @Nullable Actor passedBy(Sql sql, TeamId team, TaskId id) throws SQLException {
    return sql.first("""
            SELECT verdict_by FROM review
            WHERE team = ? AND task = ? AND verdict = 'pass' ORDER BY ended_at DESC, event DESC
            LIMIT 1
            """, row -> row.actor("verdict_by"), team, id).orElse(null);
  }

  private static Word word(Entry entry) {
    return new Word(entry.by(), said(entry), entry.at());
  }

  private static String said(Entry entry) {
    if (entry.event() instanceof ReviewEvent.Failed failed) {
      return failed.feedback();
    }
    if (entry.event() instanceof PersonEvent.Returned returned) {
      return returned.why();
    }
    if (entry.event() instanceof PersonEvent.Unblocked unblocked) {
      return unblocked.note();
    }
    if (entry.event() instanceof TaskEvent.BecameStuck stuck) {
      return stuck.text();
    }
    throw new IllegalStateException("nothing is said by " + entry);
  }

  private static String need(Entry entry) {
    return entry.event() instanceof TaskEvent.BecameStuck stuck ? stuck.need() : "";
  }
}
