package dev.signalbox.talk;

import dev.signalbox.board.TeamId;
import dev.signalbox.desk.Chore;
import dev.signalbox.desk.Reads;
import java.time.Instant;
import java.util.Optional;

/** Decides whether a digest that is due is worth telling. */
public final class Digest {

  private Digest() {}

  /** What asks for it, in the team's home; empty where nothing waits for a person. */
  public static Optional<Chore> due(Reads reads, TeamId team, Instant firing) {
    Reads.Overview overview = reads.overview(team);
    return DigestView.worthwhile(overview)
        ? Optional.of(new Chore.Digest(team, overview.team().rooms().get(0), firing))
        : Optional.empty();
  }
}
