package dev.signalbox.discord;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.discord.Seen.State;
import dev.signalbox.discord.Widgets.Button;
import dev.signalbox.discord.Widgets.Option;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * People in a {@link FakeDiscord}: what they do, told to the bot as Discord tells it, and what they
 * then see. They do only what Discord's own program lets them: use commands that are registered,
 * press what can be pressed.
 */
public final class DiscordPeople {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** How long somebody looks at “thinking…”. */
  private static final Duration BOUND = Duration.ofSeconds(8);

  private final FakeDiscord discord;
  private final boolean patient;

  DiscordPeople(FakeDiscord discord, boolean patient) {
    this.discord = discord;
    this.patient = patient;
  }

  /** People who look at what they began at once, before anything is answered. */
  public DiscordPeople hasty() {
    return new DiscordPeople(discord, false);
  }

  // -- commands -------------------------------------------------------------------------------

  /** Uses {@code /noun verb} in the channel; an empty verb is none, two words are a group's. */
  public Seen uses(String user, String noun, String verb, Map<String, ?> options) {
    return uses(user, FakeDiscord.CHANNEL, noun, verb, options);
  }

  public Seen uses(String user, String channel, String noun, String verb, Map<String, ?> options) {
    CommandForm form = form(noun, verb);
    return begins(user, channel, FakeInteractions.COMMAND, form.filled(options), null);
  }

  /** Types into an option that is completed, and sees what there is. */
  public Seen types(String user, String noun, String verb, String option, String text) {
    return types(user, FakeDiscord.CHANNEL, noun, verb, option, text, Map.of());
  }

  public Seen types(
      String user,
      String channel,
      String noun,
      String verb,
      String option,
      String text,
      Map<String, ?> before) {
    ObjectNode data = form(noun, verb).typing(option, text, before);
    return begins(user, channel, FakeInteractions.COMPLETION, data, null);
  }

  /** Chooses a command in the menu of a message. */
  public Seen usesOn(String user, Posted message, String command) {
    ObjectNode registered = discord
        .commands
        .find(command, 3)
        .orElseThrow(() -> new AssertionError("no such command: " + command));
    ObjectNode data = JSON.createObjectNode()
        .put("id", registered.path("id").asText())
        .put("name", command)
        .put("type", 3)
        .put("target_id", message.id);
    data.putObject("resolved").putObject("messages").set(message.id, discord.rooms.json(message));
    return begins(user, message.channel, FakeInteractions.COMMAND, data, null);
  }

  private CommandForm form(String noun, String verb) {
    ObjectNode command = discord
        .commands
        .find(noun, 1)
        .orElseThrow(() -> new AssertionError("no such command: /" + noun));
    return new CommandForm(discord, command, verb);
  }

  // -- components -----------------------------------------------------------------------------

  public Seen presses(String user, Posted message, String label) {
    Button button = message.button(label);
    if (button.disabled() || button.customId().isEmpty()) {
      throw new AssertionError("cannot be pressed: " + button);
    }
    return component(user, message, Widgets.BUTTON, button.customId(), List.of());
  }

  public Seen presses(Seen before, String label) {
    return presses(before.user, before.message(), label);
  }

