package dev.signalbox.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.board.Actor;
import dev.signalbox.board.AgentId;
import dev.signalbox.board.Board;
import dev.signalbox.board.Command;
import dev.signalbox.board.Entry;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.Mailbox;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.Refusal.Code;
import dev.signalbox.board.Resource;
import dev.signalbox.board.Subject;
import dev.signalbox.board.Task;
import dev.signalbox.board.TaskCommand;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.Team;
import dev.signalbox.board.TeamCommand;
import dev.signalbox.board.TeamEvent;
import dev.signalbox.board.TeamId;
import dev.signalbox.board.WorkCommand;
import dev.signalbox.desk.Chore;
import dev.signalbox.desk.Demand;
import dev.signalbox.desk.Demands;
import dev.signalbox.desk.Desk;
import dev.signalbox.desk.LedgerException;
import dev.signalbox.desk.Reads;
import dev.signalbox.desk.Reply;
import dev.signalbox.desk.Request;
import dev.signalbox.ledger.Saboteur;
import dev.signalbox.ledger.Saboteur.Fault;
import dev.signalbox.ledger.Store;
import dev.signalbox.ledger.Tables;
import dev.signalbox.testkit.TeamSetup;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The real desk on a real file whose writing connection can be disturbed, with agents that are
 * there. Time passes only when told.
 */
final class Stage implements AutoCloseable {

  static final Actor PRIYA = Actor.of(new PersonId("priya"));
  static final AgentId ADA = new AgentId("ada");
  static final AgentId BOB = new AgentId("bob");
  static final AgentId REX = new AgentId("rex");
  static final AgentId DOT = new AgentId("dot");

  /** Of no team, so that a no comes without a look at storage. */
  private static final AgentId STRANGER = new AgentId("stranger");

  private static final List<AgentId> AGENTS = List.of(ADA, BOB, REX, DOT);

  static final Instant START = Instant.parse("2030-01-01T09:00:00Z");
  private static final Duration OUTAGE_STEP = Duration.ofSeconds(2);
  static final int PATIENCE_S = 20;

  /** A card and a line for every event about a task. */
  private static final Demands TOLD = (entry, board) -> entry
      .event()
      .subject()
      .map(task -> List.of(
          new Demand("local", Subject.of(task), Demand.Kind.CARD, entry.number(), 0),
          new Demand("local", Subject.of(task), Demand.Kind.LINE, entry.number(), 0)))
      .orElse(List.of());

  final Saboteur saboteur = new Saboteur();
  final Team team = settings();
  final TeamId id = team.id();
  private final Store store;
  private final Tables tables;
  private final Desk desk;
  private final Invariants invariants = new Invariants(team);
  private final List<Entry> log = new ArrayList<>();
  private final AtomicLong millis = new AtomicLong();
  private final ReentrantLock gate = new ReentrantLock();
  private int names;

  Stage(Path directory) throws SQLException {
    store = saboteur.open(directory, Store.Options.DEFAULT);
    // What is shown here is whole transactions, not that a disk keeps them.
    saboteur.pragma("synchronous = OFF");
    desk = desk(store, millis, gate);
    tables = new Tables(directory);
    enrol(ADA, "build");
    enrol(BOB, "build");
    enrol(REX, "review");
    enrol(DOT, "docs");
  }

  private static Team settings() {
    return TeamSetup.team()
        .lane("build", lane -> lane.agentWip(2).reviewBy("review"))
        .resource("staging", Resource.units(1))
        .resource("api", Resource.budget(10, Duration.ofMinutes(1)))
        .done();
  }

  private static Desk desk(Store store, AtomicLong millis, ReentrantLock gate) {
    return new Desk(
        store.ledger(),
        TOLD,
        List.of(settings()),
        () -> {
          gate.lock();
          try {
            return START.plusMillis(millis.get());
          } finally {
            gate.unlock();
          }
        },
        () -> TimeUnit.MILLISECONDS.toNanos(millis.get()),
        work -> new Thread(work, "desk"));
  }

  private void enrol(AgentId agent, String lane) {
    if (store.reads().agents(id).stream().noneMatch(one -> one.agent().id().equals(agent))) {
      yes(new TeamCommand.AddAgent(Actor.OPERATOR, agent, new LaneId(lane), null, "sbx_" + agent));
    }
    yes(WorkCommand.Heartbeat.of(agent));
  }

