package dev.signalbox.local;

import dev.signalbox.board.PersonId;
import dev.signalbox.board.TeamId;
import dev.signalbox.desk.Chore;
import dev.signalbox.desk.Reads;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Who may see the page: a link with a one-time key is exchanged for a session, and the session's
 * secret is the browser's cookie. Thread-safe.
 */
public final class Access {

  /** How long a link that somebody asked for may wait to be opened. */
  static final Duration LINK_GOOD_FOR = Duration.ofMinutes(10);

  static final Duration SESSION_GOOD_FOR = Duration.ofDays(30);

  private final Reads reads;
  private final Function<Chore, CompletableFuture<@Nullable Void>> chores;
  private final SecureRandom random;
  private final InstantSource clock;
  private final Keys keys;

  /**
   * @param chores what writes a session down; completes when it is durable
   */
  public Access(
      Reads reads,
      Function<Chore, CompletableFuture<@Nullable Void>> chores,
      SecureRandom random,
      InstantSource clock) {
    this.reads = reads;
    this.chores = chores;
    this.random = random;
    this.clock = clock;
    this.keys = new Keys(random);
  }

  /** The path of a link that lets this person in once, within 10 minutes. */
  public String link(TeamId team, PersonId person) {
    return link(team, person, clock.instant().plus(LINK_GOOD_FOR));
  }

  /** The link printed at the start: good until it is used or the server stops. */
  public String firstLink(TeamId team, PersonId person) {
    return link(team, person, Instant.MAX);
  }

  private String link(TeamId team, PersonId person, Instant until) {
    return "/open?key=" + keys.mint(new Keys.Grant(team, person, until), clock.instant());
  }

  /** A session that has just begun, with the secret that only the browser gets to know. */
  record Opened(Visitor visitor, String secret) {}

  /**
   * Exchanges a key for a session.
   *
   * @return empty if the key is unknown, used or too old; else completed when the session is
   *     durable, or exceptionally, and then the key is good again
   */
  Optional<CompletableFuture<Opened>> open(String key) {
    Instant now = clock.instant();
    return keys.use(key, now).map(grant -> {
      String secret = Secrets.fresh(random);
      Chore store = new Chore.StoreSession(
          grant.team(), grant.person(), Secrets.hash(secret), now.plus(SESSION_GOOD_FOR));
      return chores
          .apply(store)
          .thenApply(done -> new Opened(new Visitor(grant.team(), grant.person()), secret))
          .whenComplete((opened, failure) -> {
            if (failure != null) {
              keys.giveBack(key, grant);
            }
          });
    });
  }

  /** Whose session a secret is, if it is of this team and has not ended. */
  Optional<Visitor> session(TeamId team, String secret) {
    return reads
        .session(Secrets.hash(secret), clock.instant())
        .filter(owner -> owner.team().equals(team))
        .map(owner -> new Visitor(owner.team(), owner.person()));
  }
}
