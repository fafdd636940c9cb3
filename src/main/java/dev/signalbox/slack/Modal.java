package dev.signalbox.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.slack.api.model.view.ViewState;
import dev.signalbox.talk.Button;
import dev.signalbox.talk.Button.Field;
import dev.signalbox.talk.dialect.SafeText;
import dev.signalbox.talk.language.Words;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The fields of a button as a form over the channel, and what comes back of it. */
final class Modal {

  /** How Slack calls it when it comes back. */
  static final String CALLBACK = "sb:form";

  /** The element in each block; the block bears the name of the field. */
  private static final String ELEMENT = "value";

  private static final int TITLE_MAX = 24;
  private static final int LABEL_MAX = 2_000;
  private static final int TEXT_MAX = 3_000;
  private static final int OPTION_MAX = 75;
  private static final int OPTIONS_MAX = 100;
  private static final int METADATA_MAX = 3_000;

  /** Texts above this get more than one line. */
  private static final int LINE_MAX = 120;

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /**
   * What the form brings back of where it came from. Slack keeps it from people's eyes and hands, but
   * it is not trusted all the same.
   *
   * @param replyTo where an answer for the person goes; empty for nowhere
   */
  record Origin(String action, String channel, String replyTo) {

    private String written() {
      return JSON.objectNode()
          .put("action", action)
          .put("channel", channel)
          .put("reply_to", replyTo)
          .toString();
    }

    /** Reads what was written; empty for anything else. */
    static Optional<Origin> read(@Nullable String text) {
      try {
        JsonNode node = MAPPER.readTree(text == null ? "" : text);
        return node.path("action").isTextual() && node.path("channel").isTextual()
            ? Optional.of(new Origin(
                node.path("action").asText(),
                node.path("channel").asText(),
                node.path("reply_to").asText()))
            : Optional.empty();
      } catch (JsonProcessingException e) {
        return Optional.empty();
      }
    }
  }

  private Modal() {}

  static ObjectNode of(Button button, Origin origin) {
    ObjectNode view = JSON.objectNode().put("type", "modal").put("callback_id", CALLBACK);
    String metadata = origin.written();
    boolean fits = metadata.length() <= METADATA_MAX;
    view.put(
        "private_metadata",
        fits ? metadata : new Origin(origin.action(), origin.channel(), "").written());
    view.set("title", plain(button.label().replace("…", ""), TITLE_MAX));
    view.set("submit", plain(Words.raw("chat.submit"), TITLE_MAX));
    view.set("close", plain(Words.raw("chat.close"), TITLE_MAX));
    ArrayNode blocks = view.putArray("blocks");
    button.fields().forEach(field -> blocks.add(input(field)));
    return view;
  }

  private static ObjectNode input(Field field) {
    ObjectNode block = JSON.objectNode()
        .put("type", "input")
        .put("block_id", field.name())
        .put("optional", !field.required());
    block.set("label", plain(field.label(), LABEL_MAX));
    block.set("element", field.choices().isEmpty() ? text(field) : choice(field));
    return block;
  }

  private static ObjectNode text(Field field) {
    int most = Math.min(TEXT_MAX, field.max());
    ObjectNode element = JSON.objectNode()
        .put("type", "plain_text_input")
        .put("action_id", ELEMENT)
        .put("multiline", field.max() > LINE_MAX)
        .put("max_length", most);
    return field.value().isEmpty()
        ? element
        : element.put("initial_value", SafeText.cut(field.value(), most));
  }

  private static ObjectNode choice(Field field) {
    ObjectNode element = JSON.objectNode().put("type", "static_select").put("action_id", ELEMENT);
    ArrayNode options = element.putArray("options");
    field.choices().stream().limit(OPTIONS_MAX).forEach(choice -> {
      options.add(option(choice));
      if (choice.equals(field.value())) {
        element.set("initial_option", option(choice));
      }
    });
    return element;
  }

  private static ObjectNode option(String choice) {
    ObjectNode option = JSON.objectNode().put("value", choice);
    option.set("text", plain(choice, OPTION_MAX));
    return option;
  }

  private static ObjectNode plain(String text, int most) {
    return JSON.objectNode()
        .put("type", "plain_text")
        .put("text", SafeText.cut(SafeText.tame(text), most))
        .put("emoji", false);
  }

  /** What was filled in, by the names of the fields. */
  static Map<String, String> fields(@Nullable ViewState state) {
    Map<String, String> fields = new LinkedHashMap<>();
    if (state != null && state.getValues() != null) {
      state.getValues().forEach((name, elements) -> {
        ViewState.Value value = elements.get(ELEMENT);
        if (value != null) {
          fields.put(name, filled(value));
        }
      });
    }
    return fields;
  }

  private static String filled(ViewState.Value value) {
    String text = value.getSelectedOption() == null
        ? value.getValue()
        : value.getSelectedOption().getValue();
    return text == null ? "" : text;
  }

  /**
   * Keeps the form open, with all that was filled in, and says what is wrong: at the field that the
   * words name as people type it, else at the first.
   */
  static ObjectNode wrong(Collection<String> fields, String why) {
    String field = fields.stream()
        .filter(name -> why.contains(name + ":"))
        .findFirst()
        .orElseGet(() -> fields.iterator().next());
    ObjectNode answer = JSON.objectNode().put("response_action", "errors");
    answer.putObject("errors").put(field, SafeText.cut(SafeText.tame(why), OPTION_MAX * 4));
    return answer;
  }
}
