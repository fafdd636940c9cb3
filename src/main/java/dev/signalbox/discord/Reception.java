package dev.signalbox.discord;

import dev.signalbox.board.TaskId;
import dev.signalbox.board.Team;
import dev.signalbox.talk.Button;
import dev.signalbox.talk.Filled;
import dev.signalbox.talk.Forms;
import dev.signalbox.talk.Message;
import dev.signalbox.talk.Press;
import dev.signalbox.talk.Talk;
import dev.signalbox.talk.dialect.Directory;
import dev.signalbox.talk.dialect.Directory.Place;
import dev.signalbox.talk.dialect.Notes;
import dev.signalbox.talk.dialect.Once;
import dev.signalbox.talk.dialect.Workers;
import dev.signalbox.talk.language.Argument;
import dev.signalbox.talk.language.Verb;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import net.dv8tion.jda.api.entities.channel.Channel;
import net.dv8tion.jda.api.entities.channel.concrete.ThreadChannel;
import net.dv8tion.jda.api.events.interaction.ModalInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.CommandAutoCompleteInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.MessageContextInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.ButtonInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.StringSelectInteractionEvent;
import net.dv8tion.jda.api.hooks.ListenerAdapter;
import net.dv8tion.jda.api.interactions.Interaction;
import net.dv8tion.jda.api.interactions.callbacks.IModalCallback;
import net.dv8tion.jda.api.interactions.callbacks.IReplyCallback;
import net.dv8tion.jda.api.interactions.commands.Command.Choice;
import org.jspecify.annotations.Nullable;

/**
 * Takes what people do in Discord to {@link Talk}, and the answers back. What comes a second time, as
 * after a connection that was resumed, is passed over. Thread-safe.
 */
final class Reception extends ListenerAdapter {

  /** An interaction can be answered for a quarter of an hour, so none comes back later. */
  private static final Duration REMEMBERED = Duration.ofMinutes(20);

  private static final int REMEMBERED_MAX = 50_000;

  private final House house;
  private final Directory directory;
  private final Replies replies;
  private final Workers workers;
  private final Once seen;

  /**
   * What it works with.
   *
   * @param nanos a clock that never goes backwards
   */
  record House(Talk talk, Forms forms, Supplier<List<Team>> teams, LongSupplier nanos) {}

  Reception(House house, Replies replies, Workers workers) {
    this.house = house;
    this.directory = new Directory(DiscordChat.DISCORD, house.teams());
    this.replies = replies;
    this.workers = workers;
    this.seen = new Once(REMEMBERED, REMEMBERED_MAX, house.nanos());
  }

  /**
   * Where somebody did something.
   *
   * @param task the task in whose thread that was
   */
  private record Here(Place place, @Nullable TaskId task) {
    Team team() {
      return place.team();
    }
  }

  @Override
  public void onSlashCommandInteraction(SlashCommandInteractionEvent event) {
    Optional<Verb> verb = Slash.verb(event.getFullCommandName());
    if (!seen.first(event.getId()) || verb.isEmpty()) {
      return;
    }
    answered(event, here -> {
      Map<String, String> fields = Chosen.of(event.getOptions(), here.team());
      return house
          .talk()
          .fill(new Filled(
              here.team().id(),
              directory.who(here.team(), event.getUser().getId()),
              here.place().room(),
              here.task(),
              verb.get(),
              fields));
    });
  }

  /** Something to do with where somebody is. */
  private interface Deed {
    CompletableFuture<Message> in(Here here);
  }

  private void answered(IReplyCallback event, Deed deed) {
    Optional<Here> here = here(event);
    if (here.isEmpty()) {
      replies.answer(event, CompletableFuture.completedFuture(nowhere(event)), null);
      return;
    }
    replies.answer(event, workers.ask(() -> deed.in(here.get())), here.get().team());
  }

  private static Message nowhere(Interaction event) {
    return Notes.noRoom(DiscordChat.DISCORD, channel(event.getChannel()));
  }

  private Optional<Here> here(Interaction event) {
    Channel channel = event.getChannel();
    return directory.place(channel(channel)).map(place -> new Here(place, task(place, channel)));
  }

  /** A thread has the id of the card that it belongs to. */
  private @Nullable TaskId task(Place place, @Nullable Channel channel) {
    return channel instanceof ThreadChannel thread
        ? house.forms().taskAt(place.team().id(), place.room(), thread.getId()).orElse(null)
        : null;
  }

