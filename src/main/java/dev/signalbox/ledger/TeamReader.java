package dev.signalbox.ledger;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.signalbox.board.Agent;
import dev.signalbox.board.AgentId;
import dev.signalbox.board.Board;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.Place;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.Team;
import dev.signalbox.board.TeamId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Teams, lanes, agents and lines, put together from the tables. */
final class TeamReader {

  private static final Json<Team> TEAM = Json.of(Team.class);
  private static final Json<TreeSet<TaskId>> SHUNNED = Json.of(new TypeReference<>() {});
  private static final Json<List<Agent.Stop>> STOPS = Json.of(new TypeReference<>() {});

  /** A team's own row. */
  record Own(Team team, boolean paused, Instant awoke) {}

  /** An agent and its last sign of life. */
  record Known(Agent agent, @Nullable Instant heard) {}

  private TeamReader() {}

  static Optional<Own> own(Sql sql, TeamId team) throws SQLException {
    return sql.first(
        "SELECT settings, paused, awoke FROM team WHERE name = ?",
        row -> new Own(TEAM.parse(row.text("settings")), row.flag("paused"), row.time("awoke")),
        team);
  }

  static Map<LaneId, Board.LaneState> lanes(Sql sql, TeamId team) throws SQLException {
    Map<LaneId, Board.LaneState> lanes = new TreeMap<>();
    sql.list(
        "SELECT name, paused, episode, ping, empty FROM lane WHERE team = ?",
        row -> lanes.put(
            row.lane("name"),
            new Board.LaneState(
                row.flag("paused"), row.number("episode"), row.number("ping"), row.flag("empty"))),
        team);
    return lanes;
  }

  /** Every agent there ever was, by name. */
  static List<Known> agents(Sql sql, TeamId team) throws SQLException {
    return sql.list(
        "SELECT * FROM agent WHERE team = ? ORDER BY name",
        row -> new Known(agent(row), row.timeOrNull("heard")),
        team);
  }

  private static Agent agent(Row row) throws SQLException {
    return new Agent(
        row.agent("name"),
        row.lane("lane"),
        row.orNull("person", PersonId::new),
        row.flag("paused"),
        row.flag("removed"),
        quiet(row),
        row.time("review_ended"),
        shunned(row.text("shunned")),
        stops(row.text("stops")),
        row.number("tokens"));
  }

  private static Agent.@Nullable Quiet quiet(Row row) throws SQLException {
    Instant at = row.timeOrNull("quiet_at");
    return at == null ? null : new Agent.Quiet(at, row.time("quiet_until"));
  }

  private static Set<TaskId> shunned(String json) {
    return json.equals("[]") ? Set.of() : Collections.unmodifiableSet(SHUNNED.parse(json));
  }

  private static List<Agent.Stop> stops(String json) {
    return json.equals("[]") ? List.of() : List.copyOf(STOPS.parse(json));
  }

  /** The line, first come first. */
  static List<Place> line(Sql sql, TeamId team) throws SQLException {
    return sql.list(
        "SELECT agent, wish, taken, since FROM line WHERE team = ? ORDER BY taken",
        row -> new Place(
            row.agent("agent"), row.taskOrNull("wish"), row.big("taken"), row.time("since")),
        team);
  }

  /** The number of the team's last event. */
  static long events(Sql sql, TeamId team) throws SQLException {
    return sql.number("SELECT max(number) FROM event WHERE team = ?", team);
  }

  /** A whole board: open tasks only. */
  static Optional<Board> board(Sql sql, TeamId team) throws SQLException {
    Own own = own(sql, team).orElse(null);
    if (own == null) {
      return Optional.empty();
    }
    List<Known> agents = agents(sql, team);
    Map<AgentId, Instant> heard = new TreeMap<>();
    for (Known known : agents) {
      Instant at = known.heard();
      if (at != null) {
        heard.put(known.agent().id(), at);
      }
    }
    Board.Snapshot saved = new Board.Snapshot(
        own.team(),
        TaskReader.open(sql, team),
        agents.stream().map(Known::agent).toList(),
        line(sql, team),
        lanes(sql, team),
        own.paused(),
        own.awoke(),
        events(sql, team),
        (int) sql.number("SELECT max(number) FROM task WHERE team = ?", team),
        StockRows.saved(sql, team));
    return Optional.of(Board.of(saved, heard, clock(sql)));
  }

  static Instant clock(Sql sql) throws SQLException {
    return sql.first("SELECT clock FROM server WHERE id = 1", row -> row.time("clock"))
        .orElse(Instant.EPOCH);
  }
}
