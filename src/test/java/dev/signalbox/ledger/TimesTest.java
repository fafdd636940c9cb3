package dev.signalbox.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Instants in the tables: written by hand, read by hand, and as Java itself would. */
class TimesTest {

  @Test
  void any_instant_is_read_as_it_was_written_and_as_java_reads_it() {
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      Instant at =
          Instant.ofEpochMilli(random.nextLong(-62_167_219_200_000L, 253_402_300_799_999L));
      String text = Times.text(at);
      assertThat(Times.parse(text)).isEqualTo(at).isEqualTo(Instant.parse(text));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2030-01-31",
        "2030-02-30T09:00:00.000Z",
        "2030-01-31T24:00:00.001Z",
        "2030-01-31T09:60:00.000Z",
        "2030-01-31T09:00:61.000Z",
        "2030-01-31 09:00:00.000Z",
        "2030-01-3xT09:00:00.000Z",
        "2030-01-31T09:00:00.0-0Z"
      })
  void another_text_is_refused(String text) {
    assertThatExceptionOfType(DateTimeException.class).isThrownBy(() -> Times.parse(text));
  }
}
