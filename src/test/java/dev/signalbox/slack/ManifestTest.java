package dev.signalbox.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.google.gson.Gson;
import com.slack.api.model.manifest.AppManifest;
import com.slack.api.util.json.GsonFactory;
import dev.signalbox.talk.language.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ManifestTest {

  private static final Path FILE = Path.of("manifests/slack/app-manifest.yaml");

  /** What Slack wants of an app that listens to an event: any one of them. */
  private static final Map<String, Set<String>> SCOPES_OF_EVENTS = Map.of(
      "app_home_opened", Set.of(),
      "app_mention", Set.of("app_mentions:read"),
      "member_joined_channel", Set.of("channels:read", "groups:read"));

  /** What the methods that are called want, in public and private channels. */
  private static final Map<String, Set<String>> SCOPES_OF_METHODS = Map.of(
      "chat.postMessage", Set.of("chat:write"),
      "conversations.history", Set.of("channels:history", "groups:history"),
      "slash command", Set.of("commands"),
      "pins.add", Set.of("pins:write"));

  private final JsonNode document = Manifest.document();

  /** {@code mvn test -Dtest=ManifestTest -Dsignalbox.manifests=write} writes the file anew. */
  @Test
  void the_file_is_what_the_code_says() throws IOException {
    String yaml = "# Made from the code; a test compares it. To write it anew:\n"
        + "# mvn test -Dtest=ManifestTest -Dsignalbox.manifests=write\n"
        + new ObjectMapper(new YAMLFactory()
                .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                .disable(YAMLGenerator.Feature.SPLIT_LINES)
                .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR))
            .writeValueAsString(document);
    if ("write".equals(System.getProperty("signalbox.manifests"))) {
      Files.createDirectories(FILE.getParent());
      Files.writeString(FILE, yaml);
    }
    assertThat(FILE).content().isEqualTo(yaml);
    assertThat(new ObjectMapper(new YAMLFactory()).readTree(yaml)).isEqualTo(document);
  }

  @Test
  void slacks_own_model_of_it_loses_nothing() throws IOException {
    assertThat(throughModel(document.toString())).isEqualTo(document);
    String misspelt = document.toString().replace("usage_hint", "usage_hit");
    assertThat(throughModel(misspelt)).isNotEqualTo(new ObjectMapper().readTree(misspelt));
  }

  private static JsonNode throughModel(String json) throws IOException {
    Gson gson = GsonFactory.createSnakeCase();
    return new ObjectMapper().readTree(gson.toJson(gson.fromJson(json, AppManifest.class)));
  }

  @Test
  void every_event_and_every_method_has_its_scope_and_no_scope_is_left_over() {
    Set<String> needed = new HashSet<>();
    for (String event : Manifest.EVENTS) {
      assertThat(SCOPES_OF_EVENTS).containsKey(event);
      needed.addAll(SCOPES_OF_EVENTS.get(event));
    }
    SCOPES_OF_METHODS.values().forEach(needed::addAll);
    assertThat(Manifest.SCOPES).containsExactlyInAnyOrderElementsOf(needed);
    assertThat(Manifest.SCOPES).isSorted();
    assertThat(Manifest.EVENTS).isSorted();
  }

  @Test
  void the_hint_names_every_command() {
    List<String> hinted = List.of(Manifest.hint().split(" \\| "));
    Catalogue.verbs().forEach(verb -> assertThat(hinted).contains(verb.typed()));
    assertThat(hinted).hasSameSizeAs(Catalogue.verbs());
  }

  @Test
  void it_is_as_long_as_slack_takes() {
    most("/display_information/name", 35);
    most("/display_information/description", 140);
    most("/display_information/long_description", 4_000);
    assertThat(document.at("/display_information/long_description").asText().length())
        .isGreaterThanOrEqualTo(174);
    most("/features/bot_user/display_name", 80);
    most("/features/shortcuts/0/name", 24);
    most("/features/shortcuts/0/callback_id", 255);
    most("/features/shortcuts/0/description", 150);
    most("/features/slash_commands/0/command", 32);
    most("/features/slash_commands/0/description", 2_000);
    most("/features/slash_commands/0/usage_hint", 1_000);
  }

  private void most(String where, int most) {
    assertThat(document.at(where).asText().length()).as(where).isBetween(1, most);
  }

  @Test
  void events_come_over_a_connection_so_it_names_no_address() {
    assertThat(document.at("/settings/socket_mode_enabled").asBoolean()).isTrue();
    assertThat(document.findValues("request_url")).isEmpty();
    assertThat(document.findValues("url")).isEmpty();
  }
}
