package dev.signalbox.agents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Resources over HTTP: what is asked, what is answered, who has what and why one waits. */
class ResourcesTest {

  private final World world = new World();

  @BeforeEach
  void work() {
    ok("kai", "{'type':'new','title':'One'}");
    ok("dora", "{'type':'new','title':'Two'}");
    ok("ada", "{'type':'claim','task':'T-1'}");
    ok("dora", "{'type':'claim','task':'T-2'}");
  }

  @AfterEach
  void close() {
    world.close();
  }

  private JsonNode ok(String agent, String body) {
    World.Answer answer = post(agent, body);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }

  private World.Answer post(String agent, String body) {
    return world.post(agent, body.replace('\'', '"'));
  }

  private JsonNode get(String path) {
    return world.get("ada", path).json();
  }

  @Test
  void a_grant_comes_with_its_token_its_end_and_in_every_mailbox_after() {
    JsonNode had =
        ok("ada", "{'type':'acquire','resources':{'gpu':2,'files:src/**':'shared'},'hold':60}");
    assertThat(had.at("/grant/resources/gpu").asInt()).isEqualTo(2);
    assertThat(had.at("/grant/resources/files:src~1**").asText()).isEqualTo("shared");
    assertThat(had.at("/grant/expires").asText()).isNotEmpty();
    JsonNode later = ok("ada", "{'type':'heartbeat'}");
    assertThat(later.at("/grants/0/token")).isEqualTo(had.at("/grant/token"));
    ok("ada", "{'type':'give_back','token':" + had.at("/grant/token") + "}");
    assertThat(ok("ada", "{'type':'heartbeat'}").at("/grants")).isEmpty();
  }

  @Test
  void who_has_to_wait_is_told_its_position_and_who_has_it() {
    ok("dora", "{'type':'acquire','resources':{'staging':1}}");
    JsonNode waits = ok("ada", "{'type':'acquire','resources':{'staging':1}}");
    assertThat(waits.at("/grant").isNull()).isTrue();
    assertThat(waits.at("/request/position").asInt()).isEqualTo(1);
    assertThat(waits.at("/request/held_by/0").asText()).isEqualTo("dora");
  }

  @Test
  void an_open_request_is_answered_the_moment_it_can_be_had() {
    JsonNode had = ok("dora", "{'type':'acquire','resources':{'staging':1}}");
    CompletableFuture<World.Answer> open =
        world.posts("ada", "{\"type\":\"acquire\",\"resources\":{\"staging\":1},\"wait\":50}");
    while (get("/v1/resources").at("/resources/2/waiting").isEmpty()) {
      Thread.onSpinWait();
    }
    assertThat(open).isNotDone();
    ok("dora", "{'type':'give_back','token':" + had.at("/grant/token") + "}");
    JsonNode answer = open.join().json();
    assertThat(answer.at("/grant/resources/staging").asInt()).as("%s", answer).isEqualTo(1);
    assertThat(answer.at("/task/id").asText()).isEqualTo("T-1");
  }

