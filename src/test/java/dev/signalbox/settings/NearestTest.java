package dev.signalbox.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

  @ParameterizedTest
  @CsvSource({
    "lanes, lanes, 0",
    "lanes, lanse, 1",
    "lanes, lane, 1",
    "lanes, llanes, 1",
    "lanes, lames, 1",
    "wip, pings, 4",
    "'', wip, 3"
  })
  void counts_slips(String a, String b, int slips) {
    assertThat(Nearest.slips(a, b)).isEqualTo(slips);
    assertThat(Nearest.slips(b, a)).isEqualTo(slips);
  }

  @Test
  void takes_the_nearest_of_those_near_enough() {
    List<String> known = List.of("quiet_after", "lost_after", "wip", "zone");
    assertThat(Nearest.among(known, "lost_after")).contains("lost_after");
    assertThat(Nearest.among(known, "wpi")).contains("wip");
    assertThat(Nearest.among(known, "ceiling")).isEqualTo(Optional.empty());
  }
}
