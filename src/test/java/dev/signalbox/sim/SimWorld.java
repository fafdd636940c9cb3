package dev.signalbox.sim;

import dev.signalbox.board.Actor;
import dev.signalbox.board.AgentId;
import dev.signalbox.board.Answer;
import dev.signalbox.board.Board;
import dev.signalbox.board.Command;
import dev.signalbox.board.Entry;
import dev.signalbox.board.Hold;
import dev.signalbox.board.Lane;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.LookAtAll;
import dev.signalbox.board.Need;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.Priority;
import dev.signalbox.board.Refusal;
import dev.signalbox.board.Resource;
import dev.signalbox.board.ResourceCommand;
import dev.signalbox.board.ResourceId;
import dev.signalbox.board.State;
import dev.signalbox.board.Subject;
import dev.signalbox.board.Task;
import dev.signalbox.board.TaskCommand;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.Team;
import dev.signalbox.board.TeamCommand;
import dev.signalbox.board.TeamId;
import dev.signalbox.board.Waiter;
import dev.signalbox.board.WorkCommand;
import dev.signalbox.desk.Demand;
import dev.signalbox.desk.Demands;
import dev.signalbox.desk.Ledger;
import dev.signalbox.desk.ManualDesk;
import dev.signalbox.desk.Reply;
import dev.signalbox.desk.Request;
import dev.signalbox.testkit.ManualTime;
import dev.signalbox.testkit.MemoryLedger;
import dev.signalbox.testkit.MemoryLedger.Fault;
import dev.signalbox.testkit.Teams;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/**
 * One seeded run: a team, its agents and people, a desk on a ledger that fails now and then, and
 * time that only this class moves.
 */
final class SimWorld {

  private static final Actor YOU = Actor.of(new PersonId("you"));
  private static final Actor SAM = Actor.of(new PersonId("sam"));

  /** What every event asks to be told here: enough to see that none is forgotten. */
  private static final Demands DEMANDS = (entry, board) -> entry
      .event()
      .subject()
      .map(task ->
          List.of(new Demand("local", Subject.of(task), Demand.Kind.LINE, entry.number(), 0)))
      .orElse(List.of());

  /** A request that was sent with a key, and what came of it. */
  private record Keyed(AgentId agent, Request request, Reply reply) {}

  /** A request that is open. */
  private record Poll(SimAgent agent, CompletableFuture<Reply> reply) {}

  /** A ledger to run on, and how its committed log and outbox are looked at. */
  interface Storage {
    Ledger open();

    List<Entry> log(TeamId team);

    int outboxRows(TeamId team);

    /** What the next write meets; storage that cannot fail on command ignores it. */
    void meets(Fault fault);

    /** The process died: what was not committed is gone. */
    default void crash() {}

    /** Whether it is time to look; looking at every step costs too much where storage is slow. */
    default boolean look() {
      return true;
    }
  }

  private final SplittableRandom random;
  private final SplittableRandom faults;
  private final ManualTime time = new ManualTime();
  private final Storage storage;
  private final List<SimAgent> agents = new ArrayList<>();
  private final List<Poll> open = new ArrayList<>();
  private final SimApi calls;
  private final Map<AgentId, Keyed> keyed = new HashMap<>();
  private final Invariants invariants;
  private Team team;
  private ManualDesk desk;
  private boolean faulty;
  private int counted;
  private long asked;
  private int keys;
  private long acknowledged;

  SimWorld(long seed, Storage storage) {
    SplittableRandom root = new SplittableRandom(seed);
    this.random = root.split();
    this.faults = root.split();
    this.storage = storage;
    this.team = team(root.split());
    this.invariants = new Invariants(team);
    Resource api = team.resources().get(new ResourceId("api"));
    // While the desk's clock is drawn towards the one on the wall it is a two-thousandth fast.
    Duration window = Objects.requireNonNull(api.window());
    this.calls = new SimApi(api.capacity(), window.minus(window.dividedBy(2_000)));
    this.desk = new ManualDesk(storage.open(), DEMANDS, List.of(team), time);
    SplittableRandom crowd = root.split();
    int count = 2 + crowd.nextInt(11);
    List<LaneId> lanes = List.copyOf(team.lanes().keySet());
    for (int i = 0; i < count; i++) {
      SimAgent.Nature[] natures = SimAgent.Nature.values();
      SimAgent agent = new SimAgent(
          new AgentId("a" + i),
          lanes.get(i % lanes.size()),
          natures[crowd.nextInt(natures.length)],
          crowd.split());
      agents.add(agent);
      PersonId person = crowd.nextBoolean() ? new PersonId("sam") : null;
      serve(new TeamCommand.AddAgent(Actor.OPERATOR, agent.id, agent.lane, person, "prefix"));
    }
  }

