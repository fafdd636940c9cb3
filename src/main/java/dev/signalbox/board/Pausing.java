package dev.signalbox.board;

import dev.signalbox.board.Refusal.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Stopping new work for an agent, a lane or the team; what runs goes on. */
final class Pausing {

  private Pausing() {}

  static Decision pause(Board board, TeamCommand.Pause ask) {
    Optional<Refusal> no = refusal(board, ask.by(), ask.what(), "pause");
    if (no.isPresent()) {
      return Decision.refuse(no.get());
    }
    if (board.paused(ask.what())) {
      return Decision.accept();
    }
    List<Event> events = new ArrayList<>(List.of(new TeamEvent.Paused(ask.what())));
    ask.what()
        .agentId()
        .ifPresent(id -> events.addAll(Releasing.reservationsEnd(
            board, board.agent(id), TaskEvent.ReservationEnded.Why.PAUSED)));
    return Decision.accept(events);
  }

  static Decision resume(Board board, TeamCommand.Resume ask) {
    return refusal(board, ask.by(), ask.what(), "resume")
        .<Decision>map(Decision::refuse)
        .orElseGet(() -> board.paused(ask.what())
            ? Decision.accept(new TeamEvent.Resumed(ask.what()))
            : Decision.accept());
  }

  private static Optional<Refusal> refusal(Board board, Actor by, Subject what, String move) {
    Optional<LaneId> lane = what.laneId();
    Optional<AgentId> agent = what.agentId();
    if (agent.isPresent() && board.find(agent.get()).isEmpty()) {
      return Optional.of(Refusals.noAgent(board, agent.get()));
    }
    if (lane.isPresent() && board.team().lane(lane.get()).isEmpty()) {
      return Optional.of(Refusals.noLane(board, lane.get()));
    }
    if (what.kind() == Subject.Kind.TASK) {
      return Optional.of(
          Refusal.of(Code.BAD_VALUE, "Agents, lanes and the team can be paused, not a task."));
    }
    return Authority.admin(board, by)
        ? Optional.empty()
        : Optional.of(Refusals.onlyAdmins(move + " " + what));
  }
}
