package dev.signalbox.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiscordTokenTest {

  private static final String ROOM = "discord:1100000000000000004";
  private static final String TOKEN = "MTEwMDAwMDAwMDAwMDAwMDAwMQ.G1abcd.a-canary_0123456789";

  @TempDir
  Path folder;

  @Test
  void it_is_read_and_not_shown() {
    DiscordToken token = DiscordToken.read(Map.of("DISCORD_BOT_TOKEN", TOKEN), ROOM);
    assertThat(token.value()).isEqualTo(TOKEN);
    assertThat(token).hasToString("DiscordToken[***]");
  }

  @Test
  void a_missing_one_is_named_with_why_and_an_example() {
    assertThatThrownBy(() -> DiscordToken.read(Map.of(), ROOM))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("""
            DISCORD_BOT_TOKEN is not set, and the room discord:1100000000000000004 needs it. In \
            Discord's page of the application it is under Bot, Reset Token. Set it, such as \
            DISCORD_BOT_TOKEN=MTIz….G1abcd.…, or \
            DISCORD_BOT_TOKEN_FILE=/run/secrets/discord_bot_token""");
  }

  @Test
  void a_file_may_hold_it() throws IOException {
    Path file = Files.writeString(folder.resolve("token"), TOKEN + "\n");
    assertThat(DiscordToken.read(Map.of("DISCORD_BOT_TOKEN_FILE", file.toString()), ROOM)
            .value())
        .isEqualTo(TOKEN);
    assertThatThrownBy(
            () -> DiscordToken.read(Map.of("DISCORD_BOT_TOKEN_FILE", "/nowhere/token"), ROOM))
        .hasMessageContaining("DISCORD_BOT_TOKEN_FILE: there is no file /nowhere/token");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "canary",
        "Bot MTEw.G1abcd.canary",
        "MTEw.canary",
        "MTEw.G1abcd.canary\nx",
        "xoxb-canary"
      })
  void one_of_another_form_is_refused_without_showing_it(String value) {
    assertThatThrownBy(() -> DiscordToken.read(Map.of("DISCORD_BOT_TOKEN", value), ROOM))
        .hasMessageContaining("DISCORD_BOT_TOKEN does not look like one")
        .hasMessageNotContaining("canary");
  }
}
