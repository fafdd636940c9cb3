package dev.signalbox.talk.courier;

import dev.signalbox.talk.Chat;
import dev.signalbox.talk.Chat.Finding;
import dev.signalbox.talk.Chat.MessageRef;
import dev.signalbox.talk.Chat.Room;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Looks for messages of which nobody knows whether they arrived. */
final class Search {

  private final Chat chat;
  private final Room room;
  private final Outbox outbox;
  private final Supplier<Duration> ahead;

  /**
   * @param ahead how far the clock that dates rows is ahead of that of the world, which dates what
   *     platforms have
   */
  Search(Chat chat, Room room, Outbox outbox, Supplier<Duration> ahead) {
    this.chat = chat;
    this.room = room;
    this.outbox = outbox;
    this.ahead = ahead;
  }

  /**
   * Looks where it went, or may have gone: whether pings stand in threads may have been changed
   * since.
   */
  Finding find(Turn turn) {
    Errand errand = turn.errand();
    Instant since = errand.first().at().minus(ahead.get());
    if (!errand.ping()) {
      MessageRef thread = errand.line() ? turn.target() : null;
      return chat.find(room, thread, errand.id(), since);
    }
    Finding here = chat.find(room, null, errand.id(), since);
    Optional<MessageRef> card =
        errand.rows().size() > 1 ? Optional.empty() : outbox.card(errand.subject());
    boolean elsewhere = here instanceof Finding.Absent && card.isPresent();
    return elsewhere ? chat.find(room, card.get(), errand.id(), since) : here;
  }
}
