package dev.signalbox.ledger;

import dev.signalbox.board.Answer;
import dev.signalbox.board.TeamId;
import dev.signalbox.desk.Batch;
import dev.signalbox.desk.Ledger;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** Outcomes of commands that may come again under the same key. */
final class OutcomeRows {

  private static final Json<Answer> ANSWER = Json.of(Answer.class);

  private final Sql sql;

  OutcomeRows(Sql sql) {
    this.sql = sql;
  }

  /** Takes the place of an outcome that was too old to be asked for. */
  void remember(TeamId team, Batch.Remembered outcome) throws SQLException {
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
        outcome.at());
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
        now.minus(Ledger.REMEMBERED_FOR));
  }
}
