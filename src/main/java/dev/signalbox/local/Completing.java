package dev.signalbox.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.board.TaskId;
import dev.signalbox.talk.Completion.Asked;
import dev.signalbox.talk.Completion.Suggestion;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What could be typed next, as the page's script reads it: places count from its own text. */
final class Completing {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Completing() {}

  /**
   * @param cursor where the visitor types; outside of the command nothing is offered
   */
  static String json(
      Function<Asked, List<Suggestion>> complete,
      Visitor visitor,
      @Nullable TaskId task,
      String text,
      int cursor) {
    int start = Said.start(text);
    List<Suggestion> found = cursor < start || cursor > text.length()
        ? List.of()
        : complete
            .apply(new Asked(
                visitor.team(), visitor.actor(), task, text.substring(start), cursor - start))
            .stream()
            .map(one -> moved(one, start))
            .toList();
    try {
      return JSON.writeValueAsString(found);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("strings and numbers can be written", e);
    }
  }

  private static Suggestion moved(Suggestion one, int by) {
    return new Suggestion(one.insert(), one.from() + by, one.to() + by, one.label(), one.hint());
  }
}
