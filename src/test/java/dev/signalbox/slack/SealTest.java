package dev.signalbox.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.slack.Seal.Verdict;
import dev.signalbox.talk.dialect.Once;
import dev.signalbox.testkit.ManualTime;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class SealTest {

  private static final String SECRET = FakeSlack.SIGNING_SECRET;
  private static final byte[] BODY = "text=claim+T-1".getBytes(StandardCharsets.UTF_8);

  private final ManualTime time = new ManualTime();
  private final Seal seal = new Seal(SECRET, time, time);

  private Verdict check(Duration off, byte[] signed, byte[] sent) {
    String stamp = Long.toString(time.instant().plus(off).getEpochSecond());
    return seal.check(List.of(stamp), List.of(seal.sign(stamp, signed)), sent);
  }

  /** The example of Slack's own page about it. */
  @Test
  void it_signs_as_slack_does() {
    String body = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow"
        + "&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner"
        + "&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands"
        + "%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
        + "&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
    InstantSource then = InstantSource.fixed(Instant.ofEpochSecond(1_531_420_618));
    Seal theirs = new Seal("8f742231b10e8888abcd99yyyzzz85a5", then, () -> 0);
    assertThat(theirs.check(
            List.of("1531420618"),
            List.of("v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"),
            body.getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(Verdict.GOOD);
  }

  @Test
  void what_was_changed_on_the_way_is_not_slacks() {
    byte[] changed = "text=claim+T-2".getBytes(StandardCharsets.UTF_8);
    assertThat(check(Duration.ZERO, BODY, changed)).isEqualTo(Verdict.BAD);
    assertThat(check(Duration.ZERO, BODY, BODY)).isEqualTo(Verdict.GOOD);
  }

  @Test
  void who_has_another_secret_is_not_slack() {
    String stamp = Long.toString(time.instant().getEpochSecond());
    String forged = new Seal("0123456789", time, time).sign(stamp, BODY);
    assertThat(seal.check(List.of(stamp), List.of(forged), BODY)).isEqualTo(Verdict.BAD);
  }

  @Test
  void five_minutes_are_the_most_both_ways() {
    for (int seconds : List.of(300, -300)) {
      assertThat(check(Duration.ofSeconds(seconds), BODY, BODY)).isEqualTo(Verdict.GOOD);
    }
    for (int seconds : List.of(302, -302, 86_400, -86_400)) {
      assertThat(check(Duration.ofSeconds(seconds), BODY, BODY)).isEqualTo(Verdict.BAD);
    }
  }

  @Test
  void the_same_request_is_good_once_for_as_long_as_its_time_is() {
    Duration ahead = Duration.ofSeconds(299);
    String stamp = Long.toString(time.instant().plus(ahead).getEpochSecond());
    List<String> signature = List.of(seal.sign(stamp, BODY));
    assertThat(seal.check(List.of(stamp), signature, BODY)).isEqualTo(Verdict.GOOD);
    for (int i = 0; i < 19; i++) {
      assertThat(seal.check(List.of(stamp), signature, BODY)).isEqualTo(Verdict.REPLAYED);
      time.pass(Duration.ofSeconds(30));
    }
    time.pass(Duration.ofSeconds(30));
    assertThat(seal.check(List.of(stamp), signature, BODY)).isEqualTo(Verdict.BAD);
  }

  @Test
  void headers_that_are_missing_doubled_or_malformed_are_no_signature() {
    String stamp = Long.toString(time.instant().getEpochSecond());
    String good = seal.sign(stamp, BODY);
    assertThat(seal.check(List.of(), List.of(good), BODY)).isEqualTo(Verdict.BAD);
    assertThat(seal.check(List.of(stamp), List.of(), BODY)).isEqualTo(Verdict.BAD);
    assertThat(seal.check(List.of(stamp), List.of(good, good), BODY)).isEqualTo(Verdict.BAD);
    for (String other : List.of("", "-1", "1e9", "99999999999999999999", stamp + " ", "٣٣٣")) {
      assertThat(seal.check(List.of(other), List.of(seal.sign(other, BODY)), BODY))
          .as(other)
          .isEqualTo(Verdict.BAD);
    }
    for (String other : List.of("", "v0=", good.toUpperCase(Locale.ROOT), "v1" + good)) {
      assertThat(seal.check(List.of(stamp), List.of(other), BODY)).as(other).isEqualTo(Verdict.BAD);
    }
  }

  @Test
  void what_is_remembered_is_bounded_and_forgotten_in_time() {
    Once once = new Once(Duration.ofMinutes(5), 3, time);
    for (String key : List.of("a", "b", "c", "d")) {
      assertThat(once.first(key)).isTrue();
    }
    assertThat(once.size()).isEqualTo(3);
    assertThat(once.first("d")).isFalse();
    assertThat(once.first("a")).isTrue();
    time.pass(Duration.ofMinutes(6));
    assertThat(once.first("d")).isTrue();
    assertThat(once.size()).isEqualTo(1);
  }
}
