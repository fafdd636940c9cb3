package dev.signalbox.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class KeysTest {

  private static final Instant NOW = Instant.parse("2030-01-01T09:00:00Z");

  private final Keys keys = new Keys(new SecureRandom());

  private static Keys.Grant until(Instant end) {
    return new Keys.Grant(Sample.TEAM, Sample.RYAN, end);
  }

  @Test
  void a_key_opens_once() {
    String key = keys.mint(until(Instant.MAX), NOW);
    assertThat(keys.use(key, NOW)).contains(until(Instant.MAX));
    assertThat(keys.use(key, NOW)).isEmpty();
    assertThat(keys.use("guessed", NOW)).isEmpty();
  }

  @Test
  void a_key_is_too_old_at_its_very_end() {
    Instant end = NOW.plus(Duration.ofMinutes(10));
    assertThat(keys.use(keys.mint(until(end), NOW), end.minusMillis(1))).isPresent();
    assertThat(keys.use(keys.mint(until(end), NOW), end)).isEmpty();
  }

  @Test
  void too_many_keys_cost_the_one_that_ends_first_and_not_the_first_link() {
    String lasting = keys.mint(until(Instant.MAX), NOW);
    String soonest = keys.mint(until(NOW.plusSeconds(1)), NOW);
    for (int i = 2; i < Keys.MAX + 1; i++) {
      keys.mint(until(NOW.plusSeconds(100 + i)), NOW);
    }
    assertThat(keys.use(soonest, NOW)).isEmpty();
    assertThat(keys.use(lasting, NOW)).isPresent();
  }

  @Test
  void a_key_that_could_not_be_honoured_is_good_again() {
    String key = keys.mint(until(Instant.MAX), NOW);
    keys.giveBack(key, keys.use(key, NOW).orElseThrow());
    assertThat(keys.use(key, NOW)).isPresent();
  }
}
