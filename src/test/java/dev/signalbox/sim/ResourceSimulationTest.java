package dev.signalbox.sim;

import dev.signalbox.board.Actor;
import dev.signalbox.board.AgentId;
import dev.signalbox.board.Board;
import dev.signalbox.board.Command;
import dev.signalbox.board.Entry;
import dev.signalbox.board.Grant;
import dev.signalbox.board.Lane;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.Need;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.Resource;
import dev.signalbox.board.ResourceCommand;
import dev.signalbox.board.ResourceEvent.UnitsTaken;
import dev.signalbox.board.ResourceId;
import dev.signalbox.board.Rules;
import dev.signalbox.board.Ruling;
import dev.signalbox.board.TaskCommand;
import dev.signalbox.board.Team;
import dev.signalbox.board.TeamCommand;
import dev.signalbox.board.WorkCommand;
import dev.signalbox.testkit.Teams;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * A crowd that does little else than fight for resources, second by second: whatever the fleet
 * meets seldom it meets often.
 */
class ResourceSimulationTest {

  private static final int SEEDS = Integer.getInteger("signalbox.sim.crowds", 60);
  private static final int STEPS = 1_500;
  private static final Instant START = Instant.parse("2030-01-01T09:00:00Z");
  private static final ResourceId API = new ResourceId("api");

  @Test
  void nobody_has_too_much_and_nobody_waits_in_a_circle_or_for_ever() {
    LongStream.range(1, 1 + SEEDS).parallel().forEach(seed -> {
      try {
        new Crowd(seed).live();
      } catch (RuntimeException | Error e) {
        throw new AssertionError("seed " + seed, e);
      }
    });
  }

  /** One seeded run on the bare rules. */
  private static final class Crowd {
    private final SplittableRandom random;
    private final Team team;
    private final Board board;
    private final Board replayed;
    private final Units units = new Units();
    private final SimApi api;
    private final List<AgentId> agents = new ArrayList<>();
    private final Map<AgentId, Instant> silent = new HashMap<>();
    private final Map<Long, Instant> calling = new HashMap<>();
    private Instant now = START;

    Crowd(long seed) {
      random = new SplittableRandom(seed);
      int limit = 1 + random.nextInt(4);
      Duration window = Duration.ofSeconds(2 + random.nextInt(9));
      team = Teams.team(
              "main", 100, Teams.lane("build", null, 2, Lane.Finish.SHIP, Lane.ReviewBy.NOBODY))
          .withResources(Map.of(
              new ResourceId("staging"),
              Resource.units(1),
              new ResourceId("gpu"),
              Resource.units(3),
              API,
              Resource.budget(limit, window)));
      api = new SimApi(limit, window);
      board = Board.empty(team);
      replayed = Board.empty(team);
      does(new TeamCommand.Configure(Actor.OPERATOR, team));
      for (int i = 0; i < 6; i++) {
        AgentId agent = new AgentId("a" + i);
        agents.add(agent);
        does(new TeamCommand.AddAgent(Actor.OPERATOR, agent, new LaneId("build"), null, "prefix"));
      }
    }

    void live() {
      for (int i = 0; i < STEPS; i++) {
        now = now.plusMillis(random.nextInt(random.nextInt(60) == 0 ? 20_000 : 900));
        agents.forEach(this::beats);
        does(TeamCommand.Sweep.NOW);
        AgentId agent = agents.get(random.nextInt(agents.size()));
        if (!silent.containsKey(agent)) {
          does(act(agent));
        }
        if (random.nextInt(100) == 0) {
          gpus(1 + random.nextInt(4));
        }
        api.check();
        units.atRest(replayed);
        if (i % 100 == 0) {
          units.everyChainEnds(board, now);
        }
      }
      everybodyIsServed();
    }

    /** Settings that a task has need of are refused; whoever waits for more is told. */
    private void gpus(int units) {
      Map<ResourceId, Resource> resources = new HashMap<>(board.team().resources());
      resources.put(new ResourceId("gpu"), Resource.units(units));
      does(new TeamCommand.Configure(Actor.OPERATOR, board.team().withResources(resources)));
    }

    private void beats(AgentId agent) {
      Instant until = silent.get(agent);
      if (until != null && until.isAfter(now)) {
        return;
      }
      silent.remove(agent);
      if (random.nextInt(20) == 0) {
        does(WorkCommand.Heartbeat.of(agent));
      }
    }

    private Command act(AgentId agent) {
      Actor me = Actor.of(agent);
      if (random.nextInt(300) == 0) {
        silent.put(agent, now.plusSeconds(200 + random.nextInt(600)));
      }
      if (board.holdsOf(agent).size() < 2 && random.nextBoolean()) {
        return random.nextInt(3) == 0
            ? new TaskCommand.New(
                me, "Task", "", List.of(), null, List.of(), null, null, List.of(), null, needs())
            : new WorkCommand.Next(me);
      }
      return switch (random.nextInt(12)) {
        case 0, 1, 2, 3 -> giveBack(agent);
        case 4 -> finish(agent);
        case 5 -> new WorkCommand.LeaveLine(me, null);
        case 6 ->
          random.nextInt(10) == 0
              ? new TaskCommand.Reassign(
                  Actor.of(new PersonId("you")), anyHeld(agent), agents.get(0))
              : new WorkCommand.Next(me);
        default -> new ResourceCommand.Acquire(me, wants(), null);
      };
    }

