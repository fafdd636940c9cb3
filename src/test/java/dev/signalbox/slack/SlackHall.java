package dev.signalbox.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.board.TeamId;
import dev.signalbox.slack.Line.Ack;
import dev.signalbox.slack.Line.Kind;
import dev.signalbox.slack.Line.Mode;
import dev.signalbox.talk.Forms;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * A {@link SlackBench} with ears: what people do in the fake Slack reaches the real Bolt, over a
 * socket or over HTTP, and the real desk. Priya, the owner, is known in Slack; mallory is not.
 */
final class SlackHall implements AutoCloseable {

  static final String PRIYA = SlackBench.PRIYA;
  static final String MALLORY = "U0MALLORY";
  static final ObjectMapper JSON = new ObjectMapper();

  private static final AtomicInteger TRIGGERS = new AtomicInteger();

  final SlackBench all;
  final Line line;
  final Incoming incoming;
  final List<String> letIn = new CopyOnWriteArrayList<>();
  final List<JsonNode> answers = new CopyOnWriteArrayList<>();

  /** The desk answers when this is complete. */
  volatile CompletableFuture<Void> gate = CompletableFuture.completedFuture(null);

  SlackHall(Path directory, Mode mode) throws Exception {
    this(directory, mode, null);
  }

  /**
   * @param api where the methods are instead of in the fake, for a Slack that is not there; may be
   *     null
   */
  SlackHall(Path directory, Mode mode, URI api) throws Exception {
    all = new SlackBench(directory);
    boolean socket = mode == Mode.SOCKET;
    SocketLine end = socket ? new SocketLine() : null;
    if (socket) {
      all.slack.socketUrl = end.url();
    }
    SlackSecrets secrets = new SlackSecrets(
        FakeSlack.BOT_TOKEN,
        socket ? FakeSlack.APP_TOKEN : "",
        socket ? "" : FakeSlack.SIGNING_SECRET);
    incoming = new Incoming(secrets, house(api == null ? all.slack.api() : api));
    line = socket ? end : new HttpLine(incoming.routes().orElseThrow(), all.bench.time);
    if (socket && api == null) {
      await().until(() -> incoming.liveness().orElseThrow().connected());
    }
  }

  private Incoming.House house(URI api) {
    return new Incoming.House(
        api,
        all.bench.talk(request -> gate.thenCompose(open -> all.bench.serve(request))),
        new Forms(all.bench.reads(), all.bench.time),
        () -> List.of(SlackBench.team()),
        (TeamId team, String room) -> letIn.add(team + " " + room),
        all.bench.time,
        System::nanoTime);
  }

  // -- what people do -------------------------------------------------------------------------

  /** Types a command in the channel, and is answered in the acknowledgement. */
  JsonNode types(String user, String text) {
    return types(user, SlackBench.CHANNEL, text);
  }

  JsonNode types(String user, String channel, String text) {
    Ack ack = line.tell(Kind.COMMAND, command(user, channel, text));
    assertThat(ack.status()).as("acknowledgement of %s", text).isEqualTo(200);
    answers.add(ack.body());
    return ack.body();
  }

  ObjectNode command(String user, String channel, String text) {
    return JSON.createObjectNode()
        .put("token", "legacy")
        .put("team_id", FakeSlack.WORKSPACE)
        .put("team_domain", "acme")
        .put("channel_id", channel)
        .put("channel_name", "agents")
        .put("user_id", user)
        .put("user_name", "somebody")
        .put("command", "/signalbox")
        .put("text", text)
        .put("api_app_id", "A1")
        .put("is_enterprise_install", "false")
        .put("response_url", all.slack.responseUrl().toString())
        .put("trigger_id", trigger());
  }

  /** One that a form may be opened with, and that is like no other. */
  String trigger() {
    TRIGGERS.incrementAndGet();
    return all.slack.trigger();
  }

  /** Presses a button, or chooses it in a menu, as it stands on a message. */
  void presses(String user, Posted message, String label) {
    press(click(user, message, element(message, label)));
  }

