package dev.signalbox.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.board.Subject;
import dev.signalbox.board.TaskId;
import dev.signalbox.desk.LedgerException;
import dev.signalbox.desk.Reads;
import dev.signalbox.talk.Chat;
import dev.signalbox.talk.Message;
import dev.signalbox.talk.MessageJson;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class LocalChatTest {

  private static final Instant NOW = Instant.parse("2030-01-01T09:00:00Z");
  private static final Chat.Room ROOM = new Chat.Room(Sample.TEAM, LocalChat.ROOM);

  private final FakeReads reads = new FakeReads(InstantSource.fixed(NOW));
  private final LocalChat chat = new LocalChat(reads, reads::chore);
  private final Words say = new Words(NOW);

  private static Chat.Parcel parcel(long outbox, Message message) {
    return new Chat.Parcel(outbox, Subject.of(new TaskId(41)), message);
  }

  private List<Reads.Post> posts() {
    return reads.posts(Sample.TEAM, LocalChat.ROOM, Long.MAX_VALUE, 200);
  }

  private static Chat.MessageRef ref(Chat.Receipt receipt) {
    return ((Chat.Receipt.Sent) receipt).message();
  }

  @Test
  void the_same_delivery_twice_stands_there_once() {
    Chat.Receipt first = chat.post(ROOM, parcel(17, say.todo(41, "x")));
    assertThat(chat.post(ROOM, parcel(17, say.todo(41, "x")))).isEqualTo(first);
    assertThat(posts()).hasSize(1);
  }

  @Test
  void an_edit_keeps_its_place_and_a_reply_its_thread() {
    Chat.MessageRef card = ref(chat.post(ROOM, parcel(17, say.todo(41, "x"))));
    Chat.MessageRef reply = ref(chat.reply(card, parcel(18, say.line(1, "claimed"))));
    chat.edit(reply, parcel(19, say.line(1, "claimed again")));
    chat.edit(card, parcel(20, say.stuck(41, "x")));
    assertThat(posts())
        .singleElement()
        .satisfies(post -> assertThat(MessageJson.read(post.body())).isEqualTo(say.stuck(41, "x")));
    assertThat(reads.thread(Sample.TEAM, LocalChat.ROOM, card.id(), 200))
        .singleElement()
        .satisfies(line -> assertThat(line.id()).isEqualTo("p17.18"));
  }

  @Test
  void what_was_sent_is_found_again_in_room_and_thread() {
    Chat.MessageRef card = ref(chat.post(ROOM, parcel(17, say.todo(41, "x"))));
    Chat.MessageRef reply = ref(chat.reply(card, parcel(18, say.line(1, "x"))));
    assertThat(chat.find(ROOM, null, 17, NOW)).isEqualTo(new Chat.Finding.Found(card));
    assertThat(chat.find(ROOM, card, 18, NOW)).isEqualTo(new Chat.Finding.Found(reply));
    assertThat(chat.find(ROOM, null, 18, NOW)).isEqualTo(new Chat.Finding.Absent());
  }

  @Test
  void while_storage_refuses_a_message_waits() {
    reads.breakWith(
        new LedgerException(LedgerException.Kind.FULL, "full", new IllegalStateException()));
    assertThat(chat.post(ROOM, parcel(17, say.todo(41, "x"))))
        .isEqualTo(new Chat.Receipt.Later(Duration.ofSeconds(2)));
    reads.breakWith(null);
    assertThat(chat.post(ROOM, parcel(17, say.todo(41, "x"))))
        .isInstanceOf(Chat.Receipt.Sent.class);
  }
}
