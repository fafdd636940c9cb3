package dev.signalbox.ledger;

import dev.signalbox.board.Actor;
import dev.signalbox.board.Agent;
import dev.signalbox.board.AgentId;
import dev.signalbox.board.Board;
import dev.signalbox.board.Command;
import dev.signalbox.board.Entry;
import dev.signalbox.board.Lane;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.Rules;
import dev.signalbox.board.Ruling;
import dev.signalbox.board.Subject;
import dev.signalbox.board.TaskCommand;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.Team;
import dev.signalbox.board.TeamCommand;
import dev.signalbox.board.TeamId;
import dev.signalbox.board.WorkCommand;
import dev.signalbox.desk.Batch;
import dev.signalbox.desk.Chore;
import dev.signalbox.desk.Demand;
import dev.signalbox.desk.Demands;
import dev.signalbox.desk.Ledger;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A small desk: decides commands on a board and writes what happened, a batch when told. */
final class Scene {

  static final TeamId TEAM = new TeamId("reflectt");
  static final Instant START = Instant.parse("2030-01-01T09:00:00Z");
  static final PersonId RYAN = new PersonId("ryan");
  static final Actor OWNER = Actor.of(RYAN);

  /** Tells the room of a task a card and a line for every event about it. */
  static final Demands CARDS_AND_LINES = (entry, board) -> entry
      .event()
      .subject()
      .map(task -> List.of(
          new Demand("local", Subject.of(task), Demand.Kind.CARD, entry.number(), 0),
          new Demand("local", Subject.of(task), Demand.Kind.LINE, entry.number(), 0)))
      .orElse(List.of());

  final Ledger ledger;
  final Board board;
  Instant now = START;
  Demands demands = Demands.NONE;
  private final List<Entry> entries = new ArrayList<>();
  private final List<Demand> asked = new ArrayList<>();
  private final List<Batch.Remembered> outcomes = new ArrayList<>();
  private final List<Chore> chores = new ArrayList<>();

  Scene(Ledger ledger, Team team) {
    this.ledger = ledger;
    board = Board.empty(team);
  }

  /** The team of the story, configured, with agents that have just been heard; all written. */
  static Scene told(Ledger ledger) {
    Scene scene = new Scene(ledger, team(TEAM));
    scene.yes(new TeamCommand.Configure(Actor.OPERATOR, scene.board.team()));
    scene.agent("builder", "build");
    scene.agent("kai", "build");
    scene.agent("quill", "review");
    scene.agent("funnel", "review");
    scene.agent("docsy", "docs");
    scene.flush();
    return scene;
  }

  static Team team(TeamId id) {
    Map<LaneId, Lane> lanes = new LinkedHashMap<>();
    LaneId review = new LaneId("review");
    lane(lanes, "build", Lane.Finish.SHIP, Lane.ReviewBy.lanes(List.of(review)));
    lane(lanes, "docs", Lane.Finish.ACCEPT, Lane.ReviewBy.NOBODY);
    lane(lanes, "review", Lane.Finish.SHIP, Lane.ReviewBy.ANYBODY_ELSE);
    Map<PersonId, Team.Person> people = new LinkedHashMap<>();
    people.put(RYAN, Team.Person.ADMIN);
    people.put(new PersonId("mia"), Team.Person.MEMBER);
    return Team.of(
        id,
        ZoneId.of("Europe/Berlin"),
        RYAN,
        people,
        List.of("local"),
        6,
        Duration.ofMinutes(30),
        lanes);
  }

  private static void lane(
      Map<LaneId, Lane> lanes, String name, Lane.Finish finish, Lane.ReviewBy reviewBy) {
    LaneId id = new LaneId(name);
    lanes.put(
        id,
        new Lane(
            id,
            name.equals("build") ? 4 : null,
            2,
            Duration.ofSeconds(60),
            Duration.ofMinutes(3),
            Duration.ofSeconds(150),
            Duration.ofSeconds(300),
            Duration.ofMinutes(60),
            Duration.ofHours(24),
            3,
            3,
            Duration.ofMinutes(30),
            4,
            finish,
            reviewBy));
  }

  void agent(String name, String lane) {
    yes(new TeamCommand.AddAgent(
        Actor.OPERATOR, new AgentId(name), new LaneId(lane), null, "sbx_" + name));
    yes(WorkCommand.Heartbeat.of(new AgentId(name)));
  }

  TaskId create(String title, String lane, TaskId... after) {
    Ruling ruling = yes(new TaskCommand.New(
        OWNER,
        title,
        "Brief of " + title,
        List.of("it works"),
        new LaneId(lane),
        List.of(),
        null,
        null,
        List.of(after),
        null));
    return ruling.answer().task();
  }

  /** Claims for an agent; the epoch it got. */
  int claim(String agent, TaskId task) {
    return yes(new WorkCommand.Claim(actor(agent), task, null, false)).answer().epoch();
  }

  void submit(String agent, TaskId task, int epoch) {
    yes(new WorkCommand.Submit(
        actor(agent), task, epoch, "https://example.org/1", "done", List.of("it works")));
  }

  static Actor actor(String agent) {
    return Actor.of(new AgentId(agent));
  }

  /** Decides what must be accepted. */
  Ruling yes(Command command) {
    Ruling ruling = decide(command);
    if (ruling.refusal() != null) {
      throw new AssertionError(command + " was refused: " + ruling.refusal());
    }
    return ruling;
  }

  Ruling decide(Command command) {
    now = now.plusMillis(7);
    ledger.fetch(TEAM, command.touches()).forEach(board::bring);
    Ruling ruling = Rules.decide(board, command, now);
    entries.addAll(ruling.entries());
    ruling.entries().forEach(entry -> asked.addAll(demands.of(entry, board)));
    return ruling;
  }

  void ask(Demand demand) {
    asked.add(demand);
  }

  void remember(Batch.Remembered outcome) {
    outcomes.add(outcome);
  }

  void chore(Chore chore) {
    chores.add(chore);
  }

  /** What is to be written. */
  Batch batch() {
    Batch.Part part = new Batch.Part(
        board.team().id(),
        board,
        board.takeChanges(),
        List.copyOf(entries),
        List.copyOf(asked),
        List.copyOf(outcomes));
    Batch batch = new Batch(now, List.of(part), List.copyOf(chores));
    entries.clear();
    asked.clear();
    outcomes.clear();
    chores.clear();
    return batch;
  }

  /** Writes everything since the last time, and lets go of closed tasks. */
  void flush() {
    ledger.write(batch());
    board.letGoOfClosed();
  }

  /** Writes one chore. */
  void write(Chore chore) {
    chore(chore);
    flush();
  }

  /** The latest signs of life, as the desk flushes them. */
  Chore.Heard heard() {
    Map<AgentId, Optional<Instant>> heard = new TreeMap<>();
    for (Agent agent : board.agents()) {
      heard.put(agent.id(), board.heard(agent.id()));
    }
    return new Chore.Heard(TEAM, heard);
  }
}
