package dev.signalbox;

import dev.signalbox.board.Team;
import dev.signalbox.board.TeamId;
import dev.signalbox.settings.Settings;
import dev.signalbox.settings.SettingsException;
import dev.signalbox.talk.Offices.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Whether the file of settings can be read and says what it said when it was read last. */
final class FileCheck {

  private static final int NAMED_MAX = 5;

  private FileCheck() {}

  static Finding of(Supplier<Settings> file, Optional<Team> inForce, TeamId team) {
    Settings now;
    try {
      now = file.get();
    } catch (SettingsException e) {
      return Checkup.ill(
          "The file of settings cannot be read: "
              + String.valueOf(e.getMessage()).strip(),
          "Mend it, and look with: signalbox config check");
    }
    Team written = now.teams().get(team);
    if (written == null) {
      return Checkup.ill(
          "Team " + team + " is not in the file of settings.",
          "Put it back, or name the file with --config.");
    }
    List<String> differ = inForce.map(there -> differences(there, written)).orElse(List.of());
    return differ.isEmpty()
        ? Checkup.well("The file of settings says what was read last.")
        : Checkup.ill(
            "The file of settings was changed since it was read: " + named(differ) + ".",
            "Put it in force: reload, or start the server again.");
  }

  private static String named(List<String> keys) {
    int more = keys.size() - NAMED_MAX;
    String some = String.join(", ", keys.subList(0, Math.min(NAMED_MAX, keys.size())));
    return more > 0 ? some + " and " + more + " more" : some;
  }

  private static List<String> differences(Team inForce, Team written) {
    TreeSet<String> keys = new TreeSet<>(inForce.written().keySet());
    keys.addAll(written.written().keySet());
    List<String> differ = new ArrayList<>();
    for (String key : keys) {
      if (!Objects.equals(inFile(inForce.written(), key), inFile(written.written(), key))) {
        differ.add(key);
      }
    }
    return differ;
  }

  private static @Nullable String inFile(Map<String, Team.Setting> written, String key) {
    Team.Setting setting = written.get(key);
    return setting == null ? null : setting.file();
  }
}
