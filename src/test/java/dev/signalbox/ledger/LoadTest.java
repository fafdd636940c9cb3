package dev.signalbox.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.board.Actor;
import dev.signalbox.board.AgentId;
import dev.signalbox.board.Board;
import dev.signalbox.board.Command;
import dev.signalbox.board.Hold;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.Priority;
import dev.signalbox.board.State;
import dev.signalbox.board.Subject;
import dev.signalbox.board.Task;
import dev.signalbox.board.TaskCommand;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.TeamCommand;
import dev.signalbox.board.WorkCommand;
import dev.signalbox.desk.Reads;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was written is what is loaded, whatever happened. */
class LoadTest {

  private static final List<String> AGENTS = List.of("builder", "kai", "quill", "funnel", "docsy");
  private static final List<String> LANES = List.of("build", "docs", "review");

  /** What was accepted in any history, so that these are not histories of refusals. */
  private static final Set<String> ACCEPTED = new TreeSet<>();

  @TempDir
  Path directory;

  @AfterAll
  static void much_happened() {
    assertThat(ACCEPTED)
        .contains("Accept", "AskForHelp", "Cancel", "Claim", "Fail", "Pass", "Reassign")
        .contains("Release", "Return", "Submit", "Unblock", "Leave", "RemoveAgent", "Pause");
  }

  @Test
  void a_team_never_seen_is_not_loaded() {
    try (Store store = Store.open(directory, Store.Options.DEFAULT)) {
      assertThat(store.ledger().load(Scene.TEAM)).isEmpty();
      assertThat(store.ledger().clock()).isEqualTo(Instant.EPOCH);
    }
  }

  @Test
  void a_board_with_its_signs_of_life_and_the_clock_survive_a_restart() {
    Board.Snapshot before;
    Scene scene;
    try (Store store = Store.open(directory, Store.Options.DEFAULT)) {
      scene = Scene.told(store.ledger());
      TaskId task = scene.create("Document it", "build");
      scene.claim("builder", task);
      scene.chore(scene.heard());
      scene.flush();
      before = scene.board.snapshot();
    }
    try (Store store = Store.open(directory, Store.Options.DEFAULT)) {
      Board loaded = store.ledger().load(Scene.TEAM).orElseThrow();
      assertThat(loaded.snapshot()).isEqualTo(before);
      assertThat(store.ledger().clock()).isEqualTo(scene.now);
      AgentId builder = new AgentId("builder");
      assertThat(loaded.heard(builder)).isEqualTo(scene.board.heard(builder));
    }
  }

  @Test
  void goodbye_is_durable_with_its_event() {
    try (Store store = Store.open(directory, Store.Options.DEFAULT)) {
      Scene scene = Scene.told(store.ledger());
      scene.write(scene.heard());
      scene.yes(new WorkCommand.Leave(Scene.actor("kai")));
      scene.flush();
      Board loaded = store.ledger().load(Scene.TEAM).orElseThrow();
      assertThat(loaded.heard(new AgentId("kai"))).isEmpty();
      assertThat(loaded.heard(new AgentId("builder"))).isPresent();
    }
  }

  @Test
  void who_joins_again_was_never_heard() {
    try (Store store = Store.open(directory, Store.Options.DEFAULT)) {
      Scene scene = Scene.told(store.ledger());
      scene.write(scene.heard());
      scene.yes(new TeamCommand.RemoveAgent(Actor.OPERATOR, new AgentId("kai")));
      scene.yes(new TeamCommand.AddAgent(
          Actor.OPERATOR, new AgentId("kai"), new LaneId("build"), null, "sbx_k"));
      scene.flush();
      Board loaded = store.ledger().load(Scene.TEAM).orElseThrow();
      assertThat(loaded.heard(new AgentId("kai"))).isEmpty();
    }
  }

