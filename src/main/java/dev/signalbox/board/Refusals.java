package dev.signalbox.board;

import dev.signalbox.board.Refusal.Code;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The words of every no, the same for people and agents: what, the actual value, what is legal. */
final class Refusals {

  private Refusals() {}

  static Refusal noTask(Board board, TaskId id) {
    String newest = board.newest() == 0
        ? "There are no tasks yet."
        : "The newest task is T-" + board.newest() + ".";
    return Refusal.of(Code.NOT_FOUND, "There is no " + id + ". " + newest);
  }

  static Refusal noAgent(Board board, AgentId id) {
    return Refusal.of(
        Code.NOT_FOUND, "No agent \"" + id + "\". " + known("Agents", agentNames(board)));
  }

  static Refusal noLane(Board board, LaneId id) {
    return Refusal.of(
        Code.BAD_VALUE,
        "No lane \"" + id + "\". " + known("Lanes", names(board.team().lanes())));
  }

  static Refusal noPerson(Board board, PersonId id) {
    return Refusal.of(
        Code.BAD_VALUE,
        "No person \"" + id + "\". " + known("People", names(board.team().people())));
  }

  private static String known(String what, String names) {
    return names.isEmpty() ? what + ": none yet." : what + ": " + names + ".";
  }

  private static String names(Map<?, ?> of) {
    return of.keySet().stream().map(Object::toString).sorted().collect(Collectors.joining(", "));
  }

  private static String agentNames(Board board) {
    return board.agents().stream()
        .map(agent -> agent.id().name())
        .limit(20)
        .collect(Collectors.joining(", "));
  }

  static Refusal onlyDeciders(Board board, Task task, String move) {
    String admins =
        board.team().admins().stream().map(PersonId::name).collect(Collectors.joining(", "));
    return Refusal.of(
        Code.NOT_ALLOWED,
        "Only " + task.owner() + " (owner) or an admin (" + admins + ") can " + move + " "
            + task.id() + ". I have not asked them.");
  }

  static Refusal onlyAdmins(String what) {
    return Refusal.of(Code.NOT_ALLOWED, "Only an admin can " + what + ".");
  }

  static Refusal onlyMembers() {
    return Refusal.of(Code.NOT_ALLOWED, "You are not a person of this team. An admin can add you.");
  }

  static Refusal removed(AgentId agent) {
    return Refusal.of(
        Code.NOT_ALLOWED, agent + " is not of this team any more. An admin can add it again.");
  }

  static Refusal onlyFor(Agent agent) {
    PersonId person = agent.person();
    return Refusal.of(
        Code.NOT_ALLOWED,
        person == null
            ? "Only " + agent.id() + " itself can do that; no person acts for it."
            : "Only " + agent.id() + " or its person " + person + " can do that.");
  }

  static Refusal notForThem(Board board, Actor who, Agent agent, Task task) {
    return who.agent().isPresent()
        ? Refusal.of(Code.NOT_ALLOWED, "An agent acts only for itself, not for " + agent.id() + ".")
        : onlyDeciders(board, task, "give " + agent.id());
  }

  static Refusal wrongLane(Task task, Agent agent) {
    return Refusal.of(
        Code.WRONG_LANE,
        task.id() + " is in lane " + task.lane() + "; " + agent.id() + " works in " + agent.lane()
            + ".");
  }

  static Refusal heldByAnother(Board board, Task task, Instant now) {
    Optional<AgentId> holder = task.held().map(Hold::agent);
    if (holder.isPresent()) {
      return Refusal.of(
              Code.HELD_BY_ANOTHER, task.id() + " is held by " + holder.get() + ". Take another.")
          .heldBy(holder.get(), silence(board, holder.get(), now))
          .legal(legal(task));
    }
    AgentId reserved = Optional.ofNullable(task.reservedFor()).orElseThrow();
    Duration wait = board.lane(task.lane()).reviewWithin();
    String until = Optional.ofNullable(task.waiting())
        .flatMap(watch -> watch.reaches(wait))
        .map(at -> " until " + at)
        .orElse("");
    return Refusal.of(
            Code.HELD_BY_ANOTHER, task.id() + " waits for " + reserved + until + ". Take another.")
        .heldBy(reserved, silence(board, reserved, now))
        .legal(legal(task));
  }

  private static @Nullable Duration silence(Board board, AgentId agent, Instant now) {
    return board.heard(agent).map(heard -> Duration.between(heard, now)).orElse(null);
  }

  static Refusal blocked(Board board, Task task) {
    String open = task.after().stream()
        .filter(id -> board.find(id).filter(t -> t.state().open()).isPresent())
        .map(TaskId::toString)
        .collect(Collectors.joining(", "));
    return Refusal.of(
        Code.BLOCKED_BY_DEPENDENCY, task.id() + " comes after " + open + ", which is not done.");
  }

