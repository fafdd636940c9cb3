package dev.signalbox.sim;

import static dev.signalbox.sim.Stage.ADA;
import static dev.signalbox.sim.Stage.BOB;
import static dev.signalbox.sim.Stage.DOT;
import static dev.signalbox.sim.Stage.PRIYA;
import static dev.signalbox.sim.Stage.REX;

import dev.signalbox.board.Actor;
import dev.signalbox.board.AgentId;
import dev.signalbox.board.Command;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.Need;
import dev.signalbox.board.Priority;
import dev.signalbox.board.ResourceCommand;
import dev.signalbox.board.ResourceId;
import dev.signalbox.board.Subject;
import dev.signalbox.board.TaskCommand;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.Team;
import dev.signalbox.board.TeamCommand;
import dev.signalbox.board.TeamEvent.TokenRotated.Kind;
import dev.signalbox.board.WorkCommand;
import dev.signalbox.desk.Chore;
import dev.signalbox.desk.Request;
import dev.signalbox.testkit.Teams;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** For each command there is, what leads up to it, and one that is accepted then. */
final class Deeds {

  /** Leads up to a command on a stage that is cleared, and gives it. */
  @FunctionalInterface
  interface Deed {
    Request ready(Stage stage);
  }

  private final Map<Class<? extends Command>, Deed> all = new LinkedHashMap<>();

  private Deeds() {
    work();
    verdicts();
    tasks();
    people();
    agents();
    team();
    resources();
  }

  static Map<Class<? extends Command>, Deed> all() {
    return new Deeds().all;
  }

  /** Every command that the rules know. */
  static List<Class<?>> commands() {
    return records(Command.class);
  }

  private static List<Class<?>> records(Class<?> type) {
    if (!type.isSealed()) {
      return List.of(type);
    }
    List<Class<?>> found = new ArrayList<>();
    for (Class<?> one : type.getPermittedSubclasses()) {
      found.addAll(records(one));
    }
    return found;
  }

  private void put(Class<? extends Command> verb, Deed deed) {
    all.put(verb, deed);
  }

  private static Request of(Stage stage, Command command) {
    return Request.of(stage.id, command);
  }

  private static Actor actor(AgentId agent) {
    return Actor.of(agent);
  }

  private void work() {
    put(WorkCommand.Next.class, stage -> {
      stage.task("build");
      return of(stage, new WorkCommand.Next(actor(ADA)));
    });
    put(WorkCommand.Claim.class, stage -> {
      TaskId task = stage.task("build");
      return of(stage, new WorkCommand.Claim(actor(ADA), task, null, false));
    });
    put(WorkCommand.Heartbeat.class, stage -> {
      TaskId task = stage.claimed(ADA, "build");
      return of(
          stage, new WorkCommand.Heartbeat(actor(ADA), task, stage.epoch(task), "half", 50, null));
    });
    put(WorkCommand.Begin.class, stage -> {
      stage.yes(new WorkCommand.Next(actor(ADA)));
      TaskId task = stage.task("build");
      return of(stage, new WorkCommand.Begin(actor(ADA), task, stage.epoch(task)));
    });
    put(WorkCommand.Submit.class, stage -> {
      TaskId task = stage.claimed(ADA, "build");
      return of(
          stage,
          new WorkCommand.Submit(
              actor(ADA), task, stage.epoch(task), "https://x.test/1", "done", List.of()));
    });
    put(WorkCommand.Release.class, stage -> {
      TaskId other = stage.task("docs");
      TaskId task = stage.claimed(ADA, "build");
      return of(
          stage,
          new WorkCommand.Release(
              actor(ADA), task, stage.epoch(task), "first that", List.of(other)));
    });
    put(WorkCommand.AskForHelp.class, stage -> {
      TaskId task = stage.claimed(ADA, "build");
      return of(
          stage,
          new WorkCommand.AskForHelp(actor(ADA), task, stage.epoch(task), "why?", "an answer"));
    });
    put(WorkCommand.LeaveLine.class, stage -> {
      stage.yes(new WorkCommand.Next(actor(ADA)));
      return of(stage, new WorkCommand.LeaveLine(actor(ADA), null));
    });
    put(WorkCommand.Leave.class, stage -> {
      stage.claimed(ADA, "build");
      return of(stage, new WorkCommand.Leave(actor(ADA)));
    });
  }

  private void verdicts() {
    put(WorkCommand.Pass.class, stage -> {
      TaskId task = stage.submitted(ADA, "build");
      return of(stage, new WorkCommand.Pass(actor(REX), task, stage.epoch(task), "good"));
    });
    put(WorkCommand.Fail.class, stage -> {
      TaskId task = stage.submitted(ADA, "build");
      return of(stage, new WorkCommand.Fail(PRIYA, task, null, "mend it"));
    });
    put(TaskCommand.Accept.class, stage -> {
      TaskId task = stage.submitted(DOT, "docs");
      return of(stage, new TaskCommand.Accept(PRIYA, task));
    });
    put(
        TaskCommand.Return.class,
        stage -> of(stage, new TaskCommand.Return(PRIYA, stage.done(), "not yet")));
  }

