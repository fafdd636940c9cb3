package dev.signalbox.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

  @ParameterizedTest
  @CsvSource({
    "0s, PT0S, 0s",
    "60s, PT1M, 1m",
    "90s, PT90S, 90s",
    "5m, PT5M, 5m",
    "2h, PT2H, 2h",
    "36h, PT36H, 36h",
    "24h, PT24H, 1d",
    "7d, PT168H, 7d",
    "999999999d, PT23999999976H, 999999999d"
  })
  void reads_and_prints_in_the_largest_whole_unit(String text, Duration meant, String printed) {
    assertThat(Durations.parse(text)).contains(meant);
    assertThat(Durations.print(meant)).isEqualTo(printed);
    assertThat(Durations.parse(printed)).contains(meant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "5", "s", "5 m", " 5m", "5M", "5w", "1.5h", "-5m", "1h30m", "1000000000s", "٥m"
      })
  void anything_else_is_no_duration(String text) {
    assertThat(Durations.parse(text)).isEmpty();
  }

  @Test
  void cuts_off_what_is_shorter_than_a_second() {
    assertThat(Durations.print(Duration.ofMillis(1999))).isEqualTo("1s");
  }
}
