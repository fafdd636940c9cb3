package dev.signalbox.discord;

import dev.signalbox.talk.dialect.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the bot proves itself with to Discord. Never shown. */
public record DiscordToken(String value) {

  private static final Secret SECRET = new Secret(
      "DISCORD_BOT_TOKEN",
      "[A-Za-z0-9_-]{1,100}(\\.[A-Za-z0-9_-]{1,100}){2}",
      "MTIz….G1abcd.…",
      "Discord's page of the application",
      "Bot, Reset Token");

  /**
   * Reads it.
   *
   * @param room a room that needs it, to be named
   * @throws IllegalArgumentException if it is missing or of another form: why it is needed, and an
   *     example
   */
  public static DiscordToken read(Map<String, String> environment, String room) {
    List<String> problems = new ArrayList<>();
    String value = SECRET.read(environment, room, problems);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join(System.lineSeparator(), problems));
    }
    return new DiscordToken(value);
  }

  @Override
  public String toString() {
    return "DiscordToken[***]";
  }
}
