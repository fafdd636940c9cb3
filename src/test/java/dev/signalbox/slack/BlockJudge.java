package dev.signalbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Block Kit: which fields each thing has, and how much fits in it. Anything else is a problem. */
final class BlockJudge {

  /** The fields of each type that is allowed. */
  private static final Map<String, Set<String>> FIELDS = Map.ofEntries(
      Map.entry("rich_text", Set.of("type", "elements", "block_id")),
      Map.entry("section", Set.of("type", "text", "fields", "accessory", "block_id")),
      Map.entry("context", Set.of("type", "elements", "block_id")),
      Map.entry("actions", Set.of("type", "elements", "block_id")),
      Map.entry("divider", Set.of("type", "block_id")),
      Map.entry("header", Set.of("type", "text", "block_id")),
      Map.entry("rich_text_section", Set.of("type", "elements")),
      Map.entry("rich_text_quote", Set.of("type", "elements", "border")),
      Map.entry("rich_text_preformatted", Set.of("type", "elements", "border")),
      Map.entry("text", Set.of("type", "text", "style")),
      Map.entry("link", Set.of("type", "url", "text", "style")),
      Map.entry("user", Set.of("type", "user_id", "style")),
      Map.entry("date", Set.of("type", "timestamp", "format", "fallback", "style")),
      Map.entry(
          "button",
          Set.of("type", "text", "action_id", "value", "style", "accessibility_label", "confirm")),
      Map.entry("overflow", Set.of("type", "action_id", "options", "confirm")),
      Map.entry("plain_text", Set.of("type", "text", "emoji")),
      Map.entry("mrkdwn", Set.of("type", "text", "verbatim")));

  private static final Map<String, Set<String>> INSIDE = Map.of(
      "", Set.of("rich_text", "section", "context", "actions", "divider", "header"),
      "rich_text", Set.of("rich_text_section", "rich_text_quote", "rich_text_preformatted"),
      "rich_text_section", Set.of("text", "link", "user", "date"),
      "rich_text_quote", Set.of("text", "link", "user", "date"),
      "rich_text_preformatted", Set.of("text", "link"),
      "actions", Set.of("button", "overflow"),
      "context", Set.of("plain_text", "mrkdwn"));

  private BlockJudge() {}

  static void of(JsonNode blocks, List<String> wrong) {
    if (!blocks.isArray() || blocks.isEmpty()) {
      wrong.add("blocks: none");
    }
    most("blocks", blocks.size(), 50, wrong);
    int bytes = blocks.toString().getBytes(StandardCharsets.UTF_8).length;
    most("bytes of all blocks", bytes, 13_200, wrong);
    for (JsonNode block : blocks) {
      inside("", block, wrong);
    }
  }

  private static void inside(String outer, JsonNode node, List<String> wrong) {
    String type = node.path("type").asText();
    if (!INSIDE.getOrDefault(outer, Set.of()).contains(type)) {
      wrong.add("\"" + type + "\" cannot stand in \"" + outer + "\"");
      return;
    }
    fields(type, node, wrong);
    switch (type) {
      case "rich_text" -> elements(type, node, 1, 100, wrong);
      case "rich_text_section", "rich_text_quote", "rich_text_preformatted" -> {
        elements(type, node, 1, 1_000, wrong);
        most("characters of a section", characters(node), 3_000, wrong);
      }
      case "actions" -> {
        elements(type, node, 1, 25, wrong);
        unique(node, wrong);
      }
      case "context" -> elements(type, node, 1, 10, wrong);
      case "section", "header" ->
        text(node.path("text"), type.equals("header") ? 150 : 3_000, wrong);
      case "button" -> button(node, wrong);
      case "overflow" -> overflow(node, wrong);
      case "text" -> shown(node, wrong);
      case "link" -> link(node, wrong);
      case "user" ->
        need(node.path("user_id").asText().matches("[UW][A-Z0-9]{2,20}"), "user", wrong);
      case "date" -> date(node, wrong);
      case "plain_text", "mrkdwn" -> text(node, 3_000, wrong);
      default -> {}
    }
  }

