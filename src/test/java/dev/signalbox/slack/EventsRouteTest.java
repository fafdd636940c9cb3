package dev.signalbox.slack;

import static dev.signalbox.slack.SlackHall.PRIYA;
import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.Slack;
import com.slack.api.bolt.App;
import com.slack.api.bolt.AppConfig;
import dev.signalbox.slack.Line.Ack;
import dev.signalbox.slack.Line.Kind;
import dev.signalbox.slack.Line.Mode;
import dev.signalbox.talk.Bench;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands before Bolt where Slack posts to us: forged, old, replayed and broken requests. */
class EventsRouteTest {

  private static final String NEW = "command=%2Fsignalbox&text=new+Forged+lane%3Abuild&channel_id="
      + SlackBench.CHANNEL + "&user_id=" + PRIYA + "&response_url=http%3A%2F%2F127.0.0.1%3A9%2F";

  @TempDir
  Path directory;

  private SlackHall hall;
  private HttpLine line;

  @BeforeEach
  void open() throws Exception {
    hall = new SlackHall(directory, Mode.HTTP);
    line = (HttpLine) hall.line;
  }

  @AfterEach
  void close() throws Exception {
    hall.close();
  }

  private long now() {
    return hall.all.bench.time.instant().getEpochSecond();
  }

  private int tasks() {
    return hall.all.bench.reads().overview(Bench.TEAM).active().size();
  }

  @Test
  void the_same_request_does_it_once() {
    assertThat(line.post(NEW, false, now()).body().toString()).contains("T-1");
    for (int i = 0; i < 3; i++) {
      Ack again = line.post(NEW, false, now());
      assertThat(again.status()).isEqualTo(200);
      assertThat(again.body().asText()).isEmpty();
    }
    assertThat(tasks()).isEqualTo(1);
  }

  @Test
  void what_slack_did_not_sign_just_now_is_turned_away_and_does_nothing() {
    String stamp = Long.toString(now());
    List<Ack> refused = new ArrayList<>();
    refused.add(line.post(NEW, false, stamp, null));
    refused.add(line.post(NEW, false, stamp, "v0=" + "0".repeat(64)));
    refused.add(line.post(NEW, false, "", "v0=" + "0".repeat(64)));
    refused.add(line.post(NEW + "&ssl_check=1", false, stamp, "v0=" + "0".repeat(64)));
    for (Duration off : List.of(Duration.ofSeconds(310), Duration.ofDays(1))) {
      refused.add(line.post(NEW, false, now() - off.toSeconds()));
      refused.add(line.post(NEW, false, now() + off.toSeconds()));
    }
    assertThat(refused).extracting(Ack::status).containsOnly(401);
    assertThat(refused.get(0).body().toString()).contains("bad_signature").doesNotContain("v0=");
    assertThat(tasks()).isZero();
    assertThat(line.post(NEW, false, now() - 290).status()).isEqualTo(200);
    assertThat(line.post(NEW, false, now() + 290).status()).isEqualTo(200);
    assertThat(tasks()).isEqualTo(2);
  }

  @Test
  void what_cannot_be_read_is_400() {
    for (String broken : List.of("", "nothing=here", "payload=%7Bnot+json", "payload=%7B%7D")) {
      assertThat(line.post(broken, false, now()).status()).as(broken).isEqualTo(400);
    }
    for (String broken : List.of("{", "[]", "{\"type\":\"event_callback\"}", "{\"type\":7}")) {
      assertThat(line.post(broken, true, now()).status()).as(broken).isEqualTo(400);
    }
  }

  @Test
  void a_body_without_end_is_not_read() {
    assertThat(line.post("text=" + "x".repeat(300_000), false, now()).status()).isEqualTo(413);
  }

  @Test
  void slacks_own_checks_are_answered() {
    Ack challenge = line.post(
        "{\"type\":\"url_verification\",\"token\":\"t\",\"challenge\":\"3eZbrw\"}", true, now());
    assertThat(challenge.status()).isEqualTo(200);
    assertThat(challenge.body().asText()).isEqualTo("3eZbrw");
    assertThat(line.post("ssl_check=1&token=t", false, "", null).status()).isEqualTo(200);
  }

  @Test
  void what_nobody_listens_to_is_said_so_and_other_events_are_taken() {
    String other = NEW.replace("signalbox", "another");
    assertThat(line.post(other, false, now()).status()).isEqualTo(404);
    assertThat(line.tell(
                Kind.EVENT,
                SlackHall.callback(
                    SlackHall.JSON.createObjectNode().put("type", "team_join"), "Ev-other"))
            .status())
        .isEqualTo(200);
  }

  @Test
  void a_listener_that_breaks_is_500_and_says_nothing_of_why() {
    AppConfig config = AppConfig.builder().slack(Slack.getInstance()).build();
    App app = new App(config, new ArrayList<>(List.of((request, response, chain) -> {
      throw new IllegalStateException("the password is hunter2");
    })));
    Seal seal = new Seal(FakeSlack.SIGNING_SECRET, hall.all.bench.time, hall.all.bench.time);
    HttpLine broken = new HttpLine(new EventsRoute(seal, app), hall.all.bench.time);
    Ack ack = broken.post(NEW, false, now());
    assertThat(ack.status()).isEqualTo(500);
    assertThat(ack.body().toString()).contains("internal").doesNotContain("hunter2");
    broken.close();
  }
}
