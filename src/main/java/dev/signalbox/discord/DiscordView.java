package dev.signalbox.discord;

import dev.signalbox.board.PersonId;
import dev.signalbox.board.Team;
import dev.signalbox.talk.Message;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import net.dv8tion.jda.api.components.MessageTopLevelComponent;
import net.dv8tion.jda.api.entities.Message.MentionType;
import net.dv8tion.jda.api.utils.messages.MessageCreateBuilder;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;
import net.dv8tion.jda.api.utils.messages.MessageEditBuilder;
import net.dv8tion.jda.api.utils.messages.MessageEditData;
import net.dv8tion.jda.api.utils.messages.MessageRequest;
import org.jspecify.annotations.Nullable;

/**
 * A message in Discord's form: the one place where that is made, whichever way it goes there.
 *
 * @param content plain content; empty where all of it is components
 * @param calls the user ids that it may mention
 * @param aloud whether it may make a sound
 */
record DiscordView(
    String content, List<MessageTopLevelComponent> parts, Set<String> calls, boolean aloud) {

  static {
    MessageRequest.setDefaultMentions(EnumSet.noneOf(MentionType.class));
    MessageRequest.setDefaultMentionRepliedUser(false);
  }

  DiscordView {
    parts = List.copyOf(parts);
    calls = Set.copyOf(calls);
  }

  /**
   * Draws a message for a team's room.
   *
   * @param team whose people are called; null for a room of no team, where nobody is
   */
  static DiscordView of(Message message, @Nullable Team team) {
    Function<PersonId, Optional<String>> people = person -> account(team, person);
    return switch (message.kind()) {
      case CARD -> CardParts.of(message, new Markdown.Frame(people, Markdown.AGO, Markdown.TIME));
      case PING -> PingText.of(message, new Markdown.Frame(people, Markdown.AGO, Markdown.DAY));
      case LINE -> LineText.of(message, new Markdown.Frame(people, Markdown.TIME, Markdown.TIME));
      case ANSWER, BOARD, DIGEST ->
        AnswerParts.of(message, new Markdown.Frame(people, Markdown.AGO, Markdown.DAY));
    };
  }

  /** Components only, which call nobody and make no sound. */
  static DiscordView silent(List<? extends MessageTopLevelComponent> parts) {
    return new DiscordView("", List.copyOf(parts), Set.of(), false);
  }

  private static Optional<String> account(@Nullable Team team, PersonId person) {
    return Optional.ofNullable(team)
        .map(known -> known.people().get(person))
        .map(DiscordChat.DISCORD::account);
  }

  /** The same, with a number by which it is found again where it has a component to bear it. */
  DiscordView marked(int mark) {
    if (parts.isEmpty()) {
      return this;
    }
    List<MessageTopLevelComponent> marked = new ArrayList<>(parts);
    marked.set(0, parts.get(0).withUniqueId(mark));
    return new DiscordView(content, marked, calls, aloud);
  }

  private boolean componentsOnly() {
    return content.isEmpty();
  }

  /** As something new. */
  MessageCreateData create() {
    MessageCreateBuilder builder = new MessageCreateBuilder()
        .setContent(content)
        .useComponentsV2(componentsOnly())
        .setComponents(parts)
        .setSuppressEmbeds(!componentsOnly())
        .setSuppressedNotifications(!aloud)
        .setAllowedMentions(EnumSet.noneOf(MentionType.class))
        .mentionRepliedUser(false);
    return builder.mentionUsers(calls).build();
  }

  /** In the place of what stands there; an edit calls nobody. */
  MessageEditData edit() {
    return new MessageEditBuilder()
        .setReplace(true)
        .useComponentsV2(componentsOnly())
        .setContent(content)
        .setComponents(parts)
        .setSuppressEmbeds(!componentsOnly())
        .setAllowedMentions(EnumSet.noneOf(MentionType.class))
        .mentionRepliedUser(false)
        .build();
  }
}
