package dev.signalbox.board;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Peer review: who may look, who is chosen, and what a verdict does. */
final class Reviewing {

  private Reviewing() {}

  /** Of those who may and are available, the one whose last review ended longest ago. */
  static Optional<AgentId> reviewer(
      Board board, Task task, Instant now, Predicate<Agent> available) {
    return board.reviewers().first(id -> Liveness.fresh(board, board.agent(id), now), id -> {
      Agent agent = board.agent(id);
      return eligible(board, task, agent) && available.test(agent);
    });
  }

  /** Whether the agent may ever review this round, if it were there. */
  static boolean eligible(Board board, Task task, Agent agent) {
    return board.lane(task.lane()).reviewBy().includes(agent.lane())
        && !agent.removed()
        && !task.touchedBy(Actor.of(agent.id()))
        && !task.out().contains(agent.id());
  }

  /** Why nobody will review it by itself any more, or nothing. */
  static List<Event> hopeless(Board board, Task task) {
    if (task.state() != State.REVIEW || task.hold() != null) {
      return List.of();
    }
    boolean dropped = task.out().size() >= board.lane(task.lane()).maxAttempts();
    boolean nobody = !board.anyAgent(agent -> eligible(board, task, agent));
    return dropped || nobody
        ? List.of(new TaskEvent.BecameStuck(
            task.id(), StuckReason.NO_REVIEWER, State.REVIEW, "", "", !dropped))
        : List.of();
  }

  static Decision pass(Board board, WorkCommand.Pass ask, Instant now) {
    return Texts.note("note", ask.note())
        .<Decision>map(Decision::refuse)
        .orElseGet(() -> verdict(board, ask.by(), ask.task(), ask.epoch(), "passed", seat -> {
          List<Event> events = new ArrayList<>(seat.begin());
          events.add(new ReviewEvent.Passed(
              seat.task.id(), seat.reviewer, seat.epoch(), seat.task.round(), ask.note()));
          events.addAll(Submitting.onward(board, seat.task));
          return events;
        }));
  }

  static Decision fail(Board board, WorkCommand.Fail ask, Instant now) {
    return Texts.feedback(ask.feedback())
        .<Decision>map(Decision::refuse)
        .orElseGet(() -> verdict(
            board,
            ask.by(),
            ask.task(),
            ask.epoch(),
            "failed",
            seat -> failed(board, seat, ask.feedback(), now)));
  }

  private static List<Event> failed(Board board, Seat seat, String feedback, Instant now) {
    Task task = seat.task;
    boolean again =
        seat.reviewer == null || task.round() < board.lane(task.lane()).maxRounds();
    List<Event> events = new ArrayList<>(seat.begin());
    events.add(new ReviewEvent.Failed(
        task.id(), seat.reviewer, seat.epoch(), task.round(), feedback, again));
    if (!again) {
      events.add(new TaskEvent.BecameStuck(
          task.id(), StuckReason.REVIEW_ROUNDS, State.REVIEW, feedback, "", false));
    } else {
      author(board, task)
          .filter(agent -> Liveness.alive(board, agent, now))
          .ifPresent(agent -> events.add(
              new TaskEvent.Reserved(task.id(), agent.id(), TaskEvent.Reserved.Cause.REWORK)));
    }
    return events;
  }

  /** The last agent that worked on it in its lane, if it can still have it. */
  static Optional<Agent> author(Board board, Task task) {
    return Optional.ofNullable(task.author())
        .flatMap(board::find)
        .filter(agent -> agent.lane().equals(task.lane()) && !agent.paused());
  }

  /**
   * Where a verdict is given from.
   *
   * @param hold the present review, which the verdict ends
   * @param reviewer whose review it is; null for the word of a person who answers for the task
   * @param own whether the reviewer gives it itself
   */
  private record Seat(
      Task task, @Nullable Hold hold, @Nullable AgentId reviewer, boolean own) {

    int epoch() {
      return hold == null ? task.epoch() : hold.epoch();
    }

    /** A person's word ends an agent's review. */
    List<Event> begin() {
      return hold != null && !own
          ? List.of(new HoldEvent.HoldStopped(task.id(), hold.agent(), hold.epoch(), "decided"))
          : List.of();
    }
  }

  private interface Verdict {
    List<Event> on(Seat seat);
  }

  private static Decision verdict(
      Board board,
      Actor by,
      TaskId id,
      @Nullable Integer epoch,
      String participle,
      Verdict verdict) {
    Task task = board.find(id).orElse(null);
    if (task == null) {
      return Decision.refuse(Refusals.noTask(board, id));
    }
    Hold hold = task.hold() != null && task.hold().review() ? task.hold() : null;
    boolean agent = by.agent().isPresent();
    boolean decides = Authority.decides(board, by, task);
    boolean forReviewer =
        !agent && hold != null && Authority.actsFor(board, by, board.agent(hold.agent()));
    if (!agent && !decides && !forReviewer) {
      return Decision.refuse(Refusals.onlyDeciders(board, task, "pass or fail"));
    }
    if (task.touchedBy(by)) {
      return Decision.refuse(Refusals.selfReview(board, task, by.name()));
    }
    if (agent && !Fencing.holds(hold, by.agent().orElseThrow(), epoch == null ? 0 : epoch)) {
      return Decision.refuse(Refusals.stale(task, epoch == null ? 0 : epoch));
    }
    if (task.state() != State.REVIEW) {
      return Decision.refuse(Refusals.illegal(task, participle));
    }
    AgentId reviewer = decides || hold == null ? null : hold.agent();
    return Decision.accept(verdict.on(new Seat(task, hold, reviewer, agent))).about(id);
  }
}
