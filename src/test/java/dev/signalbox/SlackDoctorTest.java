package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.board.Actor;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.TeamId;
import dev.signalbox.settings.Settings;
import dev.signalbox.slack.FakeSlack;
import dev.signalbox.slack.SocketLine;
import dev.signalbox.talk.Shown;
import dev.signalbox.talk.Utterance;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the doctor says of Slack, in chat and on the command line. */
@Timeout(120)
class SlackDoctorTest {

  private static final TeamId MAIN = new TeamId("main");
  private static final String ROOM = "slack:C0123ABC";
  private static final Map<String, String> SECRETS =
      Map.of("SLACK_BOT_TOKEN", FakeSlack.BOT_TOKEN, "SLACK_APP_TOKEN", FakeSlack.APP_TOKEN);

  @TempDir
  Path home;

  private final FakeSlack slack = new FakeSlack(Clock.systemUTC());
  private final SocketLine socket = new SocketLine();
  private Path config;

  @BeforeEach
  void open() throws Exception {
    slack.channels.add("C0123ABC");
    slack.socketUrl = socket.url();
    config = Files.writeString(home.resolve("signalbox.yaml"), """
        server: {port: 0}
        slack: {api: "%s"}
        teams:
          main:
            rooms: [%s]
            owner: sam
            people: {sam: {role: admin, slack: U0SAM0000}, mia: {}, lee: {}}
            lanes: {build: {review_by: none}}
        """.formatted(slack.api(), ROOM));
  }

  @AfterEach
  void close() {
    socket.close();
    slack.close();
  }

  private Server start() {
    return Server.start(Settings.read(config).withData(home.resolve("data")), SECRETS);
  }

  private static String says(Server server, String text) {
    return Shown.text(server
        .say(new Utterance(MAIN, Actor.of(new PersonId("sam")), ROOM, null, text))
        .join());
  }

  private String doctor() {
    StringWriter out = new StringWriter();
    int code = Signalbox.run(
        new PrintWriter(out, true),
        new PrintWriter(out, true),
        "doctor",
        "--config",
        config.toString(),
        "--data",
        home.resolve("data").toString());
    assertThat(code).as(out.toString()).isEqualTo(Exit.REFUSED);
    return out.toString();
  }

  @Test
  void slack_is_asked_in_chat_and_through_the_running_server() {
    try (Server server = start()) {
      await().until(() -> says(server, "doctor").contains("✓ Slack is connected: "));
      assertThat(says(server, "doctor"))
          .contains(
              "✓ Slack takes the token of signalbox in Fake.",
              "✓ The app has every scope of the manifest.",
              "✓ This machine's clock agrees with Slack's.",
              "✓ Signalbox is in slack:C0123ABC (#room-c0123abc).",
              " s old; 0 reconnects since the start.",
              "✓ Everybody who owns an open task can be called in Slack.");
      says(server, "new \"Count the lines\" lane:build owner:mia");
      slack.channels.leave("C0123ABC");
      slack.scopes =
          slack.scopes.stream().filter(one -> !one.equals("pins:write")).toList();
      for (String told : new String[] {says(server, "doctor"), doctor()}) {
        assertThat(told)
            .contains(
                "✗ The app lacks pins:write. → ",
                "✗ Signalbox is not in slack:C0123ABC (#room-c0123abc). → There: /invite"
                    + " @Signalbox",
                "✗ mia owns open tasks and cannot be called in Slack: pings name them, and notify"
                    + " nobody. → ",
                "person set mia slack:U…")
            .doesNotContain("lee", FakeSlack.BOT_TOKEN, FakeSlack.APP_TOKEN);
      }
    }
    int calls = slack.calls().size();
    assertThat(doctor()).contains("✗ Slack was not asked: ").doesNotContain("Slack takes");
    assertThat(slack.calls()).hasSize(calls);
    assertThat(slack.problems()).isEmpty();
  }

  @Test
  void a_slack_that_is_away_is_named_once_and_the_rest_is_looked_at() {
    slack.down = true;
    try (Server server = start()) {
      String told = says(server, "doctor");
      assertThat(told)
          .contains("✓ The clocks agree.", "✗ Slack is not connected, so nothing")
          .containsOnlyOnce("✗ Slack cannot be asked: ");
    }
  }
}
