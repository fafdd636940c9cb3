package dev.signalbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Forms, homes and acknowledgements, by the rules of Slack's pages about them. */
final class ViewJudge {

  private static final Map<String, Set<String>> FIELDS = Map.of(
      "modal",
          Set.of("type", "callback_id", "private_metadata", "title", "submit", "close", "blocks"),
      "home", Set.of("type", "blocks"),
      "input", Set.of("type", "block_id", "optional", "label", "element"),
      "plain_text_input", Set.of("type", "action_id", "multiline", "max_length", "initial_value"),
      "static_select", Set.of("type", "action_id", "options", "initial_option"));

  private ViewJudge() {}

  /** What is wrong with a view. */
  static List<String> view(JsonNode view) {
    List<String> wrong = new ArrayList<>();
    String type = view.path("type").asText();
    fields(type, view, wrong);
    if (view.path("blocks").isEmpty() || view.path("blocks").size() > 100) {
      wrong.add("blocks of a view: " + view.path("blocks").size());
    }
    if (type.equals("home")) {
      BlockJudge.of(view.path("blocks"), wrong);
      return wrong;
    }
    for (String text : List.of("title", "submit", "close")) {
      length(text, view.path(text).path("text").asText(), 1, 24, wrong);
    }
    length("private_metadata", view.path("private_metadata").asText(), 0, 3_000, wrong);
    Set<String> ids = new HashSet<>();
    for (JsonNode block : view.path("blocks")) {
      input(block, wrong);
      if (!ids.add(block.path("block_id").asText())) {
        wrong.add("block_id twice");
      }
    }
    return wrong;
  }

  private static void input(JsonNode block, List<String> wrong) {
    fields("input", block, wrong);
    length("block_id", block.path("block_id").asText(), 1, 255, wrong);
    length("label", block.path("label").path("text").asText(), 1, 2_000, wrong);
    JsonNode element = block.path("element");
    String type = element.path("type").asText();
    fields(type, element, wrong);
    if (type.equals("plain_text_input")) {
      int most = element.path("max_length").asInt();
      if (most < 1 || most > 3_000) {
        wrong.add("max_length " + most);
      }
      length("initial_value", element.path("initial_value").asText(), 0, most, wrong);
      return;
    }
    JsonNode options = element.path("options");
    if (options.isEmpty() || options.size() > 100) {
      wrong.add("options: " + options.size());
    }
    boolean known = !element.has("initial_option");
    for (JsonNode option : options) {
      length("option", option.path("text").path("text").asText(), 1, 75, wrong);
      length("value of an option", option.path("value").asText(), 1, 150, wrong);
      known |= option.equals(element.path("initial_option"));
    }
    if (!known) {
      wrong.add("initial_option is none of the options");
    }
  }

  /** What is wrong with an answer for one person. */
  static List<String> answer(JsonNode answer) {
    List<String> wrong = new ArrayList<>();
    answer.fieldNames().forEachRemaining(name -> {
      if (!Set.of("response_type", "replace_original", "text", "blocks").contains(name)) {
        wrong.add("answer: unknown field " + name);
      }
    });
    if (!answer.path("response_type").asText().equals("ephemeral")) {
      wrong.add("answer: everybody sees it");
    }
    length("text", answer.path("text").asText(), 1, 4_000, wrong);
    Judge.escaped("text", answer.path("text").asText(), wrong);
    BlockJudge.of(answer.path("blocks"), wrong);
    return wrong;
  }

  private static void fields(String type, JsonNode node, List<String> wrong) {
    node.fieldNames().forEachRemaining(name -> {
      if (!FIELDS.getOrDefault(type, Set.of()).contains(name)) {
        wrong.add("\"" + type + "\": unknown field " + name);
      }
    });
  }

  private static void length(String what, String text, int min, int max, List<String> wrong) {
    if (text.length() < min || text.length() > max) {
      wrong.add(what + ": " + text.length() + " characters");
    }
  }
}
