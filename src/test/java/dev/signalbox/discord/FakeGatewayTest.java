package dev.signalbox.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.exceptions.InvalidTokenException;
import net.dv8tion.jda.api.utils.Compression;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Lines break, sessions end, and the real client comes back and has missed nothing. */
@Timeout(20)
class FakeGatewayTest {

  private FakeDiscord discord;
  private JdaLine line;
  private final List<String> heard = new CopyOnWriteArrayList<>();

  @BeforeEach
  void begins() {
    discord = new FakeDiscord();
  }

  @AfterEach
  void closes() {
    if (line != null) {
      line.close();
    }
    discord.close();
    assertThat(discord.problems()).isEmpty();
  }

  private void connects(Compression compression) {
    line = new JdaLine(discord, FakeDiscord.BOT_TOKEN, compression);
    line.when(MessageReceivedEvent.class, event -> heard.add(event.getMessage().getContentRaw()));
  }

  private void says(String text) {
    discord.rooms.says("77", FakeDiscord.CHANNEL, text);
  }

  private void hears(String... texts) {
    await()
        .atMost(Duration.ofSeconds(12))
        .untilAsserted(() -> assertThat(heard).containsExactly(texts));
  }

  @Test
  void what_was_missed_while_the_line_was_down_is_told_after_it_is_resumed() {
    connects(Compression.NONE);
    says("one");
    hears("one");
    discord.gateway.refusing = true;
    discord.gateway.drop();
    await().until(() -> !discord.gateway.connected());

    says("two");
    assertThat(heard).containsExactly("one");
    discord.gateway.refusing = false;

    hears("one", "two");
    assertThat(discord.gateway.resumes).hasSize(1);
    assertThat(discord.gateway.identifies).hasSize(1);
  }

  @Test
  void a_client_that_is_asked_to_reconnect_resumes() {
    connects(Compression.NONE);
    discord.gateway.reconnect();

    await().until(() -> discord.gateway.resumes.size() == 1);
    says("one");
    hears("one");
  }

  @Test
  void a_session_that_may_be_resumed_is_and_one_that_may_not_is_begun_anew() {
    connects(Compression.NONE);
    discord.gateway.invalidate(true);
    await().until(() -> discord.gateway.resumes.size() == 1 && connected());

    discord.gateway.invalidate(false);
    await()
        .atMost(Duration.ofSeconds(12))
        .until(() -> discord.gateway.identifies.size() == 2 && connected());
    says("one");
    hears("one");
  }

  private boolean connected() {
    return line.jda.getStatus() == JDA.Status.CONNECTED;
  }

  @Test
  void a_line_that_is_dead_without_knowing_is_given_up() {
    discord.gateway.heartbeat = 150;
    connects(Compression.NONE);
    await().until(() -> discord.gateway.heartbeats.get() > 1);
    assertThat(discord.gateway.resumes).isEmpty();

    discord.gateway.acking = false;
    await().until(() -> !discord.gateway.resumes.isEmpty());
    discord.gateway.acking = true;
    says("one");
    hears("one");
  }

  @Test
  void one_stream_of_zlib_survives_a_new_line() {
    connects(Compression.ZLIB);
    says("é".repeat(1_900));
    says("two");
    await().until(() -> heard.size() == 2);

    discord.gateway.drop();
    await().until(() -> discord.gateway.resumes.size() == 1);
    says("three");
    await().until(() -> heard.size() == 3);
    assertThat(heard).anyMatch(text -> text.length() == 1_900);
  }

  @Test
  void an_event_may_be_told_twice() {
    connects(Compression.NONE);
    discord.gateway.doubling = true;
    says("one");

    hears("one", "one");
  }

  @Test
  void a_wrong_token_is_refused() {
    assertThatThrownBy(() -> new JdaLine(discord, "wrong", Compression.NONE))
        .isInstanceOf(InvalidTokenException.class);
    assertThat(discord.gateway.identifies).isEmpty();
  }
}
