package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.board.Actor;
import dev.signalbox.board.Entry;
import dev.signalbox.board.PersonEvent;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.TeamId;
import dev.signalbox.demo.Demo;
import dev.signalbox.demo.LimitedApi;
import dev.signalbox.demo.Pace;
import dev.signalbox.demo.Story;
import dev.signalbox.local.LocalChat;
import dev.signalbox.talk.Utterance;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a scrape says after the demo's story is what happened in it. */
@Tag("slow")
@Timeout(120)
class MetricsTest {

  private static final TeamId MAIN = new TeamId("main");
  private static final Path TABLE = Path.of("manifests/grafana/metrics.md");

  @TempDir
  static Path folder;

  private static List<Entry> log;
  private static Exposition scraped;
  private static Map<String, String> served;

  @BeforeAll
  static void tell_the_story() throws Exception {
    Pace pace = new Pace(8);
    Story story = Story.of(1, 10, 8);
    try (LimitedApi api = LimitedApi.start(Demo.API_LIMIT, pace.window());
        Server server = Server.start(DemoTeam.settings(folder, 0, pace))) {
      long before = server.reads().overview(MAIN).events();
      server.meters().chat("test", () -> true, () -> 3);
      Map<String, String> tokens = new LinkedHashMap<>();
      story.agents().forEach((agent, lane) -> tokens.put(agent, server.enrol(MAIN, agent, lane)));
      // Two owners, because each is called six times an hour at most.
      for (Story.Job job : story.tasks()) {
        String owner = story.tasks().indexOf(job) % 2 == 0 ? "you" : Story.OTHER_OWNER;
        create(server, job.title(), job.lane() + " owner:" + owner);
      }
      Demo demo = new Demo(story, pace, server.url(), tokens, 1, api.address(), true);
      await().atMost(Duration.ofSeconds(90)).until(() -> shipped(server) >= 10);
      demo.stop();
      create(server, "<!channel> {a=1} # HELP x", "build");
      await().until(() -> server.reads().backlog(MAIN).isEmpty());
      get(server, "/v1/tasks/T-1?<script>");
      get(server, "/nowhere/\u00e4%20x");
      served = Map.of(
          "status", String.valueOf(get(server, "/v1/tasks/T-1").statusCode()),
          "foreign", String.valueOf(get(server, "/metrics", "evil.test").statusCode()));
      HttpResponse<String> answer = get(server, "/metrics");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type").orElse(""))
          .isEqualTo("text/plain; version=0.0.4; charset=utf-8");
      scraped = new Exposition(answer.body());
      log = log(server).stream().filter(entry -> entry.number() > before).toList();
    }
  }

  @AfterAll
  static void forget() {
    log = List.of();
  }

  private static long shipped(Server server) {
    return log(server).stream()
        .filter(entry -> entry.event() instanceof PersonEvent.Pinged)
        .count();
  }

  private static void create(Server server, String title, String lane) {
    server
        .say(new Utterance(
            MAIN,
            Actor.of(new PersonId("you")),
            LocalChat.ROOM,
            null,
            "new \"" + title + "\" lane:" + lane))
        .join();
  }

  private static List<Entry> log(Server server) {
    List<Entry> log = new ArrayList<>();
    List<Entry> page = server.reads().events(MAIN, 0, 200);
    while (!page.isEmpty()) {
      log.addAll(page);
      page = server.reads().events(MAIN, log.get(log.size() - 1).number(), 200);
    }
    return log;
  }

  private static HttpResponse<String> get(Server server, String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(
                    URI.create(server.url() + path.replace("<", "%3C").replace(">", "%3E")))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private static HttpResponse<String> get(Server server, String path, String host)
      throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(server.url() + path))
                .header("Origin", "https://" + host)
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void every_event_of_the_log_is_counted_by_its_type() {
    Map<String, Long> happened = log.stream()
        .collect(Collectors.groupingBy(
            entry -> entry
                .event()
                .getClass()
                .getSimpleName()
                .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                .toLowerCase(java.util.Locale.ROOT),
            TreeMap::new,
            Collectors.counting()));
    Map<String, Long> counted = new TreeMap<>();
    scraped.samples().stream()
        .filter(sample -> sample.name().equals("signalbox_events_total"))
        .forEach(sample -> counted.put(sample.labels().get("type"), (long) sample.value()));
    assertThat(counted).isEqualTo(happened).containsEntry("done", 10L);
    assertThat(scraped.sum("signalbox_pings_total")).isEqualTo(shipped());
  }

