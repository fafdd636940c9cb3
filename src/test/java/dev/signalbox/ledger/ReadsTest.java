package dev.signalbox.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.board.Actor;
import dev.signalbox.board.AgentId;
import dev.signalbox.board.Entry;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.PersonEvent;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.Priority;
import dev.signalbox.board.State;
import dev.signalbox.board.StuckReason;
import dev.signalbox.board.Subject;
import dev.signalbox.board.Task;
import dev.signalbox.board.TaskCommand;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.TeamCommand;
import dev.signalbox.board.TeamId;
import dev.signalbox.board.WorkCommand;
import dev.signalbox.desk.Demand;
import dev.signalbox.desk.Reads;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the product can ask. */
class ReadsTest {

  @TempDir
  Path directory;

  private Store store;
  private Reads reads;
  private Scene scene;

  @BeforeEach
  void open() {
    store = Store.open(directory, Store.Options.DEFAULT);
    reads = store.reads();
    scene = Scene.told(store.ledger());
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void a_new_task_has_its_brief_and_its_maker() {
    TaskId task = scene.create("Document it", "build");
    scene.flush();
    Reads.TaskDetails details = details(task);
    assertThat(details.brief()).isEqualTo("Brief of Document it");
    assertThat(details.doneWhen()).containsExactly("it works");
    assertThat(details.createdBy()).isEqualTo(Scene.OWNER);
    assertThat(details.createdAt()).isEqualTo(scene.now);
    assertThat(details.submission()).isNull();
    assertThat(details.handOver()).isNull();
    assertThat(details.feedback()).isNull();
    assertThat(details.closedBy()).isNull();
    assertThat(reads.task(Scene.TEAM, new TaskId(9))).isEmpty();
    assertThat(reads.task(new TeamId("other"), task)).isEmpty();
  }

  @Test
  void what_an_answer_needs_waits_for_no_other_read() throws Exception {
    TaskId task = scene.create("Document it", "build");
    scene.flush();
    Path file = directory.resolve(Store.DATABASE);
    Connections connections = new Connections(file, Duration.ofSeconds(5), 0);
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    try (Readers readers = new Readers(file, connections, 1);
        Readers prompt = new Readers(file, connections, 1)) {
      Thread slow = new Thread(() -> readers.read("read slowly", sql -> {
        busy.countDown();
        return await(go);
      }));
      slow.start();
      busy.await();
      assertThat(new SqliteReads(readers, prompt).papers(Scene.TEAM, task)).isPresent();
      assertThat(slow.isAlive()).isTrue();
      go.countDown();
      slow.join();
    }
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Test
  void an_edit_changes_what_it_names() {
    TaskId task = scene.create("Document it", "build");
    scene.yes(new TaskCommand.Edit(
        Scene.OWNER, task, null, "Better brief", null, Priority.HIGH, null, null, null, null));
    scene.flush();
    assertThat(details(task).brief()).isEqualTo("Better brief");
    assertThat(details(task).doneWhen()).containsExactly("it works");
    assertThat(details(task).task().priority()).isEqualTo(Priority.HIGH);
  }

  @Test
  void the_next_holder_finds_the_last_ones_note_and_its_late_work() {
    TaskId task = scene.create("Document it", "build");
    int epoch = scene.claim("builder", task);
    scene.yes(
        new WorkCommand.Heartbeat(Scene.actor("builder"), task, epoch, "half done", 50, null));
    scene.now = scene.now.plusSeconds(200);
    scene.yes(WorkCommand.Heartbeat.of(new AgentId("kai")));
    scene.now = scene.now.plusSeconds(100);
    scene.yes(TeamCommand.Sweep.NOW);
    int next = scene.claim("kai", task);
    scene.decide(new WorkCommand.Submit(
        Scene.actor("builder"), task, epoch, "http://late", "sorry", List.of()));
    scene.flush();
    Reads.HandOver handOver = details(task).handOver();
    assertThat(handOver.agent()).isEqualTo(new AgentId("builder"));
    assertThat(handOver.epoch()).isEqualTo(epoch);
    assertThat(handOver.note()).isEqualTo("half done");
    assertThat(handOver.progress()).isEqualTo(50);
    assertThat(handOver.how()).isEqualTo("lost");
    assertThat(handOver.lateLink()).isEqualTo("http://late");
    assertThat(handOver.lateNote()).isEqualTo("sorry");
    scene.submit("kai", task, next);
    scene.flush();
    assertThat(details(task).handOver()).isNull();
    assertThat(details(task).submission().agent()).isEqualTo(new AgentId("kai"));
  }

  @Test
  void a_release_hands_over_its_own_note() {
    TaskId task = scene.create("Document it", "build");
    int epoch = scene.claim("builder", task);
    scene.yes(new WorkCommand.Release(
        Scene.actor("builder"), task, epoch, "look at the tests", List.of()));
    scene.flush();
    assertThat(details(task).handOver())
        .extracting(Reads.HandOver::note, Reads.HandOver::how)
        .containsExactly("look at the tests", "released");
  }

  @Test
  void a_failed_review_is_heard_until_the_next_is_passed() {
    TaskId task = scene.create("Document it", "build");
    int epoch = scene.claim("builder", task);
    scene.submit("builder", task, epoch);
    Actor reviewer = Actor.of(scene.board.task(task).hold().agent());
    scene.yes(new WorkCommand.Fail(
        reviewer, task, scene.board.task(task).epoch(), "the second half is missing"));
    scene.flush();
    assertThat(details(task).feedback())
        .isEqualTo(new Reads.Word(reviewer, "the second half is missing", scene.now));
    assertThat(details(task).reviews()).isEqualTo(1);
    assertThat(details(task).passedBy()).isNull();

    scene.yes(new WorkCommand.Next(Scene.actor("builder")));
    scene.submit("builder", task, scene.board.task(task).epoch());
    scene.flush();
    assertThat(details(task).feedback()).isNotNull();
    assertThat(details(task).submission().round()).isEqualTo(2);
    scene.yes(new WorkCommand.Pass(Scene.OWNER, task, null, "good"));
    scene.flush();
    assertThat(details(task).feedback()).isNull();
    assertThat(details(task).passedBy()).isEqualTo(Scene.OWNER);
    assertThat(details(task).reviews()).isEqualTo(2);
    assertThat(details(task).task().state()).isEqualTo(State.DONE);
    assertThat(details(task).closedBy()).isNull();
  }

  @Test
  void accepted_returned_and_cancelled_by_whom() {
    TaskId task = scene.create("Document it", "docs");
    scene.submit("docsy", task, scene.claim("docsy", task));
    scene.yes(new TaskCommand.Accept(Scene.OWNER, task));
    scene.flush();
    assertThat(details(task).closedBy()).isEqualTo(Scene.OWNER);
    scene.yes(new TaskCommand.Return(Scene.OWNER, task, "one more thing"));
    scene.flush();
    assertThat(details(task).closedBy()).isNull();
    assertThat(details(task).feedback().text()).isEqualTo("one more thing");
    scene.yes(new TaskCommand.Cancel(Scene.OWNER, task, "never mind"));
    scene.flush();
    assertThat(details(task).closedBy()).isEqualTo(Scene.OWNER);
  }

  @Test
  void a_stuck_task_says_why_and_what_it_needs_until_it_goes_on() {
    TaskId task = scene.create("Document it", "build");
    int epoch = scene.claim("builder", task);
    scene.yes(
        new WorkCommand.AskForHelp(Scene.actor("builder"), task, epoch, "which words?", "a list"));
    scene.flush();
    assertThat(details(task).stuck())
        .isEqualTo(new Reads.Word(Scene.actor("builder"), "which words?", scene.now));
    assertThat(details(task).need()).isEqualTo("a list");
    assertThat(details(task).handOver().how()).isEqualTo("stuck");
    Reads.PingDetails ping = reads.ping(Scene.TEAM, Subject.of(task), 1).orElseThrow();
    assertThat(ping.kind()).isEqualTo(PersonEvent.Pinged.Kind.STUCK);
    assertThat(ping.reason()).isEqualTo(StuckReason.ASKED);
    assertThat(reads.openPings(Scene.TEAM)).containsExactly(ping);

    scene.yes(new TaskCommand.Unblock(Scene.OWNER, task, "these words"));
    scene.flush();
    assertThat(details(task).stuck()).isNull();
    assertThat(details(task).need()).isEmpty();
    assertThat(details(task).feedback().text()).isEqualTo("these words");
    assertThat(reads.openPings(Scene.TEAM)).isEmpty();
    assertThat(reads.ping(Scene.TEAM, Subject.of(task), 1).orElseThrow().settledAt())
        .isEqualTo(scene.now);
  }

  @Test
  void tasks_are_listed_by_what_is_asked_page_by_page() {
    List<TaskId> build = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      build.add(scene.create("build " + i, "build"));
    }
    TaskId docs = scene.create("docs", "docs");
    scene.yes(new TaskCommand.Edit(
        Scene.OWNER, docs, null, null, null, null, new PersonId("mia"), null, null, null));
    scene.claim("builder", build.get(1));
    scene.yes(new TaskCommand.Cancel(Scene.OWNER, build.get(0), "no"));
    scene.flush();
    assertThat(list(Set.of(), null, null, null, 0, 200)).hasSize(7);
    assertThat(list(Set.of(State.CANCELLED), null, null, null, 0, 200))
        .containsExactly(build.get(0));
    assertThat(list(Set.of(State.TODO, State.DOING), "build", null, null, 0, 3))
        .containsExactly(build.get(1), build.get(2), build.get(3));
    assertThat(list(
            Set.of(State.TODO, State.DOING), "build", null, null, build.get(3).number(), 3))
        .containsExactly(build.get(4), build.get(5));
    assertThat(list(Set.of(), null, null, "mia", 0, 200)).containsExactly(docs);
    assertThat(list(Set.of(), "build", null, "mia", 0, 200)).isEmpty();
    assertThat(list(Set.of(), "docs", null, "mia", 0, 200)).containsExactly(docs);
    assertThat(list(Set.of(), null, "builder", null, 0, 200)).containsExactly(build.get(1));
    assertThat(list(Set.of(State.REVIEW), null, "builder", null, 0, 200)).isEmpty();
    assertThat(list(Set.of(), null, null, null, 0, 0)).isEmpty();
  }

  @Test
  void the_overview_is_of_one_moment() {
    TaskId first = scene.create("first", "build");
    scene.claim("builder", first);
    for (int i = 0; i < 10; i++) {
      scene.create("later " + i, "build");
    }
    TaskId urgent = scene.create("urgent", "build");
    scene.yes(new TaskCommand.Edit(
        Scene.OWNER, urgent, null, null, null, Priority.URGENT, null, null, null, null));
    scene.yes(new WorkCommand.Next(Scene.actor("quill")));
    scene.flush();
    Reads.Overview overview = reads.overview(Scene.TEAM);
    assertThat(overview.active()).hasSize(1 + TeamQueries.NEXT);
    assertThat(overview.active()).extracting(Task::id).contains(first, urgent);
    assertThat(overview.counts().get(new LaneId("build")))
        .containsEntry(State.TODO, 11)
        .containsEntry(State.DOING, 1);
    assertThat(overview.line()).hasSize(1);
    assertThat(overview.paused()).isFalse();
    assertThat(overview.events()).isEqualTo(scene.board.events());
    assertThatThrownBy(() -> reads.overview(new TeamId("nobody")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void the_log_is_read_on_from_anywhere() {
    TaskId task = scene.create("first", "build");
    scene.flush();
    List<Entry> all = reads.events(Scene.TEAM, 0, 200);
    assertThat(all).extracting(Entry::number).isSorted().hasSize((int) scene.board.events());
    assertThat(reads.events(Scene.TEAM, 3, 2)).isEqualTo(all.subList(3, 5));
    assertThat(reads.event(Scene.TEAM, 1)).contains(all.get(0));
    assertThat(reads.event(Scene.TEAM, 999)).isEmpty();
    assertThat(reads.history(Scene.TEAM, task))
        .isEqualTo(all.stream()
            .filter(entry -> entry.event().subject().filter(task::equals).isPresent())
            .toList());
  }

  @Test
  void texts_are_kept_to_the_letter() {
    for (String odd : List.of(
        "'; DROP TABLE task; --",
        "\" OR 1=1",
        "?1 :name @x $y",
        "%_[]*",
        "Zoë 🚦",
        "{\"json\": true}",
        "a' || (SELECT hash FROM token) || '")) {
      TaskId task = scene.create(odd, "docs");
      int epoch = scene.claim("docsy", task);
      scene.yes(new WorkCommand.Submit(
          Scene.actor("docsy"), task, epoch, "https://example.org/1", odd, List.of(odd)));
      scene.yes(new TaskCommand.Accept(Scene.OWNER, task));
      scene.flush();
      Reads.TaskDetails details = details(task);
      assertThat(details.task().title()).isEqualTo(odd);
      assertThat(details.brief()).isEqualTo("Brief of " + odd);
      assertThat(details.submission().note()).isEqualTo(odd);
      assertThat(details.submission().checks()).containsExactly(odd);
      assertThat(reads.token(odd, scene.now)).isEmpty();
      assertThat(reads.outbox(Scene.TEAM, odd, scene.now, 10)).isEmpty();
    }
  }

  @Test
  void reads_run_beside_writes() throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
    long before = scene.board.events();
    scene.create("first", "build");
    scene.flush();
    for (int i = 0; i < 8; i++) {
      Thread thread = new Thread(() -> {
        for (int n = 0; n < 50; n++) {
          Reads.Overview overview = reads.overview(Scene.TEAM);
          assertThat(overview.counts().get(new LaneId("build")).get(State.TODO))
              .isEqualTo((int) (overview.events() - before));
        }
      });
      thread.setUncaughtExceptionHandler((t, e) -> failures.add(e));
      threads.add(thread);
    }
    threads.forEach(Thread::start);
    for (int i = 0; i < 30; i++) {
      scene.create("more " + i, "build");
      scene.flush();
    }
    for (Thread thread : threads) {
      thread.join(Duration.ofSeconds(30).toMillis());
    }
    assertThat(failures).isEmpty();
  }

  /** Whatever the tables hold, an index leads to what is asked for, and in the order of a page. */
  @Test
  void no_query_reads_a_whole_table() throws SQLException {
    Connections connections = new Connections(Raw.file(directory), Duration.ofSeconds(1), 0);
    AgentId kai = new AgentId("kai");
    TaskId task = scene.create("first", "build");
    scene.create("second", "build", task);
    scene.flush();
    try (Sql sql = new Sql(connections.reader())) {
      askEverything(sql, task, kai);
      List<String> slow = new ArrayList<>();
      for (String statement : sql.statements()) {
        if (statement.contains("SELECT")) {
          for (String step : plan(statement)) {
            if (step.matches("SCAN (?!wanted|w\\b|json_each|CONSTANT).*")
                || step.matches("SEARCH (b|c|d|h|r|post|outbox|token) .*[(]team=[?][)].*")
                || statement.contains("LIMIT ?") && step.contains("USE TEMP B-TREE")) {
              slow.add(step + " in " + statement);
            }
          }
        }
      }
      assertThat(slow).isEmpty();
    }
  }

  private void askEverything(Sql sql, TaskId task, AgentId agent) throws SQLException {
    Subject subject = Subject.of(task);
    TeamReader.board(sql, Scene.TEAM);
    TaskReader.withAllBefore(sql, Scene.TEAM, Set.of(task));
    DetailQueries.task(sql, Scene.TEAM, task);
    for (String lane : new String[] {null, "build"}) {
      for (String owner : new String[] {null, "ryan"}) {
        TaskQueries.tasks(sql, Scene.TEAM, filter(Set.of(), lane, null, owner, 0, 10));
      }
    }
    TaskQueries.held(sql, Scene.TEAM, agent);
    LogQueries.history(sql, Scene.TEAM, task);
    LogQueries.event(sql, Scene.TEAM, 1);
    LogQueries.events(sql, Scene.TEAM, 0, 10);
    TeamQueries.overview(sql, Scene.TEAM);
    TeamQueries.agents(sql, Scene.TEAM);
    TeamQueries.ping(sql, Scene.TEAM, subject, 1);
    TeamQueries.openPings(sql, Scene.TEAM);
    AccessQueries.token(sql, "x", scene.now);
    AccessQueries.secrets(sql, "x", scene.now);
    AccessQueries.tokens(sql, Scene.TEAM, agent);
    AccessQueries.session(sql, "x", scene.now);
    OutboxQueries.outbox(sql, Scene.TEAM, "local", scene.now, 10);
    RoomQueries.message(sql, Scene.TEAM, new Demand("local", subject, Demand.Kind.CARD, 0, 0));
    RoomQueries.about(sql, Scene.TEAM, "local", "m1");
    RoomQueries.posts(sql, Scene.TEAM, "local", 10, 10);
    RoomQueries.newer(sql, Scene.TEAM, "local", 10, 10);
    RoomQueries.thread(sql, Scene.TEAM, "local", "a", 10);
    RoomQueries.changed(sql, Scene.TEAM, "local", 0, 10);
    RoomQueries.revision(sql, Scene.TEAM, "local");
  }

  private List<String> plan(String statement) throws SQLException {
    try (Raw raw = new Raw(directory)) {
      return raw.plan(statement);
    }
  }

  private Reads.TaskDetails details(TaskId task) {
    return reads.task(Scene.TEAM, task).orElseThrow();
  }

  private List<TaskId> list(
      Set<State> states, String lane, String holder, String owner, int after, int limit) {
    return reads.tasks(Scene.TEAM, filter(states, lane, holder, owner, after, limit)).stream()
        .map(Task::id)
        .toList();
  }

  private static Reads.TaskFilter filter(
      Set<State> states, String lane, String holder, String owner, int after, int limit) {
    return new Reads.TaskFilter(
        states,
        lane == null ? null : new LaneId(lane),
        holder == null ? null : new AgentId(holder),
        owner == null ? null : new PersonId(owner),
        after,
        limit);
  }
}
