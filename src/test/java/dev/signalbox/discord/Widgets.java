package dev.signalbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The components of a message or a form, as a tree of JSON, and what a person finds in it. */
public final class Widgets {

  static final int ROW = 1;
  static final int BUTTON = 2;
  static final int SELECT = 3;
  static final int INPUT = 4;
  static final int SECTION = 9;
  static final int TEXT = 10;
  static final int CONTAINER = 17;
  static final int LABEL = 18;

  /** Something to press. A link has a url and no custom id. */
  public record Button(String label, String customId, String url, int style, boolean disabled) {}

  /** Something to choose from. */
  public record Select(String customId, String placeholder, List<Option> options) {}

  public record Option(String label, String value, String description, boolean preset) {}

  private Widgets() {}

  /** All of them, outer ones first. */
  static List<JsonNode> all(JsonNode components) {
    List<JsonNode> found = new ArrayList<>();
    for (JsonNode one : components) {
      found.add(one);
      found.addAll(all(one.path("components")));
      if (one.path("accessory").isObject()) {
        found.add(one.path("accessory"));
      }
      if (one.path("component").isObject()) {
        found.add(one.path("component"));
      }
    }
    return found;
  }

  private static List<JsonNode> of(JsonNode components, int type) {
    return all(components).stream()
        .filter(one -> one.path("type").asInt() == type)
        .toList();
  }

  /** The text of all of them, a line or more each. */
  static String text(JsonNode components) {
    return String.join(
        "\n",
        of(components, TEXT).stream().map(one -> one.path("content").asText()).toList());
  }

  static List<Button> buttons(JsonNode components) {
    return of(components, BUTTON).stream()
        .map(one -> new Button(
            one.path("label").asText(),
            one.path("custom_id").asText(),
            one.path("url").asText(),
            one.path("style").asInt(),
            one.path("disabled").asBoolean()))
        .toList();
  }

  static List<Select> selects(JsonNode components) {
    return of(components, SELECT).stream().map(Widgets::selectOf).toList();
  }

  static Select selectOf(JsonNode one) {
    return new Select(
        one.path("custom_id").asText(), one.path("placeholder").asText(), options(one));
  }

  private static List<Option> options(JsonNode select) {
    List<Option> options = new ArrayList<>();
    for (JsonNode one : select.path("options")) {
      options.add(new Option(
          one.path("label").asText(),
          one.path("value").asText(),
          one.path("description").asText(""),
          one.path("default").asBoolean()));
    }
    return options;
  }

  /** A numeric id for each that was sent without one, and none twice. */
  static void number(JsonNode components) {
    Set<Integer> taken = new HashSet<>();
    List<JsonNode> all = all(components);
    all.forEach(one -> taken.add(one.path("id").asInt()));
    int next = 1;
    for (JsonNode one : all) {
      if (one.path("id").asInt() == 0) {
        while (!taken.add(next)) {
          next++;
        }
        ((ObjectNode) one).put("id", next);
      }
    }
  }
}
