package dev.signalbox.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.board.AgentId;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TokenTest {

  private final Token token = Token.mint(new Random(1));

  @Test
  void a_token_is_marked_and_holds_32_random_bytes_and_a_checksum() {
    assertThat(token.reveal()).matches("sbx_[A-Za-z0-9_-]{43}[A-Za-z0-9_-]{6}");
    assertThat(token.prefix()).isEqualTo(token.reveal().substring(4, 12));
    assertThat(token.hash()).matches("[0-9a-f]{64}");
  }

  @Test
  void the_same_randomness_makes_the_same_token() {
    assertThat(Token.mint(new Random(1)).reveal()).isEqualTo(token.reveal());
    assertThat(Token.mint(new Random(2)).reveal()).isNotEqualTo(token.reveal());
  }

  @Test
  void no_two_of_a_thousand_are_equal() {
    Set<String> seen = new HashSet<>();
    var random = new SecureRandom();
    for (int i = 0; i < 1_000; i++) {
      assertThat(seen.add(Token.mint(random).hash())).isTrue();
    }
  }

  @Test
  void what_was_shown_is_read_back() {
    Token read = Token.parse(token.reveal()).orElseThrow();

    assertThat(read.hash()).isEqualTo(token.hash());
    assertThat(read.prefix()).isEqualTo(token.prefix());
  }

  @Test
  void a_single_wrong_character_is_noticed_without_a_look_at_the_ledger() {
    String secret = token.reveal();
    for (int i = 0; i < secret.length(); i++) {
      char other = secret.charAt(i) == 'A' ? 'B' : 'A';
      assertThat(Token.parse(secret.substring(0, i) + other + secret.substring(i + 1)))
          .isEmpty();
    }
    assertThat(Token.parse(secret + "A")).isEmpty();
    assertThat(Token.parse(secret.substring(1))).isEmpty();
    assertThat(Token.parse(secret + "\n")).isEmpty();
    assertThat(Token.parse("")).isEmpty();
  }

  @Test
  void it_never_tells_itself_by_accident() {
    assertThat(token.toString()).contains(token.prefix()).doesNotContain(token.reveal());
    assertThat(token.toString()).hasSizeLessThan(16);
    assertThat(new Caller(World.MAIN, new AgentId("ada"), token.hash(), null).toString())
        .doesNotContain(token.reveal(), token.hash());
  }
}
