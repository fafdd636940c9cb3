package dev.signalbox.ledger;

import dev.signalbox.board.TeamId;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * How much waits in each room, so that lines are left out where they would only keep people from
 * the present. Counting is slow where much waits, so what is added is counted along: more than that
 * never waits, and only where the room seems full is it looked at again, once a second at most.
 */
final class Backlog {

  /** How much may wait in a room before only the latest state of each task is told. */
  static final int WAITING_MAX = 10_000;

  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private record Room(TeamId team, String name) {}

  /** What waited in a room when it was looked at, and what was added since. */
  private static final class Waiting {
    private int most;
    private Instant lookedAt = Instant.MIN;
  }

  private final Sql sql;
  private final Map<Room, Waiting> rooms = new HashMap<>();

  Backlog(Sql sql) {
    this.sql = sql;
  }

  /** Whether lines are told there at all. */
  boolean hasRoom(TeamId team, String room, Instant now) throws SQLException {
    Waiting waiting = rooms.computeIfAbsent(new Room(team, room), r -> new Waiting());
    boolean look = waiting.lookedAt.equals(Instant.MIN)
        || waiting.most >= WAITING_MAX && !now.isBefore(waiting.lookedAt.plus(LOOK_EVERY));
    if (look) {
      waiting.most = count(team, room);
      waiting.lookedAt = now;
    }
    return waiting.most < WAITING_MAX;
  }

  /** One more waits there, or is told by what waits already. */
  void grew(TeamId team, String room) {
    Waiting waiting = rooms.get(new Room(team, room));
    if (waiting != null) {
      waiting.most++;
    }
  }

  private int count(TeamId team, String room) throws SQLException {
    return (int) sql.number("""
        SELECT count(*) FROM (
          SELECT 1 FROM outbox
          WHERE kind <> 'ping' AND state IN ('pending', 'unknown') AND team = ? AND room = ?
          LIMIT ?)
        """, team, room, WAITING_MAX);
  }
}
