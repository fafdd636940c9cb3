package dev.signalbox.ledger;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.signalbox.board.Agent;
import dev.signalbox.board.Board;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.Place;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.Team;
import dev.signalbox.board.TeamId;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How a team stands: its own row, its lanes, its agents and its line. */
final class TeamRows {

  private static final Json<Team> TEAM = Json.of(Team.class);
  private static final Json<Set<TaskId>> SHUNNED = Json.of(new TypeReference<>() {});
  private static final Json<List<Agent.Stop>> STOPS = Json.of(new TypeReference<>() {});

  private final Sql sql;

  TeamRows(Sql sql) {
    this.sql = sql;
  }

  /** The team's own row, which is written before everything that names the team. */
  void team(Board board) throws SQLException {
    sql.run("""
        INSERT INTO team (name, settings, paused, awoke) VALUES (?, ?, ?, ?)
        ON CONFLICT DO UPDATE
        SET settings = excluded.settings, paused = excluded.paused, awoke = excluded.awoke
        """, board.team().id(), TEAM.text(board.team()), board.teamPaused(), board.awoke());
  }

  void write(TeamId team, Board board, Board.Changes changes) throws SQLException {
    for (LaneId lane : changes.lanes()) {
      write(team, lane, board);
    }
    for (Agent agent : changes.agents()) {
      write(team, agent);
    }
    for (var place : changes.places().entrySet()) {
      sql.run("DELETE FROM line WHERE team = ? AND agent = ?", team, place.getKey());
      Optional<Place> taken = place.getValue();
      if (taken.isPresent()) {
        write(team, taken.get());
      }
    }
    StockRows.write(sql, team, changes.stock());
  }

  private void write(TeamId team, LaneId lane, Board board) throws SQLException {
    if (board.team().lane(lane).isEmpty()) {
      sql.run("DELETE FROM lane WHERE team = ? AND name = ?", team, lane);
      return;
    }
    Board.LaneState state = board.laneState(lane);
    sql.run("""
        INSERT INTO lane (team, name, paused, episode, ping, empty) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET
          paused = excluded.paused, episode = excluded.episode, ping = excluded.ping,
          empty = excluded.empty
        """, team, lane, state.paused(), state.episode(), state.ping(), state.empty());
  }

  private void write(TeamId team, Agent agent) throws SQLException {
    Agent.Quiet quiet = agent.quiet();
    sql.one(
        """
        UPDATE agent SET
          lane = ?, person = ?, paused = ?, removed = ?, quiet_at = ?, quiet_until = ?,
          review_ended = ?, shunned = ?, stops = ?, tokens = ?
        WHERE team = ? AND name = ?
        """,
        agent.lane(),
        agent.person(),
        agent.paused(),
        agent.removed(),
        quiet == null ? null : quiet.at(),
        quiet == null ? null : quiet.until(),
        agent.reviewEnded(),
        agent.shunned().isEmpty() ? "[]" : SHUNNED.text(agent.shunned()),
        agent.stops().isEmpty() ? "[]" : STOPS.text(agent.stops()),
        agent.tokens(),
        team,
        agent.id());
  }

  private void write(TeamId team, Place place) throws SQLException {
    sql.run(
        "INSERT INTO line (team, agent, wish, taken, since) VALUES (?, ?, ?, ?, ?)",
        team,
        place.agent(),
        place.wish(),
        place.order(),
        place.since());
  }
}
