package dev.signalbox.discord;

import dev.signalbox.talk.Button;
import dev.signalbox.talk.Button.Field;
import dev.signalbox.talk.dialect.SafeText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.dv8tion.jda.api.components.label.Label;
import net.dv8tion.jda.api.components.label.LabelChildComponent;
import net.dv8tion.jda.api.components.selections.StringSelectMenu;
import net.dv8tion.jda.api.components.textinput.TextInput;
import net.dv8tion.jda.api.components.textinput.TextInputStyle;
import net.dv8tion.jda.api.interactions.modals.ModalMapping;
import net.dv8tion.jda.api.modals.Modal;

/**
 * The fields of a button as a form over the channel, and what comes back of it. Discord takes five
 * fields: those that must be filled in come first, the rest can be edited afterwards.
 */
final class Form {

  private static final int TITLE = 45;
  private static final int LABEL = 45;
  private static final int LABEL_MORE = 100;
  private static final int TEXT = 4_000;
  private static final int FIELDS = 5;

  /** Texts above this get more than one line. */
  private static final int LINE = 120;

  private Form() {}

  static Modal of(Button button) {
    List<Field> fields = new ArrayList<>(button.fields());
    fields.sort(Comparator.comparing(field -> !field.required()));
    Modal.Builder modal =
        Modal.create(button.action(), cut(button.label().replace("…", ""), TITLE));
    fields.stream().limit(FIELDS).forEach(field -> modal.addComponents(labelled(field)));
    return modal.build();
  }

  private static Label labelled(Field field) {
    boolean fits = field.label().length() <= LABEL;
    return Label.of(
        cut(field.label(), LABEL), fits ? null : cut(field.label(), LABEL_MORE), input(field));
  }

  private static LabelChildComponent input(Field field) {
    boolean choice = !field.choices().isEmpty() && field.choices().size() <= Limits.OPTIONS;
    return choice ? choice(field) : text(field);
  }

  private static TextInput text(Field field) {
    int most = Math.min(TEXT, field.max());
    TextInputStyle style = field.max() > LINE ? TextInputStyle.PARAGRAPH : TextInputStyle.SHORT;
    TextInput.Builder input =
        TextInput.create(field.name(), style).setRequired(field.required()).setMaxLength(most);
    if (!field.value().isEmpty()) {
      input.setValue(SafeText.cut(field.value(), most));
    }
    return input.build();
  }

  private static StringSelectMenu choice(Field field) {
    StringSelectMenu.Builder menu =
        StringSelectMenu.create(field.name()).setRequired(field.required());
    field.choices().forEach(choice -> menu.addOption(choice, choice));
    if (field.choices().contains(field.value())) {
      menu.setDefaultValues(field.value());
    }
    return menu.build();
  }

  private static String cut(String text, int most) {
    return SafeText.cut(SafeText.tame(text).replace('\n', ' '), most);
  }

  /** What was filled in, by the names of the fields. */
  static Map<String, String> fields(List<ModalMapping> values) {
    Map<String, String> fields = new LinkedHashMap<>();
    values.forEach(value -> fields.put(value.getCustomId(), filled(value)));
    return fields;
  }

  private static String filled(ModalMapping value) {
    return switch (value.getType()) {
      case STRING_SELECT -> String.join(",", value.getAsStringList());
      default -> value.getAsString();
    };
  }
}
