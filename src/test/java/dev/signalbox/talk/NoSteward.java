package dev.signalbox.talk;

import dev.signalbox.board.Actor;
import dev.signalbox.board.TeamEvent.Configured.Change;
import dev.signalbox.board.TeamId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A steward that writes down what it is asked and agrees to all of it. */
final class NoSteward implements Offices.Steward {

  final List<String> asked = new ArrayList<>();

  @Override
  public CompletableFuture<Offices.Verdict> change(
      TeamId team, Actor by, Map<String, Optional<String>> changes) {
    asked.add(by + " " + changes);
    return CompletableFuture.completedFuture(new Offices.Verdict(
        null,
        changes.entrySet().stream()
            .map(change -> new Change(change.getKey(), null, change.getValue().orElse(null)))
            .toList(),
        List.of()));
  }

  @Override
  public CompletableFuture<Offices.Verdict> reload(TeamId team, Actor by) {
    asked.add(by + " reload");
    return CompletableFuture.completedFuture(new Offices.Verdict(null, List.of(), List.of()));
  }

  @Override
  public List<String> show(TeamId team) {
    return List.of("wip = 3   (default)");
  }

  @Override
  public String export() {
    return "teams: {}";
  }
}
