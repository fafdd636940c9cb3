package dev.signalbox.board;

import java.time.Instant;
import java.util.ArrayList;
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
    Optional<AgentId> caller = command.by().agent();
    caller.ifPresent(agent -> course.add(command.by(), Liveness.signOfLife(board, agent, now)));
    Decision decision = caller.isPresent() && board.find(caller.get()).isEmpty()
        ? Decision.refuse(Refusals.removed(caller.get()))
        : command.decide(board, now);
    course.add(command.by(), decision.events());
    boolean asked = command instanceof WorkCommand.Next || command instanceof WorkCommand.Claim;
    course.runOn(asked ? caller.orElse(null) : null);
    board.tick(now); // Last, because who was fresh before a sleep is asked for after it.
    if (decision instanceof Decision.Refused no) {
      return new Ruling(no.why(), null, course.entries);
    }
    TaskId about = ((Decision.Accepted) decision).task();
    return new Ruling(null, about == null ? null : Answer.of(board.task(about)), course.entries);
  }

  /** The events of one command, in the making. */
  private static final class Course {
    private final Board board;
    private final Instant now;
    private final List<Entry> entries = new ArrayList<>();

    Course(Board board, Instant now) {
      this.board = board;
      this.now = now;
    }

    void add(Actor by, List<Event> events) {
      for (Event event : events) {
        Entry entry = new Entry(board.events() + 1, now, by, event);
        board.apply(entry);
        entries.add(entry);
      }
    }

    /** What follows by itself: dead ends, then grants, then the pings of all that. */
    void runOn(@Nullable AgentId asker) {
      List<TaskId> seen = new ArrayList<>();
      boolean more = true;
      while (more) {
        for (TaskId id = board.nextOnAgenda(); id != null; id = board.nextOnAgenda()) {
          seen.add(id);
          add(Actor.SYSTEM, Sticking.deadEnd(board, id));
        }
        List<Event> granted = board.takeRestless() ? Promoting.next(board, now, asker) : List.of();
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
  }
}
