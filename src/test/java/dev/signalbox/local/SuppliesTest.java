package dev.signalbox.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.board.Agent;
import dev.signalbox.board.AgentId;
import dev.signalbox.board.Grant;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.Need;
import dev.signalbox.board.Resource;
import dev.signalbox.board.ResourceId;
import dev.signalbox.board.Stock;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.Waiter;
import dev.signalbox.desk.Reads;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The resources in the team's panel, as they are drawn. */
class SuppliesTest {

  private static final Instant NOW = Instant.parse("2030-01-01T09:00:00Z");
  private static final Instant EARLIER = Instant.parse("2030-01-01T08:50:00Z");
  private static final ResourceId API = new ResourceId("github-api");

  private static final Map<ResourceId, Resource> SOME = Map.of(
      new ResourceId("staging"),
      Resource.units(1),
      new ResourceId("gpu"),
      Resource.units(4),
      API,
      Resource.budget(30, Duration.ofMinutes(1)));

  private static Grant grant(long token, String agent, Need... needs) {
    return new Grant(
        token,
        new AgentId(agent),
        new TaskId(41),
        1,
        List.of(needs),
        token,
        EARLIER,
        null,
        null,
        null);
  }

  private static Grant call(long token, Instant since) {
    return new Grant(
        token,
        new AgentId("ada"),
        new TaskId(41),
        0,
        List.of(Need.of("github-api", 1)),
        token,
        since,
        since.plusSeconds(5),
        since.plusSeconds(1),
        Grant.How.RETURNED);
  }

  private static String drawn(Map<ResourceId, Resource> resources, Stock.Saved stock) {
    Reads.Overview quiet = Sample.quiet(Sample.TEAM, Set.of(Sample.RYAN), NOW);
    Reads.Overview overview = new Reads.Overview(
        quiet.team().withResources(resources),
        false,
        Map.of(),
        Stream.of("ada", "bob", "cy", "dora").map(SuppliesTest::agent).toList(),
        List.of(),
        List.of(),
        Map.of(),
        40,
        Instant.EPOCH,
        stock);
    return new Html().panel(Panels.of(overview, NOW, 0, null, "1"), Map.of());
  }

  private static Reads.AgentDetails agent(String name) {
    Agent agent = new Agent(
        new AgentId(name),
        new LaneId("build"),
        null,
        false,
        false,
        null,
        Instant.EPOCH,
        Set.of(),
        List.of(),
        1);
    return new Reads.AgentDetails(agent, EARLIER, List.of());
  }

  private static Stock.Saved stock(List<Grant> grants, List<Waiter> waiters) {
    return new Stock.Saved(grants, waiters, new TreeMap<>());
  }

  private static String of(String html, String resource) {
    String begin = "data-resource=\"" + resource + "\"";
    assertThat(html).contains(begin);
    String rest = html.substring(html.indexOf(begin) + begin.length());
    return rest.split("data-resource=", 2)[0].replaceAll("<svg.*?</svg>", "");
  }

  private static String text(String html) {
    return html.replaceAll("<[^>]*>", " ")
        .replaceAll("\\s+", " ")
        .replaceFirst("^ ?> ?", "")
        .strip();
  }

  @Test
  void who_has_what_and_who_waits_is_drawn() {
    String html = drawn(
        SOME,
        stock(
            List.of(
                grant(10, "ada", Need.of("staging", 1), Need.exclusive("db/**")),
                grant(11, "bob", Need.of("gpu", 3))),
            List.of(new Waiter(
                new AgentId("cy"), List.of(Need.of("staging", 1)), null, 12, EARLIER, 0))));
    assertThat(text(of(html, "staging")))
        .startsWith("staging 1/1 ada for T-41 · since 2030-01-01T08:50:00Z cy waits");
    assertThat(text(of(html, "gpu"))).startsWith("gpu 3/4 bob × 3 for T-41 ·");
    assertThat(text(of(html, "files:db/**"))).startsWith("files:db/** ada for T-41 ·");
    assertThat(of(html, "staging")).doesNotContain("<progress");
    assertThat(html).contains("data-go=\"T-41\"");
  }

  @Test
  void a_budget_is_a_bar_of_what_counts_now() {
    String html = drawn(
        SOME,
        stock(
            List.of(
                call(10, NOW.minusSeconds(90)),
                call(11, NOW.minusSeconds(30)),
                call(12, NOW.minusSeconds(2))),
            List.of()));
    assertThat(text(of(html, "github-api"))).startsWith("github-api 2/30 in 1 min");
    assertThat(of(html, "github-api"))
        .contains("<progress class=\"budget\" max=\"30\" value=\"2\"");
  }

  @Test
  void a_frozen_budget_says_until_when_and_has_no_bar() {
    TreeMap<ResourceId, Stock.Mark> marks = new TreeMap<>();
    marks.put(API, new Stock.Mark(NOW.plusSeconds(180), null));
    String html = drawn(SOME, new Stock.Saved(List.of(), List.of(), marks));
    assertThat(text(of(html, "github-api"))).startsWith("github-api frozen until 2030-01-01T09:03");
    assertThat(of(html, "github-api")).doesNotContain("<progress");
  }

  @Test
  void many_who_share_are_counted() {
    List<Grant> many = Stream.iterate(10L, token -> token + 1)
        .limit(7)
        .map(token -> grant(token, "ada", Need.shared("docs/**")))
        .toList();
    assertThat(text(of(drawn(Map.of(), stock(many, List.of())), "files:docs/**")))
        .contains("ada shared for T-41")
        .endsWith("and 2 more");
  }

  @Test
  void of_many_who_wait_the_first_are_named_and_the_rest_counted() {
    List<Waiter> many = Stream.iterate(10L, order -> order + 1)
        .limit(1_000)
        .map(order -> new Waiter(
            new AgentId("w" + order), List.of(Need.of("staging", 1)), null, order, EARLIER, 0))
        .toList();
    String html = drawn(SOME, stock(List.of(grant(9, "ada", Need.of("staging", 1))), many));
    assertThat(text(of(html, "staging"))).contains("w10, w11, w12, w13, w14 and 995 more wait");
  }

  @Test
  void what_comes_back_by_itself_says_when() {
    Grant grant = new Grant(
        10,
        new AgentId("ada"),
        new TaskId(41),
        0,
        List.of(Need.of("staging", 1)),
        10,
        EARLIER,
        NOW.plusSeconds(60),
        null,
        null);
    assertThat(text(of(drawn(SOME, stock(List.of(grant), List.of())), "staging")))
        .endsWith("until 2030-01-01T09:01:00Z");
  }

  @Test
  void a_team_without_resources_has_no_such_section() {
    assertThat(drawn(Map.of(), Stock.Saved.NOTHING)).doesNotContain("Resources");
  }
}
