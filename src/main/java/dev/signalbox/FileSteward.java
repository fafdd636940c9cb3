package dev.signalbox;

import dev.signalbox.board.Actor;
import dev.signalbox.board.TeamId;
import dev.signalbox.settings.Settings;
import dev.signalbox.talk.Offices;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Settings as the file has them: they change there, and with the next start of the server. */
final class FileSteward implements Offices.Steward {

  private static final String FILE_ONLY =
      "Settings change in the file: write it there and start the server again.";

  private final Settings settings;

  FileSteward(Settings settings) {
    this.settings = settings;
  }

  @Override
  public CompletableFuture<Offices.Verdict> change(
      TeamId team, Actor by, Map<String, Optional<String>> changes) {
    return CompletableFuture.completedFuture(new Offices.Verdict(FILE_ONLY, List.of()));
  }

  @Override
  public CompletableFuture<Offices.Verdict> reload(TeamId team, Actor by) {
    return CompletableFuture.completedFuture(new Offices.Verdict(FILE_ONLY, List.of()));
  }

  @Override
  public List<String> show(TeamId team) {
    return settings.describe().lines().toList();
  }

  @Override
  public String export() {
    return settings.describe();
  }
}
