package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.board.AgentId;
import dev.signalbox.board.TeamId;
import dev.signalbox.demo.Demo;
import dev.signalbox.demo.LimitedApi;
import dev.signalbox.demo.Pace;
import dev.signalbox.demo.Story;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The story that must always work: eight agents over HTTP, ten tasks, three slots, a review that
 * fails once, a crash that is taken over, and nobody pinged but for what shipped.
 */
@Tag("slow")
class StoryTest {

  private static final TeamId TEAM = new TeamId("main");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    return Signalbox.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
  }

  @Test
  void everything_ships_and_nobody_watched() {
    int exit = run("demo", "--headless", "--speed", "5", "--seed", "1");
    assertThat(out.toString())
        .contains("Tasks shipped                    10")
        .contains("Pings to a person                10 ")
        .contains("Reviews that sent work back      1")
        .contains("Agents lost and taken over       1 and 1")
        .contains("Late work refused and kept       1")
        .contains("Duplicate work                   0")
        .containsPattern("At work at the same time         [1-3] at most");
    assertThat(exit).isEqualTo(Exit.OK);
  }

  /** Whoever looks at the channel afterwards finds nobody lost. */
  @Test
  void at_its_end_the_agents_have_left(@TempDir Path folder) throws Exception {
    Pace pace = new Pace(5);
    Story story = Story.of(1, 4, 8);
    try (LimitedApi api = LimitedApi.start(Demo.API_LIMIT, pace.window());
        Server server = Server.start(DemoTeam.settings(folder, 0, pace))) {
      Map<String, String> tokens = new TreeMap<>();
      story.agents().forEach((agent, lane) -> tokens.put(agent, server.enrol(TEAM, agent, lane)));
      Demo demo = new Demo(story, pace, server.url(), tokens, 1, api.address(), true);
      await().untilAsserted(() -> assertThat(heard(server)).hasSize(8));
      demo.stop();
      await().untilAsserted(() -> assertThat(heard(server)).isEmpty());
    }
  }

  private static List<AgentId> heard(Server server) {
    return server.reads().overview(TEAM).agents().stream()
        .filter(one -> one.heard() != null)
        .map(one -> one.agent().id())
        .toList();
  }

  private int refused(int exit) {
    assertThat(exit).isEqualTo(Exit.OK);
    assertThat(out.toString()).contains("Tasks shipped                    4");
    Matcher line = Pattern.compile(
            "Calls to a rate-limited API      12; (none was|(\\d+) more were) answered 429")
        .matcher(out.toString());
    assertThat(line.find()).as("%s", out).isTrue();
    return line.group(2) == null ? 0 : Integer.parseInt(line.group(2));
  }

  @Test
  void nobody_who_asks_first_sees_a_429() {
    assertThat(refused(run("demo", "--headless", "--speed", "5", "--tasks", "4")))
        .isZero();
    assertThat(out.toString()).contains("its agents ask for their turn first.");
  }

  @Test
  void who_does_not_ask_sees_many() {
    int refused =
        refused(run("demo", "--headless", "--speed", "5", "--tasks", "4", "--without-resources"));
    assertThat(refused).isPositive();
    assertThat(out.toString()).contains("its agents just call it.");
  }

  @Test
  void a_demo_that_cannot_be_is_refused_with_what_can() {
    assertThat(run("demo", "--tasks", "3")).isEqualTo(Exit.USAGE);
    assertThat(err.toString()).contains("--tasks 4 to 200");
  }
}
