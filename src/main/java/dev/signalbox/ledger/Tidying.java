package dev.signalbox.ledger;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/** Drops what is too old to be of use, some rows at a time so that nobody waits for it. */
final class Tidying {

  static final Duration SENT_FOR = Duration.ofDays(7);
  static final int ROWS_MAX = 5_000;

  private final Sql sql;

  Tidying(Sql sql) {
    this.sql = sql;
  }

  void tidy(Instant now) throws SQLException {
    sql.run("""
        DELETE FROM idempotency WHERE (team, caller, key) IN (
          SELECT team, caller, key FROM idempotency WHERE at <= ? ORDER BY at LIMIT ?)
        """, OutcomeRows.oldest(sql, now), ROWS_MAX);
    sql.run("""
        DELETE FROM session WHERE hash IN (
          SELECT hash FROM session WHERE until <= ? ORDER BY until LIMIT ?)
        """, now, ROWS_MAX);
    sql.run("""
        DELETE FROM outbox WHERE id IN (
          SELECT id FROM outbox WHERE state = 'sent' AND sent_at <= ? ORDER BY sent_at LIMIT ?)
        """, now.minus(SENT_FOR), ROWS_MAX);
  }
}
