package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.board.TeamId;
import dev.signalbox.discord.DiscordPeople;
import dev.signalbox.discord.FakeDiscord;
import dev.signalbox.discord.Posted;
import dev.signalbox.discord.Seen;
import dev.signalbox.settings.Settings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole server with a room in Discord: people type and press there, agents work over HTTP. */
@Tag("slow")
class DiscordStoryTest {

  private static final String PRIYA = "2200000000000000001";
  private static final TeamId TEAM = new TeamId("acme");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir
  Path folder;

  private final HttpClient http = HttpClient.newHttpClient();
  private final FakeDiscord discord = new FakeDiscord();
  private Server server;
  private DiscordPeople people;

  @BeforeEach
  void start() throws Exception {
    Path file = folder.resolve("signalbox.yaml");
    Files.writeString(
        file, """
        server: {port: 0}
        discord: {api: "%s", gateway: "%s"}
        teams:
          acme:
            rooms: ["discord:%s"]
            owner: priya
            people: {priya: {role: admin, discord: "%s"}}
            lanes: {build: {}, review: {}}
        """.formatted(discord.api(), discord.gatewayUrl(), FakeDiscord.CHANNEL, PRIYA));
    server = Server.start(Settings.read(file), Map.of("DISCORD_BOT_TOKEN", FakeDiscord.BOT_TOKEN));
    people = discord.people();
    patiently().until(() -> discord.commands.find("task", 1).isPresent());
  }

  @AfterEach
  void stop() {
    server.close();
    discord.close();
    assertThat(discord.problems()).isEmpty();
  }

  private static ConditionFactory patiently() {
    return await().atMost(Duration.ofSeconds(60));
  }

  private JsonNode agent(String token, String body) throws Exception {
    HttpResponse<String> answer = http.send(
        HttpRequest.newBuilder(URI.create(server.url() + "/v1/webhook"))
            .header("Authorization", "Bearer " + token)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private Posted sees(String what, Predicate<Posted> which) {
    patiently().alias(what).until(() -> discord.messages().stream().anyMatch(which));
    return discord.messages().stream().filter(which).findFirst().orElseThrow();
  }

  private static Predicate<Posted> card(String state) {
    return message -> message.channel.equals(FakeDiscord.CHANNEL)
        && message.mentions.isEmpty()
        && message.shown().replace("**", "").contains("T-1 Retry failed webhooks")
        && message.shown().contains(state);
  }

  @Test
  void a_task_goes_from_a_command_to_one_mention() throws Exception {
    String ada = server.enrol(TEAM, "ada", "build");
    String lex = server.enrol(TEAM, "lex", "review");

    Seen made = people.uses(
        PRIYA, "task", "new", Map.of("title", "Retry failed webhooks", "lane", "build"));
    assertThat(made.text()).contains("T-1");
    assertThat(made.ephemeral()).isTrue();
    Posted card = sees("the card", card("todo"));

    JsonNode work = agent(ada, "{\"type\":\"next\"}");
    int epoch = work.at("/holds/0/epoch").asInt();
    sees("that ada works", card("doing"));
    sees("the thread", message -> message.channel.equals(card.id));
    assertThat(people
            .uses(PRIYA, card.id, "task", "note", Map.of("text", "the key changed"))
            .text())
        .contains("T-1");
    agent(
        ada,
        "{\"type\":\"submit\",\"task\":\"T-1\",\"epoch\":" + epoch
            + ",\"note\":\"retries with jitter\",\"link\":\"https://example.com/pull/88\"}");
    agent(lex, "{\"type\":\"next\"}");
    Posted reviewed = sees("the review", card("review"));

    Seen form = people.presses(PRIYA, reviewed, "Fail with feedback…");
    people.submits(form, Map.of("feedback", "the list misses 429"));
    JsonNode again = agent(ada, "{\"type\":\"next\"}");
    assertThat(again.toString()).contains("the list misses 429");
    int round = again.at("/holds/0/epoch").asInt();
    agent(
        ada, "{\"type\":\"submit\",\"task\":\"T-1\",\"epoch\":" + round + ",\"note\":\"429 too\"}");
    JsonNode second = agent(lex, "{\"type\":\"next\"}");
    agent(
        lex,
        "{\"type\":\"pass\",\"task\":\"T-1\",\"epoch\":"
            + second.at("/holds/0/epoch").asInt() + "}");

    Posted ping = sees("the mention", message -> !message.mentions.isEmpty());
    assertThat(ping.mentions).containsExactly(PRIYA);
    assertThat(ping.content).contains("<@" + PRIYA + ">", "T-1 Retry failed webhooks");
    assertThat(ping.silent()).isFalse();
    sees("the end", card("done"));
    sees(
        "the note",
        message -> message.channel.equals(card.id) && message.shown().contains("the key changed"));
    List<Posted> all = discord.messages();
    assertThat(all).filteredOn(message -> !message.mentions.isEmpty()).hasSize(1);
    assertThat(all).filteredOn(card("")).hasSize(1);
    assertThat(all).filteredOn(message -> message.mentions.isEmpty()).allMatch(Posted::silent);
  }
}
