package dev.signalbox.talk;

import dev.signalbox.board.Actor;
import dev.signalbox.board.AgentId;
import dev.signalbox.board.Command;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.Priority;
import dev.signalbox.board.Subject;
import dev.signalbox.board.TaskCommand;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.TeamCommand;
import dev.signalbox.board.WorkCommand;
import dev.signalbox.talk.language.Parsed.Ask;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes a command for the desk of what somebody asked in good form. */
final class Orders {

  /** How long a ping is put aside where nobody says. */
  static final Duration SNOOZE = Duration.ofHours(1);

  private final Actor by;
  private final Ask ask;

  private Orders(Actor by, Ask ask) {
    this.by = by;
    this.ask = ask;
  }

  /**
   * @param room where it was asked, the home of a new task
   * @throws IllegalStateException for a verb that only looks, which is our bug
   */
  static Command command(Actor by, Ask ask, String room) {
    Orders orders = new Orders(by, ask);
    return switch (ask.verb().typed()) {
      case "new" -> orders.create(room);
      case "edit" -> orders.edit();
      case "leave_line" -> new WorkCommand.LeaveLine(by, orders.agent("agent"));
      case "agent pause" -> new TeamCommand.Pause(by, orders.agentSubject());
      case "agent resume" -> new TeamCommand.Resume(by, orders.agentSubject());
      case "lane pause" -> new TeamCommand.Pause(by, orders.laneSubject());
      case "lane resume" -> new TeamCommand.Resume(by, orders.laneSubject());
      case "team pause" -> new TeamCommand.Pause(by, Subject.TEAM);
      case "team resume" -> new TeamCommand.Resume(by, Subject.TEAM);
      default -> orders.work(orders.task());
    };
  }

  private Command work(TaskId task) {
    return switch (ask.verb().name()) {
      case "claim" -> new WorkCommand.Claim(by, task, agent("agent"), true);
      case "release" ->
        new WorkCommand.Release(by, task, null, ask.text("note"), ask.tasks("after"));
      case "submit" ->
        new WorkCommand.Submit(by, task, null, ask.text("link"), ask.text("note"), List.of());
      case "pass" -> new WorkCommand.Pass(by, task, null, ask.text("note"));
      case "fail" -> new WorkCommand.Fail(by, task, null, ask.text("feedback"));
      case "stuck" ->
        new WorkCommand.AskForHelp(by, task, null, ask.text("reason"), ask.text("need"));
      case "accept" -> new TaskCommand.Accept(by, task);
      case "return" -> new TaskCommand.Return(by, task, ask.text("why"));
      case "unblock" -> new TaskCommand.Unblock(by, task, ask.text("note"));
      case "reassign" ->
        new TaskCommand.Reassign(by, task, ask.given("agent").map(AgentId::new).orElseThrow());
      case "cancel" -> new TaskCommand.Cancel(by, task, ask.text("reason"));
      case "snooze" -> new TaskCommand.Snooze(by, task, ask.duration("for").orElse(SNOOZE));
      case "note" -> new TaskCommand.Note(by, task, ask.text("text"));
      default -> throw new IllegalStateException("no command for " + ask.verb().typed());
    };
  }

  private Command create(String room) {
    return new TaskCommand.New(
        by,
        ask.text("title"),
        ask.text("brief"),
        ask.items("done_when"),
        made("lane", LaneId::new),
        lanes("route"),
        made("priority", Priority::valueOf),
        made("owner", PersonId::new),
        ask.tasks("after"),
        room,
        ask.needs("needs"));
  }

  private Command edit() {
    return new TaskCommand.Edit(
        by,
        task(),
        made("title", title -> title),
        made("brief", brief -> brief),
        made("done_when", items -> ask.items("done_when")),
        made("priority", Priority::valueOf),
        made("owner", PersonId::new),
        made("lane", LaneId::new),
        made("route", lanes -> lanes("route")),
        made("after", tasks -> ask.tasks("after")),
        made("needs", needs -> ask.needs("needs")));
  }

  private List<LaneId> lanes(String name) {
    return ask.names(name).stream().map(LaneId::new).toList();
  }

  private TaskId task() {
    TaskId task = ask.task();
    if (task == null) {
      throw new IllegalStateException(ask.verb().typed() + " without its task");
    }
    return task;
  }

  private @Nullable AgentId agent(String name) {
    return made(name, AgentId::new);
  }

  private Subject agentSubject() {
    return Subject.of(new AgentId(ask.text("agent")));
  }

  private Subject laneSubject() {
    return Subject.of(new LaneId(ask.text("lane")));
  }

  private <T> @Nullable T made(String name, Function<String, T> make) {
    return ask.given(name).map(make).orElse(null);
  }
}
