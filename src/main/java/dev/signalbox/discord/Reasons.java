package dev.signalbox.discord;

import java.util.Map;
import java.util.Set;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;

/** What Discord's numbers for "no" mean, and what helps. */
final class Reasons {

  static final String UNKNOWN_CHANNEL = "10003";
  static final String UNKNOWN_MESSAGE = "10008";
  static final String THREAD_EXISTS = "160004";

  private static final String LACKS = "lacks ";

  /** The message to edit, or in whose thread to reply, is not there or not ours any more. */
  private static final Set<String> GONE = Set.of(UNKNOWN_MESSAGE, UNKNOWN_CHANNEL, "50005");

  private static final Map<String, String> WORDS = Map.ofEntries(
      Map.entry(UNKNOWN_CHANNEL, "somebody deleted the channel or thread"),
      Map.entry(UNKNOWN_MESSAGE, "somebody deleted the message"),
      Map.entry("20028", "the channel got too many messages"),
      Map.entry("30003", "the channel has 50 pins, which is the most"),
      Map.entry(
          "40001", "Discord does not accept DISCORD_BOT_TOKEN: reset it and take the new one"),
      Map.entry("50001", "Signalbox cannot see the channel: let its role view it"),
      Map.entry("50005", "the message is somebody else's"),
      Map.entry(
          "50013", "Signalbox may not do that in the channel: see doctor for what is missing"),
      Map.entry("50035", "Discord did not understand the message"),
      Map.entry("50083", "the thread is archived and locked: a moderator can open it again"),
      Map.entry("160005", "the thread is locked: a moderator can open it again"));

  private Reasons() {}

  /** Discord's number for it, or the status where there is none. */
  static String word(ErrorResponseException error) {
    return Integer.toString(error.getErrorCode());
  }

  static String lacks(Permission permission) {
    return LACKS + permission.getName();
  }

  static boolean gone(String error) {
    return GONE.contains(error);
  }

  /** For people: the reason, with Discord's own number to look it up. */
  static String inWords(String error) {
    return error.startsWith(LACKS)
        ? "Signalbox lacks the permission \"" + error.substring(LACKS.length())
            + "\" in the channel"
        : WORDS.getOrDefault(error, "Discord refused it") + " (" + error + ")";
  }
}
