package dev.signalbox.agents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.board.AgentId;
import dev.signalbox.board.Refusal;
import dev.signalbox.board.Refusal.Code;
import dev.signalbox.desk.LedgerException;
import dev.signalbox.web.Problem;
import dev.signalbox.web.Problem.Advice;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** The board's and the desk's refusals as problem documents. */
final class Refused {

  private static final int OVERLOADED_S_MAX = 3;

  private Refused() {}

  static Problem problem(Refusal refusal) {
    Code code = refusal.code();
    Problem problem = Problem.of(status(code), code.word(), title(code), advice(refusal.code()))
        .withDetail(refusal.message());
    Duration retry = code == Code.OVERLOADED ? soon() : refusal.retryAfter();
    if (retry != null || status(code) >= 500) {
      problem = problem.withRetryAfter(seconds(retry == null ? Duration.ofSeconds(1) : retry));
    }
    if (!refusal.legal().isEmpty()) {
      problem = problem.with("legal", refusal.legal());
    }
    AgentId holder = refusal.holder();
    if (holder != null) {
      ObjectNode who = Json.object().put("agent", holder.name());
      Duration heard = refusal.heardAgo();
      problem =
          problem.with("holder", heard == null ? who : who.put("heard_s_ago", heard.toSeconds()));
    }
    return problem;
  }

  /** At random, so that not all whom it turned away come back together. */
  private static Duration soon() {
    return Duration.ofSeconds(ThreadLocalRandom.current().nextInt(1, OVERLOADED_S_MAX + 1));
  }

  /** Storage failed while something was read. */
  static Problem problem(LedgerException failure) {
    Code code = failure.kind() == LedgerException.Kind.LOCKED ? Code.STORAGE_LOCKED : Code.INTERNAL;
    return problem(Refusal.of(code, "That cannot be read just now."));
  }

  /** The same problem with the caller's mailbox behind it. */
  static Problem with(Problem problem, @Nullable Mail mail) {
    Problem whole = problem;
    if (mail != null) {
      for (Map.Entry<String, JsonNode> field : Json.tree(mail).properties()) {
        whole = whole.with(field.getKey(), field.getValue());
      }
    }
    return whole;
  }

  private static int seconds(Duration delay) {
    return (int) Math.max(1, delay.plusMillis(999).toSeconds());
  }

  private static Advice advice(Code code) {
    return Advice.valueOf(code.advice().name());
  }

  static int status(Code code) {
    return switch (code) {
      case BAD_VALUE, INVALID_TEXT -> 400;
      case NOT_ALLOWED -> 403;
      case NOT_FOUND -> 404;
      case SELF_REVIEW,
          STALE_CLAIM,
          ILLEGAL_MOVE,
          WRONG_LANE,
          HELD_BY_ANOTHER,
          BLOCKED_BY_DEPENDENCY,
          PAUSED,
          WIP_FULL,
          NO_HOLD,
          WOULD_DEADLOCK -> 409;
      case TOO_MANY, UNKNOWN_DEPENDENCY, CYCLE, KEY_REUSED, NEVER_SATISFIABLE -> 422;
      case INTERNAL -> 500;
      case OVERLOADED, SHUTTING_DOWN, STORAGE_LOCKED -> 503;
      case STORAGE_FULL -> 507;
    };
  }

  static String title(Code code) {
    return switch (code) {
      case BAD_VALUE -> "A value is not allowed.";
      case INVALID_TEXT -> "The text has characters that are not allowed.";
      case TOO_MANY -> "There are too many.";
      case UNKNOWN_DEPENDENCY -> "It would wait for what will never be done.";
      case CYCLE -> "It would wait for itself.";
      case NOT_FOUND -> "There is no such thing here.";
      case NOT_ALLOWED -> "You may not do that.";
      case SELF_REVIEW -> "Nobody reviews what they had a hand in.";
      case STALE_CLAIM -> "You do not hold it at that epoch.";
      case ILLEGAL_MOVE -> "That cannot be done with it now.";
      case WRONG_LANE -> "It is in another lane.";
      case HELD_BY_ANOTHER -> "Another agent has it.";
      case BLOCKED_BY_DEPENDENCY -> "It comes after what is not done.";
      case PAUSED -> "Nothing is given out while it is paused.";
      case WIP_FULL -> "Every slot is taken.";
      case NO_HOLD -> "You hold no task or review.";
      case WOULD_DEADLOCK -> "You would wait for each other for ever.";
      case NEVER_SATISFIABLE -> "There is not that much of it.";
      case KEY_REUSED -> "The key was used for another command.";
      case OVERLOADED -> "The server is busy.";
      case SHUTTING_DOWN -> "The server is stopping.";
      case STORAGE_LOCKED -> "The database is locked by another process.";
      case STORAGE_FULL -> "The server has no room to write.";
      case INTERNAL -> "Something went wrong in the server.";
    };
  }
}
