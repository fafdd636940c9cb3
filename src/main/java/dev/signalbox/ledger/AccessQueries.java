package dev.signalbox.ledger;

import dev.signalbox.board.AgentId;
import dev.signalbox.board.TeamEvent.TokenRotated.Kind;
import dev.signalbox.board.TeamId;
import dev.signalbox.desk.Reads.SecretOwner;
import dev.signalbox.desk.Reads.SessionOwner;
import dev.signalbox.desk.Reads.TokenDetails;
import dev.signalbox.desk.Reads.TokenOwner;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Who a token, a signing secret or a cookie belongs to. Nothing here can be used as one. */
final class AccessQueries {

  private record Found<T>(String hash, T owner) {}

  /** How many secrets a signature is tried with. */
  private static final int SECRETS_MAX = 10;

  private AccessQueries() {}

  static Optional<TokenOwner> token(Sql sql, String hash, Instant now) throws SQLException {
    Optional<Found<TokenOwner>> found = sql.first(
        """
        SELECT hash, team, agent, prefix, ends_at FROM token
        WHERE hash = ? AND hook IS NULL AND (ends_at IS NULL OR ends_at > ?)
        """,
        row -> new Found<>(
            row.text("hash"),
            new TokenOwner(
                row.team("team"),
                row.agent("agent"),
                row.text("prefix"),
                row.timeOrNull("ends_at"))),
        hash,
        now);
    return same(hash, found);
  }

  static List<SecretOwner> secrets(Sql sql, String hook, Instant now) throws SQLException {
    return sql.list(
        """
        SELECT team, agent, hook, hash, sealed FROM token
        WHERE hook = ? AND (ends_at IS NULL OR ends_at > ?)
        ORDER BY issued_at DESC LIMIT ?
        """,
        row -> new SecretOwner(
            row.team("team"),
            row.agent("agent"),
            row.text("hook"),
            row.text("hash"),
            row.text("sealed")),
        hook,
        now,
        SECRETS_MAX);
  }

  static Optional<SessionOwner> session(Sql sql, String hash, Instant now) throws SQLException {
    Optional<Found<SessionOwner>> found = sql.first(
        "SELECT hash, team, person, until FROM session WHERE hash = ? AND until > ?",
        row -> new Found<>(
            row.text("hash"),
            new SessionOwner(row.team("team"), row.person("person"), row.time("until"))),
        hash,
        now);
    return same(hash, found);
  }

  /** Compared once more in a time that tells nothing. */
  private static <T> Optional<T> same(String hash, Optional<Found<T>> found) {
    byte[] asked = hash.getBytes(StandardCharsets.UTF_8);
    return found
        .filter(row -> MessageDigest.isEqual(asked, row.hash().getBytes(StandardCharsets.UTF_8)))
        .map(Found::owner);
  }

  static List<TokenDetails> tokens(Sql sql, TeamId team, AgentId agent) throws SQLException {
    return sql.list(
        """
        SELECT prefix, hook, issued_at, used_at, ends_at FROM token
        WHERE team = ? AND agent = ? ORDER BY issued_at DESC, hash DESC LIMIT ?
        """,
        row -> new TokenDetails(
            row.textOrNull("hook") == null ? Kind.TOKEN : Kind.SECRET,
            row.text("prefix"),
            row.textOrNull("hook"),
            row.time("issued_at"),
            row.timeOrNull("used_at"),
            row.timeOrNull("ends_at")),
        team,
        agent,
        SqliteReads.PAGE_MAX);
  }
}
