package dev.signalbox.discord;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * The one server (a guild) of {@link FakeDiscord}: its channels, who is there, and what the bot may
 * do. What changes is told on the gateway. Guarded by itself.
 */
public final class FakeGuild {

  public static final long VIEW = 1L << 10;
  public static final long SEND = 1L << 11;
  public static final long MANAGE_MESSAGES = 1L << 13;
  public static final long READ_HISTORY = 1L << 16;
  public static final long MANAGE_THREADS = 1L << 34;
  public static final long START_THREADS = 1L << 35;
  public static final long SEND_IN_THREADS = 1L << 38;
  public static final long PIN = 1L << 51;

  /** What everybody may do; mentioning all and embedding among it. */
  static final long EVERYBODY = VIEW
      | SEND
      | MANAGE_MESSAGES
      | READ_HISTORY
      | MANAGE_THREADS
      | START_THREADS
      | SEND_IN_THREADS
      | PIN
      | 1L << 6
      | 1L << 14
      | 1L << 15
      | 1L << 17
      | 1L << 31;

  private static final class Channel {
    private final String name;
    private long denied;

    private Channel(String name) {
      this.name = name;
    }
  }

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Snowflakes ids;
  private final Map<String, Channel> channels = new LinkedHashMap<>();
  private final Map<String, String> people = new LinkedHashMap<>();
  private final Set<String> strangers = new TreeSet<>();
  private final BiConsumer<String, ObjectNode> gateway;
  private final Supplier<List<ObjectNode>> threads;
  private boolean joined = true;

  FakeGuild(
      Snowflakes ids, BiConsumer<String, ObjectNode> gateway, Supplier<List<ObjectNode>> threads) {
    this.ids = ids;
    this.gateway = gateway;
    this.threads = threads;
    channels.put(FakeDiscord.CHANNEL, new Channel("agents"));
    people.put(FakeDiscord.BOT_USER, "signalbox");
  }

  // -- what a test says -----------------------------------------------------------------------

  /** A further channel; its id is given back. */
  public synchronized String channel(String name) {
    String id = ids.next();
    channels.put(id, new Channel(name));
    tell("CHANNEL_CREATE", channelJson(id));
    return id;
  }

  /** A channel is deleted, with all that stands in it. */
  public synchronized void delete(String channel) {
    ObjectNode gone = channelJson(channel);
    channels.remove(channel);
    tell("CHANNEL_DELETE", gone);
  }

  /** The bot may no longer do this in a channel. */
  public synchronized void deny(String channel, long permissions) {
    channels.get(channel).denied |= permissions;
    tell("CHANNEL_UPDATE", channelJson(channel));
  }

  public synchronized void allow(String channel, long permissions) {
    channels.get(channel).denied &= ~permissions;
    tell("CHANNEL_UPDATE", channelJson(channel));
  }

  /** The bot is put out of the guild. */
  public synchronized void expels() {
    joined = false;
    gateway.accept("GUILD_DELETE", JSON.createObjectNode().put("id", FakeDiscord.GUILD));
  }

  /** The bot is let in again. */
  public void admits() {
    List<ObjectNode> there = threads.get();
    synchronized (this) {
      joined = true;
      gateway.accept("GUILD_CREATE", json(there));
    }
  }

  /** Somebody who is a member and has a name. Who is not told here may still speak. */
  public synchronized void person(String id, String name) {
    people.put(id, name);
    strangers.remove(id);
  }

  /** Somebody is no member (any more). */
  public synchronized void leaves(String id) {
    strangers.add(id);
  }

  // -- what others ask ------------------------------------------------------------------------

  synchronized boolean joined() {
    return joined;
  }

  synchronized boolean has(String channel) {
    return channels.containsKey(channel);
  }

  /** Refuses unless the bot may do all of this in a channel that is there. */
  synchronized void need(String channel, long permissions) {
    if (!channels.containsKey(channel)) {
      throw new No(No.UNKNOWN_CHANNEL);
    }
    long may = may(channel);
    if ((may & VIEW) == 0) {
      throw new No(No.MISSING_ACCESS);
    }
    if ((may & permissions) != permissions) {
      throw new No(No.MISSING_PERMISSIONS);
    }
  }

