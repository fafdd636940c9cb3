package dev.signalbox.local;

import dev.signalbox.board.Actor;
import dev.signalbox.board.Agent;
import dev.signalbox.board.AgentId;
import dev.signalbox.board.Board;
import dev.signalbox.board.Hold;
import dev.signalbox.board.Lane;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.PersonEvent;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.Place;
import dev.signalbox.board.Priority;
import dev.signalbox.board.State;
import dev.signalbox.board.Stock;
import dev.signalbox.board.StuckReason;
import dev.signalbox.board.Subject;
import dev.signalbox.board.Task;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.Team;
import dev.signalbox.board.TeamId;
import dev.signalbox.desk.Chore;
import dev.signalbox.desk.Reads;
import dev.signalbox.talk.Message;
import dev.signalbox.talk.MessageJson;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A team in the middle of its day: eight agents, a dozen cards, two people asked. */
final class Sample {

  static final TeamId TEAM = new TeamId("reflectt");
  static final PersonId RYAN = new PersonId("ryan");

  private final FakeReads reads;
  private final Instant now;
  private long outbox = 100;

  Sample(FakeReads reads, InstantSource clock) {
    this.reads = reads;
    this.now = clock.instant();
  }

  /** Everything below. */
  void fill() {
    overview();
    cards();
    pings();
  }

  private Instant ago(long minutes) {
    return now.minus(Duration.ofMinutes(minutes));
  }

  // -- the channel --------------------------------------------------------------------------------

  String post(long minutesAgo, @Nullable String parent, Subject subject, Message message) {
    String id = (parent == null ? "p" : parent + ".") + outbox++;
    reads.store(
        new Chore.StorePost(TEAM, LocalChat.ROOM, id, parent, subject, MessageJson.write(message)),
        ago(minutesAgo));
    return id;
  }

  private String card(long minutesAgo, int number, Message message) {
    return post(minutesAgo, null, Subject.of(new TaskId(number)), message);
  }

  private void cards() {
    Words say = new Words(now);
    card(1500, 28, say.finished(28, "Pin every build plugin", "done", "kai", "quill", "48 m"));
    card(1440, 29, say.cancelled(29, "Try the old scheduler again", "ryan"));
    card(400, 31, say.finished(31, "Ship the changelog page", "done", "uipolish", "quill", "2 h"));
    post(390, null, Subject.of(new LaneId("build")), say.note("ryan set build to 2 slots."));
    String blog = card(131, 35, say.ready(35, "Document the coordination layer for the blog post"));
    thread(blog, 35, say);
    card(92, 36, say.stuck(36, "Migrate the staging database"));
    String retry = card(
        75,
        41,
        say.doing(
            41,
            "Retry failed webhooks",
            "build",
            "builder",
            12,
            "back-off test 3/5",
            "5xx is retried 5 times, then parked"));
    claimed(retry, 41, "builder", say);
    card(64, 42, say.quiet(42, "Attribute every chart to its source", "main"));
    card(51, 40, say.review(40, "Polish the empty states", "uipolish", "quill"));
    card(
        44,
        43,
        say.doing(
            43,
            "Write the funnel report for November",
            "docs",
            "funnel",
            3,
            "draft 2",
            "numbers match the warehouse"));
    card(
        30,
        44,
        say.queued(44, "Kindle the onboarding mails again after a week of silence", "kindling"));
    post(22, null, Subject.TEAM, say.note("attribution joined build."));
    card(
        9, 47, say.todo(47, "Compare the three importers and say which one we keep, with numbers"));
  }

  private void thread(String card, int number, Words say) {
    Subject subject = Subject.of(new TaskId(number));
    post(131, card, subject, say.line(131, "ryan made this task."));
    post(
        128,
        card,
        subject,
        say.line(128, "builder claimed this. First heartbeat due within 3 minutes."));
    post(70, card, subject, say.submitted(70, "builder", "quill"));
    post(58, card, subject, say.failed(58, "quill"));
    post(33, card, subject, say.submitted(33, "builder", "quill"));
    post(20, card, subject, say.line(20, "quill passed this. It is ready for ryan."));
  }

  private void claimed(String card, int number, String agent, Words say) {
    Subject subject = Subject.of(new TaskId(number));
    post(75, card, subject, say.line(75, "ryan made this task."));
    post(
        12,
        card,
        subject,
        say.line(12, agent + " claimed this. First heartbeat due within 3 minutes."));
  }

  private void pings() {
    Words say = new Words(now);
    post(60, null, Subject.of(new TaskId(33)), say.settled());
    post(20, null, Subject.of(new TaskId(35)), say.readyPing());
    post(6, null, Subject.of(new TaskId(36)), say.stuckPing());
    reads.show(
        TEAM,
        List.of(
            new Reads.PingDetails(
                Subject.of(new TaskId(35)),
                1,
                PersonEvent.Pinged.Kind.READY,
                null,
                RYAN,
                ago(20),
                1,
                null,
                null),
            new Reads.PingDetails(
                Subject.of(new TaskId(36)),
                1,
                PersonEvent.Pinged.Kind.STUCK,
                StuckReason.ATTEMPTS,
                RYAN,
                ago(6),
                1,
                null,
                null)));
  }

  // -- the team -----------------------------------------------------------------------------------

  static Lane lane(String name, @Nullable Integer wip) {
    return new Lane(
        new LaneId(name),
        wip,
        1,
        Duration.ofMinutes(1),
        Duration.ofMinutes(3),
        Duration.ofSeconds(150),
        Duration.ofSeconds(300),
        Duration.ofHours(1),
        Duration.ofHours(24),
        3,
        3,
        Duration.ofMinutes(30),
        4,
        Lane.Finish.SHIP,
        Lane.ReviewBy.ANYBODY_ELSE);
  }

