package dev.signalbox.sim;

import static dev.signalbox.sim.Stage.ADA;
import static dev.signalbox.sim.Stage.BOB;
import static dev.signalbox.sim.Stage.DOT;
import static dev.signalbox.sim.Stage.PRIYA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.board.Actor;
import dev.signalbox.board.Command;
import dev.signalbox.board.Refusal.Code;
import dev.signalbox.board.TaskCommand;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.WorkCommand;
import dev.signalbox.desk.Chore;
import dev.signalbox.desk.LedgerException;
import dev.signalbox.desk.Reply;
import dev.signalbox.desk.Request;
import dev.signalbox.ledger.Saboteur.Fault;
import dev.signalbox.ledger.Saboteur.When;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Storage fails where several depend on it: a batch, a request that waits, a start. */
@Tag("slow")
@Timeout(1200)
class SharedFaultTest {

  private static final TaskId NONE = new TaskId(999_999);

  @TempDir
  Path directory;

  private int keys;

  @Test
  void each_command_of_a_batch_is_done_once() throws SQLException {
    try (Stage stage = new Stage(directory)) {
      List<Request> once = batch(stage);
      long before = stage.last();
      stage.together(once, () -> {}).forEach(Stage::await);
      List<String> effect = stage.since(before).stream().sorted().toList();
      int met = Faults.goThrough((call, fault) -> batchSurvives(stage, call, fault, effect));
      assertThat(met).isGreaterThan(60);
      stage.reopened(directory);
    }
  }

  /** Of two agents and a person; the last is refused whatever happens. */
  private List<Request> batch(Stage stage) {
    stage.clear();
    TaskId held = stage.claimed(ADA, "build");
    TaskId open = stage.task("build");
    TaskId ready = stage.submitted(DOT, "docs");
    int epoch = stage.epoch(held);
    List<Command> commands = List.of(
        new WorkCommand.Submit(Actor.of(ADA), held, epoch, "https://x.test/1", "done", List.of()),
        new WorkCommand.Claim(Actor.of(BOB), open, null, false),
        new TaskCommand.Accept(PRIYA, ready),
        new TaskCommand.Note(PRIYA, open, "look here"),
        new TaskCommand.Note(PRIYA, NONE, "and there"));
    List<Request> requests = new ArrayList<>();
    for (Command command : commands) {
      requests.add(Request.of(stage.id, command).keyed(new Request.Key("k" + ++keys, "h")));
    }
    return requests;
  }

  private boolean batchSurvives(Stage stage, int call, Fault fault, List<String> effect)
      throws SQLException {
    String what = "call " + call + " failed with " + fault;
    List<Request> requests = batch(stage);
    long before = stage.last();
    List<Reply> first = stage.together(requests, () -> stage.saboteur.arm(call, fault)).stream()
        .map(Stage::await)
        .toList();
    boolean struck = stage.struck();
    stage.whole();
    stage.recover();
    for (int i = 0; i < requests.size(); i++) {
      Reply reply = first.get(i);
      Reply again = stage.ask(requests.get(i));
      if (i == requests.size() - 1) {
        assertThat(again.refusal().code()).isEqualTo(Code.NOT_FOUND);
      } else if (reply.accepted()) {
        assertThat(again.replayed()).as(what).isTrue();
        assertThat(again.answer()).isEqualTo(reply.answer());
      } else {
        assertThat(reply.refusal().code()).as(what).isIn(Faults.told(fault));
        assertThat(again.refusal()).as(what).isNull();
      }
    }
    assertThat(stage.since(before)).as(what).containsExactlyInAnyOrderElementsOf(effect);
    stage.whole();
    return struck;
  }

  @Test
  void who_waits_for_work_is_answered_or_waits_on() throws SQLException {
    try (Stage stage = new Stage(directory)) {
      Faults.goThrough((call, fault) -> waitingSurvives(stage, call, fault));
      stage.reopened(directory);
    }
  }