    private dev.signalbox.board.TaskId anyHeld(AgentId agent) {
      return board.holdsOf(agent).stream()
          .map(task -> task.id())
          .findFirst()
          .orElse(new dev.signalbox.board.TaskId(1));
    }

    private Command finish(AgentId agent) {
      return board.holdsOf(agent).stream()
          .findFirst()
          .<Command>map(task -> new WorkCommand.Submit(
              Actor.of(agent),
              task.id(),
              task.held().orElseThrow().epoch(),
              "https://example.test/work",
              "done",
              List.of()))
          .orElse(new WorkCommand.Next(Actor.of(agent)));
    }

    private Command giveBack(AgentId agent) {
      return board.snapshot().stock().grants().stream()
          .filter(grant -> grant.held() && grant.agent().equals(agent) && grant.adHoc())
          .filter(grant -> !calling.getOrDefault(grant.token(), now).isAfter(now))
          .findFirst()
          .<Command>map(grant -> new ResourceCommand.GiveBack(Actor.of(agent), grant.token()))
          .orElse(WorkCommand.Heartbeat.of(agent));
    }

    private List<Need> needs() {
      return switch (random.nextInt(4)) {
        case 0 -> List.of(Need.of("staging", 1));
        case 1 -> List.of(Need.of("gpu", 1 + random.nextInt(3)));
        case 2 -> List.of(Need.exclusive("src/api/**"));
        default -> List.of();
      };
    }

    private List<Need> wants() {
      return switch (random.nextInt(8)) {
        case 0 -> List.of(Need.of("staging", 1));
        case 1 -> List.of(Need.of("gpu", 1 + random.nextInt(3)));
        case 2 -> List.of(Need.exclusive(random.nextBoolean() ? "src/**" : "docs/**"));
        case 3 -> List.of(Need.shared("src/**"));
        case 4 -> List.of(Need.of("gpu", 1), Need.of("staging", 1));
        default -> List.of(Need.of("api", 1));
      };
    }

    /** Decides it, follows the log, and lets those who have a unit of the budget call. */
    private void does(Command command) {
      Ruling ruling = Rules.decide(board, command, now);
      board.letGoOfClosed();
      for (Entry entry : ruling.entries()) {
        units.see(entry, replayed);
        replayed.apply(entry);
        if (entry.event() instanceof UnitsTaken taken && spends(taken)) {
          Instant lands = now.plusMillis(random.nextLong(Resource.USE_WITHIN.toMillis() + 1));
          calling.put(entry.number(), lands);
          api.call(Duration.between(START, lands).toNanos(), 1);
        }
      }
      replayed.letGoOfClosed();
      if (command instanceof ResourceCommand.Acquire ask && ruling.accepted()) {
        AgentId agent = ask.by().agent().orElseThrow();
        if (board.waiter(agent).isPresent()) {
          board.listens(agent, now.plusSeconds(1 + random.nextInt(30)));
        }
      }
      if (!board.snapshot().stock().equals(replayed.snapshot().stock())) {
        throw new AssertionError("replayed to something else after " + command);
      }
    }

    private static boolean spends(UnitsTaken taken) {
      return taken.needs().stream().anyMatch(need -> need.resource().equals(API));
    }

    /**
     * Nobody asks for more; who does not wait finishes. Whoever waits is served before each of the
     * others has had its turn and what is locked or spent has come back.
     */
    private void everybodyIsServed() {
      silent.clear();
      agents.forEach(agent -> does(WorkCommand.Heartbeat.of(agent)));
      Duration bound = Duration.ofSeconds(20L * (agents.size() + 1));
      Instant end = now.plus(bound);
      while (!board.snapshot().stock().waiters().isEmpty()) {
        if (now.isAfter(end)) {
          throw new AssertionError(
              "still waiting after " + bound + ": " + board.snapshot().stock());
        }
        now = now.plusSeconds(1);
        does(TeamCommand.Sweep.NOW);
        for (AgentId agent : agents) {
          var waiter = board.waiter(agent);
          if (waiter.isPresent()) {
            does(new ResourceCommand.Acquire(
                Actor.of(agent), waiter.get().needs(), waiter.get().hold()));
          } else {
            does(giveBack(agent));
            if (!board.holdsOf(agent).isEmpty()) {
              does(finish(agent));
            }
          }
        }
      }
    }

    /** The grant in full, for those who look at a failure. */
    @Override
    public String toString() {
      return board.snapshot().stock().grants().stream()
          .filter(Grant::held)
          .toList()
          .toString();
    }
  }
}
