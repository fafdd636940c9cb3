package dev.signalbox.sim;

import dev.signalbox.board.Actor;
import dev.signalbox.board.AgentId;
import dev.signalbox.board.Board;
import dev.signalbox.board.Entry;
import dev.signalbox.board.Event;
import dev.signalbox.board.Hold;
import dev.signalbox.board.HoldEvent;
import dev.signalbox.board.Lane;
import dev.signalbox.board.Mailbox;
import dev.signalbox.board.PersonEvent;
import dev.signalbox.board.ReviewEvent;
import dev.signalbox.board.State;
import dev.signalbox.board.Task;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.Team;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What must hold whatever happens. Follows the log with a board of its own, so that it trusts
 * nothing but events: who replays the log meets the same truth.
 */
final class Invariants {

  private static final Map<State, Set<State>> MOVES = Map.of(
      State.TODO, EnumSet.of(State.DOING, State.STUCK, State.CANCELLED),
      State.DOING, EnumSet.of(State.TODO, State.REVIEW, State.STUCK),
      State.REVIEW, EnumSet.of(State.TODO, State.READY, State.DONE, State.STUCK, State.CANCELLED),
      State.READY, EnumSet.of(State.DONE, State.TODO, State.CANCELLED),
      State.STUCK, EnumSet.of(State.TODO, State.REVIEW, State.DONE, State.READY, State.CANCELLED),
      State.DONE, EnumSet.of(State.TODO),
      State.CANCELLED, EnumSet.noneOf(State.class));

  private final Board replayed;
  private final Map<TaskId, Hold> holds = new HashMap<>();
  private final Map<TaskId, Integer> epochs = new HashMap<>();
  private final Map<String, Set<AgentId>> worked = new HashMap<>();
  private final Map<String, Set<Actor>> acted = new HashMap<>();
  private final Set<String> pinged = new HashSet<>();
  private final Map<String, Instant> snoozed = new HashMap<>();
  private final Map<String, Instant> promised = new HashMap<>();

  private final Units units = new Units();

  Invariants(Team team) {
    replayed = Board.empty(team);
  }

  Board replayed() {
    return replayed;
  }

  /** What an agent was told last counts: its own sign of life may end a silence it declared. */
  void promise(Mailbox mailbox) {
    forgetPromises(mailbox.agent());
    for (Mailbox.Held held : mailbox.holds()) {
      promised.put(key(mailbox.agent(), held.task(), held.epoch()), held.leaseUntil());
    }
  }

  /** The agent acted and its answer was lost. */
  void forgetPromises(AgentId agent) {
    promised.keySet().removeIf(key -> key.startsWith(agent + " "));
  }

  private static String key(AgentId agent, TaskId task, int epoch) {
    return agent + " " + task + " " + epoch;
  }

  /** Follows what was committed since the last look. */
  void follow(List<Entry> log) {
    Set<TaskId> touched = new HashSet<>();
    for (Entry entry : log.subList((int) replayed.events(), log.size())) {
      see(entry);
      entry.event().subject().ifPresent(touched::add);
    }
    touched.forEach(id -> atRest(replayed.task(id)));
  }

  /** Between commands: nobody has or waits for units without a hold, and nobody waits in a circle. */
  void resourcesAtRest() {
    units.atRest(replayed);
  }

  /** What a task waits for leads somewhere, and names who really has what it needs. */
  void everyChainEnds(Instant now) {
    units.everyChainEnds(replayed, now);
  }

  private void see(Entry entry) {
    Event event = entry.event();
    Optional<TaskId> subject = event.subject();
    Optional<Task> before = subject.flatMap(replayed::find);
    if (event instanceof HoldEvent.Claimed claimed) {
      granted(entry, claimed.task(), claimed.agent(), claimed.epoch());
      mayStart(entry, before.orElseThrow());
    }
    if (event instanceof ReviewEvent.ReviewAssigned assigned) {
      granted(entry, assigned.task(), assigned.agent(), assigned.epoch());
      independent(entry, before.orElseThrow(), Actor.of(assigned.agent()));
    }
    verdicts(entry, before);
    units.see(entry, replayed);
    if (event instanceof PersonEvent.Pinged ping) {
      check(pinged.add(ping.on() + " " + ping.episode()), "pinged twice", entry);
    }
    if (event instanceof PersonEvent.Snoozed aside) {
      snoozed.put(aside.task() + " " + aside.episode(), aside.until());
    }
    if (event instanceof PersonEvent.SnoozeEnded again) {
      mentionedAgain(entry, again, before.orElseThrow());
    }
    if (event instanceof HoldEvent.HoldLost lost) {
      kept(entry, lost.agent(), lost.task(), lost.epoch());
    }
    if (event instanceof HoldEvent.HoldLapsed lapsed) {
      kept(entry, lapsed.agent(), lapsed.task(), lapsed.epoch());
    }
    replayed.apply(entry);
    subject.flatMap(replayed::find).ifPresent(after -> moved(entry, before, after));
  }

