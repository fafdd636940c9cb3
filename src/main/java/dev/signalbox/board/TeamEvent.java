package dev.signalbox.board;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The team itself changes: settings, agents, tokens, pauses, empty lanes, sleep. */
public sealed interface TeamEvent extends Event {

  /**
   * Settings are in force.
   *
   * @param changes which of the written ones are others than before; none where they are the first
   */
  record Configured(Team team, List<Change> changes) implements TeamEvent {

    /** A setting and its text before and now, null where it was not written. */
    public record Change(
        String key, @Nullable String before, @Nullable String now) {}

    /** What changes from one team's settings to another's, in the order in which it was written. */
    public static List<Change> changes(Team before, Team now) {
      Set<String> keys = new LinkedHashSet<>(before.written().keySet());
      keys.addAll(now.written().keySet());
      return keys.stream()
          .map(key -> new Change(key, text(before, key), text(now, key)))
          .filter(change -> !Objects.equals(change.before(), change.now()))
          .toList();
    }

    private static @Nullable String text(Team team, String key) {
      Team.Setting setting = team.written().get(key);
      return setting == null ? null : setting.text();
    }

    @Override
    public void applyTo(Board board, Entry entry) {
      board.configure(team, entry.at());
    }

    @Override
    public <R> R match(Match<R> cases) {
      return cases.configured(this);
    }
  }

  /** An agent joined, or came back. */
  record AgentAdded(AgentId agent, LaneId lane, @Nullable PersonId person) implements TeamEvent {
    @Override
    public void applyTo(Board board, Entry entry) {
      board.enrol(
          board.known(agent)
              ? board.agent(agent).joining(lane, person)
              : new Agent(
                  agent, lane, person, false, false, null, Instant.EPOCH, Set.of(), List.of(), 0));
    }

    @Override
    public <R> R match(Match<R> cases) {
      return cases.agentAdded(this);
    }
  }

  /** An agent is of the team no longer; its name stays its own. */
  record AgentRemoved(AgentId agent) implements TeamEvent {
    @Override
    public void applyTo(Board board, Entry entry) {
      board.leaveLine(agent);
      board.change(agent, Agent::withRemoved);
      board.forget(agent);
      board.recheckReviews();
    }

    @Override
    public <R> R match(Match<R> cases) {
      return cases.agentRemoved(this);
    }
  }

  /**
   * An agent has one more token.
   *
   * @param prefix its first characters, enough to tell it from others and not to use it
   */
  record TokenIssued(AgentId agent, String prefix) implements TeamEvent {
    @Override
    public void applyTo(Board board, Entry entry) {
      board.change(agent, old -> old.withTokens(old.tokens() + 1));
    }

    @Override
    public <R> R match(Match<R> cases) {
      return cases.tokenIssued(this);
    }
  }

  /** A token, or with a null prefix every token, of an agent is good no longer. */
  record TokenRevoked(AgentId agent, @Nullable String prefix) implements TeamEvent {
    @Override
    public void applyTo(Board board, Entry entry) {
      board.change(
          agent, old -> old.withTokens(prefix == null ? 0 : Math.max(0, old.tokens() - 1)));
    }

    @Override
    public <R> R match(Match<R> cases) {
      return cases.tokenRevoked(this);
    }
  }

  /**
   * An agent has a new token or signing secret; those it had before of the same kind are good for a
   * while yet, so that it can change over.
   *
   * @param prefix tells it from others, and is not enough to use it
   * @param olderEnd when the older ones are good no longer; now for at once
   */
  record TokenRotated(AgentId agent, Kind kind, String prefix, Instant olderEnd)
      implements TeamEvent {

    /** How it proves who calls. */
    public enum Kind {
      /** A token, shown with every request. */
      TOKEN,
      /** A secret that signs requests and is never sent. */
      SECRET
    }

    /** The older ones are counted no longer: their end is settled. */
    @Override
    public void applyTo(Board board, Entry entry) {
      if (kind == Kind.TOKEN) {
        board.change(agent, old -> old.withTokens(1));
      }
    }

    @Override
    public <R> R match(Match<R> cases) {
      return cases.tokenRotated(this);
    }
  }

  /** An agent, a lane or the team gets no new work. */
  record Paused(Subject what) implements TeamEvent {
    @Override
    public void applyTo(Board board, Entry entry) {
      board.setPaused(what, true, entry.at());
    }

    @Override
    public <R> R match(Match<R> cases) {
      return cases.paused(this);
    }
  }

  /** It gets work again. */
  record Resumed(Subject what) implements TeamEvent {
    @Override
    public void applyTo(Board board, Entry entry) {
      board.setPaused(what, false, entry.at());
    }

    @Override
    public <R> R match(Match<R> cases) {
      return cases.resumed(this);
    }
  }

  /** A lane has had startable work and nobody alive for too long. */
  record LaneEmptied(LaneId lane, TaskId task) implements TeamEvent {
    @Override
    public void applyTo(Board board, Entry entry) {
      board.change(lane, Board.LaneState::emptied);
    }

    @Override
    public <R> R match(Match<R> cases) {
      return cases.laneEmptied(this);
    }
  }

  /** A task of the empty lane was taken up. */
  record LaneServed(LaneId lane) implements TeamEvent {
    @Override
    public void applyTo(Board board, Entry entry) {
      board.change(lane, Board.LaneState::served);
    }

    @Override
    public <R> R match(Match<R> cases) {
      return cases.laneServed(this);
    }
  }

  /**
   * The server started, or its machine slept, so nobody could be heard.
   *
   * @param away how long, as far as known
   */
  record Awoke(Duration away) implements TeamEvent {
    @Override
    public void applyTo(Board board, Entry entry) {
      board.awake(entry.at());
    }

    @Override
    public <R> R match(Match<R> cases) {
      return cases.awoke(this);
    }
  }
}
