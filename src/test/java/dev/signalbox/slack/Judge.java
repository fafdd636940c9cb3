package dev.signalbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What Slack takes, and what people want to be sent. The names are those of the SDK's requests. */
final class Judge {

  private static final Pattern TOKENS =
      Pattern.compile("<(@[UW][A-Z0-9]+|https?://[^|<>]+(\\|[^<>]*)?|!date\\^[^<>]+)>");
  private static final Pattern AMPERSAND = Pattern.compile("&(?!(amp|lt|gt);)");
  private static final Pattern CALL = Pattern.compile("<@[UW]|<!(?!date)");

  /** What a method must be given, and what it may be given beside. */
  private record Rule(Set<String> must, Set<String> may) {}

  private static final Map<String, Rule> RULES = Map.ofEntries(
      rule("auth.test", Set.of()),
      rule("apps.connections.open", Set.of()),
      rule(
          "chat.postMessage",
          Set.of("channel", "text"),
          "blocks",
          "metadata",
          "thread_ts",
          "parse",
          "link_names",
          "mrkdwn",
          "unfurl_links",
          "unfurl_media",
          "reply_broadcast"),
      rule(
          "chat.update",
          Set.of("channel", "ts", "text", "blocks"),
          "parse",
          "link_names",
          "metadata"),
      rule(
          "chat.postEphemeral",
          Set.of("channel", "user", "text"),
          "blocks",
          "thread_ts",
          "parse",
          "link_names"),
      rule(
          "conversations.history",
          Set.of("channel"),
          "cursor",
          "oldest",
          "latest",
          "limit",
          "inclusive",
          "include_all_metadata"),
      rule(
          "conversations.replies",
          Set.of("channel", "ts"),
          "cursor",
          "oldest",
          "latest",
          "limit",
          "inclusive",
          "include_all_metadata"),
      rule("conversations.info", Set.of("channel"), "include_locale", "include_num_members"),
      rule("pins.add", Set.of("channel", "timestamp")),
      rule("views.open", Set.of("trigger_id", "view")),
      rule("views.update", Set.of("view"), "view_id", "external_id", "hash"),
      rule("views.publish", Set.of("user_id", "view"), "hash"),
      rule("users.info", Set.of("user"), "include_locale"));

  private Judge() {}

  private static Map.Entry<String, Rule> rule(String method, Set<String> must, String... may) {
    Set<String> all = new HashSet<>(must);
    all.addAll(List.of(may));
    return Map.entry(method, new Rule(must, all));
  }

  /** Everything that is wrong with a call. */
  static List<String> of(String method, Map<String, JsonNode> asked) {
    List<String> wrong = new ArrayList<>();
    Rule rule = RULES.get(method);
    if (rule == null) {
      return List.of(method + ": no rule for it");
    }
    rule.must().stream()
        .filter(name -> !asked.containsKey(name))
        .forEach(name -> wrong.add(method + ": " + name + " is missing"));
    asked.keySet().stream()
        .filter(name -> !rule.may().contains(name))
        .forEach(name -> wrong.add(method + ": unknown field " + name));
    if (method.startsWith("chat.")) {
      message(asked, wrong);
    }
    return wrong;
  }

  private static void message(Map<String, JsonNode> asked, List<String> wrong) {
    String text = asked.containsKey("text") ? asked.get("text").asText() : "";
    if (text.isBlank()) {
      wrong.add("text: nothing to be read aloud");
    }
    if (text.length() > 4_000) {
      wrong.add("text: " + text.length() + " characters");
    }
    escaped("text", text, wrong);
    off(asked, "link_names", wrong);
    off(asked, "unfurl_links", wrong);
    off(asked, "unfurl_media", wrong);
    if (!asked.containsKey("parse") || !asked.get("parse").asText().equals("none")) {
      wrong.add("parse: must be none");
    }
    if (asked.containsKey("metadata")) {
      JsonNode metadata = asked.get("metadata");
      if (metadata.path("event_type").asText().isEmpty()
          || !metadata.path("event_payload").isObject()) {
        wrong.add("metadata: needs event_type and event_payload");
      }
    }
    if (asked.containsKey("blocks")) {
      BlockJudge.of(asked.get("blocks"), wrong);
    }
  }

  private static void off(Map<String, JsonNode> asked, String name, List<String> wrong) {
    if (asked.containsKey(name) && truth(asked.get(name))) {
      wrong.add(name + ": must be off");
    }
  }

  static boolean truth(JsonNode value) {
    return value.asBoolean() || Set.of("1", "true").contains(value.asText());
  }

  /** Markup may be tokens of ours only; everything else is escaped. */
  static void escaped(String where, String text, List<String> wrong) {
    String rest = TOKENS.matcher(text).replaceAll("");
    if (rest.contains("<") || rest.contains(">") || AMPERSAND.matcher(rest).find()) {
      wrong.add(where + ": not escaped: " + text);
    }
  }

  /** How many people or groups a message calls. */
  static int mentions(String text, JsonNode blocks) {
    return calls(text) + mentions(blocks);
  }

  private static int mentions(JsonNode node) {
    int sum =
        Set.of("user", "usergroup", "broadcast").contains(node.path("type").asText()) ? 1 : 0;
    if (node.path("type").asText().equals("mrkdwn")) {
      sum += calls(node.path("text").asText());
    }
    for (JsonNode inner : node) {
      sum += inner.isContainerNode() ? mentions(inner) : 0;
    }
    return sum;
  }

  private static int calls(String text) {
    return (int) CALL.matcher(text).results().count();
  }
}
