package dev.signalbox.agents;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One field of a record as JSON has it.
 *
 * @param type what it holds; for a list, what each entry is
 * @param list whether it is a list of those
 * @param required whether it must be there
 * @param says what it means, if that is written down
 */
record Slot(
    String name,
    Class<?> type,
    boolean list,
    boolean required,
    @Nullable Says says) {

  private static final SnakeCaseStrategy SNAKE_CASE = new SnakeCaseStrategy();

  /** Those of a record, in their order. */
  static List<Slot> all(Class<?> type) {
    return Arrays.stream(type.getRecordComponents()).map(Slot::of).toList();
  }

  private static Slot of(RecordComponent part) {
    Says says = part.getAnnotation(Says.class);
    boolean named = says != null && !says.name().isEmpty();
    boolean list = part.getType() == List.class;
    return new Slot(
        named ? says.name() : SNAKE_CASE.translate(part.getName()),
        list ? entry(part.getGenericType()) : part.getType(),
        list,
        !part.getAnnotatedType().isAnnotationPresent(Nullable.class),
        says);
  }

  private static Class<?> entry(Type list) {
    return (Class<?>) ((ParameterizedType) list).getActualTypeArguments()[0];
  }

  int min() {
    return says == null ? Integer.MIN_VALUE : says.min();
  }

  int max() {
    return says == null ? Integer.MAX_VALUE : says.max();
  }
}
