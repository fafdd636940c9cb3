package dev.signalbox.desk;

import dev.signalbox.board.Actor;
import dev.signalbox.board.AgentId;
import dev.signalbox.board.Hold;
import dev.signalbox.board.Lane;
import dev.signalbox.board.Shortage;
import dev.signalbox.board.Stopwatch;
import dev.signalbox.board.Task;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.Vitality;
import dev.signalbox.board.Waiter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What a task waits for, and what that waits for, until it ends at a living holder, a limit, a time
 * on the clock or a person. The limits are looked at in the order in which the rules do: dependency,
 * pause, reservation, submissions that wait, slots of the lane, slots of the team, resources, the
 * agents.
 *
 * <p>Every step leads to a task that was not met before or ends the chain, so it always ends.
 */
public final class Chain {

  private static final int STEPS_MAX = 12;
  private static final int NAMED_MAX = 5;
  private static final Comparator<Task> OLDEST = Comparator.comparing(Task::since);

  private final Glance glance;
  private final Function<TaskId, Optional<Task>> find;
  private final List<Step> steps = new ArrayList<>();
  private final Set<TaskId> met = new HashSet<>();

  /** What something waits for. */
  public enum Reason {
    AND_SO_ON,
    READY,
    STUCK,
    OVER,
    AFTER,
    TEAM_PAUSED,
    LANE_PAUSED,
    AGENT_PAUSED,
    RESERVED,
    RESERVED_UNTIL,
    WAITS,
    NEEDS_HELD,
    NEEDS_HELD_FOR,
    NEEDS_OTHERS,
    NEEDS_LATER,
    REVIEW_LIMIT,
    LANE_FULL,
    TEAM_FULL,
    MORE,
    NO_AGENTS,
    FREE,
    NOBODY_ALIVE,
    IS_PAUSED,
    IS_NEVER,
    IS_SILENT,
    OWNER_CALLED_AT,
    HOLDS,
    REVIEWS,
    UNREVIEWED,
    NO_REVIEWERS,
    REVIEWER_FREE,
    STUCK_AT,
    WAITS_FOR_UNITS;

    /** The word used in JSON and for the sentences. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One link of the chain.
   *
   * @param named what it is about, in the terms of the board: tasks, agents, lanes, people, times,
   *     numbers, a hold
   */
  public record Step(Reason reason, Map<String, Object> named) {}

  private Chain(Glance glance, Function<TaskId, Optional<Task>> find) {
    this.glance = glance;
    this.find = find;
  }

  /**
   * Follows what a task waits for to the end.
   *
   * @param find gives tasks by their ids
   */
  public static List<Step> of(TaskId task, Glance glance, Function<TaskId, Optional<Task>> find) {
    Chain chain = new Chain(glance, find);
    chain.follow(task);
    return List.copyOf(chain.steps);
  }

  private void step(Reason reason, Object... named) {
    Map<String, Object> all = new LinkedHashMap<>();
    for (int i = 0; i < named.length; i += 2) {
      all.put((String) named[i], named[i + 1]);
    }
    steps.add(new Step(reason, all));
  }

  private void follow(TaskId id) {
    Optional<Task> found = find.apply(id);
    if (found.isEmpty() || !met.add(id) || met.size() > STEPS_MAX) {
      step(Reason.AND_SO_ON, "task", id);
      return;
    }
    Task task = found.get();
    switch (task.state()) {
      case TODO -> todo(task);
      case DOING -> task.held().ifPresent(hold -> holder(task, hold));
      case REVIEW -> task.held().ifPresentOrElse(hold -> holder(task, hold), () -> reviewer(task));
      case READY -> step(Reason.READY, "task", task, "who", task.owner());
      case STUCK -> step(Reason.STUCK, "task", task, "who", task.owner());
      case DONE, CANCELLED -> step(Reason.OVER, "task", task);
    }
  }

  // -- a task that has not begun ------------------------------------------------------------------

  private void todo(Task task) {
    List<TaskId> before = task.after().stream()
        .filter(id -> find.apply(id).filter(other -> other.state().open()).isPresent())
        .toList();
    if (!before.isEmpty()) {
      step(Reason.AFTER, "task", task, "tasks", before);
      follow(before.get(0));
    } else if (!paused(task)) {
      begin(task);
    }
  }

  private boolean paused(Task task) {
    AgentId reserved = task.reservedFor();
    boolean agent = reserved != null
        && glance.agent(reserved).filter(known -> known.agent().paused()).isPresent();
    if (glance.overview().paused()) {
      step(Reason.TEAM_PAUSED, "task", task);
    } else if (glance.paused(task.lane())) {
      step(Reason.LANE_PAUSED, "task", task, "lane", task.lane());
    } else if (agent && reserved != null) {
      step(Reason.AGENT_PAUSED, "task", task, "agent", reserved);
    }
    return glance.overview().paused() || glance.paused(task.lane()) || agent;
  }