  private static double shipped() {
    return log.stream()
        .filter(entry -> entry.event() instanceof PersonEvent.Pinged)
        .count();
  }

  @Test
  void commands_are_counted_by_verb_and_outcome_and_batches_hold_them_all() {
    double created = log.stream()
        .filter(entry -> entry.event().getClass().getSimpleName().equals("Created"))
        .count();
    assertThat(scraped.sum("signalbox_commands_total", "verb", "new", "outcome", "accepted"))
        .isEqualTo(created);
    assertThat(scraped.sum("signalbox_commands_total", "verb", "fail", "outcome", "accepted"))
        .isEqualTo(1);
    assertThat(scraped.sum("signalbox_commands_total", "outcome", "stale_claim"))
        .isPositive();
    assertThat(scraped.sum("signalbox_desk_commit_seconds_count")).isPositive();
    assertThat(scraped.sum("signalbox_desk_commit_seconds_bucket", "le", "+Inf"))
        .isEqualTo(scraped.sum("signalbox_desk_commit_seconds_count"));
    assertThat(scraped.sum("signalbox_desk_batch_commands_sum"))
        .isGreaterThanOrEqualTo(scraped.sum("signalbox_desk_batch_commands_count"))
        .isGreaterThanOrEqualTo(created);
  }

  @Test
  void teams_agents_and_rooms_are_as_the_story_left_them() {
    assertThat(scraped.sum("signalbox_agents", "team", "main")).isEqualTo(8);
    assertThat(scraped.sum("signalbox_line_agents", "team", "main")).isBetween(0.0, 8.0);
    assertThat(scraped.sum("signalbox_outbox_messages", "room", "local")).isZero();
    assertThat(scraped.sum("signalbox_outbox_age_seconds")).isZero();
    assertThat(scraped.sum("signalbox_leftover_grants_total")).isZero();
    assertThat(scraped.sum("signalbox_storage_writable")).isEqualTo(1);
    assertThat(scraped.sum("signalbox_chat_connected", "platform", "test")).isEqualTo(1);
    assertThat(scraped.sum("signalbox_chat_reconnects_total", "platform", "test"))
        .isEqualTo(3);
    assertThat(scraped.sum("jvm_memory_used_bytes", "area", "heap")).isPositive();
  }

  @Test
  void requests_are_counted_by_the_route_as_it_is_declared() {
    assertThat(served).containsEntry("status", "401").containsEntry("foreign", "403");
    assertThat(
            scraped.sum("signalbox_http_requests_total", "route", "/v1/webhook", "method", "POST"))
        .isGreaterThan(30);
    assertThat(scraped.sum(
            "signalbox_http_requests_total", "route", "/v1/tasks/{id}", "status", "401"))
        .isEqualTo(2);
    assertThat(scraped.sum("signalbox_http_requests_total", "route", "none", "status", "403"))
        .isEqualTo(1);
    Set<String> routes = new TreeSet<>();
    scraped.samples().forEach(s -> routes.add(s.labels().getOrDefault("route", "/")));
    assertThat(routes)
        .allMatch(route -> route.equals("none") || route.matches("/[a-zA-Z0-9/{}._-]*"));
  }

  @Test
  void no_label_holds_what_somebody_typed() {
    Set<String> values = new TreeSet<>();
    scraped.samples().stream()
        .filter(sample -> sample.name().startsWith("signalbox_"))
        .forEach(sample -> values.addAll(sample.labels().values()));
    assertThat(values).allMatch(value -> value.matches("[A-Za-z0-9_/{}.:+-]{1,60}"));
    assertThat(values).noneMatch(value -> value.startsWith("T-"));
    assertThat(scraped.samples()).hasSizeLessThan(400);
  }

  @Test
  void the_table_of_metrics_and_the_scrape_agree() throws Exception {
    Map<String, String> told = new TreeMap<>();
    for (String line : Files.readAllLines(TABLE)) {
      String[] cells = line.split("\\s*\\|\\s*", -1);
      if (line.startsWith("| `")) {
        told.put(cells[1].replace("`", ""), cells[2] + " " + cells[3].replace("`", ""));
      }
    }
    Map<String, String> there = new TreeMap<>();
    scraped
        .types()
        .forEach((family, type) ->
            there.put(family, type + " " + orDash(String.join(", ", scraped.labels(family)))));
    assertThat(told).isEqualTo(there);
  }

  private static String orDash(String labels) {
    return labels.isEmpty() ? "–" : labels;
  }
}
