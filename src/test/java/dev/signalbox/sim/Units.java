package dev.signalbox.sim;

import dev.signalbox.board.AgentId;
import dev.signalbox.board.Board;
import dev.signalbox.board.Entry;
import dev.signalbox.board.Event;
import dev.signalbox.board.Grant;
import dev.signalbox.board.Hold;
import dev.signalbox.board.Need;
import dev.signalbox.board.PathPattern;
import dev.signalbox.board.Resource;
import dev.signalbox.board.ResourceEvent.UnitsReturned;
import dev.signalbox.board.ResourceEvent.UnitsTaken;
import dev.signalbox.board.ResourceId;
import dev.signalbox.board.Stock;
import dev.signalbox.board.Task;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.Waiter;
import dev.signalbox.desk.Chain;
import dev.signalbox.desk.Chain.Reason;
import dev.signalbox.desk.Glance;
import dev.signalbox.desk.Reads;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What must hold of resources, reckoned from events alone: who has what, and what is locked. */
final class Units {

  /** Every chain ends at one of these: a holder, a limit, a time or a person. */
  private static final Set<Reason> ENDS = EnumSet.of(
      Reason.READY,
      Reason.STUCK,
      Reason.OVER,
      Reason.TEAM_PAUSED,
      Reason.LANE_PAUSED,
      Reason.AGENT_PAUSED,
      Reason.NEEDS_LATER,
      Reason.NEEDS_HELD,
      Reason.NEEDS_HELD_FOR,
      Reason.NO_AGENTS,
      Reason.FREE,
      Reason.IS_PAUSED,
      Reason.IS_NEVER,
      Reason.IS_SILENT,
      Reason.OWNER_CALLED_AT,
      Reason.RESERVED_UNTIL,
      Reason.HOLDS,
      Reason.REVIEWS,
      Reason.NO_REVIEWERS,
      Reason.REVIEWER_FREE,
      Reason.STUCK_AT,
      Reason.WAITS_FOR_UNITS,
      Reason.NOBODY_ALIVE,
      Reason.MORE,
      Reason.AND_SO_ON,
      Reason.NEEDS_OTHERS,
      Reason.RESERVED);

  /** Somebody has it, or until then nobody may. */
  private record Had(AgentId agent, Need need, Instant lockedUntil) {
    boolean against(Instant at) {
      return lockedUntil == null || lockedUntil.isAfter(at);
    }
  }

  private final Map<Long, List<Had>> had = new TreeMap<>();
  private long lastToken;

  void see(Entry entry, Board before) {
    Event event = entry.event();
    if (event instanceof UnitsTaken taken) {
      taken(entry, taken, before);
    }
    if (event instanceof UnitsReturned back) {
      returned(entry, back, before);
    }
  }

  private void taken(Entry entry, UnitsTaken taken, Board before) {
    check(entry.number() > lastToken, "a token that does not grow", entry);
    lastToken = entry.number();
    whole(entry, taken, before);
    for (Need need : taken.needs()) {
      if (spent(need, before)) {
        continue;
      }
      List<Had> others = had.values().stream()
          .flatMap(List::stream)
          .filter(one -> one.against(entry.at()))
          .toList();
      if (need.resource().files()) {
        check(
            others.stream().noneMatch(one -> clashes(one, taken.agent(), need)),
            "paths meet",
            entry);
      } else {
        int used = others.stream()
            .filter(one -> one.need().resource().equals(need.resource()))
            .mapToInt(one -> one.need().units())
            .sum();
        int capacity = before.team().resources().get(need.resource()).capacity();
        check(used + need.units() <= capacity, "more than there is, or locked", entry);
      }
    }
    had.put(
        entry.number(),
        taken.needs().stream()
            .filter(need -> !spent(need, before))
            .map(need -> new Had(taken.agent(), need, null))
            .toList());
  }

  /** All that was asked for or is needed, no less. */
  private static void whole(Entry entry, UnitsTaken taken, Board before) {
    Task task = before.task(taken.task());
    Hold hold = task.hold();
    check(
        hold != null
            && hold.agent().equals(taken.agent())
            && !before.holdsOf(taken.agent()).isEmpty(),
        "units without a hold",
        entry);
    if (taken.epoch() > 0) {
      check(task.needs().equals(taken.needs()), "not what the task needs", entry);
      check(hold.epoch() == taken.epoch() && !hold.review(), "not its claim", entry);
    }
    Optional<Waiter> waiter = before.waiter(taken.agent());
    if (taken.asked() > 0) {
      check(
          waiter
              .filter(one -> one.order() == taken.asked() && one.needs().equals(taken.needs()))
              .isPresent(),
          "not what it waited for",
          entry);
    }
  }

  private static boolean clashes(Had one, AgentId agent, Need need) {
    ResourceId id = one.need().resource();
    boolean mine = one.agent().equals(agent) && one.lockedUntil() == null;
    return id.files()
        && !mine
        && !(one.need().shared() && need.shared())
        && pattern(id).meets(pattern(need.resource()));
  }

  private static PathPattern pattern(ResourceId id) {
    return PathPattern.parse(id.name().substring(ResourceId.FILES.length())).orElseThrow();
  }

  private static boolean spent(Need need, Board board) {
    Resource resource = board.team().resources().get(need.resource());
    return resource != null && resource.spent();
  }

