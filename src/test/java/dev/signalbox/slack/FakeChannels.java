package dev.signalbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The channels of {@link FakeSlack} and what stands in them, by Slack's rules. Guarded by itself. */
public final class FakeChannels {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final InstantSource clock;
  private final List<Posted> messages = new ArrayList<>();
  private final Set<String> channels = new HashSet<>();
  private final Set<String> archived = new HashSet<>();
  private final Set<String> left = new HashSet<>();
  private final Map<String, Instant> lastPosts = new HashMap<>();
  private Instant lastTs = Instant.EPOCH;

  /** Whether more than a post a second in a channel is answered with 429. */
  public boolean paced;

  FakeChannels(InstantSource clock) {
    this.clock = clock;
  }

  public synchronized void add(String channel) {
    channels.add(channel);
  }

  public synchronized void remove(String channel) {
    channels.remove(channel);
  }

  public synchronized void archive(String channel) {
    archived.add(channel);
  }

  /** The bot is put out of a channel that everybody may look at. */
  public synchronized void leave(String channel) {
    left.add(channel);
  }

  synchronized ObjectNode info(Map<String, JsonNode> asked) {
    String channel = asked.get("channel").asText();
    if (!channels.contains(channel)) {
      return no("channel_not_found");
    }
    ObjectNode answer = yes();
    answer
        .putObject("channel")
        .put("id", channel)
        .put("name", "room-" + channel.toLowerCase(Locale.ROOT))
        .put("is_archived", archived.contains(channel))
        .put("is_member", !left.contains(channel));
    return answer;
  }

  synchronized List<Posted> all() {
    return List.copyOf(messages);
  }

  public synchronized void delete(String ts) {
    messages.removeIf(message -> message.ts.equals(ts));
  }

  /** Seconds to wait, 0 for none. */
  synchronized int limited(String channel) {
    Instant now = clock.instant();
    Instant last = lastPosts.put(channel, now);
    boolean tooSoon = paced && last != null && now.isBefore(last.plusSeconds(1));
    if (tooSoon) {
      lastPosts.put(channel, last);
    }
    return tooSoon ? 1 : 0;
  }

  synchronized ObjectNode post(Map<String, JsonNode> asked) {
    String channel = asked.get("channel").asText();
    String error = closed(channel);
    if (error != null) {
      return no(error);
    }
    String thread = asked.containsKey("thread_ts") ? asked.get("thread_ts").asText() : null;
    if (thread != null && messages.stream().noneMatch(message -> message.ts.equals(thread))) {
      return no("thread_not_found");
    }
    Posted posted = new Posted(
        channel,
        ts(),
        thread,
        text(asked),
        asked.getOrDefault("blocks", JSON.createArrayNode()),
        asked.getOrDefault("metadata", JSON.createObjectNode()));
    messages.add(posted);
    ObjectNode answer = yes().put("channel", channel).put("ts", posted.ts);
    answer.set("message", shown(posted, true));
    return answer;
  }

  synchronized ObjectNode update(Map<String, JsonNode> asked) {
    String channel = asked.get("channel").asText();
    String error = closed(channel);
    if (error != null) {
      return no(error);
    }
    Posted found = messages.stream()
        .filter(
            one -> one.channel.equals(channel) && one.ts.equals(asked.get("ts").asText()))
        .findFirst()
        .orElse(null);
    if (found == null) {
      return no("message_not_found");
    }
    found.text = text(asked);
    found.blocks = asked.getOrDefault("blocks", found.blocks);
    found.metadata = asked.getOrDefault("metadata", found.metadata);
    found.edits++;
    return yes().put("channel", channel).put("ts", found.ts).put("text", found.text);
  }

  synchronized ObjectNode pin(Map<String, JsonNode> asked) {
    Posted found = messages.stream()
        .filter(one -> one.ts.equals(asked.get("timestamp").asText()))
        .findFirst()
        .orElse(null);
    if (found == null) {
      return no("message_not_found");
    }
    if (found.pinned) {
      return no("already_pinned");
    }
    found.pinned = true;
    return yes();
  }

  /** The channel itself, newest first. */
  synchronized ObjectNode history(Map<String, JsonNode> asked) {
    String channel = asked.get("channel").asText();
    if (!channels.contains(channel)) {
      return no("channel_not_found");
    }
    List<Posted> found = new ArrayList<>(since(asked)
        .filter(message -> message.channel.equals(channel) && message.thread == null)
        .toList());
    found.sort((one, other) -> other.ts.compareTo(one.ts));
    return page(found, asked);
  }

  /** A thread with the message that began it, oldest first. */
  synchronized ObjectNode replies(Map<String, JsonNode> asked) {
    String ts = asked.get("ts").asText();
    if (messages.stream().noneMatch(message -> message.ts.equals(ts))) {
      return no("thread_not_found");
    }
    List<Posted> found = since(asked)
        .filter(message -> ts.equals(message.thread) || ts.equals(message.ts))
        .toList();
    return page(found, asked);
  }

  private Stream<Posted> since(Map<String, JsonNode> asked) {
    String oldest = asked.containsKey("oldest") ? asked.get("oldest").asText() : "0";
    return messages.stream().filter(message -> message.ts.compareTo(oldest) > 0);
  }

  private static ObjectNode page(List<Posted> found, Map<String, JsonNode> asked) {
    int from = asked.containsKey("cursor") ? asked.get("cursor").asInt() : 0;
    int limit = asked.containsKey("limit") ? asked.get("limit").asInt() : 100;
    int to = Math.min(found.size(), from + limit);
    boolean metadata =
        asked.containsKey("include_all_metadata") && Judge.truth(asked.get("include_all_metadata"));
    ObjectNode answer = yes().put("has_more", to < found.size());
    ArrayNode page = answer.putArray("messages");
    found.subList(Math.min(from, to), to).forEach(one -> page.add(shown(one, metadata)));
    answer
        .putObject("response_metadata")
        .put("next_cursor", to < found.size() ? Integer.toString(to) : "");
    return answer;
  }

  private static ObjectNode shown(Posted message, boolean metadata) {
    ObjectNode node = JSON.createObjectNode()
        .put("type", "message")
        .put("ts", message.ts)
        .put("text", message.text)
        .put("bot_id", "B1");
    node.set("blocks", message.blocks);
    if (metadata && !message.metadata.isEmpty()) {
      node.set("metadata", message.metadata);
    }
    return node;
  }

  private String closed(String channel) {
    if (!channels.contains(channel)) {
      return "channel_not_found";
    }
    if (archived.contains(channel)) {
      return "is_archived";
    }
    return left.contains(channel) ? "not_in_channel" : null;
  }

  /** Unique and rising, at the present second. */
  private String ts() {
    Instant now = clock.instant();
    lastTs = now.isAfter(lastTs) ? now : lastTs.plusNanos(1_000);
    return "%d.%06d".formatted(lastTs.getEpochSecond(), lastTs.getNano() / 1_000);
  }

  private static String text(Map<String, JsonNode> asked) {
    return asked.containsKey("text") ? asked.get("text").asText() : "";
  }

  static ObjectNode yes() {
    return JSON.createObjectNode().put("ok", true);
  }

  static ObjectNode no(String error) {
    return JSON.createObjectNode().put("ok", false).put("error", error);
  }
}
