package dev.signalbox.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SaidTest {

  @ParameterizedTest
  @CsvSource({
    "claim T-41, claim T-41",
    "/signalbox claim T-41, claim T-41",
    "  /Signalbox   claim T-41 , claim T-41",
    "@Signalbox claim T-41, claim T-41",
    "/claim T-41, claim T-41",
    "/signalboxes, signalboxes",
    "note /signalbox helps, note /signalbox helps",
    "/signalbox, ''",
  })
  void habits_of_other_rooms_are_left_out(String typed, String command) {
    assertThat(Said.command(typed)).isEqualTo(command);
  }
}
