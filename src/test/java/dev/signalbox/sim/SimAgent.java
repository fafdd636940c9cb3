package dev.signalbox.sim;

import dev.signalbox.board.Actor;
import dev.signalbox.board.AgentId;
import dev.signalbox.board.Command;
import dev.signalbox.board.Grant;
import dev.signalbox.board.Hold;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.Mailbox;
import dev.signalbox.board.Need;
import dev.signalbox.board.Resource;
import dev.signalbox.board.ResourceCommand;
import dev.signalbox.board.ResourceId;
import dev.signalbox.board.TaskCommand;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.Team;
import dev.signalbox.board.WorkCommand;
import dev.signalbox.testkit.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** A simulated agent: what it believes to hold, and what it does about it. */
final class SimAgent {

  /** What kind of colleague it is. */
  enum Nature {
    HONEST,
    SLOW,
    CRASHING,
    ZOMBIE,
    LIAR
  }

  final AgentId id;
  final LaneId lane;
  final Nature nature;
  private final SplittableRandom random;
  private List<Mailbox.Held> believes = List.of();
  private List<Grant> has = List.of();
  private final Map<Long, Long> calling = new HashMap<>();
  private final List<Mailbox.Held> past = new ArrayList<>();

  /** How many steps it does nothing. */
  int silent;

  SimAgent(AgentId id, LaneId lane, Nature nature, SplittableRandom random) {
    this.id = id;
    this.lane = lane;
    this.nature = nature;
    this.random = random;
  }

  void learn(Mailbox mailbox) {
    past.addAll(believes);
    while (past.size() > 20) {
      past.remove(0);
    }
    believes = mailbox.holds();
    has = mailbox.grants();
  }

  /** Uses a grant of the budget somewhere within its time, each unit for one call. */
  void calls(Grant grant, ManualTime time, SimApi api, Team team) {
    int units = grant.needs().stream()
        .filter(need -> team.resources().containsKey(need.resource())
            && team.resources().get(need.resource()).spent())
        .mapToInt(Need::units)
        .sum();
    if (units == 0 || calling.containsKey(grant.token())) {
      return;
    }
    long now = time.getAsLong();
    long last = Resource.USE_WITHIN.toNanos();
    long lands = now + random.nextLong(last + 1);
    api.call(lands, units);
    calling.put(grant.token(), lands);
  }

  /** What it does when faults have stopped: its work, as well as it can. */
  Command honestly() {
    if (believes.isEmpty()) {
      return new WorkCommand.Next(Actor.of(id));
    }
    return finish(believes.get(0), true);
  }

  /** What it does next, as its nature is. */
  Command act(int newestTask, long nanos) {
    if (random.nextInt(5) == 0) {
      Command shared = resources(nanos);
      if (shared != null) {
        return shared;
      }
    }
    int dice = random.nextInt(100);
    if (nature == Nature.LIAR && dice < 50) {
      return lie(newestTask);
    }
    if ((nature == Nature.ZOMBIE || nature == Nature.CRASHING) && dice < 12) {
      silent = 5 + random.nextInt(60);
    }
    if (nature == Nature.ZOMBIE && dice < 40 && !past.isEmpty()) {
      return finish(past.get(random.nextInt(past.size())), random.nextBoolean());
    }
    if (believes.isEmpty() || dice < 15) {
      return ask(newestTask);
    }
    Mailbox.Held held = believes.get(random.nextInt(believes.size()));
    if (dice < 55 || nature == Nature.SLOW && dice < 85) {
      return beat(held);
    }
    return finish(held, random.nextInt(10) < 7);
  }

  /** Acquires, gives back what it no longer uses, or tells of a limit; null for none of it. */
  private Command resources(long nanos) {
    Actor me = Actor.of(id);
    switch (random.nextInt(8)) {
      case 0 -> {
        return new ResourceCommand.ReportLimit(
            me, new ResourceId("api"), Duration.ofSeconds(1 + random.nextInt(90)));
      }
      case 1, 2, 3 -> {
        for (Grant grant : has) {
          if (calling.getOrDefault(grant.token(), 0L) <= nanos) {
            return new ResourceCommand.GiveBack(me, grant.token());
          }
        }
        return nature == Nature.LIAR
            ? new ResourceCommand.GiveBack(me, 1 + random.nextInt(500))
            : null;
      }
      default -> {
        Duration hold = random.nextInt(3) == 0 ? Duration.ofSeconds(1 + random.nextInt(600)) : null;
        return new ResourceCommand.Acquire(me, wants(), hold);
      }
    }
  }