  private void returned(Entry entry, UnitsReturned back, Board before) {
    List<Had> gone = had.remove(back.token());
    check(gone != null, "returned what nobody has", entry);
    if (back.how() == Grant.How.LOST) {
      had.put(
          back.token(),
          gone.stream()
              .map(one -> new Had(one.agent(), one.need(), entry.at().plus(Resource.LOCK_DELAY)))
              .toList());
    }
    if (back.how() == Grant.How.EXPIRED) {
      check(
          before.snapshot().stock().grants().stream()
              .filter(grant -> grant.token() == back.token())
              .allMatch(grant -> grant.until() != null && !grant.until().isAfter(entry.at())),
          "expired too early",
          entry);
    }
  }

  void atRest(Board board) {
    Stock.Saved stock = board.snapshot().stock();
    Set<TaskId> took = new HashSet<>();
    for (Grant grant : stock.grants()) {
      if (grant.held()) {
        boolean good = grant.adHoc()
            ? !board.holdsOf(grant.agent()).isEmpty()
            : board
                .task(grant.task())
                .held()
                .filter(hold -> hold.agent().equals(grant.agent()) && hold.epoch() == grant.epoch())
                .isPresent();
        if (!good) {
          throw new AssertionError("a grant outlived its hold: " + grant);
        }
        if (!grant.adHoc()) {
          took.add(grant.task());
        }
      }
    }
    for (Task task : board.tasks()) {
      if (took.contains(task.id()) != (task.claimed() && !task.needs().isEmpty())) {
        throw new AssertionError(task + " has its needs exactly while it is claimed");
      }
    }
    for (Waiter waiter : stock.waiters()) {
      require(!board.holdsOf(waiter.agent()).isEmpty(), "waits without a hold: " + waiter);
    }
    everybodyGetsOut(board, stock);
  }

  /**
   * Who does not wait gives back; who then has all it waits for does so too. Whoever is left waits
   * in a circle. Of several units one holder's are enough, so a way round alone is none.
   */
  private static void everybodyGetsOut(Board board, Stock.Saved stock) {
    List<Waiter> stuck = new ArrayList<>(stock.waiters());
    boolean fewer = true;
    while (fewer) {
      Set<AgentId> waiting = new TreeSet<>();
      stuck.forEach(waiter -> waiting.add(waiter.agent()));
      List<Grant> kept = stock.grants().stream()
          .filter(grant -> grant.held() && waiting.contains(grant.agent()))
          .toList();
      fewer = stuck.removeIf(waiter -> waiter.needs().stream()
          .allMatch(need -> spent(need, board) || canHave(board, kept, waiter.agent(), need)));
    }
    require(stuck.isEmpty(), "a circle: " + stuck);
  }

  private static boolean canHave(Board board, List<Grant> kept, AgentId agent, Need need) {
    List<Grant> others = need.resource().files()
        ? kept.stream().filter(grant -> !grant.agent().equals(agent)).toList()
        : kept;
    if (need.resource().files()) {
      return others.stream()
          .flatMap(grant -> grant.needs().stream().map(one -> new Had(grant.agent(), one, null)))
          .noneMatch(had -> clashes(had, agent, need));
    }
    int used = others.stream()
        .flatMap(grant -> grant.needs().stream())
        .filter(one -> one.resource().equals(need.resource()))
        .mapToInt(Need::units)
        .sum();
    return used + need.units() <= board.team().resources().get(need.resource()).capacity();
  }

  void everyChainEnds(Board board, Instant now) {
    Reads.Overview overview = overview(board);
    Glance glance = new Glance(overview, now);
    Stock.Saved stock = overview.stock();
    for (Task task : board.tasks()) {
      if (!task.state().open()) {
        continue;
      }
      List<Chain.Step> chain = Chain.of(task.id(), glance, board::find);
      require(!chain.isEmpty() && chain.size() < 200, task.id() + " has no chain");
      Chain.Step last = chain.get(chain.size() - 1);
      require(ENDS.contains(last.reason()), task.id() + " ends at " + last);
      chain.forEach(step -> truth(step, board, stock));
    }
  }

  private static void truth(Chain.Step step, Board board, Stock.Saved stock) {
    if (step.reason() == Reason.NEEDS_HELD || step.reason() == Reason.NEEDS_HELD_FOR) {
      Need need = (Need) step.named().get("need");
      for (Object agent : (List<?>) step.named().get("agents")) {
        boolean has = stock.grants().stream()
            .filter(grant -> grant.held() && grant.agent().equals(agent))
            .flatMap(grant -> grant.needs().stream())
            .anyMatch(one -> need.resource().files()
                ? one.resource().files() && pattern(one.resource()).meets(pattern(need.resource()))
                : one.resource().equals(need.resource()));
        require(has, agent + " is named as holder of " + need);
      }
    }
    if (step.reason() == Reason.HOLDS) {
      Task task = (Task) step.named().get("task");
      Hold hold = board.task(task.id()).hold();
      require(hold != null && hold.agent().equals(step.named().get("agent")), "no holder: " + step);
    }
  }

  private static Reads.Overview overview(Board board) {
    Board.Snapshot now = board.snapshot();
    List<Reads.AgentDetails> agents = new ArrayList<>();
    now.agents()
        .forEach(agent -> agents.add(new Reads.AgentDetails(
            agent, board.heard(agent.id()).orElse(null), board.holdsOf(agent.id()))));
    return new Reads.Overview(
        now.team(),
        now.paused(),
        now.lanes(),
        agents,
        now.places(),
        now.tasks(),
        Map.of(),
        now.events(),
        now.awoke(),
        now.stock());
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(what);
    }
  }

  private static void check(boolean holds, String what, Entry entry) {
    if (!holds) {
      throw new AssertionError(what + ": " + entry);
    }
  }
}
