package dev.signalbox.discord;

import static dev.signalbox.discord.Judge.between;
import static dev.signalbox.discord.Judge.fields;
import static dev.signalbox.discord.Judge.most;
import static dev.signalbox.discord.Judge.need;
import static dev.signalbox.discord.Judge.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The commands an app registers: their names, their size and their order. */
final class CommandJudge {

  private static final int CHAT_INPUT = 1;
  private static final int SUBCOMMAND = 1;
  private static final int GROUP = 2;
  private static final int SIZE = 8_000;

  /** How many there may be of each type. */
  private static final Map<Integer, Integer> MOST = Map.of(CHAT_INPUT, 100, 2, 5, 3, 5);

  private static final Pattern NAME = Pattern.compile("[-_\\p{Ll}\\p{Lo}\\p{N}]{1,32}");

  private static final Set<String> COMMAND = Set.of(
      "id",
      "type",
      "name",
      "name_localizations",
      "description",
      "description_localizations",
      "options",
      "default_member_permissions",
      "dm_permission",
      "integration_types",
      "contexts",
      "nsfw");

  private static final Set<String> OPTION = Set.of(
      "type",
      "name",
      "name_localizations",
      "description",
      "description_localizations",
      "required",
      "choices",
      "options",
      "channel_types",
      "min_value",
      "max_value",
      "min_length",
      "max_length",
      "autocomplete");

  /** Types of options whose values are completed or chosen: text, whole number, number. */
  private static final Set<Integer> TYPED = Set.of(3, 4, 10);

  private CommandJudge() {}

  static List<String> of(JsonNode commands) {
    List<String> wrong = new ArrayList<>();
    need(commands.isArray(), "commands: no list", wrong);
    MOST.forEach((type, max) -> {
      int number = 0;
      for (JsonNode one : commands) {
        number += one.path("type").asInt(CHAT_INPUT) == type ? 1 : 0;
      }
      most("commands of type " + type, number, max, wrong);
    });
    Set<String> names = new HashSet<>();
    for (JsonNode one : commands) {
      need(
          names.add(one.path("type").asInt(CHAT_INPUT) + text(one, "name")),
          "command twice: " + text(one, "name"),
          wrong);
      command(one, wrong);
    }
    return wrong;
  }

  private static void command(JsonNode command, List<String> wrong) {
    fields("command", command, COMMAND, wrong);
    if (command.path("type").asInt(CHAT_INPUT) != CHAT_INPUT) {
      between("characters of name", text(command, "name").length(), 1, 32, wrong);
      need(text(command, "description").isEmpty(), "description: not for a menu", wrong);
      need(command.path("options").isEmpty(), "options: not for a menu", wrong);
      return;
    }
    named(command, wrong);
    options(command, 0, wrong);
    most("characters of " + text(command, "name"), size(command), SIZE, wrong);
  }

  private static void named(JsonNode node, List<String> wrong) {
    name(text(node, "name"), wrong);
    node.path("name_localizations").forEach(one -> name(one.asText(), wrong));
    between(
        "characters of the description of " + text(node, "name"),
        text(node, "description").length(),
        1,
        100,
        wrong);
    node.path("description_localizations")
        .forEach(
            one -> between("characters of a description", one.asText().length(), 1, 100, wrong));
  }

  private static void name(String name, List<String> wrong) {
    need(
        NAME.matcher(name).matches() && name.equals(name.toLowerCase(Locale.ROOT)),
        "name: " + name,
        wrong);
  }

  /**
   * @param depth 0 in a command, 1 in a group, 2 in a subcommand
   */
  private static void options(JsonNode outer, int depth, List<String> wrong) {
    String where = text(outer, "name");
    most("options of " + where, outer.path("options").size(), 25, wrong);
    Set<String> names = new HashSet<>();
    boolean optional = false;
    int inner = 0;
    for (JsonNode option : outer.path("options")) {
      int type = option.path("type").asInt();
      need(names.add(text(option, "name")), "option twice: " + text(option, "name"), wrong);
      need(
          !optional || !option.path("required").asBoolean(),
          "required after optional: " + text(option, "name"),
          wrong);
      optional |= !option.path("required").asBoolean() && type > GROUP;
      inner += type <= GROUP ? 1 : 0;
      boolean fits = depth == 0 || (depth == 1 ? type == SUBCOMMAND : type > GROUP);
      need(fits, "cannot stand there: " + text(option, "name"), wrong);
      option(option, type, wrong);
    }
    need(
        inner == 0 || inner == outer.path("options").size(),
        "subcommands beside options in " + where,
        wrong);
  }

  private static void option(JsonNode option, int type, List<String> wrong) {
    fields("option", option, OPTION, wrong);
    between("type of an option", type, 1, 11, wrong);
    named(option, wrong);
    if (type <= GROUP) {
      need(type != GROUP || !option.path("options").isEmpty(), "an empty group", wrong);
      options(option, type == GROUP ? 1 : 2, wrong);
      return;
    }
    need(option.path("options").isEmpty(), "options in an option", wrong);
    boolean completed = option.path("autocomplete").asBoolean();
    boolean chosen = !option.path("choices").isEmpty();
    need(!completed || !chosen, "completed and with choices", wrong);
    need(!completed && !chosen || TYPED.contains(type), "choices of type " + type, wrong);
    between("min_length", option.path("min_length").asInt(0), 0, 6_000, wrong);
    between("max_length", option.path("max_length").asInt(6_000), 1, 6_000, wrong);
    most("choices", option.path("choices").size(), 25, wrong);
    Set<String> names = new HashSet<>();
    for (JsonNode choice : option.path("choices")) {
      fields("choice", choice, Set.of("name", "name_localizations", "value"), wrong);
      between("characters of a choice's name", text(choice, "name").length(), 1, 100, wrong);
      between("characters of a choice's value", text(choice, "value").length(), 1, 100, wrong);
      need(names.add(text(choice, "name")), "choice twice: " + text(choice, "name"), wrong);
    }
  }

  /** Names, descriptions and values of all of it. Where there are translations, the longest counts. */
  private static int size(JsonNode node) {
    int sum = longest(node, "name")
        + longest(node, "description")
        + text(node, "value").length();
    for (JsonNode inner : node.path("options")) {
      sum += size(inner);
    }
    for (JsonNode inner : node.path("choices")) {
      sum += size(inner);
    }
    return sum;
  }

  private static int longest(JsonNode node, String field) {
    int longest = text(node, field).length();
    for (JsonNode one : node.path(field + "_localizations")) {
      longest = Math.max(longest, one.asText().length());
    }
    return longest;
  }
}
