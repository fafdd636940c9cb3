package dev.signalbox;

import dev.signalbox.board.PersonId;
import dev.signalbox.board.State;
import dev.signalbox.board.Team;
import dev.signalbox.board.TeamId;
import dev.signalbox.desk.Reads;
import dev.signalbox.talk.Offices.Finding;
import dev.signalbox.talk.dialect.Platform;
import dev.signalbox.talk.dialect.Sign;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is looked at of a team with a room on a platform: the platform itself, and who cannot be called
 * there. A team without one has nothing to be looked at. Thread-safe.
 */
final class PlatformCheckup {

  private static final int NAMED_MAX = 10;
  private static final Set<State> OPEN = Reads.TaskFilter.open(1).states();

  private final Reads reads;
  private final Platform platform;
  private final String link;
  private volatile @Nullable Function<List<String>, CompletableFuture<List<Sign>>> asks;

  /**
   * @param link what to do so that somebody can be called there, before their name
   */
  PlatformCheckup(Reads reads, Platform platform, String link) {
    this.reads = reads;
    this.platform = platform;
    this.link = link;
  }

  /**
   * From now on the platform can be asked.
   *
   * @param asks answers for rooms, soon and never exceptionally
   */
  void started(Function<List<String>, CompletableFuture<List<Sign>>> asks) {
    this.asks = asks;
  }

  CompletableFuture<List<Finding>> examine(TeamId id) {
    Optional<Team> team = reads.team(id).filter(known -> !rooms(known).isEmpty());
    if (team.isEmpty()) {
      return CompletableFuture.completedFuture(List.of());
    }
    var present = asks;
    if (present == null) {
      return CompletableFuture.completedFuture(List.of(
          Checkup.ill(
              platform + " was not asked: only a running server does, one that was started with a"
                  + " room there.",
              "Start the server, then again: doctor"),
          unlinked(team.get())));
    }
    return present.apply(rooms(team.get())).thenApplyAsync(signs -> {
      List<Finding> all = new ArrayList<>();
      signs.forEach(sign -> all.add(new Finding(sign.well(), sign.what(), sign.fix())));
      all.add(unlinked(team.get()));
      return all;
    });
  }

  private List<String> rooms(Team team) {
    return team.rooms().stream().filter(platform::has).toList();
  }

  /** Their pings stand in the channel with their name, and notify nobody. */
  private Finding unlinked(Team team) {
    List<String> names = team.people().entrySet().stream()
        .filter(known -> platform.account(known.getValue()) == null && owns(team, known.getKey()))
        .map(known -> known.getKey().name())
        .sorted()
        .toList();
    if (names.isEmpty()) {
      return Checkup.well("Everybody who owns an open task can be called in " + platform + ".");
    }
    int more = names.size() - NAMED_MAX;
    return Checkup.ill(
        names.stream().limit(NAMED_MAX).collect(Collectors.joining(", "))
            + (more > 0 ? " and " + more + " more" : "")
            + (names.size() == 1 ? " owns" : " own")
            + " open tasks and cannot be called in " + platform
            + ": pings name them, and notify nobody.",
        link.formatted(names.get(0)));
  }

  private boolean owns(Team team, PersonId person) {
    Reads.TaskFilter filter = new Reads.TaskFilter(OPEN, null, null, person, 0, 1);
    return !reads.tasks(team.id(), filter).isEmpty();
  }
}
