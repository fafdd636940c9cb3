package dev.signalbox.slack;

import com.slack.api.methods.SlackApiTextResponse;
import com.slack.api.methods.response.conversations.ConversationsHistoryResponse;
import com.slack.api.methods.response.conversations.ConversationsRepliesResponse;
import com.slack.api.model.Message;
import com.slack.api.model.ResponseMetadata;
import dev.signalbox.talk.Chat.Finding;
import dev.signalbox.talk.Chat.MessageRef;
import dev.signalbox.talk.dialect.Outcome;
import dev.signalbox.talk.dialect.Patience;
import dev.signalbox.talk.dialect.Rhythm;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Looks in the history of a channel, or of a thread, for a message of ours. Thread-safe. */
final class Search {

  /** Slack's clock and ours may differ by so much. */
  static final Duration SKEW = Duration.ofSeconds(60);

  /** What is asked for at once, and how often at most. */
  static final int PAGE = 200;

  static final int PAGES_MAX = 10;

  /** From one look to the next. */
  static final Duration LOOK = Duration.ofMillis(1_500);

  private static final String ROUTE = "look";

  private final SlackApi api;
  private final Rhythm rhythm;
  private final Patience patience;

  /**
   * What is looked for.
   *
   * @param thread the first message of the thread it would stand in; null for the channel itself
   * @param mark the payload of its metadata
   */
  record For(String channel, @Nullable String thread, Map<String, Object> mark, Instant since) {
    String oldest() {
      Instant from = since.minus(SKEW);
      return "%d.%06d".formatted(from.getEpochSecond(), from.getNano() / 1_000);
    }
  }

  /** A piece of a history, newest first. */
  private record Page(List<Message> messages, String cursor) {}

  Search(SlackApi api, Rhythm rhythm) {
    this.api = api;
    this.rhythm = rhythm;
    this.patience = new Patience(rhythm);
  }

  Finding look(For sought, Function<String, MessageRef> found) {
    String cursor = "";
    for (int i = 0; i < PAGES_MAX; i++) {
      Optional<Duration> wait = rhythm.turn(ROUTE, LOOK);
      if (wait.isPresent()) {
        return new Finding.AskLater(wait.get());
      }
      Outcome<Page> outcome = page(sought, cursor);
      if (!(outcome instanceof Outcome.Done<Page> done)) {
        return notSeen(sought, outcome);
      }
      rhythm.answered();
      patience.seen(sought.mark());
      for (Message message : done.answer().messages()) {
        if (ours(message, sought.mark())) {
          return new Finding.Found(found.apply(message.getTs()));
        }
      }
      cursor = done.answer().cursor();
      if (cursor.isEmpty()) {
        return new Finding.Absent();
      }
    }
    return new Finding.Blind();
  }

  private Finding notSeen(For sought, Outcome<Page> outcome) {
    if (outcome instanceof Outcome.Limited<Page> limited) {
      rhythm.answered();
      rhythm.hold(ROUTE, limited.retryAfter());
      return patience.over(sought.mark())
          ? new Finding.Blind()
          : new Finding.AskLater(limited.retryAfter());
    }
    if (outcome instanceof Outcome.Refused<Page>) {
      rhythm.answered();
      return new Finding.Blind();
    }
    return new Finding.AskLater(rhythm.failed());
  }

  private Outcome<Page> page(For sought, String cursor) {
    if (sought.thread() == null) {
      Outcome<ConversationsHistoryResponse> history =
          api.call(methods -> methods.conversationsHistory(asked -> asked
              .channel(sought.channel())
              .oldest(sought.oldest())
              .limit(PAGE)
              .cursor(cursor.isEmpty() ? null : cursor)
              .includeAllMetadata(true)));
      return read(history, answer -> page(answer.getMessages(), answer.getResponseMetadata()));
    }
    Outcome<ConversationsRepliesResponse> replies =
        api.call(methods -> methods.conversationsReplies(asked -> asked
            .channel(sought.channel())
            .ts(sought.thread())
            .oldest(sought.oldest())
            .limit(PAGE)
            .cursor(cursor.isEmpty() ? null : cursor)
            .includeAllMetadata(true)));
    return read(replies, answer -> page(answer.getMessages(), answer.getResponseMetadata()));
  }

  private static Page page(@Nullable List<Message> messages, @Nullable ResponseMetadata more) {
    String cursor = more == null ? null : more.getNextCursor();
    return new Page(messages == null ? List.of() : messages, cursor == null ? "" : cursor);
  }

  private static <T extends SlackApiTextResponse> Outcome<Page> read(
      Outcome<T> outcome, Function<T, Page> page) {
    if (outcome instanceof Outcome.Done<T> done) {
      return new Outcome.Done<>(page.apply(done.answer()));
    }
    if (outcome instanceof Outcome.Limited<T> limited) {
      return new Outcome.Limited<>(limited.retryAfter());
    }
    if (outcome instanceof Outcome.Refused<T> refused) {
      return new Outcome.Refused<>(refused.error());
    }
    return new Outcome.Unreached<>("the history was not read");
  }

  private static boolean ours(Message message, Map<String, Object> mark) {
    Message.Metadata metadata = message.getMetadata();
    return metadata != null
        && SlackChat.EVENT_TYPE.equals(metadata.getEventType())
        && mark.equals(metadata.getEventPayload());
  }
}
