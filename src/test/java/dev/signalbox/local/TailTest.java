package dev.signalbox.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.board.Subject;
import dev.signalbox.board.TaskId;
import dev.signalbox.talk.Chat;
import dev.signalbox.talk.Message;
import dev.signalbox.web.Streams;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TailTest {

  private static final Instant NOW = Instant.parse("2030-01-01T09:00:00Z");
  private static final Chat.Room ROOM = new Chat.Room(Sample.TEAM, LocalChat.ROOM);
  private static final Duration SOON = Duration.ofMillis(700);

  private final InstantSource clock = InstantSource.fixed(NOW);
  private final FakeReads reads = new FakeReads(clock);
  private final LocalChat chat = new LocalChat(reads, reads::chore);
  private final Words say = new Words(NOW);
  private boolean welcome = true;

  @BeforeEach
  void team() {
    reads.show(Sample.quiet(Sample.TEAM, Set.of(Sample.RYAN), NOW));
  }

  private Tail tail() {
    Sights sights = new Sights(reads, Optional::empty, clock, new Assets());
    return new Tail(sights, new Visitor(Sample.TEAM, Sample.RYAN), () -> welcome, reads.feed());
  }

  private void card(int number) {
    tell(number, say.todo(number, "Task " + number));
  }

  private void tell(int number, Message message) {
    chat.post(ROOM, new Chat.Parcel(number, Subject.of(new TaskId(number)), message));
  }

  /** Follows a stream until it falls silent, as a browser would. */
  private static List<String> follow(Tail tail, String from) throws InterruptedException {
    List<String> events = new ArrayList<>();
    String last = from;
    for (List<Streams.Message> news = tail.after(last, SOON);
        !news.isEmpty();
        news = tail.after(last, SOON)) {
      for (Streams.Message message : news) {
        events.add(message.id() + " " + message.event());
        last = message.id();
      }
    }
    return events;
  }

  @Test
  void a_page_that_was_away_gets_each_change_once() throws InterruptedException {
    card(1);
    card(2);
    card(3);
    tell(1, say.stuck(1, "Task 1"));
    assertThat(follow(tail(), "1")).containsExactly("2 post", "3 post", "4 post", "4 parts");
    assertThat(follow(tail(), "4")).containsExactly("4 parts");
    assertThat(follow(tail(), null)).containsExactly("4 parts");
  }

  @Test
  void a_long_absence_is_caught_up_with_page_by_page() throws InterruptedException {
    for (int i = 1; i <= 250; i++) {
      card(i);
    }
    assertThat(follow(tail(), "0").stream().filter(event -> event.endsWith("post")))
        .hasSize(250)
        .doesNotHaveDuplicates();
  }

  @Test
  void what_cannot_be_caught_up_with_is_loaded_anew() throws InterruptedException {
    card(1);
    for (String nonsense : List.of("x", "-1", "99", "1e3", "9999999999999999999999")) {
      assertThat(tail().after(nonsense, SOON))
          .extracting(Streams.Message::event)
          .containsExactly("reload");
    }
    for (int i = 0; i <= Tail.BEHIND_MAX; i++) {
      tell(1, say.todo(1, "again " + i));
    }
    assertThat(tail().after("1", SOON))
        .extracting(Streams.Message::event)
        .containsExactly("reload");
  }

  @Test
  void the_panel_comes_only_when_it_differs() throws InterruptedException {
    Tail tail = tail();
    assertThat(follow(tail, "0")).containsExactly("0 parts");
    reads.show(Sample.quiet(Sample.TEAM, Set.of(Sample.RYAN), NOW));
    assertThat(tail.after("0", SOON)).isEmpty();
    new Sample(reads, clock).overview();
    assertThat(follow(tail, "0")).containsExactly("0 parts");
  }

  @Test
  void who_is_no_longer_welcome_is_told_and_gets_nothing_more() throws InterruptedException {
    Tail tail = tail();
    follow(tail, "0");
    welcome = false;
    card(1);
    assertThat(tail.after("0", SOON)).extracting(Streams.Message::event).containsExactly("bye");
    assertThat(tail.after("0", Duration.ofMillis(10))).isEmpty();
  }
}
