package dev.signalbox.agents;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.Names;
import dev.signalbox.board.Need;
import dev.signalbox.board.Priority;
import dev.signalbox.board.ResourceId;
import dev.signalbox.board.TaskId;
import dev.signalbox.web.Problem;
import dev.signalbox.web.ProblemException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads single values, and takes nothing for another thing: {@code "7"} is no number, {@code 7} no
 * text. Every refusal says which field, what was there, and what may be.
 */
final class Values {

  /** More of anything is not to be had anywhere. */
  static final int UNITS_MAX = 10_000;

  private static final int SHOWN_MAX = 60;

  private Values() {}

  /**
   * The value of a field; null where it may be left out and is.
   *
   * @throws ProblemException {@code bad_value}
   */
  static @Nullable Object read(Slot slot, JsonNode node) {
    if (node.isMissingNode() || node.isNull()) {
      if (slot.required()) {
        throw bad(slot.name() + " is needed: " + allowed(slot) + ".");
      }
      return null;
    }
    if (slot.type() == Need.class) {
      return needs(slot, node);
    }
    if (!slot.list()) {
      return one(slot, node).orElseThrow(() -> wrong(slot, node));
    }
    if (!node.isArray()) {
      throw wrong(slot, node);
    }
    List<Object> all = new ArrayList<>();
    for (JsonNode each : node) {
      all.add(one(slot, each).orElseThrow(() -> wrong(slot, each)));
    }
    return List.copyOf(all);
  }

  /** Resources by name, each with how much of it. */
  private static List<Need> needs(Slot slot, JsonNode node) {
    if (!node.isObject()) {
      throw wrong(slot, node);
    }
    List<Need> all = new ArrayList<>();
    for (Map.Entry<String, JsonNode> one : node.properties()) {
      ResourceId id = ResourceId.parse(one.getKey())
          .orElseThrow(() -> bad(slot.name() + " names " + shown(one.getKey()) + ", which is not "
              + ResourceId.FORM + "."));
      all.add(need(id, one.getValue())
          .orElseThrow(() -> bad(slot.name() + "." + shown(id.name()) + " must be "
              + (id.files() ? "exclusive or shared" : "a whole number from 1 to " + UNITS_MAX)
              + ", not " + shown(one.getValue()) + ".")));
    }
    return List.copyOf(all);
  }

  private static Optional<Need> need(ResourceId id, JsonNode much) {
    if (id.files()) {
      boolean shared = much.asText().equals("shared");
      boolean known = much.isTextual() && (shared || much.asText().equals("exclusive"));
      return known ? Optional.of(new Need(id, 1, shared)) : Optional.empty();
    }
    boolean fits = much.isIntegralNumber()
        && much.canConvertToInt()
        && much.intValue() >= 1
        && much.intValue() <= UNITS_MAX;
    return fits ? Optional.of(new Need(id, much.intValue(), false)) : Optional.empty();
  }

  private static Optional<Object> one(Slot slot, JsonNode node) {
    Class<?> type = slot.type();
    if (type == int.class || type == Integer.class) {
      boolean fits = node.isIntegralNumber()
          && node.canConvertToInt()
          && node.intValue() >= slot.min()
          && node.intValue() <= slot.max();
      return fits ? Optional.of(node.intValue()) : Optional.empty();
    }
    if (type == long.class) {
      boolean fits = node.isIntegralNumber() && node.canConvertToLong() && node.longValue() >= 1;
      return fits ? Optional.of(node.longValue()) : Optional.empty();
    }
    if (type == Boolean.class) {
      return node.isBoolean() ? Optional.of(node.booleanValue()) : Optional.empty();
    }
    if (!node.isTextual()) {
      return Optional.empty();
    }
    return text(type, node.textValue());
  }

  private static Optional<Object> text(Class<?> type, String text) {
    if (type == String.class) {
      return Optional.of(text);
    }
    if (type == TaskId.class) {
      return TaskId.parse(text).map(Object.class::cast);
    }
    if (type == ResourceId.class) {
      return ResourceId.parse(text).map(Object.class::cast);
    }
    if (type == LaneId.class) {
      return Names.valid(text) ? Optional.of(new LaneId(text)) : Optional.empty();
    }
    if (type == Priority.class) {
      return Arrays.stream(Priority.values())
          .filter(each -> each.word().equals(text))
          .map(Object.class::cast)
          .findFirst();
    }
    throw new IllegalStateException("no field may be a " + type.getName());
  }

  /** What a field may hold, in words. */
  static String allowed(Slot slot) {
    return slot.type() == Need.class
        ? "an object of resources, such as {\"staging\": 1, \"files:src/**\": \"shared\"}"
        : (slot.list() ? "a list, each entry " : "") + kind(slot);
  }

  private static String kind(Slot slot) {
    Class<?> type = slot.type();
    if (type == int.class || type == Integer.class) {
      return "a whole number from " + slot.min() + " to " + slot.max();
    }
    if (type == long.class) {
      return "a whole number, at least 1";
    }
    if (type == ResourceId.class) {
      return ResourceId.FORM;
    }
    if (type == Boolean.class) {
      return "true or false";
    }
    if (type == TaskId.class) {
      return "a task id such as \"T-41\"";
    }
    if (type == LaneId.class) {
      return "a lane's name (" + Names.FORM + ")";
    }
    if (type == Priority.class) {
      return Arrays.stream(Priority.values())
          .map(Priority::word)
          .collect(Collectors.joining(", ", "one of ", ""));
    }
    return "text";
  }

  private static ProblemException wrong(Slot slot, JsonNode node) {
    return bad(slot.name() + " must be " + allowed(slot) + ", not " + shown(node) + ".");
  }

  static ProblemException bad(String detail) {
    return new ProblemException(Problem.badValue(detail));
  }

  /** Somebody's value inside our sentence: short, and nothing but printable ASCII. */
  static String shown(JsonNode node) {
    String text =
        node.isContainerNode() ? (node.isArray() ? "a list" : "an object") : node.toString();
    return shown(text);
  }

  static String shown(String text) {
    String head = text.substring(0, Math.min(text.length(), SHOWN_MAX));
    return head.replaceAll("[^ -~]", "?") + (head.length() < text.length() ? "…" : "");
  }
}
