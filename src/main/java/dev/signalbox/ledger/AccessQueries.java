package dev.signalbox.ledger;

import dev.signalbox.board.AgentId;
import dev.signalbox.board.TeamId;
import dev.signalbox.desk.Reads.SessionOwner;
import dev.signalbox.desk.Reads.TokenDetails;
import dev.signalbox.desk.Reads.TokenOwner;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Who a token or a cookie belongs to. Only hashes are known here. */
final class AccessQueries {

  private record Found<T>(String hash, T owner) {}

  private AccessQueries() {}

  static Optional<TokenOwner> token(Sql sql, String hash) throws SQLException {
    Optional<Found<TokenOwner>> found = sql.first(
        "SELECT hash, team, agent, prefix FROM token WHERE hash = ? AND revoked_at IS NULL",
        row -> new Found<>(
            row.text("hash"),
            new TokenOwner(row.team("team"), row.agent("agent"), row.text("prefix"))),
        hash);
    return same(hash, found);
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
        SELECT prefix, issued_at, revoked_at FROM token
        WHERE team = ? AND agent = ? ORDER BY issued_at DESC, hash DESC LIMIT ?
        """,
        row -> new TokenDetails(
            row.text("prefix"), row.time("issued_at"), row.timeOrNull("revoked_at")),
        team,
        agent,
        SqliteReads.PAGE_MAX);
  }
}