  /** What the bot may do there. */
  synchronized long may(String channel) {
    Channel there = channels.get(channel);
    return joined && there != null ? EVERYBODY & ~there.denied : 0;
  }

  synchronized ObjectNode user(String id) {
    String name = people.getOrDefault(id, "user-" + id);
    return JSON.createObjectNode()
        .put("id", id)
        .put("username", name)
        .put("global_name", name)
        .put("discriminator", "0")
        .putNull("avatar")
        .put("bot", id.equals(FakeDiscord.BOT_USER))
        .put("public_flags", 0);
  }

  /** As it is asked for: unknown to those who are no members. */
  synchronized ObjectNode memberAsked(String id) {
    if (!joined) {
      throw new No(No.MISSING_ACCESS);
    }
    if (!people.containsKey(id) || strangers.contains(id)) {
      throw new No(No.UNKNOWN_MEMBER);
    }
    return member(id);
  }

  synchronized ObjectNode member(String id) {
    ObjectNode member = JSON.createObjectNode()
        .putNull("nick")
        .putNull("avatar")
        .put("joined_at", "2024-01-01T00:00:00Z")
        .putNull("premium_since")
        .putNull("communication_disabled_until")
        .put("deaf", false)
        .put("mute", false)
        .put("pending", false)
        .put("flags", 0);
    member.putArray("roles");
    member.set("user", user(id));
    return member;
  }

  synchronized ObjectNode channelJson(String id) {
    Channel channel = channels.get(id);
    if (channel == null) {
      throw new No(No.UNKNOWN_CHANNEL);
    }
    ObjectNode node = JSON.createObjectNode()
        .put("id", id)
        .put("guild_id", FakeDiscord.GUILD)
        .put("type", 0)
        .put("name", channel.name)
        .put("position", new ArrayList<>(channels.keySet()).indexOf(id))
        .putNull("topic")
        .putNull("parent_id")
        .putNull("last_message_id")
        .put("nsfw", false)
        .put("rate_limit_per_user", 0)
        .put("flags", 0);
    ArrayNode overwrites = node.putArray("permission_overwrites");
    if (channel.denied != 0) {
      overwrites
          .addObject()
          .put("id", FakeDiscord.BOT_USER)
          .put("type", 1)
          .put("allow", "0")
          .put("deny", Long.toString(channel.denied));
    }
    return node;
  }

  /** All of it, as a session is told at its beginning. */
  synchronized ObjectNode json(List<ObjectNode> threads) {
    ObjectNode node = JSON.createObjectNode()
        .put("id", FakeDiscord.GUILD)
        .put("name", "Fake")
        .put("owner_id", "1100000000000000099")
        .put("preferred_locale", "en-US")
        .put("afk_timeout", 300)
        .put("member_count", people.size())
        .put("large", false)
        .put("unavailable", false)
        .put("joined_at", "2024-01-01T00:00:00Z");
    node.putArray("roles").add(everybody());
    ArrayNode all = node.putArray("channels");
    channels.keySet().forEach(id -> {
      if ((may(id) & VIEW) != 0) {
        all.add(channelJson(id));
      }
    });
    node.putArray("threads").addAll(threads);
    node.putArray("members").add(member(FakeDiscord.BOT_USER));
    for (String empty : List.of(
        "emojis",
        "voice_states",
        "guild_scheduled_events",
        "stickers",
        "features",
        "presences",
        "stage_instances",
        "soundboard_sounds")) {
      node.putArray(empty);
    }
    return node;
  }

  private static ObjectNode everybody() {
    ObjectNode role = JSON.createObjectNode()
        .put("id", FakeDiscord.GUILD)
        .put("name", "@everyone")
        .put("position", 0)
        .put("permissions", Long.toString(EVERYBODY))
        .put("color", 0)
        .put("hoist", false)
        .put("managed", false)
        .put("mentionable", false)
        .put("flags", 0);
    role.putObject("colors")
        .put("primary_color", 0)
        .putNull("secondary_color")
        .putNull("tertiary_color");
    return role;
  }

  private void tell(String event, ObjectNode data) {
    if (joined) {
      gateway.accept(event, data);
    }
  }
}
