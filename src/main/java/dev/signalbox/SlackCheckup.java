package dev.signalbox;

import dev.signalbox.board.PersonId;
import dev.signalbox.board.State;
import dev.signalbox.board.Team;
import dev.signalbox.board.TeamId;
import dev.signalbox.desk.Reads;
import dev.signalbox.slack.Incoming.Liveness;
import dev.signalbox.slack.Workspace;
import dev.signalbox.talk.Offices.Finding;
import dev.signalbox.talk.dialect.Sign;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is looked at of a team with a room in Slack: Slack itself, the connection over which it is
 * heard, and who cannot be called there. A team without one has nothing to be looked at.
 * Thread-safe.
 */
final class SlackCheckup {

  private static final int NAMED_MAX = 10;
  private static final Set<State> OPEN = Reads.TaskFilter.open(1).states();

  private record Slack(
      Function<List<String>, CompletableFuture<List<Sign>>> asks,
      Supplier<Optional<Liveness>> liveness) {}

  private final Reads reads;
  private volatile @Nullable Slack slack;

  SlackCheckup(Reads reads) {
    this.reads = reads;
  }

  /**
   * From now on Slack can be asked.
   *
   * @param asks answers for rooms, soon and never exceptionally
   * @param liveness how the connection is; empty where there is none to be kept
   */
  void started(
      Function<List<String>, CompletableFuture<List<Sign>>> asks,
      Supplier<Optional<Liveness>> liveness) {
    slack = new Slack(asks, liveness);
  }

  CompletableFuture<List<Finding>> examine(TeamId id) {
    Optional<Team> team = reads.team(id).filter(known -> !rooms(known).isEmpty());
    if (team.isEmpty()) {
      return CompletableFuture.completedFuture(List.of());
    }
    Slack present = slack;
    if (present == null) {
      return CompletableFuture.completedFuture(List.of(
          Checkup.ill(
              "Slack was not asked: only a running server does, one that was started with a room"
                  + " there.",
              "Start the server, then again: doctor"),
          unlinked(team.get())));
    }
    return present.asks().apply(rooms(team.get())).thenApplyAsync(signs -> {
      List<Finding> all = new ArrayList<>();
      signs.forEach(sign -> all.add(new Finding(sign.well(), sign.what(), sign.fix())));
      present.liveness().get().map(SlackCheckup::connection).ifPresent(all::add);
      all.add(unlinked(team.get()));
      return all;
    });
  }

  private static List<String> rooms(Team team) {
    return team.rooms().stream().filter(Workspace::has).toList();
  }

  static Finding connection(Liveness liveness) {
    String times = liveness.reconnects() == 1 ? " reconnect" : " reconnects";
    String since = "the last word from it is " + said(liveness.silence()) + " old; "
        + liveness.reconnects() + times + " since the start.";
    return liveness.connected()
        ? Checkup.well("Slack is connected: " + since)
        : Checkup.ill(
            "Slack is not connected, so nothing that is typed or pressed there arrives: " + since,
            "It goes on trying. See that SLACK_APP_TOKEN is this app's and has the scope"
                + " connections:write, and that the app has Socket Mode on.");
  }

  private static String said(Duration time) {
    return time.toMinutes() < 2 ? time.toSeconds() + " s" : time.toMinutes() + " min";
  }

  /** Their pings stand in the channel with their name, and notify nobody. */
  private Finding unlinked(Team team) {
    List<String> names = team.people().entrySet().stream()
        .filter(known -> known.getValue().slack() == null && owns(team, known.getKey()))
        .map(known -> known.getKey().name())
        .sorted()
        .toList();
    if (names.isEmpty()) {
      return Checkup.well("Everybody who owns an open task can be called in Slack.");
    }
    int more = names.size() - NAMED_MAX;
    return Checkup.ill(
        names.stream().limit(NAMED_MAX).collect(Collectors.joining(", "))
            + (more > 0 ? " and " + more + " more" : "")
            + (names.size() == 1 ? " owns" : " own")
            + " open tasks and cannot be called in Slack: pings name them, and notify nobody.",
        "Copy the member ID from their profile there, then: person set " + names.get(0)
            + " slack:U…");
  }

  private boolean owns(Team team, PersonId person) {
    Reads.TaskFilter filter = new Reads.TaskFilter(OPEN, null, null, person, 0, 1);
    return !reads.tasks(team.id(), filter).isEmpty();
  }
}