  /** Chooses in the menu with that placeholder or custom id, by labels. */
  public Seen chooses(String user, Posted message, String menu, String... labels) {
    Widgets.Select select = message.selects().stream()
        .filter(one -> one.placeholder().equals(menu) || one.customId().equals(menu))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + menu + " on " + message.shown()));
    List<String> values =
        Arrays.stream(labels).map(label -> value(select.options(), label)).toList();
    return component(user, message, Widgets.SELECT, select.customId(), values);
  }

  private static String value(List<Option> options, String label) {
    return options.stream()
        .filter(one -> one.label().equals(label))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + label + " in " + options))
        .value();
  }

  private Seen component(
      String user, Posted message, int type, String customId, List<String> values) {
    ObjectNode data =
        JSON.createObjectNode().put("component_type", type).put("custom_id", customId);
    Widgets.all(message.components).stream()
        .filter(one -> one.path("custom_id").asText().equals(customId))
        .forEach(one -> data.put("id", one.path("id").asInt()));
    if (type != Widgets.BUTTON) {
      ArrayNode chosen = data.putArray("values");
      values.forEach(chosen::add);
    }
    return begins(user, message.channel, FakeInteractions.COMPONENT, data, message);
  }

  // -- forms ----------------------------------------------------------------------------------

  /** Fills in the form that is open, by label or custom id; the rest stays as prefilled. */
  public Seen submits(Seen open, Map<String, String> fields) {
    if (open.state != State.FORM) {
      throw new AssertionError("no form, but " + open);
    }
    fields.keySet().forEach(name -> field(open.form, name));
    ObjectNode data =
        JSON.createObjectNode().put("custom_id", open.form.path("custom_id").asText());
    ArrayNode filled = data.putArray("components");
    for (JsonNode label : open.form.path("components")) {
      if (label.path("type").asInt() == Widgets.LABEL) {
        filled.add(filled(open, label, fields));
      }
    }
    return begins(open.user, open.channel, FakeInteractions.FORM, data, open.on);
  }

  private static ObjectNode filled(Seen open, JsonNode label, Map<String, String> fields) {
    JsonNode input = label.path("component");
    String customId = input.path("custom_id").asText();
    String text = fields.getOrDefault(
        label.path("label").asText(), fields.getOrDefault(customId, open.prefilled(customId)));
    if (input.path("required").asBoolean(true) && text.isEmpty()) {
      throw new AssertionError("must be filled in: " + label);
    }
    if (!text.isEmpty()
        && (text.length() > input.path("max_length").asInt(4_000)
            || text.length() < input.path("min_length").asInt(0))) {
      throw new AssertionError("cannot be typed, of " + text.length() + " characters: " + label);
    }
    ObjectNode outer = JSON.createObjectNode()
        .put("type", Widgets.LABEL)
        .put("id", label.path("id").asInt());
    ObjectNode inner = outer
        .putObject("component")
        .put("type", input.path("type").asInt())
        .put("id", input.path("id").asInt())
        .put("custom_id", customId);
    if (input.path("type").asInt() == Widgets.INPUT) {
      inner.put("value", text);
    } else if (text.isEmpty()) {
      inner.putArray("values");
    } else {
      List<Option> options = Widgets.selectOf(input).options();
      boolean known = options.stream().anyMatch(one -> one.value().equals(text));
      inner.putArray("values").add(known ? text : value(options, text));
    }
    return outer;
  }

  /** The input in a form with that label or custom id. */
  static JsonNode field(JsonNode form, String name) {
    for (JsonNode label : form.path("components")) {
      JsonNode input = label.path("component");
      if (label.path("label").asText().equals(name)
          || input.path("custom_id").asText().equals(name)) {
        return input;
      }
    }
    throw new AssertionError("no " + name + " in " + form);
  }

  // -- all of them ----------------------------------------------------------------------------

  /** The same once more: Discord may tell a thing twice. */
  public void replay(Seen seen) {
    discord.interactions.again(seen);
  }

  /** Whatever a hostile program sends. */
  public Seen sends(String user, String channel, int type, ObjectNode data, Posted on) {
    return begins(user, channel, type, data, on);
  }

  private Seen begins(String user, String channel, int type, ObjectNode data, Posted on) {
    Seen seen = discord.interactions.begin(user, channel, type, data, on);
    return patient ? settled(seen) : seen;
  }

  /** Waits until there is an answer, or the time for it is over. */
  public Seen settled(Seen seen) {
    Instant until = seen.sent.plus(discord.interactions.patience);
    await()
        .atMost(BOUND)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> seen.state == State.ASKED ? Instant.now().isAfter(until) : !seen.waiting());
    return seen;
  }
}
