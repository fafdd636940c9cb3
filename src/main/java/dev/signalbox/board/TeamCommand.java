package dev.signalbox.board;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Settings, agents, pauses, and what time alone asks for. */
public sealed interface TeamCommand extends Command {

  /**
   * These settings shall be in force.
   *
   * @param basis the settings of which these are a change; null where they are whoever's before
   */
  record Configure(Actor by, Team team, @Nullable Team basis) implements TeamCommand {

    public Configure(Actor by, Team team) {
      this(by, team, null);
    }

    @Override
    public Decision decide(Board board, Instant now) {
      return Enrolling.configure(board, this, now);
    }
  }

  /**
   * An agent joins, or comes back, with a token whose hash the ledger keeps.
   *
   * @param tokenPrefix the first characters of the token
   */
  record AddAgent(
      Actor by, AgentId agent, LaneId lane, @Nullable PersonId person, String tokenPrefix)
      implements TeamCommand {
    @Override
    public Decision decide(Board board, Instant now) {
      return Enrolling.add(board, this);
    }
  }

  /** An agent goes for good; what it holds goes back. */
  record RemoveAgent(Actor by, AgentId agent) implements TeamCommand {
    @Override
    public Decision decide(Board board, Instant now) {
      return Enrolling.remove(board, this, now);
    }
  }

  /** One more token for an agent. */
  record IssueToken(Actor by, AgentId agent, String prefix) implements TeamCommand {
    @Override
    public Decision decide(Board board, Instant now) {
      return Enrolling.issueToken(board, this);
    }
  }

  /** One token, or with null every token, of an agent is good no longer. */
  record RevokeToken(Actor by, AgentId agent, @Nullable String prefix) implements TeamCommand {
    @Override
    public Decision decide(Board board, Instant now) {
      return Enrolling.revokeToken(board, this);
    }
  }

  /**
   * A new token or signing secret for an agent; its older ones of that kind end.
   *
   * @param prefix tells the new one from others
   * @param grace how long the older ones stay good, from zero to {@link #GRACE_MAX}
   */
  record RotateToken(
      Actor by, AgentId agent, TeamEvent.TokenRotated.Kind kind, String prefix, Duration grace)
      implements TeamCommand {

    /** The longest that an older token or secret stays good beside a new one. */
    public static final Duration GRACE_MAX = Duration.ofDays(7);

    @Override
    public Decision decide(Board board, Instant now) {
      return Enrolling.rotateToken(board, this, now);
    }
  }

  /** No new work for an agent, a lane or the team. */
  record Pause(Actor by, Subject what) implements TeamCommand {
    @Override
    public Decision decide(Board board, Instant now) {
      return Pausing.pause(board, this);
    }
  }

  /** Work again. */
  record Resume(Actor by, Subject what) implements TeamCommand {
    @Override
    public Decision decide(Board board, Instant now) {
      return Pausing.resume(board, this);
    }
  }

  /** Look at the clock: who is quiet, lost, late, and what has waited too long. */
  record Sweep(Actor by) implements TeamCommand {
    public static final Sweep NOW = new Sweep(Actor.SYSTEM);

    @Override
    public Decision decide(Board board, Instant now) {
      return Liveness.sweep(board, now);
    }

    @Override
    public Weight weight() {
      return Weight.RELIEF;
    }
  }

  /** Grant what can be granted. In a healthy system there is nothing left to find. */
  record Promote(Actor by) implements TeamCommand {
    public static final Promote NOW = new Promote(Actor.SYSTEM);

    @Override
    public Decision decide(Board board, Instant now) {
      board.disturb();
      return Decision.accept();
    }

    @Override
    public Weight weight() {
      return Weight.RELIEF;
    }
  }

  /**
   * The server starts. First it wakes, and then the settings are in force: what was spent before the
   * stop must not count as over because of a time that nobody was awake to see.
   */
  record Begin(Team team, Duration away) implements TeamCommand {
    @Override
    public Actor by() {
      return Actor.OPERATOR;
    }

    @Override
    public Decision decide(Board board, Instant now) {
      return Enrolling.begin(board, this, now);
    }
  }

  /** The machine of a running server slept, or could write nothing for a while. */
  record Awaken(Actor by, Duration away) implements TeamCommand {
    @Override
    public Decision decide(Board board, Instant now) {
      return Decision.accept(new TeamEvent.Awoke(away));
    }

    @Override
    public Weight weight() {
      return Weight.RELIEF;
    }
  }
}
