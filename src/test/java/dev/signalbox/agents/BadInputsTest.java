package dev.signalbox.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.board.Actor;
import dev.signalbox.board.AgentId;
import dev.signalbox.board.TaskId;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a hostile or clumsy agent may send that changes nothing, and the exact answer. */
class BadInputsTest {

  private static World world;

  /** T-1 is held by ada at epoch 1, and nothing here changes that. */
  @BeforeAll
  static void oneHold() {
    world = new World();
    post("ada", "{'type':'new','title':'One'}");
    post("ada", "{'type':'next'}");
  }

  @AfterAll
  static void close() {
    world.close();
  }

  // -- who calls ----------------------------------------------------------------------------------

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Bearer",
        "Bearer ",
        "Bearer x",
        "Basic YWRhOmFkYQ==",
        "Bearer sbx_",
        "Bearer sbx_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
      })
  void without_a_good_token_nobody_gets_in(String header) {
    world.time.pass(Duration.ofSeconds(10));
    for (String path : List.of("/v1/webhook", "/v1/board", "/v1/tasks/T-1", "/v1/events")) {
      var request = world.request(path);
      if (!header.isEmpty()) {
        request.header("Authorization", header);
      }
      if (path.equals("/v1/webhook")) {
        request.POST(BodyPublishers.ofString("{\"type\":\"next\"}"));
      }
      var answer = world.send(request.build());
      assertThat(answer.refusal()).isEqualTo("401 bad_token");
      assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
      assertThat(answer.json().has("you")).isFalse();
    }
  }

  @Test
  void the_scheme_may_be_written_small() {
    var request =
        world.request("/v1/board").header("Authorization", "bearer " + world.secret("ada"));

    assertThat(world.send(request.build()).status()).isEqualTo(200);
  }

  @Test
  void two_tokens_are_no_token() {
    world.time.pass(Duration.ofSeconds(10));
    var request = world
        .request("/v1/board")
        .header("Authorization", "Bearer " + world.secret("ada"))
        .header("Authorization", "Bearer " + world.secret("kai"));

    assertThat(world.send(request.build()).refusal()).isEqualTo("401 bad_token");
  }

  @Test
  void a_token_in_the_address_never_works() {
    world.time.pass(Duration.ofSeconds(10));
    for (String name : List.of("token", "access_token", "Authorization")) {
      var alone = world.request("/v1/board?" + name + "=" + world.secret("ada"));
      assertThat(world.send(alone.build()).refusal()).isEqualTo("401 bad_token");
      assertThat(world.get("ada", "/v1/board?" + name + "=x").refusal())
          .isEqualTo("400 unknown_field");
    }
  }

  @ParameterizedTest
  @EnumSource(Verb.class)
  void nobody_can_act_as_another(Verb verb) {
    String body = Json.text(Json.parse(verb.example()).put("agent", "kai"));

    assertThat(world.post("ada", body).refusal()).isEqualTo("403 identity_mismatch");
    assertThat(world.house.actors(World.MAIN)).doesNotContain(Actor.of(new AgentId("kai")));
  }

  @Test
  void a_header_that_names_an_agent_is_not_even_read() {
    var answer = world.post("ada", "{\"type\":\"heartbeat\"}", "X-Agent", "kai", "X-User", "kai");

    assertThat(answer.at("/you/agent")).isEqualTo("ada");
  }

  // -- what is asked for --------------------------------------------------------------------------

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "{", "[]", "\"next\"", "null", "{\"a\":1,\"a\":1}", "{} {}"})
  void what_is_no_json_object_is_bad_json(String body) {
    assertThat(world.post("ada", body).refusal()).isEqualTo("400 bad_json");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                                           | type is needed",
        "{'type':7}                                   | type is needed",
        "{'type':'submitt'}                           | did you mean submit?",
        "{'type':'nonsense'}                          | \"nonsense\". It is one of next, claim",
        "{'type':'borrow','resources':{}}             | one of next, claim",
        "{'type':'claim'}                             | task is needed",
        "{'type':'claim','task':'41'}                 | such as \"T-41\"",
        "{'type':'claim','task':41}                   | such as \"T-41\", not 41",
        "{'type':'claim','task':'T-0'}                | such as \"T-41\"",
        "{'type':'claim','task':'T-1','queue':'no'}   | true or false, not \"no\"",
        "{'type':'next','wait':51}                    | from 0 to 50, not 51",
        "{'type':'next','wait':-1}                    | from 0 to 50, not -1",
        "{'type':'heartbeat','progress':101}          | from 0 to 100, not 101",
        "{'type':'heartbeat','quiet_for':0}           | from 1 to 86400, not 0",
        "{'type':'heartbeat','quiet_for':-1}          | from 1 to 86400, not -1",
        "{'type':'heartbeat','quiet_for':1e18}        | from 1 to 86400, not 1.0E18",
        "{'type':'heartbeat','quiet_for':'NaN'}       | from 1 to 86400, not \"NaN\"",
        "{'type':'heartbeat','quiet_for':3660}        | 1 to 3600",
        "{'type':'heartbeat','task':'T-1'}            | task and epoch go together",
        "{'type':'heartbeat','task':'T-1','epoch':'7abc'} | from 1 to 2147483647, not \"7abc\"",
        "{'type':'heartbeat','task':'T-1','epoch':-1} | from 1 to 2147483647, not -1",
        "{'type':'heartbeat','task':'T-1','epoch':9223372036854775808} | from 1 to 2147483647",
        "{'type':'submit','task':'T-1','epoch':1}     | note is needed",
        "{'type':'submit','task':'T-1','epoch':1,'note':' '} | note is needed",
        "{'type':'submit','task':'T-1','note':'x'}    | epoch is needed",
        "{'type':'submit','task':'T-1','epoch':1,'note':'x','checks':'all'} | checks must be a list",
        "{'type':'submit','task':'T-1','epoch':1,'note':'x','link':'javascript:alert(1)'} | http",
        "{'type':'submit','task':'T-1','epoch':1,'note':'x','link':'file:///etc/passwd'} | http",
        "{'type':'release','task':'T-1','epoch':1}    | note is needed",
        "{'type':'fail','task':'T-1','epoch':1}       | feedback is needed",
        "{'type':'stuck','task':'T-1','epoch':1}      | reason is needed",
        "{'type':'note','task':'T-1'}                 | text is needed",
        "{'type':'new'}                               | title is needed",
        "{'type':'new','title':'x','lane':'No lane'}  | a lane's name",
        "{'type':'new','title':'x','lane':'nope'}     | No lane \"nope\"",
        "{'type':'new','title':'x','priority':'asap'} | one of urgent, high, normal, low",
      })
  void what_may_not_be_is_a_bad_value_and_says_what_may(String body, String says) {
    var answer = post("ada", body);

    assertThat(answer.refusal()).isEqualTo("400 bad_value");
    assertThat(answer.at("/detail")).contains(says);
    assertThat(answer.at("/do")).isEqualTo("fix");
    assertThat(answer.at("/you/agent")).isEqualTo("ada");
    assertThat(answer.body()).doesNotContain("Exception").doesNotContain("jackson");
  }

  @Test
  void a_field_nobody_knows_is_named() {
    var answer = post("ada", "{'type':'new','title':'x','state':'done','epoch':99,'author':'x'}");

    assertThat(answer.refusal()).isEqualTo("400 unknown_field");
    assertThat(answer.at("/detail")).contains("'state'");
    assertThat(post("ada", "{'type':'new','title':'x','cost':[]}").refusal())
        .isEqualTo("400 unknown_field");
    assertThat(world.house.task(World.MAIN, new TaskId(2))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x\\r\\n{'level':'ERROR'}",
        "x\\u001b[31m",
        "x\\u2028y",
        "x\\u202ey",
        "\\u200b\\u200c",
        "x\\u0000",
        "x\\ud800"
      })
  void text_that_could_not_be_shown_honestly_is_invalid(String title) {
    var answer = post("ada", "{'type':'new','title':'" + title.replace("'", "\\\"") + "'}");

    assertThat(answer.refusal()).isEqualTo("400 invalid_text");
    assertThat(world.house.task(World.MAIN, new TaskId(2))).isEmpty();
  }

  @Test
  void a_title_that_is_too_long_is_told_its_length() {
    var answer = post("ada", "{'type':'new','title':'" + "x".repeat(100_000) + "'}");

    assertThat(answer.refusal()).isEqualTo("400 bad_value");
    assertThat(answer.at("/detail")).contains("100000");
  }

  // -- what may not be done -----------------------------------------------------------------------

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'type':'claim','task':'T-99'}                                | 404 not_found",
        "{'type':'heartbeat','task':'T-99','epoch':1}                  | 404 not_found",
        "{'type':'submit','task':'T-1','epoch':7,'note':'x'}           | 409 stale_claim",
        "{'type':'heartbeat','task':'T-1','epoch':7}                   | 409 stale_claim",
        "{'type':'release','task':'T-1','epoch':7,'note':'x'}          | 409 stale_claim",
        "{'type':'stuck','task':'T-1','epoch':7,'reason':'x'}          | 409 stale_claim",
        "{'type':'new','title':'x','after':['T-99']}                   | 422 unknown_dependency",
        "{'type':'release','task':'T-1','epoch':1,'note':'x','after':['T-1']} | 422 cycle",
      })
  void what_the_board_refuses_has_its_status_and_code(String body, String refusal) {
    var answer = post("ada", body);

    assertThat(answer.refusal()).isEqualTo(refusal);
    assertThat(answer.at("/you/agent")).isEqualTo("ada");
    assertThat(answer.at("/holds/0/task")).isEqualTo("T-1");
  }

  @Test
  void a_stale_epoch_is_told_the_truth_and_to_stop() {
    var answer = post("kai", "{'type':'submit','task':'T-1','epoch':1,'note':'x'}");

    assertThat(answer.at("/detail")).contains("held by ada at epoch 1");
    assertThat(answer.at("/do")).isEqualTo("stop");
  }

  @Test
  void fifty_one_dependencies_are_too_many() {
    String after =
        IntStream.rangeClosed(1, 51).mapToObj(i -> "'T-1'").collect(Collectors.joining(","));

    assertThat(post("ada", "{'type':'new','title':'x','after':[" + after + "]}").refusal())
        .isEqualTo("422 too_many");
  }

  @Test
  void another_method_is_told_so() {
    assertThat(world.get("ada", "/v1/webhook").refusal()).isEqualTo("405 method_not_allowed");
    assertThat(world.get("ada", "/v1/tasks/T-99/why").refusal()).isEqualTo("404 not_found");
    assertThat(world.get("ada", "/v1/costs").refusal()).isEqualTo("404 not_found");
    assertThat(world.get("ada", "/v1/me").refusal()).isEqualTo("404 not_found");
  }

  private static World.Answer post(String agent, String body) {
    return world.post(agent, body.replace('\'', '"'));
  }
}