  private void tasks() {
    put(TaskCommand.New.class, stage -> {
      TaskId before = stage.task("docs");
      return of(
          stage,
          new TaskCommand.New(
              actor(ADA),
              "One more",
              "Do it",
              List.of("it is done"),
              new LaneId("build"),
              List.of(new LaneId("docs")),
              Priority.HIGH,
              null,
              List.of(before),
              null,
              List.of(Need.of("staging", 1))));
    });
    put(TaskCommand.Edit.class, stage -> {
      TaskId before = stage.task("docs");
      TaskId task = stage.task("build");
      return of(
          stage,
          new TaskCommand.Edit(
              PRIYA,
              task,
              "Better",
              "Do it well",
              null,
              Priority.LOW,
              null,
              null,
              null,
              List.of(before)));
    });
    put(
        TaskCommand.Note.class,
        stage -> of(stage, new TaskCommand.Note(PRIYA, stage.task("build"), "look here")));
  }

  private void people() {
    put(
        TaskCommand.Unblock.class,
        stage -> of(stage, new TaskCommand.Unblock(PRIYA, stage.stuck(), "go on")));
    put(
        TaskCommand.Reassign.class,
        stage -> of(stage, new TaskCommand.Reassign(PRIYA, stage.claimed(ADA, "build"), BOB)));
    put(
        TaskCommand.Cancel.class,
        stage -> of(stage, new TaskCommand.Cancel(PRIYA, stage.task("build"), "not wanted")));
    put(
        TaskCommand.Snooze.class,
        stage -> of(stage, new TaskCommand.Snooze(PRIYA, stage.stuck(), Duration.ofHours(1))));
  }

  private void agents() {
    put(TeamCommand.AddAgent.class, stage -> {
      AgentId agent = stage.newcomer();
      return of(
              stage,
              new TeamCommand.AddAgent(
                  Actor.OPERATOR, agent, new LaneId("docs"), null, "sbx_" + agent))
          .with(token(stage, agent, "a"));
    });
    put(TeamCommand.RemoveAgent.class, stage -> {
      AgentId agent = newcomer(stage);
      return of(stage, new TeamCommand.RemoveAgent(Actor.OPERATOR, agent))
          .with(new Chore.DropTokens(stage.id, agent, null));
    });
    put(TeamCommand.IssueToken.class, stage -> {
      AgentId agent = newcomer(stage);
      return of(stage, new TeamCommand.IssueToken(Actor.OPERATOR, agent, "sbx_more"))
          .with(token(stage, agent, "b"));
    });
    put(TeamCommand.RevokeToken.class, stage -> {
      AgentId agent = newcomer(stage);
      return of(stage, new TeamCommand.RevokeToken(Actor.OPERATOR, agent, null))
          .with(new Chore.DropTokens(stage.id, agent, null));
    });
    put(TeamCommand.RotateToken.class, stage -> {
      AgentId agent = newcomer(stage);
      return of(
              stage,
              new TeamCommand.RotateToken(
                  Actor.OPERATOR, agent, Kind.TOKEN, "sbx_new", Duration.ofMinutes(5)))
          .with(new Chore.EndTokens(stage.id, agent, Kind.TOKEN, Duration.ofMinutes(5)))
          .with(token(stage, agent, "c"));
    });
  }

  private static AgentId newcomer(Stage stage) {
    AgentId agent = stage.newcomer();
    stage.yes(
        new TeamCommand.AddAgent(Actor.OPERATOR, agent, new LaneId("docs"), null, "sbx_" + agent));
    return agent;
  }

  private static Chore token(Stage stage, AgentId agent, String which) {
    return new Chore.StoreToken(stage.id, agent, "sbx_" + which, which + " of " + agent);
  }

  private void team() {
    put(
        TeamCommand.Configure.class,
        stage -> of(stage, new TeamCommand.Configure(Actor.OPERATOR, other(stage))));
    put(
        TeamCommand.Begin.class,
        stage -> of(stage, new TeamCommand.Begin(other(stage), Duration.ofSeconds(40))));
    put(TeamCommand.Pause.class, stage -> of(stage, new TeamCommand.Pause(PRIYA, Subject.TEAM)));
    put(TeamCommand.Resume.class, stage -> {
      stage.yes(new TeamCommand.Pause(PRIYA, Subject.TEAM));
      stage.task("build");
      stage.yes(new WorkCommand.Next(actor(ADA)));
      return of(stage, new TeamCommand.Resume(PRIYA, Subject.TEAM));
    });
    put(TeamCommand.Sweep.class, stage -> of(stage, TeamCommand.Sweep.NOW));
    put(TeamCommand.Promote.class, stage -> of(stage, TeamCommand.Promote.NOW));
    put(
        TeamCommand.Awaken.class,
        stage -> of(stage, new TeamCommand.Awaken(Actor.SYSTEM, Duration.ofSeconds(40))));
  }

  private static Team other(Stage stage) {
    return Teams.withWip(stage.team, stage.newcomer().name().hashCode() % 500 + 1_000);
  }

  private void resources() {
    put(ResourceCommand.Acquire.class, stage -> {
      stage.claimed(ADA, "build");
      return of(stage, acquire());
    });
    put(ResourceCommand.GiveBack.class, stage -> {
      stage.claimed(ADA, "build");
      stage.yes(acquire());
      return of(stage, new ResourceCommand.GiveBack(actor(ADA), stage.last()));
    });
    put(ResourceCommand.ReportLimit.class, stage -> {
      // The limit that was reported before is over.
      stage.pass(Duration.ofSeconds(6));
      stage.claimed(ADA, "build");
      return of(
          stage,
          new ResourceCommand.ReportLimit(
              actor(ADA), new ResourceId("api"), Duration.ofSeconds(5)));
    });
  }

  private static ResourceCommand acquire() {
    return new ResourceCommand.Acquire(
        actor(ADA), List.of(Need.of("staging", 1), Need.exclusive("src/**")), null);
  }
}
