package dev.signalbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.discord.Widgets.Button;
import dev.signalbox.discord.Widgets.Select;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message as it stands in a channel or a thread of {@link FakeDiscord}, or before one person. */
public final class Posted {

  /** Says that it carries components of the second version. */
  static final int V2 = 1 << 15;

  static final int EPHEMERAL = 1 << 6;
  static final int LOADING = 1 << 7;
  static final int SILENT = 1 << 12;
  private static final int HAS_THREAD = 1 << 5;

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Of the channel, or of the thread: both are channels to Discord. */
  public final String channel;

  public final String id;

  /** 0 is an ordinary one, 20 and 23 are answers to a command; others are Discord's own. */
  public final int type;

  public final String author;

  /** What it was posted with; empty for what is not posted by hand. */
  public final String nonce;

  public volatile String content = "";
  public volatile JsonNode components = JSON.createArrayNode();
  public volatile JsonNode embeds = JSON.createArrayNode();
  public volatile int flags;
  public volatile int edits;
  public volatile boolean pinned;
  public volatile boolean deleted;

  /**
   * Whom it called when it came: ids of users, {@code &id} of roles, {@code everyone}. Edits call
   * nobody. A silent message calls them too, without a sound.
   */
  public volatile List<String> mentions = List.of();

  /** The thread that was begun from it has its id. */
  volatile boolean threaded;

  volatile @Nullable Instant edited;
  final Instant at;
  private volatile List<String> named = List.of();
  private final @Nullable ObjectNode more;

  Posted(
      String channel,
      String id,
      int type,
      String author,
      String nonce,
      Instant at,
      @Nullable ObjectNode more) {
    this.channel = channel;
    this.id = id;
    this.type = type;
    this.author = author;
    this.nonce = nonce;
    this.at = at;
    this.more = more;
  }

  /** Takes what was sent; what an edit does not name stays. */
  void take(JsonNode body) {
    if (body.hasNonNull("content")) {
      content = body.path("content").asText();
    }
    if (body.has("components")) {
      ArrayNode copy = body.path("components").isArray()
          ? body.path("components").deepCopy()
          : JSON.createArrayNode();
      Widgets.number(copy);
      components = copy;
    }
    if (body.has("embeds")) {
      embeds = body.path("embeds").deepCopy();
      embeds.forEach(embed -> ((ObjectNode) embed).put("type", "rich"));
    }
    if (body.hasNonNull("flags")) {
      flags = body.path("flags").asInt() | flags & (V2 | EPHEMERAL | SILENT);
    }
    named = Pings.in(said(), body.path("allowed_mentions"));
  }

  synchronized void edited(Instant now) {
    edited = now;
    edits++;
  }

  /** It comes into being: whom it names is called. */
  void calls() {
    mentions = named;
  }

  private String said() {
    return content + "\n" + Widgets.text(components);
  }

  /** What a person reads: markdown as it was sent, without the buttons. */
  public String shown() {
    StringBuilder all = new StringBuilder(said().strip());
    for (JsonNode embed : embeds) {
      all.append('\n').append(embed.path("title").asText());
      all.append('\n').append(embed.path("description").asText());
    }
    return all.toString().strip();
  }

  public List<Button> buttons() {
    return Widgets.buttons(components);
  }

  /** The button with that label. */
  public Button button(String label) {
    return buttons().stream()
        .filter(one -> one.label().equals(label))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + label + " on " + shown()));
  }

  public List<Select> selects() {
    return Widgets.selects(components);
  }

  /** Nobody's telephone makes a sound. */
  public boolean silent() {
    return (flags & SILENT) != 0;
  }

  boolean v2() {
    return (flags & V2) != 0;
  }

  /** As Discord tells it, without its nonce and its thread. */
  ObjectNode json(FakeGuild guild) {
    ObjectNode node = JSON.createObjectNode()
        .put("id", id)
        .put("channel_id", channel)
        .put("type", type)
        .put("content", content)
        .put("timestamp", at.toString())
        .put("edited_timestamp", edited == null ? null : edited.toString())
        .put("tts", false)
        .put("mention_everyone", named.contains("everyone") || named.contains("here"))
        .put("pinned", pinned)
        .put("flags", flags | (threaded ? HAS_THREAD : 0));
    node.set("author", guild.user(author));
    node.set("components", components.deepCopy());
    node.set("embeds", embeds.deepCopy());
    node.putArray("attachments");
    ArrayNode users = node.putArray("mentions");
    ArrayNode roles = node.putArray("mention_roles");
    for (String one : named) {
      if (one.startsWith("&")) {
        roles.add(one.substring(1));
      } else if (!one.matches("\\D+")) {
        users.add(guild.user(one));
      }
    }
    if (more != null) {
      node.setAll(more.deepCopy());
    }
    return node;
  }
}
