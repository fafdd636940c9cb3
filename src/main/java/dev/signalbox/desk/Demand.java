package dev.signalbox.desk;

import dev.signalbox.board.Subject;
import java.util.Locale;

/**
 * Something a room is to be told, decided with the event and rendered when it is delivered.
 *
 * @param event the number of the event that asks for it; of a digest the second of its firing, of
 *     a board that is shared for the first time 0
 * @param episode the episode of a ping, else 0
 * @param mention which mention of that episode, from 1; else 0
 */
public record Demand(
    String room, Subject subject, Kind kind, long event, int episode, int mention) {

  /** What is no ping, or the first mention of one. */
  public Demand(String room, Subject subject, Kind kind, long event, int episode) {
    this(room, subject, kind, event, episode, episode == 0 ? 0 : 1);
  }

  /** What is told, most pressing first. */
  public enum Kind {
    /** Mentions a person, once for each subject, episode and mention. */
    PING,
    /** The ping's message is edited: it is settled, or put aside. */
    PING_EDIT,
    /** The task's card is posted, or edited to the present truth. */
    CARD,
    /** One line in the task's thread, or in the room for what is no task. */
    LINE,
    /** What waits, is stuck and was done since the last one; once for each firing. */
    DIGEST,
    /** The board that a room shares is posted, or edited to the present truth. */
    BOARD;

    /** The word used in SQL. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
