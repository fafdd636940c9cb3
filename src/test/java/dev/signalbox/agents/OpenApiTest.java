package dev.signalbox.agents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import dev.signalbox.board.Refusal;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OpenApiTest {

  private static final Path MANIFEST = Path.of("manifests/openapi.yaml");

  private final JsonNode document = OpenApi.document();
  private World world;

  @AfterEach
  void close() {
    if (world != null) {
      world.close();
    }
  }

  /** {@code mvn test -Dtest=OpenApiTest -Dsignalbox.manifests=write} writes the file anew. */
  @Test
  void the_manifest_is_what_the_code_says() throws IOException {
    String yaml = "# Made from the code; a test compares it. To write it anew:\n"
        + "# mvn test -Dtest=OpenApiTest -Dsignalbox.manifests=write\n"
        + new ObjectMapper(new YAMLFactory()
                .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                .disable(YAMLGenerator.Feature.SPLIT_LINES)
                .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR))
            .writeValueAsString(document);
    if ("write".equals(System.getProperty("signalbox.manifests"))) {
      Files.createDirectories(MANIFEST.getParent());
      Files.writeString(MANIFEST, yaml);
    }

    assertThat(MANIFEST).content().isEqualTo(yaml);
    assertThat(new ObjectMapper(new YAMLFactory()).readTree(yaml)).isEqualTo(document);
  }

  @Test
  void another_parser_finds_nothing_wrong_with_it() throws IOException {
    SwaggerParseResult result = new OpenAPIV3Parser().readContents(Files.readString(MANIFEST));

    assertThat(result.getMessages()).isEmpty();
    assertThat(result.isOpenapi31()).isTrue();
    String broken = Files.readString(MANIFEST).replace("operationId: webhook", "operationIt: x");
    assertThat(new OpenAPIV3Parser().readContents(broken).getMessages()).isNotEmpty();
  }

  @Test
  void it_is_served_to_everybody() {
    world = new World();

    var answer = world.send(world.request("/openapi.json").build());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json()).isEqualTo(document);
  }

  @Test
  void every_verb_and_every_code_is_in_it() {
    JsonNode schemas = document.at("/components/schemas");
    List<String> codes = new ArrayList<>();
    schemas.at("/Problem/properties/code/enum").forEach(code -> codes.add(code.asText()));
    for (Verb verb : Verb.values()) {
      assertThat(schemas.has("Ask." + verb.word())).isTrue();
      assertThat(document.at("/components/requestBodies/Verb/content").toString())
          .contains("#/components/schemas/Ask." + verb.word());
    }
    for (Refusal.Code code : Refusal.Code.values()) {
      assertThat(codes).contains(code.word());
    }
    for (String code : codes) {
      assertThat(document.at("/components/responses").toString()).contains("\"code\":\"" + code);
    }
    assertThat(codes)
        .contains("bad_json", "unknown_field", "bad_token", "identity_mismatch", "over_quota");
  }

  @Test
  void every_reference_leads_somewhere_and_every_schema_is_used() {
    Set<String> used = new HashSet<>();
    references(document, used);

    for (String reference : used) {
      assertThat(document.at(reference.substring(1)).isMissingNode())
          .as(reference)
          .isFalse();
    }
    document
        .at("/components/schemas")
        .fieldNames()
        .forEachRemaining(name -> assertThat(used).contains("#/components/schemas/" + name));
  }

  @Test
  void every_field_of_a_request_says_what_it_is() {
    for (Verb verb : Verb.values()) {
      JsonNode fields = document.at("/components/schemas/Ask." + verb.word() + "/properties");
      for (Map.Entry<String, JsonNode> field : fields.properties()) {
        assertThat(field.getKey().equals(Form.TYPE) || field.getValue().has("description"))
            .as(verb.word() + "." + field.getKey())
            .isTrue();
      }
    }
  }

  @Test
  void every_example_is_accepted_by_the_real_server_when_its_time_has_come() {
    world = new World();
    for (String title : List.of("One", "Two")) {
      ok("kai", "{\"type\":\"new\",\"title\":\"" + title + "\"}");
    }
    ok("ada", Verb.CLAIM.example());
    ok("ada", Verb.HEARTBEAT.example());
    ok("ada", Verb.NOTE.example());
    ok("ada", Verb.NEW.example());
    long token =
        world.post("ada", Verb.ACQUIRE.example()).json().at("/grant/token").asLong();
    ok("ada", Verb.GIVE_BACK.example().replace("17", String.valueOf(token)));
    ok("ada", Verb.REPORT_LIMIT.example());
    ok("quill", Verb.LEAVE.example());
    ok("quill", "{\"type\":\"next\"}");
    ok("ada", Verb.SUBMIT.example());
    ok("quill", Verb.FAIL.example());
    ok("kai", Verb.LEAVE_LINE.example());
    ok("ada", Verb.NEXT.example());

    for (Verb verb : List.of(Verb.RELEASE, Verb.STUCK)) {
      fresh();
      ok("ada", verb.example());
    }
    fresh();
    ok("quill", "{\"type\":\"next\"}");
    ok("ada", Verb.SUBMIT.example());
    ok("quill", Verb.PASS.example());
  }

  @Test
  void answers_have_the_fields_that_are_described() {
    fresh();
    described("Answer", world.post("ada", "{\"type\":\"heartbeat\"}").json());
    described("Answer", world.post("ada", Verb.ACQUIRE.example()).json());
    described("ResourcePage", world.get("ada", "/v1/resources").json());
    described("Why", world.get("ada", "/v1/tasks/T-1/why").json());
    described("BoardView", world.get("ada", "/v1/board").json());
    described("TaskPage", world.get("ada", "/v1/tasks").json());
    described("TaskDetails", world.get("ada", "/v1/tasks/T-1").json());
    described("AgentPage", world.get("ada", "/v1/agents").json());
    described("EventPage", world.get("ada", "/v1/events").json());
  }

  /** A new world in which ada holds T-1 at epoch 1. */
  private void fresh() {
    close();
    world = new World();
    ok("kai", "{\"type\":\"new\",\"title\":\"One\"}");
    ok("kai", "{\"type\":\"new\",\"title\":\"Two\"}");
    ok("ada", Verb.CLAIM.example());
  }

  private void ok(String agent, String body) {
    var answer = world.post(agent, body);
    assertThat(answer.status()).as(body + " -> " + answer.body()).isEqualTo(200);
  }

  /** The answer has exactly the fields of its schema, all the way down. */
  private void described(String schema, JsonNode answer) {
    described(document.at("/components/schemas/" + schema), answer, schema);
  }

  private void described(JsonNode schema, JsonNode value, String where) {
    if (schema.has("$ref")) {
      described(document.at(schema.path("$ref").asText().substring(1)), value, where);
    } else if (schema.has("anyOf")) {
      if (!value.isNull()) {
        described(schema.at("/anyOf/0"), value, where);
      }
    } else if (schema.has("allOf")) {
      Set<String> names = new HashSet<>();
      for (JsonNode part : schema.path("allOf")) {
        document
            .at(part.path("$ref").asText().substring(1))
            .path("properties")
            .fieldNames()
            .forEachRemaining(names::add);
      }
      assertThat(names(value)).as(where).isEqualTo(names);
    } else if (schema.has("properties")) {
      assertThat(names(value)).as(where).isEqualTo(names(schema.path("properties")));
      for (Map.Entry<String, JsonNode> field : schema.path("properties").properties()) {
        described(field.getValue(), value.path(field.getKey()), where + "." + field.getKey());
      }
    } else if (schema.has("items")) {
      value.forEach(each -> described(schema.path("items"), each, where));
    } else {
      String type = value.getNodeType().name().toLowerCase(Locale.ROOT);
      String json = type.equals("number") ? "integer" : type;
      assertThat(schema.path("type").toString()).as(where + ": " + value).contains(json);
    }
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new HashSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static void references(JsonNode node, Set<String> found) {
    for (Iterator<JsonNode> children = node.elements(); children.hasNext(); ) {
      references(children.next(), found);
    }
    if (node.has("$ref")) {
      found.add(node.path("$ref").asText());
    }
    node.path("mapping").forEach(each -> found.add(each.asText()));
  }
}
