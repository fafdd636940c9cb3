package dev.signalbox.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.board.TaskId;
import dev.signalbox.talk.Bench;
import dev.signalbox.talk.Forms;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The connection to a Discord that comes and goes, and what people do meanwhile. */
class GatewayLifeTest {

  @TempDir
  Path directory;

  private final List<String> letIn = new ArrayList<>();
  private FakeDiscord fake;
  private Bench bench;
  private Discord discord;

  @BeforeEach
  void open() {
    fake = new FakeDiscord();
    fake.interactions.patience = Duration.ofSeconds(30);
    bench = new Bench(directory, DiscordBench.team());
    bench.joins("ada", "build");
  }

  @AfterEach
  void close() {
    if (discord != null) {
      discord.close();
    }
    fake.close();
    bench.close();
    assertThat(fake.problems()).isEmpty();
  }

  private void start(String token) {
    discord = new Discord(
        new DiscordToken(token),
        new Discord.House(
            fake.api(),
            fake.gatewayUrl(),
            "0123456789abcdef",
            bench.talk(),
            new Forms(bench.reads(), bench.time),
            () -> List.of(DiscordBench.team()),
            (team, subject) -> subject.name(),
            (team, room) -> letIn.add(room),
            bench.time,
            System::nanoTime),
        failures -> Duration.ofMillis(50));
  }

  private void joins() {
    start(FakeDiscord.BOT_TOKEN);
    patiently().until(() -> discord.connected() && fake.commands.find("task", 1).isPresent());
  }

  private static ConditionFactory patiently() {
    return await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(10));
  }

  private Seen makes(String title) {
    return fake.people()
        .hasty()
        .uses(DiscordBench.PRIYA, "task", "new", Map.of("title", title, "lane", "build"));
  }

  private int tasks() {
    int number = 0;
    while (bench.reads().task(Bench.TEAM, new TaskId(number + 1)).isPresent()) {
      number++;
    }
    return number;
  }

  @Test
  void a_discord_that_is_away_at_the_start_is_joined_later() {
    fake.down(true);
    fake.gateway.refusing = true;
    start(FakeDiscord.BOT_TOKEN);
    patiently().until(() -> fake.calls("gateway") > 3);
    assertThat(discord.connected()).isFalse();
    assertThat(discord.chat().away()).isPositive();
    assertThat(discord.examine(List.of()).join().get(0).what()).contains("Discord is not reached");
    fake.down(false);
    fake.gateway.refusing = false;
    patiently().until(discord::connected);
    assertThat(discord.chat().away()).isZero();
    patiently().until(() -> letIn.contains(DiscordBench.ROOM.name()));
  }

  @Test
  void a_token_that_discord_does_not_take_is_said_so() {
    start("an.other.token");
    patiently()
        .until(() -> discord
            .examine(List.of())
            .join()
            .get(0)
            .what()
            .contains("Discord does not accept DISCORD_BOT_TOKEN"));
    assertThat(fake.gateway.identifies).isEmpty();
  }

  @Test
  void a_connection_that_discord_ends_for_good_is_made_anew() {
    joins();
    int asked = (int) fake.calls("gateway");
    fake.gateway.close(4004);
    patiently().until(() -> fake.calls("gateway") > asked && discord.connected());
    Seen seen = makes("Say hello");
    fake.people().settled(seen);
    assertThat(seen.text()).contains("T-1");
  }

  @Test
  void a_deaf_connection_is_noticed_and_made_again() {
    fake.gateway.heartbeat = 100;
    joins();
    fake.gateway.acking = false;
    patiently().until(() -> !fake.gateway.resumes.isEmpty());
    fake.gateway.acking = true;
    patiently().until(discord::connected);
  }

  @Test
  void asked_to_reconnect_it_resumes_and_hears_what_happened_meanwhile() {
    joins();
    fake.gateway.reconnect();
    Seen seen = makes("Say hello");
    fake.people().settled(seen);
    assertThat(seen.text()).contains("T-1");
    assertThat(fake.gateway.identifies).hasSize(1);
  }

  @Test
  void a_session_that_is_void_begins_anew() {
    joins();
    fake.gateway.invalidate(false);
    patiently().until(() -> fake.gateway.identifies.size() == 2 && discord.connected());
  }

  @Test
  void an_interaction_that_is_told_twice_has_one_effect() {
    joins();
    fake.gateway.doubling = true;
    for (int i = 1; i <= 20; i++) {
      Seen seen = makes("Task " + i);
      fake.people().settled(seen);
      fake.people().replay(seen);
    }
    await().during(Duration.ofMillis(300)).until(() -> tasks() == 20);
  }

  @Test
  @Tag("slow")
  void two_hundred_drops_double_nothing_and_lose_nothing() {
    joins();
    int drops = 200;
    Instant begun = Instant.now();
    for (int i = 1; i <= drops; i++) {
      makes("Task " + i);
      fake.gateway.drop();
      makes("Meanwhile " + i);
      int resumed = i;
      patiently().until(() -> fake.gateway.resumes.size() >= resumed && discord.connected());
    }
    patiently().until(() -> tasks() == 2 * drops);
    await().during(Duration.ofMillis(500)).until(() -> tasks() == 2 * drops);
    assertThat(fake.gateway.identifies).hasSize(1);
    assertThat(Duration.between(begun, Instant.now())).isPositive();
  }
}
