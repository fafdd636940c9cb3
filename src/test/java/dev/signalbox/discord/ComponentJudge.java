package dev.signalbox.discord;

import static dev.signalbox.discord.Judge.between;
import static dev.signalbox.discord.Judge.fields;
import static dev.signalbox.discord.Judge.most;
import static dev.signalbox.discord.Judge.need;
import static dev.signalbox.discord.Judge.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Components: where each may stand, which fields it has, and how much fits in it. */
final class ComponentJudge {

  private static final int LINK = 5;
  private static final int THUMBNAIL = 11;
  private static final Set<Integer> SELECTS = Set.of(3, 5, 6, 7, 8);

  private static final int ALL_V2 = 40;
  private static final int TEXT_V2 = 4_000;
  private static final int ROWS = 5;

  /** The fields of each type, beside {@code type} and {@code id}. */
  private static final Map<Integer, Set<String>> FIELDS = Map.ofEntries(
      Map.entry(Widgets.ROW, Set.of("components")),
      Map.entry(
          Widgets.BUTTON,
          Set.of("style", "label", "emoji", "custom_id", "sku_id", "url", "disabled")),
      Map.entry(
          Widgets.SELECT,
          Set.of(
              "custom_id",
              "options",
              "placeholder",
              "min_values",
              "max_values",
              "required",
              "disabled")),
      Map.entry(
          Widgets.INPUT,
          Set.of(
              "custom_id",
              "style",
              "min_length",
              "max_length",
              "required",
              "value",
              "placeholder")),
      Map.entry(Widgets.SECTION, Set.of("components", "accessory")),
      Map.entry(Widgets.TEXT, Set.of("content")),
      Map.entry(THUMBNAIL, Set.of("media", "description", "spoiler")),
      Map.entry(14, Set.of("divider", "spacing")),
      Map.entry(Widgets.CONTAINER, Set.of("components", "accent_color", "spoiler")),
      Map.entry(Widgets.LABEL, Set.of("label", "description", "component")));

  private static final Set<String> SOMEBODY = Set.of(
      "custom_id",
      "placeholder",
      "default_values",
      "min_values",
      "max_values",
      "required",
      "disabled",
      "channel_types");

  private static final int MESSAGE = -1;
  private static final int MESSAGE_V2 = -2;
  private static final int FORM = -3;

  /** What may stand directly in what. */
  private static final Map<Integer, Set<Integer>> INSIDE = Map.of(
      MESSAGE,
      Set.of(Widgets.ROW),
      MESSAGE_V2,
      Set.of(Widgets.ROW, Widgets.SECTION, Widgets.TEXT, 14, Widgets.CONTAINER),
      FORM,
      Set.of(Widgets.LABEL, Widgets.TEXT),
      Widgets.ROW,
      Set.of(Widgets.BUTTON, 3, 5, 6, 7, 8),
      Widgets.SECTION,
      Set.of(Widgets.TEXT),
      Widgets.CONTAINER,
      Set.of(Widgets.ROW, Widgets.SECTION, Widgets.TEXT, 14),
      Widgets.LABEL,
      Set.of(Widgets.INPUT, 3, 5, 6, 7, 8));

  private ComponentJudge() {}

  static void message(JsonNode components, boolean v2, List<String> wrong) {
    components.forEach(one -> inside(v2 ? MESSAGE_V2 : MESSAGE, one, wrong));
    List<JsonNode> all = Widgets.all(components);
    if (v2) {
      most("components", all.size(), ALL_V2, wrong);
      most("characters of all texts", Widgets.text(components).length(), TEXT_V2, wrong);
    } else {
      most("rows", components.size(), ROWS, wrong);
    }
    unique(all, wrong);
  }

  /** A form that opens over everything. */
  static void form(JsonNode form, List<String> wrong) {
    fields("form", form, Set.of("custom_id", "title", "components"), wrong);
    between("characters of custom_id", text(form, "custom_id").length(), 1, 100, wrong);
    between("characters of title", text(form, "title").length(), 1, 45, wrong);
    between("components of a form", form.path("components").size(), 1, 5, wrong);
    form.path("components").forEach(one -> inside(FORM, one, wrong));
    unique(Widgets.all(form.path("components")), wrong);
  }

  private static void unique(List<JsonNode> all, List<String> wrong) {
    Set<Integer> numbers = new HashSet<>();
    Set<String> names = new HashSet<>();
    for (JsonNode one : all) {
      int id = one.path("id").asInt();
      need(id == 0 || numbers.add(id), "id twice: " + id, wrong);
      String name = text(one, "custom_id");
      need(name.isEmpty() || names.add(name), "custom_id twice: " + name, wrong);
    }
  }