  /** Once for each time that somebody put it aside, not early, and only while it calls. */
  private void mentionedAgain(Entry entry, PersonEvent.SnoozeEnded again, Task task) {
    Instant until = snoozed.remove(again.task() + " " + again.episode());
    check(until != null, "mentioned again although nobody snoozed it", entry);
    check(!entry.at().isBefore(until), "mentioned again before " + until, entry);
    check(task.ping() == again.episode(), "mentioned again although it is settled", entry);
  }

  private void granted(Entry entry, TaskId task, AgentId agent, int epoch) {
    check(!holds.containsKey(task), "a second hold", entry);
    check(epoch > epochs.getOrDefault(task, 0), "an epoch came again", entry);
    epochs.put(task, epoch);
    Lane lane = replayed.lane(replayed.agent(agent).lane());
    long mine =
        holds.values().stream().filter(hold -> hold.agent().equals(agent)).count();
    long inLane =
        holds.values().stream().filter(hold -> hold.lane().equals(lane.id())).count();
    check(mine < lane.agentWip(), "over the agent's limit", entry);
    check(lane.wip() == null || inLane < lane.wip(), "over the lane's limit", entry);
    check(holds.size() < replayed.team().wip(), "over the team's limit", entry);
    check(!replayed.teamPaused(), "granted while the team is paused", entry);
  }

  private void mayStart(Entry entry, Task task) {
    HoldEvent.Claimed claimed = (HoldEvent.Claimed) entry.event();
    for (TaskId before : task.after()) {
      check(
          replayed.find(before).filter(t -> t.state() == State.DONE).isPresent(),
          "started before " + before + " is done",
          entry);
    }
    check(
        replayed.agent(claimed.agent()).lane().equals(task.lane()),
        "started outside its lane",
        entry);
    check(
        task.reservedFor() == null || task.reservedFor().equals(claimed.agent()),
        "reserved for another",
        entry);
    worked
        .computeIfAbsent(task.id() + " " + task.lane(), k -> new HashSet<>())
        .add(claimed.agent());
  }

  private void independent(Entry entry, Task task, Actor reviewer) {
    String here = task.id() + " " + task.lane();
    boolean held =
        reviewer.agent().filter(worked.getOrDefault(here, Set.of())::contains).isPresent();
    check(!held && !acted.getOrDefault(here, Set.of()).contains(reviewer), "self review", entry);
  }

  private void verdicts(Entry entry, Optional<Task> task) {
    Event event = entry.event();
    if (event instanceof HoldEvent.Submitted && entry.by().person().isPresent()) {
      Task work = task.orElseThrow();
      acted.computeIfAbsent(work.id() + " " + work.lane(), k -> new HashSet<>()).add(entry.by());
    }
    if (event instanceof ReviewEvent.Passed || event instanceof ReviewEvent.Failed) {
      independent(entry, task.orElseThrow(), entry.by());
    }
  }

  private void kept(Entry entry, AgentId agent, TaskId task, int epoch) {
    Instant until = promised.get(key(agent, task, epoch));
    check(until == null || !entry.at().isBefore(until), "ended before its promise " + until, entry);
  }

  private void moved(Entry entry, Optional<Task> before, Task after) {
    before.ifPresent(old -> check(
        old.state() == after.state() || MOVES.get(old.state()).contains(after.state()),
        "moved from " + old.state() + " to " + after.state(),
        entry));
    Hold hold = after.hold();
    if (hold == null) {
      holds.remove(after.id());
    } else {
      holds.put(after.id(), hold);
    }
    boolean claim = hold != null && !hold.review();
    boolean review = hold != null && hold.review();
    check((after.state() == State.DOING) == claim, "doing without a claim, or the reverse", entry);
    check(!review || after.state() == State.REVIEW, "a review outside review", entry);
    Lane lane = replayed.team().lane(after.lane()).orElseThrow();
    check(after.attempts() <= lane.maxAttempts(), "too many attempts", entry);
    check(after.round() <= lane.maxRounds(), "too many rounds", entry);
  }

  private void atRest(Task task) {
    boolean calls = task.state() == State.READY || task.state() == State.STUCK;
    if (calls && task.ping() != task.episode()) {
      throw new AssertionError(task.id() + " is " + task.state() + " and nobody was pinged");
    }
    if (!calls && task.state() != State.DONE && task.ping() != 0) {
      throw new AssertionError(task.id() + " is " + task.state() + " with an open ping");
    }
    if (task.ping() == 0 && task.snoozedUntil() != null) {
      throw new AssertionError(task.id() + " is snoozed although its ping is settled");
    }
    if (task.state() == State.TODO && !task.dropped().isEmpty()) {
      throw new AssertionError(task.id() + " waits for what is cancelled");
    }
    acyclic(task.id(), task.id(), new HashSet<>());
  }

  private void acyclic(TaskId start, TaskId at, Set<TaskId> seen) {
    for (TaskId next : replayed.task(at).after()) {
      if (next.equals(start)) {
        throw new AssertionError(start + " waits for itself");
      }
      if (seen.add(next)) {
        acyclic(start, next, seen);
      }
    }
  }

  private static void check(boolean holds, String what, Entry entry) {
    if (!holds) {
      throw new AssertionError(what + ": " + entry);
    }
  }
}
