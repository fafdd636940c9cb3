package dev.signalbox.slack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.Team;
import dev.signalbox.talk.Message;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A message in Slack's form: the one place where that is made, whichever way it goes there.
 *
 * @param text what is read aloud and shown in notifications; escaped, no markup
 */
record SlackView(String text, ArrayNode blocks) {

  /** The time with its day, in the reader's zone; Slack says "today" where it is. */
  static final String DAY_AND_TIME = "{date_short_pretty} {time}";

  /** The time alone, for what stands where it happened. */
  static final String TIME = "{time}";

  /**
   * Draws a message for a team's room.
   *
   * @param team whose people are called; null for a room of no team, where nobody is
   */
  static SlackView of(Message message, @Nullable Team team) {
    ZoneId zone = team == null ? ZoneOffset.UTC : team.zone();
    Function<PersonId, Optional<String>> people = person -> slack(team, person);
    ArrayNode blocks = switch (message.kind()) {
      case CARD -> CardBlocks.of(message, new RichText.Frame(zone, people, DAY_AND_TIME));
      case PING -> PingBlocks.of(message, new RichText.Frame(zone, people, DAY_AND_TIME));
      case LINE -> LineBlocks.of(message, new RichText.Frame(zone, people, TIME));
      case ANSWER, BOARD, DIGEST ->
        AnswerBlocks.of(message, new RichText.Frame(zone, people, DAY_AND_TIME));
    };
    return new SlackView(SlackText.beside(message.spoken(), Limits.TEXT), blocks);
  }

  private static Optional<String> slack(@Nullable Team team, PersonId person) {
    return Optional.ofNullable(team)
        .map(Team::people)
        .map(people -> people.get(person))
        .map(Team.Person::slack);
  }
}
