package dev.signalbox.board;

import dev.signalbox.board.Refusal.Code;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who and what the team is: its settings, its agents and their tokens. */
final class Enrolling {

  static final int AGENTS_MAX = 1_000;
  static final int TOKENS_MAX = 10;

  private Enrolling() {}

  static Decision configure(Board board, TeamCommand.Configure ask, Instant now) {
    if (!Authority.admin(board, ask.by())) {
      return Decision.refuse(Refusals.onlyAdmins("change settings"));
    }
    boolean first = board.events() == 0;
    Team next = ask.team().knownSince(board.team(), now);
    if (!first && board.team().equals(next)) {
      return Decision.accept();
    }
    if (!first && ask.basis() != null && !board.team().equals(ask.basis())) {
      return Decision.refuse(Refusal.of(
          Code.ILLEGAL_MOVE, "Somebody else changed the settings just now. Look, and try again."));
    }
    List<TeamEvent.Configured.Change> changes =
        first ? List.of() : TeamEvent.Configured.changes(board.team(), next);
    return missed(board, next)
        .<Decision>map(Decision::refuse)
        .orElseGet(() -> Decision.accept(new TeamEvent.Configured(next, changes)));
  }

  /** A team without history has its settings first: they are the first line of its log. */
  static Decision begin(Board board, TeamCommand.Begin ask, Instant now) {
    Decision settings = configure(board, new TeamCommand.Configure(ask.by(), ask.team()), now);
    if (settings instanceof Decision.Refused) {
      return settings;
    }
    List<Event> events = new ArrayList<>(settings.events());
    events.add(board.events() == 0 ? events.size() : 0, new TeamEvent.Awoke(ask.away()));
    return Decision.accept(events);
  }

  /** What the new settings leave out although somebody or something still needs it. */
  private static Optional<Refusal> missed(Board board, Team next) {
    for (Agent agent : board.agents()) {
      if (!next.lanes().containsKey(agent.lane())) {
        return leftOut("Lane " + agent.lane(), "agent " + agent.id() + " works in it");
      }
      PersonId person = agent.person();
      if (person != null && !next.people().containsKey(person)) {
        return leftOut("Person " + person, "agent " + agent.id() + " is theirs");
      }
    }
    for (Task task : board.tasks()) {
      if (!task.state().open()) {
        continue;
      }
      if (!next.lanes().containsKey(task.lane())) {
        return leftOut("Lane " + task.lane(), task.id() + " is open in it");
      }
      Optional<LaneId> later =
          task.route().stream().filter(lane -> !next.lanes().containsKey(lane)).findFirst();
      if (later.isPresent()) {
        return leftOut("Lane " + later.get(), task.id() + " is to go there");
      }
      if (!next.people().containsKey(task.owner())) {
        return leftOut("Person " + task.owner(), task.id() + " is theirs");
      }
    }
    return Resourcing.missed(board, next)
        .map(why -> Refusal.of(
            Code.ILLEGAL_MOVE,
            "Resource " + why + ", but these settings have not that much of it to hold."
                + " Put it back, or settle that first."));
  }

  private static Optional<Refusal> leftOut(String what, String why) {
    return Optional.of(Refusal.of(
        Code.ILLEGAL_MOVE,
        what + " is gone from the settings of the team, but " + why
            + ". Put it back, or settle that first."));
  }

