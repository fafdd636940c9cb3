package dev.signalbox.slack;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.signalbox.board.Subject;
import dev.signalbox.board.TeamId;
import dev.signalbox.slack.FakeSlack.Fault;
import dev.signalbox.talk.Chat.Finding;
import dev.signalbox.talk.Chat.MessageRef;
import dev.signalbox.talk.Chat.Parcel;
import dev.signalbox.talk.Chat.Receipt;
import dev.signalbox.talk.Chat.Room;
import dev.signalbox.talk.Message;
import dev.signalbox.talk.Span;
import dev.signalbox.talk.dialect.Patience;
import dev.signalbox.talk.dialect.Rhythm;
import dev.signalbox.testkit.ManualTime;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What Slack says to a call, and what a courier makes of it. */
class SlackChatTest {

  private static final String CHANNEL = "C0123ABC";
  private static final Room ROOM = new Room(new TeamId("reflectt"), "slack:" + CHANNEL);

  private final ManualTime time = new ManualTime();
  private final FakeSlack slack = new FakeSlack(time);
  private final SlackApi api =
      new SlackApi(slack.api(), FakeSlack.BOT_TOKEN, Duration.ofMillis(1_500));
  private final SlackChat chat = chat("0123456789abcdef");

  private SlackChat chat(String instance) {
    return new SlackChat(
        api, new Rhythm(time, time::pass), team -> Optional.of(SlackBench.team()), instance);
  }

  @BeforeEach
  void open() {
    slack.channels.add(CHANNEL);
  }

  @AfterEach
  void close() {
    api.close();
    slack.close();
  }

  private static Parcel parcel(long outbox) {
    List<Message.Line> lines =
        List.of(Message.Line.of(Message.Role.BODY, new Span.Plain("line " + outbox)));
    return new Parcel(
        outbox,
        Subject.parse("T-1"),
        new Message(Message.Kind.LINE, lines, List.of(), "line " + outbox));
  }

  private MessageRef posted(long outbox) {
    return ((Receipt.Sent) chat.post(ROOM, parcel(outbox))).message();
  }

  private Finding find(MessageRef thread, long outbox) {
    return chat.find(ROOM, thread, outbox, time.instant());
  }

  @Test
  void a_post_carries_its_outbox_row_and_its_id_is_the_ts() {
    MessageRef message = posted(7);
    Posted stored = slack.messages().get(0);
    assertThat(message.id()).isEqualTo(stored.ts);
    assertThat(stored.text).isEqualTo("line 7");
    assertThat(stored.metadata.path("event_type").asText()).isEqualTo("signalbox");
    assertThat(stored.metadata.path("event_payload").path("outbox").asText()).isEqualTo("7");
    assertThat(stored.metadata.path("event_payload").path("team").asText()).isEqualTo("reflectt");
    assertThat(slack.problems()).isEmpty();
  }

  @Test
  void an_edit_replaces_blocks_and_text_and_leaves_the_metadata() {
    MessageRef message = posted(7);
    assertThat(chat.edit(message, parcel(8))).isEqualTo(new Receipt.Sent(message));
    Posted stored = slack.messages().get(0);
    assertThat(stored.text).isEqualTo("line 8");
    assertThat(stored.shown()).isEqualTo("line 8");
    assertThat(find(null, 7)).isEqualTo(new Finding.Found(message));
  }

  @Test
  void a_reply_stands_in_the_thread_and_is_found_there_only() {
    MessageRef card = posted(1);
    Receipt.Sent line = (Receipt.Sent) chat.reply(card, parcel(2));
    assertThat(slack.messages().get(1).thread).isEqualTo(card.id());
    assertThat(find(card, 2)).isEqualTo(new Finding.Found(line.message()));
    assertThat(find(null, 2)).isEqualTo(new Finding.Absent());
  }

  @Test
  void it_is_found_among_many_and_another_installations_message_is_not_taken_for_it() {
    chat("another").post(ROOM, parcel(5));
    MessageRef sought = posted(6);
    for (int i = 0; i < 450; i++) {
      posted(1_000 + i);
    }
    assertThat(chat.find(ROOM, null, 6, Instant.parse("2030-01-01T09:00:00Z")))
        .isEqualTo(new Finding.Found(sought));
    assertThat(chat.find(ROOM, null, 5, Instant.parse("2030-01-01T09:00:00Z")))
        .isEqualTo(new Finding.Absent());
  }

  @ParameterizedTest
  @CsvSource({
    "channel_not_found, /invite @Signalbox",
    "not_in_channel, /invite @Signalbox",
    "is_archived, archived",
    "invalid_auth, SLACK_BOT_TOKEN",
    "token_revoked, revoked",
    "missing_scope, manifest",
    "msg_too_long, too long",
    "msg_blocks_too_long, too long",
    "invalid_arguments, refused",
    "something_new, refused"
  })
  void a_no_for_ever_is_never_with_the_reason_in_words(String error, String words) {
    slack.refuse("chat.postMessage", error);
    assertThat(chat.post(ROOM, parcel(1)))
        .isInstanceOfSatisfying(
            Receipt.Never.class, no -> assertThat(no.why()).contains(words).contains(error));
  }

