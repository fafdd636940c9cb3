package dev.signalbox;

import dev.signalbox.board.Team;
import dev.signalbox.board.TeamId;
import dev.signalbox.desk.Chore;
import dev.signalbox.desk.Reads;
import dev.signalbox.talk.Digest;
import dev.signalbox.timer.Timer;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** When each team wants its digest, as its settings in force say, and what happens then. */
final class Digests implements Timer.Digests {

  private final Reads reads;
  private final Function<Chore, ? extends CompletableFuture<?>> chores;

  Digests(Reads reads, Function<Chore, ? extends CompletableFuture<?>> chores) {
    this.reads = reads;
    this.chores = chores;
  }

  @Override
  public Optional<Timer.Plan> plan(TeamId team) {
    Optional<Team> settings = reads.team(team);
    return settings
        .map(Team::notices)
        .map(Team.Notices::digest)
        .map(cron -> new Timer.Plan(cron, settings.get().zone()));
  }

  @Override
  public void due(TeamId team, Instant firing) {
    Digest.due(reads, team, firing).ifPresent(chore -> {
      var unused = chores.apply(chore);
    });
  }
}
