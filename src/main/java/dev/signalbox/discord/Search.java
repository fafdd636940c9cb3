package dev.signalbox.discord;

import dev.signalbox.talk.Chat.Finding;
import dev.signalbox.talk.Chat.MessageRef;
import dev.signalbox.talk.dialect.Outcome;
import dev.signalbox.talk.dialect.Patience;
import dev.signalbox.talk.dialect.Rhythm;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.MessageHistory;
import net.dv8tion.jda.api.entities.channel.middleman.GuildMessageChannel;
import net.dv8tion.jda.api.utils.TimeUtil;

/**
 * Looks in a channel, or in a thread, for a message of ours. What was asked for less than two minutes
 * ago need not be looked for: Discord makes no second message of the same nonce. Thread-safe.
 */
final class Search {

  /** So long a nonce is surely kept, less what a call may take: "for some minutes" says Discord. */
  static final Duration NONCE = Duration.ofSeconds(110);

  /** Discord's clock and ours may differ by so much. */
  static final Duration SKEW = Duration.ofSeconds(60);

  /** What is asked for at once, and how often at most. */
  static final int PAGE = 100;

  static final int PAGES_MAX = 10;

  private final Calls calls;
  private final Rhythm rhythm;
  private final Patience patience;
  private final InstantSource wall;

  /**
   * @param wall what the clock on the wall says
   */
  Search(Calls calls, Rhythm rhythm, InstantSource wall) {
    this.calls = calls;
    this.rhythm = rhythm;
    this.patience = new Patience(rhythm);
    this.wall = wall;
  }

  /**
   * @param since it was not asked for before this
   * @param found makes a message's id what the outbox remembers
   */
  Finding look(
      GuildMessageChannel channel, Mark mark, Instant since, Function<String, MessageRef> found) {
    if (wall.instant().isBefore(since.plus(NONCE))) {
      return new Finding.Absent();
    }
    String after = TimeUtil.getDiscordTimestamp(since.minus(SKEW).toEpochMilli()) + "";
    for (int i = 0; i < PAGES_MAX; i++) {
      String from = after;
      Outcome<MessageHistory> outcome = calls.call(() -> channel.getHistoryAfter(from, PAGE));
      if (!(outcome instanceof Outcome.Done<MessageHistory> done)) {
        return notSeen(mark, outcome);
      }
      rhythm.answered();
      patience.seen(mark);
      List<Message> page = done.answer().getRetrievedHistory();
      for (Message message : page) {
        if (ours(message, mark)) {
          return new Finding.Found(found.apply(message.getId()));
        }
      }
      if (page.size() < PAGE) {
        return new Finding.Absent();
      }
      after = page.get(0).getId();
    }
    return new Finding.Blind();
  }

  private Finding notSeen(Mark mark, Outcome<?> outcome) {
    if (outcome instanceof Outcome.Refused<?>) {
      rhythm.answered();
      return new Finding.Blind();
    }
    if (patience.over(mark)) {
      return new Finding.Blind();
    }
    return outcome instanceof Outcome.Limited<?> limited
        ? new Finding.AskLater(limited.retryAfter())
        : new Finding.AskLater(rhythm.failed());
  }

  private static boolean ours(Message message, Mark mark) {
    boolean by = message.getAuthor().equals(message.getJDA().getSelfUser());
    return by && (mark.nonce().equals(message.getNonce()) || numbered(message, mark.number()));
  }

  private static boolean numbered(Message message, int number) {
    return !message.getComponents().isEmpty()
        && message.getComponents().get(0).getUniqueId() == number;
  }
}
