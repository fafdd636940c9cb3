package dev.signalbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which call is which. What is not in the table is a problem, and is answered with 404. */
final class FakeRoutes {

  /** Does what is asked; nothing to say is 204. */
  interface Handler {
    @Nullable
    JsonNode answer(Asked asked);
  }

  private record Route(String method, Pattern path, String kind, Handler handler) {}

  /** A call that was understood, with what stands in the places of its path. */
  record Found(String kind, List<String> ids, Handler handler) {

    /** Whether the bot's token is needed; an interaction has one of its own. */
    boolean guarded() {
      return !kind.matches("(callback|(original|followup)\\..*)");
    }
  }

  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<Route> table = new ArrayList<>();
  private final FakeDiscord discord;

  FakeRoutes(FakeDiscord discord, IntSupplier sessionsLeft) {
    this.discord = discord;
    FakeRooms rooms = discord.rooms;
    FakeThreads threads = rooms.threads;
    FakeInteractions interactions = discord.interactions;
    on("GET /users/@me", "self", asked -> discord.guild.user(FakeDiscord.BOT_USER));
    on("GET /gateway/bot", "gateway", asked -> gateway(sessionsLeft.getAsInt()));
    on("GET /guilds/{}/members/{}", "member.get", asked -> discord.guild.memberAsked(asked.id(1)));
    on("GET /applications/{}/commands", "commands.get", discord.commands::get);
    on("PUT /applications/{}/commands", "commands.put", discord.commands::put);
    on("GET /channels/{}", "channel.get", threads::get);
    on("PATCH /channels/{}", "thread.edit", threads::edit);
    on("DELETE /channels/{}", "channel.delete", threads::remove);
    on("PUT /channels/{}/thread-members/@me", "thread.join", asked -> null);
    on("PUT /channels/{}/messages/pins/{}", "pin", rooms::pin);
    on("PUT /channels/{}/pins/{}", "pin", rooms::pin);
    on("DELETE /channels/{}/messages/pins/{}", "unpin", rooms::unpin);
    on("DELETE /channels/{}/pins/{}", "unpin", rooms::unpin);
    on("POST /channels/{}/messages", "message.create", rooms::create);
    on("GET /channels/{}/messages", "message.list", rooms::list);
    on("GET /channels/{}/messages/{}", "message.get", rooms::get);
    on("PATCH /channels/{}/messages/{}", "message.edit", rooms::edit);
    on("DELETE /channels/{}/messages/{}", "message.delete", rooms::remove);
    on("POST /channels/{}/messages/{}/threads", "thread.create", rooms::begin);
    on("POST /interactions/{}/{}/callback", "callback", interactions::callback);
    String webhook = " /webhooks/{}/{}";
    on("GET" + webhook + "/messages/@original", "original.get", interactions::original);
    on("PATCH" + webhook + "/messages/@original", "original.edit", interactions::editOriginal);
    on("DELETE" + webhook + "/messages/@original", "original.delete", interactions::deleteOriginal);
    on("POST" + webhook, "followup.create", interactions::followUp);
    on("GET" + webhook + "/messages/{}", "followup.get", interactions::followUpAsked);
    on("PATCH" + webhook + "/messages/{}", "followup.edit", interactions::editFollowUp);
    on("DELETE" + webhook + "/messages/{}", "followup.delete", interactions::deleteFollowUp);
  }

  private void on(String route, String kind, Handler handler) {
    String[] parts = route.split(" ", 2);
    Pattern path = Pattern.compile(parts[1].replace("{}", "([^/]+)"));
    table.add(new Route(parts[0], path, kind, handler));
  }

  Found find(String method, String path) {
    for (Route route : table) {
      Matcher matched = route.path().matcher(path);
      if (route.method().equals(method) && matched.matches()) {
        List<String> ids = new ArrayList<>();
        for (int i = 1; i <= matched.groupCount(); i++) {
          ids.add(matched.group(i));
        }
        return new Found(route.kind(), ids, route.handler());
      }
    }
    return new Found("unknown", List.of(), asked -> {
      discord.problem("no such route: " + method + " " + path);
      throw new No(10001);
    });
  }

  private ObjectNode gateway(int remaining) {
    ObjectNode answer = JSON.createObjectNode().put("url", discord.gatewayUrl()).put("shards", 1);
    answer
        .putObject("session_start_limit")
        .put("total", 1_000)
        .put("remaining", remaining)
        .put("reset_after", 14_400_000)
        .put("max_concurrency", 1);
    return answer;
  }
}
