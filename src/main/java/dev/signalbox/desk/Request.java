package dev.signalbox.desk;

import dev.signalbox.board.Command;
import dev.signalbox.board.TeamId;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A command on its way to the desk.
 *
 * @param key remembers the outcome under the caller's name; null where nothing is to be remembered
 * @param patience how long an unanswered {@code next} may stay open; zero for at once
 * @param chores what is written with the command, if it is accepted: a new token's hash
 */
public record Request(
    TeamId team, Command command, @Nullable Key key, Duration patience, List<Chore> chores) {

  /** The longest a {@code next} may stay open. */
  public static final Duration PATIENCE_MAX = Duration.ofSeconds(50);

  /**
   * An idempotency key.
   *
   * @param value as the caller gave it, 1 to 255 characters
   * @param hash a hash of the parsed command, which must be the same when the key comes again
   */
  public record Key(String value, String hash) {}

  public static Request of(TeamId team, Command command) {
    return new Request(team, command, null, Duration.ZERO, List.of());
  }

  public Request keyed(@Nullable Key remembered) {
    return new Request(team, command, remembered, patience, chores);
  }

  public Request patient(Duration wait) {
    return new Request(team, command, key, wait, chores);
  }

  /** Written after those it has already. */
  public Request with(Chore chore) {
    return new Request(
        team,
        command,
        key,
        patience,
        Stream.concat(chores.stream(), Stream.of(chore)).toList());
  }
}
