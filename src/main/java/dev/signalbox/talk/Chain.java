package dev.signalbox.talk;

import dev.signalbox.board.Actor;
import dev.signalbox.board.AgentId;
import dev.signalbox.board.Hold;
import dev.signalbox.board.Lane;
import dev.signalbox.board.Stopwatch;
import dev.signalbox.board.Task;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.Vitality;
import dev.signalbox.desk.Reads;
import dev.signalbox.talk.Message.Kind;
import dev.signalbox.talk.Message.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What a task waits for, and what that waits for, until it ends at a living holder, a limit, a time
 * on the clock or a person. The limits are looked at in the order in which the rules do: dependency,
 * pause, reservation, submissions that wait, slots of the lane, slots of the team, the agents.
 *
 * <p>Every step leads to a task that was not met before or ends the chain, so it always ends.
 */
final class Chain {

  private static final int STEPS_MAX = 12;
  private static final int NAMED_MAX = 5;
  private static final Comparator<Task> OLDEST = Comparator.comparing(Task::since);

  private final Glance glance;
  private final Function<TaskId, Optional<Scene>> find;
  private final Draft draft;
  private final Set<TaskId> met = new HashSet<>();

  private Chain(Glance glance, Function<TaskId, Optional<Scene>> find) {
    this.glance = glance;
    this.find = find;
    this.draft = new Draft(Kind.ANSWER, glance.team().zone());
  }

  /**
   * @param find gives tasks by their ids
   */
  static Message of(TaskId task, Glance glance, Function<TaskId, Optional<Scene>> find) {
    Chain chain = new Chain(glance, find);
    chain.follow(task);
    return chain.draft.asWritten();
  }

  private void step(String key, Object... named) {
    draft.say(draft.empty() ? Role.TITLE : Role.BODY, key, named);
  }

  private void follow(TaskId id) {
    Optional<Scene> found = find.apply(id);
    if (found.isEmpty() || !met.add(id) || met.size() > STEPS_MAX) {
      step("why.and_so_on", "task", id);
      return;
    }
    Scene scene = found.get();
    Task task = scene.task();
    switch (task.state()) {
      case TODO -> todo(scene);
      case DOING -> task.held().ifPresent(hold -> holder(task, hold));
      case REVIEW -> task.held().ifPresentOrElse(hold -> holder(task, hold), () -> reviewer(task));
      case READY -> step("why.ready", "task", Say.named(task), "who", task.owner());
      case STUCK ->
        step("why.stuck", "task", Say.named(task), "who", task.owner(), "why", Why.stuck(scene));
      case DONE, CANCELLED ->
        step(
            "why.over",
            "task",
            Say.named(task),
            "state",
            new Span.State(Span.Sign.valueOf(task.state().name())));
    }
  }

  // -- a task that has not begun ------------------------------------------------------------------

  private void todo(Scene scene) {
    Task task = scene.task();
    if (!scene.waitsFor().isEmpty()) {
      step("why.after", "task", Say.named(task), "tasks", Say.list(scene.waitsFor()));
      follow(scene.waitsFor().get(0));
    } else if (!paused(task)) {
      begin(task);
    }
  }

  private boolean paused(Task task) {
    AgentId reserved = task.reservedFor();
    boolean agent = reserved != null
        && glance.agent(reserved).filter(known -> known.agent().paused()).isPresent();
    if (glance.overview().paused()) {
      step("why.team_paused", "task", Say.named(task));
    } else if (glance.paused(task.lane())) {
      step("why.lane_paused", "task", Say.named(task), "lane", task.lane());
    } else if (agent && reserved != null) {
      step("why.agent_paused", "task", Say.named(task), "agent", reserved);
    }
    return glance.overview().paused() || glance.paused(task.lane()) || agent;
  }

  private void begin(Task task) {
    Lane lane = glance.team().lane(task.lane()).orElseThrow();
    AgentId reserved = task.reservedFor();
    Optional<Reads.AgentDetails> kept =
        reserved == null ? Optional.empty() : glance.agent(reserved);
    if (kept.isPresent()) {
      step("why.reserved", "task", Say.named(task), "agent", kept.get().agent().id());
      if (!glance.free(kept.get())) {
        busy(kept.get());
        until(task, lane, "why.reserved_until");
        return;
      }
    } else {
      step("why.waits", "task", Say.named(task), "lane", task.lane());
    }
    if (!limits(lane) && kept.isEmpty()) {
      agents(task, lane);
    }
  }

