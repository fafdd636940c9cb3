package dev.signalbox.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.signalbox.discord.Seen.State;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import net.dv8tion.jda.api.components.actionrow.ActionRow;
import net.dv8tion.jda.api.components.buttons.Button;
import net.dv8tion.jda.api.components.label.Label;
import net.dv8tion.jda.api.components.selections.StringSelectMenu;
import net.dv8tion.jda.api.components.textinput.TextInput;
import net.dv8tion.jda.api.components.textinput.TextInputStyle;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.events.interaction.ModalInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.CommandAutoCompleteInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.MessageContextInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.ButtonInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.StringSelectInteractionEvent;
import net.dv8tion.jda.api.interactions.commands.OptionType;
import net.dv8tion.jda.api.interactions.commands.build.Commands;
import net.dv8tion.jda.api.interactions.commands.build.OptionData;
import net.dv8tion.jda.api.interactions.commands.build.SubcommandData;
import net.dv8tion.jda.api.modals.Modal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** People use commands, press, choose and fill in; the real client answers, and they see it. */
@Timeout(20)
class FakeInteractionsTest {

  private static final String ANN = "41";

  private FakeDiscord discord;
  private JdaLine line;
  private DiscordPeople people;

  @BeforeEach
  void connects() {
    discord = new FakeDiscord();
    line = new JdaLine(discord);
    people = discord.people();
    line.jda
        .updateCommands()
        .addCommands(
            Commands.slash("task", "What there is to do")
                .addSubcommands(
                    new SubcommandData("add", "Makes a task")
                        .addOptions(
                            new OptionData(OptionType.STRING, "title", "What", true)
                                .setAutoComplete(true),
                            new OptionData(OptionType.INTEGER, "rank", "How soon"),
                            new OptionData(OptionType.USER, "who", "By whom")),
                    new SubcommandData("list", "Shows all")),
            Commands.message("Make a task"))
        .complete();
  }

  @AfterEach
  void closes() {
    line.close();
    discord.close();
  }

  private void fair() {
    assertThat(discord.problems()).isEmpty();
  }

  @Test
  void a_command_is_answered_for_one_person_alone() {
    line.when(
        SlashCommandInteractionEvent.class,
        event -> event
            .reply(event.getFullCommandName() + " " + event.getOption("title").getAsString() + " "
                + event.getOption("rank").getAsInt() + " "
                + event.getOption("who").getAsUser().getId())
            .setEphemeral(true)
            .queue());

    Seen seen = people.uses(ANN, "task", "add", Map.of("title", "wash", "rank", 2, "who", "4242"));

    assertThat(seen.text()).isEqualTo("task add wash 2 4242");
    assertThat(seen.ephemeral()).isTrue();
    assertThat(discord.messages()).isEmpty();
    fair();
  }

