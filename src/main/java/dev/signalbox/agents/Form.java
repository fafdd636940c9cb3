package dev.signalbox.agents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.board.AgentId;
import dev.signalbox.web.Problem;
import dev.signalbox.web.Problem.Advice;
import dev.signalbox.web.ProblemException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one verb, and how a body is read into its record: no field that the record does not
 * have, none twice, none of another type. Immutable.
 */
final class Form {

  /** The one field that every body has. */
  static final String TYPE = "type";

  /** Fields by which a body might say who is calling. It may not, and least of all wrongly. */
  static final Set<String> IDENTITIES = Set.of(
      "agent",
      "agent_id",
      "author",
      "actor",
      "as",
      "by",
      "caller",
      "from",
      "handle",
      "holder",
      "identity",
      "on_behalf_of",
      "owner",
      "person",
      "reviewer",
      "sender",
      "user");

  private final Constructor<? extends Ask> maker;
  private final List<Slot> slots;
  private final Map<String, Slot> byName;

  private Form(Constructor<? extends Ask> maker, List<Slot> slots) {
    this.maker = maker;
    this.slots = slots;
    byName = slots.stream().collect(Collectors.toMap(Slot::name, Function.identity()));
  }

  static Form of(Class<? extends Ask> type) {
    RecordComponent[] parts = type.getRecordComponents();
    Class<?>[] types = Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      return new Form(type.getDeclaredConstructor(types), Slot.all(type));
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("every record has its constructor", e);
    }
  }

  /** The fields in their order, {@code type} apart. */
  List<Slot> slots() {
    return slots;
  }

  /**
   * Reads a body; whether the verb has its fields comes before what they hold.
   *
   * @throws ProblemException {@code unknown_field}, {@code identity_mismatch} or {@code bad_value}
   */
  Ask read(ObjectNode body, AgentId caller) {
    for (Iterator<String> names = body.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!name.equals(TYPE) && !byName.containsKey(name)) {
        throw new ProblemException(stranger(name, body.path(name), caller));
      }
    }
    @Nullable Object[] values = new @Nullable Object[slots.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = Values.read(slots.get(i), body.path(slots.get(i).name()));
    }
    try {
      return maker.newInstance(values);
    } catch (InstantiationException | IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("cannot make " + maker.getDeclaringClass().getName(), e);
    }
  }

  private static Problem stranger(String name, JsonNode value, AgentId caller) {
    boolean names = IDENTITIES.contains(name.toLowerCase(Locale.ROOT)) && value.isTextual();
    if (!names || value.textValue().equals(caller.name())) {
      return Problem.unknownField(name);
    }
    return Problem.of(403, "identity_mismatch", "The token alone says who is calling.", Advice.FIX)
        .withDetail(name + " names " + Values.shown(value) + ", but the token is " + caller
            + "'s. Leave the field out.");
  }
}
