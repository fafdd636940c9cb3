package dev.signalbox.board;

import dev.signalbox.board.Refusal.Code;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Taking units of resources beside a task, giving them back, and budgets that met their limit. */
final class Resourcing {

  /** The longest that units can be asked for, and that a budget can stand still, in seconds. */
  static final int HOLD_MAX_S = 86_400;

  static final int FREEZE_MAX_S = 3_600;

  private Resourcing() {}

  // -- what may be needed -------------------------------------------------------------------------

  /** Why nobody can need these, whoever asks. */
  static Optional<Refusal> refusal(Board board, List<Need> needs, boolean withTask) {
    if (needs.size() > Texts.NEEDS_MAX) {
      return Optional.of(Refusal.of(
          Code.TOO_MANY,
          "At most " + Texts.NEEDS_MAX + " resources at once; this names " + needs.size() + "."));
    }
    Set<ResourceId> seen = new TreeSet<>();
    for (Need need : needs) {
      Resource resource = board.stock().settings(need.resource()).orElse(null);
      if (resource == null) {
        return Texts.bad("No resource \"" + need.resource() + "\". " + known(board));
      }
      if (!seen.add(need.resource())) {
        return Texts.bad(need.resource() + " is named twice; name it once, with all its units.");
      }
      if (withTask && resource.spent()) {
        return Texts.bad(need.resource() + " is a rate budget: its units are spent, not held."
            + " Ask for one with acquire before each call.");
      }
      if (need.units() > resource.capacity()) {
        return Optional.of(Refusal.of(
            Code.NEVER_SATISFIABLE,
            need.resource() + " has " + resource.capacity()
                + (resource.capacity() == 1 ? " unit" : " units") + "; " + need.units()
                + " can never be had at once."));
      }
    }
    return Optional.empty();
  }

  private static String known(Board board) {
    String names = board.team().resources().keySet().stream()
        .map(ResourceId::name)
        .sorted()
        .collect(Collectors.joining(", "));
    return (names.isEmpty() ? "The team has none" : "The team has " + names)
        + "; paths are files:GLOB.";
  }

