package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.signalbox.board.Actor;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.TeamId;
import dev.signalbox.desk.Reads;
import dev.signalbox.settings.Settings;
import dev.signalbox.slack.FakeSlack;
import dev.signalbox.talk.Utterance;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server whose team has a room in Slack. */
@Timeout(60)
class SlackRoomTest {

  private static final TeamId TEAM = new TeamId("t");
  private static final Map<String, String> SECRETS =
      Map.of("SLACK_BOT_TOKEN", FakeSlack.BOT_TOKEN, "SLACK_APP_TOKEN", FakeSlack.APP_TOKEN);

  @TempDir
  Path folder;

  private Settings settings(URI api) throws IOException {
    return Settings.read(Files.writeString(folder.resolve("signalbox.yaml"), """
        server: {port: 0}
        slack: {api: "%s"}
        teams:
          t:
            rooms: [local, slack:C0123ABC]
            owner: ryan
            people: {ryan: {role: admin}}
            lanes: {build: {}, review: {}}
        """.formatted(api)));
  }

  private static void make(Server server, String title) {
    server
        .say(new Utterance(
            TEAM,
            Actor.of(new PersonId("ryan")),
            "slack:C0123ABC",
            null,
            "new \"" + title + "\" lane:build"))
        .join();
  }

  @Test
  void a_task_that_is_made_there_has_its_card_there() throws IOException {
    try (FakeSlack slack = new FakeSlack(Clock.systemUTC())) {
      slack.channels.add("C0123ABC");
      try (Server server = Server.start(settings(slack.api()), SECRETS)) {
        make(server, "Retry failed webhooks");
        await()
            .until(() -> slack.messages().stream()
                .anyMatch(message -> message.shown().contains("T-1 Retry failed webhooks")));
        assertThat(server.reads().tasks(TEAM, Reads.TaskFilter.open(9))).hasSize(1);
      }
      assertThat(slack.problems()).isEmpty();
    }
  }

  @Test
  void the_board_starts_without_slack_and_slack_joins_later() throws IOException {
    try (FakeSlack slack = new FakeSlack(Clock.systemUTC())) {
      slack.channels.add("C0123ABC");
      slack.down = true;
      try (Server server = Server.start(settings(slack.api()), SECRETS)) {
        make(server, "Retry failed webhooks");
        await().until(() -> !slack.calls().isEmpty());
        assertThat(slack.messages()).isEmpty();
        slack.down = false;
        await()
            .atMost(Duration.ofSeconds(40))
            .until(() -> slack.messages().stream()
                .anyMatch(message -> message.shown().contains("T-1 Retry failed webhooks")));
      }
    }
  }

  @Test
  void without_its_secrets_it_does_not_start_and_says_which() throws IOException {
    Settings settings = settings(URI.create("http://127.0.0.1:9/api/"));
    assertThatThrownBy(() -> Server.start(settings, Map.of("SLACK_BOT_TOKEN", "xoxb-1")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("SLACK_APP_TOKEN is not set, and the room slack:C0123ABC needs it");
  }

  @Test
  void the_name_of_the_installation_stays() {
    String name = Instance.in(folder, new SecureRandom());
    assertThat(name).hasSize(16);
    assertThat(Instance.in(folder, new SecureRandom())).isEqualTo(name);
  }
}
