package dev.signalbox.board;

import static dev.signalbox.testkit.TeamSetup.team;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.board.Refusal.Code;
import dev.signalbox.board.TaskEvent.Created;
import dev.signalbox.board.TaskEvent.Edited;
import dev.signalbox.board.TaskEvent.Noted;
import dev.signalbox.testkit.AgentHand;
import dev.signalbox.testkit.BoardDriver;
import dev.signalbox.testkit.PersonHand;
import dev.signalbox.testkit.TaskDraft;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** New tasks, edits, notes, and what they may say. */
class CreatingTest {

  private static final LaneId BUILD = new LaneId("build");

  private final BoardDriver board = BoardDriver.of(team());
  private final PersonHand priya = board.person("priya");
  private final PersonHand omar = board.person("omar");
  private final PersonHand mia = board.person("mia");
  private final AgentHand ada = board.agent("ada", "build", mia);

  // -- new --------------------------------------------------------------------------------------

  @Test
  void a_task_is_made_as_it_was_asked_for() {
    TaskId first = board.task("docs");
    omar.create(draft -> draft
            .title("  Write it  ")
            .brief("all of it")
            .doneWhen(List.of("it reads well"))
            .lane("build")
            .route("docs")
            .priority(Priority.HIGH)
            .owner("mia")
            .after(first)
            .room("slack:C1"))
        .then(new Created(
            new TaskId(2),
            "Write it",
            "all of it",
            List.of("it reads well"),
            BUILD,
            List.of(new LaneId("docs")),
            Priority.HIGH,
            mia.id(),
            List.of(first),
            "slack:C1"));
  }

  @Test
  void what_is_not_said_has_its_default() {
    TaskId task = board.task("build");
    assertThat(board.task(task).priority()).isEqualTo(Priority.NORMAL);
    assertThat(board.task(task).owner()).isEqualTo(omar.id());
    assertThat(board.task(task).room()).isEqualTo("local");
    assertThat(board.task(task).route()).isEmpty();
  }

  @Test
  void a_schedules_task_is_the_team_owners_and_in_the_teams_first_room() {
    Schedule nightly = new Schedule(
        "0 0 9 * * ?",
        null,
        BUILD,
        "Nightly",
        "all of it",
        List.of("it is green"),
        List.of(new LaneId("docs")),
        Priority.HIGH,
        List.of(Need.exclusive("docs/**")),
        null);
    board
        .when(nightly.task("nightly"))
        .then(new Created(
            new TaskId(1),
            "Nightly",
            "all of it",
            List.of("it is green"),
            BUILD,
            List.of(new LaneId("docs")),
            Priority.HIGH,
            priya.id(),
            List.of(),
            "local",
            List.of(Need.exclusive("docs/**"))));
  }

  @Test
  void a_schedule_may_make_tasks_and_nothing_else() {
    Actor schedule = Actor.schedule("docs 0 0 9 * * ? Z");
    assertThat(Actor.parse(schedule.toString())).isEqualTo(schedule);
    TaskId task = board.task("build");
    for (Command other : List.of(
        new TaskCommand.Note(schedule, task, "hello"),
        new TaskCommand.Cancel(schedule, task, "no"),
        new TaskCommand.Reassign(schedule, task, ada.id()),
        new WorkCommand.Claim(schedule, task, ada.id(), true),
        new TeamCommand.Configure(schedule, team().wip(1).done()))) {
      board.when(other).refused(Code.NOT_ALLOWED);
    }
  }

  @Test
  void an_agents_task_is_in_its_own_lane_and_its_persons() {
    board.create(ada.actor(), draft -> {}).accepted();
    assertThat(board.task(new TaskId(1)).lane()).isEqualTo(BUILD);
    assertThat(board.task(new TaskId(1)).owner()).isEqualTo(mia.id());
  }

  @Test
  void an_agents_task_without_a_person_is_the_team_owners() {
    AgentHand bob = board.agent("bob", "build");
    board.create(bob.actor(), draft -> draft.lane("docs")).accepted();
    assertThat(board.task(new TaskId(1)).owner()).isEqualTo(priya.id());
    assertThat(board.task(new TaskId(1)).lane()).isEqualTo(new LaneId("docs"));
  }

  @Test
  void a_scheduled_task_is_the_team_owners() {
    board.create(Actor.SYSTEM, draft -> draft.lane("docs")).accepted();
    assertThat(board.task(new TaskId(1)).owner()).isEqualTo(priya.id());
  }

  @Test
  void a_person_names_a_lane_where_there_are_several() {
    omar.create(draft -> {}).refused(Code.BAD_VALUE, "Which lane?", "build", "docs", "review");
    BoardDriver one = BoardDriver.of(team().withoutLane("build").withoutLane("docs"));
    one.person("omar").create(draft -> {}).accepted();
  }

  @Test
  void numbers_are_dense_and_never_used_again() {
    omar.cancel(board.task("build")).accepted();
    assertThat(board.task("build")).isEqualTo(new TaskId(2));
    omar.create(draft -> draft.title("")).refused(Code.BAD_VALUE);
    assertThat(board.task("build")).isEqualTo(new TaskId(3));
  }

  static Stream<Arguments> badTasks() {
    return Stream.of(
        bad(d -> d.title("x".repeat(121)), "at most 120 characters; this has 121"),
        bad(d -> d.title(" "), "title of 1 to 120 characters"),
        bad(d -> d.brief("x".repeat(16_001)), "at most 16000 characters; this has 16001"),
        bad(d -> d.doneWhen(Collections.nCopies(21, "x")), "at most 20 items; this has 21"),
        bad(d -> d.doneWhen(List.of("x".repeat(201))), "at most 200 characters; this has 201"),
        bad(d -> d.doneWhen(List.of("")), "done_when is needed"),
        bad(d -> d.route(lanes(11)), "at most 10 lanes; this has 11"),
        bad(d -> d.lane("art"), "No lane \"art\". Lanes: build, docs, review"),
        bad(d -> d.route("art"), "No lane \"art\""),
        bad(d -> d.owner("eve"), "No person \"eve\". People: mia, omar, priya"));
  }