  private List<Need> wants() {
    return switch (random.nextInt(9)) {
      case 0, 1 -> List.of(Need.of("staging", 1));
      case 2 -> List.of(Need.of("gpu", 1 + random.nextInt(4)));
      case 3 -> List.of(Need.of("gpu", 1), Need.of("staging", 1));
      case 4 -> List.of(Need.exclusive(random.nextBoolean() ? "src/**" : "src/api/**"));
      case 5 -> List.of(Need.shared("src/**"), Need.of("gpu", 2));
      case 6 -> List.of(Need.of("api", 1 + random.nextInt(2)), Need.of("gpu", 1));
      default -> List.of(Need.of("api", 1));
    };
  }

  private Command ask(int newestTask) {
    Actor me = Actor.of(id);
    return switch (random.nextInt(12)) {
      case 0 -> new WorkCommand.LeaveLine(me, null);
      case 1 -> new WorkCommand.Leave(me);
      case 2, 3 -> new WorkCommand.Claim(me, any(newestTask), null, random.nextBoolean());
      case 4 ->
        new TaskCommand.New(
            me, "Found while working", "", List.of(), null, route(), null, null, List.of(), null);
      case 5 -> WorkCommand.Heartbeat.of(id);
      default -> new WorkCommand.Next(me);
    };
  }

  private List<LaneId> route() {
    return random.nextInt(3) == 0 ? List.of(lane) : List.of();
  }

  private Command beat(Mailbox.Held held) {
    return switch (random.nextInt(6)) {
      case 0 ->
        new WorkCommand.Heartbeat(
            Actor.of(id), held.task(), held.epoch(), "step " + random.nextInt(5), null, null);
      case 1 ->
        new WorkCommand.Heartbeat(
            Actor.of(id), held.task(), held.epoch(), null, random.nextInt(101), null);
      case 2 ->
        new WorkCommand.Heartbeat(
            Actor.of(id), null, null, null, null, Duration.ofSeconds(1 + random.nextInt(3_600)));
      case 3 -> new TaskCommand.Note(Actor.of(id), held.task(), "by the way");
      default ->
        new WorkCommand.Heartbeat(Actor.of(id), held.task(), held.epoch(), null, null, null);
    };
  }

  private Command finish(Mailbox.Held held, boolean well) {
    Actor me = Actor.of(id);
    if (held.kind() == Hold.Kind.REVIEW) {
      return well
          ? new WorkCommand.Pass(me, held.task(), held.epoch(), "")
          : new WorkCommand.Fail(me, held.task(), held.epoch(), "not yet");
    }
    if (well) {
      return new WorkCommand.Submit(
          me, held.task(), held.epoch(), "https://example.test/work", "done", List.of());
    }
    return switch (random.nextInt(4)) {
      case 0 -> new WorkCommand.AskForHelp(me, held.task(), held.epoch(), "no idea", "a hint");
      case 1 ->
        new WorkCommand.Release(
            me, held.task(), held.epoch(), "waits", List.of(any(held.task().number())));
      default -> new WorkCommand.Release(me, held.task(), held.epoch(), "not for me", List.of());
    };
  }

  private Command lie(int newestTask) {
    Actor me = Actor.of(id);
    TaskId task = any(newestTask);
    int epoch = 1 + random.nextInt(6);
    return switch (random.nextInt(7)) {
      case 0 -> new WorkCommand.Submit(me, task, epoch, "", "mine", List.of());
      case 1 -> new WorkCommand.Pass(me, task, epoch, "");
      case 2 -> new WorkCommand.Fail(me, task, epoch, "bad");
      case 3 -> new WorkCommand.Release(me, task, epoch, "away", List.of());
      case 4 -> new WorkCommand.Heartbeat(me, task, epoch, "still here", 99, null);
      case 5 -> new TaskCommand.Cancel(me, task, "because");
      default -> new WorkCommand.AskForHelp(me, task, epoch, "panic", "");
    };
  }

  private TaskId any(int newestTask) {
    return new TaskId(1 + random.nextInt(Math.max(1, newestTask)));
  }
}
