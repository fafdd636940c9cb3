package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.board.Actor;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.TeamId;
import dev.signalbox.discord.FakeDiscord;
import dev.signalbox.settings.Settings;
import dev.signalbox.talk.Utterance;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that stops while there is much to say in Discord. */
@Tag("slow")
class DiscordStopTest {

  private static final int TASKS = 40;

  /** JDA alone takes 47 s, for it waits for its cleaning of its queues. */
  private static final Duration STOP_MAX = Duration.ofSeconds(25);

  @TempDir
  Path folder;

  private Server start(FakeDiscord discord) throws Exception {
    Path file = Files.writeString(folder.resolve("signalbox.yaml"), """
        server: {port: 0}
        discord: {api: "%s", gateway: "%s"}
        teams:
          acme:
            rooms: ["discord:%s"]
            owner: priya
            people: {priya: {role: admin}}
            lanes: {build: {}}
        """.formatted(
            discord.api(), discord.gatewayUrl(), FakeDiscord.CHANNEL));
    return Server.start(Settings.read(file), Map.of("DISCORD_BOT_TOKEN", FakeDiscord.BOT_TOKEN));
  }

  private static void make(Server server, int number) {
    server
        .say(new Utterance(
            new TeamId("acme"),
            Actor.of(new PersonId("priya")),
            "discord:" + FakeDiscord.CHANNEL,
            null,
            "new \"Task number " + number + ".\" lane:build"))
        .join();
  }

  private static List<Integer> cards(FakeDiscord discord) {
    return discord.messages().stream()
        .map(message -> message.shown().replaceAll("(?s).*Task number ([0-9]+)\\..*", "$1"))
        .filter(text -> text.matches("[0-9]+"))
        .map(Integer::valueOf)
        .sorted()
        .toList();
  }

  @Test
  void what_waits_is_told_after_the_next_start_and_the_stop_is_quick() throws Exception {
    try (FakeDiscord discord = new FakeDiscord()) {
      discord.paced(true);
      discord.retryAfter(2);
      Server first = start(discord);
      for (int i = 1; i <= TASKS; i++) {
        make(first, i);
      }
      await().atMost(Duration.ofSeconds(30)).until(() -> cards(discord).size() >= 3);
      Instant before = Instant.now();
      first.close();
      assertThat(Duration.between(before, Instant.now())).isLessThan(STOP_MAX);
      assertThat(cards(discord)).hasSizeLessThan(TASKS);
      discord.paced(false);
      try (Server second = start(discord)) {
        assertThat(second.reads()).isNotNull();
        await().atMost(Duration.ofSeconds(60)).until(() -> cards(discord).size() >= TASKS);
        assertThat(cards(discord))
            .containsExactlyElementsOf(IntStream.rangeClosed(1, TASKS).boxed().toList());
      }
      assertThat(discord.problems()).isEmpty();
    }
  }
}