  /**
   * What settings would leave out or make impossible although a task needs it or somebody has it, and
   * who. A request alone stands in nobody's way: its agent can be told, and {@link #hopeless} does.
   */
  static Optional<String> missed(Board board, Team next) {
    for (Task task : board.tasks()) {
      Optional<Need> bad = task.state().open() ? impossible(next, task.needs()) : Optional.empty();
      if (bad.isPresent()) {
        return Optional.of(
            bad.get().resource() + " is needed by " + task.id() + ", as " + bad.get());
      }
    }
    for (Agent agent : board.agents()) {
      for (Grant grant : board.stock().heldBy(agent.id())) {
        for (Need need : grant.needs()) {
          if (!need.resource().files() && !next.resources().containsKey(need.resource())) {
            return Optional.of(need.resource() + " is held by " + agent.id());
          }
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Need> impossible(Team next, List<Need> needs) {
    return needs.stream()
        .filter(need -> !need.resource().files())
        .filter(need -> {
          Resource resource = next.resources().get(need.resource());
          return resource == null || resource.spent() || resource.capacity() < need.units();
        })
        .findFirst();
  }

  // -- acquire ------------------------------------------------------------------------------------

  static Decision acquire(Board board, ResourceCommand.Acquire ask, Instant now) {
    Agent agent = board.agent(ask.by().agent().orElseThrow());
    Duration hold = ask.hold();
    Optional<Refusal> bad = Texts.first(
        () -> ask.needs().isEmpty()
            ? Texts.bad("resources names nothing; name one, such as {\"staging\": 1}.")
            : Optional.empty(),
        () -> hold == null || hold.toSeconds() >= 1 && hold.toSeconds() <= HOLD_MAX_S
            ? Optional.empty()
            : Texts.bad("hold is 1 to " + HOLD_MAX_S + " seconds, not " + hold.toSeconds() + "."),
        () -> refusal(board, ask.needs(), false));
    if (bad.isPresent()) {
      return Decision.refuse(bad.get());
    }
    Task task = latestHold(board, agent.id()).orElse(null);
    if (task == null) {
      return Decision.refuse(Refusal.of(
          Code.NO_HOLD,
          "Only an agent that holds a task or a review may have resources beside it. Call next or"
              + " claim first."));
    }
    List<Need> needs = ask.needs().stream().sorted().toList();
    if (covering(board, agent.id(), needs).isPresent()) {
      return Decision.accept().about(task.id());
    }
    Optional<Waiter> standing = board.stock().waiter(agent.id());
    if (standing.isPresent() && !standing.get().needs().equals(needs)) {
      return Decision.accept().about(task.id());
    }
    return take(new Asking(task, new Supply(board, now), standing, ask.hold()), needs, now);
  }

  /** Who asks, and from where. */
  private record Asking(
      Task task,
      Supply supply,
      Optional<Waiter> standing,
      @Nullable Duration hold) {}

  private static Decision take(Asking asking, List<Need> needs, Instant now) {
    AgentId agent = Board.known(asking.task().hold()).agent();
    Supply supply = asking.supply();
    Waiter waiter = asking
        .standing()
        .orElseGet(() -> new Waiter(agent, needs, asking.hold(), Long.MAX_VALUE, now, 0));
    if (supply.first(waiter).filter(waiter::equals).isPresent()) {
      return Decision.accept(supply.serve(waiter, asking.task()))
          .about(asking.task().id());
    }
    if (asking.standing().isPresent()) {
      return Decision.accept().about(asking.task().id());
    }
    Optional<List<AgentId>> circle = supply.circle(agent, needs);
    if (circle.isPresent()) {
      return Decision.refuse(Refusal.of(Code.WOULD_DEADLOCK, circle(circle.get())));
    }
    return Decision.accept(
            new ResourceEvent.UnitsAwaited(agent, asking.task().id(), needs, asking.hold()))
        .about(asking.task().id());
  }

  private static String circle(List<AgentId> way) {
    String round = way.stream().map(AgentId::name).collect(Collectors.joining(" waits for "));
    return "That would be a circle that nobody gets out of: " + round
        + ". Give back what you have and ask for all you need at once.";
  }

  /** The hold an agent took up last. */
  private static Optional<Task> latestHold(Board board, AgentId agent) {
    return board.holdsOf(agent).stream()
        .max(Comparator.comparing((Task task) -> Board.known(task.hold()).since())
            .thenComparing(Task::id));
  }

  /** A grant that has all of it already, where having it twice means having it once. */
  static Optional<Grant> covering(Board board, AgentId agent, List<Need> needs) {
    boolean once = needs.stream().allMatch(need -> once(board, need));
    return once
        ? board.stock().heldBy(agent).stream()
            .filter(grant -> grant.needs().containsAll(needs))
            .findFirst()
        : Optional.empty();
  }

  private static boolean once(Board board, Need need) {
    Resource resource = board.stock().settings(need.resource()).orElse(Resource.FILES);
    return !resource.spent() && (need.resource().files() || need.units() == resource.capacity());
  }

  /** The next of those who wait that can have what it waits for. */
  static List<Event> next(Board board, Instant now) {
    if (board.stock().waiters().none()) {
      return List.of();
    }
    Supply supply = new Supply(board, now);
    return supply
        .first(null)
        .map(waiter -> List.<Event>of(
            supply.serve(waiter, latestHold(board, waiter.agent()).orElseThrow())))
        .orElse(List.of());
  }

  /**
   * The end of a request that would wait for ever under new settings: for more than there is, or in
   * a circle that there was room to get out of before. Of a circle the latest request ends, one by
   * one until the others get out.
   */
  static List<Event> hopeless(Board board, Instant now) {
    if (!board.stock().unsettled()) {
      return List.of();
    }
    for (Waiter waiter : board.stock().waiters().all()) {
      if (refusal(board, waiter.needs(), false).isPresent()) {
        return List.of(new ResourceEvent.UnitsForgone(
            waiter.agent(), ResourceEvent.UnitsForgone.Why.NEVER_SATISFIABLE));
      }
    }
    List<Waiter> inside = new Supply(board, now).inCircles();
    if (inside.isEmpty()) {
      board.stock().settled();
      return List.of();
    }
    return List.of(new ResourceEvent.UnitsForgone(
        inside.get(inside.size() - 1).agent(), ResourceEvent.UnitsForgone.Why.WOULD_DEADLOCK));
  }

  // -- coming back --------------------------------------------------------------------------------

  static Decision giveBack(Board board, ResourceCommand.GiveBack ask) {
    AgentId agent = ask.by().agent().orElseThrow();
    if (ask.token() < 1 || ask.token() > board.events()) {
      return Decision.refuse(
          Refusal.of(Code.NOT_FOUND, "There is no grant with the token " + ask.token() + "."));
    }
    Grant grant = board.stock().grant(ask.token()).orElse(null);
    if (grant == null) {
      return Decision.accept();
    }
    if (!grant.agent().equals(agent)) {
      return Decision.refuse(Refusal.of(
          Code.NOT_ALLOWED, "The token " + ask.token() + " is not yours; nothing changed."));
    }
    if (!grant.held()) {
      return Decision.accept();
    }
    return grant.adHoc()
        ? Decision.accept(returned(grant, Grant.How.GIVEN_BACK))
        : Decision.refuse(Refusal.of(
            Code.ILLEGAL_MOVE,
            "These units belong to your claim on " + grant.task()
                + "; they come back when you submit or release it."));
  }

  static Event returned(Grant grant, Grant.How how) {
    return new ResourceEvent.UnitsReturned(
        grant.agent(), grant.task(), grant.token(), grant.needs(), how);
  }

  /**
   * What an agent's hold had is nobody's now; and with its last hold goes all it asked for.
   *
   * @param itself whether the agent let go by itself, so that it surely is at it no longer
   */
  static List<Event> ended(Board board, Hold hold, boolean itself) {
    Grant.How how = itself ? Grant.How.RETURNED : Grant.How.LOST;
    AgentId agent = hold.agent();
    boolean last = board.holdsOf(agent).isEmpty();
    List<Event> events = new ArrayList<>();
    for (Grant grant : board.stock().heldBy(agent)) {
      boolean kept = grant.adHoc()
          ? !last
          : board.find(grant.task()).map(Task::hold).stream()
              .anyMatch(held -> Fencing.holds(held, agent, grant.epoch()));
      if (!kept) {
        events.add(returned(grant, how));
      }
    }
    if (last && board.stock().waiter(agent).isPresent()) {
      events.add(new ResourceEvent.UnitsForgone(agent));
    }
    return events;
  }

  // -- budgets ------------------------------------------------------------------------------------

  static Decision reportLimit(Board board, ResourceCommand.ReportLimit ask, Instant now) {
    AgentId agent = ask.by().agent().orElseThrow();
    Resource resource = board.stock().settings(ask.resource()).orElse(null);
    long wait = ask.retryAfter().toSeconds();
    Optional<Refusal> bad = Texts.first(
        () -> resource == null
            ? Texts.bad("No resource \"" + ask.resource() + "\". " + known(board))
            : Optional.empty(),
        () -> resource == null || resource.spent()
            ? Optional.empty()
            : Texts.bad(ask.resource() + " is no rate budget; it has units that are held."),
        () -> wait >= 1 && wait <= FREEZE_MAX_S
            ? Optional.empty()
            : Texts.bad("retry_after is 1 to " + FREEZE_MAX_S + " seconds, not " + wait + "."));
    if (bad.isPresent()) {
      return Decision.refuse(bad.get());
    }
    Instant until = now.plus(ask.retryAfter());
    Instant frozen = board.stock().mark(ask.resource()).frozenUntil();
    return frozen != null && !until.isAfter(frozen)
        ? Decision.accept()
        : Decision.accept(new ResourceEvent.BudgetFrozen(ask.resource(), agent, until));
  }
}
