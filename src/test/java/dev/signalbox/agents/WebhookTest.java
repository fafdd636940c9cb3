package dev.signalbox.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.board.Actor;
import dev.signalbox.board.AgentId;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.TaskCommand;
import dev.signalbox.board.TaskId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebhookTest {

  private final World world = new World();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void an_agent_gets_work_with_all_there_is_to_know() {
    world.post(
        "kai",
        "{\"type\":\"new\",\"title\":\"Retry webhooks\",\"brief\":\"Three times.\","
            + "\"done_when\":[\"Tests pass.\"]}");

    var answer = world.post("ada", "{\"type\":\"next\"}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    assertThat(answer.json().path("ok").booleanValue()).isTrue();
    assertThat(answer.json().at("/you").toString())
        .isEqualTo("{\"agent\":\"ada\",\"lane\":\"build\",\"paused\":false}");
    assertThat(answer.json().at("/holds/0").toString())
        .isEqualTo(
            "{\"task\":\"T-1\",\"epoch\":1,\"kind\":\"work\",\"lease_until\":\"2030-01-01T09:05:00Z\","
                + "\"title\":\"Retry webhooks\",\"brief\":\"Three times.\","
                + "\"done_when\":[\"Tests pass.\"],\"feedback\":null,\"handover\":null,"
                + "\"link\":null,\"note\":null,\"checks\":[],\"incomplete\":false,"
                + "\"untrusted\":true}");
    assertThat(answer.json().at("/line").isNull()).isTrue();
    assertThat(answer.at("/next_heartbeat_within_s")).isEqualTo("60");
    assertThat(answer.json().at("/grants").size()).isZero();
  }

  @Test
  void without_work_there_is_a_place_in_line_and_why() {
    var answer = world.post("ada", "{\"type\":\"next\"}");

    assertThat(answer.json().at("/holds").size()).isZero();
    assertThat(answer.json().at("/line").toString())
        .isEqualTo("{\"position\":1,\"wish\":null,\"waiting_for\":\"work\"}");
  }

  @Test
  void work_goes_from_hand_to_hand_and_every_answer_says_where_it_is() {
    world.post("kai", "{\"type\":\"new\",\"title\":\"Write it\",\"lane\":\"build\"}");
    assertThat(world.post("ada", "{\"type\":\"claim\",\"task\":\"T-1\"}").at("/task/state"))
        .isEqualTo("doing");
    world.post("quill", "{\"type\":\"heartbeat\"}");

    var submitted = world.post(
        "ada",
        "{\"type\":\"submit\",\"task\":\"T-1\",\"epoch\":1,\"link\":\"https://git.example/7\","
            + "\"note\":\"Done.\",\"checks\":[\"Tests pass.\"]}");
    var review = world.post("quill", "{\"type\":\"next\"}");

    assertThat(submitted.at("/task/state")).isEqualTo("review");
    assertThat(submitted.json().at("/task/untrusted").booleanValue()).isTrue();
    assertThat(review.at("/holds/0/kind")).isEqualTo("review");
    assertThat(review.at("/holds/0/link")).isEqualTo("https://git.example/7");
    assertThat(review.at("/holds/0/note")).isEqualTo("Done.");
    assertThat(review.at("/holds/0/checks/0")).isEqualTo("Tests pass.");

    world.post("ada", "{\"type\":\"heartbeat\"}");
    world.post(
        "quill", "{\"type\":\"fail\",\"task\":\"T-1\",\"epoch\":2,\"feedback\":\"Too short.\"}");
    var rework = world.post("ada", "{\"type\":\"heartbeat\"}");

    assertThat(rework.at("/holds/0/kind")).isEqualTo("rework");
    assertThat(rework.at("/holds/0/feedback")).isEqualTo("Too short.");
    assertThat(rework.at("/holds/0/epoch")).isEqualTo("3");
  }

  @Test
  void what_the_last_holder_left_is_handed_over() {
    world.post("quill", "{\"type\":\"new\",\"title\":\"Write it\",\"lane\":\"build\"}");
    world.post("ada", "{\"type\":\"next\"}");
    world.post(
        "ada", "{\"type\":\"release\",\"task\":\"T-1\",\"epoch\":1,\"note\":\"Half done.\"}");

    var answer = world.post("kai", "{\"type\":\"next\"}");

    assertThat(answer.json().at("/holds/0/handover").toString())
        .isEqualTo("{\"by\":\"ada\",\"note\":\"Half done.\",\"progress\":-1,\"late_link\":null,"
            + "\"late_note\":null,\"untrusted\":true}");
  }

  @Test
  void a_hold_that_somebody_else_ended_is_named_to_be_stopped() {
    world.post("ada", "{\"type\":\"new\",\"title\":\"Write it\"}");
    world.post("ada", "{\"type\":\"next\"}");
    world.does(new TaskCommand.Cancel(Actor.of(new PersonId("you")), new TaskId(1), "Not wanted."));

    var answer = world.post("ada", "{\"type\":\"heartbeat\",\"task\":\"T-1\",\"epoch\":1}");

    assertThat(answer.refusal()).isEqualTo("409 stale_claim");
    assertThat(answer.at("/do")).isEqualTo("stop");
    assertThat(answer.json().at("/stop").toString())
        .isEqualTo("[{\"task\":\"T-1\",\"epoch\":1,\"reason\":\"cancelled\"}]");
  }

  @Test
  void a_refusal_is_a_problem_document_with_the_mailbox_in_it() {
    world.post("ada", "{\"type\":\"new\",\"title\":\"Write it\"}");
    world.post("ada", "{\"type\":\"next\"}");

    var answer = world.post("kai", "{\"type\":\"claim\",\"task\":\"T-1\"}");

    assertThat(answer.refusal()).isEqualTo("409 held_by_another");
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.at("/type")).endsWith("/held_by_another");
    assertThat(answer.at("/status")).isEqualTo("409");
    assertThat(answer.at("/title")).isEqualTo("Another agent has it.");
    assertThat(answer.at("/detail")).contains("T-1 is held by ada");
    assertThat(answer.at("/do")).isEqualTo("stop");
    assertThat(answer.json().at("/holder").toString())
        .isEqualTo("{\"agent\":\"ada\",\"heard_s_ago\":0}");
    assertThat(answer.json().at("/legal").isArray()).isTrue();
    assertThat(answer.at("/you/agent")).isEqualTo("kai");
  }

  @Test
  void a_full_lane_is_an_ordinary_answer_unless_no_line_is_wanted() {
    world.post("ada", "{\"type\":\"new\",\"title\":\"One\"}");
    world.post("ada", "{\"type\":\"new\",\"title\":\"Two\"}");
    world.post("ada", "{\"type\":\"next\"}");

    var waits = world.post("ada", "{\"type\":\"claim\",\"task\":\"T-2\"}");
    var refused = world.post("ada", "{\"type\":\"claim\",\"task\":\"T-2\",\"queue\":false}");

    assertThat(waits.status()).isEqualTo(200);
    assertThat(waits.at("/line/wish")).isEqualTo("T-2");
    assertThat(refused.refusal()).isEqualTo("409 wip_full");
    assertThat(refused.header("Retry-After")).isEqualTo("60");
    assertThat(refused.at("/retry_after_s")).isEqualTo("60");
    assertThat(refused.at("/do")).isEqualTo("wait");
  }

  @Test
  void even_nonsense_is_a_sign_of_life() {
    world.post("ada", "{\"type\":\"new\",\"title\":\"Write it\"}");
    world.post("ada", "{\"type\":\"next\"}");
    for (String nonsense : new String[] {"{", "[]", "{\"type\":\"nxt\"}", "{\"x\":1}"}) {
      world.time.pass(Duration.ofSeconds(100));
      var answer = world.post("ada", nonsense);
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.at("/holds/0/task")).isEqualTo("T-1");
    }
    assertThat(world.post("ada", "{\"type\":\"heartbeat\"}").at("/holds/0/lease_until"))
        .isEqualTo("2030-01-01T09:11:40Z");
  }

  @Test
  void what_is_held_is_read_again_only_when_something_happened_to_it() {
    world.post(
        "quill",
        "{\"type\":\"new\",\"title\":\"Write it\",\"lane\":\"build\",\"brief\":\"Long.\"}");
    world.post("ada", "{\"type\":\"next\"}");
    world.house.breakReads(true);
    world.post("quill", "{\"type\":\"new\",\"title\":\"Something else\",\"lane\":\"docs\"}");

    var kept = world.post("ada", "{\"type\":\"heartbeat\"}");

    assertThat(kept.at("/holds/0/brief")).isEqualTo("Long.");
    world.post("quill", "{\"type\":\"note\",\"task\":\"T-1\",\"text\":\"Mind the gap.\"}");
    var again = world.post("ada", "{\"type\":\"heartbeat\"}");
    assertThat(again.json().at("/holds/0/incomplete").booleanValue()).isTrue();
  }

  @Test
  void the_mailbox_comes_without_texts_where_they_cannot_be_read() {
    world.post("ada", "{\"type\":\"new\",\"title\":\"Write it\",\"brief\":\"Long.\"}");
    world.house.breakReads(true);

    var answer = world.post("ada", "{\"type\":\"next\"}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.at("/holds/0/task")).isEqualTo("T-1");
    assertThat(answer.json().at("/holds/0/incomplete").booleanValue()).isTrue();
  }

  @Test
  void an_open_request_is_answered_as_soon_as_there_is_work() {
    CompletableFuture<World.Answer> open = world.posts("ada", "{\"type\":\"next\",\"wait\":50}");
    inLine("ada");
    assertThat(open).isNotDone();

    world.post("kai", "{\"type\":\"new\",\"title\":\"Write it\"}");

    assertThat(open.join().at("/holds/0/task")).isEqualTo("T-1");
  }

  @Test
  void a_newer_request_of_the_same_agent_ends_an_open_one() {
    CompletableFuture<World.Answer> open = world.posts("ada", "{\"type\":\"next\",\"wait\":50}");
    inLine("ada");

    CompletableFuture<World.Answer> newer = world.posts("ada", "{\"type\":\"next\",\"wait\":50}");

    assertThat(open.join().at("/line/position")).isEqualTo("1");
    assertThat(newer).isNotDone();
  }

  @Test
  void an_open_request_is_answered_with_its_place_when_its_time_is_over() {
    CompletableFuture<World.Answer> open = world.posts("ada", "{\"type\":\"next\",\"wait\":50}");
    inLine("ada");

    world.time.pass(Duration.ofSeconds(50));
    world.post("kai", "{\"type\":\"heartbeat\"}");

    assertThat(open.join().at("/line/waiting_for")).isEqualTo("work");
  }

  @Test
  void an_open_request_is_answered_when_the_server_stops() {
    CompletableFuture<World.Answer> open = world.posts("ada", "{\"type\":\"next\",\"wait\":50}");
    inLine("ada");

    world.close();

    assertThat(open.join().status()).isEqualTo(200);
  }

  @Test
  void a_client_that_hangs_up_harms_nobody() throws IOException {
    String body = "{\"type\":\"next\",\"wait\":50}";
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), world.server.port())) {
      socket
          .getOutputStream()
          .write(("POST /v1/webhook HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                  + world.secret("ada")
                  + "\r\nContent-Length: "
                  + body.length()
                  + "\r\n\r\n"
                  + body)
              .getBytes(StandardCharsets.US_ASCII));
      inLine("ada");
    }

    world.post("kai", "{\"type\":\"new\",\"title\":\"Write it\"}");

    assertThat(world.post("ada", "{\"type\":\"next\"}").at("/holds/0/task")).isEqualTo("T-1");
  }

  @Test
  void open_requests_hold_no_thread() {
    List<CompletableFuture<World.Answer>> open = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      open.add(world.posts("ada", "{\"type\":\"next\",\"wait\":50}"));
    }
    open.add(world.posts("kai", "{\"type\":\"next\",\"wait\":50}"));
    inLine("kai");

    assertThat(world.post("quill", "{\"type\":\"heartbeat\"}").status()).isEqualTo(200);
    assertThat(open).anyMatch(one -> !one.isDone());
  }

  /** Until the agent's request is open and its place is written. */
  private void inLine(String agent) {
    await()
        .until(() -> world.house.overview(World.MAIN).line().stream()
            .anyMatch(place -> place.agent().equals(new AgentId(agent))));
  }
}
