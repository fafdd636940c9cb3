package dev.signalbox.board;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An ordinary no.
 *
 * @param message one or two plain sentences: what, the actual value, what is allowed
 * @param legal what may be done with the task now, where that helps
 * @param holder the agent that has it, where that is why
 * @param heardAgo how long ago that agent was heard
 * @param retryAfter when it makes sense to ask again
 */
public record Refusal(
    Code code,
    String message,
    List<String> legal,
    @Nullable AgentId holder,
    @Nullable Duration heardAgo,
    @Nullable Duration retryAfter) {

  /** What the caller does best about it. */
  public enum Advice {
    RETRY,
    FIX,
    WAIT,
    STOP,
    ASK_PERSON
  }

  /** Every reason to refuse that the board and the desk have, stable for programs. */
  public enum Code {
    BAD_VALUE(Advice.FIX),
    INVALID_TEXT(Advice.FIX),
    TOO_MANY(Advice.FIX),
    UNKNOWN_DEPENDENCY(Advice.FIX),
    CYCLE(Advice.FIX),
    NOT_FOUND(Advice.FIX),
    NOT_ALLOWED(Advice.ASK_PERSON),
    SELF_REVIEW(Advice.STOP),
    STALE_CLAIM(Advice.STOP),
    ILLEGAL_MOVE(Advice.FIX),
    WRONG_LANE(Advice.STOP),
    HELD_BY_ANOTHER(Advice.STOP),
    BLOCKED_BY_DEPENDENCY(Advice.WAIT),
    PAUSED(Advice.WAIT),
    WIP_FULL(Advice.WAIT),
    NO_HOLD(Advice.FIX),
    WOULD_DEADLOCK(Advice.FIX),
    NEVER_SATISFIABLE(Advice.FIX),
    KEY_REUSED(Advice.FIX),
    OVERLOADED(Advice.RETRY),
    SHUTTING_DOWN(Advice.RETRY),
    STORAGE_LOCKED(Advice.RETRY),
    STORAGE_FULL(Advice.RETRY),
    INTERNAL(Advice.RETRY);

    private final Advice advice;

    Code(Advice advice) {
      this.advice = advice;
    }

    public Advice advice() {
      return advice;
    }

    /** The word used in JSON. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public static Refusal of(Code code, String message) {
    return new Refusal(code, message, List.of(), null, null, null);
  }

  Refusal legal(List<String> moves) {
    return new Refusal(code, message, moves, holder, heardAgo, retryAfter);
  }

  Refusal heldBy(AgentId agent, @Nullable Duration silence) {
    return new Refusal(code, message, legal, agent, silence, retryAfter);
  }

  public Refusal retryAfter(Duration delay) {
    return new Refusal(code, message, legal, holder, heardAgo, delay);
  }
}
