package dev.signalbox.ledger;

import dev.signalbox.board.Event;
import java.util.HashMap;
import java.util.Map;

/** Events as the log has them: the record's simple name, and its components as JSON. */
final class EventJson<E extends Event> {

  private static final Map<Class<?>, EventJson<?>> BY_RECORD = new HashMap<>();
  private static final Map<String, EventJson<?>> BY_NAME = new HashMap<>();

  static {
    learn(Event.class);
  }

  private final Class<E> type;
  private final Json<E> json;

  private EventJson(Class<E> type) {
    this.type = type;
    json = Json.of(type);
  }

  /** Every record below a sealed interface, so that a new event needs no line here. */
  private static void learn(Class<? extends Event> type) {
    if (type.isRecord()) {
      EventJson<?> json = new EventJson<>(type);
      BY_RECORD.put(type, json);
      if (BY_NAME.put(type.getSimpleName(), json) != null) {
        throw new IllegalStateException("two events are called " + type.getSimpleName());
      }
      return;
    }
    for (Class<?> below : type.getPermittedSubclasses()) {
      learn(below.asSubclass(Event.class));
    }
  }

  static String type(Event event) {
    return event.getClass().getSimpleName();
  }

  static String body(Event event) {
    EventJson<?> json = BY_RECORD.get(event.getClass());
    if (json == null) {
      throw new IllegalStateException("no event: " + event);
    }
    return json.text(event);
  }

  private String text(Event event) {
    return json.text(type.cast(event));
  }

  static Event parse(String type, String body) {
    EventJson<?> json = BY_NAME.get(type);
    if (json == null) {
      throw new IllegalStateException("the log has an event of an unknown type: " + type);
    }
    return json.json.parse(body);
  }
}
