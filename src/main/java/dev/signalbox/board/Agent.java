package dev.signalbox.board;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An AI worker as the board knows it. Its signs of life are kept apart, see {@link Board#heard}.
 *
 * @param person who may act for it, if anybody
 * @param quiet a declared silence, which its next sign of life ends
 * @param reviewEnded when its last review ended; {@link Instant#EPOCH} before the first
 * @param shunned tasks it let lapse and is not given again until it asks for work
 * @param stops holds that somebody else ended lately, newest last
 * @param tokens how many tokens it has that are good
 */
public record Agent(
    AgentId id,
    LaneId lane,
    @Nullable PersonId person,
    boolean paused,
    boolean removed,
    @Nullable Quiet quiet,
    Instant reviewEnded,
    Set<TaskId> shunned,
    List<Stop> stops,
    int tokens) {

  /** A silence announced at {@code at} that lasts until {@code until}. */
  public record Quiet(Instant at, Instant until) {}

  /** A hold that somebody other than its holder ended. */
  public record Stop(TaskId task, int epoch, String reason, Instant at) {}

  Agent withPaused(boolean now) {
    return new Agent(id, lane, person, now, removed, quiet, reviewEnded, shunned, stops, tokens);
  }

  Agent withRemoved() {
    return new Agent(id, lane, person, false, true, null, reviewEnded, Set.of(), stops, 0);
  }

  Agent withQuiet(@Nullable Quiet declared) {
    return new Agent(
        id, lane, person, paused, removed, declared, reviewEnded, shunned, stops, tokens);
  }

  Agent withReviewEnded(Instant at) {
    return new Agent(id, lane, person, paused, removed, quiet, at, shunned, stops, tokens);
  }

  Agent withShunned(Set<TaskId> tasks) {
    return new Agent(id, lane, person, paused, removed, quiet, reviewEnded, tasks, stops, tokens);
  }

  Agent withStops(List<Stop> latest) {
    return new Agent(
        id, lane, person, paused, removed, quiet, reviewEnded, shunned, latest, tokens);
  }

  /** It comes back, or changes its lane: the same agent, with what is known of it. */
  Agent joining(LaneId to, @Nullable PersonId acting) {
    return new Agent(id, to, acting, paused, false, quiet, reviewEnded, Set.of(), stops, tokens);
  }

  Agent withTokens(int good) {
    return new Agent(id, lane, person, paused, removed, quiet, reviewEnded, shunned, stops, good);
  }
}
