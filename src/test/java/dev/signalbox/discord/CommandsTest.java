package dev.signalbox.discord;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.signalbox.talk.language.Argument;
import dev.signalbox.talk.language.Catalogue;
import dev.signalbox.talk.language.Verb;
import dev.signalbox.talk.language.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.dv8tion.jda.api.interactions.DiscordLocale;
import net.dv8tion.jda.api.interactions.commands.build.CommandData;
import org.junit.jupiter.api.Test;

/** The commands as Discord is told of them are those of the catalogue, and Discord takes them. */
class CommandsTest {

  private static final Path FILE = Path.of("manifests/discord/commands.json");
  private static final ObjectMapper JSON = new ObjectMapper()
      .enable(SerializationFeature.INDENT_OUTPUT)
      .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  /** {@code mvn test -Dtest=CommandsTest -Dsignalbox.manifests=write} writes the file anew. */
  @Test
  void the_file_is_what_the_code_says() throws IOException {
    Object sorted = JSON.treeToValue(json(Commands.all()), Object.class);
    String drawn = JSON.writeValueAsString(sorted) + "\n";
    if ("write".equals(System.getProperty("signalbox.manifests"))) {
      Files.createDirectories(FILE.getParent());
      Files.writeString(FILE, drawn);
    }
    assertThat(FILE).content().isEqualTo(drawn);
  }

  private static ArrayNode json(List<CommandData> commands) {
    ArrayNode all = JSON.createArrayNode();
    commands.forEach(command -> all.add(Sent.json(command)));
    return all;
  }

  private static Map<String, JsonNode> byName(JsonNode list) {
    Map<String, JsonNode> named = new TreeMap<>();
    list.forEach(one -> named.put(one.path("name").asText(), one));
    return named;
  }

  @Test
  void discord_takes_them() {
    assertThat(CommandJudge.of(json(Commands.all()))).isEmpty();
  }

  @Test
  void each_verb_is_there_with_all_its_arguments_the_needed_ones_first() {
    Map<String, JsonNode> commands = byName(json(Commands.all()));
    for (Verb verb : Catalogue.verbs()) {
      JsonNode command = verb.noun().isEmpty()
          ? commands.get(verb.name())
          : byName(commands.get(verb.noun()).path("options")).get(verb.name());
      assertThat(command).as(verb.typed()).isNotNull();
      Map<String, JsonNode> options = byName(command.path("options"));
      assertThat(options).hasSameSizeAs(verb.arguments());
      for (Argument argument : verb.arguments()) {
        JsonNode option = options.get(argument.name());
        assertThat(option.path("required").asBoolean())
            .as(verb.typed() + " " + argument.name())
            .isEqualTo(argument.required() && argument.type() != Argument.Type.TASK);
      }
    }
  }

  @Test
  void nouns_whose_verbs_are_all_for_admins_are_hidden_from_others_and_no_other() {
    List<String> hidden = new ArrayList<>();
    for (JsonNode command : json(Commands.all())) {
      if (command.path("default_member_permissions").asText().equals("0")) {
        hidden.add(command.path("name").asText());
      }
    }
    assertThat(hidden).containsExactlyInAnyOrder("setup", "reload", "config", "team", "doctor");
  }

  @Test
  void they_are_for_a_server_and_not_for_private_messages() {
    for (JsonNode command : json(Commands.all())) {
      assertThat(command.path("contexts")).extracting(JsonNode::asText).containsExactly("0");
      assertThat(command.path("integration_types"))
          .extracting(JsonNode::asText)
          .containsExactly("0");
    }
  }

  @Test
  void what_is_translated_is_told_in_every_language_and_cut_to_what_fits() {
    List<CommandData> translated = Commands.all(key -> Map.of(
        DiscordLocale.GERMAN,
        "de " + Words.raw(key) + " und noch viel mehr".repeat(8),
        DiscordLocale.JAPANESE,
        "日本"));
    JsonNode all = json(translated);
    assertThat(CommandJudge.of(all)).isEmpty();
    List<JsonNode> described = new ArrayList<>();
    described(all, described);
    assertThat(described).hasSizeGreaterThan(100).allSatisfy(one -> {
      JsonNode words = one.path("description_localizations");
      assertThat(words.path("de").asText()).startsWith("de ").hasSize(90).endsWith("…");
      assertThat(words.path("ja").asText()).isEqualTo("日本");
    });
    JsonNode menu = byName(all).get("Make a task");
    assertThat(menu.at("/name_localizations/ja").asText()).isEqualTo("日本");
    assertThat(menu.at("/name_localizations/de").asText().length()).isLessThanOrEqualTo(32);
  }

  private static void described(JsonNode list, List<JsonNode> found) {
    for (JsonNode one : list) {
      if (!one.path("description").asText().isEmpty()) {
        found.add(one);
      }
      described(one.path("options"), found);
    }
  }
}