  @ParameterizedTest
  @ValueSource(strings = {"message_not_found", "cant_update_message", "edit_window_closed"})
  void a_message_that_cannot_be_edited_is_gone(String error) {
    MessageRef message = posted(1);
    slack.refuse("chat.update", error);
    assertThat(chat.edit(message, parcel(2))).isInstanceOf(Receipt.Gone.class);
  }

  @Test
  void too_many_is_later_and_the_route_is_left_alone_until_then() {
    slack.on("chat.postMessage", Fault.LIMITED);
    assertThat(chat.post(ROOM, parcel(1))).isEqualTo(new Receipt.Later(Duration.ofSeconds(7)));
    assertThat(chat.post(ROOM, parcel(2))).isEqualTo(new Receipt.Later(Duration.ofSeconds(7)));
    assertThat(slack.calls()).hasSize(1);
    time.pass(Duration.ofSeconds(7));
    assertThat(chat.post(ROOM, parcel(1))).isInstanceOf(Receipt.Sent.class);
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"NONE", "LIMITED", "STALL"},
      mode = EnumSource.Mode.EXCLUDE)
  void whatever_may_have_arrived_is_unknown_and_asked_once_only(Fault fault) {
    posted(1);
    slack.on("chat.postMessage", fault);
    assertThat(chat.post(ROOM, parcel(2))).isInstanceOf(Receipt.Unknown.class);
    assertThat(slack.calls()).containsExactly("chat.postMessage", "chat.postMessage");
  }

  @Test
  void a_call_that_is_not_answered_is_given_up() {
    try (SlackApi impatient =
        new SlackApi(slack.api(), FakeSlack.BOT_TOKEN, Duration.ofMillis(150))) {
      SlackChat hasty = new SlackChat(
          impatient, new Rhythm(time, time::pass), team -> Optional.empty(), "0123456789abcdef");
      slack.on("chat.postMessage", Fault.STALL);
      assertThat(hasty.post(ROOM, parcel(2))).isInstanceOf(Receipt.Unknown.class);
    }
  }

  @Test
  void a_slack_that_is_not_reached_surely_did_nothing() {
    try (SlackApi nowhere = new SlackApi(
        URI.create("http://127.0.0.1:9/api/"), FakeSlack.BOT_TOKEN, Duration.ofSeconds(2))) {
      SlackChat lonely = new SlackChat(
          nowhere, new Rhythm(time, time::pass), team -> Optional.empty(), "0123456789abcdef");
      assertThat(lonely.post(ROOM, parcel(1))).isEqualTo(new Receipt.Later(Duration.ofSeconds(1)));
      assertThat(lonely.post(ROOM, parcel(1))).isEqualTo(new Receipt.Later(Duration.ofSeconds(2)));
    }
  }

  @Test
  void without_the_scope_nobody_can_look() {
    slack.forbid("conversations.history");
    assertThat(find(null, 1)).isEqualTo(new Finding.Blind());
  }

  @Test
  void a_look_that_slack_puts_off_for_too_long_is_given_up() {
    for (int i = 0; i < 200; i++) {
      slack.on("conversations.history", Fault.LIMITED);
    }
    Finding finding = find(null, 1);
    assertThat(finding).isEqualTo(new Finding.AskLater(Duration.ofSeconds(7)));
    Instant from = time.instant();
    while (finding instanceof Finding.AskLater later) {
      time.pass(later.delay());
      finding = chat.find(ROOM, null, 1, from);
    }
    assertThat(finding).isEqualTo(new Finding.Blind());
    assertThat(Duration.between(from, time.instant()))
        .isBetween(Patience.MAX, Patience.MAX.plusSeconds(30));
  }

  @Test
  void a_slack_that_is_away_is_asked_later_however_long_that_lasts() {
    slack.down = true;
    for (int i = 0; i < 30; i++) {
      assertThat(find(null, 1)).isInstanceOf(Finding.AskLater.class);
      time.pass(Duration.ofMinutes(1));
    }
  }

  @Test
  void neither_tokens_nor_texts_are_logged() {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    Level before = root.getLevel();
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    root.addAppender(log);
    root.setLevel(Level.TRACE);
    try {
      posted(4_711);
      slack.on("chat.postMessage", Fault.ERROR_AFTER_STORE);
      chat.post(ROOM, parcel(4_712));
      slack.refuse("chat.postMessage", "invalid_auth");
      chat.post(ROOM, parcel(4_713));
    } finally {
      root.setLevel(before);
      root.detachAppender(log);
    }
    assertThat(log.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .noneMatch(line -> line.contains(FakeSlack.BOT_TOKEN) || line.contains("line 47"));
  }
}
