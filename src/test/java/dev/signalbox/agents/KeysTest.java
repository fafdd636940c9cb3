package dev.signalbox.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.board.TaskEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeysTest {

  private static final String NEW = "{\"type\":\"new\",\"title\":\"Write it\"}";

  private final World world = new World();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void the_same_key_and_command_happen_once() {
    var first = world.post("ada", NEW, Keys.HEADER, "k-1");
    var again =
        world.post("ada", "{ \"title\": \"Write it\", \"type\": \"new\" }", Keys.HEADER, "k-1");

    assertThat(first.header(Keys.REPLAYED)).isNull();
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.header(Keys.REPLAYED)).isEqualTo("true");
    assertThat(again.json().at("/task")).isEqualTo(first.json().at("/task"));
    assertThat(again.at("/you/agent")).isEqualTo("ada");
    assertThat(created()).isEqualTo(1);
  }

  @Test
  void another_command_under_the_same_key_is_refused() {
    world.post("ada", NEW, Keys.HEADER, "k-1");

    var other = world.post("ada", "{\"type\":\"new\",\"title\":\"Another\"}", Keys.HEADER, "k-1");

    assertThat(other.refusal()).isEqualTo("422 key_reused");
    assertThat(other.at("/do")).isEqualTo("fix");
    assertThat(created()).isEqualTo(1);
  }

  @Test
  void keys_are_each_agents_own() {
    world.post("ada", NEW, Keys.HEADER, "k-1");

    assertThat(world.post("kai", NEW, Keys.HEADER, "k-1").at("/task/id")).isEqualTo("T-2");
    assertThat(world.post("other/ada", NEW, Keys.HEADER, "k-1").at("/task/id")).isEqualTo("T-1");
  }

  @Test
  void two_at_the_same_time_have_one_effect() {
    List<CompletableFuture<World.Answer>> open = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      open.add(world.posts("ada", NEW, Keys.HEADER, "k-1"));
    }
    List<World.Answer> answers = open.stream().map(CompletableFuture::join).toList();

    assertThat(answers).allMatch(answer -> answer.at("/task/id").equals("T-1"));
    assertThat(answers)
        .filteredOn(answer -> answer.header(Keys.REPLAYED) != null)
        .hasSize(7);
    assertThat(created()).isEqualTo(1);
  }

  @Test
  void a_key_is_1_to_255_visible_ascii_characters() {
    assertThat(world.post("ada", NEW, Keys.HEADER, "k".repeat(255)).status()).isEqualTo(200);
    for (String bad : List.of("", "k".repeat(256), "two words", "tab\tbed")) {
      var answer = world.post("ada", NEW, Keys.HEADER, bad);
      assertThat(answer.refusal()).as(bad).isEqualTo("400 bad_value");
      assertThat(answer.at("/detail")).contains("255");
    }
    assertThat(world.post("ada", NEW, Keys.HEADER, "a", Keys.HEADER, "b").refusal())
        .isEqualTo("400 bad_value");
    assertThat(created()).isEqualTo(1);
  }

  @Test
  void a_refusal_is_not_remembered() {
    String claim = "{\"type\":\"claim\",\"task\":\"T-1\"}";
    assertThat(world.post("ada", claim, Keys.HEADER, "k-1").refusal()).isEqualTo("404 not_found");
    world.post("ada", NEW);

    assertThat(world.post("ada", claim, Keys.HEADER, "k-1").status()).isEqualTo(200);
  }

  @Test
  void how_long_one_would_wait_is_no_part_of_the_command() {
    world.post("ada", NEW);
    world.post("ada", "{\"type\":\"next\",\"wait\":50}", Keys.HEADER, "k-1");

    assertThat(world
            .post("ada", "{\"type\":\"next\",\"wait\":1}", Keys.HEADER, "k-1")
            .header(Keys.REPLAYED))
        .isEqualTo("true");
  }

  private long created() {
    return world.house.log(World.MAIN).stream()
        .filter(entry -> entry.event() instanceof TaskEvent.Created)
        .count();
  }
}
