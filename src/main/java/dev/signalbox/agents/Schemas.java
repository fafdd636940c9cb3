package dev.signalbox.agents;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.board.Need;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.Texts;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** JSON schemas of records, each under its name once. */
final class Schemas {

  static final String PREFIX = "#/components/schemas/";

  private static final String NAME = "^[a-z][a-z0-9_-]{0,31}$";

  private final Map<String, ObjectNode> named = new TreeMap<>();

  /** An empty schema under a name, to be filled. */
  ObjectNode add(String name) {
    ObjectNode schema = Json.object();
    named.put(name, schema);
    return schema;
  }

  /** All of them, by name. */
  ObjectNode all() {
    ObjectNode all = Json.object();
    named.forEach(all::set);
    return all;
  }

  static String name(Class<?> type) {
    return type.getSimpleName();
  }

  /** A reference to a record's schema, which is made if it is new. */
  ObjectNode reference(Class<?> type) {
    if (!named.containsKey(name(type))) {
      ObjectNode schema = add(name(type)).put("type", "object");
      ArrayNode required = schema.putArray("required");
      ObjectNode fields = schema.putObject("properties");
      for (Slot slot : Slot.all(type)) {
        fields.set(slot.name(), of(slot));
        required.add(slot.name());
      }
    }
    return Json.object().put("$ref", PREFIX + name(type));
  }

  /** The schema of a field; one that need not be there may be null as well. */
  ObjectNode of(Slot slot) {
    ObjectNode schema = slot.type() == Need.class ? needs() : single(slot);
    if (slot.list() && slot.type() != Need.class) {
      ObjectNode list = Json.object().put("type", "array");
      list.set("items", schema);
      if (slot.says() != null && slot.says().items() > 0) {
        list.put("maxItems", slot.says().items());
      }
      schema = list;
    }
    if (!slot.required()) {
      nullable(schema);
    }
    if (slot.says() != null) {
      schema.put("description", slot.says().value());
    }
    return schema;
  }

  /** Resources by name, each with how much of it. */
  private static ObjectNode needs() {
    ObjectNode much = Json.object();
    ArrayNode either = much.putArray("oneOf");
    either.addObject().put("type", "integer").put("minimum", 1).put("maximum", Values.UNITS_MAX);
    either.addObject().put("type", "string").putArray("enum").add("exclusive").add("shared");
    ObjectNode schema = Json.object().put("type", "object").put("maxProperties", Texts.NEEDS_MAX);
    schema.set("additionalProperties", much);
    return schema;
  }

  private static void nullable(ObjectNode schema) {
    if (schema.has("type")) {
      String type = schema.path("type").asText();
      schema.putArray("type").add(type).add("null");
    } else if (schema.has("$ref")) {
      ObjectNode reference = schema.deepCopy();
      schema.removeAll();
      ArrayNode either = schema.putArray("anyOf");
      either.add(reference);
      either.addObject().put("type", "null");
    }
    if (schema.has("enum")) {
      schema.withArray("/enum").addNull();
    }
  }

  private ObjectNode single(Slot slot) {
    Class<?> type = slot.type();
    ObjectNode schema = Json.object();
    if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
      schema.put("type", "integer");
      if (slot.says() != null && slot.says().max() < Integer.MAX_VALUE || slot.min() > 0) {
        schema.put("minimum", slot.min()).put("maximum", slot.max());
      }
      return schema;
    }
    if (type == boolean.class || type == Boolean.class) {
      return schema.put("type", "boolean");
    }
    if (type == String.class) {
      schema.put("type", "string");
      if (slot.says() != null && slot.says().chars() > 0) {
        schema.put("maxLength", slot.says().chars());
      }
      return schema;
    }
    if (type == TaskId.class) {
      return schema.put("type", "string").put("pattern", "^[Tt]-?[1-9][0-9]{0,6}$");
    }
    if (type == Instant.class) {
      return schema.put("type", "string").put("format", "date-time");
    }
    if (type.isEnum()) {
      words(type).forEach(schema.put("type", "string").putArray("enum")::add);
      return schema;
    }
    return object(type, schema);
  }

  private ObjectNode object(Class<?> type, ObjectNode schema) {
    if (Json.WORDS.contains(type)) {
      boolean name = Arrays.stream(type.getRecordComponents())
          .map(RecordComponent::getName)
          .toList()
          .equals(List.of("name"));
      return name
          ? schema.put("type", "string").put("pattern", NAME)
          : schema.put("type", "string");
    }
    if (type.isRecord()) {
      return reference(type);
    }
    return schema.put("type", "object");
  }

  private static List<String> words(Class<?> type) {
    List<String> words = new ArrayList<>();
    for (Object each : type.getEnumConstants()) {
      words.add(((Enum<?>) each).name().toLowerCase(Locale.ROOT));
    }
    return words;
  }
}
