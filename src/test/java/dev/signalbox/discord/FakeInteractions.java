package dev.signalbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.discord.Seen.State;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What people began with the bot, and how it answers: once within three seconds, then by token. */
public final class FakeInteractions {

  static final int COMMAND = 2;
  static final int COMPONENT = 3;
  static final int COMPLETION = 4;
  static final int FORM = 5;

  private static final int REPLY = 4;
  private static final int REPLY_LATER = 5;
  private static final int EDIT_LATER = 6;
  private static final int EDIT = 7;
  private static final int CHOICES = 8;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final FakeDiscord discord;
  private final Snowflakes ids = new Snowflakes(InstantSource.system());
  private final Map<String, Seen> byId = new ConcurrentHashMap<>();
  private final Map<String, Seen> byToken = new ConcurrentHashMap<>();

  /** How long the bot has for its first answer. */
  public volatile Duration patience = Duration.ofSeconds(3);

  FakeInteractions(FakeDiscord discord) {
    this.discord = discord;
  }

  /** Plays that a quarter of an hour went by: the token of an interaction is worth nothing. */
  public void expire(Seen seen) {
    seen.expired = true;
  }

  // -- what people begin ----------------------------------------------------------------------

  Seen begin(String user, String channel, int type, ObjectNode data, @Nullable Posted on) {
    ObjectNode event = event(user, channel, type);
    event.set("data", data);
    if (on != null) {
      event.set("message", discord.rooms.json(on));
    }
    Seen seen = new Seen(event, user, channel, on);
    byId.put(seen.id, seen);
    byToken.put(seen.token(), seen);
    again(seen);
    return seen;
  }

  /** Tells the bot, for the first time or once more. */
  void again(Seen seen) {
    discord.gateway.dispatch("INTERACTION_CREATE", seen.event);
  }

  private ObjectNode event(String user, String channel, int type) {
    String id = ids.next();
    ObjectNode event = JSON.createObjectNode()
        .put("id", id)
        .put("application_id", FakeDiscord.APPLICATION)
        .put("type", type)
        .put("token", "token-of-" + id)
        .put("version", 1)
        .put("guild_id", FakeDiscord.GUILD)
        .put("channel_id", channel)
        .put("locale", "en-US")
        .put("guild_locale", "en-US")
        .put("context", 0)
        .put("app_permissions", Long.toString(FakeGuild.EVERYBODY));
    event.putArray("entitlements");
    event.putObject("authorizing_integration_owners").put("0", FakeDiscord.GUILD);
    event
        .putObject("guild")
        .put("id", FakeDiscord.GUILD)
        .put("locale", "en-US")
        .putArray("features");
    event.set(
        "channel",
        discord.rooms.threads.has(channel)
            ? discord.rooms.threads.json(channel)
            : discord.guild.channelJson(channel));
    ObjectNode member = discord.guild.member(user);
    event.set("member", member.put("permissions", Long.toString(FakeGuild.EVERYBODY)));
    return event;
  }

  // -- the first answer -----------------------------------------------------------------------

  @Nullable
  JsonNode callback(Asked asked) {
    Seen seen = byId.get(asked.id(0));
    if (seen == null || !seen.token().equals(asked.id(1))) {
      throw new No(No.UNKNOWN_INTERACTION);
    }
    synchronized (seen) {
      if (seen.state != State.ASKED) {
        throw new No(No.ALREADY_ANSWERED);
      }
      Duration took = Duration.between(seen.sent, Instant.now());
      if (took.compareTo(patience) > 0) {
        discord.problem("callback: late, after " + took.toMillis() + " ms");
        throw new No(No.UNKNOWN_INTERACTION);
      }
      discord.judge(asked.kind(), AnswerJudge.of(asked.body(), seen));
      answered(seen, asked.body().path("type").asInt(), asked.body().path("data"));
    }
    boolean told = asked.query().getOrDefault("with_response", "false").equals("true");
    return told ? response(seen, asked.body().path("type").asInt()) : null;
  }

  private void answered(Seen seen, int type, JsonNode data) {
    switch (type) {
      case REPLY, REPLY_LATER -> {
        Posted reply = reply(seen, data, type == REPLY_LATER ? Posted.LOADING : 0);
        seen.message = reply;
        seen.state = type == REPLY ? State.ANSWERED : State.WAITING;
      }
      case EDIT_LATER -> {
        seen.message = seen.on;
        seen.state = State.ANSWERED;
      }
      case EDIT -> {
        discord.rooms.edit("callback", seen.on, data);
        seen.message = seen.on;
        seen.state = State.ANSWERED;
      }
      case CHOICES -> {
        List<String> names = new ArrayList<>();
        List<String> values = new ArrayList<>();
        data.path("choices").forEach(one -> {
          names.add(one.path("name").asText());
          values.add(one.path("value").asText());
        });
        seen.choices = names;
        seen.values = values;
        seen.state = State.CHOICES;
      }
      default -> {
        ObjectNode form = data.deepCopy();
        Widgets.number(form.path("components"));
        seen.form = form;
        seen.state = State.FORM;
      }
    }
  }

