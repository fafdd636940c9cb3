package dev.signalbox.slips;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

  private static final List<String> KNOWN = List.of("claim", "release", "ada", "cy", "lost_after");

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
  void counts_slips(String one, String other, int slips) {
    assertThat(Nearest.slips(one, other)).isEqualTo(slips);
    assertThat(Nearest.slips(other, one)).isEqualTo(slips);
  }

  @ParameterizedTest
  @CsvSource({
    "clam, claim",
    "calim, claim",
    "relaese, release",
    "adda, ada",
    "lost_after, lost_after",
    "lostafter, lost_after"
  })
  void a_slip_finds_the_word_that_was_meant(String written, String meant) {
    assertThat(Nearest.to(written, KNOWN)).contains(meant);
  }

  @Test
  void something_else_finds_nothing() {
    assertThat(Nearest.to("frobnicate", KNOWN)).isEmpty();
    assertThat(Nearest.to("", KNOWN)).isEmpty();
    assertThat(Nearest.to("xyz", KNOWN)).isEmpty();
    assertThat(Nearest.to("ceiling", KNOWN)).isEmpty();
    assertThat(Nearest.to("a".repeat(5_000), KNOWN)).isEmpty();
  }

  @Test
  void of_two_as_near_the_first_in_the_alphabet_is_meant() {
    assertThat(Nearest.to("bot", List.of("bob", "boa"))).contains("boa");
  }
}