  private static Team team(SplittableRandom random) {
    Lane.Finish[] finish = Lane.Finish.values();
    return Teams.team(
            "main",
            1 + random.nextInt(5),
            Teams.lane(
                "build",
                random.nextBoolean() ? 1 + random.nextInt(3) : null,
                1 + random.nextInt(2),
                finish[random.nextInt(2)],
                random.nextBoolean() ? Teams.by("review") : Lane.ReviewBy.ANYBODY_ELSE),
            Teams.lane("review", null, 1, Lane.Finish.SHIP, Lane.ReviewBy.NOBODY),
            Teams.lane("docs", 2, 1, finish[random.nextInt(2)], Teams.by("review", "build")))
        .withResources(Map.of(
            new ResourceId("staging"),
            new Resource(1, null, Resource.USE_WITHIN, Duration.ofMinutes(10), Resource.LOCK_DELAY),
            new ResourceId("gpu"),
            Resource.units(3),
            new ResourceId("api"),
            Resource.budget(1 + random.nextInt(5), Duration.ofSeconds(60))));
  }

  // -- one step ----------------------------------------------------------------------------------

  /** Something happens, and everything that must hold is checked. */
  void step() {
    int dice = random.nextInt(100);
    answered();
    if (MemoryLedger.Crash.ends(() -> act(dice))) {
      restart();
    }
    storage.meets(Fault.NONE);
    faulty = false;
    answered();
    if (storage.look()) {
      check();
    }
  }

  private void act(int dice) {
    if (dice < 55) {
      agentsAct();
    } else if (dice < 70) {
      peopleAct();
    } else if (dice < 88) {
      time.pass(Duration.ofMillis(1 + random.nextInt(random.nextInt(8) == 0 ? 1_800_000 : 90_000)));
      desk.idle();
    } else if (dice < 94) {
      sweeps();
    } else {
      operations();
    }
  }