  void press(ObjectNode click) {
    Ack ack = line.tell(Kind.INTERACTION, click);
    assertThat(ack.status()).isEqualTo(200);
    assertThat(ack.body().asText()).isEmpty();
  }

  ObjectNode click(String user, Posted message, JsonNode action) {
    ObjectNode click = interaction("block_actions", user);
    click.set("channel", channel());
    click.set(
        "container",
        JSON.createObjectNode()
            .put("type", "message")
            .put("message_ts", message.ts)
            .put("channel_id", message.channel)
            .put("is_ephemeral", false));
    ObjectNode shown = JSON.createObjectNode()
        .put("type", "message")
        .put("ts", message.ts)
        .put("text", message.text)
        .put("bot_id", "B1");
    shown.set("blocks", message.blocks);
    click.set("message", shown);
    click.put("response_url", all.slack.responseUrl().toString());
    click.putArray("actions").add(action);
    return click;
  }

  private ObjectNode interaction(String type, String user) {
    ObjectNode what = JSON.createObjectNode().put("type", type).put("api_app_id", "A1");
    what.putObject("team").put("id", FakeSlack.WORKSPACE).put("domain", "acme");
    what.putObject("user").put("id", user).put("username", "somebody").put("name", "somebody");
    return what.put("trigger_id", trigger());
  }

  private static ObjectNode channel() {
    return JSON.createObjectNode().put("id", SlackBench.CHANNEL).put("name", "agents");
  }

