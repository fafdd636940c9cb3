package dev.signalbox.talk;

import static dev.signalbox.talk.Bench.OMAR;
import static dev.signalbox.talk.Bench.PRIYA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.board.Actor;
import dev.signalbox.board.AgentId;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.Subject;
import dev.signalbox.board.TaskCommand;
import dev.signalbox.board.TaskId;
import dev.signalbox.desk.Chore;
import dev.signalbox.desk.Demand;
import dev.signalbox.desk.Reads;
import dev.signalbox.talk.Message.Role;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What takes more than a command to the board. */
class CounterTest {

  private static final Actor NOBODY = null;

  @TempDir
  Path directory;

  private Bench bench;

  @BeforeEach
  void open() {
    bench = new Bench(directory);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  /** Joins, and its sign of life is written down. */
  private void joins(String agent, String lane) {
    bench.joins(agent, lane);
    bench.later(Duration.ofSeconds(1));
    bench.beats(agent);
  }

  private String says(Actor who, String text) {
    return Shown.text(bench.hears(who, text));
  }

  private List<Demand> waiting(Demand.Kind kind) {
    return bench.outbox().stream()
        .map(Reads.OutboxRow::demand)
        .filter(demand -> demand.kind() == kind)
        .toList();
  }

  private void deliver() {
    for (Reads.OutboxRow row : bench.outbox()) {
      bench.chore(new Chore.Sending(row.id()));
      bench.chore(new Chore.Sent(row.id(), "m" + row.id()));
    }
  }

  // -- agents and their tokens --------------------------------------------------------------------

  @Test
  void an_agent_is_added_with_its_token_once_and_belongs_to_who_adds_it() {
    Message answer = bench.hears(PRIYA, "agent add ada lane:build");
    assertThat(Shown.text(answer)).isEqualTo("""
        ada is added.
        This is its token. It is shown to you, now, and never again:
        sbx_a-secret-of-this-test
        To hear from it, paste this into a shell:
        curl -s http://127.0.0.1:7070/v1/webhook \\
          -H 'Authorization: Bearer sbx_a-secret-of-this-test' \\
          -H 'Content-Type: application/json' \\
          -d '{"type":"heartbeat"}'
        waiting for ada…""");
    assertThat(answer.kind()).isEqualTo(Message.Kind.ANSWER);
    assertThat(answer.lines().stream().filter(line -> line.role() == Role.EXAMPLE))
        .hasSize(2);
    assertThat(answer.lines())
        .flatExtracting(Message.Line::spans)
        .contains(new Span.Awaited(new AgentId("ada"), bench.time.instant()));
    assertThat(bench.reads().agents(Bench.TEAM).get(0).agent().person())
        .isEqualTo(new PersonId("priya"));
    assertThat(says(PRIYA, "agent add cy lane:docs person:@omar")).startsWith("cy is added.");
    assertThat(bench.reads().agents(Bench.TEAM).get(1).agent().person())
        .isEqualTo(new PersonId("omar"));
  }

  @Test
  void the_token_is_in_nothing_that_is_stored_told_or_read_aloud() {
    Message answer = bench.hears(PRIYA, "agent add ada lane:build");
    assertThat(answer.spoken()).isEqualTo("ada is added.").doesNotContain(PaperOffices.TOKEN);
    assertThat(bench.log().toString()).doesNotContain(PaperOffices.TOKEN);
    assertThat(bench.outbox().toString()).doesNotContain(PaperOffices.TOKEN);
    for (Reads.OutboxRow row : bench.outbox()) {
      assertThat(Shown.text(bench.told(row))).doesNotContain(PaperOffices.TOKEN);
    }
    assertThat(new Offices.Issued(null, PaperOffices.TOKEN, null).toString())
        .doesNotContain(PaperOffices.TOKEN);
  }

  @Test
  void a_second_token_says_what_becomes_of_the_first() {
    joins("ada", "build");
    assertThat(says(PRIYA, "agent rotate ada")).startsWith("""
        ada has a new token.
        Its older tokens stay good.
        This is its token.""");
    assertThat(says(PRIYA, "agent remove ada"))
        .isEqualTo("ada is removed: its tokens are good no longer, and what it held goes back.");
    assertThat(says(PRIYA, "agents")).contains("No agents yet");
  }

  @Test
  void only_admins_add_and_names_are_looked_at() {
    assertThat(says(OMAR, "agent add ada lane:build")).isEqualTo("Only an admin can add an agent.");
    assertThat(says(NOBODY, "agent add ada lane:build")).startsWith("I don't know you.");
    assertThat(says(PRIYA, "agent add ada")).startsWith("Which lane?");
    assertThat(says(PRIYA, "agent add ada lane:buil"))
        .startsWith("No lane “buil”. Did you mean build?");
    assertThat(says(PRIYA, "agent add Ada! lane:build")).startsWith("“Ada!” is not a name.");
    assertThat(says(PRIYA, "agent rotate adda")).startsWith("No agent “adda”.");
    assertThat(bench.reads().agents(Bench.TEAM)).isEmpty();
  }

  @Test
  void an_agent_is_shown_and_an_admin_finds_what_can_be_done() {
    joins("ada", "build");
    TaskId task = bench.task("Retry failed webhooks", "build");
    bench.claims("ada", task);
    bench.says("ada", "back-off test 3/5");
    Message shown = bench.hears(PRIYA, "agent show ada");
    assertThat(Shown.text(shown)).isEqualTo("""
        ada 🤖 build · ▶ doing T-1 · heard 09:00 · “back-off test 3/5”
        Nobody acts for it but itself.
        Works on T-1 Retry failed webhooks since 09:00, epoch 1
        Holds 1 of 1 · reports every 1 min · lost after 5 min of silence
        1 token""");
    assertThat(Shown.buttons(shown)).containsExactly("Pause ada", "Remove ada");
    assertThat(Shown.buttons(bench.hears(OMAR, "agent show ada"))).isEmpty();
    assertThat(Shown.text(bench.pressed(PRIYA, Shown.button(shown, "Pause ada"), Map.of())))
        .startsWith("Paused.");
    assertThat(Shown.text(bench.pressed(OMAR, Shown.button(shown, "Remove ada"), Map.of())))
        .isEqualTo("Only an admin can remove an agent.");
    assertThat(Shown.text(bench.pressed(PRIYA, Shown.button(shown, "Remove ada"), Map.of())))
        .startsWith("ada is removed");
  }

  @Test
  void a_lost_agent_can_be_removed_from_the_list() {
    joins("ada", "build");
    bench.minutes(6);
    Message list = bench.hears(PRIYA, "agents");
    assertThat(Shown.text(list)).endsWith("ada 🤖 build · lost since 09:00");
    bench.pressed(PRIYA, Shown.button(list, "Remove ada"), Map.of());
    assertThat(bench.reads().agents(Bench.TEAM)).isEmpty();
    assertThat(Shown.buttons(bench.hears(OMAR, "agents"))).isEmpty();
  }

  // -- mute ---------------------------------------------------------------------------------------

  @Test
  void a_muted_thread_hears_no_lines_and_its_card_goes_on() {
    joins("ada", "build");
    TaskId task = bench.task("Retry failed webhooks", "build");
    bench.yes(new TaskCommand.Note(PRIYA, task, "mind the 429s"));
    deliver();
    bench.yes(new TaskCommand.Note(PRIYA, task, "and the 503s"));
    assertThat(Shown.text(bench.hears(NOBODY, task, "mute")))
        .isEqualTo(
            "The thread of T-1 is muted 🔇: I write no more lines there; its card still changes.");
    assertThat(waiting(Demand.Kind.LINE)).isEmpty();
    assertThat(waiting(Demand.Kind.CARD)).hasSize(1);
    bench.claims("ada", task);
    assertThat(waiting(Demand.Kind.LINE)).isEmpty();
    assertThat(Shown.text(bench.card(task)))
        .contains("build · agent ada 🤖 · owner priya · round 1 · 🔇 muted");
    bench.restart();
    bench.submits("ada", task);
    assertThat(waiting(Demand.Kind.LINE)).isEmpty();
  }

  @Test
  void other_threads_and_pings_are_not_muted_and_unmuted_ones_hear_again() {
    joins("ada", "build");
    TaskId task = bench.task("Retry failed webhooks", "build");
    TaskId other = bench.task("Park dead webhooks", "build");
    says(OMAR, "mute T-1");
    bench.yes(new TaskCommand.Note(PRIYA, other, "mind the 429s"));
    assertThat(waiting(Demand.Kind.LINE)).extracting(Demand::subject).contains(Subject.of(other));
    bench.claims("ada", task);
    bench.stuck("ada", task, "which key?");
    assertThat(waiting(Demand.Kind.PING)).hasSize(1);
    assertThat(says(OMAR, "unmute T-1")).isEqualTo("The thread of T-1 is told again what happens.");
    bench.yes(new TaskCommand.Note(PRIYA, task, "the new one"));
    assertThat(waiting(Demand.Kind.LINE)).extracting(Demand::subject).contains(Subject.of(task));
    assertThat(Shown.text(bench.card(task))).doesNotContain("🔇");
    assertThat(says(OMAR, "mute T-9")).isEqualTo("There is no T-9.");
  }

  // -- the shared board ---------------------------------------------------------------------------

  @Test
  void a_room_has_one_board_that_is_edited() {
    bench.task("Before", "build");
    deliver();
    assertThat(waiting(Demand.Kind.BOARD)).isEmpty();
    assertThat(says(OMAR, "board share"))
        .isEqualTo("The board stands in this room and is kept up to date.");
    says(OMAR, "board share");
    assertThat(waiting(Demand.Kind.BOARD)).hasSize(1);
    deliver();
    assertThat(says(OMAR, "board share")).isEqualTo("The board stands in this room already.");
    assertThat(waiting(Demand.Kind.BOARD)).isEmpty();
    bench.restart();
    bench.task("One", "build");
    bench.task("Two", "build");
    assertThat(waiting(Demand.Kind.BOARD)).hasSize(1);
    assertThat(says(NOBODY, "board share")).startsWith("I don't know you.");
  }

  @Test
  void a_shared_board_says_who_is_waited_for_and_mentions_nobody() {
    joins("dora", "docs");
    TaskId task = bench.task("Guide", "docs");
    bench.claims("dora", task);
    bench.submits("dora", task);
    says(OMAR, "board share");
    Message board = bench.told(bench.outbox().stream()
        .filter(row -> row.demand().kind() == Demand.Kind.BOARD)
        .findFirst()
        .orElseThrow());
    assertThat(board.kind()).isEqualTo(Message.Kind.BOARD);
    assertThat(Shown.text(board))
        .startsWith("Board · 09:00 · 0 of 20 slots · ✔ ready 1\n")
        .endsWith("Waiting for a person: ✔ ready T-1 priya since 09:00");
    assertThat(Shown.buttons(board)).containsExactlyInAnyOrder("build", "docs", "review");
    for (Button button : board.buttons()) {
      assertThat(Shown.text(bench.pressed(NOBODY, button, Map.of()))).startsWith("Board · ");
    }
  }

  @Test
  void a_board_that_cannot_be_told_any_more_may_be_shared_anew() {
    says(OMAR, "board share");
    deliver();
    bench.task("One", "build");
    long row = bench.outbox().stream()
        .filter(one -> one.demand().kind() == Demand.Kind.BOARD)
        .findFirst()
        .orElseThrow()
        .id();
    bench.chore(new Chore.Parked(row, "deleted"));
    bench.task("Two", "build");
    assertThat(waiting(Demand.Kind.BOARD)).isEmpty();
    says(OMAR, "board share");
    assertThat(waiting(Demand.Kind.BOARD)).hasSize(1);
  }

  @Test
  void the_board_has_a_button_for_each_lane_and_for_ones_own_tasks() {
    bench.task("One", "build");
    Message board = bench.hears(PRIYA, "board");
    assertThat(Shown.text(bench.pressed(PRIYA, Shown.button(board, "Only mine"), Map.of())))
        .startsWith("1 task\n");
    assertThat(Shown.text(bench.pressed(PRIYA, Shown.button(board, "build"), Map.of())))
        .contains("build 0/–")
        .doesNotContain("docs");
  }

  // -- the digest ---------------------------------------------------------------------------------

  @Test
  void a_digest_tells_what_waits_is_stuck_was_done_and_goes_on() {
    joins("dora", "docs");
    joins("ada", "build");
    joins("lex", "review");
    bench.finishes("ada", "lex", bench.task("Retry failed webhooks", "build"));
    TaskId guide = bench.task("Guide", "docs");
    bench.claims("dora", guide);
    bench.submits("dora", guide);
    TaskId map = bench.task("Map", "docs");
    bench.claims("dora", map);
    bench.stuck("dora", map, "needs prod key");
    bench.claims("ada", bench.task("Next", "build"));
    bench.task("Later", "build");
    bench.minutes(90);
    Message digest = bench.hears(NOBODY, "digest now");
    assertThat(Shown.text(digest)).isEqualTo("""
        Since 10:30 (Z)
        Waiting for a person (1): ✔ ready T-2 priya 1 h 30 m
        Stuck (1): ⛔ stuck T-3 priya “needs prod key” 1 h 30 m
        Done (1): T-1 · median 0 s · 1.0 reviews each
        Running (1) · in review (0) · queued (0) · todo (1)""");
    assertThat(Shown.buttons(digest)).containsExactly("Board");
    assertThat(Shown.text(bench.pressed(NOBODY, Shown.button(digest, "Board"), Map.of())))
        .startsWith("Board · ");
  }

  @Test
  void a_firing_is_told_once_also_over_a_restart_and_only_if_something_waits() {
    Instant firing = bench.time.instant();
    assertThat(Digest.due(bench.reads(), Bench.TEAM, firing)).isEmpty();
    joins("dora", "docs");
    TaskId guide = bench.task("Guide", "docs");
    bench.claims("dora", guide);
    bench.submits("dora", guide);
    Chore due = Digest.due(bench.reads(), Bench.TEAM, firing).orElseThrow();
    bench.chore(due);
    bench.chore(due);
    bench.restart();
    bench.chore(due);
    bench.chore(new Chore.Digest(Bench.TEAM, "local", firing.minusSeconds(60)));
    assertThat(waiting(Demand.Kind.DIGEST)).hasSize(1);
    deliver();
    bench.chore(due);
    assertThat(waiting(Demand.Kind.DIGEST)).isEmpty();
    bench.later(Duration.ofDays(1));
    bench.chore(new Chore.Digest(Bench.TEAM, "local", firing.plus(Duration.ofDays(1))));
    assertThat(waiting(Demand.Kind.DIGEST)).hasSize(1);
    assertThat(bench.reads().lastDigest(Bench.TEAM))
        .contains(new Reads.DigestMark(firing, firing.plus(Duration.ofDays(1))));
    Message told = bench.told(bench.outbox().get(0));
    assertThat(told.kind()).isEqualTo(Message.Kind.DIGEST);
    assertThat(Shown.text(told)).startsWith("Since 09:00");
  }

  @Test
  void admins_say_when_it_comes() {
    assertThat(says(PRIYA, "digest at:\"0 0 9 ? * MON-FRI\""))
        .isEqualTo("The digest comes at “0 0 9 ? * MON-FRI”, Z.");
    assertThat(says(PRIYA, "digest off")).isEqualTo("No digest comes any more.");
    assertThat(bench.offices.changes)
        .containsExactly("person:priya digest=0 0 9 ? * MON-FRI", "person:priya digest=");
    assertThat(says(OMAR, "digest off")).isEqualTo("Only an admin (priya) can do that.");
    assertThat(says(NOBODY, "digest off")).startsWith("I don't know you.");
    bench.offices.problem = "“x” is no cron expression.";
    assertThat(says(PRIYA, "digest at:x")).isEqualTo("“x” is no cron expression.");
    assertThat(says(PRIYA, "digest off at:x")).startsWith("Either at: or off, not both.");
    assertThat(says(OMAR, "digest")).startsWith("Since ");
  }

  // -- the doctor ---------------------------------------------------------------------------------

  @Test
  void the_doctor_says_what_is_well_and_how_to_mend_what_is_not() {
    bench.offices.findings.add(new Offices.Finding(true, "The clocks agree.", null));
    assertThat(says(PRIYA, "doctor"))
        .isEqualTo("All is well: 1 things were looked at.\n✓ The clocks agree.");
    bench.offices.findings.add(new Offices.Finding(false, "Nobody works in docs.", "Add one."));
    assertThat(says(PRIYA, "doctor")).isEqualTo("""
        1 need a look.
        ✓ The clocks agree.
        ✗ Nobody works in docs. → Add one.""");
    assertThat(says(OMAR, "doctor")).isEqualTo("Only an admin (priya) can do that.");
    assertThat(says(NOBODY, "doctor")).startsWith("I don't know you.");
  }

  // -- lists --------------------------------------------------------------------------------------

  @Test
  void lanes_and_people_are_listed() {
    joins("ada", "build");
    bench.hears(PRIYA, "agent add cy lane:build");
    assertThat(says(NOBODY, "lanes").lines())
        .contains(
            "3 lanes",
            "build 0/– · ada, cy · reviewed by review · ships",
            "docs 0/– · nobody works here · not reviewed · a person accepts",
            "review 0/– · nobody works here · not reviewed · ships");
    assertThat(says(NOBODY, "people")).isEqualTo("""
        3 people
        mia · member
        omar · member
        priya · admin · owner of the team · acts for cy""");
    assertThat(says(NOBODY, "lane list")).isEqualTo(says(NOBODY, "lanes"));
  }
}
