package dev.signalbox.talk.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {

  private static final List<String> KNOWN = List.of("claim", "release", "ada", "cy");

  @Test
  void a_slip_finds_the_word_that_was_meant() {
    assertThat(Nearest.to("clam", KNOWN)).contains("claim");
    assertThat(Nearest.to("calim", KNOWN)).contains("claim");
    assertThat(Nearest.to("relaese", KNOWN)).contains("release");
    assertThat(Nearest.to("adda", KNOWN)).contains("ada");
  }

  @Test
  void something_else_finds_nothing() {
    assertThat(Nearest.to("frobnicate", KNOWN)).isEmpty();
    assertThat(Nearest.to("", KNOWN)).isEmpty();
    assertThat(Nearest.to("xyz", KNOWN)).isEmpty();
    assertThat(Nearest.to("a".repeat(5_000), KNOWN)).isEmpty();
  }

  @Test
  void two_letters_swapped_are_one_slip() {
    assertThat(Nearest.distance("calim", "claim")).isEqualTo(1);
    assertThat(Nearest.distance("claim", "claim")).isZero();
    assertThat(Nearest.distance("", "claim")).isEqualTo(5);
  }
}