  /** Starts and stops, while a call may fail; whether it came to that call. */
  static boolean disturbedAtStart(Path directory, int call, Fault fault) {
    Saboteur saboteur = new Saboteur();
    saboteur.arm(call, fault);
    try (Store store = saboteur.open(directory, Store.Options.DEFAULT)) {
      try {
        desk(store, new AtomicLong(), new ReentrantLock()).close();
      } finally {
        // What comes later is no part of the start.
        saboteur.mend();
      }
    } catch (LedgerException | IllegalStateException | LinkageError e) {
      assertThat(saboteur.mend()).as("failed by itself: %s", e).isTrue();
    }
    return saboteur.mend();
  }

  // -- what leads up to something -----------------------------------------------------------------

  /** Nothing is open, nobody holds or waits for anything, everybody is there. */
  void clear() {
    all(AGENTS.stream()
        .<Command>map(agent -> new WorkCommand.Leave(Actor.of(agent)))
        .toList());
    List<Command> rest = new ArrayList<>();
    AGENTS.forEach(agent -> rest.add(WorkCommand.Heartbeat.of(agent)));
    for (Task task : store.reads().tasks(id, Reads.TaskFilter.open(Reads.PAGE_MAX))) {
      rest.add(new TaskCommand.Cancel(PRIYA, task.id(), "over"));
    }
    rest.add(new TeamCommand.Resume(PRIYA, Subject.TEAM));
    all(rest);
  }

  private void all(List<Command> commands) {
    List<CompletableFuture<Reply>> replies =
        commands.stream().map(command -> desk.submit(Request.of(id, command))).toList();
    for (int i = 0; i < replies.size(); i++) {
      accepted(commands.get(i), await(replies.get(i)));
    }
  }

  Reply yes(Command command) {
    return accepted(command, ask(Request.of(id, command)));
  }

  private static Reply accepted(Command command, Reply reply) {
    assertThat(reply.refusal()).as("%s", command).isNull();
    return reply;
  }

  TaskCommand.New made(String lane) {
    return new TaskCommand.New(
        PRIYA,
        "A task",
        "Do it",
        List.of("it is done"),
        new LaneId(lane),
        List.of(),
        null,
        null,
        List.of(),
        null);
  }

  TaskId task(String lane) {
    return yes(made(lane)).answer().task();
  }

  TaskId claimed(AgentId agent, String lane) {
    TaskId task = task(lane);
    yes(new WorkCommand.Claim(Actor.of(agent), task, null, false));
    return task;
  }

  TaskId submitted(AgentId agent, String lane) {
    TaskId task = claimed(agent, lane);
    yes(new WorkCommand.Submit(Actor.of(agent), task, epoch(task), "", "done", List.of()));
    return task;
  }

  TaskId stuck() {
    TaskId task = claimed(ADA, "build");
    yes(new WorkCommand.AskForHelp(Actor.of(ADA), task, epoch(task), "why?", "an answer"));
    return task;
  }

  TaskId done() {
    TaskId task = submitted(DOT, "docs");
    yes(new TaskCommand.Accept(PRIYA, task));
    return task;
  }

  int epoch(TaskId task) {
    return store.reads().task(id, task).orElseThrow().task().epoch();
  }

  /** A name that nobody has yet. */
  AgentId newcomer() {
    names++;
    return new AgentId("new" + names);
  }

  void pass(Duration time) {
    millis.addAndGet(time.toMillis());
  }

  // -- asking
  // ----------------------------------------------------------------------------------------

  CompletableFuture<Reply> submit(Request request) {
    return desk.submit(request);
  }

  CompletableFuture<Void> chore(Chore chore) {
    return desk.chore(chore);
  }

  Reads reads() {
    return store.reads();
  }

  Reply ask(Request request) {
    return await(desk.submit(request));
  }

