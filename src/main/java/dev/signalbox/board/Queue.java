package dev.signalbox.board;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where one stands that waits for units, and about how long that will take. */
final class Queue {

  private Queue() {}

  static Mailbox.Request request(Board board, Waiter waiter, Instant now) {
    Supply supply = new Supply(board, now);
    List<Waiter> ahead = supply.ahead(waiter);
    return new Mailbox.Request(
        waiter.needs(),
        ahead.size() + 1,
        List.copyOf(supply.holders(waiter.needs(), waiter.agent())),
        estimate(board, supply, waiter.needs(), waiter.agent(), ahead, now));
  }

  /**
   * About how long it takes until all of it can be had; null where nobody can tell, because there
   * is no end to be seen of something.
   *
   * @param ahead who gets something of it first
   */
  static @Nullable Duration estimate(
      Board board,
      Supply supply,
      List<Need> needs,
      @Nullable AgentId agent,
      List<Waiter> ahead,
      Instant now) {
    Duration longest = Duration.ZERO;
    for (Need need : needs) {
      int before = ahead.stream()
          .flatMap(waiter -> waiter.needs().stream())
          .filter(need::contends)
          .mapToInt(Need::units)
          .sum();
      if (before == 0 && !supply.lacks(need, agent)) {
        continue;
      }
      Duration wait = estimate(board, supply, need, before, now);
      if (wait == null) {
        return null;
      }
      longest = wait.compareTo(longest) > 0 ? wait : longest;
    }
    return longest;
  }

  /** When so many units have come back that those before and this one have theirs. */
  private static @Nullable Duration estimate(
      Board board, Supply supply, Need need, int before, Instant now) {
    Stock stock = board.stock();
    Resource resource = stock.settings(need.resource()).orElse(Resource.FILES);
    Duration turn = turn(stock, need, resource);
    List<Instant> ends = new ArrayList<>();
    for (Grant grant : supply.counting(need)) {
      Instant end = end(stock, grant, need, turn, now);
      if (end == null) {
        return null;
      }
      int units = need.resource().files() ? 1 : Supply.units(grant, need.resource());
      for (int i = 0; i < units; i++) {
        ends.add(end);
      }
    }
    int free = need.resource().files() ? 0 : Math.max(0, resource.capacity() - ends.size());
    for (int i = 0; i < free; i++) {
      ends.add(now);
    }
    ends.sort(Comparator.naturalOrder());
    int wanted = before + need.units();
    int rounds = ends.isEmpty() ? 0 : (wanted - 1) / ends.size();
    if (ends.isEmpty() || rounds > 0 && turn == null) {
      return ends.isEmpty() ? Duration.ZERO : null;
    }
    Instant at = ends.get((wanted - 1) % ends.size());
    Instant thaw = stock.mark(need.resource()).frozenUntil();
    Instant from = thaw != null && resource.spent() && thaw.isAfter(at) ? thaw : at;
    Duration more = turn == null ? Duration.ZERO : turn.multipliedBy(rounds);
    Duration wait = Duration.between(now, from).plus(more);
    return wait.isNegative() ? Duration.ZERO : wait;
  }

  /** How long one has its units, as far as known. */
  private static @Nullable Duration turn(Stock stock, Need need, Resource resource) {
    Duration window = resource.window();
    if (window != null) {
      return window;
    }
    Duration usual = stock.mark(need.resource()).usual();
    return usual != null ? usual : resource.maxHold();
  }

  private static @Nullable Instant end(
      Stock stock, Grant grant, Need need, @Nullable Duration turn, Instant now) {
    Instant until = stock.grants().countsUntil(grant, need);
    if (until != null) {
      return until;
    }
    Instant over = grant.until() == null ? null : stock.expires(grant);
    Instant usual = turn == null ? null : grant.since().plus(turn);
    Instant soonest = usual == null || over != null && over.isBefore(usual) ? over : usual;
    return soonest == null || soonest.isAfter(now) ? soonest : now;
  }
}
