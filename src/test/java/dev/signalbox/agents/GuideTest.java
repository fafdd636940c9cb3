package dev.signalbox.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What agents are told to do works as it is told. */
class GuideTest {

  private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

  private World world = new World();
  private String address;

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void it_is_short_plain_text_for_everybody_with_the_address_as_it_was_called() {
    var answer = world.send(world.request("/v1/guide").build());
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).startsWith("text/plain");
    assertThat(answer.body().lines().count()).isLessThan(100);
    assertThat(answer.body()).contains(world.server.url() + "/v1/webhook").doesNotContain("{url}");

    String other = world.server.url().replace("127.0.0.1", "localhost");
    var called =
        world.send(HttpRequest.newBuilder(URI.create(other + "/v1/guide")).build());
    assertThat(called.body()).contains(other + "/v1/webhook").doesNotContain("127.0.0.1");
  }

  @Test
  void it_names_every_verb_and_every_advice() {
    String text = guide();
    for (Verb verb : Verb.values()) {
      assertThat(text).contains("{\"type\":\"" + verb.word() + "\"");
    }
    assertThat(text).contains("  retry  ", "  fix  ", "  wait  ", "  stop  ", "  ask_person  ");
  }

  @TestFactory
  Stream<DynamicTest> every_example_is_accepted() {
    address = world.server.url();
    List<String> examples = guide()
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith("curl "))
        .toList();
    assertThat(examples).hasSizeGreaterThan(12);
    return examples.stream()
        .map(line ->
            DynamicTest.dynamicTest(line.substring(line.indexOf("/v1")), () -> accepted(line)));
  }

  private String guide() {
    return world.send(world.request("/v1/guide").build()).body();
  }

  /** In a world where ada holds T-1 at epoch 1, or quill reviews it at epoch 2. */
  private void accepted(String told) {
    String example = told;
    world.close();
    world = new World();
    boolean review = example.contains("\"pass\"") || example.contains("\"fail\"");
    boolean fresh = example.contains("\"claim\"") || example.contains("\"next\"");
    post("kai", "{\"type\":\"new\",\"title\":\"One\"}");
    post("kai", "{\"type\":\"new\",\"title\":\"Two\"}");
    if (!fresh) {
      post("ada", "{\"type\":\"claim\",\"task\":\"T-1\"}");
    }
    if (review) {
      post("quill", "{\"type\":\"heartbeat\"}");
      post("ada", "{\"type\":\"submit\",\"task\":\"T-1\",\"epoch\":1,\"note\":\"Done.\"}");
      post("quill", "{\"type\":\"next\"}");
    }
    if (example.contains("\"give_back\"")) {
      var had = world
          .post("ada", "{\"type\":\"acquire\",\"resources\":{\"staging\":1}}")
          .json();
      example = example.replace("17", had.at("/grant/token").asText());
    }
    String token = world.secret(review ? "quill" : "ada");
    var answer =
        world.send(request(example.replace(address, world.server.url()).replace("$TOKEN", token)));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  /** What curl makes of its arguments. */
  private static HttpRequest request(String line) {
    List<String> words = new ArrayList<>();
    for (Matcher m = WORD.matcher(line); m.find(); ) {
      words.add(m.group(1) != null ? m.group(1) : m.group(2) != null ? m.group(2) : m.group(3));
    }
    assertThat(words.subList(0, 2)).containsExactly("curl", "-s");
    var request = HttpRequest.newBuilder(URI.create(words.get(2))).timeout(Duration.ofSeconds(20));
    for (int i = 3; i < words.size(); i += 2) {
      String value = words.get(i + 1);
      switch (words.get(i)) {
        case "-H" -> request.header(value.split(": ", 2)[0], value.split(": ", 2)[1]);
        case "-d" -> request.POST(BodyPublishers.ofString(value));
        default -> throw new AssertionError(words.get(i));
      }
    }
    return request.build();
  }

  private void post(String agent, String body) {
    var answer = world.post(agent, body);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }
}
