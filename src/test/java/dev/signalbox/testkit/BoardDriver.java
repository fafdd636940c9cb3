package dev.signalbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.board.Actor;
import dev.signalbox.board.AgentId;
import dev.signalbox.board.Board;
import dev.signalbox.board.Command;
import dev.signalbox.board.Hold;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.LookAtAll;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.Rules;
import dev.signalbox.board.Ruling;
import dev.signalbox.board.State;
import dev.signalbox.board.Task;
import dev.signalbox.board.TaskCommand;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.TeamCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Drives the rules of one team by hand: commands go in, time moves when told, and after every
 * command what must always hold is checked. Closed tasks come and go as they do under the desk.
 */
public final class BoardDriver {

  public static final Instant START = Instant.parse("2030-01-01T09:00:00Z");

  private final Board board;
  private final Followed followed;
  private final Map<TaskId, Task> closed = new TreeMap<>();
  private Instant now = START;

  public BoardDriver(TeamSetup setup) {
    board = Board.empty(setup.done());
    followed = new Followed(setup.done());
    when(new TeamCommand.Configure(Actor.OPERATOR, setup.done())).accepted();
  }

  public static BoardDriver of(TeamSetup setup) {
    return new BoardDriver(setup);
  }

  // -- the cast ---------------------------------------------------------------------------------

  /** An agent of the team that was heard just now. */
  public AgentHand agent(String name, String lane) {
    AgentHand hand = neverHeard(name, lane, null);
    hand.beat();
    return hand;
  }

  public AgentHand agent(String name, String lane, PersonHand person) {
    AgentHand hand = neverHeard(name, lane, person);
    hand.beat();
    return hand;
  }

  public AgentHand neverHeard(String name, String lane) {
    return neverHeard(name, lane, null);
  }

  public AgentHand neverHeard(String name, String lane, PersonHand person) {
    AgentId id = new AgentId(name);
    PersonId acts = person == null ? null : person.id();
    when(new TeamCommand.AddAgent(Actor.OPERATOR, id, new LaneId(lane), acts, "sbx_1"))
        .accepted();
    return new AgentHand(this, id);
  }

  /** An agent that the team does not have. */
  public AgentHand stranger(String name) {
    return new AgentHand(this, new AgentId(name));
  }

  public PersonHand person(String name) {
    return new PersonHand(this, new PersonId(name));
  }

  // -- given ------------------------------------------------------------------------------------

  /** A task of omar's. */
  public TaskId task(String lane) {
    return task(draft -> draft.lane(lane));
  }

  public TaskId task(Consumer<TaskDraft> how) {
    person("omar").create(how).accepted();
    return new TaskId(board.newest());
  }

  // -- when -------------------------------------------------------------------------------------

  public Outcome when(Command command) {
    command.touches().forEach(id -> {
      if (closed.containsKey(id)) {
        board.bring(closed.get(id));
      }
    });
    Ruling ruling = Rules.decide(board, command, now);
    settle(ruling);
    if (command instanceof TeamCommand.Sweep) {
      board.due().ifPresent(due -> assertThat(due).as("due after a sweep").isAfter(now));
    }
    return new Outcome(ruling);
  }

  private void settle(Ruling ruling) {
    followed.follow(ruling.entries());
    board.takeChanges().tasks().forEach(this::file);
    board.letGoOfClosed();
    assertThat(followed.board().snapshot()).as("replayed").isEqualTo(board.snapshot());
    Ruling more = Rules.decide(board, TeamCommand.Promote.NOW, now);
    assertThat(more.entries()).as("left undone").isEmpty();
    assertThat(LookAtAll.wakesInTime(board))
        .as("is awake when something is due")
        .isTrue();
  }

  private void file(Task task) {
    if (task.state().open()) {
      closed.remove(task.id());
    } else {
      closed.put(task.id(), task);
    }
  }

  /** Makes a task as {@code by}. */
  public Outcome create(Actor by, Consumer<TaskDraft> how) {
    TaskDraft draft = new TaskDraft(by);
    how.accept(draft);
    TaskCommand.New command = draft.done();
    return when(command);
  }

  public Outcome sweep() {
    return when(TeamCommand.Sweep.NOW);
  }

  /** Lets time pass, and then looks at the clock. */
  public Outcome sweepAfter(Duration amount) {
    later(amount);
    return sweep();
  }

  /** Lets time pass without anybody looking. */
  public void later(Duration amount) {
    now = now.plus(amount);
  }

  /** Lets time pass while these agents beat once a minute and the clock is looked at. */
  public void laterWith(Duration amount, AgentHand... alive) {
    Instant end = now.plus(amount);
    while (now.isBefore(end)) {
      Duration rest = Duration.between(now, end);
      Duration step = rest.compareTo(Duration.ofMinutes(1)) < 0 ? rest : Duration.ofMinutes(1);
      now = now.plus(step);
      for (AgentHand agent : alive) {
        agent.beat();
      }
      if (now.isBefore(end)) {
        sweep();
      }
    }
  }

  public Outcome awaken(Duration away) {
    return when(new TeamCommand.Awaken(Actor.SYSTEM, away));
  }

  // -- then -------------------------------------------------------------------------------------

  public Instant now() {
    return now;
  }

  public Board board() {
    return board;
  }

  /** The task, open or closed. */
  public Task task(TaskId id) {
    Task task = closed.get(id);
    return task == null ? board.task(id) : task;
  }

  public void stands(TaskId id, State state) {
    assertThat(task(id).state()).as(id.toString()).isEqualTo(state);
  }

  public void holds(AgentHand agent, TaskId id) {
    assertThat(task(id).held().map(Hold::agent)).as("holder of %s", id).contains(agent.id());
  }

  public void holds(AgentHand agent, TaskId id, Hold.Kind kind) {
    holds(agent, id);
    assertThat(task(id).held().map(Hold::kind)).as("hold on %s", id).contains(kind);
  }

  /** It is todo and waits for this agent. */
  public void waitsFor(AgentHand agent, TaskId id) {
    stands(id, State.TODO);
    assertThat(task(id).reservedFor()).as("%s is reserved for", id).isEqualTo(agent.id());
  }

  /** It is todo and anybody of its lane may have it. */
  public void waitsForLane(TaskId id) {
    stands(id, State.TODO);
    assertThat(task(id).reservedFor()).as("%s is reserved for", id).isNull();
  }

  /** It is in review and nobody has it. */
  public void waitsForReviewer(TaskId id) {
    stands(id, State.REVIEW);
    assertThat(task(id).held()).as("reviewer of %s", id).isEmpty();
  }
}
