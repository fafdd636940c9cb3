package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.board.Actor;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.TeamId;
import dev.signalbox.discord.FakeDiscord;
import dev.signalbox.discord.FakeGuild;
import dev.signalbox.settings.Settings;
import dev.signalbox.talk.Shown;
import dev.signalbox.talk.Utterance;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the doctor says of Discord, in chat and on the command line. */
@Timeout(120)
class DiscordDoctorTest {

  private static final TeamId MAIN = new TeamId("main");
  private static final String ROOM = "discord:" + FakeDiscord.CHANNEL;

  @TempDir
  Path home;

  private final FakeDiscord discord = new FakeDiscord();
  private Path config;

  @BeforeEach
  void open() throws Exception {
    config = Files.writeString(
        home.resolve("signalbox.yaml"), """
        server: {port: 0}
        discord: {api: "%s", gateway: "%s"}
        teams:
          main:
            rooms: ["%s"]
            owner: sam
            people: {sam: {role: admin, discord: "2200000000000000001"}, mia: {}, lee: {}}
            lanes: {build: {review_by: none}}
        """.formatted(discord.api(), discord.gatewayUrl(), ROOM));
  }

  @AfterEach
  void close() {
    discord.close();
    assertThat(discord.problems()).isEmpty();
  }

  private Server start(String token) {
    return Server.start(
        Settings.read(config).withData(home.resolve("data")), Map.of("DISCORD_BOT_TOKEN", token));
  }

  private static ConditionFactory patiently() {
    return await().atMost(Duration.ofSeconds(40));
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
  void discord_is_asked_in_chat_and_through_the_running_server() {
    try (Server server = start(FakeDiscord.BOT_TOKEN)) {
      patiently().until(() -> says(server, "doctor").contains("✓ Discord knows the commands."));
      assertThat(says(server, "doctor"))
          .contains(
              "✓ Discord is connected; 0 drops since the start.",
              "✓ Signalbox may do all it needs in " + ROOM + " (#agents).",
              "✓ Everybody who owns an open task can be called in Discord.");
      says(server, "new \"Count the lines\" lane:build owner:mia");
      discord.guild.deny(FakeDiscord.CHANNEL, FakeGuild.PIN | FakeGuild.START_THREADS);
      patiently().until(() -> says(server, "doctor").contains("lacks"));
      for (String told : new String[] {says(server, "doctor"), doctor()}) {
        assertThat(told)
            .contains(
                "✗ Signalbox lacks in " + ROOM + " (#agents): Create Public Threads, Pin Messages.",
                "→ Edit the channel, Permissions, and give them to Signalbox.",
                "✗ mia owns open tasks and cannot be called in Discord: pings name them, and"
                    + " notify nobody. → ",
                "/person set name:mia discord:")
            .doesNotContain("lee", FakeDiscord.BOT_TOKEN);
      }
      discord.guild.delete(FakeDiscord.CHANNEL);
      patiently().until(() -> says(server, "doctor").contains("sees no text channel"));
      assertThat(says(server, "doctor"))
          .contains(
              "✗ Signalbox sees no text channel " + ROOM + ". → Invite it: https://discord.com/",
              "client_id=" + FakeDiscord.APPLICATION,
              "permissions=")
          .doesNotContain("\\");
    }
    int calls = discord.calls().size();
    assertThat(doctor()).contains("✗ Discord was not asked: ").doesNotContain("is connected");
    assertThat(discord.calls()).hasSize(calls);
  }

  @Test
  void a_token_that_discord_does_not_take_is_named_and_not_shown() {
    String wrong = "MTIz.G1abcd.canary-of-this-test";
    try (Server server = start(wrong)) {
      patiently().until(() -> says(server, "doctor").contains("40001"));
      String told = says(server, "doctor");
      assertThat(told)
          .contains(
              "✓ The clocks agree.",
              "✗ Discord is not connected, so nothing arrives from there: Discord does not accept"
                  + " DISCORD_BOT_TOKEN: reset it and take the new one (40001).")
          .doesNotContain("canary");
    }
  }

  @Test
  void a_discord_that_is_away_is_named_once_and_the_rest_is_looked_at() {
    discord.down(true);
    try (Server server = start(FakeDiscord.BOT_TOKEN)) {
      assertThat(says(server, "doctor"))
          .contains("✓ The clocks agree.")
          .containsOnlyOnce("✗ Discord is not connected, so nothing");
    }
  }
}