  static Refusal paused(Board board, Agent agent) {
    String what = board.teamPaused()
        ? "The team"
        : agent.paused() ? agent.id().name() : "Lane " + agent.lane();
    return Refusal.of(Code.PAUSED, what + " is paused. An admin can resume it.");
  }

  static Refusal wipFull(Board board, Task task, Agent agent) {
    Lane lane = board.lane(agent.lane());
    Integer wip = lane.wip();
    int held = board.index().holdsOf(agent.id()).size();
    String message;
    if (Promoting.slotsFull(board, agent)) {
      message = agent.id() + " holds " + held + " of " + lane.agentWip() + " it may hold.";
    } else if (wip != null && board.index().holdsIn(lane.id()) >= wip) {
      message =
          lane.id() + " has " + board.index().holdsIn(lane.id()) + " of " + wip + " slots taken.";
    } else if (board.index().holds() >= board.team().wip()) {
      message =
          "The team has " + board.index().holds() + " of " + board.team().wip() + " slots taken.";
    } else {
      message = task.lane() + " has " + board.index().unreviewedIn(task.lane())
          + " submissions waiting for review (limit " + lane.reviewLimit()
          + "); it starts nothing new.";
    }
    return Refusal.of(Code.WIP_FULL, message).retryAfter(lane.beat());
  }

  /** There is a slot, but not what the task needs. */
  static Refusal resourcesTaken(Board board, Task task, Agent agent, Instant now) {
    Supply supply = new Supply(board, now);
    List<Need> lacking =
        task.needs().stream().filter(need -> supply.lacks(need, agent.id())).toList();
    String holders = supply.holders(task.needs(), agent.id()).stream()
        .map(AgentId::name)
        .collect(Collectors.joining(", "));
    String what = (lacking.isEmpty() ? task.needs() : lacking)
        .stream().map(Need::toString).collect(Collectors.joining(", "));
    return Refusal.of(
            Code.WIP_FULL,
            task.id() + " needs " + what + ", which "
                + (holders.isEmpty() ? "others wait for" : "is held by " + holders) + ".")
        .retryAfter(board.lane(agent.lane()).beat());
  }

  static Refusal stale(Task task, int epoch) {
    String truth = task.held()
        .map(hold -> "it is held by " + hold.agent() + " at epoch " + hold.epoch())
        .orElse("nobody holds it; it is " + task.state().word());
    return Refusal.of(
        Code.STALE_CLAIM,
        "You do not hold " + task.id() + " at epoch " + epoch + ": " + truth
            + ". Stop working on it.");
  }

  static Refusal selfReview(Board board, Task task, String who) {
    String able = board.agents().stream()
        .filter(agent -> Reviewing.eligible(board, task, agent))
        .map(agent -> agent.id().name())
        .limit(5)
        .collect(Collectors.joining(", "));
    return Refusal.of(
        Code.SELF_REVIEW,
        who + " had a hand in " + task.id() + ", so " + who + " cannot review it. Who can: "
            + (able.isEmpty() ? "nobody yet" : able) + ".");
  }

  static Refusal illegal(Task task, String participle) {
    String holder = task.held().map(hold -> " (" + hold.agent() + ")").orElse("");
    List<String> legal = legal(task);
    String can = legal.isEmpty()
        ? "Nothing can be done with it any more."
        : "It can be " + or(legal.stream().map(Refusals::participle).toList()) + ", not "
            + participle + ".";
    String state = task.state() == State.REVIEW || task.state() == State.TODO ? "in " : "";
    return Refusal.of(
            Code.ILLEGAL_MOVE,
            task.id() + " is " + state + task.state().word() + holder + ". " + can)
        .legal(legal);
  }

  private static String or(List<String> words) {
    int last = words.size() - 1;
    return last == 0
        ? words.get(0)
        : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
  }

  private static String participle(String verb) {
    return switch (verb) {
      case "stuck" -> "marked stuck";
      case "submit" -> "submitted";
      case "cancel" -> "cancelled";
      case "fail", "return", "claim", "edit", "accept", "unblock", "reassign", "pass" ->
        verb + "ed";
      case "release", "snooze" -> verb + "d";
      default -> verb;
    };
  }

  /** The moves that the state of a task allows, by those who may. */
  static List<String> legal(Task task) {
    return switch (task.state()) {
      case TODO -> List.of("claim", "reassign", "edit", "stuck", "cancel");
      case DOING -> List.of("submit", "release", "stuck", "reassign", "edit", "cancel");
      case REVIEW ->
        task.hold() == null
            ? List.of("pass", "fail", "stuck", "edit", "cancel")
            : List.of("pass", "fail", "release", "stuck", "edit", "cancel");
      case READY -> List.of("accept", "return", "snooze", "edit", "cancel");
      case STUCK ->
        task.submitted()
            ? List.of("unblock", "accept", "reassign", "snooze", "edit", "cancel")
            : List.of("unblock", "reassign", "snooze", "edit", "cancel");
      case DONE -> List.of("return");
      case CANCELLED -> List.of();
    };
  }
}
