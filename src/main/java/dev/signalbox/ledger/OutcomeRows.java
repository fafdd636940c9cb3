package dev.signalbox.ledger;

import dev.signalbox.board.Actor;
import dev.signalbox.board.Answer;
import dev.signalbox.board.TeamId;
import dev.signalbox.desk.Batch;
import dev.signalbox.desk.Ledger;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Outcomes of commands that may come again under the same key. Their age is the time that a server
 * was awake since: nobody can ask again while nobody answers, and a clock that leapt ahead must not
 * make them old. What has no key costs nothing here.
 */
final class OutcomeRows {

  private static final Json<Answer> ANSWER = Json.of(Answer.class);

  private final Sql sql;

  OutcomeRows(Sql sql) {
    this.sql = sql;
  }

  /** Each takes the place of an outcome that was too old to be asked for. */
  void remember(TeamId team, List<Batch.Remembered> outcomes) throws SQLException {
    if (outcomes.isEmpty()) {
      return;
    }
    Duration slept = slept(sql);
    for (Batch.Remembered outcome : outcomes) {
      remember(team, outcome, outcome.at().minus(slept));
    }
  }

  private void remember(TeamId team, Batch.Remembered outcome, Instant at) throws SQLException {
    Answer answer = outcome.answer();
    sql.run(
        """
        INSERT INTO idempotency (team, caller, key, hash, answer, at) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE
        SET hash = excluded.hash, answer = excluded.answer, at = excluded.at
        """,
        team,
        outcome.caller(),
        outcome.key(),
        outcome.hash(),
        answer == null ? null : ANSWER.text(answer),
        at);
  }

  Optional<Batch.Remembered> recall(TeamId team, String caller, String key, Instant now)
      throws SQLException {
    return sql.first(
        """
        SELECT hash, answer, at FROM idempotency
        WHERE team = ? AND caller = ? AND key = ? AND at > ?
        """,
        row -> new Batch.Remembered(
            caller, key, row.text("hash"), row.orNull("answer", ANSWER::parse), row.time("at")),
        team,
        caller,
        key,
        oldest(sql, now));
  }

  /** A schedule's keys are its firings, and sort as such. */
  static Optional<Instant> last(Sql sql, TeamId team, Actor schedule) throws SQLException {
    return sql.first(
        "SELECT key FROM idempotency WHERE team = ? AND caller = ? ORDER BY key DESC LIMIT 1",
        row -> row.time("key"),
        team,
        schedule.toString());
  }

  /** What is remembered now is younger than this. */
  static Instant oldest(Sql sql, Instant now) throws SQLException {
    return now.minus(slept(sql)).minus(Ledger.REMEMBERED_FOR);
  }

  private static Duration slept(Sql sql) throws SQLException {
    return Duration.ofMillis(sql.number("SELECT slept_ms FROM server WHERE id = 1"));
  }

  static void slept(Sql sql, Duration length) throws SQLException {
    sql.one("UPDATE server SET slept_ms = slept_ms + ? WHERE id = 1", length.toMillis());
  }
}
