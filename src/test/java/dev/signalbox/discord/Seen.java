package dev.signalbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.discord.Widgets.Button;
import dev.signalbox.discord.Widgets.Option;
import dev.signalbox.discord.Widgets.Select;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** An interaction as the person sees it who began it: it changes as the bot answers. */
public final class Seen {

  /** What became of it so far. */
  public enum State {
    /** Nothing yet. */
    ASKED,
    /** “Thinking…”: it was heard, and what it is about comes later. */
    WAITING,
    ANSWERED,
    /** A form is open. */
    FORM,
    /** Words to choose from stand below what is being typed. */
    CHOICES
  }

  /** How long it may be answered by its token. */
  private static final Duration TOKEN_LIFE = Duration.ofMinutes(15);

  public final String id;
  public final String user;
  public final String channel;

  final ObjectNode event;
  final @Nullable Posted on;
  final Instant sent = Instant.now();
  final List<Posted> later = new CopyOnWriteArrayList<>();

  volatile State state = State.ASKED;
  volatile @Nullable Posted message;
  volatile JsonNode form = MissingNode.getInstance();
  volatile List<String> choices = List.of();
  volatile List<String> values = List.of();
  volatile boolean expired;

  Seen(ObjectNode event, String user, String channel, @Nullable Posted on) {
    this.id = event.path("id").asText();
    this.user = user;
    this.channel = channel;
    this.event = event;
    this.on = on;
  }

  public State state() {
    return state;
  }

  public boolean waiting() {
    return state == State.WAITING;
  }

  /** Whether nobody else sees the answer. */
  public boolean ephemeral() {
    Posted shown = message;
    return shown != null && (shown.flags & Posted.EPHEMERAL) != 0;
  }

  /** The answer: a message of its own, or the one that was pressed, as it now is. */
  public Posted message() {
    Posted shown = message;
    if (shown == null) {
      throw new AssertionError("no message, but " + state);
    }
    return shown;
  }

  /** What a person reads. */
  public String text() {
    return switch (state) {
      case ASKED -> "The application did not respond";
      case WAITING -> "Thinking…";
      case FORM -> form.path("title").asText();
      case CHOICES -> String.join("\n", choices);
      case ANSWERED -> message().shown();
    };
  }

  public List<Button> buttons() {
    return message().buttons();
  }

  public List<Select> selects() {
    return message().selects();
  }

  /** What was said after the answer, in order. */
  public List<Posted> later() {
    return List.copyOf(later);
  }

  /** Names of what may be chosen while typing. */
  public List<String> choices() {
    return choices;
  }

  /** What each of them fills in. */
  public List<String> values() {
    return values;
  }

  /** The form that is open, as JSON. */
  public JsonNode form() {
    return form;
  }

  /** What stands in a field of the form before somebody types. */
  public String prefilled(String field) {
    JsonNode input = DiscordPeople.field(form, field);
    return input.path("type").asInt() == Widgets.INPUT
        ? input.path("value").asText("")
        : Widgets.selectOf(input).options().stream()
            .filter(Option::preset)
            .map(Option::value)
            .findFirst()
            .orElse("");
  }

  String token() {
    return event.path("token").asText();
  }

  /** What was used, pressed or submitted. */
  JsonNode data() {
    return event.path("data");
  }

  int type() {
    return event.path("type").asInt();
  }

  boolean old() {
    return expired || Instant.now().isAfter(sent.plus(TOKEN_LIFE));
  }

  @Override
  public String toString() {
    return state + ": " + text();
  }
}
