package dev.signalbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The threads. Each is a channel whose id is that of the message it began from. Guarded by itself. */
public final class FakeThreads {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final class Strand {
    private final String parent;
    private final Instant begun;
    private String name;
    private int minutes;
    private boolean archived;
    private boolean locked;
    private Instant archiving;
    private int messages;

    private Strand(String parent, Instant begun, String name, int minutes) {
      this.parent = parent;
      this.begun = begun;
      this.archiving = begun;
      this.name = name;
      this.minutes = minutes;
    }
  }

  private final FakeDiscord discord;
  private final InstantSource clock;
  private final Map<String, Strand> threads = new LinkedHashMap<>();

  FakeThreads(FakeDiscord discord, InstantSource clock) {
    this.discord = discord;
    this.clock = clock;
  }

  // -- what a test says and sees --------------------------------------------------------------

  public synchronized boolean has(String thread) {
    return threads.containsKey(thread);
  }

  public synchronized boolean archived(String thread) {
    return threads.containsKey(thread) && threads.get(thread).archived;
  }

  public synchronized String name(String thread) {
    return threads.get(thread).name;
  }

  /** The thread rests: nothing was written in it for long, or somebody closed it. */
  public void archive(String thread) {
    set(thread, true);
  }

  public void delete(String thread) {
    ObjectNode gone = JSON.createObjectNode()
        .put("id", thread)
        .put("guild_id", FakeDiscord.GUILD)
        .put("type", 11);
    synchronized (this) {
      gone.put("parent_id", threads.remove(thread).parent);
    }
    discord.gateway.dispatch("THREAD_DELETE", gone);
  }

  // -- what others ask ------------------------------------------------------------------------

  /** Refuses unless the bot may do this in a channel, or that in a thread of it. */
  void need(String channel, long inChannel, long inThread) {
    String parent = parent(channel);
    discord.guild.need(parent, parent.equals(channel) ? inChannel : inThread);
  }

  /** The channel of a thread, or the channel itself. */
  synchronized String parent(String channel) {
    return threads.containsKey(channel) ? threads.get(channel).parent : channel;
  }

  ObjectNode begin(Posted from, JsonNode body) {
    synchronized (this) {
      threads.put(
          from.id,
          new Strand(
              from.channel,
              clock.instant(),
              body.path("name").asText(),
              body.path("auto_archive_duration").asInt(4320)));
    }
    ObjectNode thread = json(from.id);
    discord.gateway.dispatch("THREAD_CREATE", thread.deepCopy().put("newly_created", true));
    return thread;
  }

  /** Renames, archives, opens again. */
  ObjectNode edit(Asked asked) {
    String id = asked.id(0);
    if (!has(id)) {
      discord.guild.need(id, 1L << 4);
      return discord.guild.channelJson(id);
    }
    need(id, 0, FakeGuild.MANAGE_THREADS);
    JsonNode body = asked.body();
    discord.judge(asked.kind(), Judge.threadEdit(body));
    synchronized (this) {
      Strand thread = threads.get(id);
      if (thread.archived && body.path("archived").asBoolean(true)) {
        throw new No(No.THREAD_ARCHIVED);
      }
      thread.name = body.path("name").asText(thread.name);
      thread.minutes = body.path("auto_archive_duration").asInt(thread.minutes);
      thread.locked = body.path("locked").asBoolean(thread.locked);
    }
    set(id, body.path("archived").asBoolean(archived(id)));
    return json(id);
  }

  ObjectNode get(Asked asked) {
    need(asked.id(0), 0, 0);
    return has(asked.id(0)) ? json(asked.id(0)) : discord.guild.channelJson(asked.id(0));
  }

  ObjectNode remove(Asked asked) {
    need(asked.id(0), 1L << 4, FakeGuild.MANAGE_THREADS);
    ObjectNode gone = get(asked);
    delete(asked.id(0));
    return gone;
  }

  /** Writing in a thread that rests wakes it up. */
  void revive(String channel) {
    if (archived(channel)) {
      set(channel, false);
    }
  }

  private void set(String id, boolean archived) {
    synchronized (this) {
      Strand thread = threads.get(id);
      if (thread.archived != archived) {
        thread.archived = archived;
        thread.archiving = clock.instant();
      }
    }
    discord.gateway.dispatch("THREAD_UPDATE", json(id));
  }

  synchronized void counts(String channel, int by) {
    if (threads.containsKey(channel)) {
      threads.get(channel).messages += by;
    }
  }

  /** Those that do not rest, as a session is told at its beginning. */
  synchronized List<ObjectNode> active() {
    return threads.keySet().stream()
        .filter(id -> !threads.get(id).archived && discord.guild.has(threads.get(id).parent))
        .map(this::json)
        .toList();
  }

  synchronized ObjectNode json(String id) {
    Strand thread = threads.get(id);
    ObjectNode node = JSON.createObjectNode()
        .put("id", id)
        .put("guild_id", FakeDiscord.GUILD)
        .put("parent_id", thread.parent)
        .put("owner_id", FakeDiscord.BOT_USER)
        .put("type", 11)
        .put("name", thread.name)
        .putNull("last_message_id")
        .put("message_count", thread.messages)
        .put("total_message_sent", thread.messages)
        .put("member_count", 1)
        .put("rate_limit_per_user", 0)
        .put("flags", 0);
    node.putObject("thread_metadata")
        .put("archived", thread.archived)
        .put("locked", thread.locked)
        .put("auto_archive_duration", thread.minutes)
        .put("archive_timestamp", thread.archiving.toString())
        .put("create_timestamp", thread.begun.toString());
    node.putObject("member")
        .put("id", id)
        .put("user_id", FakeDiscord.BOT_USER)
        .put("join_timestamp", thread.begun.toString())
        .put("flags", 0);
    return node;
  }
}