  private void begin(Task task) {
    Lane lane = glance.team().lane(task.lane()).orElseThrow();
    AgentId reserved = task.reservedFor();
    Optional<Reads.AgentDetails> kept =
        reserved == null ? Optional.empty() : glance.agent(reserved);
    if (kept.isPresent()) {
      step(Reason.RESERVED, "task", task, "agent", kept.get().agent().id());
      if (!glance.free(kept.get())) {
        busy(kept.get());
        until(task, lane, Reason.RESERVED_UNTIL);
        return;
      }
    } else {
      step(Reason.WAITS, "task", task, "lane", task.lane());
    }
    if (limits(lane) || needs(task)) {
      return;
    }
    if (kept.isPresent()) {
      asks(kept.get().agent().id()); // One that waits for units is given nothing that needs more.
    } else {
      agents(task, lane);
    }
  }

  /** What it needs and cannot have, and who has that, or when it is there again. */
  private boolean needs(Task task) {
    List<Shortage> lacking = glance.shortages(task);
    lacking.forEach(lack -> lack(task, lack));
    List<AgentId> before = lacking.isEmpty() ? glance.before(task) : List.of();
    if (!before.isEmpty()) {
      step(Reason.NEEDS_OTHERS, "task", task, "agents", before);
      before.forEach(this::works);
    }
    return !lacking.isEmpty() || !before.isEmpty();
  }

  private void lack(Task task, Shortage lack) {
    Instant free = lack.free();
    if (!lack.holders().isEmpty()) {
      Duration wait = lack.estimate();
      if (wait == null) {
        step(Reason.NEEDS_HELD, "task", task, "need", lack.need(), "agents", lack.holders());
      } else {
        step(
            Reason.NEEDS_HELD_FOR,
            "task",
            task,
            "need",
            lack.need(),
            "agents",
            lack.holders(),
            "time",
            wait);
      }
      lack.holders().stream().limit(NAMED_MAX).forEach(this::works);
    } else if (free != null) {
      step(Reason.NEEDS_LATER, "task", task, "need", lack.need(), "at", free);
    }
  }

  /** What an agent does that somebody waits for, and what it waits for itself. */
  private void works(AgentId agent) {
    List<Task> holds = glance.agent(agent).map(Reads.AgentDetails::holds).orElse(List.of());
    for (Task task : holds) {
      if (met.add(task.id())) {
        task.held().ifPresent(hold -> holder(task, hold));
      }
    }
  }

  /** The first limit that is reached, and who could make room. */
  private boolean limits(Lane lane) {
    List<Task> unreviewed = glance.unreviewed(lane.id());
    if (unreviewed.size() >= lane.reviewLimit()) {
      step(
          Reason.REVIEW_LIMIT,
          "lane",
          lane.id(),
          "number",
          unreviewed.size(),
          "limit",
          lane.reviewLimit());
      unreviewed.stream().min(OLDEST).map(Task::id).ifPresent(this::follow);
      return true;
    }
    return slots(lane);
  }

  /** Whether all slots of a lane, or of the team, are taken, and by whom. */
  private boolean slots(Lane lane) {
    List<Task> held = glance.holdsIn(lane.id());
    Integer wip = lane.wip();
    if (wip != null && held.size() >= wip) {
      step(Reason.LANE_FULL, "lane", lane.id(), "taken", held.size(), "wip", wip);
      holders(held);
      return true;
    }
    int all = glance.holds().size();
    if (all >= glance.team().wip()) {
      step(Reason.TEAM_FULL, "taken", all, "wip", glance.team().wip());
      holders(glance.holds());
      return true;
    }
    return false;
  }

  private void holders(List<Task> tasks) {
    tasks.stream()
        .limit(NAMED_MAX)
        .forEach(task -> task.held().ifPresent(hold -> holder(task, hold)));
    if (tasks.size() > NAMED_MAX) {
      step(Reason.MORE, "number", tasks.size() - NAMED_MAX);
    }
  }

  /** There is room, so it is the agents. */
  private void agents(Task task, Lane lane) {
    List<Reads.AgentDetails> all = glance.agentsOf(lane.id());
    List<AgentId> free =
        all.stream().filter(glance::free).map(known -> known.agent().id()).toList();
    boolean anyAlive = all.stream().anyMatch(known -> !gone(known));
    if (all.isEmpty()) {
      step(Reason.NO_AGENTS, "lane", lane.id());
    } else if (!free.isEmpty()) {
      step(Reason.FREE, "agents", free, "task", task.id(), "agent", free.get(0));
    } else if (!anyAlive) {
      step(Reason.NOBODY_ALIVE, "lane", lane.id());
      all.stream().limit(NAMED_MAX).forEach(this::busy);
      until(task, lane, Reason.OWNER_CALLED_AT);
    } else {
      all.stream().filter(known -> !gone(known)).limit(NAMED_MAX).forEach(this::busy);
    }
  }

