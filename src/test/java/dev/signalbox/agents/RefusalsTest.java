package dev.signalbox.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is refused for the sake of what happened before. */
class RefusalsTest {

  private final World world = new World();

  /** T-1 is held by ada at epoch 1. */
  @BeforeEach
  void oneHold() {
    post("ada", "{'type':'new','title':'One'}");
    post("ada", "{'type':'next'}");
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void a_revoked_token_is_refused_within_a_second_of_real_time() {
    assertThat(world.get("kai", "/v1/board").status()).isEqualTo(200);
    assertThat(world.get("kai", "/v1/board").status()).isEqualTo(200);

    world.revoke("kai");

    await()
        .atMost(Duration.ofSeconds(1))
        .until(() -> world.get("kai", "/v1/board").status() == 401);
  }

  @Test
  void a_revoked_token_is_a_bad_token() {
    Token second = world.issue("ada");
    var request = world
        .request("/v1/board")
        .header("Authorization", "Bearer " + second.reveal())
        .build();
    assertThat(world.send(request).status()).isEqualTo(200);
    assertThat(world.get("ada", "/v1/board").status()).isEqualTo(200);

    world.revoke("ada");
    world.time.pass(Tokens.LAG_MAX);

    assertThat(world.send(request).refusal()).isEqualTo("401 bad_token");
    assertThat(world.get("ada", "/v1/board").refusal()).isEqualTo("401 bad_token");
    assertThat(world.get("kai", "/v1/board").status()).isEqualTo(200);
  }

  @Test
  void what_is_done_or_in_another_lane_or_comes_after_something_cannot_be_claimed() {
    post("ada", "{'type':'new','title':'Two','after':['T-1']}");
    assertThat(post("kai", "{'type':'claim','task':'T-2'}").refusal())
        .isEqualTo("409 blocked_by_dependency");
    assertThat(post("dora", "{'type':'claim','task':'T-2'}").refusal()).isEqualTo("409 wrong_lane");

    post("ada", "{'type':'submit','task':'T-1','epoch':1,'note':'x'}");
    var answer = post("kai", "{'type':'claim','task':'T-1'}");
    assertThat(answer.refusal()).isEqualTo("409 illegal_move");
    assertThat(answer.json().at("/legal").toString()).contains("\"pass\"");
  }

  @Test
  void nobody_reviews_their_own_work_under_any_token() {
    post("ada", "{'type':'submit','task':'T-1','epoch':1,'note':'x'}");
    Token second = world.issue("ada");
    var request = world
        .request("/v1/webhook")
        .header("Authorization", "Bearer " + second.reveal())
        .POST(BodyPublishers.ofString("{\"type\":\"pass\",\"task\":\"T-1\",\"epoch\":1}"));

    assertThat(world.send(request.build()).refusal()).isEqualTo("409 self_review");
  }

  @Test
  void another_teams_task_is_a_task_that_is_not() {
    post("other/eve", "{'type':'new','title':'Theirs'}");
    post("other/eve", "{'type':'new','title':'Theirs'}");

    var foreign = post("ada", "{'type':'claim','task':'T-2'}");
    var missing = post("ada", "{'type':'claim','task':'T-3'}");

    assertThat(foreign.refusal()).isEqualTo("404 not_found");
    assertThat(foreign.body().replace("T-2", "T-3")).isEqualTo(missing.body());
    assertThat(world.get("ada", "/v1/tasks/T-2").body())
        .isEqualTo(world.get("ada", "/v1/tasks/T-3").body());
  }

  @Test
  void mentions_and_markup_are_text_like_any_other() {
    String title = "<!channel> <!here> <@U123> <!subteam^S1> @everyone [ok](javascript:alert(1))";

    assertThat(post("ada", "{'type':'new','title':'" + title + "'}").at("/task/title"))
        .isEqualTo(title);
  }

  private World.Answer post(String agent, String body) {
    return world.post(agent, body.replace('\'', '"'));
  }
}
