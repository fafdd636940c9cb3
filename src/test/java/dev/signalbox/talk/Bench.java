package dev.signalbox.talk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.board.Actor;
import dev.signalbox.board.AgentId;
import dev.signalbox.board.Command;
import dev.signalbox.board.Entry;
import dev.signalbox.board.Event;
import dev.signalbox.board.Hold;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.Task;
import dev.signalbox.board.TaskCommand;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.Team;
import dev.signalbox.board.TeamCommand;
import dev.signalbox.board.TeamId;
import dev.signalbox.board.WorkCommand;
import dev.signalbox.desk.Batch;
import dev.signalbox.desk.Chore;
import dev.signalbox.desk.DeskMeter;
import dev.signalbox.desk.ManualDesk;
import dev.signalbox.desk.Reads;
import dev.signalbox.desk.Reply;
import dev.signalbox.desk.Request;
import dev.signalbox.ledger.Store;
import dev.signalbox.testkit.ManualTime;
import dev.signalbox.testkit.TeamSetup;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The real rules, desk and ledger in one directory, turned by hand, and the door to talk to them.
 * The team is that of {@link TeamSetup}: lanes build, docs and review; priya, who is its owner and
 * admin; omar and mia.
 */
public final class Bench implements AutoCloseable {

  public static final TeamId TEAM = new TeamId("reflectt");
  public static final Actor PRIYA = person("priya");
  public static final Actor OMAR = person("omar");

  public final ManualTime time;
  public final PaperOffices offices = new PaperOffices(this::serve);
  private final Path directory;
  private final Team team;
  private final boolean watchful;
  private Store store;
  private ManualDesk desk;
  private Talk talk;
  private Spelling spelling = Spelling.PROMPTED;

  public Bench(Path directory) {
    this(directory, TeamSetup.team().done());
  }

  public Bench(Path directory, Team team) {
    this(directory, team, false);
  }

  private Bench(Path directory, Team team, boolean watchful) {
    this.directory = directory;
    this.team = team;
    this.watchful = watchful;
    this.time = new ManualTime();
    open();
  }

  /** One whose desk must look at the clock every now and then, as the real one does. */
  public static Bench watchful(Path directory, Team team) {
    return new Bench(directory, team, true);
  }

  private void open() {
    store = Store.open(directory, Store.Options.DEFAULT);
    desk = watchful
        ? ManualDesk.watchful(store.ledger(), new WhatToTell(), List.of(team), time)
        : new ManualDesk(store.ledger(), new WhatToTell(), List.of(team), time);
    talk = talk(this::serve, spelling);
  }

  /** People type as on that platform from now on. */
  public void spells(Spelling as) {
    spelling = as;
    talk = talk(this::serve, as);
  }

  /** The process ends and another one begins. */
  public void restart() {
    store.close();
    open();
  }

  @Override
  public void close() {
    store.close();
  }

  public Talk talk() {
    return talk;
  }

  public Reads reads() {
    return store.reads();
  }

  /** A door to talk through, with something between it and the desk. */
  public Talk talk(Function<Request, CompletableFuture<Reply>> way) {
    return talk(way, Spelling.PROMPTED);
  }

  /** Likewise, as a platform spells it. */
  public Talk talk(Function<Request, CompletableFuture<Reply>> way, Spelling spelling) {
    return new Talk(new Talk.House(way, this::chored, reads(), offices.all(), this::now), spelling);
  }

  /** What the desk says at once. One at a time, like the real one. */
  public synchronized CompletableFuture<Reply> serve(Request request) {
    return desk.serve(List.of(request)).get(0);
  }

  private CompletableFuture<?> chored(Chore chore) {
    chore(chore);
    return CompletableFuture.completedFuture(null);
  }

  public void chore(Chore chore) {
    store.ledger().write(new Batch(now(), List.of(), List.of(chore)));
  }

  /** The desk's time. */
  public Instant now() {
    return desk.now();
  }

  public DeskMeter meter() {
    return desk.meter();
  }

  /** Nobody asks for anything; what is due happens. */
  public void idle() {
    desk.idle();
  }

  // -- doing ------------------------------------------------------------------------------------

  public static Actor person(String name) {
    return Actor.of(new PersonId(name));
  }

  public static Actor agent(String name) {
    return Actor.of(new AgentId(name));
  }

  public Reply ask(Command command) {
    return desk.serve(TEAM, command);
  }

  public Reply yes(Command command) {
    Reply reply = ask(command);
    assertThat(reply.refusal()).as("refusal of %s", command).isNull();
    return reply;
  }

  public void joins(String agent, String lane) {
    yes(new TeamCommand.AddAgent(
        Actor.OPERATOR, new AgentId(agent), new LaneId(lane), null, "sbx_1"));
    beats(agent);
  }

  public void beats(String... agents) {
    for (String agent : agents) {
      yes(WorkCommand.Heartbeat.of(new AgentId(agent)));
    }
  }