  static Reply await(CompletableFuture<Reply> reply) {
    try {
      return reply.get(PATIENCE_S, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError("no answer", e);
    }
  }

  /** Waits until the desk is done with what it was asked so far. */
  void settled() {
    ask(Request.of(id, WorkCommand.Heartbeat.of(STRANGER)));
  }

  /** All of them in one batch: the desk is held at its clock until all of them wait. */
  List<CompletableFuture<Reply>> together(List<Request> requests, Runnable before) {
    gate.lock();
    try {
      var unused = desk.submit(Request.of(id, WorkCommand.Heartbeat.of(STRANGER)));
      while (!gate.hasQueuedThreads()) {
        Thread.onSpinWait();
      }
      before.run();
      return requests.stream().map(desk::submit).toList();
    } finally {
      gate.unlock();
    }
  }

  // -- afterwards
  // ------------------------------------------------------------------------------------

  /** Whether a call failed, as it was armed to; none does from now on. */
  boolean struck() throws SQLException {
    settled();
    if (out()) {
      honest();
    }
    return saboteur.mend();
  }

  private boolean out() {
    return desk.outage().isPresent();
  }

  /** While it is out: a change is refused, and nobody is told of work that is in no table. */
  private void honest() throws SQLException {
    Reply no = ask(Request.of(id, new TaskCommand.Note(PRIYA, new TaskId(1), "hello?")));
    assertThat(no.refusal().code()).isIn(Code.STORAGE_FULL, Code.STORAGE_LOCKED);
    Board.Snapshot written = tables.board(id);
    for (AgentId agent : AGENTS) {
      Reply reply = ask(Request.of(id, WorkCommand.Heartbeat.of(agent)));
      if (reply.mailbox() == null) {
        assertThat(reply.refusal()).isNotNull();
        continue;
      }
      assertThat(reply.mailbox().holds())
          .as("what %s is told to hold", agent)
          .extracting(Mailbox.Held::task)
          .containsExactlyInAnyOrderElementsOf(heldBy(agent, written));
    }
  }

  private static List<TaskId> heldBy(AgentId agent, Board.Snapshot board) {
    return board.tasks().stream()
        .filter(task -> task.hold() != null && task.hold().agent().equals(agent))
        .map(Task::id)
        .toList();
  }

  /** The cause is gone: the desk finds that out by itself. */
  void recover() {
    for (int i = 0; i < 3 && out(); i++) {
      pass(OUTAGE_STEP);
      ask(Request.of(id, WorkCommand.Heartbeat.of(BOB)));
    }
    assertThat(desk.outage()).isEmpty();
  }

  /** What was committed since, but for the desk's own waking up. */
  List<String> since(long event) {
    return log().stream()
        .filter(entry -> entry.number() > event)
        .filter(entry ->
            !(entry.event() instanceof TeamEvent.Awoke awoke && awoke.away().isZero()))
        .map(entry -> entry.event().getClass().getSimpleName())
        .toList();
  }

  long last() {
    return log().size();
  }

  private List<Entry> log() {
    List<Entry> page;
    do {
      page = store.reads().events(id, log.size(), Reads.PAGE_MAX);
      log.addAll(page);
    } while (!page.isEmpty());
    return log;
  }

  /** Tables, log, outbox and rules agree. */
  void whole() throws SQLException {
    List<Entry> all = log();
    invariants.follow(all);
    invariants.resourcesAtRest();
    Board.Snapshot history = invariants.replayed().snapshot();
    assertThat(tables.board(id)).isEqualTo(history);
    long told =
        all.stream().filter(entry -> entry.event().subject().isPresent()).count();
    assertThat(tables.lines(id)).as("lines to tell").isEqualTo(told);
  }

  /** The log as it is in the file when all is closed and opened anew. */
  List<Entry> reopened(Path directory) {
    List<Entry> before = List.copyOf(log());
    close();
    try (Store again = Store.open(directory, Store.Options.DEFAULT)) {
      List<Entry> all = new ArrayList<>();
      List<Entry> page;
      do {
        page = again.reads().events(id, all.size(), Reads.PAGE_MAX);
        all.addAll(page);
      } while (!page.isEmpty());
      assertThat(all).isEqualTo(before);
      assertThat(again.ledger().load(id).orElseThrow().snapshot())
          .isEqualTo(invariants.replayed().snapshot());
      return all;
    }
  }

  @Override
  public void close() {
    saboteur.mend();
    desk.close();
    try (tables) {
      store.close();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
