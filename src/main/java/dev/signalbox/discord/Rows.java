package dev.signalbox.discord;

import dev.signalbox.talk.Button;
import dev.signalbox.talk.Button.Rank;
import dev.signalbox.talk.dialect.SafeText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.dv8tion.jda.api.components.actionrow.ActionRow;
import net.dv8tion.jda.api.components.buttons.ButtonStyle;
import net.dv8tion.jda.api.components.selections.StringSelectMenu;

/**
 * Buttons in rows. On a ping, a button that only asks "which" is the menu itself. What finds no room
 * is left out: every button has a command that does the same.
 */
final class Rows {

  private Rows() {}

  /**
   * @param ping whether the first button of the highest rank stands out, and menus stand open
   */
  static List<ActionRow> of(List<Button> buttons, boolean ping) {
    List<ActionRow> rows = new ArrayList<>();
    List<net.dv8tion.jda.api.components.buttons.Button> row = new ArrayList<>();
    Set<String> actions = new HashSet<>();
    boolean stands = ping;
    for (Button button : buttons) {
      if (!actions.add(button.action())) {
        continue;
      }
      if (ping && asksWhich(button)) {
        rows.add(ActionRow.of(menu(button)));
        continue;
      }
      boolean first = stands && button.rank() == Rank.MAIN;
      row.add(drawn(button, first ? ButtonStyle.PRIMARY : ButtonStyle.SECONDARY));
      stands = stands && !first;
    }
    for (int from = 0; from < row.size(); from += Limits.ROW) {
      rows.add(ActionRow.of(row.subList(from, Math.min(from + Limits.ROW, row.size()))));
    }
    return rows.subList(0, Math.min(rows.size(), Limits.ROWS));
  }

  /** Whether one choice is all that it asks for. */
  static boolean asksWhich(Button button) {
    return button.fields().size() == 1
        && !button.fields().get(0).choices().isEmpty()
        && button.fields().get(0).choices().size() <= Limits.OPTIONS;
  }

  private static StringSelectMenu menu(Button button) {
    StringSelectMenu.Builder menu = StringSelectMenu.create(button.action())
        .setPlaceholder(SafeText.cut(button.label(), Limits.PLACEHOLDER));
    button.fields().get(0).choices().forEach(choice -> menu.addOption(choice, choice));
    return menu.build();
  }

  private static net.dv8tion.jda.api.components.buttons.Button drawn(
      Button button, ButtonStyle style) {
    String label = SafeText.cut(SafeText.tame(button.label()).replace('\n', ' '), Limits.LABEL);
    return net.dv8tion.jda.api.components.buttons.Button.of(style, button.action(), label);
  }
}