  /** The first limit that is reached, and who could make room. */
  private boolean limits(Lane lane) {
    List<Task> unreviewed = glance.unreviewed(lane.id());
    if (unreviewed.size() >= lane.reviewLimit()) {
      step(
          "why.review_limit",
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
      step("why.lane_full", "lane", lane.id(), "taken", held.size(), "wip", wip);
      holders(held);
      return true;
    }
    int all = glance.holds().size();
    if (all >= glance.team().wip()) {
      step("why.team_full", "taken", all, "wip", glance.team().wip());
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
      step("list.more", "number", tasks.size() - NAMED_MAX);
    }
  }

  /** There is room, so it is the agents. */
  private void agents(Task task, Lane lane) {
    List<Reads.AgentDetails> all = glance.agentsOf(lane.id());
    List<AgentId> free =
        all.stream().filter(glance::free).map(known -> known.agent().id()).toList();
    boolean anyAlive = all.stream().anyMatch(known -> !gone(known));
    if (all.isEmpty()) {
      step("why.no_agents", "lane", lane.id());
    } else if (!free.isEmpty()) {
      step("why.free", "agents", Say.list(free), "task", task.id(), "agent", free.get(0));
    } else if (!anyAlive) {
      step("why.nobody_alive", "lane", lane.id());
      all.stream().limit(NAMED_MAX).forEach(this::busy);
      until(task, lane, "why.owner_called_at");
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
      step("why.is_paused", "agent", agent);
    } else if (!known.holds().isEmpty()) {
      known.holds().forEach(task -> task.held().ifPresent(hold -> holder(task, hold)));
    } else if (heard == null) {
      step("why.is_never", "agent", agent);
    } else {
      step("why.is_silent", "agent", agent, "at", heard);
    }
  }

  private void until(Task task, Lane lane, String key) {
    Stopwatch waiting = task.waiting();
    Optional.ofNullable(waiting)
        .flatMap(watch -> watch.reaches(lane.reviewWithin()))
        .filter(at -> at.isAfter(glance.now()))
        .ifPresent(
            at -> step(key, "at", at, "lane", lane.id(), "who", glance.team().owner()));
  }

  // -- holders and reviewers ----------------------------------------------------------------------

  /** A living holder, with the time at which it is one no longer. */
  private void holder(Task task, Hold hold) {
    Lane lane = glance.team().lane(hold.lane()).orElseThrow();
    Optional<Reads.AgentDetails> known = glance.agent(hold.agent());
    Instant heard = known.map(Reads.AgentDetails::heard).orElse(null);
    Instant quiet = hold.quietSince();
    String verb = hold.review() ? "why.reviews" : "why.holds";
    List<Span> life;
    if (!hold.begun()) {
      life = Say.spans("why.begins_by", "at", hold.since().plus(lane.firstBeat()));
    } else if (quiet != null) {
      life = Say.spans("why.quiet", "since", quiet, "at", quiet.plus(lane.lostAfter()));
    } else if (heard != null) {
      life = Say.spans("why.heard", "at", heard);
    } else {
      life = List.of();
    }
    step(verb, "agent", hold.agent(), "task", Say.named(task), "since", hold.since(), "life", life);
  }

  private void reviewer(Task task) {
    Lane lane = glance.team().lane(task.lane()).orElseThrow();
    step("why.unreviewed", "task", Say.named(task));
    List<Reads.AgentDetails> able = glance.agents().stream()
        .filter(known -> lane.reviewBy().includes(known.agent().lane()))
        .filter(known -> !task.touchedBy(Actor.of(known.agent().id())))
        .filter(known -> !task.out().contains(known.agent().id()))
        .toList();
    if (able.isEmpty()) {
      step("why.no_reviewers", "who", task.owner());
      return;
    }
    able.stream()
        .filter(glance::free)
        .findFirst()
        .ifPresentOrElse(this::canReview, () -> able.stream().limit(NAMED_MAX).forEach(this::busy));
    Duration patience = lane.reviewWithin();
    Optional.ofNullable(task.waiting())
        .flatMap(watch -> watch.reaches(patience))
        .ifPresent(at -> step("why.stuck_at", "at", at, "who", task.owner()));
  }

  private void canReview(Reads.AgentDetails known) {
    if (!slots(glance.team().lane(known.agent().lane()).orElseThrow())) {
      step("why.reviewer_free", "agent", known.agent().id());
    }
  }
}