  private boolean waitingSurvives(Stage stage, int call, Fault fault) throws SQLException {
    String what = "call " + call + " failed with " + fault;
    stage.clear();
    CompletableFuture<Reply> waits = stage.submit(next(stage));
    stage.settled();
    assertThat(waits).isNotDone();
    Request made =
        Request.of(stage.id, stage.made("build")).keyed(new Request.Key("k" + ++keys, "h"));
    stage.saboteur.arm(call, fault);
    stage.ask(made);
    boolean struck = stage.struck();
    stage.whole();
    stage.recover();
    Reply again = stage.ask(made);
    TaskId task = again.answer().task();
    Reply told = Stage.await(waits);
    if (told.accepted()) {
      assertThat(told.mailbox().holds()).as(what).extracting("task").containsExactly(task);
    } else {
      assertThat(told.refusal().code()).as(what).isIn(Faults.told(fault));
      Reply asked = stage.ask(Request.of(stage.id, new WorkCommand.Next(Actor.of(ADA))));
      assertThat(asked.mailbox().holds()).as(what).extracting("task").containsExactly(task);
    }
    stage.whole();
    return struck;
  }

  @Test
  void who_waits_and_asks_anew_is_answered_twice() throws SQLException {
    try (Stage stage = new Stage(directory)) {
      Faults.goThrough((call, fault) -> askingAnewSurvives(stage, call, fault));
    }
  }

  private boolean askingAnewSurvives(Stage stage, int call, Fault fault) throws SQLException {
    stage.clear();
    CompletableFuture<Reply> older = stage.submit(next(stage));
    stage.settled();
    stage.saboteur.arm(call, fault);
    CompletableFuture<Reply> newer =
        stage.submit(next(stage).keyed(new Request.Key("k" + ++keys, "h")));
    boolean struck = stage.struck();
    stage.recover();
    stage.pass(Request.PATIENCE_MAX);
    stage.settled();
    assertThat(List.of(Stage.await(older), Stage.await(newer)))
        .as("call %s failed with %s", call, fault)
        .allMatch(reply ->
            reply.accepted() || Faults.told(fault).contains(reply.refusal().code()));
    stage.whole();
    return struck;
  }

  private static Request next(Stage stage) {
    return Request.of(stage.id, new WorkCommand.Next(Actor.of(ADA)))
        .patient(Request.PATIENCE_MAX.minusSeconds(10));
  }

  @Test
  void what_is_no_command_is_written_or_said_to_have_failed() throws SQLException {
    try (Stage stage = new Stage(directory)) {
      Faults.goThrough((call, fault) -> choreSurvives(stage, call, fault));
    }
  }

  private boolean choreSurvives(Stage stage, int call, Fault fault) throws SQLException {
    String hash = "cookie" + ++keys;
    Chore chore = new Chore.StoreSession(
        stage.id, PRIYA.person().orElseThrow(), hash, Stage.START.plus(Duration.ofDays(1)));
    stage.saboteur.arm(call, fault);
    boolean there;
    try {
      stage.chore(chore).orTimeout(Stage.PATIENCE_S, TimeUnit.SECONDS).join();
      there = stage.reads().session(hash, Stage.START).isPresent();
      assertThat(there).isTrue();
    } catch (CompletionException e) {
      there = stage.reads().session(hash, Stage.START).isPresent();
      assertThat(e.getCause()).isInstanceOf(LedgerException.class);
      assertThat(there && fault.when() != When.AFTER).isFalse();
    }
    boolean struck = stage.struck();
    stage.recover();
    if (!there) {
      stage.chore(chore).join();
      assertThat(stage.reads().session(hash, Stage.START)).isPresent();
    }
    stage.whole();
    return struck;
  }

  @Test
  void a_start_that_fails_is_one_that_never_was() throws SQLException {
    new Stage(directory).close();
    int met = Faults.goThrough(this::startSurvives);
    assertThat(met).isGreaterThan(20);
  }

  private boolean startSurvives(int call, Fault fault) throws SQLException {
    boolean struck = Stage.disturbedAtStart(directory, call, fault);
    try (Stage again = new Stage(directory)) {
      again.clear();
      again.claimed(ADA, "build");
      again.whole();
    }
    return struck;
  }
}