  static Decision add(Board board, TeamCommand.AddAgent ask) {
    PersonId named = ask.person();
    if (board.team().lane(ask.lane()).isEmpty()) {
      return Decision.refuse(Refusals.noLane(board, ask.lane()));
    }
    if (named != null && !board.team().people().containsKey(named)) {
      return Decision.refuse(Refusals.noPerson(board, named));
    }
    if (!Authority.admin(board, ask.by())) {
      return Decision.refuse(Refusals.onlyAdmins("add an agent"));
    }
    Optional<Agent> present = board.find(ask.agent());
    boolean same = present
        .filter(agent -> agent.lane().equals(ask.lane())
            && (ask.person() == null || ask.person().equals(agent.person())))
        .isPresent();
    if (!same && present.isPresent() && !board.holdsOf(ask.agent()).isEmpty()) {
      return Decision.refuse(Refusal.of(
          Code.ILLEGAL_MOVE,
          ask.agent() + " holds work in " + present.get().lane()
              + "; it can change its lane when it holds none."));
    }
    if (present.isEmpty() && board.agents().size() >= AGENTS_MAX) {
      return Decision.refuse(
          Refusal.of(Code.TOO_MANY, "A team has at most " + AGENTS_MAX + " agents."));
    }
    if (present.isPresent() && present.get().tokens() >= TOKENS_MAX) {
      return Decision.refuse(tooManyTokens(ask.agent()));
    }
    List<Event> events = new ArrayList<>();
    if (!same) {
      present.ifPresent(agent ->
          events.addAll(Releasing.letGo(board, agent, HoldEvent.HoldReleased.How.REMOVED)));
      events.add(new TeamEvent.AgentAdded(ask.agent(), ask.lane(), person(ask, present)));
    }
    events.add(new TeamEvent.TokenIssued(ask.agent(), ask.tokenPrefix()));
    return Decision.accept(events);
  }

  /** Whoever is named, else who it was, else who adds it. */
  private static @Nullable PersonId person(TeamCommand.AddAgent ask, Optional<Agent> present) {
    if (ask.person() != null) {
      return ask.person();
    }
    return present.isPresent() ? present.get().person() : ask.by().person().orElse(null);
  }

  static Decision remove(Board board, TeamCommand.RemoveAgent ask, Instant now) {
    Agent agent = board.find(ask.agent()).orElse(null);
    if (agent == null) {
      return Decision.refuse(Refusals.noAgent(board, ask.agent()));
    }
    if (!Authority.admin(board, ask.by())) {
      return Decision.refuse(Refusals.onlyAdmins("remove an agent"));
    }
    List<Event> events =
        new ArrayList<>(Releasing.letGo(board, agent, HoldEvent.HoldReleased.How.REMOVED));
    events.add(new TeamEvent.AgentRemoved(agent.id()));
    events.add(new TeamEvent.TokenRevoked(agent.id(), null));
    return Decision.accept(events);
  }

  static Decision issueToken(Board board, TeamCommand.IssueToken ask) {
    Agent agent = board.find(ask.agent()).orElse(null);
    if (agent == null) {
      return Decision.refuse(Refusals.noAgent(board, ask.agent()));
    }
    if (!Authority.admin(board, ask.by())) {
      return Decision.refuse(Refusals.onlyAdmins("issue tokens"));
    }
    return agent.tokens() >= TOKENS_MAX
        ? Decision.refuse(tooManyTokens(agent.id()))
        : Decision.accept(new TeamEvent.TokenIssued(agent.id(), ask.prefix()));
  }

  static Decision rotateToken(Board board, TeamCommand.RotateToken ask, Instant now) {
    if (board.find(ask.agent()).isEmpty()) {
      return Decision.refuse(Refusals.noAgent(board, ask.agent()));
    }
    if (!Authority.admin(board, ask.by())) {
      return Decision.refuse(Refusals.onlyAdmins("rotate tokens"));
    }
    Duration grace = ask.grace();
    if (grace.isNegative() || grace.compareTo(TeamCommand.RotateToken.GRACE_MAX) > 0) {
      return Decision.refuse(Refusal.of(
          Code.BAD_VALUE,
          "The grace is " + grace.toSeconds() + " s; it may be from 0 s to "
              + TeamCommand.RotateToken.GRACE_MAX.toDays() + " days."));
    }
    return Decision.accept(
        new TeamEvent.TokenRotated(ask.agent(), ask.kind(), ask.prefix(), now.plus(grace)));
  }

  private static Refusal tooManyTokens(AgentId agent) {
    return Refusal.of(
        Code.TOO_MANY,
        agent + " has " + TOKENS_MAX + " tokens, the most it may have. Revoke one first.");
  }

  static Decision revokeToken(Board board, TeamCommand.RevokeToken ask) {
    if (board.find(ask.agent()).isEmpty()) {
      return Decision.refuse(Refusals.noAgent(board, ask.agent()));
    }
    return Authority.admin(board, ask.by())
        ? Decision.accept(new TeamEvent.TokenRevoked(ask.agent(), ask.prefix()))
        : Decision.refuse(Refusals.onlyAdmins("revoke tokens"));
  }
}
