package dev.signalbox.desk;

import dev.signalbox.board.AgentId;
import dev.signalbox.board.Board;
import dev.signalbox.board.TeamId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Who was heard since it was last written down. Confined to the desk's thread. */
final class Signs {

  private final Map<TeamId, Set<AgentId>> heard = new TreeMap<>();

  void add(Map<TeamId, Set<AgentId>> latest) {
    latest.forEach(
        (team, agents) -> heard.computeIfAbsent(team, t -> new TreeSet<>()).addAll(agents));
  }

  /** What to write down now. */
  List<Chore> of(Map<TeamId, Board> boards) {
    List<Chore> chores = new ArrayList<>();
    heard.forEach((team, agents) -> {
      Board board = boards.get(team);
      if (board != null && !agents.isEmpty()) {
        Map<AgentId, Optional<Instant>> at = new TreeMap<>();
        agents.forEach(agent -> at.put(agent, board.heard(agent)));
        chores.add(new Chore.Heard(team, at));
      }
    });
    return chores;
  }

  /** All of it is written down. */
  void written() {
    heard.clear();
  }
}
