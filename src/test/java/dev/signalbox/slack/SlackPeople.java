package dev.signalbox.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.slack.Line.Ack;
import dev.signalbox.slack.Line.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** People in a {@link FakeSlack}: what they do, told to the app as Slack tells it, and what they see. */
public abstract class SlackPeople {

  public static final ObjectMapper JSON = new ObjectMapper();

  private static final AtomicInteger COUNTER = new AtomicInteger();

  final List<JsonNode> answers = new CopyOnWriteArrayList<>();

  protected abstract Line line();

  protected abstract FakeSlack slack();

  // -- what people do -------------------------------------------------------------------------

  /** Types a command in the channel, and is answered in the acknowledgement. */
  public JsonNode types(String user, String text) {
    return types(user, SlackBench.CHANNEL, text);
  }

  public JsonNode types(String user, String channel, String text) {
    Ack ack = line().tell(Kind.COMMAND, command(user, channel, text));
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
        .put("response_url", slack().responseUrl().toString())
        .put("trigger_id", trigger());
  }

  /** One that a form may be opened with, and that is like no other. */
  String trigger() {
    COUNTER.incrementAndGet();
    return slack().trigger();
  }

  /** Presses a button, or chooses it in a menu, as it stands on a message. */
  public void presses(String user, Posted message, String label) {
    press(click(user, message, element(message, label)));
  }

  void press(ObjectNode click) {
    Ack ack = line().tell(Kind.INTERACTION, click);
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
    click.put("response_url", slack().responseUrl().toString());
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
  public JsonNode submits(String user, Map<String, String> fields) {
    ObjectNode form = form(user, view(), fields);
    Ack ack = line().tell(Kind.INTERACTION, form);
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
        .put("user", "U0SOMEBODY")
        .put("ts", "1700000000.000100")
        .put("text", text);
    shortcut.put("response_url", slack().responseUrl().toString());
    assertThat(line().tell(Kind.INTERACTION, shortcut).status()).isEqualTo(200);
  }

  /** Calls the bot, in the channel or in a thread. */
  public void mentions(String user, String thread, String text) {
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
    assertThat(line()
            .tell(Kind.EVENT, callback(event, "Ev" + COUNTER.incrementAndGet()))
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
    List<Map<String, JsonNode>> views = slack().views();
    return views.get(views.size() - 1).get("view");
  }

  /** Waits for the next form or home. */
  public JsonNode view(int before) {
    await().until(() -> slack().views().size() > before);
    return view();
  }

  /** Waits for the next answer that came late, or not in an acknowledgement. */
  public JsonNode response(int before) {
    await().until(() -> slack().responses().size() > before);
    JsonNode answer = slack().responses().get(before);
    answers.add(answer);
    return answer;
  }

  /** What somebody was told who pressed something. */
  public String told(String user, Posted message, String label) {
    int before = slack().responses().size();
    presses(user, message, label);
    return response(before).path("text").asText();
  }

  public static String text(JsonNode answer) {
    return answer.path("text").asText();
  }
}
