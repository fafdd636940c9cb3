package dev.signalbox.talk;

import static dev.signalbox.talk.Bench.OMAR;
import static dev.signalbox.talk.Bench.PRIYA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.board.Actor;
import dev.signalbox.board.AgentId;
import dev.signalbox.board.TaskCommand;
import dev.signalbox.board.TaskEvent;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.WorkCommand;
import dev.signalbox.desk.Reads;
import dev.signalbox.talk.language.Catalogue;
import dev.signalbox.talk.language.Verb;
import dev.signalbox.testkit.ManualTime;
import dev.signalbox.testkit.TeamSetup;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TalkTest {

  private static final Actor NOBODY = null;

  @TempDir
  Path directory;

  private Bench bench;
  private TaskId task;

  @BeforeEach
  void open() {
    bench =
        new Bench(directory, TeamSetup.team().lane("build", lane -> lane.wip(1)).done());
    bench.joins("ada", "build");
    bench.joins("cy", "build");
    bench.joins("lex", "review");
    bench.joins("quill", "review");
    task = bench.task("Retry failed webhooks", "build");
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private String says(Actor who, String text) {
    Message answer = bench.hears(who, text);
    assertThat(answer.kind()).isEqualTo(Message.Kind.ANSWER);
    assertThat(answer.spoken()).isNotBlank();
    return Shown.text(answer);
  }

  // -- errors: what, what is allowed, what next ---------------------------------------------------

  @Test
  void a_mistyped_verb_gets_the_one_that_was_meant() {
    assertThat(says(PRIYA, "clam T-1")).isEqualTo("""
        I don't know “clam”. Did you mean claim?
        /signalbox claim T-41 agent:ada""");
  }

  @Test
  void a_missing_id_gets_the_tasks_it_could_be() {
    bench.task("Park dead webhooks", "build");
    assertThat(says(PRIYA, "claim")).isEqualTo("""
        Which task?
        Open: T-1, T-2
        /signalbox claim T-41 agent:ada""");
    assertThat(says(PRIYA, "unblock")).isEqualTo("""
        Which task?
        /signalbox unblock T-41 you have access now""");
  }

  @Test
  void a_wrong_id_gets_the_form_of_ids() {
    assertThat(says(PRIYA, "claim 4l")).isEqualTo("""
        “4l” is not a task id. Ids look like T-41.
        /signalbox claim T-41 agent:ada""");
  }

  @Test
  void an_unknown_task_gets_the_newest() {
    assertThat(says(PRIYA, "claim T-999 agent:ada"))
        .isEqualTo("There is no T-999. The newest task is T-1.");
    assertThat(says(PRIYA, "show T-999")).isEqualTo("There is no T-999.");
  }

  @Test
  void a_move_that_is_not_legal_gets_those_that_are() {
    bench.claims("ada", task);
    bench.submits("ada", task);
    assertThat(says(PRIYA, "claim T-1 agent:cy"))
        .startsWith("T-1 is in review (lex). It can be passed, failed, ")
        .endsWith("not claimed.");
  }

  @Test
  void a_mistyped_agent_gets_the_one_that_was_meant() {
    assertThat(says(PRIYA, "claim T-1 agent:adda")).isEqualTo("""
        No agent “adda”. Did you mean ada?
        /signalbox claim T-41 agent:ada""");
    assertThat(says(PRIYA, "claim T-1 agent:zacharias"))
        .startsWith("No agent “zacharias”. There are: ada, cy, lex, quill.");
  }

  @Test
  void a_mistyped_lane_or_person_likewise() {
    assertThat(says(PRIYA, "new Write it lane:buil"))
        .startsWith("No lane “buil”. Did you mean build?");
    assertThat(says(PRIYA, "new Write it owner:@pria"))
        .startsWith("No person “pria”. Did you mean priya?");
    assertThat(says(PRIYA, "edit T-1 route:docs,xyzzy")).startsWith("No lane “xyzzy”. There are: ");
  }

  @Test
  void who_worked_on_it_cannot_review_it() {
    bench.claims("ada", task);
    bench.yes(new WorkCommand.Submit(Bench.agent("ada"), task, 1, "", "done by hand", List.of()));
    Actor ada = Bench.agent("ada");
    assertThat(says(ada, "pass T-1"))
        .isEqualTo("ada had a hand in T-1, so ada cannot review it. Who can: lex, quill.");
  }

  @Test
  void who_may_not_learns_who_may() {
    assertThat(says(OMAR, "cancel T-1 not needed"))
        .isEqualTo("Only priya (owner) or an admin (priya) can cancel T-1. I have not asked them.");
  }

  @Test
  void a_missing_title_gets_an_example() {
    assertThat(says(PRIYA, "new")).isEqualTo("""
        Give it a title.
        /signalbox new "Retry failed webhooks" lane:build""");
  }

  @Test
  void a_title_that_is_too_long_gets_its_length() {
    assertThat(says(PRIYA, "new " + "x".repeat(300) + " lane:build")).isEqualTo("""
        Titles are at most 120 characters; this has 300. Put the rest in the brief.
        /signalbox new "Retry failed webhooks" lane:build""");
  }

  @Test
  void an_edit_without_a_change_gets_what_can_be_changed() {
    assertThat(says(PRIYA, "edit T-1")).startsWith("Say what to change: title:, brief:,");
  }

  @Test
  void our_own_fault_changes_nothing_and_has_a_number() {
    Reads broken = (Reads) Proxy.newProxyInstance(
        Reads.class.getClassLoader(), new Class<?>[] {Reads.class}, (proxy, method, args) -> {
          throw new IllegalStateException("as the test asked");
        });
    Talk talk = new Talk(
        new Talk.House(
            request -> new CompletableFuture<>(),
            chore -> new CompletableFuture<>(),
            broken,
            bench.offices.all(),
            new ManualTime()),
        Spelling.PROMPTED);
    Message answer =
        talk.hear(new Utterance(Bench.TEAM, PRIYA, "local", null, "board")).join();
    assertThat(Shown.text(answer))
        .matches("I could not do that; nothing changed. Try again, or tell an admin: ref \\w+.");
  }

  @Test
  void a_desk_that_breaks_is_our_fault_too() {
    Talk talk = new Talk(
        new Talk.House(
            request ->
                CompletableFuture.failedFuture(new IllegalStateException("as the test asked")),
            chore -> new CompletableFuture<>(),
            bench.reads(),
            bench.offices.all(),
            bench.time),
        Spelling.PROMPTED);
    Message answer =
        talk.hear(new Utterance(Bench.TEAM, PRIYA, "local", null, "accept T-1")).join();
    assertThat(Shown.text(answer)).startsWith("I could not do that;");
  }

  // -- permissions --------------------------------------------------------------------------------

  @Test
  void somebody_unknown_may_look_and_get_help_and_nothing_else() {
    assertThat(says(NOBODY, "board")).contains("build");
    assertThat(says(NOBODY, "show T-1")).contains("Retry failed webhooks");
    assertThat(says(NOBODY, "agents")).contains("ada");
    assertThat(says(NOBODY, "list")).contains("T-1");
    assertThat(says(NOBODY, "help")).contains("Signalbox");
    assertThat(says(NOBODY, "cancel T-1 not needed")).startsWith("I don't know you.");
    assertThat(says(NOBODY, "list mine")).startsWith("I don't know you.");
    assertThat(bench.taskNow(task).state().word()).isEqualTo("todo");
  }

  // -- commands -----------------------------------------------------------------------------------

  @Test
  void a_new_task_is_on_the_board_with_all_it_was_given() {
    assertThat(says(
            OMAR,
            "new \"Write the guide\" lane:docs owner:@mia priority:high after:T-1"
                + " brief:\"Why and how\" done_when:\"it is short; it is true\" route:review"))
        .isEqualTo("T-2 Write the guide is on the board, in docs.");
    Reads.TaskDetails made = bench.reads().task(Bench.TEAM, new TaskId(2)).orElseThrow();
    assertThat(made.brief()).isEqualTo("Why and how");
    assertThat(made.doneWhen()).containsExactly("it is short", "it is true");
    assertThat(made.task().owner().name()).isEqualTo("mia");
    assertThat(made.task().after()).containsExactly(task);
    assertThat(made.task().route()).hasSize(1);
    assertThat(made.task().room()).isEqualTo("local");
  }

  @Test
  void a_claim_starts_at_once_or_says_what_it_waits_for() {
    TaskId second = bench.task("Park dead webhooks", "build");
    assertThat(says(PRIYA, "claim T-1 agent:ada"))
        .isEqualTo("T-1 Retry failed webhooks is ada's. First heartbeat due within 3 min.");
    assertThat(says(PRIYA, "claim T-2 agent:cy")).isEqualTo("""
        T-2 Park dead webhooks is kept for cy, which starts it as soon as it has a slot.
        build has 1 of 1 slots taken (T-1 ada).""");
    assertThat(bench.taskNow(second).reservedFor()).isEqualTo(new AgentId("cy"));
  }

  @Test
  void a_task_goes_its_whole_way_by_words_alone() {
    says(PRIYA, "claim T-1 agent:ada");
    bench.submits("ada", task);
    assertThat(says(PRIYA, "fail T-1 the list misses 429"))
        .isEqualTo("T-1 Retry failed webhooks is ▶ doing with ada.");
    bench.submits("ada", task);
    assertThat(says(PRIYA, "pass t1 good work")).isEqualTo("T-1 Retry failed webhooks is ■ done.");
    assertThat(says(PRIYA, "return T-1 the README is missing"))
        .isEqualTo("T-1 Retry failed webhooks is ▶ doing with ada.");
    assertThat(says(PRIYA, "release T-1 somebody else shall do it"))
        .isEqualTo("T-1 Retry failed webhooks is ○ todo.");
    assertThat(says(PRIYA, "stuck T-1 the spec is unclear need:\"a decision\""))
        .isEqualTo("T-1 Retry failed webhooks is ⛔ stuck.");
    assertThat(says(PRIYA, "unblock T-1")).isEqualTo("T-1 Retry failed webhooks is ○ todo.");
    assertThat(says(PRIYA, "reassign T-1 cy"))
        .isEqualTo("T-1 Retry failed webhooks is cy's. First heartbeat due within 3 min.");
    assertThat(says(PRIYA, "edit T-1 priority:low"))
        .isEqualTo("T-1 Retry failed webhooks is changed.");
    assertThat(says(OMAR, "note T-1 see T-2")).isEqualTo("Noted on T-1 Retry failed webhooks.");
    assertThat(says(PRIYA, "cancel T-1 nobody needs it"))
        .isEqualTo("T-1 Retry failed webhooks is ✕ cancelled.");
  }

  @Test
  void in_a_thread_the_id_is_known() {
    assertThat(Shown.text(bench.hears(PRIYA, task, "claim agent:ada")))
        .startsWith("T-1 Retry failed webhooks is ada's.");
  }

  @Test
  void an_example_can_be_typed_as_it_is_shown() {
    assertThat(says(PRIYA, "/signalbox claim T-1 agent:ada"))
        .startsWith("T-1 Retry failed webhooks is ada's.");
    assertThat(says(PRIYA, "/signalbox")).startsWith("Say what to do");
    assertThat(says(PRIYA, "/signalboxes")).startsWith("I don't know “signalboxes”.");
  }

  @Test
  void pausing_and_resuming() {
    assertThat(says(PRIYA, "team pause")).startsWith("Paused. Nothing new starts");
    assertThat(says(PRIYA, "board")).contains("paused");
    assertThat(says(PRIYA, "team resume")).startsWith("Resumed.");
    assertThat(says(PRIYA, "lane pause build")).startsWith("Paused. The lane starts nothing new");
    assertThat(says(PRIYA, "lane resume build")).startsWith("Resumed.");
    assertThat(says(PRIYA, "agent pause ada")).startsWith("Paused. It gets no new work");
    assertThat(says(PRIYA, "agent resume ada")).startsWith("Resumed.");
    assertThat(says(OMAR, "team pause")).isEqualTo("Only an admin can pause team.");
    assertThat(says(PRIYA, "lane pause bild")).startsWith("No lane “bild”. Did you mean build?");
  }

  @Test
  void a_place_in_line_is_given_up() {
    bench.claims("ada", task);
    bench.claims("cy", bench.task("Park dead webhooks", "build"));
    assertThat(says(Bench.agent("cy"), "leave_line cy"))
        .isEqualTo("Done: it is not in line any more.");
    assertThat(bench.reads().overview(Bench.TEAM).line()).isEmpty();
  }

  @Test
  void help_exists_for_every_command() {
    for (Verb verb : Catalogue.verbs()) {
      assertThat(says(NOBODY, "help " + verb.typed()))
          .as(verb.typed())
          .contains("\nUsage: /signalbox " + verb.usage() + "\n")
          .contains("Who may: ", "The channel sees: ");
    }
  }

  // -- buttons ------------------------------------------------------------------------------------

  @Test
  void a_button_does_what_it_says() {
    bench.claims("ada", task);
    bench.stuck("ada", task, "which key?");
    Button unblock = Shown.button(bench.ping(task), "Unblock…");
    assertThat(Shown.text(bench.pressed(PRIYA, unblock, Map.of("note", "the new one"))))
        .isEqualTo("T-1 Retry failed webhooks is ▶ doing with ada.");
  }

  @Test
  void a_button_asks_again_for_what_it_needs() {
    bench.finishes("ada", "lex", task);
    Button back = Shown.button(bench.ping(task), "Send back…");
    assertThat(Shown.text(bench.pressed(PRIYA, back, Map.of()))).startsWith("Say what is missing.");
    assertThat(bench.taskNow(task).state().word()).isEqualTo("done");
  }

  @Test
  void a_press_that_comes_too_late_learns_who_was_faster() {
    bench.claims("ada", task);
    bench.stuck("ada", task, "which key?");
    Button cancel = Shown.button(bench.ping(task), "Cancel…");
    bench.minutes(1);
    says(PRIYA, "reassign T-1 agent:cy");
    bench.minutes(1);
    assertThat(Shown.text(bench.pressed(PRIYA, cancel, Map.of("reason", "not needed"))))
        .startsWith("Already handled: 09:01  priya reassigned this to cy.");
    assertThat(bench.taskNow(task).state().word()).isEqualTo("doing");
  }

  @Test
  void a_button_of_an_earlier_episode_is_too_late_although_it_is_stuck_again() {
    bench.claims("ada", task);
    bench.stuck("ada", task, "which key?");
    Button cancel = Shown.button(bench.ping(task), "Cancel…");
    bench.yes(new TaskCommand.Unblock(PRIYA, task, "the new one"));
    bench.stuck("ada", task, "which host?");
    assertThat(Shown.text(bench.pressed(PRIYA, cancel, Map.of("reason", "not needed"))))
        .startsWith("Already handled: ");
    assertThat(bench.taskNow(task).state().word()).isEqualTo("stuck");
  }

  @Test
  void who_may_is_asked_when_a_button_is_pressed() {
    bench.finishes("ada", "lex", task);
    Button back = Shown.button(bench.ping(task), "Send back…");
    assertThat(Shown.text(bench.pressed(OMAR, back, Map.of("why", "I do not like it"))))
        .startsWith("Only priya (owner)");
    assertThat(Shown.text(bench.pressed(NOBODY, back, Map.of("why", "I do not like it"))))
        .startsWith("I don't know you.");
  }

  @Test
  void a_forged_button_does_nothing() {
    for (String action : List.of(
        "",
        "sb:1",
        "sb:2:accept:T-1:e1",
        "sb:1:drop_table:T-1:e1",
        "sb:1:accept:T-1:e99999999999",
        "sb:1:accept:../../etc:e1",
        "sb:1:accept:agent:NOT VALID:e1",
        "sb:1:accept:T-1:-7")) {
      assertThat(Shown.text(bench.pressed(PRIYA, action, Map.of())))
          .as(action)
          .isEqualTo("This button is from another time. Look at the card.");
    }
    assertThat(bench.log()).noneMatch(entry -> entry.event() instanceof TaskEvent.Done);
  }

  @Test
  void the_board_button_of_a_lane_shows_that_lane() {
    assertThat(Shown.text(bench.pressed(PRIYA, "sb:1:board:lane:build:-", Map.of())))
        .contains("build 0/1")
        .doesNotContain("docs");
  }

  @Test
  void the_card_buttons_are_fenced_by_the_epoch_they_were_drawn_for() {
    bench.claims("ada", task);
    Button release = Shown.button(bench.card(task), "Release…");
    says(PRIYA, "reassign T-1 cy");
    assertThat(Shown.text(bench.pressed(PRIYA, release, Map.of("note", "let go"))))
        .startsWith("Already handled: ");
    assertThat(bench.taskNow(task).held().orElseThrow().agent()).isEqualTo(new AgentId("cy"));
  }
}