  @Test
  void people_cannot_use_what_is_not_registered() {
    assertThatThrownBy(() -> people.uses(ANN, "nothing", "", Map.of()))
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> people.uses(ANN, "task", "add", Map.of()))
        .hasMessageContaining("needed");
    assertThatThrownBy(() -> people.uses(ANN, "task", "add", Map.of("title", "a", "b", "c")))
        .hasMessageContaining("no option b");
  }

  @Test
  void a_command_may_be_answered_later_and_then_some_more() {
    List<SlashCommandInteractionEvent> heard = new CopyOnWriteArrayList<>();
    line.when(SlashCommandInteractionEvent.class, event -> {
      event.deferReply().complete();
      heard.add(event);
    });

    Seen seen = people.hasty().uses(ANN, "task", "list", Map.of());
    await().until(() -> seen.waiting() && heard.size() == 1);
    assertThat(seen.text()).isEqualTo("Thinking…");
    heard
        .get(0)
        .getHook()
        .editOriginal("nothing to do")
        .setAllowedMentions(List.of())
        .setComponents(ActionRow.of(Button.primary("sb:more", "More")))
        .complete();
    people.settled(seen);
    assertThat(seen.text()).isEqualTo("nothing to do");
    assertThat(seen.buttons()).hasSize(1);
    assertThat(seen.message().edits).isZero();
    heard.get(0).getHook().sendMessage("really").setEphemeral(true).complete();
    assertThat(seen.later()).extracting(Posted::shown).containsExactly("really");
    assertThat(discord.messages()).extracting(Posted::shown).containsExactly("nothing to do");
    fair();
  }

  @Test
  void a_followup_takes_the_place_of_thinking() {
    line.when(SlashCommandInteractionEvent.class, event -> {
      event.deferReply(true).complete();
      event.getHook().sendMessage("here").queue();
    });

    Seen seen = people.uses(ANN, "task", "list", Map.of());

    assertThat(seen.text()).isEqualTo("here");
    assertThat(seen.ephemeral()).isTrue();
    fair();
  }

  @Test
  void what_is_typed_is_completed() {
    line.when(
        CommandAutoCompleteInteractionEvent.class,
        event -> event
            .replyChoiceStrings(event.getFocusedOption().getValue() + "1", "other")
            .queue());

    assertThat(people.types(ANN, "task", "add", "title", "T-").choices())
        .containsExactly("T-1", "other");
    fair();
  }

  @Test
  void a_button_edits_its_message_and_a_menu_opens_a_form_which_is_submitted() {
    line.when(
        ButtonInteractionEvent.class,
        event -> event
            .editMessage("pressed by " + event.getUser().getId() + " on "
                + event.getMessage().getContentRaw())
            .setAllowedMentions(List.of())
            .queue());
    line.when(
        StringSelectInteractionEvent.class,
        event -> event
            .replyModal(Modal.create("sb:form", "New task")
                .addComponents(Label.of(
                    "Title",
                    TextInput.create("title", TextInputStyle.SHORT)
                        .setValue(event.getValues().get(0))
                        .setRequiredRange(1, 40)
                        .build()))
                .build())
            .queue());
    line.when(
        ModalInteractionEvent.class,
        event -> event
            .reply(event.getModalId() + ": " + event.getValue("title").getAsString())
            .setEphemeral(true)
            .queue());
    line.room()
        .sendMessage("card")
        .setComponents(
            ActionRow.of(Button.primary("sb:go", "Go"), Button.link("https://x.test", "See")),
            ActionRow.of(StringSelectMenu.create("sb:menu")
                .setPlaceholder("More…")
                .addOption("Wash", "wash")
                .build()))
        .complete();
    Posted card = discord.messages().get(0);

    people.presses(ANN, card, "Go");
    assertThat(card.shown()).isEqualTo("pressed by 41 on card");
    assertThatThrownBy(() -> people.presses(ANN, card, "See")).hasMessageContaining("cannot");

    Seen open = people.chooses(ANN, card, "More…", "Wash");
    assertThat(open.state()).isEqualTo(State.FORM);
    assertThat(open.prefilled("Title")).isEqualTo("wash");
    assertThat(people.submits(open, Map.of()).text()).isEqualTo("sb:form: wash");
    assertThat(people.submits(open, Map.of("Title", "iron")).text()).isEqualTo("sb:form: iron");
    assertThatThrownBy(() -> people.submits(open, Map.of("Title", "x".repeat(41))))
        .isInstanceOf(AssertionError.class);
    fair();
  }

  @Test
  void a_button_on_what_one_person_alone_sees_is_pressed() {
    line.when(
        SlashCommandInteractionEvent.class,
        event -> event
            .reply("sure?")
            .setEphemeral(true)
            .setComponents(ActionRow.of(Button.danger("sb:yes", "Yes")))
            .queue());
    line.when(ButtonInteractionEvent.class, event -> {
      event.deferEdit().complete();
      event
          .getHook()
          .editOriginal("done")
          .setComponents()
          .setAllowedMentions(List.of())
          .queue();
    });

    Seen seen = people.uses(ANN, "task", "list", Map.of());
    people.presses(seen, "Yes");

    await().until(() -> seen.text().equals("done"));
    assertThat(seen.buttons()).isEmpty();
    fair();
  }

  @Test
  void a_command_of_a_message_brings_the_message() {
    line.when(
        MessageContextInteractionEvent.class,
        event -> event.reply("of: " + event.getTarget().getContentRaw()).queue());
    Posted said = discord.rooms.says("77", FakeDiscord.CHANNEL, "the sink leaks");

    Seen seen = people.usesOn(ANN, said, "Make a task");

    assertThat(seen.text()).isEqualTo("of: the sink leaks");
    assertThat(seen.message().type).isEqualTo(23);
    fair();
  }

  @Test
  void a_command_in_a_thread_is_answered_in_it() {
    Message root = line.room().sendMessage("T-1").complete();
    String thread = root.createThreadChannel("T-1").complete().getId();
    line.when(
        SlashCommandInteractionEvent.class,
        event -> event.reply("in " + event.getChannel().getType()).queue());

    Seen seen = people.uses(ANN, thread, "task", "list", Map.of());

    assertThat(seen.text()).isEqualTo("in GUILD_PUBLIC_THREAD");
    assertThat(discord.messages(thread)).hasSize(1);
    fair();
  }

  @Test
  void what_is_told_twice_is_answered_once() {
    List<Throwable> refused = new CopyOnWriteArrayList<>();
    line.when(
        SlashCommandInteractionEvent.class,
        event -> event.reply("one").setEphemeral(true).queue(ok -> {}, refused::add));

    Seen seen = people.uses(ANN, "task", "list", Map.of());
    people.replay(seen);

    await().until(() -> refused.size() == 1);
    assertThat(refused.get(0)).hasMessageContaining("acknowledged by another process");
    assertThat(seen.text()).isEqualTo("one");
  }

  @Test
  void an_answer_that_comes_too_late_is_a_problem_and_is_not_seen() {
    discord.interactions.patience = Duration.ofMillis(100);
    List<SlashCommandInteractionEvent> heard = new CopyOnWriteArrayList<>();
    List<Throwable> refused = new CopyOnWriteArrayList<>();
    line.when(SlashCommandInteractionEvent.class, heard::add);

    Seen seen = people.uses(ANN, "task", "list", Map.of());
    assertThat(seen.text()).isEqualTo("The application did not respond");
    heard.get(0).reply("sorry").queue(ok -> {}, refused::add);

    await().until(() -> refused.size() == 1);
    assertThat(discord.problems()).singleElement().asString().contains("late");
    assertThat(seen.state()).isEqualTo(State.ASKED);
  }

  @Test
  void a_token_is_worth_nothing_after_a_quarter_of_an_hour() {
    List<SlashCommandInteractionEvent> heard = new CopyOnWriteArrayList<>();
    line.when(SlashCommandInteractionEvent.class, event -> {
      event.reply("one").complete();
      heard.add(event);
    });
    Seen seen = people.uses(ANN, "task", "list", Map.of());
    await().until(() -> heard.size() == 1);
    discord.interactions.expire(seen);

    assertThatThrownBy(() -> heard
            .get(0)
            .getHook()
            .editOriginal("two")
            .setAllowedMentions(List.of())
            .complete())
        .hasMessageContaining("Invalid Webhook Token");
    assertThat(seen.text()).isEqualTo("one");
  }
}
