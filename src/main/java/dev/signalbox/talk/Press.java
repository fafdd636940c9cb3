package dev.signalbox.talk;

import dev.signalbox.board.Actor;
import dev.signalbox.board.TeamId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Somebody pressed a button.
 *
 * @param who null for somebody the team does not know
 * @param action the button's action, as it came back: not to be trusted
 * @param fields what was filled in, by the names of the button's fields
 */
public record Press(
    TeamId team, @Nullable Actor who, String room, String action, Map<String, String> fields) {

  public Press {
    fields = Map.copyOf(fields);
  }
}