  public void says(String agent, String note) {
    yes(new WorkCommand.Heartbeat(agent(agent), null, null, note, null, null));
  }

  /** A task of priya's. */
  public TaskId task(String title, String lane, TaskId... after) {
    return yes(new TaskCommand.New(
            PRIYA,
            title,
            "",
            List.of(),
            new LaneId(lane),
            List.of(),
            null,
            null,
            List.of(after),
            null))
        .answer()
        .task();
  }

  public void claims(String agent, TaskId task) {
    yes(new WorkCommand.Claim(agent(agent), task, null, true));
  }

  public void submits(String agent, TaskId task) {
    yes(new WorkCommand.Submit(
        agent(agent),
        task,
        epoch(task),
        "https://github.com/acme/api/pull/88",
        "retries with jitter",
        List.of("5xx retried 5 times", "no test sleeps")));
  }

  public void passes(String agent, TaskId task) {
    yes(new WorkCommand.Pass(agent(agent), task, epoch(task), ""));
  }

  public void fails(String agent, TaskId task, String feedback) {
    yes(new WorkCommand.Fail(agent(agent), task, epoch(task), feedback));
  }

  public void stuck(String agent, TaskId task, String reason) {
    yes(new WorkCommand.AskForHelp(agent(agent), task, epoch(task), reason, ""));
  }

  /** Goes the whole way from claim to the end of its review. */
  public void finishes(String builder, String reviewer, TaskId task) {
    claims(builder, task);
    submits(builder, task);
    passes(reviewer, task);
  }

  public void later(Duration amount) {
    time.pass(amount);
  }

  public void minutes(int amount) {
    later(Duration.ofMinutes(amount));
  }

  /** Likewise, while these agents report once a minute. */
  public void minutesWith(int amount, String... alive) {
    for (int minute = 0; minute < amount; minute++) {
      minutes(1);
      beats(alive);
    }
  }

  /** Time passes and the clock is looked at. */
  public void sweepAfter(Duration amount) {
    later(amount);
    desk.serve(TEAM, TeamCommand.Sweep.NOW);
  }

  private int epoch(TaskId task) {
    return taskNow(task).held().map(Hold::epoch).orElse(taskNow(task).epoch());
  }

  public Task taskNow(TaskId task) {
    return reads().task(TEAM, task).orElseThrow().task();
  }

  /** What makes messages of what is to be told. */
  public Teller teller() {
    return new Teller(reads(), this::now, spelling);
  }

  // -- talking ----------------------------------------------------------------------------------

  public Message hears(Actor who, String text) {
    return hears(who, null, text);
  }

  /** Likewise, in the thread of a task. */
  public Message hears(Actor who, TaskId thread, String text) {
    return talk.hear(new Utterance(TEAM, who, "local", thread, text)).join();
  }

  public Message pressed(Actor who, Button button, Map<String, String> fields) {
    return pressed(who, button.action(), fields);
  }

  public Message pressed(Actor who, String action, Map<String, String> fields) {
    return talk.press(new Press(TEAM, who, "local", action, fields)).join();
  }

  // -- looking ----------------------------------------------------------------------------------

  Scene scene(TaskId task) {
    return Scene.of(reads(), TEAM, task).orElseThrow();
  }

  public Message card(TaskId task) {
    return CardView.of(scene(task));
  }

  public List<Reads.OutboxRow> outbox() {
    return reads().outbox(TEAM, "local", now().plus(Duration.ofDays(9)), 200);
  }

  /** Everything that happened, oldest first. */
  public List<Entry> log() {
    return reads().events(TEAM, 0, Reads.PAGE_MAX);
  }

  /** The latest event of a kind. */
  public Entry last(Class<? extends Event> kind) {
    return last(entry -> kind.isInstance(entry.event()));
  }

  public Entry last(Predicate<Entry> which) {
    List<Entry> found = log().stream().filter(which).toList();
    assertThat(found).as("events that were looked for").isNotEmpty();
    return found.get(found.size() - 1);
  }

  /** The thread line of the latest event of a kind, as people read it. */
  public String line(Class<? extends Event> kind) {
    return line(last(kind));
  }

  public String line(Entry entry) {
    Scene scene = entry.event().subject().map(this::scene).orElse(null);
    Team now = reads().overview(TEAM).team();
    return Shown.lines(Lines.of(entry, now, scene));
  }

  /** The message of the latest ping about a task. */
  public Message ping(TaskId task) {
    List<Reads.OutboxRow> pings = outbox().stream()
        .filter(row -> row.demand().episode() > 0)
        .filter(row -> row.demand().subject().taskId().filter(task::equals).isPresent())
        .toList();
    assertThat(pings).as("pings about %s", task).isNotEmpty();
    return told(pings.get(pings.size() - 1));
  }

  public Message told(Reads.OutboxRow row) {
    return mayTell(row).orElseThrow();
  }

  /** Likewise; empty where there is nothing to say any more. */
  public Optional<Message> mayTell(Reads.OutboxRow row) {
    return teller().tell(List.of(row), false);
  }
}
