package dev.signalbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A registered command as somebody fills it in, with the options that it has and no others. */
final class CommandForm {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final int SUBCOMMAND = 1;
  private static final int SUBCOMMAND_GROUP = 2;
  private static final int INTEGER = 4;
  private static final int BOOLEAN = 5;
  private static final int USER = 6;
  private static final int CHANNEL = 7;
  private static final int NUMBER = 10;

  private final FakeDiscord discord;
  private final ObjectNode data;
  private final ArrayNode options;
  private final JsonNode registered;

  CommandForm(FakeDiscord discord, JsonNode command, String verb) {
    this.discord = discord;
    this.data = JSON.createObjectNode()
        .put("id", command.path("id").asText())
        .put("name", command.path("name").asText())
        .put("type", 1);
    JsonNode known = command.path("options");
    ArrayNode inner = data.putArray("options");
    String[] words = verb.isEmpty() ? new String[0] : verb.split(" ", -1);
    for (String word : words) {
      JsonNode found = named(known, word);
      int type = found.path("type").asInt();
      if (type != SUBCOMMAND && type != SUBCOMMAND_GROUP) {
        throw new AssertionError("no such command: " + command.path("name") + " " + verb);
      }
      known = found.path("options");
      inner = inner.addObject().put("name", word).put("type", type).putArray("options");
    }
    this.registered = known;
    this.options = inner;
  }

  private static JsonNode named(JsonNode known, String name) {
    for (JsonNode one : known) {
      if (one.path("name").asText().equals(name)) {
        return one;
      }
    }
    return MissingNode.getInstance();
  }

  ObjectNode filled(Map<String, ?> values) {
    for (JsonNode one : registered) {
      if (one.path("type").asInt() <= SUBCOMMAND_GROUP) {
        throw new AssertionError("cannot be used without one of " + names());
      }
      if (one.path("required").asBoolean()
          && !values.containsKey(one.path("name").asText())) {
        throw new AssertionError("option is needed: " + one);
      }
    }
    add(values);
    return data;
  }

  /** While it is filled in: what is being typed is text, whatever it may become. */
  ObjectNode typing(String option, String text, Map<String, ?> before) {
    add(before);
    JsonNode known = named(registered, option);
    if (!known.path("autocomplete").asBoolean()) {
      throw new AssertionError("is not completed: " + option + " of " + names());
    }
    options
        .addObject()
        .put("name", option)
        .put("type", known.path("type").asInt())
        .put("value", text)
        .put("focused", true);
    return data;
  }

  private void add(Map<String, ?> values) {
    values.forEach((name, value) -> {
      JsonNode known = named(registered, name);
      if (known.isMissingNode()) {
        throw new AssertionError("no option " + name + " among " + names());
      }
      ObjectNode filled =
          options.addObject().put("name", name).put("type", known.path("type").asInt());
      put(filled, known, value.toString());
    });
  }

  private void put(ObjectNode filled, JsonNode known, String value) {
    switch (known.path("type").asInt()) {
      case INTEGER -> filled.put("value", Long.parseLong(value));
      case NUMBER -> filled.put("value", Double.parseDouble(value));
      case BOOLEAN -> filled.put("value", Boolean.parseBoolean(value));
      case USER -> {
        filled.put("value", value);
        ObjectNode member = discord.guild.member(value);
        resolved("users").set(value, member.remove("user"));
        resolved("members").set(value, member.put("permissions", "0"));
      }
      case CHANNEL -> {
        filled.put("value", value);
        resolved("channels").set(value, discord.guild.channelJson(value).put("permissions", "0"));
      }
      default -> filled.put("value", chosen(known, value));
    }
  }

  private ObjectNode resolved(String kind) {
    return data.withObject("/resolved/" + kind);
  }

  /** A text as it may be typed; with choices only one of them, by its name or its value. */
  private static String chosen(JsonNode known, String value) {
    if (value.length() > known.path("max_length").asInt(6_000)
        || value.length() < known.path("min_length").asInt(0)) {
      throw new AssertionError("cannot be typed, of " + value.length() + " characters: " + known);
    }
    if (known.path("choices").isEmpty()) {
      return value;
    }
    for (JsonNode choice : known.path("choices")) {
      if (choice.path("name").asText().equals(value)
          || choice.path("value").asText().equals(value)) {
        return choice.path("value").asText();
      }
    }
    throw new AssertionError("no choice " + value + " in " + known);
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    registered.forEach(one -> names.add(one.path("name").asText()));
    return names;
  }
}
