package dev.signalbox.talk;

import dev.signalbox.board.Subject;
import dev.signalbox.board.TeamId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The little that telling needs from a chat platform. Each platform implements it once.
 *
 * <p>Implementations block, must give up within 10 seconds, and never throw for anything the
 * platform did: they say so in a {@link Receipt}. They throw only on a bug. Called from one thread
 * for each room.
 */
public interface Chat {

  /** Where a team talks: {@code local}, {@code slack:C0123}. */
  record Room(TeamId team, String name) {}

  /** A message that stands in a room, by the platform's id of it. */
  record MessageRef(Room room, String id) {}

  /**
   * Something on its way.
   *
   * @param outbox the row that asks for it; sent along where a platform can keep it, so that it is
   *     found again
   * @param subject what it is about
   */
  record Parcel(long outbox, Subject subject, Message message) {}

  /**
   * How fast a platform wants to be talked to; zero means at once.
   *
   * @param settle how long an edit waits for more changes of the same message
   * @param settleMost how long it waits at most
   * @param merge how long a thread line waits for others of the same task, to be one reply
   * @param notes how long after an edit of a card the next one may come that only tells how its
   *     work goes
   * @param look how long after a doubtful send it makes sense to look whether it arrived
   */
  record Pace(Duration settle, Duration settleMost, Duration merge, Duration notes, Duration look) {
    /** Shows each change at once. */
    public static final Pace AT_ONCE =
        new Pace(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

    /** For platforms on which every call counts. */
    public static final Pace CALM = new Pace(
        Duration.ofSeconds(3),
        Duration.ofSeconds(10),
        Duration.ofSeconds(10),
        Duration.ofMinutes(5),
        Duration.ofSeconds(10));
  }

  Pace pace();

  /** How people type commands there. */
  default Spelling spelling() {
    return Spelling.PROMPTED;
  }

  /** How long nothing is worth trying, because the platform is not there; zero to go ahead. */
  default Duration away() {
    return Duration.ZERO;
  }

  /** A new message in the room itself; a board is pinned there, where the platform can. */
  Receipt post(Room room, Parcel what);

  /** Replaces a whole message. Notifies nobody, which is why cards are edited. */
  Receipt edit(MessageRef message, Parcel what);

  /** A line in the thread of a message. */
  Receipt reply(MessageRef parent, Parcel what);

  /**
   * Looks whether something that may have been sent stands in the room.
   *
   * @param thread the message in whose thread it would stand; null for the room itself
   * @param outbox the row it was sent for
   * @param since not sent before this
   */
  Finding find(Room room, @Nullable MessageRef thread, long outbox, Instant since);

  /** What the platform said. */
  sealed interface Receipt {
    record Sent(MessageRef message) implements Receipt {}

    /** Surely not sent; safe to try the same again after {@code delay}. */
    record Later(Duration delay) implements Receipt {}

    /** Timeout, reset or 5xx: it may stand there already. Look before sending it again. */
    record Unknown(String why) implements Receipt {}

    /** The message to edit or to reply to is not there any more. */
    record Gone(String why) implements Receipt {}

    /** Trying again cannot help: bot removed, body rejected. */
    record Never(String why) implements Receipt {}
  }

  /** What looking found. */
  sealed interface Finding {
    record Found(MessageRef message) implements Finding {}

    /** It surely is not there: it may be sent again. */
    record Absent() implements Finding {}

    /** Not now: the platform did not answer; look again after {@code delay}. */
    record AskLater(Duration delay) implements Finding {}

    /** This platform, or what it lets us do there, has no way to look. */
    record Blind() implements Finding {}
  }
}
