package dev.signalbox.talk;

import dev.signalbox.board.Actor;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.TeamId;
import dev.signalbox.talk.language.Verb;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A command that somebody chose and filled in, on a platform that has a field for each argument.
 *
 * @param who null for somebody the team does not know
 * @param task the task in whose thread that was; null for the room itself
 * @param fields what was filled in, by the names of the arguments
 */
public record Filled(
    TeamId team,
    @Nullable Actor who,
    String room,
    @Nullable TaskId task,
    Verb verb,
    Map<String, String> fields) {

  public Filled {
    fields = Map.copyOf(fields);
  }
}
