package dev.signalbox.talk.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.testkit.ManualTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RhythmTest {

  private static final Duration POST = Duration.ofSeconds(1);
  private static final Duration EDIT = Duration.ofMillis(1_500);

  private final ManualTime time = new ManualTime();
  private final Rhythm rhythm = new Rhythm(time, time::pass);

  private Duration passed() {
    return Duration.ofNanos(time.getAsLong());
  }

  @Test
  void posts_of_a_channel_are_a_second_apart_and_channels_do_not_wait_for_each_other() {
    assertThat(rhythm.turn("post:C1", POST)).isEmpty();
    assertThat(rhythm.turn("post:C2", POST)).isEmpty();
    assertThat(passed()).isZero();
    assertThat(rhythm.turn("post:C1", POST)).isEmpty();
    assertThat(passed()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void edits_are_at_most_forty_in_any_minute() {
    for (int i = 0; i < 41; i++) {
      assertThat(rhythm.turn("edit", EDIT)).isEmpty();
    }
    assertThat(passed()).isGreaterThanOrEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void a_long_wait_is_told_and_not_waited() {
    rhythm.hold("post:C1", Duration.ofSeconds(30));
    assertThat(rhythm.turn("post:C1", POST)).contains(Duration.ofSeconds(30));
    assertThat(rhythm.turn("post:C2", POST)).isEmpty();
    assertThat(passed()).isZero();
    time.pass(Duration.ofSeconds(30));
    assertThat(rhythm.turn("post:C1", POST)).isEmpty();
  }

  @Test
  void a_slack_that_is_away_is_tried_ever_more_rarely_up_to_once_a_minute() {
    assertThat(rhythm.failed()).isEqualTo(Duration.ofSeconds(1));
    assertThat(rhythm.failed()).isEqualTo(Duration.ofSeconds(2));
    assertThat(rhythm.failed()).isEqualTo(Duration.ofSeconds(4));
    assertThat(rhythm.away()).isEqualTo(Duration.ofSeconds(4));
    assertThat(rhythm.turn("edit", EDIT)).contains(Duration.ofSeconds(4));
    for (int i = 0; i < 10; i++) {
      rhythm.failed();
    }
    assertThat(rhythm.away()).isEqualTo(Duration.ofMinutes(1));
    time.pass(Duration.ofMinutes(1));
    assertThat(rhythm.away()).isZero();
    rhythm.answered();
    assertThat(rhythm.failed()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void whoever_is_interrupted_while_waiting_does_not_call() {
    Rhythm impatient = new Rhythm(time, wait -> {
      throw new InterruptedException();
    });
    assertThat(impatient.turn("edit", EDIT)).isEmpty();
    assertThat(impatient.turn("edit", EDIT)).isPresent();
    assertThat(Thread.interrupted()).isTrue();
  }
}
