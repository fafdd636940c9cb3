package dev.signalbox.talk;

import dev.signalbox.board.Refusal;
import dev.signalbox.board.TaskId;
import dev.signalbox.talk.Message.Kind;
import dev.signalbox.talk.Message.Role;
import dev.signalbox.talk.language.Parsed.Problem;
import dev.signalbox.talk.language.Verb;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A no: what, what is allowed, and what to type next. */
final class RefusalView {

  private static final int OFFERED_MAX = 8;
  private static final ZoneId NO_TIMES = ZoneOffset.UTC;

  private RefusalView() {}

  /**
   * Something was not understood.
   *
   * @param offered tasks it could be about, where none was named
   */
  static Message of(Problem problem, List<TaskId> offered, Spelling spelling) {
    Draft draft = new Draft(Kind.ANSWER, NO_TIMES);
    List<Object> named = new ArrayList<>();
    problem.named().forEach((name, value) -> {
      named.add(name);
      named.add(name.equals("got") ? Say.untrusted(value) : value);
    });
    draft.say(Role.WARNING, problem.key(), named.toArray());
    if (!offered.isEmpty()) {
      List<TaskId> some = offered.subList(0, Math.min(OFFERED_MAX, offered.size()));
      draft.say(Role.BODY, "problem.offer", "tasks", Say.list(some));
    }
    return example(draft, problem.verb(), spelling).asWritten();
  }

  /** The rules said no. */
  static Message of(Refusal refusal, @Nullable Verb verb, Spelling spelling) {
    Draft draft = new Draft(Kind.ANSWER, NO_TIMES)
        .line(Role.WARNING, List.of(Say.untrusted(refusal.message())));
    boolean mistyped = refusal.code().advice() == Refusal.Advice.FIX
        && refusal.code() != Refusal.Code.ILLEGAL_MOVE
        && refusal.code() != Refusal.Code.NOT_FOUND;
    return example(draft, mistyped ? verb : null, spelling).asWritten();
  }

  /** One of our sentences as a no. */
  static Message of(String key, Object... named) {
    return new Draft(Kind.ANSWER, NO_TIMES).say(Role.WARNING, key, named).asWritten();
  }

  private static Draft example(Draft draft, @Nullable Verb verb, Spelling spelling) {
    return verb == null
        ? draft
        : draft.line(Role.EXAMPLE, List.of(Say.plain(spelling.of(verb.examples().get(0)))));
  }
}
