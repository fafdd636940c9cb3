package dev.signalbox.talk;

import dev.signalbox.board.Actor;
import dev.signalbox.board.AgentId;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.Refusal;
import dev.signalbox.board.TeamEvent.Configured.Change;
import dev.signalbox.board.TeamId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What talk asks of the server around it, because it takes more than the board: the configuration,
 * tokens, the health of the whole. Every implementation is thread-safe and checks who may.
 */
public record Offices(Steward steward, Registrar registrar, Doctor doctor) {

  /** Keeps the settings. */
  public interface Steward {

    /**
     * Changes settings of a team.
     *
     * @param changes keys within the team, such as {@code lanes.build.wip}, with what a person
     *     typed; empty takes a key away
     */
    CompletableFuture<Verdict> change(TeamId team, Actor by, Map<String, Optional<String>> changes);

    /** Reads the file again; what changed in it is in force afterwards. */
    CompletableFuture<Verdict> reload(TeamId team, Actor by);

    /** Every value in force and where it came from, a line each. */
    List<String> show(TeamId team);

    /** The part of a file that would give what is in force in the team. */
    String export(TeamId team);
  }

  /**
   * What came of a change.
   *
   * @param problem what is wrong, in words; null where nothing is
   * @param changed what is other than before
   * @param later keys of what only the next start puts in force
   */
  public record Verdict(@Nullable String problem, List<Change> changed, List<String> later) {
    public Verdict {
      changed = List.copyOf(changed);
      later = List.copyOf(later);
    }
  }

  /** Keeps the agents' tokens. */
  public interface Registrar {

    /** Adds an agent, or gives it one more token. */
    CompletableFuture<Issued> add(
        TeamId team, Actor by, AgentId agent, LaneId lane, @Nullable PersonId person);

    /** Gives a new token, and says what becomes of the older ones. */
    CompletableFuture<Issued> rotate(TeamId team, Actor by, AgentId agent);

    /** Removes an agent with all its tokens. */
    CompletableFuture<Issued> remove(TeamId team, Actor by, AgentId agent);

    /** Where agents reach this server, such as {@code http://127.0.0.1:7070}. */
    String url();
  }

  /**
   * What came of it.
   *
   * @param token shown once and never again; null where there is none
   * @param olderEnd when the agent's older tokens end; null where they stay as they are
   */
  public record Issued(
      @Nullable Refusal refusal,
      @Nullable String token,
      @Nullable Instant olderEnd) {

    /** Whatever prints it, the token is not in it. */
    @Override
    public String toString() {
      return "Issued[" + (refusal == null ? "yes" : refusal) + "]";
    }
  }

  /** Looks after the whole. */
  public interface Doctor {
    /** Looks at everything; what is ill comes with what to do about it. */
    CompletableFuture<List<Finding>> examine(TeamId team);
  }

  /**
   * One thing that was looked at.
   *
   * @param fix what to do about it; null where it is well
   */
  public record Finding(boolean well, String what, @Nullable String fix) {}
}
