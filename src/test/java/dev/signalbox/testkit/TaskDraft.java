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

/** A new task in the making; a test names only what matters to it. */
public final class TaskDraft {

  private final Actor by;
  private String title = "Write it down";
  private String brief = "";
  private List<String> doneWhen = List.of();
  private LaneId lane;
  private List<LaneId> route = List.of();
  private Priority priority;
  private PersonId owner;
  private List<TaskId> after = List.of();
  private String room;
  private List<Need> needs = List.of();

  TaskDraft(Actor by) {
    this.by = by;
  }

  public TaskDraft title(String text) {
    title = text;
    return this;
  }

  public TaskDraft brief(String text) {
    brief = text;
    return this;
  }

  public TaskDraft doneWhen(List<String> items) {
    doneWhen = items;
    return this;
  }

  public TaskDraft lane(String name) {
    lane = new LaneId(name);
    return this;
  }

  public TaskDraft route(String... lanes) {
    route = Stream.of(lanes).map(LaneId::new).toList();
    return this;
  }

  public TaskDraft priority(Priority wanted) {
    priority = wanted;
    return this;
  }

  public TaskDraft owner(String name) {
    owner = new PersonId(name);
    return this;
  }

  public TaskDraft after(TaskId... tasks) {
    return after(List.of(tasks));
  }

  public TaskDraft after(List<TaskId> tasks) {
    after = tasks;
    return this;
  }

  public TaskDraft room(String name) {
    room = name;
    return this;
  }

  public TaskDraft needs(Need... wanted) {
    needs = List.of(wanted);
    return this;
  }

  TaskCommand.New done() {
    return new TaskCommand.New(
        by, title, brief, doneWhen, lane, route, priority, owner, after, room, needs);
  }
}
