package dev.signalbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What stands in the channels and threads, by Discord's rules. Guarded by itself. */
public final class FakeRooms {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** How long a nonce is known. */
  private static final Duration NONCE = Duration.ofMinutes(2);

  private static final int THREAD_STARTER = 21;
  private static final int PIN_NOTICE = 6;

  private final FakeDiscord discord;
  private final InstantSource clock;
  private final Snowflakes ids;
  private final List<Posted> messages = new ArrayList<>();
  private final Map<String, Posted> nonces = new HashMap<>();

  public final FakeThreads threads;

  /** Whether a message that is asked for again says which nonce it came with. */
  public volatile boolean keepsNonces;

  FakeRooms(FakeDiscord discord, InstantSource clock, Snowflakes ids) {
    this.discord = discord;
    this.clock = clock;
    this.ids = ids;
    this.threads = new FakeThreads(discord, clock);
  }

  // -- what a test says and sees --------------------------------------------------------------

  /** As if two minutes went by: the next post makes a message whatever its nonce. */
  public synchronized void forgetNonces() {
    nonces.clear();
  }

  /** Somebody with the right to do so deletes a message. */
  public void delete(Posted message) {
    gone(message);
  }

  /** Somebody who is no bot of ours writes something. */
  public Posted says(String user, String channel, String text) {
    Posted said = new Posted(channel, ids.next(), 0, user, "", clock.instant(), null);
    said.take(JSON.createObjectNode().put("content", text));
    said.calls();
    store(said);
    return said;
  }

  /** All that people and bots wrote, oldest first, without what was deleted. */
  synchronized List<Posted> all() {
    return messages.stream()
        .filter(one -> one.type != THREAD_STARTER && one.type != PIN_NOTICE)
        .filter(one -> discord.guild.has(threads.parent(one.channel)))
        .toList();
  }

  // -- messages -------------------------------------------------------------------------------

  ObjectNode create(Asked asked) {
    String channel = asked.id(0);
    threads.need(channel, FakeGuild.SEND, FakeGuild.SEND_IN_THREADS);
    discord.judge(asked.kind(), Judge.create(asked.body()));
    String nonce = asked.body().path("nonce").asText();
    Posted posted;
    boolean fresh;
    synchronized (this) {
      Posted before = nonces.get(nonce);
      fresh = before == null || before.at.plus(NONCE).isBefore(clock.instant());
      posted = fresh ? made(channel, nonce, asked.body()) : before;
    }
    if (fresh) {
      threads.revive(channel);
      store(posted);
    }
    return json(posted).put("nonce", nonce);
  }

  private Posted made(String channel, String nonce, JsonNode body) {
    Posted posted =
        new Posted(channel, ids.next(), 0, FakeDiscord.BOT_USER, nonce, clock.instant(), null);
    posted.take(body);
    posted.calls();
    nonces.put(nonce, posted);
    return posted;
  }

  /** An answer to an interaction, which is in no channel as long as nobody stores it. */
  Posted answer(String channel, int type, ObjectNode more) {
    return new Posted(channel, ids.next(), type, FakeDiscord.BOT_USER, "", clock.instant(), more);
  }

  void store(Posted posted) {
    synchronized (this) {
      messages.add(posted);
    }
    threads.counts(posted.channel, 1);
    discord.gateway.dispatch("MESSAGE_CREATE", told(posted));
  }

  ObjectNode get(Asked asked) {
    threads.need(asked.id(0), FakeGuild.READ_HISTORY, FakeGuild.READ_HISTORY);
    return json(find(asked));
  }

  ObjectNode edit(Asked asked) {
    threads.need(asked.id(0), 0, 0);
    Posted found = find(asked);
    if (threads.archived(asked.id(0))) {
      throw new No(No.THREAD_ARCHIVED);
    }
    if (!found.author.equals(FakeDiscord.BOT_USER)) {
      throw new No(50005);
    }
    edit(asked.kind(), found, asked.body());
    return json(found);
  }

  /** An edit from wherever: by its channel, or by the token of an interaction. */
  void edit(String kind, Posted found, JsonNode body) {
    discord.judge(kind, Judge.edit(body, found.v2()));
    found.take(body);
    found.edited(clock.instant());
    if (stored(found)) {
      discord.gateway.dispatch("MESSAGE_UPDATE", told(found));
    }
  }

  /** What was “thinking” says what it is about. That calls people, as it is new to them. */
  void fill(String kind, Posted found, JsonNode body) {
    discord.judge(kind, Judge.edit(body, found.v2()));
    found.take(body);
    found.flags &= ~Posted.LOADING;
    found.calls();
    if (stored(found)) {
      discord.gateway.dispatch("MESSAGE_UPDATE", told(found));
    }
  }

  @Nullable
  ObjectNode remove(Asked asked) {
    threads.need(asked.id(0), 0, 0);
    gone(find(asked));
    return null;
  }

