package dev.signalbox.settings;

import dev.signalbox.board.Names;
import dev.signalbox.settings.Settings.Origin;
import dev.signalbox.slips.Nearest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Goes through the file with the table of keys beside it. Notes what is wrong and reads on. */
final class Reading {

  private final Function<String, Origin> origins;
  private final Problems problems;

  Reading(Origin origin, Problems problems) {
    this(path -> origin, problems);
  }

  /**
   * @param origins who wrote what stands at a path
   */
  Reading(Function<String, Origin> origins, Problems problems) {
    this.origins = origins;
    this.problems = problems;
  }

  Scope read(Node.Section file) {
    Scope root = Scope.root();
    fill(root, file.entries());
    return root;
  }

  private void fill(Scope scope, Map<String, Node> entries) {
    boolean names = Keys.under(scope.place()).contains("*");
    entries.forEach((name, node) -> {
      if (names && !Names.valid(name)) {
        add(scope, name, node, Node.quote(name) + " is not a name; use " + Names.FORM);
      }
      String place = scope.placeOf(name);
      Optional<Key<?>> key = Keys.at(place);
      if (key.isPresent()) {
        value(scope, key.get(), node);
      } else if (Keys.isSection(place)) {
        section(scope, name, node);
      } else {
        add(scope, name, node, unknown(scope, name));
      }
    });
  }

  private <T> void value(Scope scope, Key<T> key, Node node) {
    Optional<T> value = key.kind().read(node);
    if (value.isPresent()) {
      String path = Scope.path(scope.path(), key.name());
      scope.put(key, value.get(), origins.apply(path), node.line());
    } else {
      scope.markBad(key.name());
      add(
          scope,
          key.name(),
          node,
          key.kind()
              .fault()
              .apply(node)
              .orElseGet(() -> "found %s; must be %s, such as %s"
                  .formatted(node.shown(), key.kind().allowed(), key.example())));
    }
  }

  /** A section with nothing in it is an empty one: a lane may need no key at all. */
  private void section(Scope scope, String name, Node node) {
    Scope inner = scope.open(name, node.line(), origins.apply(Scope.path(scope.path(), name)));
    if (node instanceof Node.Section section) {
      fill(inner, section.entries());
    } else if (!(node instanceof Node.Blank)) {
      inner.spoil();
      List<String> known = Keys.under(scope.placeOf(name));
      String wanted = known.contains("*") ? "names" : "keys (" + String.join(", ", known) + ")";
      add(scope, name, node, "found %s; must hold %s".formatted(node.shown(), wanted));
    }
  }

  private static String unknown(Scope scope, String name) {
    return "unknown key " + Node.quote(name) + "; " + advice(scope, name);
  }

  private static String advice(Scope scope, String name) {
    List<String> elsewhere = Keys.placesOf(name);
    if (!elsewhere.isEmpty()) {
      return "it stands at " + String.join(" or ", elsewhere);
    }
    List<String> here = Keys.under(scope.place());
    return Nearest.to(name, here)
        .map(near -> "did you mean " + Node.quote(near) + "?")
        .orElse("known here: " + String.join(", ", here));
  }

  private void add(Scope scope, String name, Node node, String text) {
    problems.add(node.line(), Scope.path(scope.path(), name), text);
  }
}
