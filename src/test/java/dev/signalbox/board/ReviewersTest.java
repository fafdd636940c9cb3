package dev.signalbox.board;

import static dev.signalbox.testkit.TeamSetup.team;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.testkit.AgentHand;
import dev.signalbox.testkit.BoardDriver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is next to review is kept up to date with every change, and is what a look at all would say. */
class ReviewersTest {

  private static final int STEPS = 200;

  private final BoardDriver driver =
      BoardDriver.of(team().lane("peer", lane -> lane.reviewByAnybodyElse()));
  private final List<AgentHand> agents = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void they_stand_as_a_look_at_every_agent_would_find_them(int seed) {
    Random random = new Random(seed);
    int reviewed = 0;
    for (int step = 0; step < STEPS; step++) {
      reviewed += step(random);
      assertThat(all(driver.board())).as("step %s", step).isEqualTo(naive(driver.board()));
    }
    Board loaded = Board.of(driver.board().snapshot(), Map.of(), driver.now());
    loaded.carryOver(driver.board());
    assertThat(all(loaded)).isEqualTo(naive(driver.board()));
    assertThat(reviewed).as("reviews that ended").isPositive();
  }

  /** Everybody who would be asked, in order. */
  private List<AgentId> all(Board board) {
    List<AgentId> asked = new ArrayList<>();
    board
        .reviewers()
        .first(id -> Liveness.fresh(board, board.agent(id), driver.now()), id -> !asked.add(id));
    return asked;
  }

  private List<AgentId> naive(Board board) {
    return board.agents().stream()
        .filter(agent -> Liveness.fresh(board, agent, driver.now()))
        .filter(
            agent -> board.holdsOf(agent.id()).size() < board.lane(agent.lane()).agentWip())
        .sorted(Comparator.comparing(Agent::reviewEnded).thenComparing(Agent::id))
        .map(Agent::id)
        .toList();
  }

  /** One thing that may happen; 1 if it ended a review. */
  private int step(Random random) {
    driver.later(Duration.ofSeconds(random.nextInt(20)));
    int dice = random.nextInt(10);
    if (agents.size() < 3 || dice == 0 && agents.size() < 8) {
      agents.add(driver.agent("a" + agents.size(), "peer"));
      return 0;
    }
    if (dice < 4) {
      driver.task("peer");
    }
    AgentHand agent = agents.get(random.nextInt(agents.size()));
    if (dice == 4) {
      driver.sweepAfter(Duration.ofMinutes(random.nextInt(8)));
      return 0;
    }
    for (Task task : driver.board().holdsOf(agent.id())) {
      if (!task.held().orElseThrow().review()) {
        agent.submit(task.id());
        return 0;
      }
      if (random.nextBoolean()) {
        agent.pass(task.id());
      } else {
        agent.fail(task.id());
      }
      return 1;
    }
    driver.when(new WorkCommand.Next(Actor.of(agent.id())));
    return 0;
  }
}