  /** A message of its own; what only one person sees is in no channel. */
  private Posted reply(Seen seen, JsonNode data, int flags) {
    ObjectNode more = JSON.createObjectNode()
        .put("application_id", FakeDiscord.APPLICATION)
        .put("webhook_id", FakeDiscord.APPLICATION);
    ObjectNode from = more.putObject("interaction_metadata").put("id", seen.id);
    from.put("type", seen.type()).set("user", discord.guild.user(seen.user));
    from.putObject("authorizing_integration_owners").put("0", FakeDiscord.GUILD);
    int kind = seen.type() != COMMAND ? 0 : seen.data().path("type").asInt() == 1 ? 20 : 23;
    Posted reply = discord.rooms.answer(seen.channel, kind, more);
    reply.take(data);
    reply.flags |= flags;
    if (flags == 0) {
      reply.calls();
    }
    if ((reply.flags & Posted.EPHEMERAL) == 0) {
      discord.rooms.store(reply);
    }
    return reply;
  }

  private ObjectNode response(Seen seen, int type) {
    ObjectNode answer = JSON.createObjectNode();
    ObjectNode about = answer.putObject("interaction").put("id", seen.id).put("type", seen.type());
    ObjectNode resource = answer.putObject("resource").put("type", type);
    Posted message = seen.message;
    if (message != null) {
      about
          .put("response_message_id", message.id)
          .put("response_message_loading", seen.waiting())
          .put("response_message_ephemeral", seen.ephemeral());
    }
    if (message != null && (type == REPLY || type == EDIT || type == REPLY_LATER)) {
      resource.set("message", discord.rooms.json(message));
    }
    return answer;
  }

  // -- what comes after it --------------------------------------------------------------------

  JsonNode original(Asked asked) {
    return discord.rooms.json(first(asked));
  }

  JsonNode editOriginal(Asked asked) {
    Seen seen = seen(asked);
    Posted message = first(asked);
    synchronized (seen) {
      if (seen.waiting()) {
        discord.rooms.fill(asked.kind(), message, asked.body());
        seen.state = State.ANSWERED;
      } else {
        discord.rooms.edit(asked.kind(), message, asked.body());
      }
    }
    return discord.rooms.json(message);
  }

  @Nullable
  JsonNode deleteOriginal(Asked asked) {
    discord.rooms.gone(first(asked));
    return null;
  }

  /** The first one after “thinking” takes its place. */
  JsonNode followUp(Asked asked) {
    Seen seen = seen(asked);
    synchronized (seen) {
      discord.judge(asked.kind(), Judge.said(asked.body(), Judge.ANSWER_FLAGS));
      if (seen.waiting()) {
        discord.rooms.fill(asked.kind(), seen.message(), asked.body());
        seen.state = State.ANSWERED;
        return discord.rooms.json(seen.message());
      }
      Posted reply = reply(seen, asked.body(), 0);
      seen.later.add(reply);
      return discord.rooms.json(reply);
    }
  }

  JsonNode followUpAsked(Asked asked) {
    return discord.rooms.json(later(asked));
  }

  JsonNode editFollowUp(Asked asked) {
    Posted found = later(asked);
    discord.rooms.edit(asked.kind(), found, asked.body());
    return discord.rooms.json(found);
  }

  @Nullable
  JsonNode deleteFollowUp(Asked asked) {
    discord.rooms.gone(later(asked));
    return null;
  }

  private Seen seen(Asked asked) {
    Seen seen = byToken.get(asked.id(1));
    if (seen == null || !asked.id(0).equals(FakeDiscord.APPLICATION)) {
      throw new No(No.UNKNOWN_WEBHOOK);
    }
    if (seen.old()) {
      throw new No(No.INVALID_WEBHOOK_TOKEN);
    }
    if (seen.state == State.ASKED) {
      throw new No(No.UNKNOWN_WEBHOOK);
    }
    return seen;
  }

  private Posted first(Asked asked) {
    Posted message = seen(asked).message;
    if (message == null || message.deleted) {
      throw new No(No.UNKNOWN_MESSAGE);
    }
    return message;
  }

  private Posted later(Asked asked) {
    Seen seen = seen(asked);
    return seen.later.stream()
        .filter(one -> one.id.equals(asked.id(2)) && !one.deleted)
        .findFirst()
        .or(() -> Optional.ofNullable(seen.message)
            .filter(one -> one.id.equals(asked.id(2)) && !one.deleted))
        .orElseThrow(() -> new No(No.UNKNOWN_MESSAGE));
  }
}
