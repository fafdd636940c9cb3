package dev.signalbox.agents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.board.Actor;
import dev.signalbox.board.Subject;
import dev.signalbox.board.TeamCommand;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The refusals of the description are what the real server answers. */
@Timeout(60)
class RefusalExampleTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private World world;

  @AfterEach
  void close() {
    if (world != null) {
      world.close();
    }
  }

  @Test
  void only_what_needs_a_server_in_trouble_is_described_without_a_request() {
    assertThat(Arrays.stream(RefusalExample.values()).filter(one -> one.sent().isEmpty()))
        .containsExactlyInAnyOrder(
            RefusalExample.NOT_ALLOWED,
            RefusalExample.TOO_SLOW,
            RefusalExample.INTERNAL,
            RefusalExample.OVERLOADED,
            RefusalExample.STORAGE_FULL);
  }

  @ParameterizedTest
  @EnumSource(RefusalExample.class)
  void a_request_of_the_description_is_refused_as_described(RefusalExample example)
      throws IOException {
    if (example.sent().isEmpty()) {
      return;
    }
    prepare(example);
    JsonNode described = JSON.readTree(Json.bytes(example.described()));

    JsonNode answer = send(described.path("x-request"));

    for (Map.Entry<String, JsonNode> field : described.path("value").properties()) {
      assertThat(answer.path(field.getKey())).as("%s", answer).isEqualTo(field.getValue());
    }
  }

  /** What its summary says, with ada as the one who asks. */
  private void prepare(RefusalExample example) {
    boolean hurried = example == RefusalExample.OVER_QUOTA;
    world = hurried ? new World(new AgentApi.Quota(1, 1)) : new World();
    switch (example) {
      case STALE_CLAIM, CYCLE -> held("ada");
      case HELD_BY_ANOTHER -> held("kai");
      case SELF_REVIEW, ILLEGAL_MOVE -> {
        held("ada");
        ok("quill", "{'type':'heartbeat'}");
        ok("ada", "{'type':'submit','task':'T-1','epoch':1,'note':'Done.'}");
      }
      case WRONG_LANE -> ok("dora", "{'type':'new','title':'One'}");
      case BLOCKED_BY_DEPENDENCY -> {
        ok("kai", "{'type':'new','title':'One'}");
        ok("kai", "{'type':'new','title':'Two','after':['T-1']}");
      }
      case PAUSED -> {
        ok("kai", "{'type':'new','title':'One'}");
        world.does(new TeamCommand.Pause(Actor.OPERATOR, Subject.TEAM));
      }
      case WIP_FULL -> {
        held("ada");
        ok("kai", "{'type':'new','title':'Two'}");
      }
      case NEVER_SATISFIABLE -> held("ada");
      case WOULD_DEADLOCK -> {
        held("ada");
        ok("kai", "{'type':'new','title':'Two'}");
        ok("dora", "{'type':'new','title':'Three'}");
        ok("dora", "{'type':'claim','task':'T-3'}");
        ok("dora", "{'type':'acquire','resources':{'staging':1}}");
        ok("ada", "{'type':'acquire','resources':{'gpu':3}}");
        ok("dora", "{'type':'acquire','resources':{'gpu':1}}");
      }
      case KEY_REUSED ->
        world.post("ada", "{\"type\":\"new\",\"title\":\"Other\"}", Keys.HEADER, "job-17");
      case OVER_QUOTA -> world.post("ada", "{\"type\":\"heartbeat\"}");
      case SHUTTING_DOWN -> world.server.drain();
      case STORAGE_LOCKED -> world.house.breakReads(true);
      default -> {}
    }
  }

  /** T-1 is held by an agent. */
  private void held(String agent) {
    ok("kai", "{'type':'new','title':'One'}");
    ok(agent, "{'type':'claim','task':'T-1'}");
  }

  private void ok(String agent, String body) {
    var answer = world.post(agent, body.replace('\'', '"'));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  /** By hand, because no client sends some of these headers. */
  private JsonNode send(JsonNode request) throws IOException {
    URI url = URI.create(world.server.url());
    byte[] body = request.path("body").asText().getBytes(StandardCharsets.UTF_8);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Host", url.getAuthority());
    headers.put("Connection", "close");
    headers.put("Authorization", "Bearer " + world.secret("ada"));
    headers.put("Content-Length", String.valueOf(body.length));
    request
        .path("headers")
        .properties()
        .forEach(h -> headers.put(h.getKey(), h.getValue().asText()));
    StringBuilder head = new StringBuilder(
        request.path("method").asText() + " " + request.path("path").asText() + " HTTP/1.1\r\n");
    headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    try (Socket socket = new Socket(url.getHost(), url.getPort())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write((head + "\r\n").getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write(body);
      socket.getOutputStream().flush();
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return JSON.readTree(answer.substring(answer.indexOf("\r\n\r\n") + 4));
    }
  }
}
