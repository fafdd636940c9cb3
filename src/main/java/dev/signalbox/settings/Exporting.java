package dev.signalbox.settings;

import dev.signalbox.board.Team;
import dev.signalbox.settings.Settings.Origin;
import dev.signalbox.settings.Settings.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a settings file. */
final class Exporting {

  private Exporting() {}

  /** A level of the file: texts of values, and levels below. */
  private record Level(Map<String, String> values, Map<String, Level> below) {
    Level() {
      this(new LinkedHashMap<>(), new LinkedHashMap<>());
    }

    void put(String path, String text) {
      int dot = path.indexOf('.');
      if (dot >= 0) {
        inner(path.substring(0, dot)).put(path.substring(dot + 1), text);
      } else if (text.equals(Written.SECTION)) {
        inner(path);
      } else {
        values.put(path, text);
      }
    }

    Level inner(String name) {
      return below.computeIfAbsent(name, any -> new Level());
    }

    void print(String indent, StringBuilder out) {
      values.forEach((name, text) ->
          out.append(indent).append(name).append(": ").append(text).append('\n'));
      below.forEach((name, level) -> {
        boolean nothing = level.values().isEmpty() && level.below().isEmpty();
        out.append(indent).append(name).append(nothing ? ": {}\n" : ":\n");
        level.print(indent + "  ", out);
      });
    }
  }

  static String file(List<Value> own, List<Team> teams) {
    Level root = new Level();
    own.stream()
        .filter(value -> value.origin() == Origin.FILE && !value.key().startsWith("teams."))
        .forEach(value -> root.put(value.key(), value.text()));
    for (Team team : teams) {
      Level level = root.inner("teams").inner(team.id().name());
      team.written().forEach((key, setting) -> {
        String text = setting.text();
        if (text != null) {
          level.put(key, text);
        }
      });
    }
    StringBuilder out = new StringBuilder();
    root.print("", out);
    return out.toString();
  }
}
