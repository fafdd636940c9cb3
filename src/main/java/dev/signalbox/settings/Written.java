package dev.signalbox.settings;

import dev.signalbox.board.Team;
import dev.signalbox.settings.Settings.Origin;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The settings of a team as somebody wrote them: a key within the team, and its text. A section of
 * the team's own naming, such as a lane, is there by its own key too, for it may hold nothing.
 */
final class Written {

  /** The text of a section. */
  static final String SECTION = "{}";

  private Written() {}

  /** What stands in the scope of a team and all below it. */
  static Map<String, Team.Setting> in(Scope team) {
    Map<String, Team.Setting> all = new LinkedHashMap<>();
    collect(team, "", all);
    return Collections.unmodifiableMap(all);
  }

  private static void collect(Scope scope, String path, Map<String, Team.Setting> all) {
    scope.written().forEach((name, value) -> all.put(path + name, setting(value)));
    scope.sections().forEach((name, inner) -> {
      boolean named = Keys.under(scope.place()).contains("*");
      if (named) {
        all.put(path + name, new Team.Setting(SECTION, SECTION, source(inner.origin())));
      }
      collect(inner, path + name + ".", all);
    });
  }

  private static Team.Setting setting(Scope.Text value) {
    return new Team.Setting(value.text(), value.text(), source(value.origin()));
  }

  private static Team.Source source(Origin origin) {
    return switch (origin) {
      case DEFAULT, BUILT_IN -> Team.Source.BUILT_IN;
      case FILE, OPTION -> Team.Source.FILE;
      case CHAT -> Team.Source.CHAT;
    };
  }

  /** The same as nodes, to be read like a file. */
  static Node.Section nodes(Map<String, Team.Setting> written, Problems problems) {
    Map<String, Node> root = new LinkedHashMap<>();
    written.forEach((key, setting) -> {
      String text = setting.text();
      if (text != null) {
        put(
            root,
            List.of(key.split("\\.", -1)),
            YamlText.parse(text, problems).orElse(new Node.Blank(0)));
      }
    });
    return new Node.Section(root, 0);
  }

  private static void put(Map<String, Node> into, List<String> path, Node value) {
    String first = path.get(0);
    if (path.size() == 1) {
      into.putIfAbsent(
          first,
          value instanceof Node.Section ? new Node.Section(new LinkedHashMap<>(), 0) : value);
      return;
    }
    Node inner = into.computeIfAbsent(first, name -> new Node.Section(new LinkedHashMap<>(), 0));
    if (inner instanceof Node.Section section) {
      put(section.entries(), path.subList(1, path.size()), value);
    }
  }
}