  private static Arguments bad(Consumer<TaskDraft> how, String words) {
    return Arguments.of(words, how);
  }

  private static String[] lanes(int many) {
    return Collections.nCopies(many, "docs").toArray(String[]::new);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badTasks")
  void what_is_beyond_its_limit_is_refused_with_the_actual_value(
      String words, Consumer<TaskDraft> how) {
    omar.create(draft -> how.accept(draft.lane("build"))).refused(Code.BAD_VALUE, words);
    assertThat(board.board().newest()).isZero();
  }

  @Test
  void exactly_at_its_limit_it_is_good() {
    omar.create(draft -> draft
            .lane("build")
            .title("x".repeat(120))
            .brief("x".repeat(16_000))
            .doneWhen(Collections.nCopies(20, "x".repeat(200)))
            .route(lanes(10)))
        .accepted();
  }

  @Test
  void a_team_has_at_most_a_hundred_thousand_open_tasks() {
    Board many = Board.empty(team().done());
    for (int task = 0; task < 100_000; task++) {
      assertThat(made(many).accepted()).isTrue();
    }
    assertThat(made(many).refusal().code()).isEqualTo(Code.TOO_MANY);
    TaskCommand cancel = new TaskCommand.Cancel(priya.actor(), new TaskId(7), "no room");
    assertThat(Rules.decide(many, cancel, board.now()).accepted()).isTrue();
    assertThat(made(many).accepted()).isTrue();
  }

  private Ruling made(Board many) {
    TaskCommand one = new TaskCommand.New(
        omar.actor(), "One of many", "", List.of(), BUILD, List.of(), null, null, List.of(), null);
    return Rules.decide(many, one, board.now());
  }

  @Test
  void bad_input_comes_before_not_allowed() {
    PersonHand eve = board.person("eve");
    eve.create(draft -> draft.lane("build").title("")).refused(Code.BAD_VALUE);
    eve.create(draft -> draft.lane("build")).refused(Code.NOT_ALLOWED);
  }

  // -- edit -------------------------------------------------------------------------------------

  @Test
  void an_edit_changes_what_it_names_and_nothing_else() {
    TaskId task = board.task("build");
    Task before = board.task(task);
    omar.edit(task, edit -> edit.priority(Priority.URGENT))
        .then(new Edited(task, null, null, null, Priority.URGENT, null, null, null, null));
    Task after = board.task(task);
    assertThat(after.priority()).isEqualTo(Priority.URGENT);
    assertThat(after.title()).isEqualTo(before.title());
    assertThat(after.lane()).isEqualTo(before.lane());
    assertThat(after.waiting()).isEqualTo(before.waiting());
  }

  @Test
  void only_those_who_answer_for_it_edit() {
    TaskId task = board.task("build");
    mia.edit(task, edit -> edit.title("Mine")).refused(Code.NOT_ALLOWED, "can edit T-1");
    priya
        .edit(task, edit -> edit.title("  Ours ").brief("b").doneWhen(List.of("x")))
        .accepted();
    assertThat(board.task(task).title()).isEqualTo("Ours");
  }

  @Test
  void an_edit_keeps_to_the_same_limits() {
    TaskId task = board.task("build");
    omar.edit(task, edit -> edit.title("x".repeat(121))).refused(Code.BAD_VALUE);
    omar.edit(task, edit -> edit.brief("\u0000")).refused(Code.INVALID_TEXT);
    omar.edit(task, edit -> edit.lane("art")).refused(Code.BAD_VALUE);
    omar.edit(task, edit -> edit.route(lanes(11))).refused(Code.BAD_VALUE);
    omar.edit(task, edit -> edit.owner("eve")).refused(Code.BAD_VALUE);
  }

  @Test
  void a_more_urgent_task_is_given_first() {
    board.task("build");
    TaskId second = board.task("build");
    omar.edit(second, edit -> edit.priority(Priority.HIGH)).accepted();
    ada.next().accepted();
    board.holds(ada, second);
  }

  @Test
  void moved_to_another_lane_it_starts_anew_there() {
    TaskId task = board.task("build");
    ada.starts(task).release(task).accepted();
    priya.claim(task, board.neverHeard("bob", "build")).accepted();
    AgentHand dot = board.agent("dot", "docs");
    dot.next();
    omar.edit(task, edit -> edit.lane("docs")).accepted();
    board.holds(dot, task);
    assertThat(board.task(task).attempts()).isZero();
  }

  @Test
  void an_edit_sets_the_attempts_back() {
    TaskId task = board.task("build");
    ada.starts(task).release(task).accepted();
    omar.edit(task, edit -> edit.title("Clearer")).accepted();
    assertThat(board.task(task).attempts()).isZero();
  }

  // -- note -------------------------------------------------------------------------------------

  @Test
  void anybody_of_the_team_may_say_something_about_a_task_even_a_closed_one() {
    TaskId task = board.task("build");
    mia.note(task, "hello").then(new Noted(task, "hello"));
    board.when(new TaskCommand.Note(ada.actor(), task, "hello")).then(new Noted(task, "hello"));
    omar.cancel(task).accepted();
    mia.note(task, "a pity").accepted();
    mia.note(task, "").refused(Code.BAD_VALUE, "text is needed");
    mia.note(task, "x".repeat(501)).refused(Code.BAD_VALUE, "this has 501");
  }
}
