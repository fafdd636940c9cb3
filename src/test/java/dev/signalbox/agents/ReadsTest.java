package dev.signalbox.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadsTest {

  private final World world = new World();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void the_board_is_the_team_at_a_glance() {
    make(2);
    world.post("ada", "{\"type\":\"next\"}");
    world.post("dora", "{\"type\":\"next\"}");

    var board = world.get("kai", "/v1/board");

    assertThat(board.status()).isEqualTo(200);
    assertThat(board.at("/team")).isEqualTo("main");
    assertThat(board.at("/wip")).isEqualTo("3");
    assertThat(board.json().at("/lanes").findValuesAsText("lane"))
        .containsExactly("build", "docs", "review");
    assertThat(board.json().at("/lanes/0/counts").toString()).isEqualTo("{\"todo\":1,\"doing\":1}");
    assertThat(board.at("/agents/0/agent")).isEqualTo("ada");
    assertThat(board.at("/agents/0/holds/0/id")).isEqualTo("T-1");
    assertThat(board.at("/line/0/agent")).isEqualTo("dora");
    assertThat(board.at("/tasks/0/agent")).isEqualTo("ada");
    assertThat(board.json().at("/tasks/0/untrusted").booleanValue()).isTrue();
    assertThat(board.json().path("event").asLong())
        .isEqualTo(world.house.log(World.MAIN).size());
  }

  @Test
  void a_caller_reads_its_own_writes() {
    for (int i = 1; i <= 20; i++) {
      make(1);
      assertThat(world.get("ada", "/v1/tasks/T-" + i).status()).isEqualTo(200);
    }
  }

  @Test
  void a_task_has_its_texts_and_its_history() {
    world.post(
        "ada",
        "{\"type\":\"new\",\"title\":\"One\",\"brief\":\"Long.\",\"done_when\":[\"Tests pass.\"]}");
    world.post("ada", "{\"type\":\"next\"}");
    world.post(
        "ada",
        "{\"type\":\"submit\",\"task\":\"T-1\",\"epoch\":1,\"note\":\"Done.\",\"checks\":[]}");

    var task = world.get("kai", "/v1/tasks/t-1");

    assertThat(task.at("/task/id")).isEqualTo("T-1");
    assertThat(task.at("/task/state")).isEqualTo("review");
    assertThat(task.at("/brief")).isEqualTo("Long.");
    assertThat(task.at("/done_when/0")).isEqualTo("Tests pass.");
    assertThat(task.at("/created_by")).isEqualTo("agent:ada");
    assertThat(task.at("/submission/note")).isEqualTo("Done.");
    assertThat(task.json().at("/history").findValuesAsText("type"))
        .startsWith("Created", "Claimed", "Submitted");
    assertThat(task.at("/history/1/by")).isEqualTo("agent:ada");
    assertThat(task.at("/history/1/data/kind")).isEqualTo("work");
    assertThat(task.json().at("/history/1/data/untrusted").booleanValue()).isTrue();
  }

  @Test
  void lists_go_on_page_by_page_without_a_gap_or_a_repeat() {
    make(7);
    List<String> seen = new ArrayList<>();
    String path = "/v1/tasks?limit=3";
    for (String cursor = ""; cursor != null; ) {
      var page = world.get("ada", path + cursor);
      page.json().at("/tasks").forEach(task -> seen.add(task.path("id").asText()));
      String next = page.json().path("next_cursor").textValue();
      cursor = next == null ? null : "&cursor=" + next;
    }

    assertThat(seen).containsExactly("T-1", "T-2", "T-3", "T-4", "T-5", "T-6", "T-7");
  }

  @Test
  void tasks_are_filtered_by_state_lane_and_agent() {
    make(3);
    world.post("ada", "{\"type\":\"new\",\"title\":\"Docs\",\"lane\":\"docs\"}");
    world.post("ada", "{\"type\":\"next\"}");

    assertThat(ids("/v1/tasks?state=doing")).containsExactly("T-1");
    assertThat(ids("/v1/tasks?state=doing,todo&lane=build")).containsExactly("T-1", "T-2", "T-3");
    assertThat(ids("/v1/tasks?lane=docs")).containsExactly("T-4");
    assertThat(ids("/v1/tasks?agent=ada")).containsExactly("T-1");
    assertThat(ids("/v1/tasks?agent=nobody")).isEmpty();
  }

  @Test
  void agents_are_listed_by_name_in_pages() {
    var first = world.get("ada", "/v1/agents?limit=3");
    var rest = world.get("ada", "/v1/agents?limit=3&cursor=" + first.at("/next_cursor"));

    assertThat(first.json().findValuesAsText("agent")).containsExactly("ada", "dora", "kai");
    assertThat(rest.json().findValuesAsText("agent")).containsExactly("quill");
    assertThat(rest.json().path("next_cursor").isNull()).isTrue();
  }

  @Test
  void a_team_sees_itself_only() {
    make(1);

    assertThat(world.get("other/eve", "/v1/tasks").json().path("tasks").size()).isZero();
    assertThat(world.get("other/eve", "/v1/board").body()).doesNotContain("kai");
    assertThat(world.get("other/eve", "/v1/events").body()).doesNotContain("kai");
    assertThat(world.get("other/ada", "/v1/tasks/T-1").refusal()).isEqualTo("404 not_found");
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/tasks?state=nope, bad_value, state",
    "/v1/tasks?state=, bad_value, state",
    "/v1/tasks?state=todo&state=done, bad_value, state",
    "/v1/tasks?sort=%3BDROP%20TABLE%20task, unknown_field, sort",
    "/v1/tasks?lane=%25, bad_value, lane",
    "/v1/tasks?agent=Ada, bad_value, agent",
    "/v1/tasks?limit=0, bad_value, limit",
    "/v1/tasks?limit=201, bad_value, limit",
    "/v1/tasks?limit=x, bad_value, limit",
    "/v1/tasks?cursor=, bad_value, cursor",
    "/v1/tasks?cursor=AAAA, bad_value, cursor",
    "/v1/tasks?cursor=%27%20OR%201, bad_value, cursor",
    "/v1/tasks/T-1?x=1, unknown_field, x",
    "/v1/agents?lane=build, unknown_field, lane",
    "/v1/board?x=1, unknown_field, x",
    "/v1/events?after=-1, bad_value, after",
    "/v1/events?after=1e3, bad_value, after",
    "/v1/events?after=99999999999999999999, bad_value, after",
    "/v1/events?limit=201, bad_value, limit",
  })
  void odd_questions_are_refused(String path, String code, String name) {
    var answer = world.get("ada", path);

    assertThat(answer.refusal()).isEqualTo("400 " + code);
    assertThat(answer.at("/detail")).contains(name);
  }

  @Test
  void a_huge_or_malformed_question_is_refused_as_well() {
    assertThat(world.get("ada", "/v1/tasks?lane=" + "%25".repeat(2_000)).refusal())
        .isEqualTo("400 bad_value");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/tasks?lane=%zz",
        "/v1/tasks?lane=%",
        "/v1/tasks?lane=%ff",
        "/v1/tasks?%zz=1",
        "/v1/tasks?lane",
        "/v1/tasks?&&=&"
      })
  void what_is_not_even_well_encoded_is_refused(String path) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), world.server.port())) {
      String head = "GET " + path
          + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
          + world.secret("ada") + "\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 400 ").contains("\"do\":\"fix\"");
    }
  }

  @Test
  void a_cursor_is_good_for_its_own_list_only() {
    make(3);
    world.post("other/eve", "{\"type\":\"new\",\"title\":\"Theirs\"}");
    String ours = world.get("ada", "/v1/tasks?limit=1").at("/next_cursor");
    String theirs = world.get("other/eve", "/v1/tasks?limit=1").at("/next_cursor");

    assertThat(world.get("ada", "/v1/tasks?cursor=" + ours).status()).isEqualTo(200);
    for (String wrong :
        List.of(theirs, ours + "A", ours.substring(1), ours.toLowerCase(Locale.ROOT))) {
      assertThat(world.get("ada", "/v1/tasks?cursor=" + wrong).refusal())
          .isEqualTo("400 bad_value");
    }
    assertThat(world.get("ada", "/v1/tasks?lane=build&cursor=" + ours).refusal())
        .isEqualTo("400 bad_value");
    assertThat(world.get("ada", "/v1/agents?cursor=" + ours).refusal()).isEqualTo("400 bad_value");
  }

  @Test
  void when_storage_cannot_be_read_the_caller_is_to_try_again() {
    world.house.breakReads(true);

    var answer = world.get("ada", "/v1/board");

    assertThat(answer.refusal()).isEqualTo("503 storage_locked");
    assertThat(answer.header("Retry-After")).isEqualTo("1");
  }

  private List<String> ids(String path) {
    List<String> ids = new ArrayList<>();
    world
        .get("kai", path)
        .json()
        .path("tasks")
        .forEach(task -> ids.add(task.path("id").asText()));
    return ids;
  }

  private void make(int tasks) {
    for (int i = 0; i < tasks; i++) {
      world.post("ada", "{\"type\":\"new\",\"title\":\"Write it\"}");
    }
  }
}