  private void agentsAct() {
    injectFault();
    List<SimAgent> acting = new ArrayList<>();
    List<Request> requests = new ArrayList<>();
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      SimAgent agent = agents.get(random.nextInt(agents.size()));
      if (agent.silent > 0) {
        agent.silent--;
        continue;
      }
      acting.add(agent);
      invariants.forgetPromises(agent.id);
      requests.add(request(agent));
    }
    desk.idle();
    Optional<Hold> named = requests.size() == 1
        ? Fence.of(requests.get(0).command()).flatMap(this::holdOf)
        : Optional.empty();
    List<CompletableFuture<Reply>> replies = desk.serve(requests);
    if (requests.size() == 1) {
      fenced(requests.get(0).command(), named, replies.get(0));
    }
    for (int i = 0; i < replies.size(); i++) {
      hear(acting.get(i), requests.get(i), replies.get(i));
    }
  }

  private Optional<Hold> holdOf(Fence fence) {
    return board().find(fence.task()).flatMap(Task::held);
  }

  /** Only who holds exactly the epoch it names gets its way. */
  private void fenced(Command command, Optional<Hold> before, CompletableFuture<Reply> future) {
    Reply reply = future.getNow(null);
    Optional<Fence> fence = Fence.of(command);
    if (fence.isPresent()
        && reply != null
        && reply.accepted()
        && !reply.replayed()
        && before.filter(fence.get()::allows).isEmpty()) {
      throw new AssertionError(command + " was accepted against " + before);
    }
  }

  private Request request(SimAgent agent) {
    Keyed before = keyed.get(agent.id);
    if (before != null && random.nextInt(3) == 0) {
      return before.request();
    }
    Command command = agent.act(board().newest(), time.getAsLong());
    Request request = Request.of(team.id(), command);
    boolean polls =
        command instanceof WorkCommand.Next || command instanceof ResourceCommand.Acquire;
    if (polls && random.nextBoolean()) {
      return request.patient(Duration.ofSeconds(1 + random.nextInt(50)));
    }
    if (random.nextInt(4) == 0) {
      String key = "k" + keys++;
      Request named = request.keyed(new Request.Key(key, command.toString()));
      keyed.put(agent.id, new Keyed(agent.id, named, null));
      return named;
    }
    return request;
  }

  private void hear(SimAgent agent, Request request, CompletableFuture<Reply> future) {
    if (!future.isDone()) {
      open.add(new Poll(agent, future));
      return;
    }
    Reply reply = future.join();
    if (reply.mailbox() != null) {
      agent.learn(reply.mailbox());
      invariants.promise(reply.mailbox());
    }
    Answer about = reply.answer();
    if (about != null && about.grant() != null && !reply.replayed()) {
      agent.calls(about.grant(), time, calls, team);
    }
    if (reply.accepted()) {
      acknowledged = Math.max(acknowledged, reply.event());
    }
    Refusal no = reply.refusal();
    if (no != null && no.code() == Refusal.Code.INTERNAL && !faulty) {
      throw new AssertionError("a bug: " + request);
    }
    sameOutcome(agent, request, reply);
  }

  /** A key that comes again has the outcome it had. */
  private void sameOutcome(SimAgent agent, Request request, Reply reply) {
    if (request.key() == null || !reply.accepted() || desk.out()) {
      return;
    }
    Keyed before = keyed.get(agent.id);
    if (before == null || !request.equals(before.request())) {
      return;
    }
    if (before.reply() == null) {
      keyed.put(agent.id, new Keyed(agent.id, request, reply));
    } else if (!reply.replayed() || !Objects.equals(before.reply().answer(), reply.answer())) {
      throw new AssertionError("another outcome for " + request);
    }
  }

  /** Requests that were open and are answered by now. */
  private void answered() {
    for (Poll poll : List.copyOf(open)) {
      if (poll.reply().isDone()) {
        open.remove(poll);
        Reply reply = poll.reply().join();
        Answer about = reply.answer();
        if (reply.accepted() && about != null && about.grant() != null) {
          poll.agent().calls(about.grant(), time, calls, team);
        }
      }
    }
  }

  private void peopleAct() {
    injectFault();
    Actor who = random.nextInt(3) == 0 ? SAM : YOU;
    TaskId task = new TaskId(1 + random.nextInt(Math.max(1, board().newest())));
    AgentId agent = agents.get(random.nextInt(agents.size())).id;
    Command command = switch (random.nextInt(21)) {
      case 0 -> new TaskCommand.Accept(who, task);
      case 1 -> new TaskCommand.Return(who, task, "once more");
      case 2, 3 -> new TaskCommand.Unblock(who, task, "go on");
      case 4 -> new TaskCommand.Reassign(who, task, agent);
      case 5 ->
        random.nextInt(3) == 0
            ? new TaskCommand.Cancel(who, task, "not needed")
            : new TaskCommand.Accept(who, task);
      case 6 -> new WorkCommand.Claim(who, task, agent, true);
      case 7 -> new WorkCommand.Pass(who, task, null, "");
      case 8 -> new WorkCommand.Fail(who, task, null, "no");
      case 9 -> new WorkCommand.Release(who, task, null, "let go", List.of());
      case 10 -> new WorkCommand.AskForHelp(who, task, null, "look at this", "");
      case 11 ->
        new TaskCommand.Edit(who, task, null, null, null, priority(), null, lane(), null, after());
      case 12 -> new WorkCommand.Submit(who, task, null, "", "by hand", List.of());
      case 13 -> new TaskCommand.Snooze(who, task, Duration.ofMinutes(30 + random.nextInt(120)));
      default -> newTask(who);
    };
    Reply reply = desk.serve(List.of(Request.of(team.id(), command))).get(0).join();
    acknowledged = reply.accepted() ? Math.max(acknowledged, reply.event()) : acknowledged;
  }

  private TaskCommand.New newTask(Actor who) {
    List<LaneId> route = random.nextInt(4) == 0 ? List.of(anyLane()) : List.of();
    return new TaskCommand.New(
        who,
        "Task",
        "brief",
        List.of(),
        anyLane(),
        route,
        priority(),
        null,
        random.nextInt(3) == 0 ? after() : List.of(),
        null,
        needs());
  }

  private List<Need> needs() {
    return switch (random.nextInt(6)) {
      case 0 -> List.of(Need.of("staging", 1));
      case 1 -> List.of(Need.of("gpu", 1 + random.nextInt(3)), Need.shared("src/**"));
      case 2 -> List.of(Need.exclusive("src/api/**"));
      default -> List.of();
    };
  }

  private List<TaskId> after() {
    return board().newest() == 0
        ? List.of()
        : List.of(new TaskId(1 + random.nextInt(board().newest())));
  }

  private Priority priority() {
    return List.of(Priority.URGENT, Priority.HIGH, Priority.NORMAL, Priority.LOW)
        .get(random.nextInt(4));
  }

  private LaneId lane() {
    return random.nextInt(3) == 0 ? anyLane() : null;
  }

  private LaneId anyLane() {
    List<LaneId> lanes = List.copyOf(team.lanes().keySet());
    return lanes.get(random.nextInt(lanes.size()));
  }

  /** Quartz's jobs: dropped, late, doubled. */
  private void sweeps() {
    int times = random.nextInt(3);
    for (int i = 0; i < times; i++) {
      serve(TeamCommand.Sweep.NOW);
    }
    desk.idle();
    long before = board().events();
    serve(TeamCommand.Promote.NOW);
    if (board().events() != before) {
      List<Entry> log = storage.log(team.id());
      throw new AssertionError(
          "the safety net found " + log.subList((int) before - 12, log.size()));
    }
  }

  private void operations() {
    switch (random.nextInt(8)) {
      case 0 -> restart();
      case 1 -> {
        team = Teams.withWip(team, 1 + random.nextInt(5));
        serve(new TeamCommand.Configure(Actor.OPERATOR, team));
      }
      case 2 -> serve(new TeamCommand.Pause(YOU, anything()));
      case 3, 4 -> serve(new TeamCommand.Resume(YOU, anything()));
      case 5 ->
        time.step(
            random.nextBoolean()
                ? Duration.ofMinutes(random.nextInt(120) - 60)
                : Duration.ofMillis(random.nextInt(60_000) - 30_000));
      case 6 -> serve(new TeamCommand.RemoveAgent(YOU, someone().id));
      default -> {
        SimAgent agent = someone();
        serve(new TeamCommand.AddAgent(YOU, agent.id, agent.lane, null, "prefix"));
      }
    }
  }

  private SimAgent someone() {
    return agents.get(random.nextInt(agents.size()));
  }

  private Subject anything() {
    return switch (random.nextInt(3)) {
      case 0 -> Subject.TEAM;
      case 1 -> Subject.of(anyLane());
      default -> Subject.of(someone().id);
    };
  }

  private void injectFault() {
    if (faults.nextInt(25) == 0) {
      Fault[] all = Fault.values();
      storage.meets(all[faults.nextInt(all.length)]);
      faulty = true;
    }
  }

  private void restart() {
    storage.meets(Fault.NONE);
    storage.crash();
    if (faults.nextBoolean()) {
      time.pass(Duration.ofSeconds(faults.nextInt(7_200)));
    }
    open.clear();
    desk = new ManualDesk(storage.open(), DEMANDS, List.of(team), time);
  }

  private Reply serve(Command command) {
    return desk.serve(team.id(), command);
  }

  private Board board() {
    return desk.board(team.id());
  }

  // -- what must hold
  // ------------------------------------------------------------------------------

  private void check() {
    List<Entry> log = storage.log(team.id());
    if (log.size() < acknowledged) {
      throw new AssertionError(acknowledged + " events acknowledged, " + log.size() + " kept");
    }
    invariants.follow(log);
    asked += log.subList(counted, log.size()).stream()
        .filter(entry -> entry.event().subject().isPresent())
        .count();
    counted = log.size();
    if (storage.outboxRows(team.id()) != asked) {
      throw new AssertionError("the outbox does not hold what the log asks to be told");
    }
    calls.check();
    if (!desk.out()) {
      same("the board", board().snapshot());
      invariants.resourcesAtRest();
      if (!LookAtAll.wakesInTime(board())) {
        throw new AssertionError("something is due before the desk wakes");
      }
    }
    if (random.nextInt(100) == 0) {
      invariants.everyChainEnds(time.instant());
    }
  }

  private void same(String what, Board.Snapshot seen) {
    Board.Snapshot told = invariants.replayed().snapshot();
    if (!seen.equals(told)) {
      List<Object> differ = new ArrayList<>();
      differ(seen.tasks(), told.tasks(), differ);
      differ(seen.agents(), told.agents(), differ);
      differ(seen.places(), told.places(), differ);
      differ(List.of(seen.lanes()), List.of(told.lanes()), differ);
      differ(List.of(seen.stock()), List.of(told.stock()), differ);
      throw new AssertionError(what + " is not what the log says: " + differ);
    }
  }

  private static void differ(List<?> seen, List<?> told, List<Object> differ) {
    seen.stream().filter(one -> !told.contains(one)).forEach(one -> differ.add("is " + one));
    told.stream().filter(one -> !seen.contains(one)).forEach(one -> differ.add("told " + one));
  }

  /** The tables, read anew, say what the log says. */
  void checkTables() {
    same("the ledger", storage.open().load(team.id()).orElseThrow().snapshot());
  }

  // -- after the faults
  // ----------------------------------------------------------------------------

  /** Faults stop, everyone does their work: nothing may be left waiting for nobody. */
  void settle() {
    restart();
    serve(new TeamCommand.Resume(YOU, Subject.TEAM));
    team.lanes().keySet().forEach(lane -> serve(new TeamCommand.Resume(YOU, Subject.of(lane))));
    for (SimAgent agent : agents) {
      serve(new TeamCommand.AddAgent(YOU, agent.id, agent.lane, null, "prefix"));
      serve(new TeamCommand.Resume(YOU, Subject.of(agent.id)));
    }
    serveTheLine();
    for (int round = 0; round < 4_000 && (round < 10 || someTaskMoves()); round++) {
      time.pass(Duration.ofSeconds(45));
      for (SimAgent agent : agents) {
        Reply reply = serve(agent.honestly());
        agent.learn(reply.mailbox());
      }
      check();
    }
    board().tasks().forEach(this::endedOrPinged);
    quiet();
  }

  /** Who waits for units goes on waiting, the others finish: within so many rounds all are served. */
  private void serveTheLine() {
    int rounds = 2 * agents.size() + 10;
    for (int round = 0; waiting() && round < rounds; round++) {
      time.pass(Duration.ofSeconds(45));
      for (SimAgent agent : agents) {
        Optional<Waiter> waiter = board().waiter(agent.id);
        Command command = waiter
            .<Command>map(
                asks -> new ResourceCommand.Acquire(Actor.of(agent.id), asks.needs(), asks.hold()))
            .orElseGet(() -> agent.honestly());
        agent.learn(serve(command).mailbox());
      }
      check();
    }
    if (waiting()) {
      throw new AssertionError(
          "still waiting after " + rounds + " rounds: " + board().snapshot().stock());
    }
  }

  private boolean waiting() {
    return !board().snapshot().stock().waiters().isEmpty();
  }

  private boolean someTaskMoves() {
    return board().tasks().stream().anyMatch(task -> !rests(task));
  }

  private boolean rests(Task task) {
    return switch (task.state()) {
      case READY, STUCK, DONE, CANCELLED -> true;
      case TODO ->
        board().laneState(task.lane()).ping() != 0
            || task.after().stream()
                .map(board()::find)
                .flatMap(Optional::stream)
                .anyMatch(before -> before.state() != State.DONE && rests(before));
      case DOING, REVIEW -> false;
    };
  }

  private void endedOrPinged(Task task) {
    if (!rests(task)) {
      throw new AssertionError("nobody will ever move " + task);
    }
  }

  /** A system in which nothing is to be done writes no events, with agents about and without. */
  private void quiet() {
    agents.forEach(agent -> serve(new WorkCommand.LeaveLine(Actor.of(agent.id), null)));
    while (board().tasks().stream().anyMatch(task -> task.snoozedUntil() != null)) {
      time.pass(Duration.ofHours(6));
      serve(TeamCommand.Sweep.NOW);
    }
    noEvents(
        Duration.ofHours(1),
        Duration.ofSeconds(100),
        () -> agents.forEach(agent -> serve(WorkCommand.Heartbeat.of(agent.id))));
    agents.forEach(agent -> serve(new WorkCommand.Leave(Actor.of(agent.id))));
    noEvents(Duration.ofHours(24), Duration.ofMinutes(15), () -> serve(TeamCommand.Promote.NOW));
  }

  private void noEvents(Duration length, Duration pace, Runnable meanwhile) {
    check();
    long before = board().events();
    for (Duration past = Duration.ZERO; past.compareTo(length) < 0; past = past.plus(pace)) {
      time.pass(pace);
      serve(TeamCommand.Sweep.NOW);
      meanwhile.run();
    }
    List<Entry> log = storage.log(team.id());
    if (board().events() != before) {
      throw new AssertionError(
          "a quiet system wrote events: " + log.subList((int) before - 12, log.size()));
    }
  }
}