  /** A button with that label, as Slack sends it back. */
  static ObjectNode element(Posted message, String label) {
    return elements(message).stream()
        .filter(one -> one.path("text").path("text").asText().equals(label)
            || one.path("selected_option").path("text").path("text").asText().equals(label))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + label + " on " + message.shown()));
  }

  /** All there is to press on a message, menus chosen through. */
  static List<ObjectNode> elements(Posted message) {
    List<ObjectNode> found = new ArrayList<>();
    for (JsonNode block : message.blocks) {
      if (block.path("type").asText().equals("actions")) {
        for (JsonNode one : block.path("elements")) {
          if (one.has("options")) {
            one.path("options").forEach(option -> {
              ObjectNode chosen = JSON.createObjectNode()
                  .put("type", "overflow")
                  .put("action_id", one.path("action_id").asText())
                  .put("block_id", "b1")
                  .put("action_ts", "1.2");
              chosen.set("selected_option", option);
              found.add(chosen);
            });
          } else {
            found.add(((ObjectNode) one.deepCopy()).put("block_id", "b1").put("action_ts", "1.2"));
          }
        }
      }
    }
    return found;
  }

  /** Fills in the form that was opened last, and sends it. */
  JsonNode submits(String user, Map<String, String> fields) {
    ObjectNode form = form(user, view(), fields);
    Ack ack = line.tell(Kind.INTERACTION, form);
    assertThat(ack.status()).isEqualTo(200);
    return ack.body();
  }

  /** A form as it comes back: what is not filled in anew is as it was prefilled. */
  ObjectNode form(String user, JsonNode view, Map<String, String> fields) {
    ObjectNode form = interaction("view_submission", user);
    ObjectNode sent = view.deepCopy();
    sent.put("id", "V1");
    ObjectNode values = sent.putObject("state").putObject("values");
    for (JsonNode block : view.path("blocks")) {
      String name = block.path("block_id").asText();
      JsonNode element = block.path("element");
      ObjectNode value = values
          .putObject(name)
          .putObject(element.path("action_id").asText())
          .put("type", element.path("type").asText());
      boolean choice = element.has("options");
      String before = choice
          ? element.path("initial_option").path("value").asText("")
          : element.path("initial_value").asText("");
      String text = fields.getOrDefault(name, before);
      if (choice && !text.isEmpty()) {
        value.putObject("selected_option").put("value", text);
      } else if (!choice) {
        value.put("value", text);
      }
    }
    form.set("view", sent);
    return form;
  }

  /** "Make a task of this", in the menu of a message. */
  void makesTaskOf(String user, String text) {
    ObjectNode shortcut = interaction("message_action", user).put("callback_id", "sb:task");
    shortcut.set("channel", channel());
    shortcut.put("message_ts", "1700000000.000100");
    shortcut
        .putObject("message")
        .put("type", "message")
        .put("user", MALLORY)
        .put("ts", "1700000000.000100")
        .put("text", text);
    shortcut.put("response_url", all.slack.responseUrl().toString());
    assertThat(line.tell(Kind.INTERACTION, shortcut).status()).isEqualTo(200);
  }

  /** Calls the bot, in the channel or in a thread. */
  void mentions(String user, String thread, String text) {
    ObjectNode event = JSON.createObjectNode()
        .put("type", "app_mention")
        .put("user", user)
        .put("text", "<@" + FakeSlack.BOT_USER + "> " + text)
        .put("ts", "1700000000.000200")
        .put("channel", SlackBench.CHANNEL)
        .put("event_ts", "1700000000.000200");
    if (thread != null) {
      event.put("thread_ts", thread);
    }
    happens(event);
  }

  void happens(ObjectNode event) {
    assertThat(line.tell(Kind.EVENT, callback(event, "Ev" + TRIGGERS.incrementAndGet()))
            .status())
        .isEqualTo(200);
  }

  static ObjectNode callback(ObjectNode event, String id) {
    ObjectNode callback = JSON.createObjectNode()
        .put("type", "event_callback")
        .put("token", "legacy")
        .put("team_id", FakeSlack.WORKSPACE)
        .put("api_app_id", "A1")
        .put("event_id", id)
        .put("event_time", 1_700_000_000);
    callback.set("event", event);
    callback
        .putArray("authorizations")
        .addObject()
        .put("team_id", FakeSlack.WORKSPACE)
        .put("user_id", FakeSlack.BOT_USER)
        .put("is_bot", true);
    return callback;
  }

  // -- what people see ------------------------------------------------------------------------

  /** The form that was opened last. */
  JsonNode view() {
    List<Map<String, JsonNode>> views = all.slack.views();
    return views.get(views.size() - 1).get("view");
  }

  /** Waits for the next form or home. */
  JsonNode view(int before) {
    await().until(() -> all.slack.views().size() > before);
    return view();
  }

  /** Waits for the next answer that came late, or not in an acknowledgement. */
  JsonNode response(int before) {
    await().until(() -> all.slack.responses().size() > before);
    JsonNode answer = all.slack.responses().get(before);
    answers.add(answer);
    return answer;
  }

  /** What somebody was told who pressed something. */
  String told(String user, Posted message, String label) {
    int before = all.slack.responses().size();
    presses(user, message, label);
    return response(before).path("text").asText();
  }

  /** Delivers what is to be told, and time passes. */
  void deliver() throws InterruptedException {
    all.courier.finish();
  }

  Posted card(String task) {
    return find(message -> message.mentions == 0 && message.shown().contains(task + " "));
  }

  Posted ping(String task) {
    return find(message -> message.mentions > 0 && message.shown().contains(task + " "));
  }

  private Posted find(Predicate<Posted> which) {
    List<Posted> found = all.inChannel().stream().filter(which).toList();
    assertThat(found).isNotEmpty();
    return found.get(found.size() - 1);
  }

  static String text(JsonNode answer) {
    return answer.path("text").asText();
  }

  /** Everything that was said to people is as Slack takes it. */
  void judge() {
    assertThat(all.slack.problems()).isEmpty();
    for (JsonNode answer : answers) {
      assertThat(ViewJudge.answer(answer)).as(answer.toString()).isEmpty();
    }
    for (Map<String, JsonNode> asked : all.slack.views()) {
      assertThat(ViewJudge.view(asked.get("view")))
          .as(asked.get("view").toString())
          .isEmpty();
    }
  }

  @Override
  public void close() throws Exception {
    gate.complete(null);
    line.close();
    incoming.close();
    all.close();
  }
}
