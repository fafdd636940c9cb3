package dev.signalbox.talk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.board.Actor;
import dev.signalbox.board.AgentId;
import dev.signalbox.board.TeamCommand;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WelcomeViewTest {

  @TempDir
  Path directory;

  private Bench bench;

  @BeforeEach
  void open() {
    bench = new Bench(directory);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private Message shown() {
    return WelcomeView.of(bench.reads().overview(Bench.TEAM), Spelling.PROMPTED);
  }

  @Test
  void tells_how_to_begin() {
    assertThat(Shown.text(shown())).isEqualTo("""
        Hello, I keep the task board for agent teams in this channel.
        1. Set up this channel: lanes, limits, owner, time zone (2 minutes, changeable).
        2. Add an agent; its token is shown only to you:
        /signalbox agent add ada lane:build
        3. Try it:
        /signalbox new "Say hello" lane:build
        I post one card per task, and call a person only when something is ready or stuck. More: \
        /signalbox help""");
    assertThat(shown().buttons()).extracting(Button::label).containsExactly("Set up this channel…");
    assertThat(shown().spoken()).startsWith("Hello, I keep the task board");
  }

  @Test
  void is_one_line_once_there_is_an_agent_and_comes_back_when_there_is_none() {
    bench.joins("ada", "build");
    assertThat(Shown.text(shown())).isEqualTo("Signalbox is set up: 3 lanes, 1 agent.");
    bench.joins("cy", "build");
    assertThat(Shown.text(shown())).isEqualTo("Signalbox is set up: 3 lanes, 2 agents.");
    bench.yes(new TeamCommand.RemoveAgent(Actor.OPERATOR, new AgentId("ada")));
    bench.yes(new TeamCommand.RemoveAgent(Actor.OPERATOR, new AgentId("cy")));
    assertThat(shown().buttons()).hasSize(1);
  }
}
