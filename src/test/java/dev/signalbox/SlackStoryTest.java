package dev.signalbox;

import static dev.signalbox.slack.SlackPeople.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.board.TeamId;
import dev.signalbox.settings.Settings;
import dev.signalbox.slack.FakeSlack;
import dev.signalbox.slack.HttpLine;
import dev.signalbox.slack.Line;
import dev.signalbox.slack.Posted;
import dev.signalbox.slack.SlackPeople;
import dev.signalbox.slack.SocketLine;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole server with a room in Slack: people type and press there, agents work over HTTP. */
@Tag("slow")
class SlackStoryTest {

  private static final String CHANNEL = "C0123ABC";
  private static final String PRIYA = "U0PRIYA00";
  private static final TeamId TEAM = new TeamId("acme");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final FakeSlack slack = new FakeSlack(Clock.systemUTC());
  private Server server;
  private Line line;

  /** Priya and her colleagues. */
  private final SlackPeople people = new SlackPeople() {
    @Override
    protected Line line() {
      return line;
    }

    @Override
    protected FakeSlack slack() {
      return slack;
    }
  };

  @AfterEach
  void stop() throws Exception {
    if (server != null) {
      server.close();
    }
    if (line != null) {
      line.close();
    }
    slack.close();
    assertThat(slack.problems()).isEmpty();
  }

  private void start(Line.Mode mode, Path folder) throws Exception {
    slack.channels.add(CHANNEL);
    boolean socket = mode == Line.Mode.SOCKET;
    SocketLine end = socket ? new SocketLine() : null;
    if (socket) {
      slack.socketUrl = end.url();
    }
    Path file = folder.resolve("signalbox.yaml");
    Files.writeString(file, """
        server: {port: 0}
        slack: {mode: %s, api: "%s"}
        teams:
          acme:
            rooms: ["slack:%s"]
            owner: priya
            people: {priya: {role: admin, slack: %s}}
            lanes: {build: {}, review: {}}
        """.formatted(socket ? "socket" : "http", slack.api(), CHANNEL, PRIYA));
    server = Server.start(
        Settings.read(file),
        Map.of(
            "SLACK_BOT_TOKEN", FakeSlack.BOT_TOKEN,
            "SLACK_APP_TOKEN", FakeSlack.APP_TOKEN,
            "SLACK_SIGNING_SECRET", FakeSlack.SIGNING_SECRET));
    line = socket ? end : new HttpLine(server.url(), Clock.systemUTC());
    if (socket) {
      patiently().until(end::connected);
    }
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
    patiently().alias(what).until(() -> slack.messages().stream().anyMatch(which));
    return slack.messages().stream().filter(which).findFirst().orElseThrow();
  }

  private static Predicate<Posted> card(String state) {
    return message -> message.thread == null
        && message.mentions == 0
        && message.shown().contains("T-1 Retry failed webhooks")
        && message.shown().contains(state);
  }

  @ParameterizedTest
  @EnumSource(Line.Mode.class)
  void a_task_goes_from_a_word_in_the_channel_to_one_mention(Line.Mode mode, @TempDir Path folder)
      throws Exception {
    start(mode, folder);
    String ada = server.enrol(TEAM, "ada", "build");
    String lex = server.enrol(TEAM, "lex", "review");

    assertThat(text(people.types(PRIYA, "new \"Retry failed webhooks\" lane:build")))
        .contains("T-1");
    Posted card = sees("the card", card("todo"));

    JsonNode work = agent(ada, "{\"type\":\"next\"}");
    int epoch = work.at("/holds/0/epoch").asInt();
    sees("that ada works", card("doing"));
    people.mentions(PRIYA, card.ts, "note the staging key changed");
    agent(
        ada,
        "{\"type\":\"submit\",\"task\":\"T-1\",\"epoch\":" + epoch
            + ",\"note\":\"retries with jitter\",\"link\":\"https://example.com/pull/88\"}");
    agent(lex, "{\"type\":\"next\"}");
    Posted reviewed = sees("the review", card("review"));

    int forms = slack.views().size();
    people.presses(PRIYA, reviewed, "Fail with feedback…");
    people.view(forms);
    people.submits(PRIYA, Map.of("feedback", "the list misses 429"));
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

    Posted ping = sees("the mention", message -> message.mentions == 1);
    assertThat(ping.shown()).contains("@" + PRIYA, "T-1 Retry failed webhooks");
    sees("the end", card("done"));
    sees(
        "the note in the thread",
        message ->
            card.ts.equals(message.thread) && message.shown().contains("the staging key changed"));
    List<Posted> all = slack.messages();
    assertThat(all).filteredOn(message -> message.mentions > 0).hasSize(1);
    assertThat(all).filteredOn(card("")).hasSize(1);
    assertThat(all)
        .filteredOn(message -> message.thread != null)
        .allSatisfy(message -> assertThat(message.thread).isEqualTo(card.ts));
  }
}
