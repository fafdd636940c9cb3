package dev.signalbox.desk;

import dev.signalbox.board.AgentId;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.Subject;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.TeamEvent;
import dev.signalbox.board.TeamId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Something to write that is no event: it changes nothing the rules know. */
public sealed interface Chore {

  /** A new token, of which only the hash is kept. */
  record StoreToken(TeamId team, AgentId agent, String prefix, String hash) implements Chore {}

  /**
   * A new signing secret.
   *
   * @param prefix tells it from others
   * @param hash the lower-case hex of its SHA-256
   * @param hook the last part of the address it signs for
   * @param sealed the secret itself, readable only with a key that the ledger does not have
   */
  record StoreSecret(
      TeamId team, AgentId agent, String prefix, String hash, String hook, String sealed)
      implements Chore {}

  /** All tokens, or all signing secrets, that an agent has by now end, sooner where they would. */
  record EndTokens(TeamId team, AgentId agent, TeamEvent.TokenRotated.Kind kind, Duration grace)
      implements Chore {}

  /** A token or signing secret let its agent in just now. */
  record TokenUsed(String hash) implements Chore {}

  /**
   * A token, or with a null prefix every token and signing secret, of an agent is good no longer.
   */
  record DropTokens(TeamId team, AgentId agent, @Nullable String prefix) implements Chore {}

  /** A browser was let in with a one-time link; only the hash of its cookie is kept. */
  record StoreSession(TeamId team, PersonId person, String hash, Instant until) implements Chore {}

  /** The latest signs of life; empty for an agent that left. */
  record Heard(TeamId team, Map<AgentId, Optional<Instant>> heard) implements Chore {}

  /** Several, all of them or none. */
  record All(List<Chore> chores) implements Chore {
    public All {
      chores = List.copyOf(chores);
    }
  }

  /**
   * An outbox row is about to be delivered; committed before the platform hears of it.
   *
   * @param parcel the row under whose number it goes out, itself or one that goes with it
   * @param mentioned the person whom it mentions; null for nobody
   */
  record Sending(long outbox, long parcel, @Nullable PersonId mentioned) implements Chore {

    /** For a row that goes alone and mentions nobody. */
    public Sending(long outbox) {
      this(outbox, outbox, null);
    }
  }

  /**
   * An outbox row was delivered.
   *
   * @param message the platform's id of the message that now says it
   */
  record Sent(long outbox, String message) implements Chore {}

  /**
   * Surely not delivered; again after {@code delay}.
   *
   * @param tried whether that was a try, which is counted; else somebody asked us to wait
   */
  record Postponed(long outbox, Duration delay, boolean tried) implements Chore {}

  /** Perhaps delivered; look before sending again. */
  record Uncertain(long outbox, String why) implements Chore {}

  /** There is nothing to tell any more. */
  record Dropped(long outbox) implements Chore {}

  /** Cannot be delivered; kept to be shown. */
  record Parked(long outbox, String why) implements Chore {}

  /** A room that was closed to us is open: what could not be delivered there waits again. */
  record LetIn(TeamId team, String room) implements Chore {}

  /**
   * A message of the built-in local channel, new or changed.
   *
   * @param id decided by the sender, so that the same message is never stored twice
   * @param parent the message whose thread it is in; null for one of the channel itself
   * @param body its rendered content as JSON
   */
  record StorePost(
      TeamId team, String room, String id, @Nullable String parent, Subject subject, String body)
      implements Chore {}

  /**
   * The thread of a task hears no more lines, or hears them again; its card goes on, and says so.
   * Lines that wait to be told are dropped.
   */
  record Mute(TeamId team, TaskId task, boolean muted) implements Chore {}

  /** A room has the team's board from now on; where it has it already, nothing changes. */
  record ShareBoard(TeamId team, String room) implements Chore {}

  /**
   * A digest is due; the same firing, or an earlier one, again changes nothing.
   *
   * @param firing when the clock asked for it
   */
  record Digest(TeamId team, String room, Instant firing) implements Chore {}

  /**
   * The clock moved on by so much while nobody could ask for anything: it does not count towards the
   * age of what is remembered for a time.
   */
  record Slept(Duration length) implements Chore {}

  /** What is too old to be of use is dropped: idempotency keys, sessions, delivered rows. */
  record Tidy() implements Chore {}
}
