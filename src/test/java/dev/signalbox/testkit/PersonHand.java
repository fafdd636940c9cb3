package dev.signalbox.testkit;

import dev.signalbox.board.Actor;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.Subject;
import dev.signalbox.board.TaskCommand;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.Team;
import dev.signalbox.board.TeamCommand;
import dev.signalbox.board.WorkCommand;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** What a person does. */
public final class PersonHand {

  private final BoardDriver board;
  private final PersonId id;
  private final Actor actor;

  PersonHand(BoardDriver board, PersonId id) {
    this.board = board;
    this.id = id;
    this.actor = Actor.of(id);
  }

  public PersonId id() {
    return id;
  }

  public Actor actor() {
    return actor;
  }

  public Outcome claim(TaskId task, AgentHand agent) {
    return board.when(new WorkCommand.Claim(actor, task, agent.id(), true));
  }

  public Outcome submit(TaskId task) {
    return board.when(new WorkCommand.Submit(actor, task, null, "", "for my agent", List.of()));
  }

  public Outcome release(TaskId task) {
    return board.when(new WorkCommand.Release(actor, task, null, "let it go", List.of()));
  }

  public Outcome stuck(TaskId task) {
    return board.when(new WorkCommand.AskForHelp(actor, task, null, "wait for legal", ""));
  }

  public Outcome pass(TaskId task) {
    return board.when(new WorkCommand.Pass(actor, task, null, "good"));
  }

  public Outcome fail(TaskId task) {
    return board.when(new WorkCommand.Fail(actor, task, null, "mend this"));
  }

  public Outcome accept(TaskId task) {
    return board.when(new TaskCommand.Accept(actor, task));
  }

  public Outcome sendBack(TaskId task) {
    return board.when(new TaskCommand.Return(actor, task, "not yet"));
  }

  public Outcome unblock(TaskId task) {
    return unblock(task, "use the new key");
  }

  public Outcome unblock(TaskId task, String note) {
    return board.when(new TaskCommand.Unblock(actor, task, note));
  }

  public Outcome snooze(TaskId task) {
    return snooze(task, Duration.ofHours(1));
  }

  public Outcome snooze(TaskId task, Duration length) {
    return board.when(new TaskCommand.Snooze(actor, task, length));
  }

  public Outcome reassign(TaskId task, AgentHand to) {
    return board.when(new TaskCommand.Reassign(actor, task, to.id()));
  }

  public Outcome cancel(TaskId task) {
    return board.when(new TaskCommand.Cancel(actor, task, "not needed"));
  }

  public Outcome note(TaskId task, String text) {
    return board.when(new TaskCommand.Note(actor, task, text));
  }

  public Outcome edit(TaskId task, Consumer<EditDraft> how) {
    EditDraft draft = new EditDraft(actor, task);
    how.accept(draft);
    return board.when(draft.done());
  }

  public Outcome create(Consumer<TaskDraft> how) {
    TaskDraft draft = new TaskDraft(actor);
    how.accept(draft);
    return board.when(draft.done());
  }

  public Outcome leaveLine(AgentHand agent) {
    return board.when(new WorkCommand.LeaveLine(actor, agent.id()));
  }

  public Outcome pause(Subject what) {
    return board.when(new TeamCommand.Pause(actor, what));
  }

  public Outcome resume(Subject what) {
    return board.when(new TeamCommand.Resume(actor, what));
  }

  public Outcome add(AgentHand agent, String lane) {
    return board.when(new TeamCommand.AddAgent(actor, agent.id(), new LaneId(lane), null, "sbx_9"));
  }

  public Outcome remove(AgentHand agent) {
    return board.when(new TeamCommand.RemoveAgent(actor, agent.id()));
  }

  public Outcome issueToken(AgentHand agent) {
    return board.when(new TeamCommand.IssueToken(actor, agent.id(), "sbx_9"));
  }

  public Outcome revokeTokens(AgentHand agent) {
    return board.when(new TeamCommand.RevokeToken(actor, agent.id(), null));
  }

  public Outcome configure(Team team) {
    return board.when(new TeamCommand.Configure(actor, team));
  }

  @Override
  public String toString() {
    return id.name();
  }
}