  private boolean gone(Reads.AgentDetails known) {
    Vitality life = glance.vitality(known);
    return life == Vitality.LOST || life == Vitality.NEVER_HEARD;
  }

  /** Why one agent begins nothing now. */
  private void busy(Reads.AgentDetails known) {
    AgentId agent = known.agent().id();
    Instant heard = known.heard();
    if (known.agent().paused()) {
      step(Reason.IS_PAUSED, "agent", agent);
    } else if (!known.holds().isEmpty()) {
      known.holds().forEach(task -> task.held().ifPresent(hold -> holder(task, hold)));
    } else if (heard == null) {
      step(Reason.IS_NEVER, "agent", agent);
    } else {
      step(Reason.IS_SILENT, "agent", agent, "at", heard);
    }
  }

  private void until(Task task, Lane lane, Reason reason) {
    Stopwatch waiting = task.waiting();
    Optional.ofNullable(waiting)
        .flatMap(watch -> watch.reaches(lane.reviewWithin()))
        .filter(at -> at.isAfter(glance.now()))
        .ifPresent(
            at -> step(reason, "at", at, "lane", lane.id(), "who", glance.team().owner()));
  }

  // -- holders and reviewers ----------------------------------------------------------------------

  /** A living holder, with the time at which it is one no longer. */
  private void holder(Task task, Hold hold) {
    Lane lane = glance.team().lane(hold.lane()).orElseThrow();
    Optional<Reads.AgentDetails> known = glance.agent(hold.agent());
    Instant heard = known.map(Reads.AgentDetails::heard).orElse(null);
    Instant quiet = hold.quietSince();
    Map<String, Object> named = new LinkedHashMap<>();
    named.put("agent", hold.agent());
    named.put("task", task);
    named.put("since", hold.since());
    if (!hold.begun()) {
      named.put("begins_by", hold.since().plus(lane.firstBeat()));
    } else if (quiet != null) {
      named.put("quiet_since", quiet);
      named.put("lost_at", quiet.plus(lane.lostAfter()));
    } else if (heard != null) {
      named.put("heard", heard);
    }
    steps.add(new Step(hold.review() ? Reason.REVIEWS : Reason.HOLDS, named));
    met.add(task.id());
    asks(hold.agent());
  }

  /** What a holder waits for beside its task. */
  private void asks(AgentId agent) {
    Optional<Waiter> waiter = glance.overview().stock().waiters().stream()
        .filter(one -> one.agent().equals(agent))
        .findFirst();
    if (waiter.isEmpty()) {
      return;
    }
    List<Shortage> lacking = glance.shortages(waiter.get());
    step(
        Reason.WAITS_FOR_UNITS,
        "agent",
        agent,
        "needs",
        waiter.get().needs(),
        "agents",
        lacking.stream().flatMap(lack -> lack.holders().stream()).distinct().toList());
    lacking.stream().flatMap(lack -> lack.holders().stream()).distinct().forEach(this::works);
  }

  private void reviewer(Task task) {
    Lane lane = glance.team().lane(task.lane()).orElseThrow();
    step(Reason.UNREVIEWED, "task", task);
    List<Reads.AgentDetails> able = glance.agents().stream()
        .filter(known -> lane.reviewBy().includes(known.agent().lane()))
        .filter(known -> !task.touchedBy(Actor.of(known.agent().id())))
        .filter(known -> !task.out().contains(known.agent().id()))
        .toList();
    if (able.isEmpty()) {
      step(Reason.NO_REVIEWERS, "who", task.owner());
      return;
    }
    able.stream()
        .filter(glance::free)
        .findFirst()
        .ifPresentOrElse(this::canReview, () -> able.stream().limit(NAMED_MAX).forEach(this::busy));
    Duration patience = lane.reviewWithin();
    Optional.ofNullable(task.waiting())
        .flatMap(watch -> watch.reaches(patience))
        .ifPresent(at -> step(Reason.STUCK_AT, "at", at, "who", task.owner()));
  }

  private void canReview(Reads.AgentDetails known) {
    if (!slots(glance.team().lane(known.agent().lane()).orElseThrow())) {
      step(Reason.REVIEWER_FREE, "agent", known.agent().id());
    }
  }
}
