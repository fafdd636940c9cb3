package dev.signalbox.testkit;

import dev.signalbox.board.Actor;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.Need;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.Priority;
import dev.signalbox.board.TaskCommand;
import dev.signalbox.board.TaskId;
import java.util.List;
import java.util.stream.Stream;

/** An edit in the making; what a test does not name stays as it is. */
public final class EditDraft {

  private final Actor by;
  private final TaskId task;
  private String title;
  private String brief;
  private List<String> doneWhen;
  private Priority priority;
  private PersonId owner;
  private LaneId lane;
  private List<LaneId> route;
  private List<TaskId> after;
  private List<Need> needs;

  EditDraft(Actor by, TaskId task) {
    this.by = by;
    this.task = task;
  }

  public EditDraft title(String text) {
    title = text;
    return this;
  }

  public EditDraft brief(String text) {
    brief = text;
    return this;
  }

  public EditDraft doneWhen(List<String> items) {
    doneWhen = items;
    return this;
  }

  public EditDraft priority(Priority wanted) {
    priority = wanted;
    return this;
  }

  public EditDraft owner(String name) {
    owner = new PersonId(name);
    return this;
  }

  public EditDraft lane(String name) {
    lane = new LaneId(name);
    return this;
  }

  public EditDraft route(String... lanes) {
    route = Stream.of(lanes).map(LaneId::new).toList();
    return this;
  }

  public EditDraft after(TaskId... tasks) {
    after = List.of(tasks);
    return this;
  }

  public EditDraft needs(Need... wanted) {
    needs = List.of(wanted);
    return this;
  }

  TaskCommand.Edit done() {
    return new TaskCommand.Edit(
        by, task, title, brief, doneWhen, priority, owner, lane, route, after, needs);
  }
}