  @Test
  void the_same_key_answers_the_same_token() {
    String body = "{\"type\":\"acquire\",\"resources\":{\"gpu\":1}}";
    JsonNode first = world.post("ada", body, Keys.HEADER, "k1").json();
    JsonNode again = world.post("ada", body, Keys.HEADER, "k1").json();
    assertThat(again.at("/grant/token")).isEqualTo(first.at("/grant/token"));
    assertThat(again.at("/grants")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'type':'acquire','resources':{'gpu':5}}|422|never_satisfiable",
        "{'type':'acquire','resources':{'gpu':0}}|400|bad_value",
        "{'type':'acquire','resources':{'gpu':-2}}|400|bad_value",
        "{'type':'acquire','resources':{'gpu':1.5}}|400|bad_value",
        "{'type':'acquire','resources':{'gpu':'shared'}}|400|bad_value",
        "{'type':'acquire','resources':{'files:src/**':2}}|400|bad_value",
        "{'type':'acquire','resources':{'files:../x':'shared'}}|400|bad_value",
        "{'type':'acquire','resources':{'Gpu!':1}}|400|bad_value",
        "{'type':'acquire','resources':{'moon':1}}|400|bad_value",
        "{'type':'acquire','resources':['gpu']}|400|bad_value",
        "{'type':'acquire','resources':{}}|400|bad_value",
        "{'type':'acquire'}|400|bad_value",
        "{'type':'acquire','resources':{'gpu':1},'hold':-1}|400|bad_value",
        "{'type':'acquire','resources':{'gpu':1},'wait':51}|400|bad_value",
        "{'type':'give_back','token':0}|400|bad_value",
        "{'type':'give_back','token':'7'}|400|bad_value",
        "{'type':'give_back','token':999999}|404|not_found",
        "{'type':'report_limit','resource':'gpu','retry_after':5}|400|bad_value",
        "{'type':'report_limit','resource':'github-api','retry_after':0}|400|bad_value",
        "{'type':'report_limit','resource':'github-api','retry_after':3601}|400|bad_value",
        "{'type':'new','title':'x','needs':{'github-api':1}}|400|bad_value",
        "{'type':'new','title':'x','needs':{'gpu':4}}|422|never_satisfiable",
      })
  void what_cannot_be_is_refused(String body, int status, String code) {
    World.Answer answer = post("ada", body);
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.json().path("code").asText()).isEqualTo(code);
    assertThat(get("/v1/resources").at("/resources/1/held")).isEmpty();
  }

  @Test
  void the_same_mutex_is_the_same_grant_and_what_is_anothers_stays_there() {
    JsonNode first = ok("ada", "{'type':'acquire','resources':{'staging':1}}");
    JsonNode again = ok("ada", "{'type':'acquire','resources':{'staging':1}}");
    assertThat(again.at("/grant/token")).isEqualTo(first.at("/grant/token"));
    World.Answer theft =
        post("dora", "{'type':'give_back','token':" + first.at("/grant/token") + "}");
    assertThat(theft.status()).isEqualTo(403);
    assertThat(theft.json().path("code").asText()).isEqualTo("not_allowed");
    String back = "{'type':'give_back','token':" + first.at("/grant/token") + "}";
    long before = get("/v1/events").at("/events").size();
    ok("ada", back);
    ok("ada", back);
    assertThat(get("/v1/events").at("/events").size()).as("once").isEqualTo(before + 1);
  }

  @Test
  void a_second_request_is_answered_with_the_first_ones_place() {
    ok("dora", "{'type':'acquire','resources':{'staging':1}}");
    ok("ada", "{'type':'acquire','resources':{'staging':1}}");
    JsonNode second = ok("ada", "{'type':'acquire','resources':{'gpu':1}}");
    assertThat(second.at("/grant").isNull()).isTrue();
    assertThat(second.at("/request/resources/staging").asInt()).isEqualTo(1);
  }

  @Test
  void the_resources_are_listed_with_who_has_and_who_waits() {
    ok("dora", "{'type':'acquire','resources':{'staging':1,'files:docs/**':'exclusive'}}");
    ok("ada", "{'type':'acquire','resources':{'staging':1}}");
    ok("ada", "{'type':'report_limit','resource':'github-api','retry_after':30}");
    JsonNode all = get("/v1/resources").at("/resources");
    assertThat(all.findValuesAsText("resource"))
        .containsExactly("files:docs/**", "github-api", "gpu", "staging");
    assertThat(all.at("/1/frozen_until").asText()).isNotEmpty();
    assertThat(all.at("/1/free").asInt()).isZero();
    assertThat(all.at("/2/free").asInt()).isEqualTo(3);
    assertThat(all.at("/3/held/0/agent").asText()).isEqualTo("dora");
    assertThat(all.at("/3/waiting/0/agent").asText()).isEqualTo("ada");
    JsonNode page = get("/v1/resources?limit=2");
    JsonNode rest =
        get("/v1/resources?limit=2&cursor=" + page.path("next_cursor").asText());
    assertThat(rest.findValuesAsText("resource")).containsExactly("gpu", "staging");
  }

  @Test
  void why_leads_over_the_resource_to_the_living_holder() {
    ok("dora", "{'type':'acquire','resources':{'staging':1}}");
    ok("ada", "{'type':'submit','task':'T-1','epoch':1,'note':'Done.'}");
    ok("kai", "{'type':'new','title':'Three','needs':{'staging':1}}");
    JsonNode waits = ok("ada", "{'type':'claim','task':'T-3'}");
    assertThat(waits.at("/line/waiting_for").asText()).isEqualTo("resource");
    JsonNode chain = get("/v1/tasks/T-3/why").path("chain");
    assertThat(chain.findValuesAsText("reason")).containsExactly("waits", "needs_held", "holds");
    assertThat(chain.at("/1/agents/0").asText()).isEqualTo("dora");
    assertThat(chain.at("/1/resources/staging").asInt()).isEqualTo(1);
    assertThat(chain.at("/2/task").asText()).isEqualTo("T-2");
    assertThat(world.get("ada", "/v1/tasks/T-99/why").status()).isEqualTo(404);
  }

  @Test
  void why_follows_a_holder_that_waits_itself() {
    ok("dora", "{'type':'acquire','resources':{'staging':1}}");
    ok("ada", "{'type':'acquire','resources':{'gpu':3}}");
    ok("dora", "{'type':'acquire','resources':{'gpu':1}}");
    JsonNode chain = get("/v1/tasks/T-2/why").path("chain");
    assertThat(chain.findValuesAsText("reason"))
        .containsExactly("holds", "waits_for_units", "holds");
    assertThat(chain.at("/2/agent").asText()).isEqualTo("ada");
  }
}
