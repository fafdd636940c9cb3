package dev.signalbox.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QuotaTest {

  private static final String BEAT = "{\"type\":\"heartbeat\"}";

  private final World world = new World(new AgentApi.Quota(20, 40));

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void an_agent_that_asks_too_often_is_told_when_to_come_back() {
    assertThat(IntStream.range(0, 40).map(i -> world.post("ada", BEAT).status()))
        .containsOnly(200);

    var answer = world.post("ada", BEAT);

    assertThat(answer.refusal()).isEqualTo("429 over_quota");
    assertThat(answer.header("Retry-After")).isEqualTo("1");
    assertThat(answer.at("/retry_after_s")).isEqualTo("1");
    assertThat(answer.at("/do")).isEqualTo("retry");
    assertThat(answer.json().has("you")).isFalse();
  }

  @Test
  void others_are_not_kept_waiting_by_it() {
    exhaust("ada");

    assertThat(world.post("kai", BEAT).status()).isEqualTo(200);
    assertThat(world.post("other/ada", BEAT).status()).isEqualTo(200);
  }

  @Test
  void reads_and_refused_requests_count_as_well() {
    IntStream.range(0, 20).forEach(i -> world.get("ada", "/v1/board"));
    IntStream.range(0, 20).forEach(i -> world.post("ada", "{"));

    assertThat(world.post("ada", BEAT).refusal()).isEqualTo("429 over_quota");
    assertThat(world.get("ada", "/v1/tasks").refusal()).isEqualTo("429 over_quota");
  }

  @Test
  void the_budget_fills_up_again() {
    exhaust("ada");
    world.time.pass(Duration.ofMillis(100));

    assertThat(world.post("ada", BEAT).status()).isEqualTo(200);
    assertThat(world.post("ada", BEAT).status()).isEqualTo(200);
    assertThat(world.post("ada", BEAT).status()).isEqualTo(429);
  }

  @Test
  void being_over_quota_is_no_sign_of_life() {
    world.post("ada", "{\"type\":\"new\",\"title\":\"One\"}");
    world.post("ada", "{\"type\":\"next\"}");
    exhaust("ada");
    world.time.pass(Duration.ofMillis(49));
    world.post("ada", BEAT);
    world.time.pass(Duration.ofSeconds(2));
    world.post("kai", BEAT);

    assertThat(world.get("kai", "/v1/board").at("/agents/0/heard"))
        .isEqualTo("2030-01-01T09:00:00Z");
  }

  @Test
  void too_many_wrong_tokens_are_slowed_down() {
    Token wrong = Token.mint(new Random(99));
    var request = world
        .request("/v1/board")
        .header("Authorization", "Bearer " + wrong.reveal())
        .build();

    assertThat(IntStream.range(0, 20).map(i -> world.send(request).status())).containsOnly(401);
    assertThat(world.send(request).refusal()).isEqualTo("429 over_quota");
    assertThat(world.get("ada", "/v1/board").status()).isEqualTo(200);
  }

  private void exhaust(String agent) {
    while (world.post(agent, BEAT).status() == 200) {
      // Until there is nothing left.
    }
  }
}
