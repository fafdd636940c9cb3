package dev.signalbox.settings;

import dev.signalbox.board.Team;
import dev.signalbox.board.Team.Setting;
import dev.signalbox.board.Team.Source;
import dev.signalbox.board.TeamId;
import dev.signalbox.settings.Settings.Origin;
import dev.signalbox.settings.Settings.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How the settings of a team change: by the file when it is read again, and by what somebody asks
 * for in chat. The last change wins: what the file says anew goes over what was said in chat, and
 * what it says as before does not. Pure.
 */
public final class TeamSettings {

  private TeamSettings() {}

  /**
   * The team after its file was read once more.
   *
   * @param present as it is now
   * @param file as the file has it
   * @throws SettingsException if what the file says does not go with what was said in chat
   */
  public static Team reread(Team present, Team file) {
    Map<String, Setting> next = new LinkedHashMap<>(present.written());
    Set<String> keys = new LinkedHashSet<>(present.written().keySet());
    keys.addAll(file.written().keySet());
    for (String key : keys) {
      Setting was = present.written().get(key);
      Setting said = file.written().get(key);
      String before = was == null ? null : was.file();
      String now = said == null ? null : said.text();
      if (Objects.equals(before, now)) {
        continue;
      }
      if (said == null) {
        remove(next, key);
      } else {
        next.put(key, said);
      }
    }
    return build(present.id(), next);
  }

  /**
   * The team after somebody changed something in chat.
   *
   * @param changes keys within the team, such as {@code lanes.build.wip}, and their new texts as a
   *     person types them: {@code review, docs} does for a list; a section such as {@code
   *     lanes.docs} may stand without any key of its own; empty takes a key or a section away
   * @throws SettingsException naming everything that is wrong
   */
  public static Team change(Team present, Map<String, Optional<String>> changes) {
    Map<String, Setting> next = new LinkedHashMap<>(present.written());
    changes.forEach((key, text) -> {
      if (text.isEmpty()) {
        present.written().keySet().stream()
            .filter(other -> other.equals(key) || other.startsWith(key + "."))
            .forEach(other -> takeAway(next, other));
        return;
      }
      Setting was = next.get(key);
      String file = was == null ? null : was.file();
      next.put(key, new Setting(normal(key, text.get()), file, Source.CHAT));
    });
    return build(present.id(), next);
  }

  private static void remove(Map<String, Setting> from, String key) {
    from.keySet().removeIf(other -> other.equals(key) || other.startsWith(key + "."));
  }

  private static void takeAway(Map<String, Setting> from, String key) {
    Setting was = from.get(key);
    if (was == null || was.file() == null) {
      from.remove(key);
    } else {
      from.put(key, new Setting(null, was.file(), Source.CHAT));
    }
  }

  /** As it would stand in the file; as it was typed where that is not allowed. */
  private static String normal(String path, String typed) {
    return Keys.at(place(path)).map(key -> normal(key, typed)).orElse(typed);
  }

  private static <T> String normal(Key<T> key, String typed) {
    return Stream.of(typed, quoted(typed), "[" + typed + "]")
        .flatMap(text -> node(text).stream())
        .flatMap(node -> key.kind().read(node).stream())
        .findFirst()
        .map(key.kind()::print)
        .orElse(quoted(typed));
  }

  private static Optional<Node> node(String text) {
    try {
      return YamlText.parse(text, new Problems(""));
    } catch (SettingsException e) {
      return Optional.empty();
    }
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints().forEach(c -> {
      if (c == '"' || c == '\\') {
        quoted.append('\\').appendCodePoint(c);
      } else if (Character.isISOControl(c)) {
        quoted.append(' ');
      } else {
        quoted.appendCodePoint(c);
      }
    });
    return quoted.append('"').toString();
  }

  /** The place in the table of keys of a key within a team. */
  private static String place(String key) {
    Scope at = Scope.root();
    for (String name : ("teams.any." + key).split("\\.", -1)) {
      at = at.section(name);
    }
    return at.place();
  }

  private static Team build(TeamId id, Map<String, Setting> written) {
    Scope scope = scope(id, written, new Problems(""));
    // The record is what was merged, which knows what the file said.
    return Building.team(id, scope).withWritten(Collections.unmodifiableMap(written));
  }

  private static Scope scope(TeamId id, Map<String, Setting> written, Problems problems) {
    String prefix = "teams." + id + ".";
    Node.Section team = Written.nodes(written, problems);
    Node.Section root =
        new Node.Section(Map.of("teams", new Node.Section(Map.of(id.name(), team), 0)), 0);
    Scope scope = new Reading(path -> origin(written, path, prefix), problems)
        .read(root)
        .section("teams")
        .section(id.name());
    new TeamCheck(scope, problems).check();
    problems.throwIfAny();
    Settings.settleReviewers(scope);
    return scope;
  }

  private static Origin origin(Map<String, Setting> written, String path, String prefix) {
    Setting setting = path.startsWith(prefix) ? written.get(path.substring(prefix.length())) : null;
    return setting == null ? Origin.FILE : origin(setting.source());
  }

  private static Origin origin(Source source) {
    return switch (source) {
      case BUILT_IN -> Origin.BUILT_IN;
      case FILE -> Origin.FILE;
      case CHAT -> Origin.CHAT;
    };
  }

  /** The part of a file that would give these settings. */
  public static String export(Team team) {
    return Exporting.file(List.of(), List.of(team));
  }

  /** Every value in force, and where it came from, in the order of the table of keys. */
  public static List<Value> describe(Team team) {
    Scope scope = scope(team.id(), team.written(), new Problems(""));
    return Describing.of(scope);
  }
}
