package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.board.Actor;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.TeamId;
import dev.signalbox.discord.FakeDiscord;
import dev.signalbox.settings.Settings;
import dev.signalbox.slack.FakeSlack;
import dev.signalbox.slack.Line;
import dev.signalbox.slack.SlackPeople;
import dev.signalbox.slack.SocketLine;
import dev.signalbox.talk.Utterance;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One team in Discord and in Slack at once: each task at home in one of them, people in both. */
@Tag("slow")
class BothPlatformsTest {

  private static final TeamId TEAM = new TeamId("acme");
  private static final String CHANNEL = "C0123ABC";
  private static final String PRIYA_THERE = "2200000000000000001";
  private static final String PRIYA_HERE = "U0PRIYA00";
  private static final String SAM_HERE = "U0SAM0000";

  @TempDir
  Path folder;

  private final FakeDiscord discord = new FakeDiscord();
  private final FakeSlack slack = new FakeSlack(Clock.systemUTC());
  private final SocketLine line = new SocketLine();
  private Server server;

  /** Those who press in Slack. */
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

  @BeforeEach
  void start() throws Exception {
    slack.channels.add(CHANNEL);
    slack.socketUrl = line.url();
    Path file = Files.writeString(folder.resolve("signalbox.yaml"), """
        server: {port: 0}
        slack: {api: "%s"}
        discord: {api: "%s", gateway: "%s"}
        teams:
          acme:
            rooms: ["discord:%s", "slack:%s"]
            owner: priya
            people:
              priya: {role: admin, discord: "%s", slack: %s}
              sam: {role: admin, slack: %s}
              lee: {role: admin}
            lanes: {build: {review_by: none}}
        """.formatted(
            slack.api(),
            discord.api(),
            discord.gatewayUrl(),
            FakeDiscord.CHANNEL,
            CHANNEL,
            PRIYA_THERE,
            PRIYA_HERE,
            SAM_HERE));
    server = Server.start(
        Settings.read(file),
        Map.of(
            "SLACK_BOT_TOKEN", FakeSlack.BOT_TOKEN,
            "SLACK_APP_TOKEN", FakeSlack.APP_TOKEN,
            "DISCORD_BOT_TOKEN", FakeDiscord.BOT_TOKEN));
    patiently().until(() -> line.connected() && discord.gateway.connected());
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
    line.close();
    slack.close();
    discord.close();
    assertThat(slack.problems()).isEmpty();
    assertThat(discord.problems()).isEmpty();
  }

  private static ConditionFactory patiently() {
    return await().atMost(Duration.ofSeconds(60));
  }

  private void says(String room, String text) {
    server
        .say(new Utterance(TEAM, Actor.of(new PersonId("priya")), room, null, text))
        .join();
  }

  private dev.signalbox.discord.Posted inDiscord(
      String what, Predicate<dev.signalbox.discord.Posted> which) {
    patiently().alias(what).until(() -> discord.messages().stream().anyMatch(which));
    return discord.messages().stream().filter(which).findFirst().orElseThrow();
  }

  private dev.signalbox.slack.Posted inSlack(
      String what, Predicate<dev.signalbox.slack.Posted> which) {
    patiently().alias(what).until(() -> slack.messages().stream().anyMatch(which));
    return slack.messages().stream().filter(which).findFirst().orElseThrow();
  }

  private static String text(dev.signalbox.discord.Posted message) {
    return message.shown().replace("**", "");
  }

  @Test
  void each_task_is_at_home_where_it_was_made_and_its_person_is_called_once() throws Exception {
    says("discord:" + FakeDiscord.CHANNEL, "new \"Made there\" lane:build");
    says("slack:" + CHANNEL, "new \"Made here\" lane:build");
    says("discord:" + FakeDiscord.CHANNEL, "new \"Owned by Sam\" lane:build owner:sam");
    says("discord:" + FakeDiscord.CHANNEL, "new \"Owned by Lee\" lane:build owner:lee");
    inDiscord("the first card", message -> text(message).contains("T-1 Made there"));
    inSlack("the second card", message -> message.shown().contains("T-2 Made here"));
    inDiscord("the third card", message -> text(message).contains("T-3 Owned by Sam"));
    for (int task = 1; task <= 4; task++) {
      says("discord:" + FakeDiscord.CHANNEL, "stuck T-" + task + " which key?");
    }

    var there = inDiscord("priya is called there", one -> one.mentions.contains(PRIYA_THERE));
    assertThat(text(there)).contains("T-1 Made there");
    inSlack("priya is called here", one -> one.mentions == 1 && one.shown().contains("T-2"));
    var sam =
        inSlack("sam is called here", one -> one.mentions == 1 && one.shown().contains("T-3"));
    assertThat(sam.shown()).contains("@" + SAM_HERE);
    var lee = inDiscord("lee is named", one -> text(one).contains("@lee T-4"));
    assertThat(lee.mentions).isEmpty();

    people.presses(SAM_HERE, sam, "Snooze 1 h");
    inSlack("it is put aside", one -> one.ts.equals(sam.ts) && one.edits > 0);
    says("slack:" + CHANNEL, "unblock T-1 use the new one");
    inDiscord("it is settled there", one -> one.id.equals(there.id) && one.edits > 0);
    inDiscord(
        "the card follows",
        one -> text(one).contains("T-1 Made there") && text(one).contains("todo"));
    assertThat(discord.messages()).filteredOn(one -> !one.mentions.isEmpty()).hasSize(1);
    assertThat(slack.messages()).filteredOn(one -> one.mentions > 0).hasSize(2);
    assertThat(discord.messages()).noneMatch(one -> text(one).contains("Made here"));
    assertThat(slack.messages())
        .noneMatch(
            one -> one.shown().contains("Made there") && one.mentions == 0 && one.thread == null);
  }

  @Test
  void the_shared_board_stands_in_both_and_changes_in_both() {
    says("discord:" + FakeDiscord.CHANNEL, "board share");
    says("slack:" + CHANNEL, "board share");
    inDiscord("the board there", one -> one.pinned && text(one).contains("Board"));
    inSlack("the board here", one -> one.shown().startsWith("Board"));
    says("discord:" + FakeDiscord.CHANNEL, "new \"Made there\" lane:build");
    inDiscord(
        "it changes there", one -> one.pinned && one.edits > 0 && text(one).contains("todo 1"));
    inSlack(
        "it changes here",
        one -> one.shown().startsWith("Board") && one.shown().contains("todo 1"));
  }
}