  @Test
  void fetching_brings_everything_that_comes_before() {
    try (Store store = Store.open(directory, Store.Options.DEFAULT)) {
      Scene scene = Scene.told(store.ledger());
      TaskId first = scene.create("first", "docs");
      TaskId second = scene.create("second", "docs", first);
      TaskId third = scene.create("third", "docs", second);
      scene.create("other", "docs");
      scene.flush();
      assertThat(store.ledger().fetch(Scene.TEAM, Set.of(third, new TaskId(99))))
          .extracting(Task::id)
          .containsExactly(first, second, third);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void any_history_loads_as_the_board_that_wrote_it(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    try (Store store = Store.open(directory, Store.Options.DEFAULT)) {
      Scene scene = Scene.told(store.ledger());
      scene.demands = Scene.CARDS_AND_LINES;
      for (int batch = 0; batch < 60; batch++) {
        int size = random.nextInt(1, 20);
        for (int i = 0; i < size; i++) {
          Command command = any(random, scene);
          if (random.nextInt(20) == 0) {
            scene.now = scene.now.plusSeconds(random.nextInt(600));
          }
          if (scene.decide(command).refusal() == null) {
            ACCEPTED.add(command.getClass().getSimpleName());
          }
        }
        scene.flush();
        Board loaded = store.ledger().load(Scene.TEAM).orElseThrow();
        assertThat(loaded.snapshot()).isEqualTo(scene.board.snapshot());
        readsAgree(store.reads(), scene);
      }
      everyTaskReads(store.reads(), scene);
    }
  }

  private static void readsAgree(Reads reads, Scene scene) {
    Reads.Overview overview = reads.overview(Scene.TEAM);
    Board.Snapshot board = scene.board.snapshot();
    assertThat(overview.team()).isEqualTo(board.team());
    assertThat(overview.lanes()).isEqualTo(board.lanes());
    assertThat(overview.line()).isEqualTo(board.places());
    assertThat(overview.events()).isEqualTo(board.events());
    assertThat(overview.awoke()).isEqualTo(board.awoke());
    assertThat(board.tasks()).containsAll(overview.active());
    Map<LaneId, Map<State, Integer>> counts = new TreeMap<>();
    for (Task task : board.tasks()) {
      counts
          .computeIfAbsent(task.lane(), l -> new EnumMap<>(State.class))
          .merge(task.state(), 1, Integer::sum);
    }
    assertThat(overview.counts()).isEqualTo(counts);
    assertThat(overview.agents())
        .allSatisfy(details -> assertThat(details.holds())
            .isEqualTo(scene.board.holdsOf(details.agent().id())));
    List<Task> open = reads.tasks(Scene.TEAM, Reads.TaskFilter.open(Reads.PAGE_MAX));
    assertThat(open)
        .isEqualTo(
            board.tasks().subList(0, Math.min(Reads.PAGE_MAX, board.tasks().size())));
  }

  private static void everyTaskReads(Reads reads, Scene scene) {
    for (int number = 1; number <= scene.board.newest(); number++) {
      TaskId id = new TaskId(number);
      Reads.TaskDetails details = reads.task(Scene.TEAM, id).orElseThrow();
      assertThat(details.brief()).isNotEmpty();
      scene.board.find(id).ifPresent(task -> assertThat(details.task()).isEqualTo(task));
      assertThat(reads.history(Scene.TEAM, id)).isNotEmpty();
    }
    assertThat(reads.events(Scene.TEAM, 0, Reads.PAGE_MAX))
        .hasSize((int) Math.min(scene.board.events(), Reads.PAGE_MAX));
  }

  private static Command any(SplittableRandom random, Scene scene) {
    Actor agent = Scene.actor(pick(random, AGENTS));
    List<Task> tasks = List.copyOf(scene.board.tasks());
    if (tasks.isEmpty()) {
      return task(random, scene);
    }
    Task task = worthwhile(random, tasks);
    TaskId id = task.id();
    Hold hold = task.hold();
    Actor holder = hold == null ? agent : Actor.of(hold.agent());
    int epoch = hold == null ? task.epoch() : hold.epoch();
    TaskId other = pick(random, tasks).id();
    return switch (random.nextInt(27)) {
      case 0, 1 -> task(random, scene);
      case 2 -> WorkCommand.Heartbeat.of(agent.agent().orElseThrow());
      case 3, 4, 5 -> new WorkCommand.Next(agent);
      case 6 -> new WorkCommand.Claim(agent, id, null, random.nextBoolean());
      case 7, 8, 9 ->
        new WorkCommand.Submit(
            random.nextInt(5) == 0 ? Scene.OWNER : holder, id, epoch, "http://x/1", "n", List.of());
      case 10, 11, 12 -> new WorkCommand.Pass(holder, id, epoch, "good");
      case 13 -> new WorkCommand.Fail(holder, id, epoch, "mend it");
      case 14 ->
        new WorkCommand.Release(
            holder, id, epoch, "over to you", random.nextBoolean() ? List.of() : List.of(other));
      case 15 -> new WorkCommand.AskForHelp(holder, id, epoch, "why?", "an answer");
      case 16 ->
        new WorkCommand.Heartbeat(
            holder, id, epoch, "note " + random.nextInt(3), random.nextInt(101), null);
      case 17 ->
        new WorkCommand.Heartbeat(
            agent, null, null, null, null, Duration.ofSeconds(random.nextInt(1, 900)));
      case 18 -> TeamCommand.Sweep.NOW;
      case 19 -> new TaskCommand.Unblock(Scene.OWNER, id, "go on");
      case 20 ->
        random.nextInt(3) == 0
            ? new TaskCommand.Cancel(Scene.OWNER, id, "not wanted")
            : new TaskCommand.Accept(Scene.OWNER, id);
      case 21 ->
        random.nextBoolean()
            ? new TaskCommand.Return(Scene.OWNER, closed(random, scene), "not yet")
            : new TaskCommand.Reassign(Scene.OWNER, id, new AgentId(pick(random, AGENTS)));
      case 22 ->
        new TaskCommand.Edit(
            Scene.OWNER,
            id,
            "edited",
            random.nextBoolean() ? "new brief" : null,
            null,
            pick(random, List.of(Priority.values())),
            new PersonId("mia"),
            random.nextInt(4) == 0 ? new LaneId(pick(random, LANES)) : null,
            null,
            random.nextBoolean() ? null : List.of(other));
      case 23 -> switchPause(random);
      case 24 -> new WorkCommand.Pass(Scene.OWNER, id, null, "fine");
      case 25 -> new WorkCommand.Fail(Scene.OWNER, id, null, "no");
      default -> team(random, agent);
    };
  }

  private static Command team(SplittableRandom random, Actor agent) {
    AgentId name = agent.agent().orElseThrow();
    return switch (random.nextInt(14)) {
      case 0 -> new WorkCommand.Leave(agent);
      case 1 -> new TeamCommand.RemoveAgent(Actor.OPERATOR, name);
      case 2, 3 ->
        new TeamCommand.AddAgent(
            Actor.OPERATOR, name, new LaneId(pick(random, LANES)), Scene.RYAN, "sbx_x");
      case 4 -> new TeamCommand.Awaken(Actor.SYSTEM, Duration.ofSeconds(40));
      case 5 -> new WorkCommand.LeaveLine(agent, null);
      default -> new TeamCommand.RevokeToken(Actor.OPERATOR, name, null);
    };
  }

  /** Most often one that is held or waits for somebody, because there something can happen. */
  private static Task worthwhile(SplittableRandom random, List<Task> tasks) {
    List<Task> busy = tasks.stream().filter(task -> task.state() != State.TODO).toList();
    return busy.isEmpty() || random.nextInt(5) == 0 ? pick(random, tasks) : pick(random, busy);
  }

  private static Command switchPause(SplittableRandom random) {
    Subject what = pick(
        random,
        List.of(
            Subject.TEAM,
            Subject.of(new LaneId(pick(random, LANES))),
            Subject.of(new AgentId(pick(random, AGENTS)))));
    return random.nextInt(3) == 0
        ? new TeamCommand.Pause(Scene.OWNER, what)
        : new TeamCommand.Resume(Scene.OWNER, what);
  }

  private static TaskId closed(SplittableRandom random, Scene scene) {
    return new TaskId(random.nextInt(1, scene.board.newest() + 1));
  }

  private static Command task(SplittableRandom random, Scene scene) {
    List<TaskId> after = new ArrayList<>();
    if (scene.board.newest() > 0 && random.nextInt(3) == 0) {
      after.add(closed(random, scene));
    }
    return new TaskCommand.New(
        Scene.OWNER,
        "Task " + random.nextInt(1000),
        "Do it",
        List.of("it is done"),
        new LaneId(pick(random, LANES)),
        random.nextInt(3) == 0 ? List.of(new LaneId(pick(random, LANES))) : List.of(),
        pick(random, List.of(Priority.values())),
        null,
        after,
        null);
  }

  private static <T> T pick(SplittableRandom random, List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