  private static String channel(@Nullable Channel channel) {
    if (channel instanceof ThreadChannel thread) {
      return thread.getParentChannel().getId();
    }
    return channel == null ? "" : channel.getId();
  }

  @Override
  public void onCommandAutoCompleteInteraction(CommandAutoCompleteInteractionEvent event) {
    Optional<Verb> verb = Slash.verb(event.getFullCommandName());
    Optional<Argument> argument =
        verb.flatMap(one -> one.argument(event.getFocusedOption().getName()));
    Optional<Here> here = here(event);
    List<Choice> none = List.of();
    CompletableFuture<List<Choice>> choices = argument.isEmpty() || here.isEmpty()
        ? CompletableFuture.completedFuture(none)
        : workers.ask(
            () -> CompletableFuture.completedFuture(
                offered(event, here.get(), verb.get(), argument.get())),
            none);
    var unused = choices.thenAccept(offered -> replies.send(() -> event.replyChoices(offered)));
  }

  private List<Choice> offered(
      CommandAutoCompleteInteractionEvent event, Here here, Verb verb, Argument argument) {
    Offered offered = new Offered(argument, event.getFocusedOption().getValue());
    return offered.choices(house
        .talk()
        .values(
            here.team().id(),
            directory.who(here.team(), event.getUser().getId()),
            verb,
            argument,
            offered.prefix(),
            Limits.OPTIONS));
  }

  @Override
  public void onButtonInteraction(ButtonInteractionEvent event) {
    pressed(event, event.getComponentId(), Map.of());
  }

  /** A menu on a message asks for the one field of its button. */
  @Override
  public void onStringSelectInteraction(StringSelectInteractionEvent event) {
    pressed(
        event, event.getComponentId(), Map.of(Chosen.CHOICE, String.join(",", event.getValues())));
  }

  private <E extends IReplyCallback & IModalCallback> void pressed(
      E event, String action, Map<String, String> chosen) {
    if (!seen.first(event.getId())) {
      return;
    }
    Optional<Here> here = here(event);
    if (here.isEmpty()) {
      replies.answer(event, CompletableFuture.completedFuture(nowhere(event)), null);
      return;
    }
    CompletableFuture<Answer> answer =
        workers.ask(() -> obey(event, here.get(), action, chosen), new Answer.Said(Notes.busy()));
    replies.answerOrOpen(event, answer, here.get().team());
  }

  /** Asks first where the button has fields that nobody has filled in yet. */
  private CompletableFuture<Answer> obey(
      IModalCallback event, Here here, String action, Map<String, String> chosen) {
    Team team = here.team();
    Optional<Button> asks = house
        .forms()
        .button(team.id(), action)
        .filter(button -> !button.fields().isEmpty());
    if (asks.isPresent() && chosen.isEmpty()) {
      return CompletableFuture.completedFuture(replies.open(event, Form.of(asks.get())));
    }
    Map<String, String> fields = asks.map(
            button -> Map.of(button.fields().get(0).name(), chosen.getOrDefault(Chosen.CHOICE, "")))
        .orElse(Map.of());
    return press(event, here, action, fields).thenApply(Answer.Said::new);
  }

  private CompletableFuture<Message> press(
      Interaction event, Here here, String action, Map<String, String> fields) {
    return house
        .talk()
        .press(new Press(
            here.team().id(),
            directory.who(here.team(), event.getUser().getId()),
            here.place().room(),
            action,
            fields));
  }

  /** The form is gone by then: what was filled in is given back where something is wrong with it. */
  @Override
  public void onModalInteraction(ModalInteractionEvent event) {
    if (!seen.first(event.getId())) {
      return;
    }
    Map<String, String> fields = Form.fields(event.getValues());
    answered(
        event,
        here -> press(event, here, event.getModalId(), fields)
            .thenApply(
                message -> Notes.refuses(message) ? Notes.givenBack(message, fields) : message));
  }

  @Override
  public void onMessageContextInteraction(MessageContextInteractionEvent event) {
    if (!seen.first(event.getId())) {
      return;
    }
    Optional<Here> here = here(event);
    if (here.isEmpty()) {
      replies.answer(event, CompletableFuture.completedFuture(nowhere(event)), null);
      return;
    }
    Team team = here.get().team();
    String said = Chosen.plain(event.getTarget().getContentRaw(), team);
    Button form = Forms.newTask(team, said, event.getTarget().getJumpUrl());
    replies.open(event, Form.of(form));
  }
}
