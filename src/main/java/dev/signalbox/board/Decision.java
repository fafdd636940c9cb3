package dev.signalbox.board;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a rule answers: facts to record, or a refusal. */
public sealed interface Decision {

  /** In order; may be none, where what was asked for holds already. */
  List<Event> events();

  /**
   * Yes.
   *
   * @param task the task the answer tells about, if any
   */
  record Accepted(List<Event> events, @Nullable TaskId task) implements Decision {

    /** The answer tells how this task stands when all is settled. */
    Accepted about(TaskId id) {
      return new Accepted(events, id);
    }
  }

  /** No. Its events are facts that change no state, such as work that came too late. */
  record Refused(Refusal why, List<Event> events) implements Decision {}

  static Accepted accept(Event... events) {
    return new Accepted(List.of(events), null);
  }

  static Accepted accept(List<? extends Event> events) {
    return new Accepted(List.copyOf(events), null);
  }

  static Refused refuse(Refusal why, Event... facts) {
    return new Refused(why, List.of(facts));
  }
}