  private static void fields(String type, JsonNode node, List<String> wrong) {
    node.fieldNames().forEachRemaining(name -> {
      if (!FIELDS.getOrDefault(type, Set.of()).contains(name)) {
        wrong.add(type + ": unknown field " + name);
      }
    });
    for (JsonNode value :
        node.path("style").isObject() ? node.path("style") : List.<JsonNode>of()) {
      need(value.isBoolean(), "style", wrong);
    }
  }

  private static void elements(String type, JsonNode node, int min, int max, List<String> wrong) {
    int size = node.path("elements").size();
    if (size < min) {
      wrong.add(type + ": empty");
    }
    most("elements of " + type, size, max, wrong);
    node.path("elements").forEach(inner -> inside(type, inner, wrong));
  }

  private static void unique(JsonNode actions, List<String> wrong) {
    Set<String> seen = new HashSet<>();
    actions
        .path("elements")
        .forEach(one ->
            need(seen.add(one.path("action_id").asText()), "action_id twice: " + one, wrong));
  }

  private static void button(JsonNode button, List<String> wrong) {
    text(button.path("text"), 75, wrong);
    need(button.path("text").path("type").asText().equals("plain_text"), "button text", wrong);
    most("action_id", length(button, "action_id"), 255, wrong);
    most("value", length(button, "value"), 2_000, wrong);
    most("accessibility_label", length(button, "accessibility_label"), 75, wrong);
    need(length(button, "accessibility_label") > 0, "accessibility_label missing", wrong);
    need(length(button, "action_id") > 0, "action_id missing", wrong);
    if (button.has("style")) {
      String style = button.path("style").asText();
      need(Set.of("primary", "danger").contains(style), "button style " + style, wrong);
    }
  }

  private static void overflow(JsonNode menu, List<String> wrong) {
    int size = menu.path("options").size();
    need(size >= 2 && size <= 5, "an overflow menu of " + size, wrong);
    for (JsonNode option : menu.path("options")) {
      text(option.path("text"), 75, wrong);
      most("value of an option", length(option, "value"), 150, wrong);
      need(length(option, "value") > 0, "option without a value", wrong);
    }
  }

  /** A text object. */
  private static void text(JsonNode text, int max, List<String> wrong) {
    String type = text.path("type").asText();
    need(Set.of("plain_text", "mrkdwn").contains(type), "text of type " + type, wrong);
    fields(type, text, wrong);
    need(length(text, "text") > 0, "empty text", wrong);
    most("characters of text", length(text, "text"), max, wrong);
    if (type.equals("mrkdwn")) {
      Judge.escaped("mrkdwn", text.path("text").asText(), wrong);
    }
  }

  /** A text that Slack shows as it is. It is judged all the same, for who copies it elsewhere. */
  private static void shown(JsonNode node, List<String> wrong) {
    String text = node.path("text").asText();
    need(!text.isEmpty(), "empty text", wrong);
    need(!text.matches("(?is).*<([!@#]|https?:|javascript:|mailto:).*"), "markup: " + text, wrong);
    need(!text.matches("(?is).*@(here|channel|everyone|group).*"), "a call: " + text, wrong);
    need(
        text.codePoints().noneMatch(c -> Character.getType(c) == Character.CONTROL && c != '\n'),
        "control characters",
        wrong);
  }

  private static void link(JsonNode node, List<String> wrong) {
    need(node.path("url").asText().matches("(?i)https?://[^/\\s<>|]+[^\\s<>]*"), "url", wrong);
    most("url", length(node, "url"), 3_000, wrong);
    shown(node, wrong);
  }

  private static void date(JsonNode node, List<String> wrong) {
    need(node.path("timestamp").isIntegralNumber(), "timestamp", wrong);
    need(
        node.path("format").asText().matches("(\\{(date_short_pretty|time|date|date_short)\\} ?)+"),
        "format of a date",
        wrong);
    need(length(node, "fallback") > 0, "a date without a fallback", wrong);
  }

  private static int characters(JsonNode section) {
    int sum = 0;
    for (JsonNode element : section.path("elements")) {
      sum += length(element, "text");
    }
    return sum;
  }

  private static int length(JsonNode node, String field) {
    return node.path(field).asText().length();
  }

  private static void most(String what, int number, int max, List<String> wrong) {
    if (number > max) {
      wrong.add(what + ": " + number + " of " + max);
    }
  }

  private static void need(boolean good, String what, List<String> wrong) {
    if (!good) {
      wrong.add(what);
    }
  }
}