  private static void inside(int outer, JsonNode node, List<String> wrong) {
    int type = node.path("type").asInt();
    if (!INSIDE.getOrDefault(outer, Set.of()).contains(type)) {
      wrong.add("component " + type + " cannot stand in " + outer);
      return;
    }
    judge(type, node, wrong);
    node.path("components").forEach(one -> inside(type, one, wrong));
  }

  private static void judge(int type, JsonNode node, List<String> wrong) {
    Set<String> known = SELECTS.contains(type) && type != Widgets.SELECT
        ? SOMEBODY
        : FIELDS.getOrDefault(type, Set.of());
    fields("component " + type, node, Judge.with(known, "type", "id"), wrong);
    switch (type) {
      case Widgets.ROW -> row(node.path("components"), wrong);
      case Widgets.BUTTON -> button(node, wrong);
      case Widgets.INPUT -> input(node, wrong);
      case Widgets.SECTION -> section(node, wrong);
      case Widgets.TEXT ->
        between("characters of a text", text(node, "content").length(), 1, TEXT_V2, wrong);
      case Widgets.CONTAINER -> need(!node.path("components").isEmpty(), "empty container", wrong);
      case Widgets.LABEL -> label(node, wrong);
      case Widgets.SELECT -> {
        select(node, wrong);
        options(node, wrong);
      }
      default -> {
        if (SELECTS.contains(type)) {
          select(node, wrong);
        }
      }
    }
  }

  private static void row(JsonNode inner, List<String> wrong) {
    between("things in a row", inner.size(), 1, 5, wrong);
    for (JsonNode one : inner) {
      need(
          !SELECTS.contains(one.path("type").asInt()) || inner.size() == 1,
          "a select is alone in its row",
          wrong);
    }
  }

  private static void button(JsonNode button, List<String> wrong) {
    int style = button.path("style").asInt();
    between("style of a button", style, 1, LINK, wrong);
    most("characters of label", text(button, "label").length(), 80, wrong);
    need(
        !text(button, "label").isEmpty() || button.path("emoji").isObject(),
        "a button without a label",
        wrong);
    if (style == LINK) {
      between("characters of url", text(button, "url").length(), 1, 512, wrong);
      need(!button.hasNonNull("custom_id"), "a link with a custom_id", wrong);
    } else {
      customId(button, wrong);
      need(!button.hasNonNull("url"), "a button with a url", wrong);
    }
  }

  private static void customId(JsonNode node, List<String> wrong) {
    between("characters of custom_id", text(node, "custom_id").length(), 1, 100, wrong);
  }

  private static void select(JsonNode select, List<String> wrong) {
    customId(select, wrong);
    most("characters of placeholder", text(select, "placeholder").length(), 150, wrong);
    between("min_values", select.path("min_values").asInt(1), 0, 25, wrong);
    between("max_values", select.path("max_values").asInt(1), 1, 25, wrong);
    need(
        select.path("min_values").asInt(1) <= select.path("max_values").asInt(1),
        "min_values above max_values",
        wrong);
  }

  private static void options(JsonNode select, List<String> wrong) {
    between("options", select.path("options").size(), 1, 25, wrong);
    Set<String> values = new HashSet<>();
    for (JsonNode option : select.path("options")) {
      fields("option", option, Set.of("label", "value", "description", "emoji", "default"), wrong);
      between("characters of an option's label", text(option, "label").length(), 1, 100, wrong);
      between("characters of an option's value", text(option, "value").length(), 1, 100, wrong);
      most(
          "characters of an option's description",
          text(option, "description").length(),
          100,
          wrong);
      need(values.add(text(option, "value")), "value twice: " + text(option, "value"), wrong);
    }
  }

  private static void section(JsonNode section, List<String> wrong) {
    between("texts of a section", section.path("components").size(), 1, 3, wrong);
    int type = section.path("accessory").path("type").asInt();
    need(type == Widgets.BUTTON || type == THUMBNAIL, "accessory: " + type, wrong);
    judge(type, section.path("accessory"), wrong);
  }

  private static void label(JsonNode label, List<String> wrong) {
    between("characters of a field's label", text(label, "label").length(), 1, 45, wrong);
    most("characters of a field's description", text(label, "description").length(), 100, wrong);
    inside(Widgets.LABEL, label.path("component"), wrong);
  }

  private static void input(JsonNode input, List<String> wrong) {
    customId(input, wrong);
    between("style of an input", input.path("style").asInt(), 1, 2, wrong);
    between("min_length", input.path("min_length").asInt(0), 0, 4_000, wrong);
    between("max_length", input.path("max_length").asInt(4_000), 1, 4_000, wrong);
    need(
        input.path("min_length").asInt(0) <= input.path("max_length").asInt(4_000),
        "min_length above max_length",
        wrong);
    most("characters of value", text(input, "value").length(), 4_000, wrong);
    most("characters of placeholder", text(input, "placeholder").length(), 100, wrong);
  }
}
