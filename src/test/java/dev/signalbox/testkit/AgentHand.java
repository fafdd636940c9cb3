package dev.signalbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.board.Actor;
import dev.signalbox.board.Agent;
import dev.signalbox.board.AgentId;
import dev.signalbox.board.Grant;
import dev.signalbox.board.Hold;
import dev.signalbox.board.Mailbox;
import dev.signalbox.board.Need;
import dev.signalbox.board.ResourceCommand;
import dev.signalbox.board.ResourceId;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.WorkCommand;
import java.time.Duration;
import java.util.List;

/** What an agent does. It names the epoch it holds, or the last one of the task if it holds none. */
public final class AgentHand {

  private final BoardDriver board;
  private final AgentId id;
  private final Actor actor;

  AgentHand(BoardDriver board, AgentId id) {
    this.board = board;
    this.id = id;
    this.actor = Actor.of(id);
  }

  public AgentId id() {
    return id;
  }

  public Actor actor() {
    return actor;
  }

  public Agent onBoard() {
    return board.board().agent(id);
  }

  public Mailbox mailbox() {
    return Mailbox.of(board.board(), id, board.now());
  }

  /** The one place this agent has in line, as it is told of it. */
  public Mailbox.Line line() {
    return mailbox().line();
  }

  public Outcome next() {
    return board.when(new WorkCommand.Next(actor));
  }

  public Outcome claim(TaskId task) {
    return board.when(new WorkCommand.Claim(actor, task, null, true));
  }

  /** Claims without taking a place in line. */
  public Outcome claimNow(TaskId task) {
    return board.when(new WorkCommand.Claim(actor, task, null, false));
  }

  public Outcome claimFor(AgentHand other, TaskId task) {
    return board.when(new WorkCommand.Claim(actor, task, other.id, true));
  }

  /** Claims a task that must be free to be claimed. */
  public AgentHand starts(TaskId task) {
    claim(task).accepted();
    board.holds(this, task);
    return this;
  }

  public Outcome beat() {
    return board.when(WorkCommand.Heartbeat.of(id));
  }

  public Outcome beat(TaskId task) {
    return beat(task, epoch(task));
  }

  public Outcome beat(TaskId task, int epoch) {
    return board.when(new WorkCommand.Heartbeat(actor, task, epoch, null, null, null));
  }

  public Outcome tells(String note, Integer progress) {
    return board.when(new WorkCommand.Heartbeat(actor, null, null, note, progress, null));
  }

  public Outcome quietFor(Duration silence) {
    return board.when(new WorkCommand.Heartbeat(actor, null, null, null, null, silence));
  }

  public Outcome submit(TaskId task) {
    return submit(task, epoch(task));
  }

  public Outcome submit(TaskId task, int epoch) {
    return board.when(
        new WorkCommand.Submit(actor, task, epoch, "https://ci.test/1", "here it is", List.of()));
  }

  public Outcome release(TaskId task) {
    return release(task, epoch(task));
  }

  public Outcome release(TaskId task, int epoch) {
    return board.when(new WorkCommand.Release(actor, task, epoch, "no time", List.of()));
  }

  public Outcome releaseUntil(TaskId task, TaskId... after) {
    return board.when(
        new WorkCommand.Release(actor, task, epoch(task), "needs those", List.of(after)));
  }

  public Outcome stuck(TaskId task) {
    return stuck(task, epoch(task));
  }

  public Outcome stuck(TaskId task, int epoch) {
    return board.when(new WorkCommand.AskForHelp(actor, task, epoch, "which key?", "a decision"));
  }

  public Outcome pass(TaskId task) {
    return pass(task, epoch(task));
  }

  public Outcome pass(TaskId task, int epoch) {
    return board.when(new WorkCommand.Pass(actor, task, epoch, "good"));
  }

  public Outcome fail(TaskId task) {
    return fail(task, epoch(task));
  }

  public Outcome fail(TaskId task, int epoch) {
    return board.when(new WorkCommand.Fail(actor, task, epoch, "mend this"));
  }

  public Outcome leaveLine() {
    return board.when(new WorkCommand.LeaveLine(actor, null));
  }

  public Outcome leave() {
    return board.when(new WorkCommand.Leave(actor));
  }

  public Outcome acquire(Need... needs) {
    return board.when(new ResourceCommand.Acquire(actor, List.of(needs), null));
  }

  public Outcome acquireFor(Duration hold, Need... needs) {
    return board.when(new ResourceCommand.Acquire(actor, List.of(needs), hold));
  }

  /** Acquires what must be free, and tells the token. */
  public long takes(Need... needs) {
    Grant grant = acquire(needs).accepted().ruling().answer().grant();
    assertThat(grant).as("grant of %s to %s", List.of(needs), id).isNotNull();
    return grant.token();
  }

  /** Has to wait for these, with a request that is open as long as it takes. */
  public AgentHand waitsFor(Need... needs) {
    assertThat(acquire(needs).accepted().ruling().answer().grant())
        .as("grant of %s", id)
        .isNull();
    assertThat(mailbox().request()).as("request of %s", id).isNotNull();
    return this;
  }

  /** A request of it is open for so long. */
  public AgentHand listens(Duration patience) {
    board.board().listens(id, board.now().plus(patience));
    return this;
  }

  public Outcome giveBack(long token) {
    return board.when(new ResourceCommand.GiveBack(actor, token));
  }

  public Outcome reportLimit(String resource, Duration retryAfter) {
    return board.when(new ResourceCommand.ReportLimit(actor, new ResourceId(resource), retryAfter));
  }

  /** What it has, as it is told. */
  public List<Need> has() {
    return mailbox().grants().stream().flatMap(grant -> grant.needs().stream()).toList();
  }

  private int epoch(TaskId task) {
    return board
        .task(task)
        .held()
        .filter(hold -> hold.agent().equals(id))
        .map(Hold::epoch)
        .orElse(board.task(task).epoch());
  }

  @Override
  public String toString() {
    return id.name();
  }
}
