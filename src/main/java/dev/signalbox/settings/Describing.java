package dev.signalbox.settings;

import dev.signalbox.settings.Settings.Value;
import java.util.List;
import java.util.stream.Stream;

/** Lists every value in force, each at the narrowest place where it may stand. */
final class Describing {

  private Describing() {}

  static List<Value> of(Scope root) {
    return values(root).toList();
  }

  private static Stream<Value> values(Scope scope) {
    return Keys.under(scope.place()).stream().flatMap(name -> values(scope, name));
  }

  private static Stream<Value> values(Scope scope, String name) {
    if (name.equals("*")) {
      return scope.sections().values().stream().flatMap(Describing::values);
    }
    String place = scope.placeOf(name);
    return Keys.at(place).isEmpty()
        ? values(scope.section(name))
        : Keys.at(place)
            .filter(key -> key.home().equals(place))
            .map(key -> value(scope, key))
            .stream();
  }

  private static <T> Value value(Scope scope, Key<T> key) {
    Scope.Found<T> found = scope.find(key).orElseThrow();
    return new Value(
        Scope.path(scope.path(), key.name()), key.kind().print(found.value()), found.origin());
  }
}
