package dev.signalbox.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.process.RealServer.Answer;
import dev.signalbox.slack.FakeSlack;
import dev.signalbox.slack.FakeSlack.Fault;
import dev.signalbox.slack.Posted;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * kill -9 while Slack is told, and Slack itself fails now and then: at the end each ping and each
 * card stands there once. {@code -Dsignalbox.kills=200} kills more often.
 */
@Tag("process")
@Timeout(900)
class SlackKillTest {

  private static final int KILLS = Integer.getInteger("signalbox.kills", 10);

  /** Each with a channel of its own, for a channel takes one post a second. */
  private static final int TEAMS = 2;

  /** Up to so many posts of a round come before the kill, and so many milliseconds more. */
  private static final int POSTS_MAX = 3;

  private static final int MORE_MS_MAX = 60;
  private static final int WAIT_MS_MAX = 700;
  private static final Duration TOLD_MAX = Duration.ofSeconds(90);

  /** The lines in the threads come last; they are not waited for. */
  private static final String LEFT =
      "SELECT id FROM outbox WHERE state <> 'sent' AND kind IN ('ping', 'card')";

  private static final List<Fault> FAULTS = List.of(
      Fault.NONE,
      Fault.STORE_THEN_DROP,
      Fault.NONE,
      Fault.STALL,
      Fault.DROP_BEFORE_STORE,
      Fault.ERROR_AFTER_STORE);

  private static final Map<String, String> SECRETS = Map.of(
      "SLACK_BOT_TOKEN", FakeSlack.BOT_TOKEN,
      "SLACK_SIGNING_SECRET", FakeSlack.SIGNING_SECRET);

  /** Something that Slack surely has to be told. */
  private record Task(String channel, String title) {
    boolean in(Posted message) {
      return message.channel.equals(channel) && message.shown().contains(title);
    }
  }

  @TempDir
  Path home;

  private final FakeSlack slack = new FakeSlack(Clock.systemUTC());
  private final Random random = new Random(4);
  private final List<Task> made = new ArrayList<>();
  private final List<Task> ready = new ArrayList<>();
  private String config;

  @BeforeEach
  void open() throws IOException {
    StringBuilder yaml = new StringBuilder("""
        server:
          requests: {rate: 10000, burst: 10000}
        slack: {mode: http, api: "%s"}
        teams:
        """.formatted(slack.api()));
    for (int team = 0; team < TEAMS; team++) {
      slack.channels.add(channel(team));
      yaml.append("""
            t%d:
              rooms: ["slack:%s"]
              owner: you
              wip: 1000
              agent_wip: 20
              lanes: {build: {review_by: none, finish: accept}}
              people:
                you: {role: admin, slack: U0YOU0000}
          """.formatted(team, channel(team)));
      for (int person = 0; person < KILLS; person += 2) {
        yaml.append("      p%d: {slack: U0P%05d}\n".formatted(person, person));
      }
    }
    config = RealServer.config(home, yaml.toString());
  }

  @AfterEach
  void close() {
    slack.close();
  }

  private static String channel(int team) {
    return "C0TEAM" + team;
  }

  @Test
  void each_ping_and_each_card_stands_in_slack_once() throws Exception {
    Path data = home.resolve("data");
    for (int kill = 0; kill < KILLS; kill++) {
      try (RealServer server = start(data)) {
        int before = posts();
        slack.on("chat.postMessage", FAULTS.get(kill / 2 % FAULTS.size()));
        // Every other time only what is left over is told, and looked for.
        if (kill % 2 == 0) {
          work(server, kill);
        }
        killAfter(server, before + random.nextInt(POSTS_MAX + 1));
      }
    }
    try (RealServer server = start(data)) {
      Awaitility.await("everything is told")
          .atMost(TOLD_MAX)
          .pollInterval(Duration.ofMillis(250))
          .until(() -> rows(data, LEFT).isEmpty());
      assertThat(server.log()).doesNotContain(FakeSlack.BOT_TOKEN, FakeSlack.SIGNING_SECRET);
    }
    for (Task task : made) {
      assertThat(slack.messages().stream().filter(one -> card(one) && task.in(one)))
          .as("the card of %s", task)
          .hasSize(1);
    }
    List<Posted> pings =
        slack.messages().stream().filter(one -> one.mentions > 0).toList();
    for (Task task : ready) {
      assertThat(pings.stream().filter(task::in)).as("the ping of %s", task).hasSize(1);
    }
    assertThat(pings).hasSize(rows(data, "SELECT subject FROM ping").size());
    assertThat(slack.messages().stream().map(one -> one.metadata.toString()))
        .as("what was sent for one row of the outbox")
        .doesNotHaveDuplicates();
    assertThat(slack.problems()).isEmpty();
  }

  private static boolean card(Posted message) {
    return message.mentions == 0 && message.thread == null;
  }

  private RealServer start(Path data) throws IOException {
    return RealServer.start(home, data, SECRETS, "--config", config);
  }

  private int posts() {
    return (int) slack.calls().stream().filter("chat.postMessage"::equals).count();
  }

  /** An agent brings a task or two to where a person is called. */
  private void work(RealServer server, int round) throws IOException, InterruptedException {
    int team = round / 2 % TEAMS;
    String token = server.enrol("t" + team, "a" + round, "build", "p" + round);
    for (int i = 0; i <= round % 3 / 2; i++) {
      Task task = new Task(channel(team), "Mend " + round + "." + i + " now");
      Answer answer = post(server, token, "new", "title", task.title());
      String id = answer.body().path("task").path("id").asText();
      made.add(task);
      int epoch = post(server, token, "claim", "task", id)
          .body()
          .path("task")
          .path("epoch")
          .asInt();
      answered(server.post(
          token,
          RealServer.verb("submit").put("task", id).put("epoch", epoch).put("note", "mended")));
      ready.add(task);
    }
  }

  private static Answer post(RealServer server, String token, String verb, String key, String value)
      throws IOException, InterruptedException {
    return answered(server.post(token, RealServer.verb(verb).put(key, value)));
  }

  private static Answer answered(Answer answer) {
    assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    return answer;
  }

  /** When so many posts have come or none comes for a while, and a moment more. */
  private void killAfter(RealServer server, int posts) throws InterruptedException {
    long patience = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(WAIT_MS_MAX);
    while (posts() < posts && System.nanoTime() < patience) {
      Thread.sleep(1);
    }
    Thread.sleep(random.nextInt(MORE_MS_MAX));
    server.kill9();
  }

  /** The first column of every row, read beside the server. */
  private static List<String> rows(Path data, String sql) throws SQLException {
    String url = "jdbc:sqlite:" + data.resolve("signalbox.db");
    List<String> all = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        all.add(rows.getString(1));
      }
    }
    return all;
  }
}
