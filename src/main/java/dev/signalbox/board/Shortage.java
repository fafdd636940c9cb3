package dev.signalbox.board;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is needed and cannot be had now.
 *
 * @param holders who has it; none where nobody has it any more but it still counts
 * @param free when time alone gives some of it back, if nobody has to
 * @param estimate about how long it takes; null where nobody can tell
 */
public record Shortage(
    Need need,
    List<AgentId> holders,
    @Nullable Instant free,
    @Nullable Duration estimate) {

  /**
   * What is lacking of these.
   *
   * @param agent who needs them; null for one that has nothing yet
   */
  public static List<Shortage> of(
      Board board, List<Need> needs, @Nullable AgentId agent, Instant now) {
    Supply supply = new Supply(board, now);
    return needs.stream()
        .filter(need -> supply.lacks(need, agent))
        .map(need -> of(board, supply, need, agent, now))
        .toList();
  }

  private static Shortage of(
      Board board, Supply supply, Need need, @Nullable AgentId agent, Instant now) {
    List<Need> alone = List.of(need);
    List<AgentId> holders = List.copyOf(supply.holders(alone, agent));
    Instant thaw = board.stock().mark(need.resource()).frozenUntil();
    Instant fades = supply.counting(need).stream()
        .map(grant -> board.stock().grants().countsUntil(grant, need))
        .filter(Objects::nonNull)
        .min(Instant::compareTo)
        .orElse(null);
    boolean frozen = thaw != null && thaw.isAfter(now) && board.stock().spent(need);
    return new Shortage(
        need,
        holders,
        frozen ? thaw : holders.isEmpty() ? fades : null,
        Queue.estimate(board, supply, alone, agent, List.of(), now));
  }

  /** Who comes before a task to something it needs: agents that asked for it beside their work. */
  public static List<AgentId> before(Board board, Task task) {
    return board.stock().waiters().all().stream()
        .filter(waiter -> Need.contend(waiter.needs(), task.needs()))
        .map(Waiter::agent)
        .toList();
  }
}
