package dev.signalbox.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.slack.FakeSlack.Fault;
import dev.signalbox.talk.dialect.Sign;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What Slack says of itself when it is asked how it is. */
@Timeout(30)
class ExaminationTest {

  private static final List<String> ROOMS = List.of("local", "slack:C1", "slack:C2");

  /** The Date header is of whole seconds, and a slow machine takes some more. */
  private static final Duration SLOWNESS = Duration.ofSeconds(10);

  private FakeSlack slack;

  @BeforeEach
  void open() {
    slack = new FakeSlack(Clock.systemUTC());
    slack.channels.add("C1");
    slack.channels.add("C2");
  }

  @AfterEach
  void close() {
    slack.close();
  }

  private List<Sign> signs(URI api, String token, Duration ahead) {
    Clock wall = Clock.offset(Clock.systemUTC(), ahead);
    Workspace.House house = new Workspace.House(
        api, "0123456789abcdef", team -> Optional.empty(), wall, System::nanoTime);
    try (Workspace workspace = new Workspace(new SlackSecrets(token, "", ""), house)) {
      List<Sign> signs = workspace.examine(ROOMS).get(8, TimeUnit.SECONDS);
      assertThat(signs)
          .noneMatch(sign -> String.valueOf(sign).contains("xoxb"))
          .allMatch(sign -> sign.well() == (sign.fix() == null));
      return signs;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private List<Sign> signs() {
    return signs(slack.api(), FakeSlack.BOT_TOKEN, Duration.ZERO);
  }

  private static List<String> ill(List<Sign> signs) {
    return signs.stream().filter(sign -> !sign.well()).map(Sign::what).toList();
  }

  @Test
  void all_is_well() {
    assertThat(signs())
        .allMatch(Sign::well)
        .extracting(Sign::what)
        .containsExactly(
            "Slack takes the token of signalbox in Fake.",
            "The app has every scope of the manifest.",
            "This machine's clock agrees with Slack's.",
            "Signalbox is in slack:C1 (#room-c1).",
            "Signalbox is in slack:C2 (#room-c2).");
    assertThat(slack.calls())
        .containsExactly("auth.test", "conversations.info", "conversations.info");
    assertThat(slack.problems()).isEmpty();
  }

  @Test
  void scopes_that_the_manifest_asks_for_and_the_app_lacks_are_named() {
    slack.scopes = List.of(
        "app_mentions:read",
        "channels:history",
        "channels:read",
        "commands",
        "groups:history",
        "groups:read",
        "users:read");
    assertThat(ill(signs())).containsExactly("The app lacks chat:write, pins:write.");
  }

  @Test
  void a_clock_may_be_off_by_a_minute_and_not_by_more() {
    Duration less = Examination.SKEW_MAX.minus(SLOWNESS);
    Duration more = Examination.SKEW_MAX.plus(SLOWNESS);
    for (Duration fine : List.of(less, less.negated())) {
      assertThat(signs(slack.api(), FakeSlack.BOT_TOKEN, fine)).allMatch(Sign::well);
    }
    assertThat(ill(signs(slack.api(), FakeSlack.BOT_TOKEN, more)))
        .singleElement()
        .asString()
        .matches("This machine's clock is (7[0-9]|80) s ahead of Slack's\\.");
    assertThat(ill(signs(slack.api(), FakeSlack.BOT_TOKEN, more.negated())))
        .singleElement()
        .asString()
        .matches("This machine's clock is (6[0-9]|70) s behind Slack's\\.");
  }

  @Test
  void rooms_that_are_archived_left_or_not_there_are_named() {
    slack.channels.archive("C1");
    slack.channels.leave("C2");
    assertThat(ill(signs()))
        .containsExactly(
            "slack:C1 (#room-c1) is archived.", "Signalbox is not in slack:C2 (#room-c2).");
    slack.channels.remove("C1");
    assertThat(ill(signs()))
        .first()
        .asString()
        .startsWith("slack:C1 cannot be looked at: Slack knows no such channel");
    slack.forbid("conversations.info");
    assertThat(ill(signs())).hasSize(2).allMatch(what -> what.contains("lacks a scope"));
  }

  @Test
  void a_wrong_token_is_one_sign() {
    assertThat(ill(signs(slack.api(), "xoxb-some-other-token", Duration.ZERO)))
        .containsExactly("Slack says no: Slack does not accept SLACK_BOT_TOKEN: take it anew from"
            + " the app (invalid_auth).");
    slack.refuse("auth.test", "account_inactive");
    assertThat(signs()).singleElement().matches(sign -> !sign.well());
  }

  @Test
  void a_slack_that_is_away_is_one_sign() {
    slack.on("auth.test", Fault.DROP_BEFORE_READ, Fault.UNAVAILABLE, Fault.LIMITED);
    assertThat(ill(signs())).singleElement().asString().startsWith("Slack cannot be asked: ");
    assertThat(ill(signs())).singleElement().asString().startsWith("Slack cannot be asked: ");
    assertThat(ill(signs())).containsExactly("Slack says no: it was asked too often.");
    URI nobody = URI.create("http://127.0.0.1:9/api/");
    assertThat(ill(signs(nobody, FakeSlack.BOT_TOKEN, Duration.ZERO)))
        .containsExactly("Slack cannot be asked: Slack is not reached: ConnectException.");
  }

  @Test
  void a_slack_that_never_answers_holds_nobody_up() {
    slack.silent = true;
    long from = System.nanoTime();
    assertThat(ill(signs())).singleElement().asString().startsWith("Slack cannot be asked: ");
    assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Examination.ALL_MAX);
  }
}
