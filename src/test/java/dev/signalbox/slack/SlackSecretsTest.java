package dev.signalbox.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlackSecretsTest {

  private static final String ROOM = "slack:C0123ABC";

  @TempDir
  Path folder;

  @Test
  void each_mode_needs_its_own() {
    SlackSecrets socket = SlackSecrets.read(
        Map.of("SLACK_BOT_TOKEN", "xoxb-1", "SLACK_APP_TOKEN", "xapp-1"), true, ROOM);
    assertThat(socket.bot()).isEqualTo("xoxb-1");
    assertThat(socket.app()).isEqualTo("xapp-1");
    SlackSecrets http = SlackSecrets.read(
        Map.of("SLACK_BOT_TOKEN", "xoxb-1", "SLACK_SIGNING_SECRET", "0123456789abcdef"),
        false,
        ROOM);
    assertThat(http.signing()).isEqualTo("0123456789abcdef");
    assertThat(http).hasToString("SlackSecrets[***]");
  }

  @Test
  void a_missing_one_is_named_with_why_and_an_example() {
    assertThatThrownBy(() -> SlackSecrets.read(Map.of(), true, ROOM))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("""
            SLACK_BOT_TOKEN is not set, and the room slack:C0123ABC needs it. In Slack's page of the \
            app it is under OAuth & Permissions. Set it, such as SLACK_BOT_TOKEN=xoxb-…, or \
            SLACK_BOT_TOKEN_FILE=/run/secrets/slack_bot_token
            SLACK_APP_TOKEN is not set, and the room slack:C0123ABC needs it. In Slack's page of the \
            app it is under Basic Information, App-Level Tokens. Set it, such as \
            SLACK_APP_TOKEN=xapp-…, or SLACK_APP_TOKEN_FILE=/run/secrets/slack_app_token""");
  }

  @Test
  void a_file_may_hold_it() throws IOException {
    Path file = Files.writeString(folder.resolve("token"), "xoxb-from-file\n");
    Map<String, String> environment =
        Map.of("SLACK_BOT_TOKEN_FILE", file.toString(), "SLACK_SIGNING_SECRET", "0123456789abcdef");
    assertThat(SlackSecrets.read(environment, false, ROOM).bot()).isEqualTo("xoxb-from-file");
  }

  @Test
  void a_file_that_is_not_there_and_a_token_of_another_kind_are_told_without_showing_them() {
    Map<String, String> environment =
        Map.of("SLACK_BOT_TOKEN_FILE", "/nowhere/token", "SLACK_APP_TOKEN", "xoxb-canary");
    assertThatThrownBy(() -> SlackSecrets.read(environment, true, ROOM))
        .hasMessageContaining("SLACK_BOT_TOKEN_FILE: there is no file /nowhere/token")
        .hasMessageContaining("SLACK_APP_TOKEN does not look like one")
        .hasMessageNotContaining("canary");
  }
}
