package dev.signalbox.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.board.AgentId;
import dev.signalbox.board.TeamId;
import dev.signalbox.desk.Chore;
import dev.signalbox.desk.Feed;
import dev.signalbox.web.ProblemException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class GatekeeperTest {

  private static final String FAR = "203.0.113.9";
  private static final String HERE = "127.0.0.1";

  private final Token good = Token.mint(new Random(1));
  private final Token wrong = Token.mint(new Random(2));
  private final SharedTime time = new SharedTime();
  private final Tokens tokens = new Tokens(new Rows(), new Feed(), time, time);
  private final List<Chore> chores = new ArrayList<>();
  private final Gatekeeper gate = new Gatekeeper(
      tokens,
      new Signatures(new NoReads(), new Vault(Path.of("none"), new Random(1)), time, time),
      new Uses(this::done, time),
      new Budget(5, 10, time),
      new Budget(1, 3, time));

  @Test
  void a_wrong_token_is_a_bad_token_until_there_were_too_many() {
    for (int i = 0; i < 3; i++) {
      refused("401 bad_token", wrong, FAR);
    }
    refused("429 over_quota", wrong, FAR);
    refused("401 bad_token", wrong, "203.0.113.10");

    time.pass(Duration.ofSeconds(1));
    refused("401 bad_token", wrong, FAR);
  }

  @Test
  void after_too_many_wrong_ones_even_a_right_guess_is_not_looked_up() {
    tooManyFrom(FAR);

    refused("429 over_quota", good, FAR);
  }

  @Test
  void who_was_known_before_is_not_locked_out_by_others_behind_the_same_address() {
    tokens.catchUp();
    gate.caller(Optional.of(good), FAR);
    tooManyFrom(FAR);

    assertThat(gate.caller(Optional.of(good), FAR).agent()).isEqualTo(new AgentId("ada"));
  }

  @Test
  void nobody_on_this_machine_is_locked_out_by_another() {
    tooManyFrom(HERE);
    refused("429 over_quota", wrong, HERE);

    assertThat(gate.caller(Optional.of(good), HERE).agent()).isEqualTo(new AgentId("ada"));
  }

  @Test
  void an_agent_has_its_budget_wherever_it_calls_from() {
    for (int i = 0; i < 10; i++) {
      gate.caller(Optional.of(good), "203.0.113." + i);
    }
    refused("429 over_quota", good, "203.0.113.77");

    time.pass(Duration.ofMillis(200));
    assertThat(gate.caller(Optional.of(good), FAR)).isNotNull();
  }

  @Test
  void that_a_token_was_used_is_written_down_once_a_minute_at_most() {
    for (int i = 0; i < 5; i++) {
      gate.caller(Optional.of(good), HERE);
    }
    refused("401 bad_token", wrong, HERE);
    assertThat(chores).containsExactly(new Chore.TokenUsed(good.hash()));

    time.pass(Uses.EVERY.minusMillis(1));
    gate.caller(Optional.of(good), HERE);
    assertThat(chores).hasSize(1);

    time.pass(Duration.ofMillis(1));
    gate.caller(Optional.of(good), HERE);
    assertThat(chores).hasSize(2);
  }

  private CompletableFuture<Void> done(Chore chore) {
    chores.add(chore);
    return CompletableFuture.completedFuture(null);
  }

  private void tooManyFrom(String address) {
    for (int i = 0; i < 3; i++) {
      refused("401 bad_token", wrong, address);
    }
  }

  private void refused(String refusal, Token token, String address) {
    assertThatThrownBy(() -> gate.caller(Optional.of(token), address))
        .isInstanceOf(ProblemException.class)
        .hasMessage(refusal);
  }

  private final class Rows extends NoReads {
    @Override
    public List<TeamId> teams() {
      return List.of();
    }

    @Override
    public Optional<TokenOwner> token(String hash, Instant now) {
      return hash.equals(good.hash())
          ? Optional.of(new TokenOwner(World.MAIN, new AgentId("ada"), good.prefix(), null))
          : Optional.empty();
    }
  }
}
