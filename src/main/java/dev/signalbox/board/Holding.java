package dev.signalbox.board;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A resource as it is to be seen.
 *
 * @param settings null for paths, which have none of their own
 * @param free how many units could be had now; 0 while a budget is frozen
 * @param frozenUntil of a budget, while nobody gets a unit
 * @param held who has it, oldest first
 * @param waiting who waits for it, first come first
 */
public record Holding(
    ResourceId resource,
    @Nullable Resource settings,
    int free,
    @Nullable Instant frozenUntil,
    List<Grant> held,
    List<Waiter> waiting) {

  /** Those of the settings, and the paths that somebody has or waits for, by name. */
  public static List<Holding> all(Board board, Instant now) {
    Set<ResourceId> ids = new TreeSet<>(board.team().resources().keySet());
    Stock.Saved stock = board.stock().saved();
    stock.grants().stream().filter(Grant::held).forEach(grant -> add(ids, grant.needs()));
    stock.waiters().forEach(waiter -> add(ids, waiter.needs()));
    Supply supply = new Supply(board, now);
    List<Holding> all = new ArrayList<>();
    for (ResourceId id : ids) {
      all.add(of(board, supply, id, now));
    }
    return List.copyOf(all);
  }

  private static void add(Set<ResourceId> ids, List<Need> needs) {
    needs.stream().map(Need::resource).filter(ResourceId::files).forEach(ids::add);
  }

  private static Holding of(Board board, Supply supply, ResourceId id, Instant now) {
    Stock.Saved stock = board.stock().saved();
    Instant frozen = board.stock().mark(id).frozenUntil();
    boolean stands = frozen != null && frozen.isAfter(now);
    return new Holding(
        id,
        board.team().resources().get(id),
        stands ? 0 : supply.free(id),
        stands ? frozen : null,
        stock.grants().stream()
            .filter(grant -> grant.held() && names(grant.needs(), id))
            .toList(),
        stock.waiters().stream().filter(waiter -> names(waiter.needs(), id)).toList());
  }

  private static boolean names(List<Need> needs, ResourceId id) {
    return needs.stream().anyMatch(need -> need.resource().equals(id));
  }
}