  /** It is there no longer. */
  void gone(Posted message) {
    message.deleted = true;
    boolean was;
    synchronized (this) {
      was = messages.remove(message);
    }
    if (was) {
      threads.counts(message.channel, -1);
      discord.gateway.dispatch(
          "MESSAGE_DELETE",
          JSON.createObjectNode()
              .put("id", message.id)
              .put("channel_id", message.channel)
              .put("guild_id", FakeDiscord.GUILD));
    }
  }

  @Nullable
  ObjectNode pin(Asked asked) {
    threads.need(asked.id(0), FakeGuild.PIN, FakeGuild.PIN);
    Posted found = find(asked);
    if (!found.pinned) {
      found.pinned = true;
      ObjectNode what = JSON.createObjectNode();
      what.putObject("message_reference")
          .put("message_id", found.id)
          .put("channel_id", found.channel)
          .put("guild_id", FakeDiscord.GUILD);
      store(answer(found.channel, PIN_NOTICE, what));
    }
    return null;
  }

  @Nullable
  ObjectNode unpin(Asked asked) {
    threads.need(asked.id(0), FakeGuild.PIN, FakeGuild.PIN);
    find(asked).pinned = false;
    return null;
  }

  /** A page of a channel, newest first: around a message, before it, after it, or the newest. */
  ArrayNode list(Asked asked) {
    threads.need(asked.id(0), FakeGuild.READ_HISTORY, FakeGuild.READ_HISTORY);
    int limit = asked.number("limit", 50);
    discord.judge(asked.kind(), limit < 1 || limit > 100 ? List.of("limit: " + limit) : List.of());
    List<Posted> there = in(asked.id(0));
    List<Posted> page = new ArrayList<>();
    if (asked.query().containsKey("after")) {
      List<Posted> after = after(there, asked.query().get("after"));
      page.addAll(after.subList(0, Math.min(limit, after.size())));
    } else if (asked.query().containsKey("around")) {
      String middle = asked.query().get("around");
      page.addAll(newest(before(there, middle), limit / 2));
      there.stream().filter(one -> one.id.equals(middle)).forEach(page::add);
      List<Posted> after = after(there, middle);
      page.addAll(after.subList(0, Math.min(limit - page.size(), after.size())));
    } else {
      String before = asked.query().get("before");
      page.addAll(newest(before == null ? there : before(there, before), limit));
    }
    Collections.reverse(page);
    ArrayNode answer = JSON.createArrayNode();
    page.forEach(one -> answer.add(json(one)));
    return answer;
  }

  private static List<Posted> after(List<Posted> there, String id) {
    return there.stream().filter(one -> number(one.id) > number(id)).toList();
  }

  private static List<Posted> before(List<Posted> there, String id) {
    return there.stream().filter(one -> number(one.id) < number(id)).toList();
  }

  private static List<Posted> newest(List<Posted> there, int limit) {
    return there.subList(Math.max(0, there.size() - limit), there.size());
  }

  private static long number(String id) {
    return Long.parseLong(id);
  }

  private synchronized List<Posted> in(String channel) {
    return messages.stream()
        .filter(one -> one.channel.equals(channel))
        .sorted(Comparator.comparingLong(one -> number(one.id)))
        .toList();
  }

  // -- threads --------------------------------------------------------------------------------

  /** A thread from a message, which gets its id. */
  ObjectNode begin(Asked asked) {
    discord.guild.need(asked.id(0), FakeGuild.START_THREADS);
    Posted from = find(asked);
    discord.judge(asked.kind(), Judge.thread(asked.body()));
    if (from.threaded) {
      throw new No(No.THREAD_EXISTS);
    }
    from.threaded = true;
    ObjectNode thread = threads.begin(from, asked.body());
    discord.gateway.dispatch("MESSAGE_UPDATE", told(from));
    ObjectNode what = JSON.createObjectNode();
    what.putObject("message_reference")
        .put("message_id", from.id)
        .put("channel_id", from.channel)
        .put("guild_id", FakeDiscord.GUILD);
    synchronized (this) {
      messages.add(answer(from.id, THREAD_STARTER, what));
    }
    return thread;
  }

  // -- all of them ----------------------------------------------------------------------------

  private synchronized boolean stored(Posted message) {
    return messages.contains(message);
  }

  private Posted find(Asked asked) {
    return find(asked.id(0), asked.id(1)).orElseThrow(() -> new No(No.UNKNOWN_MESSAGE));
  }

  synchronized Optional<Posted> find(String channel, String id) {
    return messages.stream()
        .filter(one -> one.channel.equals(channel) && one.id.equals(id))
        .findFirst();
  }

  ObjectNode json(Posted message) {
    ObjectNode node = message.json(discord.guild);
    if (message.threaded && threads.has(message.id)) {
      node.set("thread", threads.json(message.id));
    }
    if (keepsNonces && !message.nonce.isEmpty()) {
      node.put("nonce", message.nonce);
    }
    return node;
  }

  private ObjectNode told(Posted message) {
    ObjectNode node = json(message).put("guild_id", FakeDiscord.GUILD);
    if (!message.nonce.isEmpty()) {
      node.put("nonce", message.nonce);
    }
    ObjectNode member = discord.guild.member(message.author);
    member.remove("user");
    node.set("member", member);
    return node;
  }
}
