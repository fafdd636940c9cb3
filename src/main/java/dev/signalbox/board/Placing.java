package dev.signalbox.board;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which task goes to which place in line: the pair with the highest effective priority of the task,
 * then the oldest place. Agents without units and dislikes are all alike to a lane, so it is looked
 * at once for all of them, and the first that is free stands for them.
 */
final class Placing {

  /** What could be given, and how much it counts. */
  private record Offer(Task task, Place place, Priority priority) {
    private static final Comparator<Offer> ORDER = Comparator.comparing(Offer::priority)
        .thenComparingLong(offer -> offer.place().order());

    boolean before(@Nullable Offer other) {
      return other == null || ORDER.compare(this, other) < 0;
    }
  }

  private final Board board;
  private final Instant now;
  private final Supply supply;
  private final @Nullable Place asking;
  private @Nullable Offer best;

  private Placing(Board board, Instant now, Supply supply, @Nullable Place asking) {
    this.board = board;
    this.now = now;
    this.supply = supply;
    this.asking = asking;
  }

  /**
   * The next grant for the line.
   *
   * @param asking the place an agent would take, to see what it would get at once
   */
  static Optional<Promoting.Pick> pick(
      Board board, Instant now, Supply supply, @Nullable Place asking) {
    Placing placing = new Placing(board, now, supply, asking);
    placing.lookAtAll();
    return Optional.ofNullable(placing.best)
        .map(offer -> new Promoting.Pick(
            offer.task(), offer.place().agent(), Promoting.workKind(offer.task())));
  }

  private void lookAtAll() {
    if (asking != null) {
      offer(asking);
    }
    for (TaskId wish : board.places().wishes()) {
      if (mayStart(board.task(wish))) {
        board.places().wishing(wish).stream().filter(place -> !asks(place)).forEach(this::offer);
      }
    }
    for (LaneId lane : board.places().lanes()) {
      if (Promoting.open(board, lane)) {
        lane(lane);
      }
    }
  }

  private void lane(LaneId lane) {
    Optional<Place> like = others(lane).filter(this::alike).findFirst();
    Task usual = like.map(this::best).orElse(null);
    if (usual != null) {
      offerFirst(others(lane).filter(this::alike).toList(), usual);
    }
    if (usual != null || like.isEmpty()) {
      others(lane).filter(place -> !alike(place)).forEach(this::offer);
    } else {
      // Only who has units itself could have what the others cannot.
      board.stock().grants().holders().stream()
          .flatMap(holder -> board.place(holder).stream())
          .filter(place -> place.wish() == null && !asks(place))
          .filter(place -> board.agent(place.agent()).lane().equals(lane))
          .forEach(this::offer);
    }
  }

  /** To the first whose agent is free; those behind it would only come later. */
  private void offerFirst(List<Place> places, Task task) {
    for (Place place : places) {
      if (offer(place, task)) {
        return;
      }
    }
  }

  /** The places of a lane for any task, but for the one that asks, first come first. */
  private Stream<Place> others(LaneId lane) {
    return board.places().in(lane).values().stream()
        .filter(place -> place.wish() == null && !asks(place));
  }

  /** Whether its agent could have what any other of its lane could have that has nothing. */
  private boolean alike(Place place) {
    AgentId agent = place.agent();
    return board.agent(agent).shunned().isEmpty()
        && board.stock().heldBy(agent).isEmpty()
        && board.stock().waiter(agent).isEmpty();
  }

  private boolean asks(Place place) {
    return asking != null && asking.agent().equals(place.agent());
  }

  private void offer(Place place) {
    Task task = place.wish() == null ? best(place) : wished(place, board.task(place.wish()));
    if (task != null) {
      offer(place, task);
    }
  }

  /** Whether the agent could begin it. */
  private boolean offer(Place place, Task task) {
    boolean free = Promoting.free(board, board.agent(place.agent()), now);
    Offer offer = new Offer(task, place, Promoting.effective(board, task, now));
    if (free && offer.before(best)) {
      best = offer;
    }
    return free;
  }

  /** The task this place wishes for, if it could be had now. */
  private @Nullable Task wished(Place place, Task wish) {
    Agent agent = board.agent(place.agent());
    boolean may = mayStart(wish) && wish.lane().equals(agent.lane());
    return may && Promoting.willing(agent, wish.id(), asking) && supply.allows(wish, agent.id())
        ? wish
        : null;
  }

  private boolean mayStart(Task task) {
    return Promoting.startable(task) && Promoting.mayStart(board, task);
  }

  /** The startable task of the agent's lane with the highest effective priority, oldest first. */
  private @Nullable Task best(Place place) {
    Agent agent = board.agent(place.agent());
    return board.index().startable(agent.lane()).values().stream()
        .flatMap(turns -> first(agent, turns).stream())
        .min(Comparator.comparing((Task task) -> Promoting.effective(board, task, now))
            .thenComparing(Supply::since)
            .thenComparing(Task::priority)
            .thenComparing(Task::id))
        .orElse(null);
  }

  /** The first of tasks that are alike, if it can be had; if it cannot, none of them can. */
  private Optional<Task> first(Agent agent, NavigableSet<Index.Turn> turns) {
    return turns.stream()
        .filter(turn -> Promoting.willing(agent, turn.task(), asking))
        .findFirst()
        .map(turn -> board.task(turn.task()))
        .filter(task -> Promoting.mayStart(board, task) && supply.allows(task, agent.id()));
  }
}
