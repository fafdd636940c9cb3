package dev.signalbox.board;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one door to the rules: decides a command, lets happen what follows from it, and leaves the
 * board at rest.
 *
 * <p>At rest means that nothing more can be granted, no todo task waits for a cancelled one, no
 * submission waits for a reviewer that cannot exist, and every call for a person has its ping.
 */
public final class Rules {

  private Rules() {}

  /**
   * Decides {@code command} and applies what happened to {@code board}.
   *
   * @param now not before any earlier {@code now} of this board
   * @throws RuntimeException only for a bug; the board is then in no known state and must be loaded
   *     again
   */
  public static Ruling decide(Board board, Command command, Instant now) {
    Course course = new Course(board, now);
    if (Deadline.relief(board).filter(due -> !due.isAfter(now)).isPresent()) {
      board.stock().stir();
      board.disturb();
    }
    Optional<AgentId> caller = command.by().agent();
    caller.ifPresent(agent -> course.add(command.by(), Liveness.signOfLife(board, agent, now)));
    Decision decision = caller.isPresent() && board.find(caller.get()).isEmpty()
        ? Decision.refuse(Refusals.removed(caller.get()))
        : command.decide(board, now);
    course.add(command.by(), decision.events());
    boolean asked = command instanceof WorkCommand.Next || command instanceof WorkCommand.Claim;
    course.runOn(asked ? caller.orElse(null) : null);
    board.stock().looked(now);
    board.tick(now); // Last, because who was fresh before a sleep is asked for after it.
    if (decision instanceof Decision.Refused no) {
      return new Ruling(no.why(), null, course.entries);
    }
    TaskId about = ((Decision.Accepted) decision).task();
    if (about == null) {
      return new Ruling(null, null, course.entries);
    }
    Answer answer = Answer.of(board.task(about));
    Answer whole = command instanceof ResourceCommand.Acquire ask
        ? answer.with(granted(board, ask, course.entries))
        : answer;
    return new Ruling(null, whole, course.entries);
  }

  /** What an agent that asked has now: just granted, or granted before where once is enough. */
  private static @Nullable Grant granted(
      Board board, ResourceCommand.Acquire ask, List<Entry> entries) {
    AgentId agent = ask.by().agent().orElseThrow();
    List<Need> needs = ask.needs().stream().sorted().toList();
    return entries.stream()
        .filter(entry -> entry.event() instanceof ResourceEvent.UnitsTaken taken
            && taken.epoch() == 0
            && taken.agent().equals(agent))
        .flatMap(entry -> board.stock().grant(entry.number()).stream())
        .findFirst()
        .or(() -> Resourcing.covering(board, agent, needs))
        .orElse(null);
  }

  /** The events of one command, in the making. */
  private static final class Course {
    private final Board board;
    private final Instant now;
    private final List<Entry> entries = new ArrayList<>();
    private final Deque<LetGo> letGo = new ArrayDeque<>();

    /** A hold that ended, and whether its agent let go of it. */
    private record LetGo(Hold hold, boolean itself) {}

    Course(Board board, Instant now) {
      this.board = board;
      this.now = now;
    }

    void add(Actor by, List<Event> events) {
      for (Event event : events) {
        Entry entry = new Entry(board.events() + 1, now, by, event);
        board.apply(entry);
        entries.add(entry);
        for (Hold hold = board.nextEnded(); hold != null; hold = board.nextEnded()) {
          boolean itself = by.agent().filter(hold.agent()::equals).isPresent();
          letGo.add(new LetGo(hold, itself));
        }
      }
    }

    /**
     * What follows by itself: dead ends, then resources that come back, then requests that would
     * wait for ever, then grants of resources to those at work and of tasks to the others, then the pings of all that.
     */
    void runOn(@Nullable AgentId asker) {
      List<TaskId> seen = new ArrayList<>();
      boolean more = true;
      while (more) {
        for (TaskId id = board.nextOnAgenda(); id != null; id = board.nextOnAgenda()) {
          seen.add(id);
          add(Actor.SYSTEM, Sticking.deadEnd(board, id));
        }
        for (LetGo one = letGo.poll(); one != null; one = letGo.poll()) {
          add(Actor.SYSTEM, Resourcing.ended(board, one.hold(), one.itself()));
        }
        List<Event> granted = grants(asker);
        add(Actor.SYSTEM, granted);
        more = !granted.isEmpty();
      }
      add(Actor.SYSTEM, Pinging.lanes(board));
      for (TaskId id : seen) {
        add(Actor.SYSTEM, Pinging.task(board, id));
      }
      while (board.nextOnAgenda() != null) {
        // Pings move nothing on.
      }
      board.takeRestless();
    }

    private List<Event> grants(@Nullable AgentId asker) {
      List<Event> hopeless = Resourcing.hopeless(board, now);
      if (!hopeless.isEmpty()) {
        return hopeless;
      }
      if (board.stock().takeStirred()) {
        List<Event> taken = Resourcing.next(board, now);
        if (!taken.isEmpty()) {
          return taken;
        }
      }
      return board.takeRestless() ? Promoting.next(board, now, asker) : List.of();
    }
  }
}
