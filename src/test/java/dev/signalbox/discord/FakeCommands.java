package dev.signalbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The commands that the app has registered. Guarded by itself. */
public final class FakeCommands {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final FakeDiscord discord;
  private final Snowflakes ids;
  private final List<ObjectNode> commands = new ArrayList<>();

  FakeCommands(FakeDiscord discord, Snowflakes ids) {
    this.discord = discord;
    this.ids = ids;
  }

  /** As they are stored. */
  public synchronized List<JsonNode> all() {
    return List.copyOf(commands);
  }

  public synchronized void forget() {
    commands.clear();
  }

  public synchronized Optional<ObjectNode> find(String name, int type) {
    return commands.stream()
        .filter(
            one -> one.path("name").asText().equals(name) && one.path("type").asInt() == type)
        .findFirst();
  }

  synchronized ArrayNode get(Asked asked) {
    mine(asked);
    boolean localized =
        asked.query().getOrDefault("with_localizations", "false").equals("true");
    ArrayNode answer = JSON.createArrayNode();
    commands.forEach(one -> answer.add(localized ? one.deepCopy() : bare(one.deepCopy())));
    return answer;
  }

  /** All are replaced; one that was there before keeps its id. */
  synchronized ArrayNode put(Asked asked) {
    mine(asked);
    discord.judge(asked.kind(), CommandJudge.of(asked.body()));
    List<ObjectNode> next = new ArrayList<>();
    asked.body().forEach(one -> next.add(stored(one)));
    commands.clear();
    commands.addAll(next);
    ArrayNode answer = JSON.createArrayNode();
    next.forEach(one -> answer.add(one.deepCopy()));
    return answer;
  }

  private static void mine(Asked asked) {
    if (!asked.id(0).equals(FakeDiscord.APPLICATION)) {
      throw new No(No.MISSING_ACCESS);
    }
  }

  private ObjectNode stored(JsonNode sent) {
    ObjectNode kept = sent.deepCopy();
    int type = sent.path("type").asInt(1);
    String id = find(sent.path("name").asText(), type)
        .map(one -> one.path("id").asText())
        .orElseGet(ids::next);
    kept.put("id", id).put("application_id", FakeDiscord.APPLICATION).put("version", ids.next());
    kept.put("type", type);
    if (!kept.hasNonNull("description")) {
      kept.put("description", "");
    }
    for (String nothing : List.of("default_member_permissions", "name_localizations")) {
      if (!kept.has(nothing)) {
        kept.putNull(nothing);
      }
    }
    if (!kept.has("nsfw")) {
      kept.put("nsfw", false);
    }
    numbers(kept, "contexts");
    numbers(kept, "integration_types");
    if (kept.path("options").isEmpty()) {
      kept.remove("options");
    }
    return kept;
  }

  /** The client sends numbers as strings. */
  private static void numbers(ObjectNode command, String field) {
    if (command.path(field).isArray()) {
      ArrayNode numbers = JSON.createArrayNode();
      command.path(field).forEach(one -> numbers.add(one.asInt()));
      command.set(field, numbers);
    }
  }

  private static ObjectNode bare(ObjectNode node) {
    node.remove(List.of("name_localizations", "description_localizations"));
    node.path("options").forEach(option -> bare((ObjectNode) option));
    node.path("choices").forEach(choice -> ((ObjectNode) choice).remove("name_localizations"));
    return node;
  }
}
