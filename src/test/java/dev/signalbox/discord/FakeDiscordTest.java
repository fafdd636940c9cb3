package dev.signalbox.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.signalbox.discord.FakeDiscord.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.dv8tion.jda.api.components.actionrow.ActionRow;
import net.dv8tion.jda.api.components.buttons.Button;
import net.dv8tion.jda.api.components.container.Container;
import net.dv8tion.jda.api.components.textdisplay.TextDisplay;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.channel.concrete.ThreadChannel;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.interactions.commands.build.Commands;
import net.dv8tion.jda.api.requests.ErrorResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The real client talks to the fake as to the real Discord: what it asks, and what goes wrong. */
@Timeout(20)
class FakeDiscordTest {

  private FakeDiscord discord;
  private JdaLine line;

  @BeforeEach
  void connects() {
    discord = new FakeDiscord();
    line = new JdaLine(discord);
  }

  @AfterEach
  void closes() {
    line.close();
    discord.close();
    assertThat(discord.problems()).isEmpty();
  }

  private Message post(String text) {
    return line.room().sendMessage(text).complete();
  }

  private Posted only() {
    assertThat(discord.messages()).hasSize(1);
    return discord.messages().get(0);
  }

  @Test
  void a_client_logs_in_and_sees_its_guild_and_channel() {
    assertThat(line.jda.getSelfUser().getApplicationId()).isEqualTo(FakeDiscord.APPLICATION);
    assertThat(line.jda.getSelfUser().getId()).isEqualTo(FakeDiscord.BOT_USER);
    assertThat(line.room().canTalk()).isTrue();
    assertThat(discord.gateway.identifies).hasSize(1);
  }

  @Test
  void the_same_nonce_makes_no_second_message_until_it_is_forgotten() {
    Message first = line.room().sendMessage("once").setNonce("n1").complete();
    Message again = line.room().sendMessage("once").setNonce("n1").complete();

    assertThat(again.getId()).isEqualTo(first.getId());
    assertThat(first.getNonce()).isEqualTo("n1");
    assertThat(only().nonce).isEqualTo("n1");

    discord.rooms.forgetNonces();
    line.room().sendMessage("once").setNonce("n1").complete();
    assertThat(discord.messages()).hasSize(2);
  }

  @Test
  void a_message_that_is_asked_for_again_does_not_know_its_nonce_unless_told_to() {
    String id = line.room().sendMessage("once").setNonce("n1").complete().getId();

    assertThat(line.room().retrieveMessageById(id).complete().getNonce()).isNull();
    discord.rooms.keepsNonces = true;
    assertThat(line.room().retrieveMessageById(id).complete().getNonce()).isEqualTo("n1");
  }

  @Test
  void an_edit_changes_a_message_and_calls_nobody() {
    Message message = line.room().sendMessage("<@41> <@42>").mentionUsers(41).complete();
    assertThat(only().mentions).containsExactly("41");
    assertThat(message.getMentions().getUsers()).hasSize(1);

    message.editMessage("now <@43>").mentionUsers(43).complete();

    assertThat(only().shown()).isEqualTo("now <@43>");
    assertThat(only().edits).isEqualTo(1);
    assertThat(only().mentions).containsExactly("41");
  }

  @Test
  void components_of_the_second_version_keep_their_numbers_and_get_one_where_they_have_none() {
    line.room()
        .sendMessageComponents(Container.of(
            TextDisplay.of("**T-1** wash").withUniqueId(7),
            ActionRow.of(Button.primary("sb:claim:T-1", "Claim"))))
        .useComponentsV2()
        .complete();

    assertThat(only().shown()).isEqualTo("**T-1** wash");
    assertThat(only().button("Claim").customId()).isEqualTo("sb:claim:T-1");
    Message read = line.room().getHistory().retrievePast(1).complete().get(0);
    Container container = read.getComponents().get(0).asContainer();
    assertThat(container.getComponents().get(0).getUniqueId()).isEqualTo(7);
    assertThat(container.getUniqueId()).isEqualTo(1);
  }

  @Test
  void a_message_may_come_without_a_sound() {
    line.room().sendMessage("hush").setSuppressedNotifications(true).complete();

    assertThat(only().silent()).isTrue();
  }

  @Test
  void a_thread_has_the_id_of_its_message_and_is_woken_by_what_is_written_in_it() {
    Message message = post("T-1");
    ThreadChannel thread = message.createThreadChannel("T-1 wash").complete();
    assertThat(thread.getId()).isEqualTo(message.getId());
    thread.sendMessage("first line").complete();
    assertThat(discord.messages(thread.getId()))
        .extracting(Posted::shown)
        .containsExactly("first line");
    Message again = line.room().retrieveMessageById(message.getId()).complete();
    assertThat(again.getStartedThread()).isNotNull();

    thread.getManager().setArchived(true).complete();
    assertThat(discord.rooms.threads.archived(thread.getId())).isTrue();
    thread.sendMessage("second line").complete();
    assertThat(discord.rooms.threads.archived(thread.getId())).isFalse();
    assertThatThrownBy(() -> message.createThreadChannel("another").complete())
        .satisfies(e -> refused(e, ErrorResponse.THREAD_WITH_THIS_MESSAGE_ALREADY_EXISTS));
  }

  private static void refused(Throwable e, ErrorResponse why) {
    assertThat(((ErrorResponseException) e).getErrorResponse()).isEqualTo(why);
  }

