package dev.signalbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class BodiesTest {

  private static final AtomicReference<ObjectNode> READ = new AtomicReference<>();

  private static WebServer server;

  @BeforeAll
  static void start() {
    server = WebServer.start(
        TestLimits.usual(),
        List.of(routes -> routes.post("/json", ctx -> READ.set(Bodies.object(ctx)))));
    // The first parse loads classes; the times below are of later ones.
    post("{}");
    post("{");
  }

  @AfterAll
  static void stop() {
    server.stop(Duration.ZERO);
  }

  @Test
  void an_object_is_read_whatever_its_content_type() {
    byte[] body =
        "{\"type\":\"next\",\"title\":\"Grüße 🚦\",\"n\":3}".getBytes(StandardCharsets.UTF_8);

    var answer =
        Wire.post(server, "/json", body, "Content-Type: application/x-www-form-urlencoded");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(READ.get().path("type").asText()).isEqualTo("next");
    assertThat(READ.get().path("title").asText()).isEqualTo("Grüße 🚦");
    assertThat(READ.get().path("n").asInt()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "\"text\"",
        "7",
        "{",
        "{}}",
        "{} {}",
        "{} x",
        "{\"a\":1,}",
        "{'a':1}",
        "{a:1}",
        "{\"a\":NaN}",
        "{\"a\":01}",
        "{\"a\":1e400}",
        "{\"a\":[-1e999]}",
        "{\"a\":1,\"a\":2}",
        "{\"a\":{\"b\":1,\"\\u0062\":2}}",
        "{\"a\":\"line\nbreak\"}",
        "{/*comment*/}",
        "type=next"
      })
  void what_is_not_strictly_an_object_is_bad_json(String body) {
    assertThat(post(body).refusal()).isEqualTo("400 bad_json");
  }

  @Test
  void thirty_two_levels_are_deep_enough() {
    assertThat(post(nested(Bodies.DEPTH_MAX)).status()).isEqualTo(200);
    assertThat(post(nested(Bodies.DEPTH_MAX + 1)).refusal()).isEqualTo("400 bad_json");
  }

  /** What takes long to read is not read: each kind of it has an end. */
  @Test
  void a_number_a_name_and_the_parts_of_a_body_have_an_end() {
    assertThat(post("{\"a\":" + "9".repeat(64) + "}").status()).isEqualTo(200);
    assertThat(post("{\"a\":" + "9".repeat(65) + "}").refusal()).isEqualTo("400 bad_json");
    assertThat(post("{\"" + "n".repeat(1_000) + "\":1}").status()).isEqualTo(200);
    assertThat(post("{\"" + "n".repeat(1_001) + "\":1}").refusal()).isEqualTo("400 bad_json");
    int most = Bodies.TOKENS_MAX - 5; // Braces, brackets and a name are parts, too.
    assertThat(post("{\"a\":[" + "1,".repeat(most - 1) + "1]}").status()).isEqualTo(200);
    assertThat(post("{\"a\":[" + "1,".repeat(most) + "1]}").refusal()).isEqualTo("400 bad_json");
  }

  @Test
  void hostile_json_is_refused() {
    for (String body : List.of(
        "[".repeat(100_000),
        nested(100_000),
        "{\"a\":".repeat(40_000),
        "{\"a\":" + "9".repeat(200_000) + "}",
        "{\"" + "n".repeat(200_000) + "\":1}",
        "{\"a\":[" + "1,".repeat(120_000) + "1]}",
        keys(20_000))) {
      assertThat(post(body).refusal()).isEqualTo("400 bad_json");
    }
  }

  @Test
  void a_million_keys_are_too_large() {
    assertThat(post(keys(1_000_000)).refusal()).isEqualTo("413 too_large");
  }

  @Test
  void a_large_integer_is_left_to_the_reader() {
    assertThat(post("{\"epoch\":9223372036854775808}").status()).isEqualTo(200);
    assertThat(READ.get().path("epoch").canConvertToLong()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":\"\\u0000\"}",
        "{\"a\":\"x\\ud800y\"}",
        "{\"a\":\"\\ude00\\ud83d\"}",
        "{\"a\":[{\"b\":\"\\udfff\"}]}",
        "{\"\\ud83d\":1}",
        "{\"\\udead\":1}",
        "{\"a\\u0000\":1}",
        "{\"a\":\"\0\"}"
      })
  void nul_and_lone_surrogates_are_invalid_text_anywhere(String body) {
    assertThat(post(body).refusal()).isEqualTo("400 invalid_text");
  }

  @Test
  void an_escaped_pair_of_surrogates_is_a_character() {
    assertThat(post("{\"a\":\"\\ud83d\\udea6\"}").status()).isEqualTo(200);
    assertThat(READ.get().path("a").asText()).isEqualTo("🚦");
  }

  @Test
  void malformed_utf_8_is_invalid_text() {
    for (int[] bytes :
        new int[][] {{0xff}, {0xc3}, {0xc0, 0xaf}, {0xed, 0xa0, 0x80}, {0xf5, 0x80}}) {
      var body = new ByteArrayOutputStream();
      body.writeBytes("{\"a\":\"".getBytes(StandardCharsets.UTF_8));
      IntStream.of(bytes).forEach(body::write);
      body.writeBytes("\"}".getBytes(StandardCharsets.UTF_8));

      assertThat(Wire.post(server, "/json", body.toByteArray()).refusal())
          .isEqualTo("400 invalid_text");
    }
  }

  @Test
  void a_refusal_says_where_and_not_how_it_is_made() {
    var problem = post("{\"a\":1,\n \"b\":}").json();

    assertThat(problem.path("detail").asText()).contains("line 2").doesNotContain("jackson");
    assertThat(problem.path("do").asText()).isEqualTo("fix");
  }

  private static Wire.Answer post(String body) {
    return Wire.post(server, "/json", body.getBytes(StandardCharsets.UTF_8));
  }

  /** The object itself is the first level. */
  private static String nested(int depth) {
    return "{\"a\":" + "[".repeat(depth - 1) + "]".repeat(depth - 1) + "}";
  }

  private static String keys(int count) {
    var body = new StringBuilder("{");
    IntStream.range(0, count).forEach(i -> body.append('"').append(i).append("\":1,"));
    return body.append("\"z\":1}").toString();
  }
}
