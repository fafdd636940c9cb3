package dev.signalbox.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.board.Actor;
import dev.signalbox.board.AgentId;
import dev.signalbox.board.Event;
import dev.signalbox.board.HoldEvent;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.Need;
import dev.signalbox.board.PersonEvent;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.ResourceId;
import dev.signalbox.board.StuckReason;
import dev.signalbox.board.Subject;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.TeamEvent;
import dev.signalbox.board.TeamId;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every event reads back from the log as it was written. */
class EventJsonTest {

  private static final String ODD = "Zoë's \"note\"\n\t\\ 🚦 \u2028 '; DROP TABLE event; --";

  static Stream<Class<?>> records() {
    return below(Event.class);
  }

  private static Stream<Class<?>> below(Class<?> type) {
    return type.isRecord()
        ? Stream.of(type)
        : Stream.of(type.getPermittedSubclasses()).flatMap(EventJsonTest::below);
  }

  @ParameterizedTest
  @MethodSource("records")
  void every_event_reads_back(Class<?> type) throws ReflectiveOperationException {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 20; i++) {
      Event event = (Event) any(type, random);
      String body = EventJson.body(event);
      assertThat(EventJson.parse(type.getSimpleName(), body)).isEqualTo(event);
      assertThat(body).doesNotContain("null");
    }
  }

  @Test
  void the_body_is_what_a_person_would_write() {
    assertThat(EventJson.body(new PersonEvent.Pinged(
            Subject.of(new TaskId(41)),
            2,
            PersonEvent.Pinged.Kind.STUCK,
            StuckReason.REVIEW_ROUNDS,
            new PersonId("ryan"))))
        .isEqualTo("{\"on\":\"T-41\",\"episode\":2,\"kind\":\"stuck\","
            + "\"reason\":\"review_rounds\",\"person\":\"ryan\"}");
    assertThat(EventJson.body(new HoldEvent.Progressed(
            new AgentId("ada"), null, 0, null, null, Instant.parse("2030-01-01T09:00:00.500Z"))))
        .isEqualTo("{\"agent\":\"ada\",\"epoch\":0,\"quietUntil\":\"2030-01-01T09:00:00.500Z\"}");
    assertThat(EventJson.body(new TeamEvent.Awoke(Duration.ofSeconds(90))))
        .isEqualTo("{\"away\":\"PT1M30S\"}");
  }

  @Test
  void an_unknown_type_is_named() {
    assertThatThrownBy(() -> EventJson.parse("Exploded", "{}"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Exploded");
  }

  private static Object any(Type type, SplittableRandom random)
      throws ReflectiveOperationException {
    if (type instanceof ParameterizedType generic) {
      return anyCollection(generic, random);
    }
    Class<?> raw = (Class<?>) type;
    if (raw == String.class) {
      return ODD.substring(random.nextInt(10));
    }
    if (raw == int.class || raw == Integer.class) {
      return random.nextInt(1000);
    }
    if (raw == long.class) {
      return random.nextLong(1L << 40);
    }
    if (raw == Need.class) {
      return List.of(Need.of("staging", 1 + random.nextInt(9)), Need.shared("src/**"))
          .get(random.nextInt(2));
    }
    if (raw == ResourceId.class) {
      return new ResourceId("name-" + random.nextInt(100));
    }
    if (raw == boolean.class) {
      return random.nextBoolean();
    }
    if (raw == Instant.class) {
      return Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
    }
    if (raw == Duration.class) {
      return Duration.ofMillis(random.nextLong(1L << 40));
    }
    if (raw == LocalTime.class) {
      return LocalTime.of(random.nextInt(24), random.nextInt(60));
    }
    if (raw == ZoneId.class) {
      return ZoneId.of("Europe/Berlin");
    }
    if (raw == TaskId.class) {
      return new TaskId(random.nextInt(1, 9999));
    }
    if (raw == Subject.class) {
      return List.of(
              Subject.TEAM,
              Subject.of(new TaskId(3)),
              Subject.of(new LaneId("docs")),
              Subject.of(new AgentId("ada")))
          .get(random.nextInt(4));
    }
    if (Set.of(AgentId.class, LaneId.class, PersonId.class, TeamId.class).contains(raw)) {
      return raw.getConstructor(String.class).newInstance("name-" + random.nextInt(100));
    }
    if (raw == Actor.class) {
      return Actor.OPERATOR;
    }
    if (raw.isEnum()) {
      return raw.getEnumConstants()[random.nextInt(raw.getEnumConstants().length)];
    }
    return anyRecord(raw, random);
  }

  private static Object anyRecord(Class<?> type, SplittableRandom random)
      throws ReflectiveOperationException {
    RecordComponent[] components = type.getRecordComponents();
    assertThat(components).as("%s needs a way to be made up", type).isNotNull();
    Class<?>[] types = new Class<?>[components.length];
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      boolean absent = components[i].getAnnotatedType().isAnnotationPresent(Nullable.class)
          && random.nextBoolean();
      values[i] = absent ? null : any(components[i].getGenericType(), random);
    }
    var constructor = type.getDeclaredConstructor(types);
    constructor.setAccessible(true);
    return constructor.newInstance(values);
  }

  private static Object anyCollection(ParameterizedType type, SplittableRandom random)
      throws ReflectiveOperationException {
    Type[] of = type.getActualTypeArguments();
    if (type.getRawType() == List.class) {
      return random.nextBoolean() ? List.of() : List.of(any(of[0], random), any(of[0], random));
    }
    assertThat(type.getRawType()).isEqualTo(Map.class);
    Map<Object, Object> map = new LinkedHashMap<>();
    map.put(any(of[0], random), any(of[1], random));
    map.put(any(of[0], random), any(of[1], random));
    return map;
  }
}