  @Test
  void a_history_is_read_newest_first_and_from_both_ends() {
    List<String> ids =
        List.of("a", "b", "c", "d").stream().map(text -> post(text).getId()).toList();

    assertThat(texts(line.room().getHistoryAfter(ids.get(0), 2).complete().getRetrievedHistory()))
        .containsExactly("c", "b");
    assertThat(texts(line.room().getHistoryBefore(ids.get(3), 2).complete().getRetrievedHistory()))
        .containsExactly("c", "b");
    assertThat(texts(line.room().getHistoryAround(ids.get(1), 3).complete().getRetrievedHistory()))
        .containsExactly("c", "b", "a");
    assertThat(texts(line.room().getHistory().retrievePast(2).complete()))
        .containsExactly("d", "c");
  }

  private static List<String> texts(List<Message> messages) {
    return messages.stream().map(Message::getContentRaw).toList();
  }

  @Test
  void a_message_is_pinned_and_deleted() {
    Message message = post("pinned");
    message.pin().complete();
    assertThat(only().pinned).isTrue();

    Posted gone = only();
    message.delete().complete();
    assertThat(gone.deleted).isTrue();
    assertThatThrownBy(() -> message.editMessage("too late").complete())
        .satisfies(e -> refused(e, ErrorResponse.UNKNOWN_MESSAGE));
  }

  @Test
  void too_many_requests_are_waited_for_by_the_client() {
    discord.on("message.create", Fault.LIMITED, Fault.LIMITED_GLOBALLY);

    post("patience");

    assertThat(only().shown()).isEqualTo("patience");
    assertThat(discord.calls("message.create")).isEqualTo(3);
  }

  @Test
  void a_bad_gateway_is_asked_again_with_the_same_nonce() {
    discord.on("message.create", Fault.BAD_GATEWAY);

    post("again");

    assertThat(only().shown()).isEqualTo("again");
    assertThat(discord.calls("message.create")).isEqualTo(2);
  }

  @Test
  void an_error_after_the_message_was_stored_is_not_repeated() {
    discord.on("message.create", Fault.ERROR_AFTER_STORE);

    assertThatThrownBy(() -> post("stored")).isInstanceOf(ErrorResponseException.class);

    assertThat(only().shown()).isEqualTo("stored");
  }

  @Test
  void what_is_forbidden_is_refused_and_a_lost_permission_is_known_before_anything_is_sent() {
    discord.on("message.create", Fault.FORBIDDEN);
    assertThatThrownBy(() -> post("no"))
        .satisfies(e -> refused(e, ErrorResponse.MISSING_PERMISSIONS));
    discord.refuse("message.create", No.MISSING_ACCESS);
    assertThatThrownBy(() -> post("no")).satisfies(e -> refused(e, ErrorResponse.MISSING_ACCESS));
    discord.allow("message.create");
    post("yes");

    discord.guild.deny(FakeDiscord.CHANNEL, FakeGuild.SEND);
    await().until(() -> !line.room().canTalk());
    assertThat(discord.messages()).hasSize(1);
  }

  @Test
  void a_bot_that_is_put_out_and_let_in_again_hears_of_both() {
    discord.guild.expels();
    await().until(() -> line.jda.getTextChannelById(FakeDiscord.CHANNEL) == null);

    discord.guild.admits();
    await().until(() -> line.jda.getTextChannelById(FakeDiscord.CHANNEL) != null);
    discord.guild.delete(FakeDiscord.CHANNEL);
    await().until(() -> line.jda.getTextChannelById(FakeDiscord.CHANNEL) == null);
  }

  @Test
  void nothing_comes_through_while_it_is_down() {
    discord.down(true);
    assertThatThrownBy(() -> post("no")).isInstanceOf(ErrorResponseException.class);

    discord.down(false);
    post("yes");
    assertThat(only().shown()).isEqualTo("yes");
  }

  @Test
  void who_waits_no_longer_than_a_moment_gives_up_on_a_silent_one() {
    discord.silent(true);
    assertThatThrownBy(
            () -> line.room().sendMessage("hello?").submit().get(300, TimeUnit.MILLISECONDS))
        .isInstanceOf(TimeoutException.class);
    assertThat(discord.messages()).isEmpty();
  }

  @Test
  void more_than_five_posts_in_five_seconds_wait_when_it_is_paced() {
    discord.paced(true);
    long from = System.nanoTime();
    for (int i = 0; i < 5; i++) {
      post("fast " + i);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(4));

    line.room().sendMessage("slow").queue();
    await().during(Duration.ofMillis(500)).until(() -> discord.messages().size() == 5);
  }

  @Test
  void commands_keep_their_ids_when_they_are_registered_again() {
    var commands = Map.of("ping", "Answers", "board", "Shows the board");
    List<String> first = register(commands);
    assertThat(register(commands)).containsExactlyInAnyOrderElementsOf(first);
    assertThat(line.jda.retrieveCommands().complete()).hasSize(2);
  }

  private List<String> register(Map<String, String> commands) {
    return line
        .jda
        .updateCommands()
        .addCommands(commands.entrySet().stream()
            .map(one -> Commands.slash(one.getKey(), one.getValue()))
            .toList())
        .complete()
        .stream()
        .map(one -> one.getId())
        .toList();
  }
}
