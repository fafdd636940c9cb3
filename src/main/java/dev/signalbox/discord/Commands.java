package dev.signalbox.discord;

import dev.signalbox.board.Priority;
import dev.signalbox.board.State;
import dev.signalbox.talk.dialect.SafeText;
import dev.signalbox.talk.language.Argument;
import dev.signalbox.talk.language.Catalogue;
import dev.signalbox.talk.language.Verb;
import dev.signalbox.talk.language.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.dv8tion.jda.api.interactions.DiscordLocale;
import net.dv8tion.jda.api.interactions.IntegrationType;
import net.dv8tion.jda.api.interactions.InteractionContextType;
import net.dv8tion.jda.api.interactions.commands.DefaultMemberPermissions;
import net.dv8tion.jda.api.interactions.commands.OptionType;
import net.dv8tion.jda.api.interactions.commands.build.CommandData;
import net.dv8tion.jda.api.interactions.commands.build.OptionData;
import net.dv8tion.jda.api.interactions.commands.build.SlashCommandData;
import net.dv8tion.jda.api.interactions.commands.build.SubcommandData;

/**
 * The commands as Discord is told of them, made from the catalogue: one for each noun, one for each
 * verb that needs none, and the entry in a message's menu.
 */
final class Commands {

  /** A translation of one of our sentences into every language that there are words for. */
  interface Translation {
    Map<DiscordLocale, String> of(String key);
  }

  private final Translation translation;

  private Commands(Translation translation) {
    this.translation = translation;
  }

  /** What the entry in a message's menu is called. */
  static String makeTask() {
    return Words.raw("discord.make_task");
  }

  static List<CommandData> all() {
    return all(Commands::translated);
  }

  static List<CommandData> all(Translation translation) {
    return new Commands(translation).made();
  }

  private static Map<DiscordLocale, String> translated(String key) {
    Map<DiscordLocale, String> words = new LinkedHashMap<>();
    for (DiscordLocale locale : DiscordLocale.values()) {
      Words.translated(locale.getLocale(), key).ifPresent(text -> words.put(locale, text));
    }
    return words;
  }

  private List<CommandData> made() {
    List<CommandData> all = new ArrayList<>();
    Set<String> nouns = Catalogue.verbs().stream()
        .map(Verb::noun)
        .collect(Collectors.toCollection(LinkedHashSet::new));
    for (String noun : nouns) {
      List<Verb> verbs = Catalogue.of(noun);
      if (noun.isEmpty()) {
        verbs.forEach(verb -> all.add(alone(verb)));
      } else {
        all.add(noun(noun, verbs));
      }
    }
    all.add(here(net.dv8tion.jda.api.interactions.commands.build.Commands.message(makeTask()))
        .setNameLocalizations(translations("discord.make_task", Limits.NAME)));
    return all;
  }

  private SlashCommandData noun(String noun, List<Verb> verbs) {
    SlashCommandData command = named(noun, "noun." + noun, verbs);
    for (Verb verb : verbs) {
      SubcommandData sub = new SubcommandData(verb.name(), described(verb.key()));
      sub.setDescriptionLocalizations(translations(verb.key()));
      command.addSubcommands(sub.addOptions(options(verb)));
    }
    return command;
  }

  private SlashCommandData alone(Verb verb) {
    return named(verb.name(), verb.key(), List.of(verb)).addOptions(options(verb));
  }

  private SlashCommandData named(String name, String key, List<Verb> verbs) {
    SlashCommandData command =
        net.dv8tion.jda.api.interactions.commands.build.Commands.slash(name, described(key));
    command.setDescriptionLocalizations(translations(key));
    if (verbs.stream().allMatch(verb -> verb.who() == Verb.Who.ADMIN)) {
      command.setDefaultPermissions(DefaultMemberPermissions.DISABLED);
    }
    here(command);
    return command;
  }

  /** On a server, where a team has its room; nowhere else. */
  private static CommandData here(CommandData command) {
    return command
        .setContexts(InteractionContextType.GUILD)
        .setIntegrationTypes(IntegrationType.GUILD_INSTALL);
  }

  private List<OptionData> options(Verb verb) {
    return verb.arguments().stream()
        .sorted(Comparator.comparing(argument -> !Slash.required(argument)))
        .map(this::option)
        .toList();
  }

  private OptionData option(Argument argument) {
    String key = "argument." + argument.name();
    OptionData option = new OptionData(
        type(argument),
        argument.name(),
        described(key),
        Slash.required(argument),
        suggested(argument));
    option.setDescriptionLocalizations(translations(key));
    choices(argument)
        .map(one -> one.name().toLowerCase(Locale.ROOT))
        .forEach(word -> option.addChoice(word, word));
    return option;
  }

  private static OptionType type(Argument argument) {
    return switch (argument.type()) {
      case FLAG -> OptionType.BOOLEAN;
      case ACCOUNT ->
        DiscordChat.DISCORD.id().equals(argument.name()) ? OptionType.USER : OptionType.STRING;
      case TASK,
          TASKS,
          NEEDS,
          RESOURCE,
          AGENT,
          LANE,
          LANES,
          PERSON,
          NAME,
          PRIORITY,
          STATE,
          LINK,
          DURATION,
          ITEMS,
          TEXT -> OptionType.STRING;
    };
  }

  /** Whether something can be offered while it is typed. */
  static boolean suggested(Argument argument) {
    return switch (argument.type()) {
      case TASK, TASKS, NEEDS, RESOURCE, AGENT, LANE, LANES, PERSON, NAME, DURATION -> true;
      case TEXT -> argument.name().equals("topic");
      case PRIORITY, STATE, LINK, ITEMS, FLAG, ACCOUNT -> false;
    };
  }

  private static Stream<? extends Enum<?>> choices(Argument argument) {
    return switch (argument.type()) {
      case PRIORITY -> Stream.of(Priority.values());
      case STATE -> Stream.of(State.values());
      default -> Stream.empty();
    };
  }

  private static String described(String key) {
    return SafeText.cut(Words.raw(key), Limits.DESCRIPTION);
  }

  private Map<DiscordLocale, String> translations(String key) {
    return translations(key, Limits.TRANSLATION);
  }

  private Map<DiscordLocale, String> translations(String key, int most) {
    Map<DiscordLocale, String> fit = new LinkedHashMap<>();
    translation.of(key).forEach((locale, text) -> fit.put(locale, SafeText.cut(text, most)));
    return fit;
  }
}