  static Team team(TeamId id, Set<PersonId> people, Lane... lanes) {
    Map<LaneId, Lane> byId = new LinkedHashMap<>();
    for (Lane lane : lanes) {
      byId.put(lane.id(), lane);
    }
    Map<PersonId, Team.Person> roles = new LinkedHashMap<>();
    people.forEach(person -> roles.put(person, Team.Person.ADMIN));
    return Team.of(
        id, ZoneOffset.UTC, RYAN, roles, List.of("local"), 5, Duration.ofMinutes(30), byId);
  }

  /** A team in which nothing has happened yet. */
  static Reads.Overview quiet(TeamId id, Set<PersonId> people, Instant now) {
    return new Reads.Overview(
        team(id, people, lane("build", 2)),
        false,
        Map.of(),
        List.of(),
        List.of(),
        List.of(),
        Map.of(),
        0,
        now,
        Stock.Saved.NOTHING);
  }

  private Agent agent(String name, String lane, @Nullable Duration calm) {
    Agent.Quiet quiet = calm == null ? null : new Agent.Quiet(ago(3), now.plus(calm));
    return new Agent(
        new AgentId(name),
        new LaneId(lane),
        RYAN,
        false,
        false,
        quiet,
        Instant.EPOCH,
        Set.of(),
        List.of(),
        1);
  }

  private Task held(int number, String title, String lane, Hold hold) {
    return new Task(
        new TaskId(number),
        title,
        new LaneId(lane),
        List.of(),
        Priority.NORMAL,
        RYAN,
        List.of(),
        Collections.emptySortedSet(),
        "local",
        hold.review() ? State.REVIEW : State.DOING,
        hold.since(),
        hold.epoch(),
        hold,
        null,
        null,
        0,
        1,
        null,
        false,
        Collections.emptySortedSet(),
        Map.of(),
        Collections.emptySortedMap(),
        null,
        0,
        0,
        0,
        null,
        false,
        List.of(),
        0);
  }

  private Reads.AgentDetails works(
      String name, String lane, long seconds, int number, String title, String note, int progress) {
    Hold hold = new Hold(
        new AgentId(name),
        3,
        Hold.Kind.WORK,
        new LaneId(lane),
        ago(12),
        true,
        seconds > 150 ? now.minusSeconds(seconds) : null,
        note,
        progress);
    Task task = held(number, title, lane, hold);
    reads.know(new Reads.TaskDetails(
        task, "", List.of(), Actor.of(RYAN), ago(75), null, null, null, null, "", null, 0, null));
    return new Reads.AgentDetails(
        agent(name, lane, null), now.minusSeconds(seconds), List.of(task));
  }

  private Reads.AgentDetails rests(String name, String lane, @Nullable Duration silence) {
    return new Reads.AgentDetails(
        agent(name, lane, null), silence == null ? null : now.minus(silence), List.of());
  }

  private Reads.AgentDetails reviews(String name, int number, String title) {
    Hold hold = new Hold(
        new AgentId(name), 2, Hold.Kind.REVIEW, new LaneId("review"), ago(4), true, null, "", -1);
    return new Reads.AgentDetails(
        agent(name, "review", Duration.ofMinutes(20)),
        now.minusSeconds(41),
        List.of(held(number, title, "build", hold)));
  }

  void overview() {
    for (int number : List.of(35, 36, 40, 44, 47)) {
      Hold hold = Hold.class.cast(new Hold(
          new AgentId("builder"),
          1,
          Hold.Kind.WORK,
          new LaneId("build"),
          ago(9),
          true,
          null,
          "",
          -1));
      reads.know(new Reads.TaskDetails(
          held(
              number,
              number == 35 ? "Document the coordination layer for the blog post" : "Task " + number,
              "build",
              hold),
          "",
          List.of(),
          Actor.of(RYAN),
          ago(75),
          null,
          null,
          null,
          null,
          "",
          null,
          0,
          null));
    }
    reads.show(new Reads.Overview(
        team(TEAM, Set.of(RYAN), lane("build", 2), lane("docs", 2), lane("review", null)),
        false,
        Map.of(new LaneId("docs"), new Board.LaneState(false, 0, 0, false)),
        List.of(
            works("builder", "build", 8, 41, "Retry failed webhooks", "back-off test 3/5", 60),
            works("main", "build", 201, 42, "Attribute every chart to its source", "porting", -1),
            rests("kai", "build", Duration.ofSeconds(25)),
            rests("attribution", "build", null),
            works("funnel", "docs", 33, 43, "Write the funnel report for November", "draft 2", 35),
            rests("kindling", "docs", Duration.ofSeconds(52)),
            rests("uipolish", "docs", Duration.ofHours(19)),
            reviews("quill", 40, "Polish the empty states")),
        List.of(
            new Place(new AgentId("kai"), new TaskId(44), 90, ago(7)),
            new Place(new AgentId("kindling"), null, 95, ago(2))),
        List.of(),
        Map.of(
            new LaneId("build"),
            Map.of(State.TODO, 5, State.DOING, 2, State.REVIEW, 1, State.STUCK, 1),
            new LaneId("docs"),
            Map.of(State.TODO, 2, State.DOING, 1, State.READY, 1)),
        320,
        ago(4000),
        Stock.Saved.NOTHING));
  }
}
