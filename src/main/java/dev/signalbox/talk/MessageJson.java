package dev.signalbox.talk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.board.AgentId;
import dev.signalbox.board.PersonId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Messages as JSON, for a channel that keeps them itself. Written by hand because the form must
 * outlive the code: what was stored once must be read for ever.
 */
public final class MessageJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  private MessageJson() {}

  public static String write(Message message) {
    ObjectNode root = JSON.createObjectNode();
    root.put("kind", word(message.kind()));
    ArrayNode lines = root.putArray("lines");
    for (Message.Line line : message.lines()) {
      ObjectNode node = lines.addObject().put("role", word(line.role()));
      ArrayNode spans = node.putArray("spans");
      line.spans().forEach(span -> spans.add(span.match(new Written())));
    }
    ArrayNode buttons = root.putArray("buttons");
    message.buttons().forEach(button -> buttons.add(written(button)));
    root.put("spoken", message.spoken());
    return root.toString();
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException for any other text
   */
  public static Message read(String text) {
    try {
      JsonNode root = JSON.readTree(text);
      return new Message(
          Message.Kind.valueOf(name(root, "kind")),
          each(root.path("lines"), MessageJson::line),
          each(root.path("buttons"), MessageJson::button),
          root.path("spoken").asText());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a message: " + e.getOriginalMessage(), e);
    }
  }

  private static ObjectNode written(Button button) {
    ObjectNode node = JSON.createObjectNode()
        .put("action", button.action())
        .put("label", button.label())
        .put("accessible", button.accessible())
        .put("rank", word(button.rank()));
    ArrayNode fields = node.putArray("fields");
    for (Button.Field field : button.fields()) {
      ArrayNode choices = fields
          .addObject()
          .put("name", field.name())
          .put("label", field.label())
          .put("required", field.required())
          .put("max", field.max())
          .put("value", field.value())
          .putArray("choices");
      field.choices().forEach(choices::add);
    }
    return node;
  }

  private static Message.Line line(JsonNode node) {
    return new Message.Line(
        Message.Role.valueOf(name(node, "role")), each(node.path("spans"), MessageJson::span));
  }

  private static Button button(JsonNode node) {
    return new Button(
        node.path("action").asText(),
        node.path("label").asText(),
        node.path("accessible").asText(),
        Button.Rank.valueOf(name(node, "rank")),
        each(
            node.path("fields"),
            field -> new Button.Field(
                field.path("name").asText(),
                field.path("label").asText(),
                field.path("required").asBoolean(),
                field.path("max").asInt(),
                each(field.path("choices"), JsonNode::asText),
                field.path("value").asText())));
  }

  private static Span span(JsonNode node) {
    String text = node.path("text").asText();
    String type = node.path("type").asText();
    return switch (type) {
      case "plain" -> new Span.Plain(text);
      case "strong" -> new Span.Strong(text);
      case "untrusted" -> new Span.Untrusted(text);
      case "mention" -> new Span.Mention(new PersonId(text));
      case "link" -> new Span.Link(node.path("url").asText(), text);
      case "when" -> new Span.When(Instant.parse(text));
      case "awaited" ->
        new Span.Awaited(new AgentId(text), Instant.parse(node.path("since").asText()));
      case "state" ->
        new Span.State(
            Span.Sign.valueOf(text.toUpperCase(Locale.ROOT)), node.path("bare").asBoolean());
      default -> throw new IllegalArgumentException("no kind of span: " + type);
    };
  }

  private static <T> List<T> each(JsonNode array, Function<JsonNode, T> read) {
    List<T> all = new ArrayList<>();
    array.forEach(node -> all.add(read.apply(node)));
    return all;
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static String name(JsonNode node, String key) {
    return node.path(key).asText().toUpperCase(Locale.ROOT);
  }

  /** How each kind of span is written. */
  private static final class Written implements Span.Match<ObjectNode> {

    private static ObjectNode typed(String type, String text) {
      return JSON.createObjectNode().put("type", type).put("text", text);
    }

    @Override
    public ObjectNode plain(Span.Plain span) {
      return typed("plain", span.text());
    }

    @Override
    public ObjectNode strong(Span.Strong span) {
      return typed("strong", span.text());
    }

    @Override
    public ObjectNode untrusted(Span.Untrusted span) {
      return typed("untrusted", span.text());
    }

    @Override
    public ObjectNode mention(Span.Mention span) {
      return typed("mention", span.person().name());
    }

    @Override
    public ObjectNode link(Span.Link span) {
      return typed("link", span.label()).put("url", span.url());
    }

    @Override
    public ObjectNode when(Span.When span) {
      return typed("when", span.at().toString());
    }

    @Override
    public ObjectNode awaited(Span.Awaited span) {
      return typed("awaited", span.agent().name()).put("since", span.since().toString());
    }

    @Override
    public ObjectNode state(Span.State span) {
      ObjectNode node = typed("state", span.sign().word());
      return span.bare() ? node.put("bare", true) : node;
    }
  }
}
