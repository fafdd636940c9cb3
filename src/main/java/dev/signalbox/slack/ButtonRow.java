package dev.signalbox.slack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.talk.Button;
import dev.signalbox.talk.Button.Rank;
import dev.signalbox.talk.dialect.SafeText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Buttons as one row. Those of little rank share a menu behind "⋯", five to a menu; one alone stays
 * a button, for a menu of one is a click too many. What finds no room is left out: every button has
 * a command that does the same.
 */
final class ButtonRow {

  /** How the action of a menu begins; what was chosen is in the value of its entry. */
  static final String MENU = "sb:more:";

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private ButtonRow() {}

  /**
   * The row as the only block, or none for no buttons.
   *
   * @param main whether the first button of the highest rank stands out
   */
  static ArrayNode of(List<Button> buttons, boolean main) {
    List<ObjectNode> elements = new ArrayList<>();
    boolean stands = main;
    for (Button button : with(buttons, false)) {
      boolean first = stands && button.rank() == Rank.MAIN;
      elements.add(button(button, first ? "primary" : null));
      stands = stands && !first;
    }
    List<Button> more = with(buttons, true);
    for (int from = 0; from < more.size(); from += Limits.OPTIONS) {
      List<Button> some = more.subList(from, Math.min(from + Limits.OPTIONS, more.size()));
      elements.add(
          some.size() == 1 ? button(some.get(0), null) : menu(from / Limits.OPTIONS + 1, some));
    }
    return row(elements);
  }

  private static List<Button> with(List<Button> buttons, boolean more) {
    return buttons.stream()
        .filter(button -> more == (button.rank() == Rank.MORE))
        .toList();
  }

  private static ArrayNode row(List<ObjectNode> elements) {
    ArrayNode blocks = JSON.arrayNode();
    if (elements.isEmpty()) {
      return blocks;
    }
    ArrayNode row = blocks.addObject().put("type", "actions").putArray("elements");
    Set<String> actions = new HashSet<>();
    for (ObjectNode element : elements) {
      boolean room = Blocks.bytes(row) + Blocks.bytes(element) <= Limits.BUTTONS_BYTES;
      boolean another = actions.add(element.path("action_id").asText());
      if (room && another && row.size() < Limits.ELEMENTS) {
        row.add(element);
      }
    }
    return blocks;
  }

  private static ObjectNode button(Button button, @Nullable String style) {
    ObjectNode element = JSON.objectNode()
        .put("type", "button")
        .put("action_id", button.action())
        .put("value", SafeText.cut(button.action(), Limits.VALUE))
        .put("accessibility_label", label(button.accessible()));
    element.set("text", plain(button.label()));
    return style == null ? element : element.put("style", style);
  }

  private static ObjectNode menu(int number, List<Button> buttons) {
    ObjectNode menu = JSON.objectNode().put("type", "overflow").put("action_id", MENU + number);
    ArrayNode options = menu.putArray("options");
    for (Button button : buttons) {
      ObjectNode option =
          options.addObject().put("value", SafeText.cut(button.action(), Limits.OPTION_VALUE));
      option.set("text", plain(button.label()));
    }
    return menu;
  }

  private static String label(String text) {
    return SafeText.cut(SafeText.tame(text).replace('\n', ' '), Limits.LABEL);
  }

  private static ObjectNode plain(String text) {
    return JSON.objectNode().put("type", "plain_text").put("text", label(text)).put("emoji", false);
  }
}
