package dev.signalbox.agents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.board.AgentId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class EventsTest {

  private final World world = new World();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void the_log_is_read_in_pages() {
    make(3);
    List<Long> seen = new ArrayList<>();
    long after = 0;
    for (boolean more = true; more; ) {
      var page = world.get("ada", "/v1/events?limit=2&after=" + after);
      page.json().path("events").forEach(event -> seen.add(event.path("number").asLong()));
      more = page.json().path("next").asLong() > after;
      after = page.json().path("next").asLong();
    }

    assertThat(seen).isEqualTo(numbers(1, last()));
  }

  @Test
  void a_stream_tells_what_happened_and_goes_on_with_what_happens() {
    make(1);
    try (Stream<String> lines = world.stream("ada", "/v1/events").body()) {
      var events = events(lines);
      List<Long> seen = take(events, last());
      make(2);
      seen.addAll(take(events, 2));

      assertThat(seen).isEqualTo(numbers(1, last()));
    }
  }

  @Test
  void a_stream_is_resumed_without_a_gap_or_a_repeat() {
    make(5);
    List<Long> seen;
    try (Stream<String> lines = world.stream("ada", "/v1/events").body()) {
      seen = take(events(lines), 4);
    }
    make(1);
    String last = String.valueOf(seen.get(seen.size() - 1));
    try (Stream<String> lines =
        world.stream("ada", "/v1/events", "Last-Event-ID", last).body()) {
      seen.addAll(take(events(lines), last() - 4));
    }

    assertThat(seen).isEqualTo(numbers(1, last()));
  }

  @Test
  void the_header_wins_over_where_the_address_says_to_begin() {
    make(5);
    try (Stream<String> lines =
        world.stream("ada", "/v1/events?after=1", "Last-Event-ID", "3").body()) {
      assertThat(take(events(lines), 1)).containsExactly(4L);
    }
    try (Stream<String> lines = world.stream("ada", "/v1/events?after=1").body()) {
      assertThat(take(events(lines), 1)).containsExactly(2L);
    }
  }

  @Test
  void a_stream_and_a_page_say_the_same() {
    make(1);
    try (Stream<String> lines = world.stream("ada", "/v1/events").body()) {
      ObjectNode first = events(lines).next();

      assertThat(first).isEqualTo(world.get("ada", "/v1/events?limit=1").json().at("/events/0"));
    }
  }

  @Test
  void another_teams_events_are_not_in_it() {
    try (Stream<String> lines = world.stream(
            "ada", "/v1/events", "Last-Event-ID", String.valueOf(last()))
        .body()) {
      var events = events(lines);
      world.post("other/eve", "{\"type\":\"new\",\"title\":\"Theirs\"}");
      make(1);

      assertThat(events.next().at("/data/title").asText()).isEqualTo("Write it");
    }
  }

  @Test
  void what_is_no_event_number_is_refused() {
    for (String wrong : List.of("x", "-1", "1.5", "99999999999999999999")) {
      var answer =
          world.get("ada", "/v1/events", "Accept", "text/event-stream", "Last-Event-ID", wrong);
      assertThat(answer.refusal()).isEqualTo("400 bad_value");
    }
  }

  @Test
  void a_stream_ends_when_its_token_is_revoked() {
    try (Stream<String> lines = world.stream(
            "kai", "/v1/events", "Last-Event-ID", String.valueOf(last()))
        .body()) {
      var left = lines.iterator();
      assertThat(left.next()).isEqualTo(":");

      world.revoke("kai");

      List<String> rest = new ArrayList<>();
      left.forEachRemaining(rest::add);
      assertThat(rest).noneMatch(line -> line.startsWith("data:"));
    }
  }

  @Test
  void a_stream_ends_when_the_server_stops() {
    try (Stream<String> lines = world.stream("kai", "/v1/events").body()) {
      world.server.stop(Duration.ofSeconds(5));

      assertThat(lines.count()).isPositive();
    }
  }

  @Test
  void reading_is_no_sign_of_life() {
    make(1);
    world.time.pass(Duration.ofSeconds(2));
    world.post("kai", "{\"type\":\"heartbeat\"}");
    var before = world.house.heard(World.MAIN, new AgentId("ada"));
    world.time.pass(Duration.ofSeconds(100));
    world.get("ada", "/v1/board");
    world.get("ada", "/v1/events");
    world.post("kai", "{\"type\":\"heartbeat\"}");

    assertThat(before).isPresent();
    assertThat(world.house.heard(World.MAIN, new AgentId("ada"))).isEqualTo(before);
    assertThat(world.house.heard(World.MAIN, new AgentId("kai"))).isPresent();
  }

  private void make(int tasks) {
    for (int i = 0; i < tasks; i++) {
      world.post("ada", "{\"type\":\"new\",\"title\":\"Write it\"}");
    }
  }

  private long last() {
    return world.house.log(World.MAIN).size();
  }

  private static List<Long> numbers(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }

  private static Iterator<ObjectNode> events(Stream<String> lines) {
    return lines
        .filter(line -> line.startsWith("data: "))
        .map(line -> Json.parse(line.substring("data: ".length())))
        .iterator();
  }

  private static List<Long> take(Iterator<ObjectNode> events, long count) {
    List<Long> numbers = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      numbers.add(events.next().path("number").asLong());
    }
    return numbers;
  }
}
