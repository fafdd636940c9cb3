package dev.signalbox.ledger;

import dev.signalbox.board.AgentId;
import dev.signalbox.board.Subject;
import dev.signalbox.board.TeamEvent;
import dev.signalbox.desk.Chore;
import dev.signalbox.desk.Demand;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is written without an event. */
final class ChoreRows {

  /** How far back the first digest of a team looks. */
  private static final Duration FIRST_DIGEST = Duration.ofDays(1);

  private final Sql sql;
  private final OutboxRows outbox;
  private final Tidying tidying;

  ChoreRows(Sql sql, OutboxRows outbox) {
    this.sql = sql;
    this.outbox = outbox;
    tidying = new Tidying(sql);
  }

  /**
   * Writes chores in order.
   *
   * @param at the batch's time
   */
  void write(List<Chore> chores, Instant at) throws SQLException {
    for (Chore chore : chores) {
      write(chore, at);
    }
  }

  private void write(Chore chore, Instant at) throws SQLException {
    if (chore instanceof Chore.All all) {
      write(all.chores(), at);
    } else if (chore instanceof Chore.Heard heard) {
      heard(heard);
    } else if (chore instanceof Chore.Sending sending) {
      outbox.sending(sending, at);
    } else if (chore instanceof Chore.Sent sent) {
      outbox.sent(sent, at);
    } else if (chore instanceof Chore.Postponed postponed) {
      outbox.postponed(postponed, at);
    } else if (chore instanceof Chore.Uncertain uncertain) {
      outbox.uncertain(uncertain);
    } else if (chore instanceof Chore.Parked parked) {
      outbox.parked(parked);
    } else if (chore instanceof Chore.LetIn open) {
      outbox.letIn(open, at);
    } else if (chore instanceof Chore.Dropped dropped) {
      outbox.dropped(dropped);
    } else if (chore instanceof Chore.StoreToken token) {
      storeToken(token, at);
    } else if (chore instanceof Chore.StoreSecret secret) {
      storeSecret(secret, at);
    } else if (chore instanceof Chore.EndTokens tokens) {
      endTokens(tokens, at);
    } else if (chore instanceof Chore.TokenUsed token) {
      sql.run("UPDATE token SET used_at = ? WHERE hash = ?", at, token.hash());
    } else if (chore instanceof Chore.DropTokens tokens) {
      dropTokens(tokens, at);
    } else if (chore instanceof Chore.StoreSession session) {
      storeSession(session);
    } else if (chore instanceof Chore.StorePost post) {
      storePost(post, at);
    } else if (chore instanceof Chore.Mute mute) {
      mute(mute, at);
    } else if (chore instanceof Chore.ShareBoard share) {
      outbox.share(share, at);
    } else if (chore instanceof Chore.Digest digest) {
      digest(digest, at);
    } else if (chore instanceof Chore.Slept slept) {
      OutcomeRows.slept(sql, slept.length());
    } else if (chore instanceof Chore.Tidy) {
      tidying.tidy(at);
    } else {
      throw new IllegalStateException("no rows for " + chore);
    }
  }

  private void heard(Chore.Heard chore) throws SQLException {
    for (Map.Entry<AgentId, Optional<Instant>> heard : chore.heard().entrySet()) {
      sql.run(
          "UPDATE agent SET heard = ? WHERE team = ? AND name = ?",
          heard.getValue().orElse(null),
          chore.team(),
          heard.getKey());
    }
  }

  private void storeToken(Chore.StoreToken chore, Instant at) throws SQLException {
    sql.run(
        "INSERT INTO token (hash, team, agent, prefix, issued_at) VALUES (?, ?, ?, ?, ?)",
        chore.hash(),
        chore.team(),
        chore.agent(),
        chore.prefix(),
        at);
  }

  private void storeSecret(Chore.StoreSecret chore, Instant at) throws SQLException {
    sql.run(
        """
        INSERT INTO token (hash, team, agent, prefix, hook, sealed, issued_at)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
        chore.hash(),
        chore.team(),
        chore.agent(),
        chore.prefix(),
        chore.hook(),
        chore.sealed(),
        at);
  }

  private void endTokens(Chore.EndTokens chore, Instant at) throws SQLException {
    Instant end = at.plus(chore.grace());
    sql.run(
        """
        UPDATE token SET ends_at = ?
        WHERE team = ? AND agent = ? AND (hook IS NOT NULL) = ? AND coalesce(ends_at, ?) >= ?
        """,
        end,
        chore.team(),
        chore.agent(),
        chore.kind() == TeamEvent.TokenRotated.Kind.SECRET,
        end,
        end);
  }

  private void dropTokens(Chore.DropTokens chore, Instant at) throws SQLException {
    sql.run("""
        UPDATE token SET ends_at = ?
        WHERE team = ? AND agent = ? AND prefix = coalesce(?, prefix) AND coalesce(ends_at, ?) >= ?
        """, at, chore.team(), chore.agent(), chore.prefix(), at, at);
  }

  private void storeSession(Chore.StoreSession chore) throws SQLException {
    sql.run(
        "INSERT INTO session (hash, team, person, until) VALUES (?, ?, ?, ?)",
        chore.hash(),
        chore.team(),
        chore.person(),
        chore.until());
  }

  private void mute(Chore.Mute chore, Instant at) throws SQLException {
    int changed = chore.muted()
        ? sql.run(
            "INSERT INTO mute (team, task) VALUES (?, ?) ON CONFLICT DO NOTHING",
            chore.team(),
            chore.task())
        : sql.run("DELETE FROM mute WHERE team = ? AND task = ?", chore.team(), chore.task());
    if (changed > 0) {
      outbox.muted(chore, at);
    }
  }

  private void digest(Chore.Digest chore, Instant at) throws SQLException {
    int fired = sql.run("""
        INSERT INTO digest (team, since, at) VALUES (?, ?, ?)
        ON CONFLICT (team) DO UPDATE SET since = at, at = excluded.at WHERE at < excluded.at
        """, chore.team(), chore.firing().minus(FIRST_DIGEST), chore.firing());
    if (fired > 0) {
      Demand demand = new Demand(
          chore.room(), Subject.TEAM, Demand.Kind.DIGEST, chore.firing().getEpochSecond(), 0);
      outbox.demands(chore.team(), List.of(demand), at);
    }
  }

  /** A post's place in the channel is the revision that brought it. */
  private void storePost(Chore.StorePost chore, Instant at) throws SQLException {
    long revision = 1
        + sql.number(
            "SELECT max(revision) FROM post WHERE team = ? AND room = ?",
            chore.team(),
            chore.room());
    sql.run(
        """
        INSERT INTO post (team, room, id, position, revision, parent, subject, body, at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (team, room, id)
        DO UPDATE SET revision = excluded.revision, body = excluded.body
        """,
        chore.team(),
        chore.room(),
        chore.id(),
        revision,
        revision,
        chore.parent(),
        chore.subject(),
        chore.body(),
        at);
  }
}
