package dev.signalbox.discord;

import dev.signalbox.board.PersonId;
import dev.signalbox.board.Team;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.dv8tion.jda.api.interactions.commands.OptionMapping;

/** What people chose and typed, as Discord sends it, made what they meant. */
final class Chosen {

  /** Stands for the one field of a menu on a message, whatever that is called. */
  static final String CHOICE = "";

  private static final Pattern CALL = Pattern.compile("<@!?([0-9]{1,20})>");

  private Chosen() {}

  /** What was filled in, by the names of the arguments. */
  static Map<String, String> of(List<OptionMapping> options, Team team) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (OptionMapping option : options) {
      switch (option.getType()) {
        case BOOLEAN -> {
          if (option.getAsBoolean()) {
            fields.put(option.getName(), option.getName());
          }
        }
        case USER -> fields.put(option.getName(), Long.toUnsignedString(option.getAsLong()));
        default -> fields.put(option.getName(), plain(option.getAsString(), team));
      }
    }
    return fields;
  }

  /** Calls as people see them: {@code <@1>} is {@code @sam} to a team that knows them. */
  static String plain(String text, Team team) {
    return CALL.matcher(text)
        .replaceAll(call -> Matcher.quoteReplacement("@"
            + DiscordChat.DISCORD
                .person(team, call.group(1))
                .map(PersonId::name)
                .orElse(call.group(1))));
  }
}
